"""The running application: opens what is needed in order, and closes it in reverse.

The window lives from here on, so nothing slow is imported on its thread: the workers' threads do it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import qasync

from ioc_desktop import wiring
from ioc_desktop.automation import Automation
from ioc_desktop.config.early import peek
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.appearance import follow
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from PySide6.QtWidgets import QApplication

    from ioc_desktop.app import Options
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.config.settings_file import LoadedSettings
    from ioc_desktop.crash import CrashGuard
    from ioc_desktop.demo.broadcast import Broadcast
    from ioc_desktop.demo.seed import CameraUrls
    from ioc_desktop.desk import Desk
    from ioc_desktop.first_services import FirstServices
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.reception import FirstDesk, Reception
    from ioc_desktop.services import Services
    from ioc_desktop.ui.garbage import WindowGarbage
    from ioc_desktop.ui.i18n import Languages
    from ioc_desktop.ui.panel import PanelManifest
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.ui.shell.window import Shell
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import StreamSpec
    from ioc_desktop.vision.engine import VisionEngine

_PICTURES_WITHIN_S = 1.0
"""So long all other services wait for the first picture; they would take its time."""
_LOOK_S = 0.02


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What exists before the room: the process, its window and how it looks and speaks."""

    qt: QApplication
    shell: Shell
    theme: Theme
    languages: Languages
    guard: CrashGuard
    garbage: WindowGarbage
    window_at: float


class Room:
    """One run of the application, from behind its first window to its end."""

    def __init__(self, frame: Frame, options: Options) -> None:
        self._frame, self._shell, self._options = frame, frame.shell, options
        self._stack = ExitStack()
        self._automation = Automation(frame.shell, options, window_at=frame.window_at)
        self._failure: ExpectedError | None = None
        self._desk: FirstDesk | None = None
        self._reception: Reception | None = None

    def run(self) -> int:
        """Live until the window is closed or the time is over; the exit code."""
        with qasync.QEventLoop(self._frame.qt) as loop:
            self._frame.guard.watch_loop(loop)
            return int(loop.run_until_complete(self._live()))

    async def _live(self) -> int:
        closed = asyncio.Event()
        self._shell.closing.connect(closed.set)
        for wish in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wish, lambda *_: closed.set())
        waits: list[Coroutine[Any, Any, object]] = [closed.wait(), self._open_and_run()]
        tasks_ = [asyncio.create_task(wait) for wait in waits]
        try:
            done, _ = await asyncio.wait(tasks_, return_when=asyncio.FIRST_COMPLETED)
            has_bug = any(task.exception() is not None for task in done)
            return 1 if has_bug or (self._failure is not None and self._options.is_automatic) else 0
        finally:
            await self._close(tasks_)

    async def _close(self, running: list[asyncio.Task[object]]) -> None:
        if self._desk is not None:
            self._measure(self._desk)
        self._shell.hide()
        self._automation.stop()
        for task in running:
            task.cancel()
        outcomes = await asyncio.gather(*running, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                self._frame.guard.record(outcome, "room")
        if self._reception is not None:
            self._reception.end()
        await tasks.finish()
        self._stack.close()

    def _measure(self, desk: FirstDesk) -> None:
        try:
            self._automation.write_stats(desk.video, desk.vision)
        except ExpectedError as error:
            print(error.message(), file=sys.stderr)

    async def _open_and_run(self) -> None:
        """Ends with its time when it is automatic, else never."""
        try:
            with self._frame.garbage.unswept():
                desk = await self._open()
            if self._options.is_automatic:
                await self._automation.run(desk.first.video, desk.first.vision)
                return
        except ExpectedError as error:
            self._fail(error)
            if self._options.is_automatic:
                return
        await asyncio.Event().wait()

    def _fail(self, error: ExpectedError) -> None:
        self._failure = error
        print(error.message(), file=sys.stderr)
        words = tr_error(error)
        self._shell.say(words)
        if self._reception is not None:
            self._shell.show_notice(words)
            self._reception.fail(error, words)

    # ------------------------------------------------------------------ opening

    async def _open(self) -> Desk:
        """First what the first pictures need, then all else; what takes long and needs nothing else begins first."""
        runner = Runner(in_file=True)
        self._stack.callback(runner.close)
        broadcast = self._make_broadcast()
        starting = asyncio.ensure_future(runner.apart(broadcast.start)) if broadcast else None
        video = await self._start_video(runner)
        services = await self._unlocked(runner)
        self._stack.callback(services.close)
        panels = asyncio.ensure_future(runner.apart(_load_panels))
        on_air = await starting if starting is not None else {}
        session = await self._recognise(runner, services, on_air, video)
        self._desk = first = await self._open_first(runner, services, video)
        self._reception = reception = await self._receive(first, await panels, session)
        await self._until_pictures(video)
        everything = await runner.write(lambda: _open_all_services(services))
        runner.spread()
        from ioc_desktop.desk import furnish  # noqa: PLC0415  (loaded by then)

        desk = await furnish(first, everything)
        reception.complete(desk)
        if broadcast is not None:
            await self._run_demo(desk, broadcast, len(on_air))
        else:
            self._automation.ready.set()
        await desk.start()
        return desk

    async def _start_video(self, runner: Runner) -> VideoEngine:
        """The decoders' processes take a while to come up, so they are the first."""
        workers = peek(self._options.paths.settings).workers or None
        await runner.write(_load_video)
        from ioc_desktop.video.engine import VideoEngine  # noqa: PLC0415  (loaded by then)

        video = VideoEngine(workers=workers)
        video.start()
        self._stack.callback(video.stop)
        self._automation.watch(video)
        return video

    async def _recognise(
        self, runner: Runner, services: FirstServices, on_air: CameraUrls, video: VideoEngine
    ) -> Session | None:
        """Who signs in without being asked; decoders connect for him while his panel is being made.

        Raises:
            ExpectedError: ``accounts.*``, ``store.*``.
        """
        if self._options.demo:
            await runner.write(lambda: _seed(services, on_air))
        known = self._known_login()
        if known is None:
            return None
        session, streams = await runner.read(lambda: _sign_in(services, known, self._options.panel or ""))
        video.watch(streams)
        return session

    def _known_login(self) -> tuple[str, str] | None:
        if self._options.user:
            return self._options.user, os.environ.get("IOC_PASSWORD", "")
        if self._options.demo and self._options.is_automatic:
            from ioc_desktop.demo.seed import DEMO_ACCOUNTS  # noqa: PLC0415  (loaded by then)

            return DEMO_ACCOUNTS[-1].user_name, DEMO_ACCOUNTS[-1].password  # the administrator sees every panel
        return None

    async def _open_first(self, runner: Runner, services: FirstServices, video: VideoEngine) -> FirstDesk:
        settings, problem = await self._open_settings(runner)
        vision = await self._make_vision(runner, settings)
        self._give_notices(problem)
        from ioc_desktop.reception import FirstDesk  # noqa: PLC0415  (loaded by then)

        return FirstDesk(self._shell, self._stack, self._options.paths, services, settings, runner, video, vision)

    async def _receive(self, first: FirstDesk, panels: Sequence[PanelManifest], session: Session | None) -> Reception:
        """Open for people."""
        from ioc_desktop.reception import Reception  # noqa: PLC0415  (loaded by then)

        reception = Reception(first, self._options, self._frame.theme, panels)
        await reception.open(session)
        return reception

    async def _until_pictures(self, video: VideoEngine) -> None:
        """While the panel in front is one that shows pictures: everything else would take their time."""
        limit_s = time.monotonic() + _PICTURES_WITHIN_S
        deck = self._shell.deck
        while deck and not deck.is_waiting and not video.has_shown and time.monotonic() < limit_s:
            await asyncio.sleep(_LOOK_S)
            deck = self._shell.deck

    async def _unlocked(self, runner: Runner) -> FirstServices:
        """What lives on disk; for an encrypted database whose key is not in the keyring a person is asked."""
        paths = self._options.paths
        try:
            return await runner.write(lambda: _open_first_services(paths))
        except ExpectedError as error:
            if error.code != "database.password_needed" or self._options.is_automatic:
                raise
        from ioc_desktop.ui.shell.unlock import ask_to_unlock  # noqa: PLC0415  (only for encrypted profiles)

        return await ask_to_unlock(
            self._shell, lambda password: runner.write(lambda: _open_first_services(paths, password))
        )

    async def _open_settings(self, runner: Runner) -> tuple[SettingsStore, ExpectedError | None]:
        loaded = await runner.read(lambda: _load_settings(self._options.paths))
        from ioc_desktop.ui.settings_store import SettingsStore  # noqa: PLC0415  (loaded by then)

        settings = SettingsStore(self._options.paths.settings, loaded.settings, runner)
        follow(settings, self._frame.languages, self._frame.theme)
        if self._options.language is not None:
            self._frame.languages.use(self._options.language)
        return settings, loaded.problem

    async def _make_vision(self, runner: Runner, settings: SettingsStore) -> VisionEngine:
        """The engine on the model that is set or there; why a set one cannot be used is a notice."""
        paths = self._options.paths
        models = await runner.read(lambda: wiring.choose_models(paths, settings.current))
        if models.problem is not None:
            self._shell.show_notice(tr_error(models.problem))
        vision = wiring.make_vision(models.pack, settings.current, paths, models.faces)
        self._stack.callback(vision.stop)
        return vision

    def _give_notices(self, settings_problem: ExpectedError | None) -> None:
        if settings_problem is not None:
            self._shell.show_notice(tr_error(settings_problem))
        previous = self._frame.guard.previous
        if previous is not None and not self._options.is_automatic:
            from ioc_desktop.ui.shell.crash_notice import show_crash_notice  # noqa: PLC0415  (after a crash)

            show_crash_notice(self._shell, previous.ended_at, previous.log)

    # ------------------------------------------------------------------ the demo district

    def _make_broadcast(self) -> Broadcast | None:
        if not self._options.demo:
            return None
        from ioc_desktop.demo.broadcast import Broadcast  # noqa: PLC0415  (only with --demo)

        broadcast = Broadcast(self._options.paths.cache / "district")
        self._stack.callback(broadcast.stop)
        return broadcast

    async def _run_demo(self, desk: Desk, broadcast: Broadcast, ready: int) -> None:
        from ioc_desktop.demo_run import DemoRun  # noqa: PLC0415  (only with --demo)

        run = DemoRun(
            broadcast,
            desk.services,
            desk.first.runner,
            on_progress=desk.vitals.show_busy,
            on_error=lambda error: self._shell.show_notice(tr_error(error)),
            on_ready=self._automation.ready.set,
        )
        self._stack.callback(run.stop)
        run.start(ready)


# What follows is called off the window's thread: it imports what is slow to import.


def _load_video() -> None:
    import ioc_desktop.video.engine  # noqa: F401, PLC0415


def _open_first_services(paths: AppPaths, password: str | None = None) -> FirstServices:
    from ioc_desktop.first_services import open_first  # noqa: PLC0415

    return open_first(paths, password)


def _open_all_services(first: FirstServices) -> Services:
    import ioc_desktop.desk  # noqa: F401, PLC0415  (the window's thread makes one)
    from ioc_desktop.services import open_rest  # noqa: PLC0415

    return open_rest(first)


def _seed(services: FirstServices, on_air: CameraUrls) -> None:
    from ioc_desktop.demo.seed import seed_district  # noqa: PLC0415

    seed_district(services, on_air)


def _sign_in(services: FirstServices, known: tuple[str, str], panel: str) -> tuple[Session, Sequence[StreamSpec]]:
    """The session, and what its first panel will decode."""
    from ioc_desktop.ui.panel import first_of  # noqa: PLC0415

    session = services.accounts.authenticate(*known)
    first = first_of(wiring.discover(), session, panel)
    return session, first.first_streams(services.cameras, services.preferences, session) if first else ()


def _load_settings(paths: AppPaths) -> LoadedSettings:
    from ioc_desktop.config import settings_file  # noqa: PLC0415
    from ioc_desktop.ui import settings_store  # noqa: F401, PLC0415  (the window's thread makes one)

    return settings_file.load(paths.settings)


def _load_panels() -> Sequence[PanelManifest]:
    """All of them, and the views of those that open first."""
    import ioc_desktop.reception  # noqa: PLC0415  (the window's thread makes these two)
    import ioc_desktop.ui.shell.deck  # noqa: F401, PLC0415

    panels = wiring.discover()
    for panel in panels:
        if panel.opens_first:
            panel.load()
    return panels
