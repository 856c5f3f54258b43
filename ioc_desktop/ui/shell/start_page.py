"""What the window shows in its first moments: the mark, the name, one quiet line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ioc_desktop.ui.shell.emblem import Emblem


class StartPage(QWidget):
    """Shown before the services exist; only QtWidgets and the theme are loaded by now."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(Emblem(64), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        name = QLabel("IOC Desktop")
        name.setProperty("type", "title2")
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        self._line = QLabel()
        self._line.setProperty("tone", "muted")
        column.addWidget(self._line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.retranslate()

    def say(self, words: str) -> None:
        """Another quiet line, such as what is being opened now (translated)."""
        self._line.setText(words)

    def retranslate(self) -> None:
        self._line.setText(self.tr("Đang mở cơ sở dữ liệu"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
