"""The page of the journal: newest first, with a filter, a detail pane and the check of the chains."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.journal import words
from ioc_desktop.panels.journal.table_view import JournalTable
from ioc_desktop.panels.journal.verdict_view import Verdict
from ioc_desktop.sync.port import SyncPort
from ioc_desktop.sync.state import JournalEntry, Link, ends
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars

_PAGE = 200
_DETAIL_PX = 330


class JournalView(QWidget):
    """Reads off the window's thread; the server's journal needs the server, the desktop's own does not."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._entries: list[JournalEntry] = []
        self._names: words.Names = {}
        self.header = Header("")
        self.search = SearchField()
        self.search.searched.connect(lambda _text: self._filter())
        is_alone = context.sync.status.link is Link.ALONE
        self.choice = SegmentedButtons([("server", ""), ("own", "")], "own" if is_alone else "server")
        self.choice.changed.connect(lambda _key: self._reload())
        self.check = Button(icon="mdi6.shield-check-outline", clicked=self._press_check)
        self.verdict = Verdict()
        self.table = JournalTable()
        self.table.chosen.connect(self._show_detail)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setFixedWidth(_DETAIL_PX)
        self.detail.setFont(context.theme.font("desk.mono_small"))
        self.more = Button("", "quiet", clicked=self._load_more)
        self.empty = EmptyState("mdi6.script-text-outline", "", on_action=self._clear_filter)
        self.failed = ErrorState("", on_retry=self._reload)
        self.loading = LoadingBars()
        self._lay_out()
        self.retranslate()
        self._reload()

    def _lay_out(self) -> None:
        for widget in (self.search, self.choice, self.check):
            self.header.add_action(widget)
        self.pages = QStackedWidget()
        for page in (self.table, self.empty, self.failed, self.loading):
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pages, 1)
        row.addWidget(self.detail)
        body = QVBoxLayout()
        body.setContentsMargins(16, 16, 16, 16)
        body.setSpacing(12)
        body.addWidget(self.verdict)
        body.addLayout(row, 1)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    # ------------------------------------------------------------------ reading

    def _reload(self) -> None:
        self._entries = []
        self.more.hide()
        self._turn(self.loading)
        tasks.start(self._load([]), self, self._show_failure)

    def _load_more(self) -> None:
        self.more.setEnabled(False)
        tasks.start(self._load(self._entries), self, self._say_no_more)

    async def _load(self, known: list[JournalEntry]) -> None:
        """The page after the known ones."""
        sync, own, before = self._context.sync, self.choice.selected() == "own", ends(known)
        found = await self._context.runner.read(
            lambda: list(sync.journal(limit=_PAGE, before=before, own=own)), latest="journal"
        )
        if not own and not self._names:
            self._names = await self._context.runner.read(lambda: _names(sync), latest="journal.names")
        self._entries = [*known, *found]
        self.more.setEnabled(True)
        self.more.setVisible(len(found) == _PAGE)
        self._filter()

    def _say_no_more(self, error: ExpectedError) -> None:
        self.more.setEnabled(True)
        show_error(self, error)

    def _show_failure(self, error: ExpectedError) -> None:
        is_own = self.choice.selected() == "own"
        title = self.tr("Chưa đọc được nhật ký của máy này") if is_own else self.tr("Chưa đọc được nhật ký máy chủ")
        self.failed.set_words(title, tr_error(error), self.tr("Thử lại"))
        self._turn(self.failed)

    # ------------------------------------------------------------------ showing

    def _filter(self) -> None:
        wanted, translate = self.search.text(), QCoreApplication.translate
        shown = [entry for entry in self._entries if words.matches(entry, wanted, translate, self._names)]
        self.table.show_entries(shown, self._names)
        self._count(len(shown))
        self._say_empty()
        self._turn(self.table if shown else self.empty)

    def _count(self, shown: int) -> None:
        known = len(self._entries)
        summary = self.tr("{n} mục mới nhất").format(n=known) if not self.more.isHidden() else str(known)
        if shown < known:
            summary = self.tr("Hiện {shown} trong {n} đã tải").format(shown=shown, n=known)
        elif self.more.isHidden():
            summary = self.tr("{n} mục").format(n=known)
        self.header.set_words(self.tr("Nhật ký"), summary)

    def _say_empty(self) -> None:
        if self._entries:
            hint = self.tr("Không mục nào trong {n} mục đã tải có đủ các chữ này.").format(n=len(self._entries))
            self.empty.set_words(self.tr("Không tìm thấy"), hint, self.tr("Xóa lọc"))
        else:
            self.empty.set_words(self.tr("Nhật ký chưa có mục nào"))

    def _clear_filter(self) -> None:
        self.search.clear()
        self._filter()

    def _turn(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show_detail(self.table.entry() if page is self.table else None)

    def _show_detail(self, entry: JournalEntry | None) -> None:
        """Beside the table while a line is selected; else the table has the room."""
        self.detail.setPlainText(words.pretty(entry) if entry is not None else "")
        self.detail.setVisible(entry is not None)

    # ------------------------------------------------------------------ checking

    def _press_check(self) -> None:
        self.check.setEnabled(False)
        self.verdict.show_checking()
        tasks.start(self._check(), self, self._say_failure)

    async def _check(self) -> None:
        faults = await self._context.runner.read(self._context.sync.verify_journal)
        self.check.setEnabled(True)
        self.verdict.show_faults(faults)

    def _say_failure(self, error: ExpectedError) -> None:
        self.check.setEnabled(True)
        self.verdict.show_failure(tr_error(error))

    # ------------------------------------------------------------------ languages

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Lọc theo người, việc…"))
        self.choice.set_text("server", self.tr("Máy chủ"))
        self.choice.set_text("own", self.tr("Máy này"))
        self.check.setText(self.tr("Kiểm tra chuỗi"))
        self.more.setText(self.tr("Tải thêm"))
        self.header.set_words(self.tr("Nhật ký"), "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.table.retranslate()
            if self.pages.currentWidget() in (self.table, self.empty):
                self._filter()


def _names(sync: SyncPort) -> words.Names:
    """Names of the desktops, for a journal that knows their identifiers; none while the server cannot be asked."""
    try:
        return {str(device.device_id): device.name for device in sync.devices()}
    except ExpectedError:
        return {}
