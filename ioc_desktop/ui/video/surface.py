"""The widget that paints the whole wall from the engine's shared mosaic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QHideEvent, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.engine_link import EngineLink
from ioc_desktop.ui.video.face_cover import FaceCover, reason
from ioc_desktop.ui.video.geometry import TilePlace, arrange
from ioc_desktop.ui.video.ink import Ink
from ioc_desktop.ui.video.layouts import Layout
from ioc_desktop.ui.video.overlays import EXPIRE_S, BoxPainter
from ioc_desktop.ui.video.tile import Kind, Look, empty_look, look_of
from ioc_desktop.ui.video.tile_painter import Tile
from ioc_desktop.vision.overlay import Overlay
from ioc_desktop.vision.placement import Moment

if TYPE_CHECKING:
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import StreamStatus, TileUpdate
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.results import AnalysisResult

POLL_MS = 16
_CALM_POLL_MS = 33
"""Twice the rate of 15 fps streams: half the wake-ups, and at most 33 ms later."""
_CALM_FPS = 16
_SETTLE_MS = 60
# States are looked at in turns, so that 64 clocks that tick at once don't make one tick of the window late.
_TURNS = 8


class VideoSurface(QWidget):
    """Paints a layout of tiles. Call ``show_wall`` with what is to be seen; the rest follows.

    Decodes only while it is visible. One 16 ms timer asks the engine what changed, and only those pixels are painted.

    Args:
        engine: the decoders.
        theme: colours, fonts and icons.
        vision: what it sees is drawn; None for pictures alone.
        clock: for elapsed times.

    Attributes:
        painted: pictures painted, by stream id.

    Signals:
        failed(ExpectedError): the wall cannot be shown, for want of memory.
    """

    failed = Signal(object)

    def __init__(
        self,
        engine: VideoEngine,
        theme: Theme,
        *,
        vision: VisionEngine | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.painted: Counter[str] = Counter()
        self._theme, self._clock, self._vision = theme, clock or SystemClock(), vision
        self._link = EngineLink(engine, vision)
        self._layout: Layout | None = None
        self._contents: tuple[TileContent | None, ...] = ()
        self._tiles: list[Tile] = []
        self._by_stream: dict[str, Tile] = {}
        self._covered = QRegion()
        self._selected: int | None = None
        self._wall = self._editable = False
        self._show_boxes = True
        self._least_score = 0.0
        self._overlay = Overlay()
        self._covers: dict[tuple[str, str], FaceCover] = {}
        self._fresh: set[int] = set()
        self._turn = 0
        self._renew_ink()
        self._poll = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._poll.timeout.connect(self._tick)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._apply)

    # What is to be seen

    def show_wall(
        self,
        layout: Layout,
        contents: Sequence[TileContent | None],
        *,
        selected: int | None = None,
        wall: bool = False,
        editable: bool = False,
    ) -> None:
        """Show these cameras in the layout's places; missing ones are empty.

        Args:
            selected: slot with the selection, None for none.
            wall: wall scale, read from four metres.
            editable: whether empty places invite to drag a camera there.
        """
        cells = len(layout.cells)
        padded = (*tuple(contents)[:cells], *(None,) * (cells - len(contents)))
        wanted = (layout, padded, wall, editable)
        changed = wanted != (self._layout, self._contents, self._wall, self._editable)
        self._layout, self._contents, self._wall, self._editable = wanted
        self._selected = selected
        if changed or not self._tiles:
            self._apply()
        self._mark_selection()

    def set_boxes_visible(self, *, visible: bool) -> None:
        """Draw what the model sees, or don't; it goes on seeing."""
        if visible == self._show_boxes:
            return
        self._show_boxes = visible
        if not visible:
            for tile in self._tiles:
                tile.boxes = None
        self.update()

    def set_exact(self, *, exact: bool) -> None:
        """Hold pictures back until the model has seen them, or show them at once and move the boxes on to them."""
        self._overlay.exact = exact
        self._hold_back()

    def hold_s(self) -> float:
        """By how much the latest picture is held back now, seconds; 0 where all are shown at once."""
        return max(self._overlay.holds_s(self._clock.monotonic()).values(), default=0.0)

    def _hold_back(self) -> None:
        """Pictures with faces to be covered always wait: who comes into view is seen before he is shown."""
        if self.isVisible():
            self._overlay.waiting = frozenset(tile.stream_id for tile in self._tiles if tile.cover is not None)
            self._link.hold_back(self._overlay.holds_s(self._clock.monotonic()))

    def set_analysis(self, *, fps: float, least_score: float) -> None:
        """How often the model looks at each camera, and how sure it must be for a box to be drawn."""
        self._least_score = least_score
        self._link.set_rate(fps)

    def reconnect(self, slot: int) -> None:
        """Try a tile's stream again now instead of after its pause."""
        if self.isVisible() and self._tiles[slot].stream_id:
            self._hold_all()
            self._link.reconnect(self._tiles, slot)

    def snapshot(self, slot: int) -> QImage | None:
        """A tile's newest picture as it is shown to this account, of its own; None before the first."""
        return self._link.hold(self._tiles[slot])

    # Where things are

    def slot_at(self, point: QPointF | QPoint) -> int | None:
        """The tile under a point in the widget's coordinates."""
        x, y = point.x() * self._ink.ratio, point.y() * self._ink.ratio
        return next((tile.slot for tile in self._tiles if tile.place.outer.contains(x, y)), None)

    def places(self) -> list[TilePlace]:
        """Where the tiles lie, device pixels."""
        return [tile.place for tile in self._tiles]

    def tile(self, slot: int) -> Tile:
        """What a place of the layout shows just now."""
        return self._tiles[slot]

    def stream_ids(self) -> list[str]:
        """The streams that are decoded for this surface now, in the order of their slots."""
        return [tile.stream_id for tile in self._tiles if tile.stream_id] if self.isVisible() else []

    # Showing and hiding

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._apply()
        self._poll.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._poll.stop()
        self._settle.stop()
        self._hold_all()
        self._overlay.keep_only(())
        self._link.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and event.oldSize().isValid():
            self._settle.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._renew_ink()
            self._settle.start()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_reason(event)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.LanguageChange}:
            self._renew_ink()
            for tile in self._tiles:
                tile.forget_pictures()
                tile.set_look(self._look(tile))
            self.update()

    def _show_reason(self, event: QHelpEvent) -> None:
        slot = self.slot_at(event.pos())
        tile = self._tiles[slot] if slot is not None else None
        words = (tile.look.reason or (reason() if tile.cover else "")) if tile else ""
        QToolTip.showText(event.globalPos(), words, self)

    def _renew_ink(self) -> None:
        self._ink = Ink(self._theme, self.devicePixelRatioF())
        self._boxes = BoxPainter(self._ink)
        self._sunken = self._ink.color("surface.sunken")

    def _apply(self) -> None:
        """Lay the tiles out anew and tell the engine."""
        if self._layout is None:
            return
        ratio = self._ink.ratio
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        held = self._hold_all()
        places = arrange(self._layout, width, height, ratio=ratio, wall=self._wall)
        self._tiles = [Tile(slot, place, self._contents[slot], ratio) for slot, place in enumerate(places)]
        self._by_stream = {tile.stream_id: tile for tile in self._tiles if tile.stream_id}
        self._covered = QRegion()
        for tile in self._tiles:
            self._covered += tile.whole
            tile.held = held.get(tile.content.key) if tile.content else None
            tile.cover = self._cover_of(tile.content)
        self._covers = {
            (tile.content.key, tile.content.cover): tile.cover for tile in self._tiles if tile.content and tile.cover
        }
        if self.isVisible() and width > 0 and height > 0:
            self._tell_engine(width, height)
        for tile in self._tiles:
            tile.set_look(self._look(tile))
        self._mark_selection()
        self.update()

    def _cover_of(self, content: TileContent | None) -> FaceCover | None:
        """The one of this camera, which knows already where people are."""
        if content is None or content.cover == "nothing":
            return None
        is_whole = content.cover == "whole"
        return self._covers.get((content.key, content.cover)) or FaceCover(self._clock, always_whole=is_whole)

    def _tell_engine(self, width: int, height: int) -> None:
        self._overlay.keep_only(self._by_stream)
        try:
            self._link.show(self._tiles, width, height, self._ink.ratio)
        except ExpectedError as error:
            self.failed.emit(error)

    def _hold_all(self) -> dict[str, QImage | None]:
        """Keep every tile's last picture before the mosaic changes."""
        held = {tile.content.key: self._link.hold(tile) for tile in self._tiles if tile.content}
        for tile in self._tiles:
            tile.page = None
        return held

    def _mark_selection(self) -> None:
        for tile in self._tiles:
            if tile.set_selected(selected=tile.slot == self._selected):
                self.update(tile.marked)

    def mark_target(self, slot: int | None) -> None:
        """Show where something dragged would land; None takes the mark away."""
        for tile in self._tiles:
            if tile.set_target(target=tile.slot == slot):
                self.update(tile.marked)

    # Every 16 ms

    def _tick(self) -> None:
        region = QRegion()
        for update in self._link.engine.poll():
            if update.slot < len(self._tiles):
                region += self._take(self._tiles[update.slot], update)
        for stream_id, result in self._link.results().items():
            region += self._take_faces(self._by_stream.get(stream_id), result) + self._take_boxes(stream_id, result)
        self._turn = (self._turn + 1) % _TURNS
        if self._turn == 0:
            self._poll.setInterval(self._pace_ms())
            self._hold_back()
        for tile in self._tiles[self._turn :: _TURNS]:
            region += self._look_again(tile)
        if not region.isEmpty():
            self.update(region)

    def _pace_ms(self) -> int:
        """Often enough for the fastest stream on the wall; its rate is unknown (0) until it has run a while."""
        rates = [self.status(tile.slot).fps for tile in self._tiles if tile.look.kind is Kind.LIVE]
        return _CALM_POLL_MS if rates and max(rates) <= _CALM_FPS and min(rates) > 0 else POLL_MS

    def _take(self, tile: Tile, update: TileUpdate) -> QRegion:
        region = QRegion()
        if update.picture_changed and update.frame_no > 0:
            tile.page, tile.held = update.page, None
            tile.shown = Moment(update.frame_no, update.pts_s)
            self._place_boxes(tile)
            self._fresh.add(tile.slot)
            region += tile.picture
        if update.status_changed:
            region += self._look_again(tile)
        return region

    def _take_faces(self, tile: Tile | None, result: AnalysisResult) -> QRegion:
        if tile is None or tile.cover is None or self._vision is None:
            return QRegion()
        status = self.status(tile.slot)
        hold_s = self._overlay.hold_s(tile.stream_id, self._clock.monotonic())
        tile.cover.take(result, self._vision.labels, (status.width, status.height), hold_s)
        return QRegion(tile.picture)

    def _take_boxes(self, stream_id: str, result: AnalysisResult) -> QRegion:
        self._overlay.take(stream_id, result, self._clock.monotonic())
        tile = self._by_stream.get(stream_id)
        return QRegion(tile.picture) if tile is not None and self._place_boxes(tile) else QRegion()

    def _place_boxes(self, tile: Tile) -> bool:
        """Put boxes where things are in the tile's present picture; whether they must be drawn anew."""
        vision, shown = self._vision, tile.shown
        if vision is None or shown is None or not self._show_boxes or tile.look.kind is not Kind.LIVE:
            return False
        seen, made_s = self._overlay.at(tile.stream_id, shown), self._overlay.seen_s(tile.stream_id)
        if seen is None or self._clock.monotonic() - made_s > EXPIRE_S:
            return False
        if self._least_score > 0:
            seen = seen[seen.scores >= self._least_score]
        status = self.status(tile.slot)
        return tile.place_boxes(
            self._boxes,
            self._ink,
            seen,
            vision.labels,
            source=(status.width, status.height),
            wall=self._wall,
            faint=vision.mode == "motion",
            now_s=made_s,
        )

    def _look_again(self, tile: Tile) -> QRegion:
        """Words and boxes that changed, also by time alone."""
        region = QRegion()
        if tile.boxes is not None and self._clock.monotonic() - tile.boxes.made_s > EXPIRE_S:
            tile.boxes = None
            region += tile.picture
        look = self._look(tile)
        if look.stale and not tile.look.stale:
            self._link.hold(tile)
        if tile.set_look(look):
            region += tile.marked
        return region

    def _look(self, tile: Tile) -> Look:
        if tile.content is None:
            return empty_look(editable=self._editable)
        return look_of(tile.content, self.status(tile.slot), self._clock.monotonic())

    def status(self, slot: int) -> StreamStatus:
        """What the engine knows of a tile's stream."""
        return self._link.status(self._tiles[slot])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        painter = QPainter(self)
        self._paint_ground(painter, region.subtracted(self._covered))
        for tile in self._tiles:
            if region.intersects(tile.marked):
                self._paint_tile(painter, tile, region)
        painter.end()

    def _paint_ground(self, painter: QPainter, ground: QRegion) -> None:
        if not ground.isEmpty():
            painter.setClipRegion(ground)
            painter.fillRect(ground.boundingRect(), self._sunken)
            painter.setClipping(False)

    def _paint_tile(self, painter: QPainter, tile: Tile, region: QRegion) -> None:
        if region.intersects(tile.picture):
            live = tile.paint_picture(painter, self._ink, self._link.images, wall=self._wall)
            if live and tile.slot in self._fresh:
                self._fresh.discard(tile.slot)
                self.painted[tile.stream_id] += 1
        if region.intersects(tile.caption):
            tile.paint_caption(painter, self._ink)
        tile.paint_marks(painter, self._ink, self._boxes, wall=self._wall)
