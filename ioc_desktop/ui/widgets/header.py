"""The header of a panel: title, a summary of what is shown, actions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import OneLine, label, line


class Header(QFrame):
    """64 px high. ``add_action`` puts buttons or fields at the right, in the order of the calls."""

    def __init__(self, title: str, summary: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(themes.current().number("size.header") + 1)
        self.title = label(title, "title2")
        self.summary = OneLine(summary, tone="secondary")
        holder = QWidget()  # a bare layout would be no higher than its highest fixed widget
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.title)
        self._row.addSpacing(4)
        self._row.addWidget(self.summary)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addWidget(line())

    def add_action(self, widget: QWidget) -> QWidget:
        self._row.addWidget(widget)
        return widget

    def set_words(self, title: str, summary: str) -> None:
        self.title.setText(title)
        self.summary.setText(summary)
