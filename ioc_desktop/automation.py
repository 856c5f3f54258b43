"""What the window does when nobody sits in front of it: runs for its time, measures, takes pictures, stops."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from ioc_desktop.app import Options
    from ioc_desktop.ui.shell.window import Shell
    from ioc_desktop.ui.video.heartbeat import Heartbeat
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine

_WALL = "wall"
_STEP_S = 0.05
_LOOK_S = 0.02
_SETTLE_S = 1.5
"""A panel has loaded and painted itself by then; long enough for a slow machine, too short to bore."""
_ALL_LIVE_LIMIT_S = 30.0


class Automation:
    """Carries out ``--seconds``, ``--screenshot`` and ``--stats``.

    Attributes:
        live_at: Unix time at which the first tile was live and its picture given to the window to paint, for the
            start-up benchmark; 0 before.
    """

    def __init__(self, shell: Shell, options: Options, *, window_at: float) -> None:
        self._shell, self._options, self._window_at = shell, options, window_at
        self._began_s = time.monotonic()
        self._heartbeat: Heartbeat | None = None
        self._looking: asyncio.Task[None] | None = None
        self._is_measured = False
        self.live_at = 0.0
        self.ready = asyncio.Event()
        """Set by the room when nothing more is to come, such as clips still being drawn."""

    def watch(self, video: VideoEngine) -> None:
        """Measure from now on, if that is asked for."""
        if self._options.stats is not None:
            from ioc_desktop.ui.video.heartbeat import Heartbeat  # noqa: PLC0415  (NumPy, loaded by then)

            self._heartbeat = Heartbeat(self._shell)  # it wakes up 100 times a second
            self._looking = asyncio.create_task(self._watch_first_live(video))

    def stop(self) -> None:
        if self._heartbeat is not None:
            self._heartbeat.stop()
        if self._looking is not None:
            self._looking.cancel()

    async def run(self, video: VideoEngine, vision: VisionEngine) -> None:
        """Wait for the time that was asked for, then measure and take the pictures."""
        await self._wait(video)
        self.write_stats(video, vision)
        if self._options.screenshot is not None:
            await self._take_pictures(self._options.screenshot)

    async def _watch_first_live(self, video: VideoEngine) -> None:
        while not _has_live(video):  # noqa: ASYNC110  (same)
            await asyncio.sleep(_LOOK_S)
        self.live_at = time.time()

    async def _wait(self, video: VideoEngine) -> None:
        if self._options.seconds is not None:
            await asyncio.sleep(max(0.0, self._window_at + self._options.seconds - time.time()))
            return
        await self.ready.wait()
        limit_s = time.monotonic() + _ALL_LIVE_LIMIT_S
        while time.monotonic() < limit_s and not _all_live(video):  # noqa: ASYNC110  (the engine is polled, not told)
            await asyncio.sleep(_STEP_S)
        await asyncio.sleep(_SETTLE_S)

    def write_stats(self, video: VideoEngine, vision: VisionEngine) -> None:
        """Carry out ``--stats``, once: at the end of the time, or when the window is closed.

        Raises:
            ExpectedError: ``file.unwritable``.
        """
        path, heartbeat = self._options.stats, self._heartbeat
        if path is None or heartbeat is None or self._is_measured:
            return
        from ioc_desktop.ui.video.measurement import measure  # noqa: PLC0415  (after the pictures)
        from ioc_desktop.ui.video.surface import VideoSurface  # noqa: PLC0415

        self._is_measured = True
        seconds = time.monotonic() - self._began_s
        numbers = measure(self._shell.findChild(VideoSurface), video, vision, heartbeat, seconds=seconds)
        numbers["startup"] = {"window_at": self._window_at, "live_at": self.live_at or None}
        _prepare(path.parent)
        try:
            path.write_text(json.dumps(numbers, ensure_ascii=False, indent=1), "utf-8")
        except OSError as error:
            raise _unwritable(path) from error

    async def _take_pictures(self, folder: Path) -> None:
        _prepare(folder)
        deck = self._shell.deck
        if deck is None:
            self._picture(folder / "login.png")
            return
        for key in deck.keys():  # noqa: SIM118  (a method of the deck, which is no mapping)
            if key != deck.current:
                deck.go_to(key)
                await asyncio.sleep(_SETTLE_S)
            self._picture(folder / f"{key}.png")

    def _picture(self, path: Path) -> None:
        if not self._shell.grab().save(str(path)):
            raise _unwritable(path)


def _live_count(video: VideoEngine) -> int:
    return sum(tile["state"] == "live" for tile in _tiles(video))


def _has_live(video: VideoEngine) -> bool:
    return video.has_shown and _live_count(video) > 0


def _all_live(video: VideoEngine) -> bool:
    tiles = _tiles(video)
    return bool(tiles) and _live_count(video) == len(tiles)


def _tiles(video: VideoEngine) -> list[dict[str, object]]:
    tiles = video.stats()["tiles"]
    assert isinstance(tiles, list)
    return tiles


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder) from error


def _unwritable(path: Path) -> ExpectedError:
    return ExpectedError(
        "file.unwritable", QT_TRANSLATE_NOOP("errors", "Không ghi được tệp {path}. Chọn chỗ khác."), path=path
    )
