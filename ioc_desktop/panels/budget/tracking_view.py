"""The page of progress: how far the money of the chosen table has come, and what has to be looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.model import Source
from ioc_desktop.kernel.budget.sentences import unit_text
from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, Contract, ContractState, Milestone, Money
from ioc_desktop.kernel.budget.tracking.progress import Progress
from ioc_desktop.panels.budget import tracking_words as words
from ioc_desktop.panels.budget.pages_view import BudgetPage
from ioc_desktop.panels.budget.tracking import Asked, State, TrackingPresenter
from ioc_desktop.panels.budget.tracking_dialogs import (
    ContractDialog,
    MilestoneDialog,
    OwnerDialog,
    PaymentDialog,
)
from ioc_desktop.panels.budget.tracking_pane_view import LinePane
from ioc_desktop.panels.budget.tracking_results_view import ResultsPane
from ioc_desktop.panels.budget.tracking_tree_view import TrackTree, amounts, percent
from ioc_desktop.panels.budget.words import tr
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import label, line
from ioc_desktop.ui.widgets.states import ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LINE, WARNINGS, RESULTS, SUMS = "line", "warnings", "results", "sums"
_SOON_MS, _UNDER_PX, _SUM_PX = 300, 250, 94


class TrackingPage(BudgetPage):
    """Opened by the panel when its button is first pressed.

    Signals:
        arrived(): contracts or payments changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.presenter, self._tracking = TrackingPresenter(context), context.tracking
        self._table: TableSummary | None = None
        self._grid: object = None
        self.years, self.sources, self.owners = QComboBox(), QComboBox(), QComboBox()
        self.forecast, self.method = label("", "row_title", wrap=True), label("", "caption", tone="muted", wrap=True)
        self.tree, self.pane = TrackTree(), LinePane(may_track=self.presenter.may_track)
        self.results = ResultsPane(self.presenter, context.show_record, context.go_to)
        self.warnings = EntryList()
        self.sums: TextTable[object] = TextTable(7, dict.fromkeys(range(1, 7), _SUM_PX), mono=-1)
        self.tabs = SegmentedButtons([(LINE, ""), (RESULTS, ""), (WARNINGS, ""), (SUMS, "")], small=True)
        self.under = QStackedWidget()
        self.pages, self.loading = QStackedWidget(), LoadingBars()
        self.failed = ErrorState("", on_retry=self._again)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._lay_out()
        self._connect(context)
        self.retranslate()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(16, 10, 16, 4)
        filters.setSpacing(8)
        for box in (self.years, self.sources, self.owners):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            filters.addWidget(box)
        filters.addStretch(1)
        self.forecast.setContentsMargins(16, 2, 16, 0)
        self.method.setContentsMargins(16, 0, 16, 8)
        for part in (self.pane, self.results, self.warnings, self.sums):
            self.under.addWidget(part)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(line())
        column.addWidget(self.under, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(lower)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([10 * _UNDER_PX, _UNDER_PX])
        lower.setMinimumHeight(_UNDER_PX)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(filters)
        whole.addWidget(self.forecast)
        whole.addWidget(self.method)
        whole.addWidget(line())
        whole.addWidget(split, 1)
        self.body = body
        for page in (self.loading, self.body, self.failed):
            self.pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    def _connect(self, context: PanelContext) -> None:
        self.presenter.changed.connect(self._render)
        for box in (self.years, self.sources, self.owners):
            box.activated.connect(lambda _row: start(self.presenter.narrow(self._asked()), self))
        self.tree.line_chosen.connect(self._choose)
        self.warnings.chosen.connect(self._go_to)
        self.tabs.changed.connect(self.turn)
        pane = self.pane
        pane.owner_asked.connect(self.ask_owner)
        pane.contract_asked.connect(self.ask_contract)
        pane.payment_asked.connect(self.ask_payment)
        pane.end_asked.connect(self.ask_to_end)
        pane.milestone_asked.connect(self.ask_milestone)
        pane.milestone_removed.connect(self.ask_to_remove)
        self._soon.timeout.connect(self._again)
        self.arrived.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        forget = context.tracking.changed.connect(lambda _nothing: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)

    # ------------------------------------------------------------------ showing

    def show_table(self, table: TableSummary | None) -> None:
        """Read a table's progress and show it."""
        self._table = table
        self._again()

    def _again(self) -> None:
        if self.isVisible():
            start(self.presenter.load(self._table), self, self._show_failure)

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show_failure(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được tiến độ"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _render(self, state: State) -> None:
        progress, grid = state.progress, state.grid
        if progress is None or grid is None:
            self.pages.setCurrentWidget(self.loading)
            return
        if grid is not self._grid:
            self._grid = grid
            self._fill(progress, state.asked)
            self.tree.show_grid(grid)
            self._show_forecast(progress)
            self._show_warnings(progress)
            self._show_sums(progress)
        self.pane.show_detail(state.detail, progress.today, grid.unit)
        if state.detail is not None:
            self.tree.go_to(state.detail.line)
        self.results.refresh()
        self.pages.setCurrentWidget(self.body)

    def _fill(self, progress: Progress, asked: Asked) -> None:
        """The filters' choices: only what the table has."""
        sources = [source for source in progress.by_source if source is not None]
        owners = [owner for owner in progress.by_owner if owner]
        for box, every, choices, now in (
            (self.years, self.tr("Mọi năm"), [(str(year), year) for year in progress.years], asked.year),
            (self.sources, self.tr("Mọi nguồn"), [(words.source(one), one.value) for one in sources], asked.source),
            (self.owners, self.tr("Mọi đơn vị"), [(owner, owner) for owner in owners], asked.owner),
        ):
            box.clear()
            box.addItem(every, None)
            for text, value in choices:
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(now.value if isinstance(now, Source) else now)) if now else 0)

    def _asked(self) -> Asked:
        source = self.sources.currentData()
        return Asked(self.years.currentData(), Source(source) if source else None, self.owners.currentData())

    def _show_forecast(self, progress: Progress) -> None:
        forecast, unit = progress.forecast, progress.sheet.unit.used
        percents = round(100 * forecast.expected / forecast.planned) if forecast.planned else 0
        share = self.tr(" ({n} % kế hoạch)").format(n=percents)
        said = self.tr("Năm {year}: đã chi {paid}, dự báo cả năm {expected} {unit}{share}")
        paid, expected = (words.rounded(dong, unit) for dong in (forecast.disbursed, forecast.expected))
        self.forecast.setText(
            said.format(
                year=forecast.year, paid=paid, expected=expected, unit=unit_text(unit, tr),
                share=share if forecast.planned else "",
            )
        )  # fmt: skip

    def _show_warnings(self, progress: Progress) -> None:
        entries = []
        for one in progress.warnings:
            icon, tone = words.ICONS[one.kind]
            title, place = words.warning_title(one), words.warning_place(one, progress.sheet)
            entries.append(Entry(icon=icon, tone=tone, title=Words(title), note=Words(place), target=one))
        self.warnings.put(entries)
        self.tabs.set_text(WARNINGS, self.tr("Cảnh báo ({n})").format(n=len(entries)))

    def _show_sums(self, progress: Progress) -> None:
        rows: list[tuple[str, Money]] = [(self.tr("Cả bảng"), progress.total)]
        rows += [(str(year) if year else self.tr("Chưa rõ năm"), money) for year, money in progress.by_year.items()]
        rows += [(words.source(source), money) for source, money in progress.by_source.items()]
        rows += [(owner or self.tr("Chưa có phụ trách"), money) for owner, money in progress.by_owner.items()]
        unit = progress.sheet.unit.used
        self.sums.show_rows(
            [name for name, _ in rows],
            [[name, *(words.rounded(each, unit) for each in amounts(money)), _percent(money)] for name, money in rows],
        )
        for row in range(self.sums.rowCount()):
            for column in range(1, self.sums.columnCount()):
                if (cell := self.sums.item(row, column)) is not None:
                    cell.setTextAlignment(_RIGHT)

    # ------------------------------------------------------------------ acting

    def turn(self, key: str) -> None:
        """Show another of the views under the tree."""
        self.tabs.select(key)
        views = {LINE: self.pane, RESULTS: self.results, WARNINGS: self.warnings, SUMS: self.sums}
        self.under.setCurrentWidget(views[key])
        self.results.refresh()

    def _choose(self, at: int) -> None:
        detail = self.presenter.state.detail
        if detail is None or detail.line != at:
            self.presenter.choose(at)

    def _go_to(self, warning: BudgetWarning) -> None:
        if warning.line >= 0:
            self.tree.go_to(warning.line)

    def ask_owner(self) -> None:
        """Who answers for the chosen line."""
        if detail := self.presenter.state.detail:
            OwnerDialog(self, detail.owner, self.presenter.set_owner).open()

    def ask_contract(self, contract: Contract | None) -> None:
        """A new contract of the chosen line for None, else that one."""
        if detail := self.presenter.state.detail:
            shown = contract or Contract(number="", dong=0, line_id=detail.id)
            ContractDialog(self, shown, self.presenter.save_contract).open()

    def ask_payment(self, contract: Contract) -> None:
        """A payment on a contract."""
        if (key := contract.id) is not None:
            pay = self.presenter.pay
            PaymentDialog(self, contract, self._tracking.today, lambda payment: pay(key, payment)).open()

    def ask_to_end(self, contract: Contract) -> None:
        """Settle an active contract, or open an ended one again; either with a reason."""
        active = contract.state is ContractState.ACTIVE
        title = self.tr("Kết thúc hợp đồng {n}?") if active else self.tr("Mở lại hợp đồng {n}?")
        said = self.tr("Phần chưa chi không còn tính là đã ký.") if active else ""
        accept = self.tr("Thanh lý") if active else self.tr("Mở lại")
        dialog = ConfirmDialog(self, title.format(n=contract.number), said, accept=accept, reason=True)
        if contract.id is not None and dialog.ask():
            state = ContractState.SETTLED if active else ContractState.ACTIVE
            start(self.presenter.end_contract(contract.id, state, dialog.reason()), self)

    def ask_milestone(self, milestone: Milestone | None) -> None:
        """A new milestone of the chosen line for None, else that one."""
        if detail := self.presenter.state.detail:
            shown = milestone or Milestone(name="", line_id=detail.id)
            MilestoneDialog(self, shown, detail.contracts, self.presenter.save_milestone).open()

    def ask_to_remove(self, milestone: Milestone) -> None:
        """Take a milestone away after a question."""
        dialog = ConfirmDialog(
            self, self.tr("Xóa mốc “{name}”?").format(name=milestone.name), accept=self.tr("Xóa mốc")
        )
        if milestone.id is not None and dialog.ask():
            start(self.presenter.remove_milestone(milestone.id), self)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        self.tabs.set_text(LINE, self.tr("Dòng đang chọn"))
        self.tabs.set_text(WARNINGS, self.tr("Cảnh báo ({n})").format(n=len(self.warnings.entries.entries)))
        self.tabs.set_text(RESULTS, self.tr("Kết quả"))
        self.results.retranslate()
        self.tabs.set_text(SUMS, self.tr("Theo năm, nguồn, đơn vị"))
        self.method.setText(
            self.tr(
                "Cách dự báo: hợp đồng có mốc thanh toán theo mốc; đang chi theo nhịp đã chi; chưa chi chia đều"
                " thời hạn; dòng chưa có hợp đồng theo kế hoạch năm."
            )
        )
        self.sums.horizontalHeader().setDefaultAlignment(_RIGHT)
        self.sums.setHorizontalHeaderLabels(
            ["", self.tr("Kế hoạch"), self.tr("Đã duyệt"), self.tr("Đã ký"), self.tr("Đã chi"), self.tr("Còn lại"),
             self.tr("Tỷ lệ chi")]
        )  # fmt: skip
        self._grid = None
        self.pane.retranslate()
        self._render(self.presenter.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _percent(money: Money) -> str:
    done = percent(money)
    return "" if done is None else f"{done} %"
