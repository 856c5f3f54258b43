"""The page of past hand-overs, each with its signed record as a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.duty_record import record_pdf
from ioc_desktop.kernel.duty.model import Handover, HandoverState
from ioc_desktop.kernel.duty.times import VIETNAM
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.pdf_door import open_pdf, save_pdf
from ioc_desktop.panels.duty.presenter import DutyPresenter, History
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable

_WIDTHS_PX = {0: 180, 1: 160, 2: 160, 3: 160, 4: 160}


class HistoryPage(QWidget):
    """Newest first; the chosen one's words stand under the table.

    Signals:
        shown(): a list is on the screen.
    """

    shown = Signal()

    def __init__(self, context: PanelContext, presenter: DutyPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self.history: History | None = None
        self.table: TextTable[Handover] = TextTable(6, _WIDTHS_PX, mono=-1)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.itemActivated.connect(lambda _item: self._press_open())
        self.said = label(tone="secondary", wrap=True)
        self.save = Button("", icon="action.export", clicked=self._press_save)
        self.open = Button("", "primary", icon="action.pdf", clicked=self._press_open)
        self.empty = EmptyState("mdi6.account-switch-outline", "")
        self.failed = ErrorState("", on_retry=self.reload)
        self._lay_out()
        self.retranslate()
        self.reload()

    def _lay_out(self) -> None:
        self.pages, self.loading = QStackedWidget(), LoadingBars()
        for page in (self.loading, self.table, self.empty, self.failed):
            self.pages.addWidget(page)
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.save)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # ------------------------------------------------------------------ reading

    def reload(self) -> None:
        tasks.start(self._load(), self, self._fail)

    async def _load(self) -> None:
        self._show(await self._presenter.history())

    def _fail(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được các lần bàn giao"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)
        self._offer()

    def _show(self, history: History) -> None:
        self.history = history
        self.table.show_rows(history.handovers, [self._cells(each) for each in history.handovers])
        if history.handovers:
            self.table.selectRow(0)
        self.pages.setCurrentWidget(self.table if history.handovers else self.empty)
        self._offer()
        self.shown.emit()

    def _cells(self, handover: Handover) -> list[str]:
        people = self.history.people if self.history else {}
        taken = words.clock(handover.taken_at) if handover.taken_at else self.tr("chờ ký nhận")
        return [
            f"{handover.slot.name} {handover.slot.day:%d/%m/%Y}",
            words.name(people, handover.given_by), words.clock(handover.given_at),
            words.name(people, handover.taken_by), taken, words.counted(handover),
        ]  # fmt: skip

    def _offer(self) -> None:
        chosen = self.table.chosen()
        self.bar.setVisible(chosen is not None and self.pages.currentWidget() is self.table)
        if chosen is None:
            return
        is_signed = chosen.state is HandoverState.TAKEN
        for button in (self.save, self.open):
            button.setEnabled(is_signed)
        lines = [
            self.tr("Lời dặn: {note}").format(note=chosen.note) if chosen.note else "",
            self.tr("Người nhận: {answer}").format(answer=chosen.answer) if chosen.answer else "",
            "" if is_signed else self.tr("Biên bản có khi người nhận đã ký."),
        ]
        self.said.setText("\n".join(text for text in lines if text))

    # ------------------------------------------------------------------ the record

    def _press_open(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen.state is HandoverState.TAKEN:
            path = self._context.paths.cache / "papers" / _file_name(chosen)
            open_pdf(self, path, partial(self._write, chosen))

    def _press_save(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        title = self.tr("Lưu biên bản bàn giao ca")
        save_pdf(self, title, _file_name(chosen), partial(self._write, chosen))

    async def _write(self, handover: Handover, path: Path) -> None:
        """Build the record and put it there.

        Raises:
            ExpectedError: ``documents.*``, ``attachment.*``, ``store.*``.
        """
        people = dict(self.history.people) if self.history else {}
        context = self._context

        def build() -> None:
            content = record_pdf(handover, people, context.district, context.attachments)
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, content)

        await context.runner.write(build)

    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Ca"), self.tr("Người giao"), self.tr("Lúc giao"), self.tr("Người nhận"), self.tr("Lúc nhận"),
                self.tr("Nội dung"),
            ]
        )  # fmt: skip
        self.save.setText(self.tr("Lưu PDF"))
        self.open.setText(self.tr("Mở biên bản"))
        self.empty.set_words(self.tr("Chưa có lần bàn giao nào"), self.tr("Vào ca, rồi bấm Bàn giao ca khi hết giờ."))
        if self.history is not None:
            self._show(self.history)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _file_name(handover: Handover) -> str:
    return f"ban-giao-ca-{handover.given_at.astimezone(VIETNAM):%Y-%m-%d-%H%M}.pdf"
