"""The page of synchronisation: the server at the left, what waits for a decision and the desktops at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.sync.devices_view import DeviceTable
from ioc_desktop.panels.sync.inbox_view import InboxList
from ioc_desktop.panels.sync.join_dialog import JoinDialog
from ioc_desktop.sync.state import CertificateSeen, Device, InboxEntry, Link, ServerAddress, SyncStatus
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.sync_words import sync_words
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, Picture, label, set_tone
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_VIETNAM = timezone(timedelta(hours=7))
_CLOCK_LIMIT_S = 30
_LEFT_PX = 380


class SyncView(QWidget):
    """Follows the thread of synchronisation; administrators join, leave and shut desktops out.

    Signals:
        heard(object): a new status, brought over from the thread of synchronisation.
    """

    heard = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._may_manage = context.session.may("sync.manage")
        self._status = context.sync.status
        self._waiting = (-1, -1)
        self.header = Header("")
        self.now = Button(icon="action.sync", clicked=context.sync.sync_now)
        self.join = Button("", "primary", icon="action.link", clicked=self._ask_join)
        self.leave = Button(clicked=self._ask_leave)
        self.choice = SegmentedButtons([("inbox", ""), ("devices", "")])
        self.choice.changed.connect(self._turn)
        self._make_card()
        self._make_pages()
        self._lay_out()
        self.heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        forget = context.sync.changed.connect(self.heard.emit)
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)
        self.retranslate()
        self._show(self._status)

    # ------------------------------------------------------------------ laying out

    def _make_card(self) -> None:
        self.mark = Picture("mdi6.database-outline", "text.secondary", 28)
        self.state = label("", "title3", wrap=True)
        self.problem = label("", tone="technical", wrap=True)
        self.clock = label("", tone="technical", wrap=True)
        self.facts: dict[str, tuple[QLabel, QLabel]] = {
            key: (label("", "caption", tone="muted"), label("", "mono_small", wrap=True))
            for key in ("server", "login", "level", "waiting", "device")
        }

    def _make_pages(self) -> None:
        self.inbox = InboxList(self._take_mine, self._keep_theirs)
        self.nothing = EmptyState("mdi6.check-circle-outline", "")
        self.devices = DeviceTable(self._ask_revoke if self._may_manage else None)
        self.unreachable = ErrorState("", on_retry=self._load_devices)
        self.alone = EmptyState("mdi6.lan-disconnect", "")
        self.loading = LoadingBars()
        self.pages = QStackedWidget()
        for page in (self.inbox, self.nothing, self.devices, self.unreachable, self.alone, self.loading):
            self.pages.addWidget(page)

    def _lay_out(self) -> None:
        for button in (self.now, self.leave, self.join):
            self.header.add_action(button)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self._card(), 0)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "card")
        card.setFixedWidth(_LEFT_PX)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.state, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, (title, value) in enumerate(self.facts.values()):
            grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.clock)
        column.addSpacing(4)
        column.addLayout(grid)
        column.addStretch(1)
        return card

    # ------------------------------------------------------------------ showing

    def _show(self, status: SyncStatus) -> None:
        self._status = status
        words = sync_words(replace(status, conflicts=0, refused=0), datetime.now(UTC))  # those have the right side
        self.mark.show_icon(words.icon, words.tone)
        self.state.setText(words.words)
        set_tone(self.state, "technical" if words.tone == "technical" else "")
        self.problem.setText(tr_error(status.problem) if status.problem else "")
        self.problem.setVisible(status.problem is not None)
        offset = status.clock_offset_s or 0
        self.clock.setVisible(abs(offset) > _CLOCK_LIMIT_S)
        self.clock.setText(self._clock_words(offset))
        self._show_facts(status)
        is_joined = status.link is not Link.ALONE
        self.now.setVisible(is_joined)
        self.leave.setVisible(is_joined and self._may_manage)
        self.join.setVisible(not is_joined and self._may_manage)
        waiting = (status.conflicts, status.refused)
        if waiting != self._waiting:
            self._waiting = waiting
            self._name_choices()
            tasks.start(self._load_inbox(), self)

    def _clock_words(self, offset: float) -> str:
        words = self.tr("Đồng hồ máy này nhanh {n} giây so với máy chủ. Chỉnh lại giờ của máy.")
        if offset < 0:
            words = self.tr("Đồng hồ máy này chậm {n} giây so với máy chủ. Chỉnh lại giờ của máy.")
        return words.format(n=int(abs(offset)))

    def _show_facts(self, status: SyncStatus) -> None:
        level = status.last_sync_at
        values = {
            "server": status.server or "—",
            "login": status.login or "—",
            "level": f"{level.astimezone(_VIETNAM):%H:%M:%S %d/%m/%Y}" if level else "—",
            "waiting": str(status.to_send),
            "device": str(status.device_id)[:13] if status.device_id and status.link is not Link.ALONE else "—",
        }
        for key, value in values.items():
            self.facts[key][1].setText(value)

    def _name_choices(self) -> None:
        waiting = sum(max(0, count) for count in self._waiting)
        self.choice.set_text("inbox", self.tr("Cần quyết định ({n})").format(n=waiting))
        self.choice.set_text("devices", self.tr("Các máy"))

    def _turn(self, page: str) -> None:
        if page == "devices":
            self._load_devices()
        else:
            tasks.start(self._load_inbox(), self)

    async def _load_inbox(self) -> None:
        entries = await self._context.runner.read(self._context.sync.inbox, latest="sync.inbox")
        self.inbox.show_entries(entries)
        if self.choice.selected() == "inbox":
            self.pages.setCurrentWidget(self.inbox if entries else self.nothing)

    def _load_devices(self) -> None:
        if self._status.link is Link.ALONE:
            self.pages.setCurrentWidget(self.alone)
            return
        self.pages.setCurrentWidget(self.loading)
        tasks.start(self._fill_devices(), self, self._show_unreachable)

    async def _fill_devices(self) -> None:
        devices = await self._context.runner.read(self._context.sync.devices, latest="sync.devices")
        self.devices.show_devices(devices, datetime.now(UTC))
        if self.choice.selected() == "devices":
            self.pages.setCurrentWidget(self.devices)

    def _show_unreachable(self, error: ExpectedError) -> None:
        self.unreachable.set_words(self.tr("Chưa hỏi được máy chủ"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.unreachable)

    # ------------------------------------------------------------------ deciding

    def _take_mine(self, entry: InboxEntry) -> None:
        sync = self._context.sync
        act = sync.apply_mine if entry.kind == "conflict" else sync.retry
        tasks.start(self._decide(lambda: act(entry.id), self.tr("Đã ghi lại, đang gửi")), self)

    def _keep_theirs(self, entry: InboxEntry) -> None:
        sync = self._context.sync
        tasks.start(self._decide(lambda: sync.dismiss(entry.id), self.tr("Đã giữ của máy chủ")), self)

    async def _decide(self, act: object, said: str) -> None:
        assert callable(act)
        await self._context.runner.write(act)
        toast(self, said)
        await self._load_inbox()

    def _ask_revoke(self, device: Device) -> None:
        question = ConfirmDialog(
            self.window(),
            self.tr("Khóa máy {name}?").format(name=device.name),
            self.tr("Máy này không gửi và nhận được nữa. Dữ liệu đã có trên máy đó không tự mất."),
            accept=self.tr("Khóa máy"),
        )
        if question.ask():
            tasks.start(self._revoke(device), self)

    async def _revoke(self, device: Device) -> None:
        sync = self._context.sync
        await self._context.runner.write(lambda: sync.revoke(device.device_id))
        await self._fill_devices()

    def _ask_join(self) -> None:
        dialog = JoinDialog(self.window(), self._look, self._join_server, self._context.paths.root)
        dialog.accepted.connect(lambda: toast(self, self.tr("Đã vào máy chủ")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _look(self, address: ServerAddress) -> CertificateSeen | None:
        sync = self._context.sync
        return await self._context.runner.read(lambda: sync.look_at(address))

    async def _join_server(self, address: ServerAddress, password: str) -> None:
        sync = self._context.sync
        await self._context.runner.write(lambda: sync.join(address, password))
        self._show(sync.status)

    def _ask_leave(self) -> None:
        waiting = self._status.to_send
        text = self.tr("Dữ liệu ở lại máy này nhưng không còn gửi và nhận.")
        if waiting:
            text = self.tr("{n} thay đổi chưa gửi sẽ không bao giờ được gửi. Dữ liệu ở lại máy này.").format(n=waiting)
        if ConfirmDialog(self.window(), self.tr("Rời máy chủ?"), text, accept=self.tr("Rời máy chủ")).ask():
            tasks.start(self._leave_server(), self)

    async def _leave_server(self) -> None:
        await self._context.runner.write(self._context.sync.leave)
        self._show(self._context.sync.status)

    # ------------------------------------------------------------------ languages

    def retranslate(self) -> None:
        self.header.set_words(self.tr("Đồng bộ"), self.tr("mọi máy cùng một sự thật"))
        self.now.setText(self.tr("Đồng bộ ngay"))
        self.join.setText(self.tr("Vào máy chủ…"))
        self.leave.setText(self.tr("Rời máy chủ…"))
        titles = {
            "server": self.tr("Máy chủ"),
            "login": self.tr("Tài khoản"),
            "level": self.tr("Ngang lần cuối"),
            "waiting": self.tr("Chờ gửi"),
            "device": self.tr("Mã máy"),
        }
        for key, title in titles.items():
            self.facts[key][0].setText(title)
        self.nothing.set_words(
            self.tr("Không có gì cần quyết định"),
            self.tr("Khi hai máy sửa cùng một mục, hoặc máy chủ từ chối một thay đổi, mục đó hiện ở đây."),
        )
        self.alone.set_words(
            self.tr("Máy này chưa thuộc máy chủ nào"), self.tr("Dữ liệu lưu tại máy. Quản trị có thể vào máy chủ.")
        )
        self._name_choices()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.devices.retranslate()
            self._show(self._status)
