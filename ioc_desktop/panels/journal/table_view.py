"""The lines of the journal as a table of whole rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, timezone

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ioc_desktop.panels.journal import words
from ioc_desktop.sync.state import JournalEntry

_VIETNAM = timezone(timedelta(hours=7))
_ROW_PX = 39
_COLUMNS = 5
_WIDTHS_PX = {0: 176, 1: 124, 2: 176, 3: 196}
"""The detail has what is left."""


class JournalTable(QTableWidget):
    """Time, who, desktop, act, detail.

    Signals:
        chosen(object): the entry that was selected.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, _COLUMNS)
        self._entries: Sequence[JournalEntry] = ()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(
            "QTableView::item:hover { background: transparent; }"
        )  # else one cell lights up, not the row
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column in range(_COLUMNS):
            if column in _WIDTHS_PX:
                self.setColumnWidth(column, _WIDTHS_PX[column])
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._report)
        self.retranslate()

    def show_entries(self, entries: Sequence[JournalEntry], names: words.Names) -> None:
        """Show these; the line that was selected stays so, if it is among them."""
        kept = self.entry()
        self._entries = entries
        self.blockSignals(True)
        self.clearSelection()
        self.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            for column, text in enumerate(_cells(entry, names)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
            if kept is not None and (entry.chain, entry.seq) == (kept.chain, kept.seq):
                self.selectRow(row)
        self.blockSignals(False)

    def entry(self) -> JournalEntry | None:
        """The selected entry."""
        row = self.currentRow()
        return self._entries[row] if self.selectedItems() and 0 <= row < len(self._entries) else None

    def _report(self) -> None:
        self.chosen.emit(self.entry())

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels(
            [self.tr("Lúc"), self.tr("Tài khoản"), self.tr("Máy"), self.tr("Việc"), self.tr("Nội dung")]
        )


def _cells(entry: JournalEntry, names: words.Names) -> tuple[str, str, str, str, str]:
    translate = QCoreApplication.translate
    when = f"{entry.at.astimezone(_VIETNAM):%H:%M:%S %d/%m/%Y}"
    named = words.device(entry, names)
    return when, entry.who, named, words.action(entry, translate), words.summary(entry, translate)
