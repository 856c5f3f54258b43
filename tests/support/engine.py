"""A window without a window: polls a real engine until something holds."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.types import StreamSpec, StreamState, StreamStatus, TileRect, TileUpdate

LIMIT_S = 40.0


class Wall:
    """An engine with a mosaic of equal tiles, side by side."""

    def __init__(self, workers: int = 2) -> None:
        self.engine = VideoEngine(workers=workers)
        self.engine.start()
        self.updates: list[TileUpdate] = []
        self.painted: dict[int, int] = {}
        self.pages: dict[int, int] = {}
        self.rects: dict[int, TileRect] = {}
        self.seen_states: dict[int, list[StreamState]] = {}

    def show(self, specs: Sequence[StreamSpec], columns: int = 4, width: int = 160, height: int = 90) -> None:
        rows = -(-len(specs) // columns)
        self.engine.resize(columns * width, rows * height)
        self.show_at(
            {
                slot: (spec, TileRect(slot % columns * width, slot // columns * height, width, height))
                for slot, spec in enumerate(specs)
            },
        )

    def show_at(self, tiles: dict[int, tuple[StreamSpec, TileRect]]) -> None:
        self.rects = {slot: rect for slot, (_, rect) in tiles.items()}
        self.pages.clear()
        self.engine.show(tiles)

    def poll(self) -> list[TileUpdate]:
        updates = self.engine.poll()
        for update in updates:
            if update.picture_changed:
                self.painted[update.slot] = self.painted.get(update.slot, 0) + 1
                self.pages[update.slot] = update.page
            self.seen_states.setdefault(update.slot, []).append(self.engine.status(update.slot).state)
        return updates

    def until(self, holds: Callable[[], object], limit_s: float = LIMIT_S) -> None:
        """Poll until ``holds``; fails with the state of every tile."""
        deadline = time.monotonic() + limit_s
        while not holds():
            self.poll()
            states = {slot: self.engine.status(slot) for slot in self.rects}
            assert time.monotonic() < deadline, f"still not so: {states}"
            time.sleep(0.01)

    def rest(self, seconds: float) -> None:
        """Let real time pass while polling, where the passing itself is tested."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)

    def status(self, slot: int = 0) -> StreamStatus:
        return self.engine.status(slot)

    def state(self, slot: int = 0) -> StreamState:
        return self.engine.status(slot).state

    def until_state(self, state: StreamState, *slots: int) -> None:
        self.until(lambda: all(self.state(slot) == state for slot in slots or self.rects))

    def until_reason(self, code: str, slot: int = 0) -> None:
        def has_it() -> bool:
            reason = self.status(slot).reason
            return reason is not None and reason.code == code

        self.until(has_it)

    def tile(self, slot: int) -> NDArray[np.uint8]:
        """The pixels that the window would paint, BGRA."""
        rect = self.rects[slot]
        page = self.engine.mosaic.page(self.pages[slot])
        return page[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width].copy()

    def close(self) -> None:
        self.engine.stop()


def is_alive(pid: int) -> bool:
    """Whether a process runs (one that ended and waits for its parent does not)."""
    stat = Path("/proc", str(pid), "stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def our_shared_memory() -> set[str]:
    return {path.name for path in Path("/dev/shm").glob(f"ioc-desktop-{os.getpid()}-*")}
