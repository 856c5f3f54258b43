"""What the surface says to the engine and keeps of its pictures."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ioc_desktop.ui.video.face_cover import kept
from ioc_desktop.ui.video.mosaic_images import MosaicImages
from ioc_desktop.video.types import StreamSpec, StreamStatus, TileRect

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ioc_desktop.ui.video.tile_painter import Tile
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.results import AnalysisResult

_NOTHING = StreamStatus()


class EngineLink:
    """Declares the tiles to the engine; keeps last pictures over every change of the mosaic."""

    def __init__(self, engine: VideoEngine, vision: VisionEngine | None) -> None:
        self.engine = engine
        self._feed = vision.feed_from(engine) if vision is not None else None
        self.images = MosaicImages()
        self._size: tuple[int, int, float] = (0, 0, 0.0)
        self._holds_s: dict[str, float] = {}

    def show(self, tiles: Sequence[Tile], width: int, height: int, ratio: float) -> None:
        """Make the tiles' streams live on a mosaic of ``width`` × ``height`` device pixels."""
        if (width, height, ratio) != self._size:
            self.images.release()
            self.images.use(self.engine.resize(width, height), ratio)
            self._size = (width, height, ratio)
        wanted = _wanted(tiles)
        self.engine.show(wanted)
        self._look_at([spec.id for spec, _ in wanted.values()])

    def hide(self) -> None:
        """Nothing is seen, so nothing is decoded."""
        # An engine that has been stopped, or was never given tiles, shows nothing anyhow.
        with contextlib.suppress(RuntimeError):
            self._look_at(())
            self.hold_back({})
            self.engine.show({})

    def _look_at(self, stream_ids: Iterable[str]) -> None:
        if self._feed is not None:
            self._feed.show(self, stream_ids)

    def set_rate(self, fps: float) -> None:
        """How often the model looks at each stream; 0 for never."""
        if self._feed is not None:
            self._feed.set_rate(fps)

    def hold_back(self, holds_s: Mapping[str, float]) -> None:
        """Show these streams' pictures so many seconds later, all others at once."""
        if holds_s != self._holds_s:
            self._holds_s = dict(holds_s)
            self.engine.hold_back(self._holds_s)

    def results(self) -> dict[str, AnalysisResult]:
        """What the model saw since the last call, by stream id."""
        return self._feed.poll(self) if self._feed is not None else {}

    def reconnect(self, tiles: Sequence[Tile], slot: int) -> None:
        """Drop one stream and ask for it again at once."""
        wanted = _wanted(tiles)
        self.engine.show({number: tile for number, tile in wanted.items() if number != slot})
        self.engine.show(wanted)

    def status(self, tile: Tile) -> StreamStatus:
        return self.engine.status(tile.slot) if tile.stream_id else _NOTHING

    def hold(self, tile: Tile) -> QImage | None:
        """The tile's newest picture as an image of its own."""
        if tile.page is not None:
            copied = self.images.copy(tile.page, tile.place.picture)
            tile.held = (kept(copied) if copied and tile.cover is not None else copied) or tile.held
        return tile.held


def _wanted(tiles: Sequence[Tile]) -> dict[int, tuple[StreamSpec, TileRect]]:
    found = {}
    for tile in tiles:
        if tile.stream is not None:
            box = tile.place.picture
            found[tile.slot] = (tile.stream, TileRect(box.x, box.y, box.width, box.height))
    return found
