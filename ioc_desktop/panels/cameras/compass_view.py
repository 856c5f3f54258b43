"""A small compass that shows where a camera looks and how wide."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ioc_desktop.ui.theme import Theme

_SIDE_PX = 152
_QT_NORTH_DEG = 90


class Compass(QWidget):
    """North is up; a wedge as wide as the field of view points along the azimuth, both in degrees."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._azimuth_deg: float | None = None
        self._fov_deg: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_view(self, azimuth_deg: float | None, fov_deg: float | None) -> None:
        """Point the wedge; without an azimuth only the rose is drawn, without a width a line."""
        self._azimuth_deg, self._fov_deg = azimuth_deg, fov_deg
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX, _SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        radius = min(self.width(), self.height()) / 2 - 22
        self._paint_rose(painter, middle, radius)
        if self._azimuth_deg is not None:
            self._paint_wedge(painter, middle, radius, self._azimuth_deg, self._fov_deg or 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("text.primary"))
        painter.drawEllipse(middle, 4, 4)

    def _paint_rose(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        painter.setBrush(self._theme.color("surface.sunken"))
        painter.setPen(QPen(self._theme.color("border.strong"), 1))
        painter.drawEllipse(middle, radius, radius)
        painter.setFont(self._theme.font("desk.caption"))
        for at, letters in enumerate((self.tr("B"), self.tr("Đ"), self.tr("N"), self.tr("T"))):
            painter.save()
            painter.translate(middle)
            painter.rotate(at * 90)
            painter.setPen(QPen(self._theme.color("border.control"), 1))
            painter.drawLine(QPointF(0, -radius), QPointF(0, -radius + 6))
            painter.translate(0, -radius - 11)
            painter.rotate(-at * 90)
            painter.setPen(self._theme.color("text.primary" if at == 0 else "text.muted"))
            painter.drawText(QRectF(-12, -12, 24, 24), Qt.AlignmentFlag.AlignCenter, letters)
            painter.restore()

    def _paint_wedge(
        self, painter: QPainter, middle: QPointF, radius: float, azimuth_deg: float, fov_deg: float
    ) -> None:
        accent = self._theme.color("accent")
        painter.setPen(QPen(accent, 2))
        fill = self._theme.color("accent")
        fill.setAlphaF(0.28)
        painter.setBrush(fill)
        inner = radius - 8
        box = QRectF(middle.x() - inner, middle.y() - inner, 2 * inner, 2 * inner)
        # Qt counts sixteenths of a degree, anticlockwise from three o'clock.
        start = round((_QT_NORTH_DEG - azimuth_deg - fov_deg / 2) * 16)
        if fov_deg >= 360:
            painter.drawEllipse(box)
        else:
            painter.drawPie(box, start, max(1, round(fov_deg * 16)))
