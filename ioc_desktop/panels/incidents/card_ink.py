"""Paints one incident as a card of the board."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import Way
from ioc_desktop.kernel.incidents.model import Incident
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes

HEIGHT_PX = 142
_PAD = 12
_MARK_PX = 32


def paint_card(
    painter: QPainter,
    area: QRect,
    incident: Incident,
    now: datetime,
    way: Way,
    *,
    selected: bool,
    focused: bool,
    ratio: float,
) -> None:
    """Severity by shape and colour, title on two lines, number and place, what time is left."""
    theme = themes.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if selected else "border.subtle"), 1))
    painter.setBrush(theme.color("accent.wash" if selected else "surface.1"))
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    if selected and focused:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.toRectF().adjusted(2, 2, -2, -2), 5, 5)
    inner = area.adjusted(_PAD, _PAD, -_PAD, -_PAD)
    _paint_mark(painter, inner, incident, ratio)
    text = inner.adjusted(_MARK_PX + 10, -2, 0, 0)
    _paint_title(painter, text, incident)
    _paint_number(painter, QRect(inner.left(), inner.top() + 48, inner.width(), 20), incident, now)
    _paint_place(painter, QRect(inner.left(), inner.top() + 69, inner.width(), 20), incident)
    _paint_foot(painter, QRect(inner.left(), inner.bottom() - 22, inner.width(), 22), incident, now, way, ratio=ratio)
    painter.restore()


def _paint_mark(painter: QPainter, inner: QRect, incident: Incident, ratio: float) -> None:
    """A filled block with the shape of its severity; grey once nothing is asked any more."""
    theme, is_open = themes.current(), incident.stage in flow.OPEN_STAGES
    name = f"severity.{incident.severity.value}"
    block = QRect(inner.left(), inner.top(), _MARK_PX, _MARK_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{name}.fill" if is_open else "surface.3"))
    painter.drawRoundedRect(block, 4, 4)
    color = f"{name}.on_fill" if is_open else "text.secondary"
    painter.drawPixmap(block.left() + 6, block.top() + 6, theme.pixmap(name, color, 20, ratio))


def _paint_title(painter: QPainter, area: QRect, incident: Incident) -> None:
    theme = themes.current()
    font = theme.font("desk.row_title")
    painter.setFont(font)
    painter.setPen(theme.color("text.primary" if incident.stage in flow.OPEN_STAGES else "text.secondary"))
    metrics = QFontMetrics(font)
    for line_no, line in enumerate(two_lines(incident.title, metrics, area.width())):
        top = area.top() + line_no * 22
        painter.drawText(QRect(area.left(), top, area.width(), 22), Qt.AlignmentFlag.AlignVCenter, line)


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A text broken between words into at most two lines, the second one shortened."""
    first, rest = "", text
    parts = text.split(" ")
    for place, word in enumerate(parts):
        longer = f"{first} {word}".strip()
        if metrics.horizontalAdvance(longer) > width and first:
            rest = " ".join(parts[place:])
            return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        first = longer
    return [metrics.elidedText(first, Qt.TextElideMode.ElideRight, width)]


def _paint_number(painter: QPainter, area: QRect, incident: Incident, now: datetime) -> None:
    theme = themes.current()
    painter.setFont(theme.font("desk.mono_small"))
    painter.setPen(theme.color("text.secondary"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words.number(incident))
    painter.setPen(theme.color("text.muted"))
    at = words.short(incident.detected_at, now)
    is_room = QFontMetrics(painter.font()).horizontalAdvance(f"{words.number(incident)}  {at}") <= area.width()
    if is_room:
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, at)


def _paint_place(painter: QPainter, area: QRect, incident: Incident) -> None:
    """Where it is; a drill says so at the right: a place may be shortened, a time may not."""
    theme = themes.current()
    painter.setFont(theme.font("desk.caption"))
    painter.setPen(theme.color("text.muted"))
    metrics = QFontMetrics(painter.font())
    if incident.is_drill:
        area = area.adjusted(0, 0, -paint_drill(painter, area.adjusted(0, -1, 0, 1)) - 6, 0)
        painter.setFont(theme.font("desk.caption"))
        painter.setPen(theme.color("text.muted"))
    place = metrics.elidedText(incident.place, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, place)


def _paint_foot(painter: QPainter, area: QRect, incident: Incident, now: datetime, way: Way, *, ratio: float) -> None:
    """What time is left, or how it ended."""
    theme = themes.current()
    icon, color, left = words.due(incident, now)
    painter.setFont(theme.font("desk.caption"))
    metrics = QFontMetrics(painter.font())
    room = area.adjusted(24 if left else 0, 0, 0, 0)
    if left:
        painter.drawPixmap(area.left(), area.top() + 2, theme.pixmap(icon, color, 18, ratio))
    painter.setPen(theme.color(color))
    said = metrics.elidedText(left or words.status(incident, way), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)


def paint_drill(painter: QPainter, area: QRect) -> int:
    """A white bar that nobody takes for the real thing; its width."""
    theme = themes.current()
    font = theme.font("desk.caption")
    word = words.tr(words.DRILL)
    width = QFontMetrics(font).horizontalAdvance(word) + 12
    box = QRect(area.right() - width + 1, area.top(), width, area.height())
    painter.setFont(font)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text.primary"))
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(theme.color("surface.0"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    return width
