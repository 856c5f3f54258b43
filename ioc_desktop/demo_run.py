"""The demo district beside the running window: on the air, declared, and its clips drawn where they are missing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from ioc_desktop.demo.broadcast import Broadcast
    from ioc_desktop.demo.seed import CameraUrls
    from ioc_desktop.services import Services
    from ioc_desktop.ui.runner import Runner

PICTURES_FIRST_S = 2.0
"""The past of the district waits until the first pictures are there."""
Progress = Callable[[str | None], None]
"""Told a translated line while clips are drawn, None when all are there."""


class DemoRun:
    """One run. Window thread.

    Args:
        on_progress: see ``Progress``.
        on_error: told why clips could not be drawn.
        on_ready: everything is on the air, or never will be.
    """

    def __init__(
        self,
        broadcast: Broadcast,
        services: Services,
        runner: Runner,
        *,
        on_progress: Progress,
        on_error: Callable[[ExpectedError], object],
        on_ready: Callable[[], object],
    ) -> None:
        self._broadcast, self._services, self._runner = broadcast, services, runner
        self._on_progress, self._on_error, self._on_ready = on_progress, on_error, on_ready
        self._drawing: asyncio.Task[None] | None = None

    def start(self, ready: int) -> None:
        """``ready`` cameras are declared (``seed_district``); those whose clips are not drawn yet follow one by one."""
        self._drawing = asyncio.create_task(self._draw_rest(ready))

    def stop(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()

    async def _draw_rest(self, ready: int) -> None:
        await asyncio.sleep(PICTURES_FIRST_S)
        from ioc_desktop.demo.filling import fill  # noqa: PLC0415  (only with --demo)

        loop = asyncio.get_running_loop()

        def on_air(urls: CameraUrls, count: int) -> None:
            fill(self._services, urls, SystemClock().now())
            loop.call_soon_threadsafe(self._note, count)

        self._note(ready)
        try:
            await self._tell_stories()
            await asyncio.to_thread(self._broadcast.render, on_air)
            await self._tell_stories()
        except ExpectedError as error:
            self._on_progress(None)
            self._on_error(error)
        finally:
            self._on_ready()

    async def _tell_stories(self) -> None:
        """The past, and incidents of the cameras that are there.

        On the writer's thread, as who acts is borrowed for it.
        """
        now, files = SystemClock().now(), self._broadcast.files()

        def tell() -> None:
            from ioc_desktop.demo.filling import tell_past  # noqa: PLC0415  (slow imports belong to this thread)
            from ioc_desktop.demo.incidents import seed_incidents  # noqa: PLC0415

            tell_past(self._services, now)
            seed_incidents(self._services, now, files)

        await self._runner.write(tell)

    def _note(self, ready: int) -> None:
        total = self._broadcast.total
        words = QCoreApplication.translate("Room", "Đang dựng cảnh mô phỏng {ready}/{total}")
        self._on_progress(None if ready == total else words.format(ready=ready, total=total))
