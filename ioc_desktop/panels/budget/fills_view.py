"""Fills that tell parts apart without colour: every second one is hatched; and the legend that names them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ioc_desktop.panels.budget.chart_data import OUTLINE
from ioc_desktop.ui import theme as themes

_FILLS: Final = (
    ("accent", Qt.BrushStyle.SolidPattern),
    ("accent", Qt.BrushStyle.BDiagPattern),
    ("text.muted", Qt.BrushStyle.SolidPattern),
    ("text.muted", Qt.BrushStyle.FDiagPattern),
    ("border.strong", Qt.BrushStyle.SolidPattern),
    ("accent", Qt.BrushStyle.CrossPattern),
    ("text.secondary", Qt.BrushStyle.HorPattern),
    ("text.muted", Qt.BrushStyle.DiagCrossPattern),
    ("accent", Qt.BrushStyle.Dense6Pattern),
    ("text.secondary", Qt.BrushStyle.VerPattern),
    ("text.muted", Qt.BrushStyle.Dense4Pattern),
    ("accent", Qt.BrushStyle.HorPattern),
)
_KEY_PX, _GAP_PX, _APART_PX = 22, 8, 24


def paint_fill(painter: QPainter, area: QRectF, fill: int) -> None:
    """A rectangle in the fill of a number, with its frame; ``OUTLINE`` is a frame in dashes."""
    theme = themes.current()
    if fill == OUTLINE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("text.muted"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(area)
        return
    tone, pattern = _FILLS[fill % len(_FILLS)]
    painter.fillRect(area, theme.color("surface.1"))
    painter.setBrush(QBrush(theme.color(tone), pattern))
    solid = pattern is Qt.BrushStyle.SolidPattern
    painter.setPen(QPen(theme.color("surface.1" if solid else tone), 1.2))
    painter.drawRect(area)


def ink_on(fill: int) -> QColor:
    """Of words on a fill; hatched ones get a plate of the ground behind the words."""
    solid = _FILLS[fill % len(_FILLS)][1] is Qt.BrushStyle.SolidPattern
    return themes.current().color("surface.1" if solid else "text.primary")


def is_solid(fill: int) -> bool:
    return fill != OUTLINE and _FILLS[fill % len(_FILLS)][1] is Qt.BrushStyle.SolidPattern


class Legend(QWidget):
    """Fills with their names, in as many rows as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._entries: tuple[tuple[int, str], ...] = ()
        self._font = QFont()

    def show_entries(self, entries: tuple[tuple[int, str], ...], font: QFont) -> None:
        """Name these."""
        self._entries, self._font = entries, font
        self._fit()
        self.update()

    def _places(self) -> list[QPointF]:
        """Left upper corner of each entry."""
        metrics, places = QFontMetricsF(self._font), list[QPointF]()
        x = y = 0.0
        for _, name in self._entries:
            wide = _KEY_PX + _GAP_PX + metrics.horizontalAdvance(name)
            if x and x + wide > self.width():
                x, y = 0.0, y + metrics.height() + 4
            places.append(QPointF(x, y))
            x += wide + _APART_PX
        return places

    def _fit(self) -> None:
        places = self._places()
        self.setVisible(bool(places))
        self.setFixedHeight(int((places[-1].y() if places else 0) + QFontMetricsF(self._font).height() + 2))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        for place, (fill, name) in zip(self._places(), self._entries, strict=True):
            high = metrics.capHeight() + 4
            top = place.y() + (metrics.height() - high) / 2
            paint_fill(painter, QRectF(place.x() + 1, top, _KEY_PX - 2, high), fill)
            painter.setPen(themes.current().color("text.primary"))
            room = max(40.0, self.width() - place.x() - _KEY_PX - _GAP_PX)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(place.x() + _KEY_PX + _GAP_PX, place.y() + metrics.ascent()), words)
