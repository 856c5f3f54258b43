"""An engine in this process that writes known pixels: for tests of what the surface makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ioc_desktop.video.mosaic import Mosaic
from ioc_desktop.video.types import StreamSpec, StreamState, StreamStatus, TileRect, TileUpdate

FPS = 15
Tiles = dict[int, tuple[StreamSpec, TileRect]]


class MovingPictures:
    """The engine's door; ``paint`` puts a new picture into a tile, ``say`` sets its state."""

    def __init__(self) -> None:
        self.mosaic: Mosaic | None = None
        self.tiles: Tiles = {}
        self.shown: list[Tiles] = []
        self.analysed: dict[str, int] = {}
        self.holds_s: dict[str, float] = {}
        self._statuses: dict[str, StreamStatus] = {}
        self._updates: dict[int, TileUpdate] = {}
        self._pages: dict[int, int] = {}
        self._frames: dict[int, int] = {}

    def stop(self) -> None:
        if self.mosaic is not None:
            self.mosaic.close()
            self.mosaic = None

    def resize(self, width: int, height: int) -> Mosaic:
        self.stop()
        self.mosaic = Mosaic(width, height)
        return self.mosaic

    def show(self, tiles: Mapping[int, tuple[StreamSpec, TileRect]]) -> None:
        self.tiles = dict(tiles)
        self.shown.append(self.tiles)
        self._updates.clear()
        if self.mosaic is not None:
            self.mosaic.move()

    def analyse(self, streams: Mapping[str, int], buffer: object, fps: float, rates: Mapping[str, float]) -> None:
        del buffer, fps, rates
        self.analysed = dict(streams)

    def hold_back(self, holds_s: Mapping[str, float]) -> None:
        self.holds_s = dict(holds_s)

    def poll(self) -> list[TileUpdate]:
        updates = list(self._updates.values())
        self._updates.clear()
        return updates

    def status(self, slot: int) -> StreamStatus:
        stream_id = self.tiles[slot][0].id if slot in self.tiles else ""
        return self._statuses.get(stream_id, StreamStatus(stream_id, StreamState.CONNECTING))

    def say(self, slot: int, **facts: object) -> None:
        """Change the status of the stream in a slot."""
        stream_id = self.tiles[slot][0].id
        self._statuses[stream_id] = replace(self.status(slot), stream_id=stream_id, **facts)
        self._note(slot, picture=False, status=True)

    def paint(self, slot: int, picture: np.ndarray) -> None:
        """Write a BGRA picture of the tile's exact size and make the stream live."""
        assert self.mosaic is not None
        rect = self.tiles[slot][1]
        page = 1 - self._pages.get(slot, 1)
        self._pages[slot] = page
        self.mosaic.page(page)[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width] = picture
        self._frames[slot] = self._frames.get(slot, 0) + 1
        if self.status(slot).state != StreamState.LIVE:
            self.say(slot, state=StreamState.LIVE, last_frame_age_s=0.0, reason=None)
        self._note(slot, picture=True, status=True)

    def frames(self, slot: int) -> int:
        """Number of the picture that was painted last."""
        return self._frames.get(slot, 0)

    def _note(self, slot: int, *, picture: bool, status: bool) -> None:
        before = self._updates.get(slot)
        picture = picture or bool(before and before.picture_changed)
        frames = self._frames.get(slot, 0)
        self._updates[slot] = TileUpdate(slot, self._pages.get(slot, 0), frames, picture, status, frames / FPS)


def spec(name: str) -> StreamSpec:
    return StreamSpec(id=f"{name}/sub", url=f"rtsp://127.0.0.1/{name}")


def noise(rect: TileRect, seed: int = 0) -> np.ndarray:
    """A picture whose every pixel is telling."""
    pixels = np.random.default_rng(seed).integers(0, 256, (rect.height, rect.width, 4), np.uint8)
    pixels[..., 3] = 255
    return pixels
