"""The foot of the list: what is selected, what can be done with it, and the keys that do it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Button, label, line

_HEIGHT_PX = 56


class SelectionBar(QWidget):
    """Stands under the table.

    Signals:
        open_requested: open the current camera.
        delete_requested: delete the selected cameras.
    """

    open_requested = Signal()
    delete_requested = Signal()

    def __init__(self, *, can_edit: bool) -> None:
        super().__init__()
        self._count = 0
        self._can_edit = can_edit
        self.words = label("", tone="secondary")
        self.open_button = Button(icon="action.edit", small=True, clicked=self.open_requested.emit)
        self.delete_button = Button(icon="action.delete", small=True, clicked=self.delete_requested.emit)
        self._key_words = {key: label("", tone="muted") for key in ("J", "K", "Enter", "Delete")}
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        for key, words in self._key_words.items():
            self._add_key(row, key, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addLayout(row, 1)
        self.setFixedHeight(_HEIGHT_PX)

    def _add_key(self, row: QHBoxLayout, key: str, words: QLabel) -> None:
        if key == "Delete" and not self._can_edit:
            return
        row.addWidget(KeyCap(key))
        row.addWidget(words)
        row.addSpacing(8)

    def set_count(self, count: int) -> None:
        """Say how many cameras are selected."""
        self._count = count
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word in the language of the window."""
        self.words.setText(self.tr("Đã chọn {n} camera").format(n=self._count) if self._count else "")
        self.open_button.setText(self.tr("Sửa") if self._can_edit else self.tr("Xem"))
        self.delete_button.setText(self.tr("Xóa"))
        self.open_button.setVisible(self._count == 1)
        self.delete_button.setVisible(self._count > 0 and self._can_edit)
        meanings = (self.tr("xuống"), self.tr("lên"), self.tr("mở"), self.tr("xóa"))
        for words, meaning in zip(self._key_words.values(), meanings, strict=True):
            words.setText(meaning)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
