"""The caption under a picture: call number, name, one icon. Drawn once per change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.ink import Ink, shorten
from ioc_desktop.ui.video.tile import Look

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_BLOCK_AIR_PX = 5


@dataclass(frozen=True)
class _Style:
    """Sizes for captions from ``height_px`` on, all in logical pixels; ``note_px`` 0 means one line only."""

    height_px: int
    block_px: int
    number_token: str
    number_px: int
    name_token: str
    name_px: int
    icon_px: int
    pad_px: int
    note_px: int = 0


_STYLES = (
    _Style(120, 164, "wall.call_number", 84, "wall.text", 52, 44, 24, note_px=28),
    _Style(90, 120, "wall.call_number", 60, "wall.text", 40, 34, 20, note_px=24),
    _Style(70, 96, "wall.call_number", 56, "wall.note_strong", 42, 40, 16),
    _Style(64, 84, "wall.call_number", 40, "wall.note_strong", 24, 30, 14, note_px=18),
    _Style(44, 60, "wall.call_number", 38, "wall.note_strong", 28, 30, 10),
    _Style(38, 50, "wall.call_number", 30, "wall.note_strong", 24, 26, 8),
    _Style(30, 40, "wall.call_number", 17, "desk.label", 15, 20, 10),
    _Style(26, 34, "wall.call_number", 15, "desk.label", 14, 18, 7),
    _Style(0, 28, "wall.call_number", 14, "wall.note_strong", 14, 16, 5),
)


@dataclass(frozen=True)
class _Colors:
    ground: QColor
    block: QColor
    number: QColor
    name: QColor
    note: QColor
    icon: str


def draw_caption(ink: Ink, box: Box, content: TileContent, look: Look, *, selected: bool) -> QPixmap:
    """A picture of exactly the caption's size in device pixels."""
    picture = QPixmap(box.width, box.height)
    colors = _colors(ink, look, selected=selected)
    picture.fill(colors.ground)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    style = next(style for style in _STYLES if box.height >= ink.px(style.height_px))
    caption = _Caption(painter, ink, style, colors, box)
    left = caption.number(content.number)
    right = box.width - caption.icon(look.caption_icon or ("camera.selected" if selected else ""))
    caption.words(content, QRect(left, 0, right - left, box.height))
    painter.end()
    return picture


def _colors(ink: Ink, look: Look, *, selected: bool) -> _Colors:
    if selected:
        accent, dark = ink.color("accent"), ink.color("surface.0")
        return _Colors(accent, accent.darker(112), dark, dark, dark, "surface.0")
    primary, secondary = ink.color("text.primary"), ink.color("text.secondary")
    icon = look.color if look.color != "text.muted" else "text.secondary"
    return _Colors(ink.color("surface.1"), ink.color("surface.3"), primary, primary, secondary, icon)


@dataclass(frozen=True)
class _Caption:
    """The parts of one caption on its painter."""

    painter: QPainter
    ink: Ink
    style: _Style
    colors: _Colors
    box: Box

    def number(self, number: str) -> int:
        """Draw the call number whole; where the name begins, device px."""
        pad = self.ink.px(self.style.pad_px)
        if not number:
            return pad
        font = self.ink.font(self.style.number_token, self.style.number_px)
        needed = QFontMetrics(font).horizontalAdvance(number) + 2 * self.ink.px(_BLOCK_AIR_PX)
        block = QRect(0, 0, max(self.ink.px(self.style.block_px), needed), self.box.height)
        self.painter.fillRect(block, self.colors.block)
        self.painter.setFont(font)
        self.painter.setPen(self.colors.number)
        self.painter.drawText(block, _CENTRE, number)
        return block.width() + pad

    def icon(self, concept: str) -> int:
        """Draw the icon at the right end; how much room it takes, device px."""
        pad = self.ink.px(self.style.pad_px)
        if not concept:
            return pad
        icon = self.ink.icon(concept, self.colors.icon, self.style.icon_px)
        self.painter.drawPixmap(self.box.width - pad - icon.width(), (self.box.height - icon.height()) // 2, icon)
        return icon.width() + 2 * pad

    def words(self, content: TileContent, room: QRect) -> None:
        """Draw the name, and the note under it where the caption is tall."""
        name_font = self.ink.font(self.style.name_token, self.style.name_px)
        if not (self.style.note_px and content.note):
            _line(self.painter, room, name_font, self.colors.name, content.name)
            return
        note_font = self.ink.font("wall.note", self.style.note_px)
        name_height, note_height = QFontMetrics(name_font).height(), QFontMetrics(note_font).height()
        top = (room.height() - name_height - note_height) // 2
        name = QRect(room.x(), top, room.width(), name_height)
        _line(self.painter, name, name_font, self.colors.name, content.name)
        note = QRect(room.x(), top + name_height, room.width(), note_height)
        _line(self.painter, note, note_font, self.colors.note, content.note)


def _line(painter: QPainter, room: QRect, font: QFont, color: QColor, text: str) -> None:
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(room, _MIDDLE, shorten(text, font, room.width()))
