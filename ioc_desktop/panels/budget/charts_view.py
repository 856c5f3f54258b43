"""The page of charts: years, change from the table before, shares, and growth of the chosen table."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.panels.budget.canvas_view import Canvas
from ioc_desktop.panels.budget.charts import ChartKind, ChartsPresenter, ChartState
from ioc_desktop.panels.budget.fills_view import Legend
from ioc_desktop.panels.budget.pages_view import BudgetPage
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.labels import label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState

_MODE, _SOURCE = "mode", "source"
_SMALLEST_PX, _LARGEST_PX = 14, 44
_DESK_SHARE, _WALL_SHARE = 44, 21
"""Height of the page over the size of the letters; on the wall, 20 minutes of arc from four metres."""


class ChartsPage(BudgetPage):
    """One chart at a time, as large as the page."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.presenter = ChartsPresenter(context)
        self.choice = SegmentedButtons([(kind.value, "") for kind in ChartKind])
        self.split = SegmentedButtons([(_MODE, ""), (_SOURCE, "")], small=True)
        self.title, self.said = label(kind="title3"), label(kind="row_title", tone="secondary")
        self.legend, self.canvas = Legend(), Canvas()
        self.empty = EmptyState("panel.budget", "")
        self.failed = ErrorState("", on_retry=self._again)
        self.pages = QStackedWidget()
        self._lay_out()
        self.choice.changed.connect(lambda key: self._start(self.presenter.choose(ChartKind(key))))
        self.split.changed.connect(lambda key: self._start(self.presenter.split(by_source=key == _SOURCE)))
        self.canvas.pointed.connect(self._say)
        self.canvas.line_chosen.connect(self.line_chosen)
        self.presenter.changed.connect(self._render)
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.choice)
        top.addWidget(self.split)
        top.addStretch(1)
        drawn = QWidget()
        inner = QVBoxLayout(drawn)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for part in (self.title, self.legend):
            inner.addWidget(part)
        inner.addWidget(self.canvas, 1)
        inner.addWidget(self.said)
        for page in (drawn, self.empty, self.failed):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.pages, 1)

    def show_table(self, table: TableSummary | None) -> None:
        """Draw the chosen table."""
        self._start(self.presenter.show(table))

    def _start(self, work: object) -> None:
        start(work, self, self._show_failure)  # type: ignore[arg-type]  # one of the presenter's coroutines

    def _again(self) -> None:
        self._start(self.presenter.show(self.presenter.state.table))

    def _show_failure(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa vẽ được biểu đồ"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentIndex(2)

    # ------------------------------------------------------------------ showing

    def _render(self, state: ChartState) -> None:
        self.split.setVisible(state.kind is ChartKind.YEARS)
        if state.drawing is None:
            return
        self.pages.setCurrentIndex(1 if state.drawing.is_empty else 0)
        self.title.setText(self._title(state))
        font = self.letters()
        self.legend.show_entries(state.drawing.legend, font)
        self.canvas.show_drawing(state.drawing, font)
        self._say("")

    def letters(self) -> QFont:
        """As large as the page allows: on the wall to be read from four metres."""
        share = _WALL_SHARE if self.window().isFullScreen() else _DESK_SHARE
        font = QFont(themes.current().font("desk.body"))
        font.setPixelSize(max(_SMALLEST_PX, min(_LARGEST_PX, self.height() // share)))
        return font

    def _title(self, state: ChartState) -> str:
        unit = f" ({state.drawing.unit})" if state.drawing is not None and state.drawing.unit else ""
        if state.kind is ChartKind.CHANGE and state.before is not None:
            before = state.before.file_name or state.before.name
            return self.tr("Thay đổi so với {table}").format(table=before) + unit
        return self._titles()[state.kind] + unit

    def _titles(self) -> dict[ChartKind, str]:
        return {
            ChartKind.YEARS: self.tr("Kinh phí theo năm"),
            ChartKind.CHANGE: self.tr("Từ các mục đến tổng cộng"),
            ChartKind.SHARES: self.tr("Cơ cấu theo hạng mục"),
            ChartKind.GROWTH: self.tr("Lũy kế kế hoạch, cam kết và giải ngân"),
        }

    def _say(self, tip: str) -> None:
        """What is under the pointer, or how to learn it."""
        self.said.setText(tip or self.tr("Đưa con trỏ vào hình để xem số tiền; bấm để tới hạng mục."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render(self.presenter.state)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        names = (self.tr("Theo năm"), self.tr("Thay đổi"), self.tr("Cơ cấu"), self.tr("Lũy kế"))
        for kind, name in zip(ChartKind, names, strict=True):
            self.choice.set_text(kind.value, name)
        self.split.set_text(_MODE, self.tr("Hình thức"))
        self.split.set_text(_SOURCE, self.tr("Nguồn"))
        self.empty.set_words(
            self.tr("Chưa có gì để vẽ"),
            self.tr("Bảng này chưa có số tiền cho biểu đồ này. Chọn biểu đồ hoặc bảng khác."),
        )
        self.canvas.setAccessibleName(self.tr("Biểu đồ kinh phí"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._again()
        elif event.type() == QEvent.Type.StyleChange:
            self._render(self.presenter.state)
