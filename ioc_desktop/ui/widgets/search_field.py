"""The search box of headers: a lens, the hint, and the key that jumps to it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit

from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Picture

_SETTLE_MS = 180
_LENS_PX = 20
_LEAST_PX = 240
_EDGES_PX = 28
"""Padding and border of the field at both sides, with a little air."""


class SearchField(QLineEdit):
    """A line edit that reports what is sought once typing pauses; ``/`` focuses it, Esc empties it.

    Signals:
        searched(str): the stripped text, after a short pause or at Enter.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(_LEAST_PX)
        self._lens = Picture("action.search", size=_LENS_PX)
        self._lens.setParent(self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = KeyCap("/")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._make_room()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._report)
        self.textChanged.connect(self._settle.start)
        self.textChanged.connect(self._show_key)
        self.returnPressed.connect(self._report)
        shortcut = QShortcut(QKeySequence("/"), self)
        shortcut.activated.connect(lambda: self.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _report(self) -> None:
        self._settle.stop()
        self.searched.emit(self.text().strip())

    def empty(self) -> None:
        """Take the text away and report nothing."""
        self.clear()
        self._settle.stop()

    def sizeHint(self) -> QSize:
        """As wide as the hint, which is read whole where there is room."""
        margins = self.textMargins()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        needed = words + margins.left() + self._key.sizeHint().width() + 8 + _EDGES_PX
        return super().sizeHint().expandedTo(QSize(max(_LEAST_PX, needed), 0))

    def _show_key(self) -> None:
        self._key.setVisible(not self.text() and not self.hasFocus())
        self._make_room()

    def _make_room(self) -> None:
        """The hint ends before the key; the text has the whole field."""
        key_px = 0 if self._key.isHidden() else self._key.sizeHint().width() + 8
        self.setTextMargins(_LENS_PX + 8, 0, key_px, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._report()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_key()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_key()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lens.move(12, (self.height() - _LENS_PX) // 2)
        size = self._key.sizeHint()
        self._key.setGeometry(self.width() - size.width() - 10, (self.height() - size.height()) // 2, *size.toTuple())
