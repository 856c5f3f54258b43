"""F1: every hotkey that acts here, over the whole window; any key or click closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.shell.hotkeys import Hotkey, HotkeyGroup
from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import label, line


class KeySheet(QWidget):
    """An overlay on its parent.

    Signals:
        closed(): it went away and was deleted.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, groups: Sequence[HotkeyGroup]) -> None:
        super().__init__(parent)
        self.groups = tuple(groups)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(parent.rect())
        card = QFrame()
        card.setProperty("surface", "sheet")
        card.setMaximumWidth(1080)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Phím tắt"), "title2"))
        head.addStretch(1)
        head.addWidget(KeyCap("Esc"))
        head.addWidget(label(self.tr("đóng"), tone="muted"))
        column.addLayout(head)
        column.addWidget(line())
        column.addLayout(self._columns())
        outer = QGridLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        outer.addWidget(card, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self.show()
        self.raise_()
        self.setFocus()

    def _columns(self) -> QHBoxLayout:
        """Groups side by side in the order given, filled so that both columns end up about equally long."""
        row = QHBoxLayout()
        row.setSpacing(48)
        halves: tuple[QVBoxLayout, QVBoxLayout] = (QVBoxLayout(), QVBoxLayout())
        total = sum(len(group.hotkeys) + 2 for group in self.groups)
        used = 0
        for group in self.groups:
            column = halves[0] if used < total / 2 else halves[1]
            column.addLayout(self._group(group))
            used += len(group.hotkeys) + 2
        for half in halves:
            half.setSpacing(24)
            half.addStretch(1)
            row.addLayout(half, 1)
        return row

    def _group(self, group: HotkeyGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 132)
        grid.setColumnMinimumWidth(1, 240)
        grid.addWidget(label(group.title, "label", tone="secondary"), 0, 0, 1, 2)
        for place, hotkey in enumerate(group.hotkeys, 1):
            grid.addLayout(_caps(hotkey), place, 0)
            grid.addWidget(label(hotkey.words), place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(themes.current().color("surface.sunken"))
        veil.setAlpha(200)
        QPainter(self).fillRect(self.rect(), veil)

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.dismiss()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()
        self.deleteLater()


def _caps(hotkey: Hotkey) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for place, chord in enumerate(hotkey.keys.split("|")):
        if place:
            row.addSpacing(4)
        for key in chord.split():
            row.addWidget(KeyCap(key))
    row.addStretch(1)
    return row
