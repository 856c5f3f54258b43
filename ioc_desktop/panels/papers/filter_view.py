"""The second line of the page: which documents."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ioc_desktop.kernel.papers.model import STATE_TITLES, PaperFilter, PaperState, Register
from ioc_desktop.ui.widgets.choice_bar import ChoiceBar, fill


class FilterBar(ChoiceBar):
    """State, kind, year, words.

    Signals:
        changed(object): the ``PaperFilter`` that a person chose.
    """

    def __init__(self) -> None:
        super().__init__(3)
        self._register = Register()
        self.state, self.kind, self.year = self.boxes
        self.retranslate()

    def show_register(self, register: Register) -> None:
        """What can be chosen and how many there are; what is chosen stays chosen."""
        if (register.counts, register.kinds, register.years) != (
            self._register.counts, self._register.kinds, self._register.years,
        ):  # fmt: skip
            self._register = register
            self.retranslate()

    def wanted(self) -> PaperFilter:
        """What is chosen now."""
        state = self.state.currentData()
        return PaperFilter(
            states=frozenset({PaperState(state)}) if state else frozenset(),
            kind=self.kind.currentData() or "",
            year=self.year.currentData() or None,
            text=self.search.text().strip(),
        )

    def put_choices(self) -> None:
        translate, counts = QCoreApplication.translate, self._register.counts
        states = [
            (state.value, f"{translate('papers', title)} ({counts.get(state, 0)})")
            for state, title in STATE_TITLES.items()
        ]
        fill(self.state, [("", self.tr("Mọi trạng thái")), *states])
        fill(self.kind, [("", self.tr("Mọi loại")), *((kind, kind) for kind in self._register.kinds)])
        fill(self.year, [("", self.tr("Mọi năm")), *((year, str(year)) for year in self._register.years)])
        self.search.setPlaceholderText(self.tr("Số, ký hiệu, trích yếu…"))
        self.clear.setText(self.tr("Xóa lọc"))
