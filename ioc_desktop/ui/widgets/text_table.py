"""A table of whole rows of text, in which a row stands for something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ioc_desktop.ui import theme as themes

T = TypeVar("T")
_ROW_PX = 39


class TextTable(QTableWidget, Generic[T]):
    """Rows of text.

    Args:
        widths_px: column → width; the others share what is left.
        mono: a column in letters of one width, such as plates; -1 for none.
    """

    def __init__(self, columns: int, widths_px: Mapping[int, int], *, mono: int = 0) -> None:
        super().__init__(0, columns)
        self._things: Sequence[T] = ()
        self._mono = mono
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item:hover { background: transparent; }")  # else one cell lights up, not a row
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column in range(columns):
            if column in widths_px:
                self.setColumnWidth(column, widths_px[column])
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, things: Sequence[T], cells: Sequence[Sequence[str]]) -> None:
        """Show these; nothing is selected afterwards."""
        font = themes.current().font("desk.mono")
        self._things = things
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(things))
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == self._mono:
                    item.setFont(font)
                self.setItem(row, column, item)

    def chosen(self) -> T | None:
        """What the selected row stands for."""
        row = self.currentRow()
        return self._things[row] if self.selectedItems() and 0 <= row < len(self._things) else None
