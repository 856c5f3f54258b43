"""One tile on the surface: its kept pictures, and the painting of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap

from ioc_desktop.ui.video.captions import draw_caption
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.geometry import Box, TilePlace
from ioc_desktop.ui.video.ink import Ink, to_rect
from ioc_desktop.ui.video.overlays import FAINT_LABELS_FROM_PX, LABELS_FROM_PX, BoxPaint, BoxPainter, BoxStyle
from ioc_desktop.ui.video.state_pictures import draw_empty, draw_ground, draw_state
from ioc_desktop.ui.video.tile import LIVE, Kind, Look
from ioc_desktop.video.letterbox import place

if TYPE_CHECKING:
    from ioc_desktop.ui.video.face_cover import FaceCover
    from ioc_desktop.ui.video.mosaic_images import MosaicImages
    from ioc_desktop.vision.detections import Detections
    from ioc_desktop.vision.labels import ClassLabel
    from ioc_desktop.vision.placement import Moment

_EDGE_PX = 2
_LABELS_FIT_PX = 200
_BRACKET_PX = 28
_BRACKET_INSET_PX = 7
_BRACKET_LINE_PX = 3


class Tile:
    """What one place of the layout shows.

    Attributes:
        slot: its number in the layout and in the engine.
        picture: the widget's rectangle that holds the picture.
        caption: the same for the caption.
        whole: both.
        marked: both and the selection's edge in the gap.
        place: device pixels of the surface.
        page: mosaic page of the newest picture, None before the first.
        shown: number and time of that picture.
        held: the last picture, kept over a change of layout and for the grey old picture.
        boxes: what the model saw, None when nothing is to be drawn.
        cover: hides faces; None for who may see them.
    """

    def __init__(self, slot: int, place: TilePlace, content: TileContent | None, ratio: float) -> None:
        self.slot = slot
        self.picture = _logical(place.picture, ratio)
        self.caption = _logical(place.caption, ratio)
        self.whole = self.picture.united(self.caption)
        self.marked = self.whole.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX)
        self.place = place
        self.content = content
        self.stream = content.stream_for(place.picture.height / ratio) if content else None
        self.look: Look = LIVE
        self.selected = False
        self.target = False
        self.page: int | None = None
        self.shown: Moment | None = None
        self.held: QImage | None = None
        self.boxes: BoxPaint | None = None
        self.cover: FaceCover | None = None
        self._ground: tuple[tuple[Kind, bool], QPixmap] | None = None
        self._state: QPixmap | None = None
        self._caption: QPixmap | None = None

    @property
    def stream_id(self) -> str:
        """The stream it decodes, "" for none."""
        return self.stream.id if self.stream else ""

    def set_look(self, look: Look) -> bool:
        """Take over a look; whether anything must be drawn anew."""
        if look == self.look:
            return False
        if look.caption_icon != self.look.caption_icon:
            self._caption = None
        if look.kind is not self.look.kind:
            self._ground = None
            self.boxes = None
        self.look = look
        self._state = None
        return True

    def set_selected(self, *, selected: bool) -> bool:
        changed = selected != self.selected
        self.selected = selected
        if changed:
            self._caption = None
        return changed

    def set_target(self, *, target: bool) -> bool:
        """Mark or unmark it as the place where the dragged thing would land."""
        changed = target != self.target
        self.target = target
        if changed:
            self._state = None
        return changed

    def forget_pictures(self) -> None:
        """Draw all kept pictures anew, after the theme, the language or the scale changed."""
        self._ground = self._state = self._caption = None

    def paint_picture(self, painter: QPainter, ink: Ink, images: MosaicImages, *, wall: bool) -> bool:
        """Paint the picture's rectangle; whether live pixels were blitted."""
        if self.look.kind is Kind.EMPTY:
            painter.drawPixmap(self._corner(ink, self.place.outer), self._empty(ink, wall=wall))
            return False
        if self.look.kind is Kind.LIVE or (self.look.kind is Kind.CONNECTING and self._has_picture()):
            return self._paint_live(painter, ink, images)
        painter.drawPixmap(self._corner(ink, self.place.picture), self._state_picture(ink, wall=wall))
        return False

    def _has_picture(self) -> bool:
        return self.page is not None or self.held is not None

    def _paint_live(self, painter: QPainter, ink: Ink, images: MosaicImages) -> bool:
        picture = self.place.picture
        image = images.page(self.page) if self.page is not None else None
        if image is not None:
            # The window's dirty region has many rectangles, and under such a clip Qt blends span by span, five times
            # slower. Cut down to this one rectangle, it copies rows.
            painter.setClipRect(self.picture)
            painter.drawImage(self._corner(ink, picture), image, QRectF(to_rect(picture)))
            if self.cover is not None:
                self.cover.paint(painter, ink, image, picture)
            painter.setClipping(False)
            return True
        area = QRectF(*(part / ink.ratio for part in (picture.x, picture.y, picture.width, picture.height)))
        if self.held is None:
            painter.fillRect(area, ink.color("surface.sunken"))
        else:
            painter.drawImage(area, self.held)
        return False

    def paint_caption(self, painter: QPainter, ink: Ink) -> None:
        if self.look.kind is Kind.EMPTY or self.content is None:
            return
        if self._caption is None:
            self._caption = draw_caption(ink, self.place.caption, self.content, self.look, selected=self.selected)
            self._caption.setDevicePixelRatio(ink.ratio)
        painter.drawPixmap(self._corner(ink, self.place.caption), self._caption)

    def paint_marks(self, painter: QPainter, ink: Ink, boxes: BoxPainter, *, wall: bool) -> None:
        """What lies over the live picture: boxes, then the edge of its state."""
        if self.boxes is not None and self.look.kind is Kind.LIVE:
            self.boxes.draw(painter, boxes.halo)
        if self.target:
            self._frame(painter, ink, "accent", ink.px(4), ink.px(2))
        elif self.selected:
            self._paint_selection(painter, ink, wall=wall)
        elif self.look.trouble:
            self._frame(painter, ink, "technical", ink.px(1), 0)

    def _paint_selection(self, painter: QPainter, ink: Ink, *, wall: bool) -> None:
        line = ink.px(ink.theme.number("border.selected.wall" if wall else "border.selected"))
        # Two pixels lie in the gap, so at the desk the picture keeps every pixel of its own.
        self._frame(painter, ink, "accent", line, ink.px(2))
        if self.look.kind is not Kind.EMPTY and self.place.picture.width >= ink.px(150):
            self._brackets(painter, ink)

    def _frame(self, painter: QPainter, ink: Ink, color: str, line: int, outside: int) -> None:
        outer = to_rect(self.place.outer).adjusted(-outside, -outside, outside, outside)
        _fill_edges(painter, ink, outer, line, color)

    def _brackets(self, painter: QPainter, ink: Ink) -> None:
        picture, inset = self.place.picture, ink.px(_BRACKET_INSET_PX)
        area = to_rect(picture).adjusted(inset, inset, -inset, -inset)
        arm = min(ink.px(_BRACKET_PX), picture.height // 5)
        pen = QPen(ink.color("accent"), _BRACKET_LINE_PX)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        for x, y, right, down in (
            (area.left(), area.top(), 1, 1),
            (area.right(), area.top(), -1, 1),
            (area.left(), area.bottom(), 1, -1),
            (area.right(), area.bottom(), -1, -1),
        ):
            corner = ((x + right * arm, y), (x, y), (x, y + down * arm))
            painter.drawPolyline([QPointF(a / ink.ratio, b / ink.ratio) for a, b in corner])

    def place_boxes(
        self,
        painter: BoxPainter,
        ink: Ink,
        seen: Detections,
        labels: Sequence[ClassLabel],
        *,
        source: tuple[int, int],
        wall: bool,
        faint: bool,
        now_s: float,
    ) -> bool:
        """Take over what is seen in the picture that is shown; whether it is to be drawn anew.

        Args:
            source: width and height of the stream's picture, px.
            now_s: monotonic time of the result that it comes from.
        """
        large = self.place.picture.width > ink.px(LABELS_FROM_PX)
        words_px = 24 if wall and large else 15 if large else 14
        smallest = ink.theme.fraction("overlay.min_box_fraction") if wall else 0.0
        labels_fit = large or (self.selected and self.picture.width() >= _LABELS_FIT_PX)
        if faint:
            labels_fit = self.place.picture.width > ink.px(FAINT_LABELS_FROM_PX)
        style = BoxStyle(labels_fit, words_px, smallest, faint)
        before, self.boxes = self.boxes, painter.place(seen, labels, self._filled(source), style, now_s, self.boxes)
        return self.boxes is not before

    def _filled(self, source: tuple[int, int]) -> Box:
        """The part of the picture that a stream of this size fills, between its bars."""
        picture = self.place.picture
        inner = place(*source, picture.width, picture.height)
        return Box(picture.x + inner.x, picture.y + inner.y, inner.width, inner.height)

    def _empty(self, ink: Ink, *, wall: bool) -> QPixmap:
        outer = self.place.outer
        key = (outer.width, outer.height, self.look, self.target)
        return ink.shared(key, lambda: draw_empty(ink, outer, self.look, wall=wall, target=self.target))

    def _state_picture(self, ink: Ink, *, wall: bool) -> QPixmap:
        if self._state is None:
            picture = self.place.picture
            if self.look.stale:
                self._state = draw_state(ink, picture, self.look, self._ground_picture(ink), wall=wall)
            else:
                key = (picture.width, picture.height, self.look, wall)
                self._state = ink.shared(
                    key, lambda: draw_state(ink, picture, self.look, self._ground_picture(ink), wall=wall)
                )
        return self._state

    def _ground_picture(self, ink: Ink) -> QPixmap:
        """Kept while the clock over it changes."""
        key = (self.look.kind, self.look.stale)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, draw_ground(ink, self.place.picture, self.look, self.held))
        return self._ground[1]

    @staticmethod
    def _corner(ink: Ink, box: Box) -> QPointF:
        return QPointF(box.x / ink.ratio, box.y / ink.ratio)


def _logical(box: Box, ratio: float) -> QRect:
    """The smallest rectangle of widget coordinates that covers a box of device pixels."""
    x, y = floor(box.x / ratio), floor(box.y / ratio)
    return QRect(x, y, ceil(box.right / ratio) - x, ceil(box.bottom / ratio) - y)


def _fill_edges(painter: QPainter, ink: Ink, outer: QRect, line: int, color: str) -> None:
    fill = ink.color(color)
    x, y, width, height = outer.x(), outer.y(), outer.width(), outer.height()
    for side in (
        (x, y, width, line),
        (x, y + height - line, width, line),
        (x, y + line, line, height - 2 * line),
        (x + width - line, y + line, line, height - 2 * line),
    ):
        painter.fillRect(QRectF(*(part / ink.ratio for part in side)), fill)
