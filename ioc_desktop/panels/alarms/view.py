"""The page of alarms: the list with the chosen event beside it, and the dashboard."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.events.model import CameraEvent, EventFilter, Status
from ioc_desktop.kernel.incidents.model import OPEN, TABLE
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.alarms.charts_view import EventCharts
from ioc_desktop.panels.alarms.clip_desk import ClipDesk
from ioc_desktop.panels.alarms.detail_view import EventDetail
from ioc_desktop.panels.alarms.filter_view import FilterBar
from ioc_desktop.panels.alarms.picture_view import SaveDialog
from ioc_desktop.panels.alarms.presenter import AlarmsPresenter, State
from ioc_desktop.panels.alarms.table_view import EventTable
from ioc_desktop.panels.alarms.words import VIETNAM
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import label, line
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_REFRESH_MS = 1000
"""A flood of events redraws the page once a second, not once an event."""
_USUAL_LOAD = 1
_HIGH_LOAD = 5


class AlarmsView(QWidget):
    """Opened by the shell with the panel's context.

    Signals:
        arrived(): events changed in the database; carried over from the thread that wrote.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        now = context.clock.now
        self.presenter = AlarmsPresenter(
            events=context.events, pictures=context.pictures, attachments=context.attachments,
            cameras=context.cameras, runner=context.runner, clock=context.clock, session=context.session,
        )  # fmt: skip
        self.header = Header("")
        self.load = label(tone="secondary")
        self.choice = SegmentedButtons([("list", ""), ("charts", "")])
        self.filters = FilterBar(now)
        self.doubts = label(tone="technical", wrap=True)
        self.table = EventTable(now, lambda: start(self.presenter.load_more(), self))
        self.detail = EventDetail(now, context.clock.monotonic)
        self.film = ClipDesk(self, self.presenter, self.detail, lambda: context.vision, lambda: context.sync)
        self.charts = EventCharts()
        self.empty = EmptyState("panel.alarms", "", on_action=self.filters.reset)
        self.failed = ErrorState("", on_retry=self.refresh)
        self.loading = LoadingBars()
        self._asked_for: UUID | None = None
        self._pictured: UUID | None = None
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.header.add_action(self.load)
        self.header.add_action(self.choice)
        listed = QWidget()
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(line(vertical=True))
        row.addWidget(self.detail)
        self.listed = listed
        self.pages = QStackedWidget()
        for page in (self.loading, listed, self.charts, self.empty, self.failed):
            self.pages.addWidget(page)
        self.doubts.setContentsMargins(16, 0, 16, 8)
        self.doubts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self.doubts)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.presenter.changed.connect(self._render)
        self.filters.changed.connect(lambda wanted: start(self.presenter.filter(wanted), self, self._show_failure))
        self.choice.changed.connect(self._turn_page)
        self.table.chosen.connect(self.presenter.choose)
        self.detail.confirmed.connect(lambda: self._decide(Status.CONFIRMED))
        self.detail.rejected.connect(lambda reason: self._decide(Status.REJECTED, reason))
        self.detail.other_requested.connect(self._ask_other_reason)
        self.detail.incident_requested.connect(self.open_incident)
        self.detail.picture_bar.save_requested.connect(self._ask_how_to_save)
        self.arrived.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        self._soon.timeout.connect(self.refresh)
        self.detail.clip.save_requested.connect(self.film.ask_where)
        self.detail.clip.fetch_requested.connect(self.film.fetch)
        self.destroyed.connect(self._context.events.changed.connect(lambda _id: self.arrived.emit()))
        keys = {"C": lambda: self._decide(Status.CONFIRMED), "X": self._reject_key, "Ctrl+Z": self.undo}
        keys["I"] = self.open_incident
        keys |= self.film.keys()
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.film.leave()

    def refresh(self) -> None:
        """Read again (F5)."""
        if self.isVisible():
            start(self.presenter.load(), self, self._show_failure)

    def show_record(self, ref: Ref) -> None:
        """An event that was found elsewhere, beside the list."""
        if ref.table == "event":
            self.choice.select("list")
            self._turn_page("list")
            start(self.presenter.show(ref.id), self)

    def _turn_page(self, key: str) -> None:
        self.presenter.count(wanted=key == "charts")
        self._render(self.presenter.state)
        self.refresh()

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _render(self, state: State) -> None:
        if not state.is_loaded:
            return
        self.filters.show_cameras(state.cameras)
        chosen = state.chosen
        self.table.show_events(state.events, state.total, chosen.id if chosen else None)
        if chosen is not None:
            may_open = self._context.session.may(OPEN)
            self.detail.show_event(chosen, may_decide=self.presenter.may_decide, may_open=may_open)
            self._show_picture(chosen)
            self.film.show(chosen)
        if self.choice.selected() == "charts":
            if state.counts is not None:
                self.charts.show_counts(state.counts)
            self.pages.setCurrentWidget(self.charts)
        else:
            self.pages.setCurrentWidget(self.listed if state.events else self.empty)
        self._show_words(state)

    def _show_picture(self, chosen: CameraEvent) -> None:
        """Ask for it once; until it is there, as the files of a fresh event come after the event."""
        if chosen.id == self._pictured:
            return
        if self._asked_for != chosen.id:
            self._asked_for, self._pictured = chosen.id, None
            self.detail.show_picture(None, chosen)
            self.detail.picture_bar.show_picture(None)
        start(self._load_picture(chosen), self)

    async def _load_picture(self, chosen: CameraEvent) -> None:
        """A picture that is broken is told once, not every time the page is drawn."""
        try:
            picture = await self.presenter.picture(chosen.id)
        except ExpectedError:
            self._pictured = chosen.id
            raise
        now = self.presenter.state.chosen
        if picture is not None and now is not None and now.id == chosen.id:
            self._pictured = chosen.id
            self.detail.show_picture(picture.content, chosen)
            self.detail.picture_bar.show_picture(picture)

    def _ask_how_to_save(self) -> None:
        chosen = self.presenter.state.chosen
        if chosen is None:
            return
        name = chosen.started_at.astimezone(VIETNAM).strftime("canh-bao-%Y%m%d-%H%M%S.jpg")
        dialog = SaveDialog(self.window(), may_see=self.presenter.may_see_faces, name=name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(
            lambda path, is_whole, reason: start(self._save_picture(chosen.id, path, reason, is_whole=is_whole), self)
        )
        dialog.open()

    async def _save_picture(self, event_id: UUID, path: str, reason: str, *, is_whole: bool) -> None:
        await self.presenter.save_picture(event_id, Path(path), is_whole=is_whole, reason=reason)
        said = self.tr("Đã lưu ảnh không che mặt") if is_whole else self.tr("Đã lưu ảnh đã che mặt")
        toast(self, said)

    def _show_words(self, state: State) -> None:
        waiting = self.tr("{n} chờ xem").format(n=state.waiting) if state.waiting else self.tr("không còn gì chờ xem")
        if state.filter != EventFilter():
            waiting += " · " + self.tr("đang lọc: {n}").format(n=state.total)
        self.header.set_words(self.tr("Cảnh báo"), waiting)
        words = self.tr("{n} trong 10 phút").format(n=state.load)
        if state.load > _HIGH_LOAD:
            words += " · " + self.tr("quá tải: một người xem kịp chừng {n}").format(n=_USUAL_LOAD)
        self.load.setText(words)
        doubts = [
            self.tr(
                "Luật “{rule}” bị bác {k} trong {n} lần xem gần đây: nên nới hoặc vẽ lại trong mục Luật canh."
            ).format(rule=each.rule_name, k=each.rejected, n=each.decided)
            for each in state.doubts[:2]
        ]
        self.doubts.setText("\n".join(doubts))
        self.doubts.setVisible(bool(doubts))
        is_filtered = state.filter != EventFilter()
        self.empty.set_words(
            self.tr("Không tìm thấy") if is_filtered else self.tr("Chưa có cảnh báo nào"),
            self.tr("Không sự kiện nào khớp với bộ lọc.")
            if is_filtered
            else self.tr("Sự kiện hiện ở đây khi một luật đang canh báo. Luật được vẽ trong mục Luật canh."),
            self.tr("Xóa lọc") if is_filtered else "",
        )

    def _show_failure(self, error: ExpectedError) -> None:
        """What was read before stays, if there is any."""
        if self.presenter.state.is_loaded:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được cảnh báo"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def retranslate(self) -> None:
        self.choice.set_text("list", self.tr("Danh sách"))
        self.choice.set_text("charts", self.tr("Thống kê"))
        self._show_words(self.presenter.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._render(self.presenter.state)

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists for this panel."""
        return [
            Hotkey("C", self.tr("Đúng: xác nhận và sang cảnh báo kế tiếp")),
            Hotkey("X", self.tr("Sai: chọn lý do bằng phím 1 đến 5")),
            Hotkey("↑ | ↓", self.tr("Cảnh báo trước, cảnh báo sau")),
            *self.film.hotkeys(),
            Hotkey("I", self.tr("Lập sự vụ từ cảnh báo đã xác nhận")),
            Hotkey("Ctrl Z", self.tr("Lấy lại câu trả lời vừa rồi, trong 10 giây")),
        ]

    # ------------------------------------------------------------------ incidents

    def open_incident(self) -> None:
        """Make an incident of the chosen event, or show the one that was made of it."""
        chosen = self.presenter.state.chosen
        if chosen is not None and chosen.status is Status.CONFIRMED and self._context.session.may(OPEN):
            start(self._open_incident(chosen), self)

    async def _open_incident(self, event: CameraEvent) -> None:
        incident = await self._context.opener.from_event(event, self._context.session)
        self._context.show_record("incidents", Ref(TABLE, incident.id))

    # ------------------------------------------------------------------ deciding

    def _reject_key(self) -> None:
        if self.detail.reject.isEnabled() and self.presenter.state.chosen is not None:
            self.detail.ask_reason()

    def _ask_other_reason(self) -> None:
        chosen = self.presenter.state.chosen
        if chosen is None:
            return
        title = self.tr("Vì sao cảnh báo “{rule}” sai?").format(rule=chosen.rule_name)
        dialog = ConfirmDialog(self.window(), title, accept=self.tr("Báo sai"), reason=True)
        if dialog.ask():
            self._decide(Status.REJECTED, dialog.reason())

    def _decide(self, status: Status, reason: str = "") -> None:
        start(self._run(status, reason), self)

    async def _run(self, status: Status, reason: str) -> None:
        decided = await self.presenter.decide(status, reason)
        if decided is not None:
            said = self.tr("Đã xác nhận") if status is Status.CONFIRMED else self.tr("Đã báo sai")
            toast(self, said, action=self.tr("Hoàn tác"), on_action=self.undo)

    def undo(self) -> None:
        """Take the last decision back."""
        start(self.presenter.undo(), self)
