"""The page of plans: drafts of a programme's tables, comparison, history, renting against buying, closed years."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.budget.model import Phase
from ioc_desktop.kernel.budget.plans.flow import APPROVED, DRAFT, SUBMITTED
from ioc_desktop.kernel.budget.plans.service import SIGNER_LETTERS, SYMBOL_LETTERS, PlanSummary, TablePaper
from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.kernel.budget.titles import PHASE_TITLES
from ioc_desktop.panels.budget import plan_words
from ioc_desktop.panels.budget.compare_view import ComparePane
from ioc_desktop.panels.budget.history_view import history_entries
from ioc_desktop.panels.budget.pages_view import BudgetPage
from ioc_desktop.panels.budget.plans import PlansPresenter, PlansState
from ioc_desktop.panels.budget.rent_view import RentPane
from ioc_desktop.panels.budget.tracking_dialogs import DayField, TrackingForm
from ioc_desktop.panels.budget.words import tr
from ioc_desktop.panels.budget.years_view import YearsPane
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog, Dialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, line

_LIST_PX = 176
_TABS = ("compare", "history", "rent", "years")


class PlansPage(BudgetPage):
    """The list of tables and drafts, and under it what the chosen one is looked at for."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self.presenter = context, PlansPresenter(context)
        self.plans, self.history = EntryList(), EntryList()
        self.other = QComboBox()
        self.compare, self.rent, self.years = ComparePane(), RentPane(), YearsPane(may_lock=self.presenter.may_lock)
        self.tabs = SegmentedButtons([(key, "") for key in _TABS])
        self.draft = Button("", "primary", icon="action.add", clicked=self.ask_for_draft)
        self.submit = Button("", icon="action.send", clicked=lambda: start(self.presenter.go(SUBMITTED), self))
        self.approve = Button("", icon="vote.for", clicked=self.ask_to_approve)
        self.back = Button("", icon="action.undo", clicked=self.ask_to_send_back)
        self.discard = Button("", icon="action.delete", clicked=self.ask_to_discard)
        self.paper = Button("", icon="action.edit", clicked=self.ask_for_paper)
        self._lay_out()
        self.presenter.changed.connect(self._render)
        self.plans.chosen.connect(self._choose)
        self.tabs.changed.connect(lambda key: self.stack.setCurrentIndex(_TABS.index(key)))
        self.other.activated.connect(self._compare)
        self.years.asked.connect(self.ask_about_year)
        self.retranslate()

    def _lay_out(self) -> None:
        self.plans.setMaximumHeight(_LIST_PX)
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 0, 16, 0)
        acts.setSpacing(8)
        for button in (self.draft, self.submit, self.approve, self.back, self.discard, self.paper):
            acts.addWidget(button)
            button.hide()  # all of them at once are wider than a small window
        acts.addStretch(1)
        self.stack = QStackedWidget()
        compared = QWidget()
        inner = QVBoxLayout(compared)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.against = FormField("", self.other)
        self.against.setContentsMargins(16, 4, 16, 8)
        inner.addWidget(self.against)
        inner.addWidget(self.compare, 1)
        for page in (compared, self.history, self.rent, self.years):
            self.stack.addWidget(page)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.plans)
        column.addLayout(acts)
        column.addWidget(line())
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    # ------------------------------------------------------------------ showing

    def show_table(self, table: TableSummary | None) -> None:
        """Show the programme of a table, and that table; a draft that is looked at stays."""
        chosen = self.presenter.state.chosen
        if table is not None and chosen is not None and chosen.programme_id == table.programme_id:
            start(self.presenter.choose(chosen, self.presenter.state.other), self)
        else:
            start(self.presenter.show(table), self)

    def _render(self, state: PlansState) -> None:
        unit = state.sheet.unit.used if state.sheet else 1
        entries = [
            Entry(
                icon="severity.critical" if plan.has_rival else plan_words.ICONS[plan.state],
                tone="severity.critical" if plan.has_rival else "text.secondary",
                title=Words(("      " if plan.adjusts_id else "") + plan.name),
                note=Words(("      " if plan.adjusts_id else "") + plan_words.state_words(plan)), target=plan,
            )
            for plan in state.plans
        ]  # fmt: skip
        self.plans.put(entries)
        at = next((row for row, plan in enumerate(state.plans) if plan == state.chosen), 0)
        self.plans.setCurrentIndex(self.plans.entries.index(at, 0))
        self.other.clear()
        for plan in state.plans:
            if state.chosen is not None and plan.id != state.chosen.id:
                self.other.addItem(plan.name, plan)
                if plan == state.other:
                    self.other.setCurrentIndex(self.other.count() - 1)
        self.against.setVisible(self.other.count() > 0)
        self.compare.show_changes(state.changes if state.other else None, unit)
        self.history.put(history_entries(state.history, self._context.clock.now(), unit))
        self.rent.show_sheet(state.sheet)
        self.years.show_years(state.years, state.locks)
        self._show_buttons(state)

    def _show_buttons(self, state: PlansState) -> None:
        presenter = self.presenter
        self.draft.setVisible(presenter.may_draft and state.chosen is not None)
        for button, end in ((self.submit, SUBMITTED), (self.approve, APPROVED), (self.back, DRAFT)):
            button.setVisible(presenter.may_go(end))
        self.discard.setVisible(presenter.may_discard)
        self.paper.setVisible(presenter.may_edit)

    def _choose(self, plan: PlanSummary) -> None:
        if self.presenter.state.chosen != plan:
            start(self.presenter.choose(plan), self)

    def _compare(self) -> None:
        chosen = self.presenter.state.chosen
        if chosen is not None:
            start(self.presenter.choose(chosen, self.other.currentData()), self)

    # ------------------------------------------------------------------ acting

    def ask_for_draft(self) -> None:
        """Ask for the name of a draft of the chosen table."""
        dialog = NameDialog(self)
        if dialog.exec() == Dialog.DialogCode.Accepted:
            start(self.presenter.draft(dialog.name.text()), self)

    def ask_to_approve(self) -> None:
        """Approving cannot be taken back, so it is asked once."""
        said = self.tr("Sau khi duyệt, bảng chỉ đổi được bằng phương án khác.")
        if ConfirmDialog(self, self.tr("Duyệt bảng này?"), said, accept=self.tr("Duyệt")).ask():
            start(self.presenter.go(APPROVED), self)

    def ask_to_send_back(self) -> None:
        """Ask why a submitted table goes back."""
        dialog = ConfirmDialog(self, self.tr("Trả lại để sửa?"), accept=self.tr("Trả lại"), reason=True)
        if dialog.ask():
            start(self.presenter.go(DRAFT, dialog.reason()), self)

    def ask_to_discard(self) -> None:
        """Ask why a draft is thrown away."""
        dialog = ConfirmDialog(self, self.tr("Bỏ phương án này?"), accept=self.tr("Bỏ phương án"), reason=True)
        if dialog.ask():
            start(self.presenter.discard(dialog.reason()), self)

    def ask_for_paper(self) -> None:
        """Ask for number, day, signer and phase of the paper behind the chosen table."""
        chosen = self.presenter.state.chosen
        if chosen is not None:
            PaperDialog(self, chosen.paper, partial(self.presenter.set_paper, chosen.id)).open()

    def ask_about_year(self, year: int, locked: bool) -> None:  # noqa: FBT001  (a signal's argument)
        """Ask why a year is closed or opened again."""
        title = self.tr("Khóa sổ năm {year}?") if locked else self.tr("Mở lại năm {year}?")
        accept = self.tr("Khóa năm") if locked else self.tr("Mở lại")
        dialog = ConfirmDialog(self, title.format(year=year), accept=accept, reason=True)
        if dialog.ask():
            start(self.presenter.set_year(year, dialog.reason(), locked=locked), self)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        titles = (self.tr("So sánh"), self.tr("Lịch sử"), self.tr("Thuê hay mua"), self.tr("Khóa năm"))
        for key, title in zip(_TABS, titles, strict=True):
            self.tabs.set_text(key, title)
        self.rent.retranslate()
        self.against.set_title(self.tr("So với"))
        self.draft.setText(self.tr("Lập phương án từ bảng này"))
        self.submit.setText(self.tr("Trình duyệt"))
        self.approve.setText(self.tr("Duyệt"))
        self.back.setText(self.tr("Trả lại"))
        self.discard.setText(self.tr("Bỏ phương án"))
        self.paper.setText(self.tr("Văn bản"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._render(self.presenter.state)


class NameDialog(Dialog):
    """The name of a new draft."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Lập phương án"))
        self.name = QLineEdit()
        self.body.addWidget(FormField(self.tr("Tên phương án"), self.name, required=True))
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.make = Button(self.tr("Lập phương án"), "primary", clicked=self.accept)
        self.make.setEnabled(False)
        self.make.setDefault(True)
        self.buttons.addWidget(self.make)
        self.name.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))


class PaperDialog(TrackingForm):
    """The paper behind a table."""

    def __init__(
        self, parent: QWidget | None, paper: TablePaper, save: Callable[[TablePaper], Awaitable[object]]
    ) -> None:
        super().__init__(parent, self.tr("Văn bản của bảng"))
        self._save = save
        self.symbol, self.signer = QLineEdit(paper.symbol), QLineEdit(paper.signer)
        self.symbol.setMaxLength(SYMBOL_LETTERS)
        self.signer.setMaxLength(SIGNER_LETTERS)
        self.day, self.phase = DayField(self.tr("Ngày ban hành"), paper.issued_on), QComboBox()
        for phase, title in PHASE_TITLES.items():
            self.phase.addItem(tr(title), phase.value)
        self.phase.setCurrentIndex(self.phase.findData(paper.phase.value))
        self.put(
            (FormField(self.tr("Số, ký hiệu"), self.symbol), self.day),
            (FormField(self.tr("Người ký"), self.signer), FormField(self.tr("Bước"), self.phase)),
        )
        self.symbol.setFocus()

    def deed(self) -> Awaitable[object] | None:
        fits, day = self.day.value()
        if not fits:
            return None
        phase = Phase(self.phase.currentData())
        return self._save(TablePaper(self.symbol.text(), day, self.signer.text(), phase))
