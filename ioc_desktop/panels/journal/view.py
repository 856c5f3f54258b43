"""The journal as a table, newest first, with a detail pane and the check of the chains."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta, timezone

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.journal import words
from ioc_desktop.sync.state import JournalEntry, Link
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, label, set_tone
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars

_VIETNAM = timezone(timedelta(hours=7))
_PAGE = 200
_ROW_PX = 39
_DETAIL_PX = 380


def tr(text: str) -> str:
    return QCoreApplication.translate("journal", text)


class JournalView(QWidget):
    """Reads off the window's thread; the server's journal needs the server, the desktop's own does not."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._entries: list[JournalEntry] = []
        self._shown: list[JournalEntry] = []
        self.header = Header("")
        self.search = SearchField()
        self.search.searched.connect(lambda _text: self._filter())
        is_alone = context.sync.status.link is Link.ALONE
        self.choice = SegmentedButtons([("server", ""), ("own", "")], "own" if is_alone else "server")
        self.choice.changed.connect(lambda _key: self._reload())
        self.check = Button(icon="mdi6.shield-check-outline", clicked=self._press_check)
        self.verdict = label("", wrap=True)
        self.verdict.hide()
        self.table = self._make_table()
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setFixedWidth(_DETAIL_PX)
        self.more = Button("", "quiet", clicked=self._load_more)
        self.empty = EmptyState("mdi6.script-text-outline", "")
        self.failed = ErrorState("", on_retry=self._reload)
        self.loading = LoadingBars()
        self._lay_out()
        self.retranslate()
        self._reload()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((190, 150, 210)):
            table.setColumnWidth(column, width)
        table.itemSelectionChanged.connect(self._show_detail)
        return table

    def _lay_out(self) -> None:
        for widget in (self.search, self.choice, self.check):
            self.header.add_action(widget)
        self.pages = QStackedWidget()
        for page in (self.table, self.empty, self.failed, self.loading):
            self.pages.addWidget(page)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.verdict)
        left.addWidget(self.pages, 1)
        left.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    # ------------------------------------------------------------------ reading

    def _reload(self) -> None:
        self._entries = []
        self.detail.clear()
        self.more.hide()
        self.pages.setCurrentWidget(self.loading)
        tasks.start(self._load(None), self, self._show_failure)

    def _load_more(self) -> None:
        tasks.start(self._load(min(entry.seq for entry in self._entries)), self, self._show_failure)

    async def _load(self, before: int | None) -> None:
        sync, own = self._context.sync, self.choice.selected() == "own"
        found = await self._context.runner.read(
            lambda: sync.journal(limit=_PAGE, before=before, own=own), latest="journal"
        )
        known = {(entry.chain, entry.seq) for entry in self._entries}
        self._entries += [entry for entry in found if (entry.chain, entry.seq) not in known]
        self.more.setVisible(len(found) == _PAGE)
        self._filter()

    def _show_failure(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được nhật ký của máy chủ"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _filter(self) -> None:
        wanted = self.search.text()
        self._shown = [entry for entry in self._entries if words.matches(entry, wanted, tr)]
        self._fill(self._shown)
        self.pages.setCurrentWidget(self.table if self._shown else self.empty)

    def _fill(self, entries: Sequence[JournalEntry]) -> None:
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            when = f"{entry.at.astimezone(_VIETNAM):%H:%M:%S %d/%m/%Y}"
            for column, text in enumerate((when, entry.who, words.action(entry, tr), words.summary(entry, tr))):
                self.table.setItem(row, column, QTableWidgetItem(text))

    def _show_detail(self) -> None:
        row = self.table.currentRow()
        if not self.table.selectedItems() or not 0 <= row < len(self._shown):
            return
        entry = self._shown[row]
        whole = {"chain": entry.chain, "seq": entry.seq, "device": entry.device, "hash": entry.hash, **entry.detail}
        self.detail.setPlainText(json.dumps(whole, ensure_ascii=False, indent=1))

    # ------------------------------------------------------------------ checking

    def _press_check(self) -> None:
        self.check.setEnabled(False)
        self.verdict.setText(self.tr("Đang kiểm tra…"))
        set_tone(self.verdict, "secondary")
        self.verdict.show()
        tasks.start(self._check(), self, self._say_failure)

    async def _check(self) -> None:
        try:
            faults = await self._context.runner.read(self._context.sync.verify_journal)
        finally:
            self.check.setEnabled(True)
        self.verdict.setText("\n".join(faults) if faults else self.tr("✓ Nhật ký nguyên vẹn, khớp với các mốc đã lưu."))
        set_tone(self.verdict, "critical" if faults else "secondary")

    def _say_failure(self, error: ExpectedError) -> None:
        self.verdict.setText(tr_error(error))
        set_tone(self.verdict, "technical")

    def retranslate(self) -> None:
        self.header.set_words(self.tr("Nhật ký"), "")
        self.search.setPlaceholderText(self.tr("Lọc theo người, việc…"))
        self.choice.set_text("server", self.tr("Máy chủ"))
        self.choice.set_text("own", self.tr("Máy này"))
        self.check.setText(self.tr("Kiểm tra chuỗi"))
        self.more.setText(self.tr("Tải thêm"))
        self.empty.set_words(self.tr("Không có mục nào"), self.tr("Bỏ bớt chữ lọc, hoặc xem nhật ký kia."))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Lúc"), self.tr("Tài khoản"), self.tr("Việc"), self.tr("Nội dung")]
        )
        self._fill(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
