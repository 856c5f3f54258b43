"""Fonts, lengths, icons and the hatch in device pixels, for pictures that are drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QPolygonF

if TYPE_CHECKING:
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.ui.video.geometry import Box

MIN_TEXT_PX = 14
"""Nothing is written smaller than this, logical pixels."""


def to_rect(box: Box) -> QRect:
    """The same rectangle for Qt."""
    return QRect(box.x, box.y, box.width, box.height)


_MOST_SHARED = 64


class Ink:
    """The theme at one device pixel ratio. Pictures made with it have a ratio of 1 and device pixel sizes."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.theme = theme
        self.ratio = ratio
        self._hatch: QPixmap | None = None
        self._shared: dict[Hashable, QPixmap] = {}

    def shared(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """A picture that many tiles show alike, such as 64 tiles that all connect; drawn by the first."""
        picture = self._shared.get(key)
        if picture is None:
            if len(self._shared) >= _MOST_SHARED:
                self._shared.clear()
            picture = self._shared[key] = draw()
        return picture

    def px(self, logical: float) -> int:
        """A length in device pixels."""
        return round(logical * self.ratio)

    def font(self, token: str, size_px: float) -> QFont:
        """A type token's family and weight at a size in logical pixels."""
        font = QFont(self.theme.font(token))
        font.setPixelSize(self.px(max(size_px, MIN_TEXT_PX)))
        return font

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        color = self.theme.color(token)
        color.setAlphaF(alpha)
        return color

    def icon(self, concept: str, color: str, size_px: float) -> QPixmap:
        return self.theme.pixmap(concept, color, self.px(size_px))

    def hatch(self) -> QPixmap:
        """A seamless square of diagonal stripes: our equipment, not the street, is in trouble."""
        if self._hatch is None:
            self._hatch = self._draw_hatch()
        return self._hatch

    def _draw_hatch(self) -> QPixmap:
        step = self.px(self.theme.fraction("stale.hatch_step_px"))
        side = 2 * step
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color("technical", self.theme.fraction("stale.hatch_alpha")))
        for shift in (-side, 0, side):
            corners = ((shift, side), (shift + step, side), (shift + step + side, 0), (shift + side, 0))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()
        return picture


def shorten(text: str, font: QFont, width: int) -> str:
    """The text, cut at its end with an ellipsis where it is wider than ``width`` device pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
