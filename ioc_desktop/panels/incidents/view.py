"""The panel of incidents: all of them in three ways, and the page of one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents.model import OPEN, TABLE, IncidentFilter
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.incidents.acts_view import IncidentActs
from ioc_desktop.panels.incidents.board_view import Board
from ioc_desktop.panels.incidents.detail_view import IncidentPage
from ioc_desktop.panels.incidents.dialogs import OpenDialog
from ioc_desktop.panels.incidents.filter_view import FilterBar
from ioc_desktop.panels.incidents.line_view import TimeLinePage
from ioc_desktop.panels.incidents.presenter import BOARD, LINE, LIST, IncidentsPresenter, Overview, Page
from ioc_desktop.panels.incidents.table_view import IncidentTable
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, IconButton
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars

if TYPE_CHECKING:
    from uuid import UUID

    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.ui.panel import PanelContext

_REFRESH_MS = 700
"""A flood of changes redraws the page no more often."""
_TICK_MS = 1000
_MINUTE_TICKS = 60


class IncidentsView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): incidents changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        now = context.clock.now
        self.presenter = IncidentsPresenter(context)
        self.header = Header("")
        self.choice = SegmentedButtons([(BOARD, ""), (LIST, ""), (LINE, "")])
        self.add = Button("", "primary", icon="action.add", clicked=self.ask_new)
        self.filters = FilterBar(now)
        self.board = Board(now, lambda: context.incidents.flow.way)
        self.table = IncidentTable(now, lambda: start(self.presenter.load_more(), self))
        self.line = TimeLinePage(now)
        self.page = IncidentPage(context)
        self.acts = IncidentActs(self.page, self.presenter, context)
        self.empty = EmptyState("panel.incidents", "", on_action=self._empty_action)
        self.failed = ErrorState("", on_retry=self.refresh)
        self.loading = LoadingBars()
        self._ticks = 0
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.export = IconButton("action.table", "", framed=True, clicked=self._ask_table)
        self.header.add_action(self.choice)
        self.header.add_action(self.export)
        self.header.add_action(self.add)
        self.add.setVisible(self.presenter.may(OPEN))
        self.ways = QStackedWidget()
        for way in (self.loading, self.board, self.table, self.line, self.empty, self.failed):
            self.ways.addWidget(way)
        overview = QWidget()
        inner = QVBoxLayout(overview)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.header)
        inner.addWidget(self.filters)
        inner.addWidget(self.ways, 1)
        self.overview = overview
        self.pages = QStackedWidget()
        self.pages.addWidget(overview)
        self.pages.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.changed.connect(self._render)
        presenter.opened.connect(self._show_page)
        self.choice.changed.connect(lambda way: start(presenter.turn(way), self, self._show_failure))
        self.filters.changed.connect(lambda wanted: start(presenter.filter(wanted), self, self._show_failure))
        for way in (self.board.opened, self.table.opened, self.line.line.opened):
            way.connect(self.show_incident)
        self.page.head.back_requested.connect(self.go_back)
        self.arrived.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        self._soon.timeout.connect(self.refresh)
        self._clock.timeout.connect(self._tick)
        forget = self._context.incidents.changed.connect(lambda _id: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        self.destroyed.connect(self._context.incidents.flow.changed.connect(lambda _none: self.arrived.emit()))
        keys = {"Ctrl+N": self.ask_new, "E": self.acts.edit, "G": self.acts.send, "Ctrl+P": self.acts.handing.report}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def refresh(self) -> None:
        """Read again (F5)."""
        if not self.isVisible():
            return
        if self.presenter.page is not None:
            start(self.presenter.reload(), self)
        else:
            start(self.presenter.load(), self, self._show_failure)

    def show_record(self, ref: Ref) -> None:
        """An incident that another panel asks for, or that was found elsewhere."""
        if ref.table == TABLE:
            self.show_incident(ref.id)

    def show_incident(self, incident_id: UUID) -> None:
        """The page of one."""
        start(self.presenter.open(incident_id), self)

    def go_back(self) -> None:
        """From the page of one to all of them."""
        self.presenter.close()
        self.refresh()

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _now(self) -> datetime:
        return self._context.clock.now()

    def _tick(self) -> None:
        self._ticks += 1
        if self.presenter.page is not None:
            self.page.tick(self._now())
        elif self._ticks % _MINUTE_TICKS == 0:
            self.board.repaint_times()
            self.line.line.update()

    def _show_page(self, page: Page | None) -> None:
        if page is None:
            self.pages.setCurrentWidget(self.overview)
            self._focus()
            return
        is_new = self.page.page is None or self.page.page.dossier.incident.id != page.dossier.incident.id
        was_away = self.pages.currentWidget() is not self.page
        self.page.show_page(page, self._now())
        self.pages.setCurrentWidget(self.page)
        if is_new or was_away:
            self.acts.show_scene()
            self.page.head.next.setFocus()

    def _render(self, view: Overview) -> None:
        if not view.is_loaded:
            return
        shown: QWidget
        if view.way == BOARD:
            self.board.show_columns(view.columns)
            shown = self.board
        elif view.way == LIST:
            self.table.show_incidents(view.incidents, view.total)
            shown = self.table
        else:
            self.line.line.show_incidents(view.incidents)
            shown = self.line
        self.ways.setCurrentWidget(shown if view.total else self.empty)
        self._show_words(view)

    def _focus(self) -> None:
        way = self.presenter.overview.way
        if way == BOARD:
            self.board.focus_first()
        else:
            (self.table if way == LIST else self.line).setFocus()

    def _show_words(self, view: Overview) -> None:
        said = self.tr("{n} đang mở").format(n=view.open_total)
        is_filtered = view.filter != IncidentFilter()
        if is_filtered:
            said += " · " + self.tr("đang lọc: {n}").format(n=view.total)
        self.header.set_words(self.tr("Sự vụ"), said)
        self._show_empty(view, is_filtered=is_filtered)

    def _show_empty(self, view: Overview, *, is_filtered: bool) -> None:
        if is_filtered:
            words = (self.tr("Không tìm thấy"), self.tr("Không sự vụ nào khớp với bộ lọc."), self.tr("Xóa lọc"))
        elif view.way == LINE:
            words = (self.tr("24 giờ qua không có sự vụ"), self.tr("Sự vụ cũ hơn có trong Danh sách."), "")
        else:
            words = (
                self.tr("Chưa có sự vụ nào"),
                self.tr("Lập từ cảnh báo đã xác nhận, từ một ô camera trên tường, hoặc từ tin báo."),
                self.tr("Lập sự vụ") if self.presenter.may(OPEN) else "",
            )
        self.empty.set_words(*words)

    def _empty_action(self) -> None:
        if self.presenter.overview.filter != IncidentFilter():
            self.filters.reset()
        else:
            self.ask_new()

    def _show_failure(self, error: ExpectedError) -> None:
        """What was read before stays, if there is any."""
        if self.presenter.overview.is_loaded:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được sự vụ"), tr_error(error), self.tr("Thử lại"))
        self.ways.setCurrentWidget(self.failed)

    # ------------------------------------------------------------------ wishes

    def ask_new(self) -> None:
        """A new incident, by hand."""
        if self.presenter.may(OPEN):
            start(self._ask_new(), self)

    async def _ask_new(self) -> None:
        cameras = await self._context.runner.read(self._context.cameras.list)
        by_number = sorted(cameras, key=lambda camera: camera.number)
        OpenDialog(self.window(), self.presenter.start, by_number, self.presenter.twins).open()

    def _ask_table(self) -> None:
        self.acts.handing.ask_table(self.presenter.overview.filter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.presenter.page is not None:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists for this panel."""
        return [
            Hotkey("Ctrl N", self.tr("Lập sự vụ")),
            Hotkey("← | ↑ | → | ↓", self.tr("Chuyển thẻ trên bảng")),
            Hotkey("Enter", self.tr("Mở sự vụ")),
            Hotkey("Esc", self.tr("Về danh sách")),
            Hotkey("E", self.tr("Sửa thông tin")),
            Hotkey("G", self.tr("Cử lực lượng")),
            Hotkey("Ctrl Enter", self.tr("Ghi vào nhật ký")),
            Hotkey("Ctrl P", self.tr("Lập báo cáo PDF")),
        ]

    def retranslate(self) -> None:
        self.choice.set_text(BOARD, self.tr("Bảng"))
        self.choice.set_text(LIST, self.tr("Danh sách"))
        self.choice.set_text(LINE, self.tr("Dòng thời gian"))
        self.add.setText(self.tr("Lập sự vụ"))
        self.export.set_tip(self.tr("Xuất danh sách ra Excel, CSV hoặc lớp bản đồ"))
        self._show_words(self.presenter.overview)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._render(self.presenter.overview)
            if self.presenter.page is not None:
                self.page.show_page(self.presenter.page, self._now())
