"""Which key does what on the wall, and the call number on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ioc_desktop.ui import theme as themes

if TYPE_CHECKING:
    from ioc_desktop.panels.wall.state import Direction

ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_FORGET_MS = 3000
_TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


def digit_of(event: QKeyEvent) -> str:
    """The digit that was pressed, "" for another key; keypad or not, whatever the input method."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return chr(event.key()) if plain and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 else ""


def is_typing() -> bool:
    """Whether a text field has the focus: then keys belong to it."""
    return isinstance(QApplication.focusWidget(), _TEXT_FIELDS)


class Echo(QLabel):
    """A short line in the middle of the wall, such as "Camera 07"; goes away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()
        self.forget = QTimer(self, interval=_FORGET_MS, singleShot=True)
        self.forget.timeout.connect(self.hide)

    def say(self, words: str, *, wall: bool) -> None:
        """Show words; "" hides at once."""
        self.setVisible(bool(words))
        if not words:
            self.forget.stop()
            return
        theme = themes.current()
        self.setFont(theme.font("wall.title" if wall else "desk.title1"))
        edge, ground = theme.hex("border.control"), theme.hex("surface.2")
        size = self.font().pixelSize()
        self.setStyleSheet(
            f"background: {ground}; border: 1px solid {edge}; border-radius: 4px; padding: 8px 24px;"
            f"font-size: {size}px; font-weight: 600;"
        )
        self.setText(words)
        self.adjustSize()
        room = self._room.rect()
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)
        self.raise_()
        self.forget.start()
