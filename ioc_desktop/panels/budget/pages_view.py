"""The pages of the budget panel beside the list of tables: the table itself, and others that look at the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons

TABLE = "table"


class BudgetPage(QWidget):
    """What a page offers.

    Signals:
        line_chosen(int): a line of the table is to be shown in the table.
    """

    line_chosen = Signal(int)

    def show_table(self, table: TableSummary | None) -> None:
        """Called when the page comes into view, and when another table is chosen or its amounts changed."""
        raise NotImplementedError


@dataclass(frozen=True)
class PageEntry:
    """A page in the header's row of buttons.

    Attributes:
        make: called when the page is first opened, so that the panel opens as fast with ten of them.
        title: asked again when the language changes.
    """

    key: str
    title: Callable[[], str]
    make: Callable[[PanelContext], BudgetPage]


class BudgetPages(QStackedWidget):
    """The table's own page and those of ``entries``.

    Signals:
        turned(str): the key of the page that is shown now.
        line_chosen(int): a page asks for a line of the table.
    """

    turned = Signal(str)
    line_chosen = Signal(int)

    def __init__(self, context: PanelContext, own: QWidget, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._context, self._own, self._entries = context, own, {entry.key: entry for entry in entries}
        self._made: dict[str, BudgetPage] = {}
        self._table: TableSummary | None = None
        self.choice = SegmentedButtons([(TABLE, ""), *((entry.key, "") for entry in entries)])
        self.choice.setVisible(bool(entries))
        self.choice.changed.connect(self.turn_to)
        self.addWidget(own)

    def turn_to(self, key: str) -> None:
        """Show a page."""
        self.choice.select(key)
        self.setCurrentWidget(self._page(key) if key != TABLE else self._own)
        self._tell()
        self.turned.emit(key)

    def _page(self, key: str) -> BudgetPage:
        if key not in self._made:
            page = self._made[key] = self._entries[key].make(self._context)
            page.line_chosen.connect(self.line_chosen)
            self.addWidget(page)
        return self._made[key]

    def show_table(self, table: TableSummary | None) -> None:
        """The chosen table, or the same one after a change."""
        self._table = table
        self._tell()

    def _tell(self) -> None:
        page = self.currentWidget()
        if isinstance(page, BudgetPage):
            page.show_table(self._table)

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        self.choice.set_text(TABLE, self.tr("Bảng"))
        for entry in self._entries.values():
            self.choice.set_text(entry.key, entry.title())
