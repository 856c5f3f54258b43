"""The page of budgets: the tables of the programmes, the lines of one of them, and what does not add up in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.sentences import sentence, unit_text
from ioc_desktop.kernel.budget.service import Judged, TableSummary
from ioc_desktop.panels.budget import words
from ioc_desktop.panels.budget.acts_view import TreeActs
from ioc_desktop.panels.budget.export_view import ExportButton
from ioc_desktop.panels.budget.findings_view import FindingsPane
from ioc_desktop.panels.budget.pages_view import TABLE, BudgetPage, BudgetPages, PageEntry
from ioc_desktop.panels.budget.plan_words import STATES
from ioc_desktop.panels.budget.plans_view import PlansPage
from ioc_desktop.panels.budget.presenter import BudgetPresenter, State
from ioc_desktop.panels.budget.preview_view import PreviewPage
from ioc_desktop.panels.budget.tracking_view import TrackingPage
from ioc_desktop.panels.budget.tree_view import SheetTree
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, line
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_SIDE_PX, _NARROW_PX, _LIST_PX, _REFRESH_MS = 340, 260, 190, 300
_MOST_PX = 16_777_215
"""Qt's word for no limit."""


def _charts(context: PanelContext) -> BudgetPage:
    from ioc_desktop.panels.budget.charts_view import ChartsPage  # noqa: PLC0415  (pyqtgraph, for this page only)

    return ChartsPage(context)


_PAGES: tuple[PageEntry, ...] = (
    PageEntry("tracking", lambda: QCoreApplication.translate("BudgetView", "Theo dõi"), TrackingPage),
    PageEntry("plans", lambda: QCoreApplication.translate("budget", "Phương án"), PlansPage),
    PageEntry("charts", lambda: QCoreApplication.translate("BudgetView", "Biểu đồ"), _charts),
)
"""What looks at the chosen table, after the table itself."""


class BudgetView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): programmes changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self.presenter = context, BudgetPresenter(context)
        self.header, self.tables, self.tree = Header(""), EntryList(), SheetTree()
        self.views = BudgetPages(context, self.tree, _PAGES)
        self.add = Button("", "primary", icon="action.import", clicked=self._ask_for_file)
        self.export = ExportButton(context)
        self.findings = FindingsPane(may_accept=self.presenter.may_accept)
        self.preview = PreviewPage()
        may = self.presenter.may_import
        self.empty = EmptyState("panel.budget", "", on_action=self._ask_for_file if may else None)
        self.failed = ErrorState("", on_retry=self.refresh)
        self.loading = LoadingBars()
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._grid: object = None
        self.acts = TreeActs(self, self.tree, self.presenter, context)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.add.setVisible(self.presenter.may_import)
        self.header.add_action(self.views.choice)
        self.header.add_action(self.export)
        self.header.add_action(self.add)
        self.side = side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        self.tables.setMaximumHeight(_LIST_PX)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.tables)
        self.under_tables = line()
        left.addWidget(self.under_tables)
        left.addWidget(self.findings, 1)
        self.body = QWidget()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(line(vertical=True))
        row.addWidget(self.views, 1)
        self.pages, listed = QStackedWidget(), QWidget()
        for page in (self.loading, self.body, self.empty, self.failed):
            self.pages.addWidget(page)
        under = QVBoxLayout(listed)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.header)
        under.addWidget(self.pages, 1)
        self.listed, self.rooms = listed, QStackedWidget()
        self.rooms.addWidget(listed)
        self.rooms.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rooms)

    def _connect(self) -> None:
        self.presenter.changed.connect(self._render)
        self.tables.chosen.connect(self._choose)
        self.views.turned.connect(self._make_room)
        self.views.line_chosen.connect(self._go_to_line)
        self.findings.chosen.connect(self._go_to)
        self.findings.accept_requested.connect(self.ask_to_accept)
        self.findings.compute_requested.connect(self.acts.ask_to_compute)
        preview = self.preview
        preview.left.connect(self.presenter.leave_file)
        preview.table_chosen.connect(self.presenter.look_at)
        preview.unit_chosen.connect(self._reread)
        preview.store_requested.connect(lambda name: start(self._store(name), self))
        self._soon.timeout.connect(self.refresh)
        self.arrived.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        forget = self._context.budget.changed.connect(lambda _nothing: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        for key, act in (("F8", self._next_finding), ("Ctrl+V", self.paste)):
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read again (F5)."""
        if self.isVisible():
            start(self.presenter.load(), self, self._show_failure)

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _render(self, state: State) -> None:
        if state.preview is not None:
            self.preview.show_preview(state.preview)
        self.rooms.setCurrentWidget(self.preview if state.preview else self.listed)
        if not state.is_loaded:
            return
        self._show_tables(state)
        if state.grid is not self._grid:
            self._grid = state.grid
            self.tree.show_grid(state.grid)
        self.acts.show_state(state)
        self.findings.may_compute = self.acts.editor.may_edit
        if state.sheet is not None:
            self.findings.show_findings(state.sheet, state.judged)
        self.views.show_table(state.chosen)
        self.export.show_table(state.chosen)
        self.pages.setCurrentWidget(self.body if state.tables else self.empty)
        self._show_words(state)

    def _make_room(self, page: str) -> None:
        """What does not add up belongs to the table; beside other pages the list of tables has the whole height."""
        is_table = page == TABLE
        self.side.setFixedWidth(_SIDE_PX if is_table else _NARROW_PX)
        self.findings.setVisible(is_table)
        self.under_tables.setVisible(is_table)
        self.tables.setMaximumHeight(_LIST_PX if is_table else _MOST_PX)

    def _show_tables(self, state: State) -> None:
        entries = [
            Entry(
                icon="action.edit" if table.adjusts_id else "panel.budget", title=Words(table.programme), target=table,
                note=Words(self.tr("{name} · {n} dòng").format(name=table.file_name or table.name, n=table.lines)),
            )
            for table in state.tables
        ]  # fmt: skip
        self.tables.put(entries)
        at = next((row for row, table in enumerate(state.tables) if table == state.chosen), 0)
        self.tables.setCurrentIndex(self.tables.entries.index(at, 0))

    def _show_words(self, state: State) -> None:
        said = ""
        if state.sheet is not None and state.chosen is not None:
            said = self.tr("{state} · {programme} · {lines} dòng · {unit}").format(
                programme=state.chosen.programme, lines=len(state.sheet.lines),
                unit=unit_text(state.sheet.unit.used, words.tr), state=words.tr(STATES[state.chosen.state]),
            )  # fmt: skip
        self.header.set_words(self.tr("Ngân sách"), self.acts.loop_words(state) or said)

    def _show_failure(self, error: ExpectedError) -> None:
        if self.presenter.state.is_loaded:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được các chương trình"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    # ------------------------------------------------------------------ acting

    def _choose(self, table: TableSummary) -> None:
        if self.presenter.state.chosen is None or table.id != self.presenter.state.chosen.id:
            start(self.presenter.choose(table.id), self, self._show_failure)

    def _go_to(self, target: object) -> None:
        if isinstance(target, Judged) and target.finding.cells and target.finding.cells[0].line >= 0:
            self.tree.go_to(target.finding.cells[0].line, target.finding.cells[0].column)

    def _go_to_line(self, line_index: int) -> None:
        self.views.turn_to(TABLE)
        self.tree.go_to(line_index, -1)

    def _next_finding(self) -> None:
        pane = self.preview.findings if self.presenter.state.preview else self.findings
        pane.list.step(1)

    def ask_to_accept(self, judged: Judged) -> None:
        """Ask why a finding is to stand, then let it."""
        sheet = self.presenter.state.sheet
        if sheet is None:
            return
        said = sentence(judged.finding, sheet, words.tr)
        dialog = ConfirmDialog(
            self, self.tr("Giữ số của văn bản?"), said, accept=self.tr("Giữ số văn bản"), reason=True
        )
        if dialog.ask():
            start(self.presenter.accept(judged.key, dialog.reason()), self)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Bảng kinh phí (*.docx *.xlsx *.xls *.ods *.csv *.txt)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Nhập bảng kinh phí"), "", kinds)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Look at a file before its import."""
        start(self.presenter.open_file(path), self)

    def paste(self) -> None:
        """Look at a table copied from Word, Excel or a web page (Ctrl+V)."""
        text = QGuiApplication.clipboard().text()
        if text.strip() and self.presenter.may_import and self.presenter.state.preview is None:
            start(self.presenter.open_file(Path(self.tr("Bảng dán")), pasted=text), self)

    def _reread(self, unit: int) -> None:
        preview = self.presenter.state.preview
        if preview is not None:
            start(self.presenter.open_file(preview.path, unit, pasted=preview.pasted), self)

    async def _store(self, programme: str) -> None:
        done = await self.presenter.store(programme)
        new = sum(one.is_new for one in done)
        said = (
            self.tr("Đã ghi {n} bảng vào chương trình {name}.").format(n=new, name=done[0].programme)
            if new
            else (self.tr("Bảng đã có, không ghi lần nữa."))
        )
        shown = self.presenter.state.chosen
        is_reissue = new and sum(
            one.programme_id == (shown and shown.programme_id) for one in self.presenter.state.tables
        )
        word = self.tr("Xem khác biệt") if is_reissue > new else ""
        toast(self, said, action=word, on_action=lambda: self.views.turn_to("plans"))

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        self.add.setText(self.tr("Nhập bảng"))
        self.views.retranslate()
        self.empty.set_words(
            self.tr("Chưa có chương trình nào"),
            self.tr("Nhập phụ lục kinh phí từ Word, Excel, CSV, hoặc chép bảng rồi dán vào đây (Ctrl V)."),
            self.tr("Nhập bảng") if self.presenter.may_import else "",
        )
        self._show_words(self.presenter.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._render(self.presenter.state)
