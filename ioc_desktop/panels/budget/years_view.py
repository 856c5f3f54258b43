"""The years of a programme: open, closed, or changed on another desktop after the closing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.budget.plans.locks import YearLock
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button


class YearsPane(QWidget):
    """The list with the one act that fits the chosen year.

    Signals:
        asked(int, bool): a year is to be closed (True) or opened again.
    """

    asked = Signal(int, bool)

    def __init__(self, *, may_lock: bool) -> None:
        super().__init__()
        self._may_lock = may_lock
        self.list, self.act = EntryList(), Button("", clicked=self._ask)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_act())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self.act)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_years(self, years: Sequence[int], locks: Sequence[YearLock]) -> None:
        """Show these, with what is known of their closing."""
        known = {lock.year: lock for lock in locks}
        self.list.put([self._entry(year, known.get(year)) for year in years], keeps_place=True)
        self._show_act()

    def _entry(self, year: int, lock: YearLock | None) -> Entry:
        locked = lock is not None and lock.is_locked
        state = self.tr("Đã khóa") if locked else self.tr("Đang mở")
        note = f"{lock.reason} · {lock.by}" if lock else self.tr("Chưa khóa lần nào")
        if lock is not None and lock.changed:
            note = self.tr("Số đã đổi sau khi khóa ở: {tables}").format(tables=", ".join(lock.changed))
        is_odd = lock is not None and bool(lock.changed)
        return Entry(
            icon="severity.critical" if is_odd else "vote.for" if locked else "action.edit",
            tone="severity.critical" if is_odd else "text.secondary",
            title=Words(f"{year} · {state}"), note=Words(note), target=(year, not locked),
        )  # fmt: skip

    def _target(self) -> tuple[int, bool] | None:
        index = self.list.currentIndex()
        target = self.list.entries.entries[index.row()].target if index.isValid() else None
        return target if isinstance(target, tuple) else None

    def _show_act(self) -> None:
        target = self._target()
        self.act.setVisible(self._may_lock and target is not None)
        if target is not None:
            title = self.tr("Khóa năm {year}") if target[1] else self.tr("Mở lại năm {year}")
            self.act.setText(title.format(year=target[0]))

    def _ask(self) -> None:
        target = self._target()
        if target is not None:
            self.asked.emit(*target)
