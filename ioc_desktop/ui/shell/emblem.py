"""The product's mark: a hexagon with a point, drawn without the icon font so that it is there at once."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from ioc_desktop.ui import theme as themes


def paint(painter: QPainter, area: QRectF, color: QColor, frame: QColor | None) -> None:
    """Draw the mark into a square, with a thin frame where one is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if frame is not None:
        painter.setPen(QPen(frame, 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    radius = area.width() * 0.34
    corners = [math.radians(60 * corner - 90) for corner in range(6)]
    centre = area.center()
    hexagon = QPolygonF([centre + QPointF(radius * math.cos(a), radius * math.sin(a)) for a in corners])
    painter.setPen(QPen(color, area.width() * 0.06, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPolygon(hexagon)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(centre, area.width() * 0.12, area.width() * 0.12)


class Emblem(QWidget):
    """The mark as a widget."""

    def __init__(self, side_px: int) -> None:
        super().__init__()
        self.setFixedSize(side_px, side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        paint(painter, self.rect().toRectF(), theme.color("text.primary"), theme.color("border.control"))


def window_icon() -> QIcon:
    """The mark for the window list of the desktop."""
    icon = QIcon()
    for side in (16, 32, 64, 128):
        picture = QPixmap(side, side)
        picture.fill(QColor("#0C0F10"))
        painter = QPainter(picture)
        paint(painter, QRectF(0, 0, side, side), QColor("#E6EAEC"), None)
        painter.end()
        icon.addPixmap(picture)
    return icon
