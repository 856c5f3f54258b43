"""A quiet line at the top of the window that stays until it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ioc_desktop.ui.widgets.labels import Button, IconButton, Picture, label


class NoticeBar(QFrame):
    """Icon, sentence, one action, and a cross that takes it away."""

    def __init__(self, text: str, action: str, on_action: Callable[[], object] | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "2")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(48)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(Picture("mdi6.alert-circle-outline", "technical", 20))
        self.text = label(text)
        row.addWidget(self.text)
        self.button = Button(action, small=True, clicked=on_action)
        self.button.setVisible(bool(action))
        row.addSpacing(4)
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(IconButton("mdi6.close", self.tr("Đóng thông báo"), small=True, clicked=self._dismiss))

    def _dismiss(self) -> None:
        self.hide()
        self.deleteLater()
