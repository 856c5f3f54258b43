"""A field of several lines with its button: what is typed is told by either of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Button

_HEIGHT_PX = 76


class WritingField(QPlainTextEdit):
    """Where it is typed; Enter is a new line, Ctrl Enter ends.

    Signals:
        entered(): Ctrl Enter was pressed.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT_PX)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class WritingBox(QWidget):
    """The field over its button. The text stays until the owner clears the field, so that a refusal loses nothing.

    Signals:
        told(str): what was typed, stripped; never empty.
    """

    told = Signal(str)

    def __init__(self, field: WritingField, icon: str) -> None:
        super().__init__()
        self.field = field
        self.button = Button("", icon=icon, small=True, clicked=self._tell)
        field.entered.connect(self._tell)
        field.textChanged.connect(self._enable)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(KeyCap("Ctrl Enter"))
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(field)
        column.addLayout(foot)
        self._enable()

    def set_words(self, name: str, placeholder: str, button: str) -> None:
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.button.setText(button)

    def _text(self) -> str:
        return self.field.toPlainText().strip()

    def _enable(self) -> None:
        self.button.setEnabled(bool(self._text()))

    def _tell(self) -> None:
        if self._text():
            self.told.emit(self._text())
