"""What is being read, newest first, while somebody looks: nothing from before, which is what searching is for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.plates.model import StoredRead
from ioc_desktop.panels.plates import words
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState
from ioc_desktop.ui.widgets.text_table import TextTable

MOST = 100
_WIDTHS_PX = {0: 148, 2: 176, 3: 104, 5: 212, 6: 92}


class LivePage(QWidget):
    """A list that grows at its top. Looking at it is noted in the journal; left, it forgets.

    Signals:
        shown(): the list has changed.
        arrived(object): carries reads from the thread that stored them to the window's.
    """

    shown = Signal()
    arrived = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._is_on = False
        self._reads: deque[StoredRead] = deque(maxlen=MOST)
        self._names: dict[UUID, str] = {}
        self.table: TextTable[StoredRead] = TextTable(7, _WIDTHS_PX)
        self.empty = EmptyState("mdi6.car-search-outline", "")
        self.failed = ErrorState("", on_retry=self._open)
        self.pages = QStackedWidget()
        for page in (self.empty, self.table, self.failed):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.pages, 1)
        self.retranslate()
        self.arrived.connect(self._take)
        forget = context.plates.reads.recorded.connect(self.arrived.emit)
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)

    def turn(self, *, is_on: bool) -> None:
        """Begin to look, or leave."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        self._reads.clear()
        self._show()
        if is_on:
            self._open()

    def _open(self) -> None:
        tasks.start(self._begin(), self, self._refuse)

    async def _begin(self) -> None:
        context = self._context
        reads, cameras, who = context.plates.reads, context.cameras, context.session
        await context.runner.write(lambda: reads.open_live(who))
        self._names = await context.runner.read(lambda: {camera.id: camera.name for camera in cameras.list()})
        self._show()

    def _refuse(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa xem được"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _take(self, reads: Sequence[StoredRead]) -> None:
        if self._is_on and self.pages.currentWidget() is not self.failed:
            self._reads.extendleft(reads)
            self._show()

    def _show(self) -> None:
        translate = QCoreApplication.translate
        rows = list(self._reads)
        self.table.show_rows(rows, [words.live_cells(read, self._names, translate) for read in rows])
        self.pages.setCurrentWidget(self.table if rows else self.empty)
        self.shown.emit()

    def summary(self) -> str:
        return self.tr("{n} biển vừa đọc").format(n=len(self._reads))

    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Biển số"), self.tr("Camera"), self.tr("Lúc"), self.tr("Hướng"), self.tr("Tỉnh"),
                self.tr("Màu biển"), self.tr("Tin cậy"),
            ]
        )  # fmt: skip
        hint = self.tr("Biển số hiện ra khi camera có luật “Đọc biển số” đang bật đọc được. Việc xem được ghi nhật ký.")
        self.empty.set_words(self.tr("Chưa đọc được biển nào từ lúc mở trang"), hint)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
