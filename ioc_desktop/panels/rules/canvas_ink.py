"""How a rule's shapes look over a picture: white with a dark halo, so that they stand out on anything."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ioc_desktop.panels.rules.drawing import AREAS, Handle, Part, Point, Sketch
from ioc_desktop.ui import theme as themes

_LINE_PX = 2.0
_HALO_PX = 4.0
_FILL = 0.15
_FAINT = 0.45
_DOT_PX = 6.0
_HEAD_PX = 14.0
_WORDS_PAD_PX = 10
_DASHES = [6.0, 4.0]


def paint_faint(painter: QPainter, picture: QRectF, sketch: Sketch) -> None:
    """The shapes of a rule that is not being changed."""
    light = _light(_FAINT)
    for part in AREAS:
        if sketch.points(part):
            painter.setPen(QPen(light, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(_polygon(picture, sketch.points(part)))
    if sketch.line:
        painter.setPen(QPen(light, 1))
        painter.drawPolyline(_polygon(picture, sketch.line))


def paint_sketch(
    painter: QPainter,
    picture: QRectF,
    sketch: Sketch,
    *,
    chosen: Handle | None = None,
    pointer: Point | None = None,
    words: str = "",
) -> None:
    """The shapes in hand, their points, the arrow, and a line of words at the top of the picture."""
    for part in AREAS:
        _area(painter, picture, sketch, part, pointer)
    _line(painter, picture, sketch, pointer)
    _arrow(painter, picture, sketch)
    for handle, place in sketch.handles():
        _dot(painter, _at(picture, place), is_chosen=handle == chosen)
    if words:
        _say(painter, picture, words)


def _area(painter: QPainter, picture: QRectF, sketch: Sketch, part: Part, pointer: Point | None) -> None:
    points = sketch.points(part)
    if not points:
        return
    is_pending = sketch.pending == part
    corners = _polygon(picture, (*points, pointer) if is_pending and pointer else points)
    if not is_pending or corners.size() > 2:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_light(_FILL))
        painter.drawPolygon(corners)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens(dashed=True):
        painter.setPen(pen)
        (painter.drawPolyline if is_pending else painter.drawPolygon)(corners)


def _line(painter: QPainter, picture: QRectF, sketch: Sketch, pointer: Point | None) -> None:
    if not sketch.line:
        return
    rubber = sketch.pending == "line" and pointer is not None
    ends = _polygon(picture, (*sketch.line, pointer) if rubber and pointer else sketch.line)
    for pen in _pens():
        painter.setPen(pen)
        painter.drawPolyline(ends)


def _arrow(painter: QPainter, picture: QRectF, sketch: Sketch) -> None:
    start, tip = sketch.middle(), sketch.tip()
    if start is None or tip is None:
        return
    tail, head = _at(picture, start), _at(picture, tip)
    angle = math.atan2(head.y() - tail.y(), head.x() - tail.x())
    wings = [
        QPointF(head.x() - _HEAD_PX * math.cos(angle + turn), head.y() - _HEAD_PX * math.sin(angle + turn))
        for turn in (0.45, -0.45)
    ]
    for pen in _pens():
        painter.setPen(pen)
        painter.drawLine(tail, head)
        painter.drawPolyline(QPolygonF([wings[0], head, wings[1]]))


def _dot(painter: QPainter, place: QPointF, *, is_chosen: bool) -> None:
    theme = themes.current()
    painter.setPen(QPen(theme.color("overlay.halo"), 1.5))
    painter.setBrush(theme.color("accent.fill") if is_chosen else theme.color("overlay.box"))
    radius = _DOT_PX + 2 if is_chosen else _DOT_PX
    if is_chosen:
        painter.drawRect(QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(place, radius, radius)


def _say(painter: QPainter, picture: QRectF, words: str) -> None:
    theme = themes.current()
    font = theme.font("desk.body")
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(words) + 2 * _WORDS_PAD_PX, round(picture.width()))
    area = QRectF(picture.x() + (picture.width() - width) / 2, picture.y() + 8, width, metrics.height() + 8)
    scrim = theme.color("overlay.scrim")
    scrim.setAlphaF(theme.fraction("overlay.label_alpha"))
    painter.fillRect(area, scrim)
    painter.setFont(font)
    painter.setPen(theme.color("overlay.box"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _pens(*, dashed: bool = False) -> tuple[QPen, QPen]:
    """Halo first, then the line."""
    halo = QPen(_dark(), _HALO_PX)
    line = QPen(_light(1.0), _LINE_PX)
    if dashed:
        line.setDashPattern(_DASHES)
    for pen in (halo, line):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return halo, line


def _light(alpha: float) -> QColor:
    color = QColor(themes.current().color("overlay.box"))
    color.setAlphaF(alpha)
    return color


def _dark() -> QColor:
    theme = themes.current()
    color = QColor(theme.color("overlay.halo"))
    color.setAlphaF(theme.fraction("overlay.halo_alpha"))
    return color


def _polygon(picture: QRectF, points: Sequence[Point]) -> QPolygonF:
    return QPolygonF([_at(picture, point) for point in points])


def _at(picture: QRectF, point: Point) -> QPointF:
    return QPointF(picture.x() + point[0] * picture.width(), picture.y() + point[1] * picture.height())
