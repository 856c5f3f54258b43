"""The differences between two tables, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ioc_desktop.kernel.budget.comparison import LineChange
from ioc_desktop.panels.budget.plan_words import difference_words
from ioc_desktop.panels.budget.words import signed
from ioc_desktop.ui.widgets.labels import label
from ioc_desktop.ui.widgets.text_table import TextTable

_COLUMN_PX, _AMOUNT_PX = 250, 96


class ComparePane(QWidget):
    """A row a difference: line, column, before, after, difference; what it comes to above them."""

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", tone="secondary", wrap=True)
        self.said.setContentsMargins(16, 6, 16, 8)
        widths = {1: _COLUMN_PX, 2: _AMOUNT_PX, 3: _AMOUNT_PX, 4: _AMOUNT_PX}
        self.table: TextTable[LineChange] = TextTable(5, widths, mono=-1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addStretch()

    def show_changes(self, changes: Sequence[LineChange] | None, unit: int) -> None:
        """Show these; None where there is nothing to compare with."""
        titles = (self.tr("Hạng mục"), self.tr("Cột"), self.tr("Trước"), self.tr("Sau"), self.tr("Chênh"))
        self.table.setHorizontalHeaderLabels(list(titles))
        rows = [(f"{one.after or one.before}  {one.title}", *difference_words(one, unit)) for one in changes or ()]
        self.table.show_rows(changes or (), rows)
        self.table.setVisible(bool(changes))
        self.said.setText(self._summary(changes, unit))

    def _summary(self, changes: Sequence[LineChange] | None, unit: int) -> str:
        if changes is None:
            return self.tr("Chưa có bảng nào khác của chương trình để so sánh. Lập phương án hoặc nhập bảng sửa đổi.")
        if not changes:
            return self.tr("Hai bảng giống hệt nhau.")
        lines = len({(one.before, one.after, one.title) for one in changes})
        largest = max(changes, key=lambda one: abs((one.new or 0) - (one.old or 0)))
        off = signed((largest.new or 0) - (largest.old or 0), unit)
        return self.tr("{n} khác biệt ở {lines} dòng; lớn nhất {off} ở “{title}”.").format(
            n=len(changes), lines=lines, off=off, title=largest.title
        )
