"""The list of watched plates: proposing, deciding by a second person, importing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.plate_watch_table import read_watch_preview
from ioc_desktop.kernel.plates.formats import written
from ioc_desktop.kernel.plates.model import Watch, WatchDraft, WatchStatus
from ioc_desktop.kernel.plates.watches import APPROVE, PROPOSE
from ioc_desktop.panels.plates import words
from ioc_desktop.panels.plates.dialogs import ImportDialog, ProposeDialog
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable

_WIDTHS_PX = {0: 148, 1: 148, 2: 108, 5: 112, 6: 132, 7: 132}


class WatchPage(QWidget):
    """The list with what may be done to the chosen line under it.

    Signals:
        shown: the list is on the screen.
        arrived: carries the service's word from the thread of a write or of synchronisation to the window's.
    """

    shown = Signal()
    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._watches: list[Watch] = []
        self.propose_button = Button("", "primary", icon="action.add", clicked=self._ask_to_propose)
        self.import_button = Button("", icon="action.import", clicked=self._ask_for_file)
        self.approve = Button("", "primary", clicked=self._press_approve)
        self.reject = Button("", clicked=self._press_reject)
        self.revoke = Button("", clicked=self._press_revoke)
        self.said = label(tone="secondary", wrap=True)
        self.table: TextTable[Watch] = TextTable(8, _WIDTHS_PX)
        self.table.itemSelectionChanged.connect(self._offer)
        self.empty = EmptyState("mdi6.card-account-details-outline", "")
        self.failed = ErrorState("", on_retry=self.reload)
        self.loading = LoadingBars()
        self._lay_out()
        self.retranslate()
        self.arrived.connect(self.reload)
        watches = context.plates.watches
        forget = watches.changed.connect(lambda _: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        self.reload()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.table, self.empty, self.failed, self.loading):
            self.pages.addWidget(page)
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.revoke, self.reject, self.approve):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # ------------------------------------------------------------------ reading

    def reload(self) -> None:
        if self.pages.currentWidget() is not self.table:
            self.pages.setCurrentWidget(self.loading)
        tasks.start(self._load(), self, self._fail)

    async def _load(self) -> None:
        watches, accounts = self._context.plates.watches, self._context.accounts
        found = await self._context.runner.read(watches.all, latest="plates.watches")
        people = await self._context.runner.read(
            lambda: {account.id: account.display_name for account in accounts.list()}, latest="plates.people"
        )
        self._show(found, people)

    def _show(self, found: list[Watch], people: dict[UUID, str]) -> None:
        self._watches = found
        today, translate = self._context.plates.watches.today, QCoreApplication.translate
        self.table.show_rows(found, [words.watch_cells(watch, people, today, translate) for watch in found])
        self.pages.setCurrentWidget(self.table if found else self.empty)
        self._offer()
        self.shown.emit()

    def _fail(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được danh sách"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)
        self._offer()

    def summary(self) -> str:
        today = self._context.plates.watches.today
        waiting = sum(watch.status is WatchStatus.PROPOSED for watch in self._watches)
        active = sum(watch.watches(today) for watch in self._watches)
        return self.tr("{active} đang theo dõi, {waiting} chờ duyệt").format(active=active, waiting=waiting)

    # ------------------------------------------------------------------ deciding

    def _offer(self) -> None:
        """Only what this person may do to the chosen line."""
        watch, who = self.table.chosen(), self._context.session
        is_shown = watch is not None and self.pages.currentWidget() is self.table
        self.bar.setVisible(is_shown)
        if watch is None:
            return
        is_own = watch.proposed_by == who.account_id
        is_open = watch.status is WatchStatus.PROPOSED
        may_decide = who.may(APPROVE)
        self.approve.setVisible(is_open and may_decide and not is_own)
        self.reject.setVisible(is_open and (may_decide or (is_own and who.may(PROPOSE))))
        self.revoke.setVisible(watch.status is WatchStatus.APPROVED and may_decide)
        self.reject.setText(self.tr("Rút lại") if is_own else self.tr("Không duyệt"))
        self.said.setText(self._about(watch, is_own=is_own))

    def _about(self, watch: Watch, *, is_own: bool) -> str:
        if watch.status is WatchStatus.PROPOSED and is_own:
            return self.tr("Bạn đề xuất biển này; người khác có quyền duyệt quyết định.")
        return self.tr("Lý do theo dõi: {reason}").format(reason=watch.reason)

    def _press_approve(self) -> None:
        watch = self.table.chosen()
        if watch is None:
            return
        text = self.tr("Từ lúc duyệt, mỗi lần camera đọc được biển này sẽ thành một cảnh báo. Lý do: {reason}")
        title = self.tr("Duyệt theo dõi {plate}?").format(plate=written(watch.pattern))
        if ConfirmDialog(self, title, text.format(reason=watch.reason), accept=self.tr("Duyệt")).ask():
            watches, who = self._context.plates.watches, self._context.session
            tasks.start(self._write(lambda: watches.approve(watch.id, who)), self)

    def _press_reject(self) -> None:
        watch = self.table.chosen()
        if watch is None:
            return
        title = self.tr("Bỏ đề xuất {plate}?").format(plate=written(watch.pattern))
        dialog = ConfirmDialog(self, title, accept=self.tr("Bỏ đề xuất"), reason=True)
        if dialog.ask():
            watches, who, why = self._context.plates.watches, self._context.session, dialog.reason()
            tasks.start(self._write(lambda: watches.reject(watch.id, who, why)), self)

    def _press_revoke(self) -> None:
        watch = self.table.chosen()
        if watch is None:
            return
        title = self.tr("Thôi theo dõi {plate}?").format(plate=written(watch.pattern))
        text = self.tr("Các lượt đọc đã giữ vì biển này sẽ được xóa khi quá hạn.")
        dialog = ConfirmDialog(self, title, text, accept=self.tr("Thôi theo dõi"), reason=True)
        if dialog.ask():
            watches, who, why = self._context.plates.watches, self._context.session, dialog.reason()
            tasks.start(self._write(lambda: watches.revoke(watch.id, who, why)), self)

    async def _write(self, deed: object) -> None:
        assert callable(deed)
        await self._context.runner.write(deed)

    # ------------------------------------------------------------------ proposing

    def _ask_to_propose(self) -> None:
        ProposeDialog(self, self._propose, self._context.plates.watches.today).exec()

    async def _propose(self, drafts: Sequence[WatchDraft]) -> None:
        watches, who = self._context.plates.watches, self._context.session
        await self._context.runner.write(lambda: watches.propose(drafts, who))

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn tệp CSV"), "", self.tr("Bảng CSV (*.csv);;Mọi tệp (*)")
        )
        if name:
            tasks.start(self.preview(Path(name)), self, lambda error: show_error(self, error))

    async def preview(self, path: Path) -> None:
        """Read a file and show what it would propose."""
        today = self._context.plates.watches.today
        found = await self._context.runner.read(lambda: read_watch_preview(path, today))
        ImportDialog(self, self._propose, path.name, found).open()

    def retranslate(self) -> None:
        self.propose_button.setText(self.tr("Đề xuất"))
        self.import_button.setText(self.tr("Nhập CSV"))
        self.approve.setText(self.tr("Duyệt"))
        self.revoke.setText(self.tr("Thôi theo dõi"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Biển số"), self.tr("Trạng thái"), self.tr("Mức độ"), self.tr("Lý do"),
                self.tr("Đơn vị yêu cầu"), self.tr("Đến ngày"), self.tr("Đề xuất"), self.tr("Quyết định"),
            ]
        )  # fmt: skip
        hint = self.tr("Đề xuất một biển số; người thứ hai duyệt thì mới theo dõi.")
        self.empty.set_words(self.tr("Chưa theo dõi biển số nào"), hint)
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.reload()
