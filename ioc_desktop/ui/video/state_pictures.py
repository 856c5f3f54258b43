"""What stands in a tile's picture while it is not live: ground, old picture, hatch, icon and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPixmap

from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.ink import MIN_TEXT_PX, Ink, shorten
from ioc_desktop.ui.video.tile import Kind, Look

_CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAPPED = int(_CENTRE) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class _Scale:
    """Sizes in logical pixels; ``beside`` puts the icon left of the title instead of above it."""

    title_token: str
    title_px: int
    clock_px: int
    detail_token: str
    detail_px: int
    icon_px: int
    beside: bool = False


_WALL = (
    _Scale("wall.text", 84, 104, "wall.note", 42, 72, beside=True),
    _Scale("wall.text", 56, 72, "wall.note", 34, 46, beside=True),
    _Scale("wall.text", 42, 52, "wall.note", 28, 34, beside=True),
    _Scale("wall.text", 32, 42, "wall.note", 24, 28, beside=True),
)
_DESK = (
    _Scale("desk.title1", 28, 32, "desk.body", 20, 48),
    _Scale("desk.title2", 22, 24, "desk.body", 17, 36),
    _Scale("desk.title3", 18, 18, "desk.body", 16, 28),
    _Scale("desk.label", 15, 15, "desk.caption", 14, 22),
    _Scale("wall.note_strong", MIN_TEXT_PX, MIN_TEXT_PX, "wall.note", MIN_TEXT_PX, 18),
)
_INVITATION = (
    _Scale("desk.body", 17, 17, "desk.body", 16, 28),
    _Scale("desk.body", 15, 15, "desk.caption", 14, 22),
    _DESK[-1],
)
# A scale is right for pictures at least this many times its title's size high; the wall has no air to spare.
_AIR_WALL = 4.6
_AIR_DESK = 8


@dataclass(frozen=True)
class _Line:
    """One row of the centred stack: words, or an icon, or an icon beside words; heights in device px."""

    height: int
    text: str = ""
    font: QFont | None = None
    color: str = ""
    icon: str = ""
    icon_px: int = 0
    wrapped: bool = False


def draw_ground(ink: Ink, box: Box, look: Look, last: QImage | None) -> QPixmap:
    """What lies under the words: the sunken surface, the old picture where it counts, the hatch."""
    picture = QPixmap(box.width, box.height)
    picture.fill(ink.color("surface.sunken"))
    painter = QPainter(picture)
    whole = QRect(0, 0, box.width, box.height)
    if look.stale and last is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(ink.theme.fraction("stale.dim"))
        painter.drawImage(whole, last.convertToFormat(QImage.Format.Format_Grayscale8))
        painter.setOpacity(1.0)
    if look.trouble:
        painter.drawTiledPixmap(whole, ink.hatch())
    painter.end()
    return picture


def draw_state(ink: Ink, box: Box, look: Look, ground: QPixmap, *, wall: bool) -> QPixmap:
    """The ground with the state's words on it, of exactly the picture's size, at the screen's pixel ratio."""
    picture = QPixmap(ground)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    lines = _fitting(ink, box, look, wall=wall)
    y = (box.height - sum(line.height for line in lines)) // 2
    for line in lines:
        _draw_line(painter, ink, line, QRect(0, y, box.width, line.height))
        y += line.height
    painter.end()
    picture.setDevicePixelRatio(ink.ratio)
    return picture


def draw_empty(ink: Ink, outer: Box, look: Look, *, wall: bool, target: bool = False) -> QPixmap:
    """A free place: dashed edge and an invitation; ``target`` while something is dragged over it."""
    flat = QPixmap(outer.width, outer.height)
    flat.fill(ink.color("accent.wash" if target else "surface.sunken"))
    picture = draw_state(ink, outer, look, flat, wall=wall)
    picture.setDevicePixelRatio(1.0)
    painter = QPainter(picture)
    pen = QPen(ink.color("accent" if target else "border.strong"), ink.px(1))
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRect(0, 0, outer.width - 1, outer.height - 1)
    painter.end()
    picture.setDevicePixelRatio(ink.ratio)
    return picture


def _fitting(ink: Ink, box: Box, look: Look, *, wall: bool) -> list[_Line]:
    """The largest stack that fits, least important rows dropped first."""
    stacks: list[list[_Line]] = [[]]
    for scale in _scales(look, wall=wall):
        air = _AIR_WALL if scale.beside else _AIR_DESK
        if box.height < ink.px(scale.title_px * air) and scale.title_px > MIN_TEXT_PX:
            continue
        stacks = list(_stacks(ink, scale, box, look))
        for stack in stacks:
            if _fits(stack, ink, box):
                return stack
    return stacks[-1]


def _scales(look: Look, *, wall: bool) -> tuple[_Scale, ...]:
    """Largest first; an invitation never speaks louder than a loss."""
    if look.kind is Kind.EMPTY:
        return _INVITATION
    return (*_WALL, *_DESK) if wall else _DESK


def _stacks(ink: Ink, scale: _Scale, box: Box, look: Look) -> Iterator[list[_Line]]:
    """From everything to the title alone: what happened outlives what to do and the icon, which is in the caption."""
    title = _title(ink, scale, look)
    icon = [] if scale.beside or not look.icon else [_icon_line(ink, scale, look)]
    facts = _facts(ink, scale, look)
    if look.reason:
        happened = look.reason.partition(". ")[0]
        brief = _reason(ink, scale, box, happened)
        yield [*icon, title, *facts, _reason(ink, scale, box, look.reason)]
        yield [*icon, title, *facts, brief]
        yield [title, *facts, brief]
        yield [title, _reason(ink, scale, box, f"{look.clock} · {happened}" if look.clock else happened)]
    yield [*icon, title, *facts]
    yield [title, *facts]
    yield [title]
    if look.icon:
        yield [_icon_line(ink, scale, look)]


def _title(ink: Ink, scale: _Scale, look: Look) -> _Line:
    font = ink.font(scale.title_token, scale.title_px)
    icon, side = (look.icon, scale.icon_px) if scale.beside else ("", 0)
    return _Line(QFontMetrics(font).height(), look.title, font, look.color, icon, side)


def _icon_line(ink: Ink, scale: _Scale, look: Look) -> _Line:
    return _Line(ink.px(scale.icon_px * 1.15), color=look.color, icon=look.icon, icon_px=scale.icon_px)


def _facts(ink: Ink, scale: _Scale, look: Look) -> list[_Line]:
    lines = []
    if look.clock:
        font = ink.font("wall.clock" if scale.beside else "desk.mono", scale.clock_px)
        lines.append(_Line(QFontMetrics(font).height(), look.clock, font, look.color))
    if look.detail:
        font = ink.font(scale.detail_token, scale.detail_px)
        lines.append(_Line(QFontMetrics(font).height(), look.detail, font, "text.secondary"))
    return lines


def _reason(ink: Ink, scale: _Scale, box: Box, words: str) -> _Line:
    font = ink.font(scale.detail_token, scale.detail_px)
    room = QRect(0, 0, _text_width(ink, box), 10_000)
    height = QFontMetrics(font).boundingRect(room, _WRAPPED, words).height()
    return _Line(height + ink.px(8), words, font, "text.secondary", wrapped=True)


def _text_width(ink: Ink, box: Box) -> int:
    return min(box.width - 2 * ink.px(6 if box.width < ink.px(200) else 16), ink.px(720))


def _fits(stack: list[_Line], ink: Ink, box: Box) -> bool:
    wide = all(line.wrapped or _width(line, ink) <= box.width - 2 * ink.px(6) for line in stack)
    return wide and sum(line.height for line in stack) <= box.height - ink.px(8)


def _width(line: _Line, ink: Ink) -> int:
    words = QFontMetrics(line.font).horizontalAdvance(line.text) if line.font else 0
    return words + (ink.px(line.icon_px * 1.35) if line.icon else 0)


def _draw_line(painter: QPainter, ink: Ink, line: _Line, row: QRect) -> None:
    if line.font is None:
        _draw_icon(painter, ink, line, row.center().x() - ink.px(line.icon_px) // 2, row)
        return
    painter.setFont(line.font)
    painter.setPen(QColor(ink.color(line.color)))
    if line.wrapped:
        margin = (row.width() - _text_width(ink, Box(0, 0, row.width(), row.height()))) // 2
        painter.drawText(row.adjusted(margin, 0, -margin, 0), _WRAPPED, line.text)
        return
    if line.icon:
        left = row.center().x() - _width(line, ink) // 2
        _draw_icon(painter, ink, line, left, row)
        row = row.adjusted(ink.px(line.icon_px * 1.35), 0, 0, 0)
    painter.drawText(row, _CENTRE, shorten(line.text, line.font, row.width() - ink.px(4)))


def _draw_icon(painter: QPainter, ink: Ink, line: _Line, x: int, row: QRect) -> None:
    side = ink.px(line.icon_px)
    painter.drawPixmap(x, row.y() + (row.height() - side) // 2, ink.icon(line.icon, line.color, line.icon_px))
