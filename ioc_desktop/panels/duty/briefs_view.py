"""The page of summaries: those that were made, and making one now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents import duty_report
from ioc_desktop.kernel.duty.briefs import Brief
from ioc_desktop.kernel.duty.periods import Period, Span, containing, last_whole
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.papers.model import TABLE as PAPER_TABLE
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.pdf_door import open_pdf, save_pdf
from ioc_desktop.panels.duty.presenter import DutyPresenter
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable

_SPANS = {
    Span.DAY: QT_TRANSLATE_NOOP("duty", "Ngày"),
    Span.WEEK: QT_TRANSLATE_NOOP("duty", "Tuần"),
    Span.MONTH: QT_TRANSLATE_NOOP("duty", "Tháng"),
}
_WIDTHS_PX = {0: 120, 2: 200}


class BriefsPage(QWidget):
    """Newest first; a report that is not on this desktop yet is made anew from what is known here.

    Signals:
        shown(): a list is on the screen.
    """

    shown = Signal()

    def __init__(self, context: PanelContext, presenter: DutyPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self.briefs: list[Brief] = []
        self.span = SegmentedButtons([(span.value, "") for span in Span])
        self.span.changed.connect(lambda _key: self._offer())
        self.make_past = Button("", "primary", icon="thing.document", clicked=lambda: self._press_make(is_now=False))
        self.make_now = Button("", clicked=lambda: self._press_make(is_now=True))
        self.table: TextTable[Brief] = TextTable(3, _WIDTHS_PX, mono=-1)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.itemActivated.connect(lambda _item: self._press_open())
        self.note = label("", tone="secondary", wrap=True)
        self.register = Button("", icon="mdi6.book-plus-outline", clicked=self._press_register)
        self.save = Button("", icon="action.export", clicked=self._press_save)
        self.open = Button("", "primary", icon="action.pdf", clicked=self._press_open)
        self.empty = EmptyState("thing.document", "")
        self.failed = ErrorState("", on_retry=self.reload)
        self._lay_out()
        self.retranslate()
        self.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.span)
        head.addWidget(self.make_past)
        head.addWidget(self.make_now)
        head.addStretch(1)
        self.pages, self.loading = QStackedWidget(), LoadingBars()
        for page in (self.loading, self.table, self.empty, self.failed):
            self.pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.register)
        foot.addWidget(self.save)
        foot.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    # ------------------------------------------------------------------ reading

    def reload(self) -> None:
        tasks.start(self._load(), self, self._fail)

    async def _load(self) -> None:
        self._show(list(await self._context.runner.read(self._context.duty.briefs.made, latest="duty.briefs")))

    def _fail(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được các báo cáo"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)
        self._offer()

    def _show(self, briefs: list[Brief]) -> None:
        self.briefs = briefs
        self.table.show_rows(
            briefs,
            [
                (words.tr(_SPANS[each.period.span]), duty_report.title(each.period), words.clock(each.made_at))
                for each in briefs
            ],
        )
        if briefs:
            self.table.selectRow(0)
        self.pages.setCurrentWidget(self.table if briefs else self.empty)
        self._offer()
        self.shown.emit()

    def _offer(self) -> None:
        has = self.table.chosen() is not None and self.pages.currentWidget() is self.table
        for button in (self.save, self.open):
            button.setVisible(has)
        self.register.setVisible(has and self._context.session.may("papers.draft"))
        now = self._context.duty.handovers.now()
        past = last_whole(Span(self.span.selected()), now)
        self.make_past.setText(self.tr("Lập {period}").format(period=duty_report.title(past)))

    # ------------------------------------------------------------------ making and reading one

    def _press_make(self, *, is_now: bool) -> None:
        now, span = self._context.duty.handovers.now(), Span(self.span.selected())
        period = containing(span, now) if is_now else last_whole(span, now)
        for button in (self.make_past, self.make_now):
            button.setEnabled(False)
        self.note.setText(self.tr("Đang lập báo cáo {period}…").format(period=duty_report.title(period)))
        tasks.start(self._make(period), self)

    async def _make(self, period: Period) -> None:
        try:
            await self.content(period, fresh=True)
        finally:
            self.note.setText("")
            for button in (self.make_past, self.make_now):
                button.setEnabled(True)

    async def content(self, period: Period, *, fresh: bool = False) -> bytes:
        """The report of a period: the one that was made, or one made now.

        Raises:
            ExpectedError: ``documents.*``, ``attachment.*``, ``store.*``.
        """
        context = self._context

        def find() -> bytes:
            old = None if fresh else duty_report.kept(period, context.attachments)
            if old is not None:
                return old
            people = {account.id: account.display_name for account in context.accounts.list()}
            return duty_report.make(period, context.duty.briefs, people, context.district, context.attachments)

        return await context.runner.write(find)

    def _press_open(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            path = self._context.paths.cache / "papers" / _file_name(chosen)
            open_pdf(self, path, partial(self._write, chosen))

    def _press_save(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        title = self.tr("Lưu báo cáo")
        save_pdf(self, title, _file_name(chosen), partial(self._write, chosen))

    async def _write(self, brief: Brief, path: Path) -> None:
        content = await self.content(brief.period)

        def write() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, content)

        await self._context.runner.read(write)

    def _press_register(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            tasks.start(self._register(chosen.period), self)

    async def _register(self, period: Period) -> None:
        """Into the register of papers, where it is submitted, approved and issued; and show it there."""
        context = self._context

        def put() -> UUID:
            people = {account.id: account.display_name for account in context.accounts.list()}
            return duty_report.register(
                period, context.duty.briefs, people, context.district, papers=context.papers, who=context.session
            ).id

        context.show_record("papers", Ref(PAPER_TABLE, await context.runner.write(put)))

    def retranslate(self) -> None:
        for span, title in _SPANS.items():
            self.span.set_text(span.value, words.tr(title))
        self.table.setHorizontalHeaderLabels([self.tr("Loại"), self.tr("Kỳ"), self.tr("Lúc lập")])
        self.make_now.setText(self.tr("Lập kỳ đang chạy"))
        self.register.setText(self.tr("Đưa vào sổ văn bản"))
        self.save.setText(self.tr("Lưu PDF"))
        self.open.setText(self.tr("Mở báo cáo"))
        hint = self.tr("Báo cáo ngày, tuần, tháng tự lập khi hết kỳ; cũng có thể lập ngay ở trên.")
        self.empty.set_words(self.tr("Chưa có báo cáo nào"), hint)
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._show(self.briefs)


def _file_name(brief: Brief) -> str:
    return f"bao-cao-truc-{brief.period.span}-{brief.period.first.isoformat()}.pdf"
