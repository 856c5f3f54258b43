"""The page of official documents: the register with the chosen document beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.centre import letterhead
from ioc_desktop.documents.signing.model import Key, Wish
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.papers.model import TABLE, Paper, PaperFilter, PaperState
from ioc_desktop.panels.papers import words
from ioc_desktop.panels.papers.asking import Question, question
from ioc_desktop.panels.papers.detail_view import PaperDetail
from ioc_desktop.panels.papers.dialogs import RegisterDialog, SignDialog
from ioc_desktop.panels.papers.filter_view import FilterBar
from ioc_desktop.panels.papers.mail_dialog import MailDialog
from ioc_desktop.panels.papers.presenter import REASONED, Act, PapersPresenter, State
from ioc_desktop.panels.papers.print_progress_view import PrintProgress
from ioc_desktop.panels.papers.printing_view import ask_printer, print_content, wanted_pages
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, line
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable
from ioc_desktop.ui.widgets.toast import toast

_WIDTHS_PX = {0: 150, 1: 124, 2: 108, 4: 152}
_DATE, _KIND = 1, 2
_ROOMY_PX = 720
"""Narrower, the list leaves out date and kind: the symbol tells the kind, the chosen document its date."""
_REFRESH_MS = 300
_REMEMBERED = "papers.sign"


class PapersView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): documents changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self.presenter = context, PapersPresenter(context)
        self.header = Header("")
        self.add = Button("", "primary", icon="action.add", clicked=self._ask_to_register)
        self.filters = FilterBar()
        self.table: TextTable[Paper] = TextTable(5, _WIDTHS_PX)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail = PaperDetail(self.presenter.anchors)
        self.empty = EmptyState("thing.document", "", on_action=self.filters.reset)
        self.failed = ErrorState("", on_retry=self.refresh)
        self.loading = LoadingBars()
        self._opened: Paper | None = None
        self._listed: object = None
        self._following = False
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.add.setVisible(self.presenter.may_draft)
        self.header.add_action(self.add)
        listed = QWidget()
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 5)
        row.addWidget(line(vertical=True))
        row.addWidget(self.detail, 5)
        self.listed, self.pages = listed, QStackedWidget()
        for page in (self.loading, listed, self.empty, self.failed):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.filters):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        detail = self.detail
        self.presenter.changed.connect(self._render)
        self.filters.changed.connect(lambda wanted: start(self.presenter.filter(wanted), self, self._show_failure))
        self.table.itemSelectionChanged.connect(self._choose)
        self._soon.timeout.connect(self.refresh)
        self.arrived.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        forget = self._context.papers.changed.connect(lambda _id: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        detail.act_requested.connect(self.ask)
        detail.print_requested.connect(self._print)
        detail.export_requested.connect(self._ask_where)
        detail.mail_requested.connect(self._ask_to_mail)
        detail.open_requested.connect(lambda: start(self._open(), self))
        detail.verify_requested.connect(self._verify)
        keys = {"Ctrl+P": self._print, "Ctrl+S": self._ask_where, "Ctrl++": lambda: detail.preview.zoom(1.25)}
        keys |= {"Ctrl+-": lambda: detail.preview.zoom(0.8)}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = self.width() / 2 >= _ROOMY_PX
        for column in (_DATE, _KIND):
            self.table.setColumnHidden(column, not is_roomy)

    def refresh(self) -> None:
        """Read again (F5)."""
        if self.isVisible():
            start(self.presenter.load(), self, self._show_failure)

    def show_record(self, ref: Ref) -> None:
        """A document that was found elsewhere."""
        if ref.table == TABLE:
            self.filters.show_all()
            start(self.presenter.show(ref.id), self, self._show_failure)

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _render(self, state: State) -> None:
        if not state.is_loaded:
            return
        self.filters.show_register(state.register)
        self._show_rows(state)
        self.detail.show_state(state, self.presenter.acts())
        self.pages.setCurrentWidget(self.listed if state.register.papers else self.empty)
        self._show_words(state)
        self._open_content(state)

    def _show_rows(self, state: State) -> None:
        """Only what changed: the list keeps its place while contents come in."""
        papers, translate = state.register.papers, QCoreApplication.translate
        self._following = True
        if self._listed is not state.register:
            self._listed = state.register
            self.table.show_rows(papers, [words.cells(each, state.people, translate)[:5] for each in papers])
        at = next((row for row, each in enumerate(papers) if state.chosen and each.id == state.chosen.id), -1)
        if at >= 0 and at != self.table.currentRow():
            self.table.selectRow(at)
        self._following = False

    def _open_content(self, state: State) -> None:
        """Ask for content and history once for each version of the chosen document."""
        chosen = state.chosen
        if chosen is not None and chosen != self._opened:
            self._opened = chosen
            start(self.presenter.open_chosen(), self, lambda error: self.detail.show_failure(tr_error(error)))
        elif self.detail.choice.selected() == "signatures" and state.content is not None:
            self._verify()

    def _choose(self) -> None:
        paper = self.table.chosen()
        if paper is not None and not self._following:
            self.presenter.choose(paper.id)

    def _show_words(self, state: State) -> None:
        counts = state.register.counts
        said = self.tr("{waiting} chờ duyệt, {approved} chờ ban hành, {issued} đã ban hành").format(
            waiting=counts.get(PaperState.SUBMITTED, 0), approved=counts.get(PaperState.APPROVED, 0),
            issued=counts.get(PaperState.ISSUED, 0),
        )  # fmt: skip
        is_filtered = state.filter != PaperFilter()
        if is_filtered:
            said += " · " + self.tr("đang lọc: {n}").format(n=state.register.total)
        self.header.set_words(self.tr("Văn bản"), said)
        self.empty.set_words(
            self.tr("Không tìm thấy") if is_filtered else self.tr("Chưa có văn bản nào"),
            self.tr("Không văn bản nào khớp với bộ lọc.")
            if is_filtered
            else self.tr("Văn bản lập từ sự vụ, ca trực hiện ở đây; tệp PDF có sẵn thì bấm Đưa PDF vào sổ."),
            self.tr("Xóa lọc") if is_filtered else "",
        )

    def _show_failure(self, error: ExpectedError) -> None:
        """What was read before stays, if there is any."""
        if self.presenter.state.is_loaded:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được sổ văn bản"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    # ------------------------------------------------------------------ steps

    def ask(self, act: Act) -> None:
        """Ask before a step, then do it."""
        paper = self.presenter.state.chosen
        if paper is None:
            return
        if act is Act.SIGN:
            start(self._ask_to_sign(paper), self)
        elif act is Act.REPLACE:
            start(self._open_register(paper), self)
        elif act is Act.REVISE:
            self._ask_for_file()
        elif act is Act.NUMBER:
            start(self._do(act), self)
        else:
            self._confirm(act, question(act, words.code(paper), self.tr))

    def _confirm(self, act: Act, asked: Question) -> None:
        dialog = ConfirmDialog(
            self.window(), asked.title, asked.text, accept=self.detail.acts[act].text(), reason=act in REASONED
        )
        if dialog.ask():
            start(self._do(act, dialog.reason()), self)

    async def _do(self, act: Act, why: str = "") -> None:
        try:
            done = await self.presenter.do(act, why)
        except ExpectedError:
            self.refresh()  # somebody else was faster, or it waits for its number: show how it stands
            raise
        if done is not None and act in {Act.NUMBER, Act.ISSUE}:
            said = self.tr("Đã ban hành {code}") if act is Act.ISSUE else self.tr("Đã lấy số {code}")
            toast(self, said.format(code=done.code))

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Thay nội dung dự thảo"), "", self.tr("Tệp PDF (*.pdf)"))
        if name:
            start(self.presenter.revise(Path(name)), self)

    def _ask_to_register(self) -> None:
        start(self._open_register(None), self)

    async def _open_register(self, replaced: Paper | None) -> None:
        district = self._context.district
        head = await self._context.runner.read(lambda: letterhead(district))
        organ = " ".join(head.issuer.organ.split())
        dialog = RegisterDialog(self.window(), self.presenter.draft, organ, head.code, replaced)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ------------------------------------------------------------------ signatures

    async def _ask_to_sign(self, paper: Paper) -> None:
        preferences, account = self._context.preferences, self._context.session.account_id
        kept = await self._context.runner.read(lambda: preferences.get(account, _REMEMBERED, {}))
        remembered = {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}
        dialog = SignDialog(self.window(), self._sign, paper, remembered)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    async def _sign(self, key: Key, wish: Wish, kept: Mapping[str, str]) -> None:
        signer = await self.presenter.sign(key, wish)
        preferences, account = self._context.preferences, self._context.session.account_id
        await self._context.runner.write(lambda: preferences.set(account, _REMEMBERED, dict(kept)))
        toast(self, self.tr("Đã ký: {signer}").format(signer=signer))

    def _verify(self) -> None:
        if self.presenter.state.content is not None:
            self.detail.signatures.wait()
            start(self._show_checks(), self, self.detail.signatures.show_failure)

    async def _show_checks(self) -> None:
        self.detail.signatures.show_checks(await self.presenter.verify())

    # ------------------------------------------------------------------ out of the program

    def _file_name(self) -> str:
        paper = self.presenter.state.chosen
        return words.file_name(paper) if paper is not None else ""

    def _ask_where(self) -> None:
        if self.presenter.state.content is None:
            return
        title = self.tr("Xuất văn bản")
        name, _ = QFileDialog.getSaveFileName(self, title, self._file_name(), self.tr("Tệp PDF (*.pdf)"))
        if name:
            start(self._export(Path(name)), self)

    async def _export(self, path: Path) -> None:
        await self.presenter.export(path)
        toast(self, self.tr("Đã xuất {name}").format(name=path.name))

    def _ask_to_mail(self) -> None:
        paper = self.presenter.state.chosen
        if paper is not None and self.presenter.may_mail:
            dialog = MailDialog(self.window(), self._mail, paper)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    async def _mail(self, recipients: Sequence[str], body: str) -> None:
        await self.presenter.mail(recipients, body)
        toast(self, self.tr("Đã đưa {n} thư vào hàng gửi").format(n=len(recipients)))

    async def _open(self) -> None:
        path = self._context.paths.cache / "papers" / self._file_name()
        await self.presenter.lay_out(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _print(self) -> None:
        content, preview = self.presenter.state.pages, self.detail.preview
        if content is None or not preview.is_shown:
            return
        try:
            printer = ask_printer(self.window(), preview.document.pageCount())
        except ExpectedError as error:
            show_error(self, error)
        else:
            if printer is not None:
                start(self._send_to(printer, content, wanted_pages(printer, preview.document.pageCount())), self)

    async def _send_to(self, printer: QPrinter, content: bytes, pages: Sequence[int]) -> None:
        progress = PrintProgress(self.window(), self._file_name(), len(pages))
        progress.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        progress.open()
        tell, is_stopped = progress.reached.emit, progress.is_stopped
        try:
            await self._context.runner.read(lambda: print_content(content, printer, pages, tell, is_stopped))
        finally:
            progress.finish()
        await self.presenter.note_print()
        toast(self, self.tr("Đã gửi tới máy in"))

    def retranslate(self) -> None:
        self.add.setText(self.tr("Đưa PDF vào sổ"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Số, ký hiệu"), self.tr("Ngày"), self.tr("Loại"), self.tr("Trích yếu"), self.tr("Trạng thái")]
        )
        self._show_words(self.presenter.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._listed = None
            self._render(self.presenter.state)

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists for this panel."""
        return [
            Hotkey("↑ | ↓", self.tr("Văn bản trước, văn bản sau")),
            Hotkey("Ctrl + | Ctrl −", self.tr("Phóng to, thu nhỏ trang")),
            Hotkey("Ctrl P", self.tr("In")),
            Hotkey("Ctrl S", self.tr("Xuất PDF")),
        ]
