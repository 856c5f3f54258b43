"""Filter chips, and buttons of which exactly one is down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ioc_desktop.ui import theme as themes


class Chip(QPushButton):
    """A filter that is on (wash and accent edge, with a cross) or off.

    Signals:
        toggled(bool): inherited; the filter was switched.
    """

    def __init__(self, text: str, *, checked: bool = False, checkable: bool = True) -> None:
        super().__init__(text)
        self.setProperty("chip", True)
        self.setAutoDefault(False)
        self.setCheckable(checkable)
        self.setChecked(checked)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(18, 18))
        self.toggled.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(themes.current().icon("mdi6.close", "text.primary", 18) if self.isChecked() else QIcon())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


class SegmentedButtons(QWidget):
    """Buttons in one frame of which exactly one is down.

    Signals:
        changed(str): the key of the segment a person chose; ``select`` doesn't emit it.
    """

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], selected: str = "", *, small: bool = False) -> None:
        """Takes ``(key, text)`` pairs; the first is down unless ``selected`` names another."""
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, text) in enumerate(options):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("small", small)
            button.setProperty("segment", _end(place, len(options)))
            button.clicked.connect(lambda _checked=False, key=key: self.changed.emit(key))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        self.select(selected or options[0][0])

    def selected(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def select(self, key: str) -> None:
        """Press a segment down without emitting ``changed``."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """For retranslation."""
        self._buttons[key].setText(text)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]


def _end(place: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if place == 0 else "last" if place == count - 1 else "middle"
