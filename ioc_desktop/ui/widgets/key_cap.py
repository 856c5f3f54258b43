"""The drawing of a key, as in the key sheet and beside actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ioc_desktop.ui import theme as themes


class KeyCap(QWidget):
    """One key or chord in a small frame, in the fixed-width face, such as ``Ctrl K`` or ``/``."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFont(themes.current().font("desk.mono_small"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(max(24, self.fontMetrics().horizontalAdvance(self._text) + 14), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border.control"), 1))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("text.secondary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
