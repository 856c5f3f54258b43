"""The page of synchronisation: the server at the left, what waits for a decision and the desktops at the right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.sync.devices_view import DeviceTable
from ioc_desktop.panels.sync.inbox_view import InboxList
from ioc_desktop.panels.sync.join_dialog import JoinDialog
from ioc_desktop.panels.sync.server_card_view import ServerCard
from ioc_desktop.panels.sync.words import link_words
from ioc_desktop.sync.state import CertificateSeen, Device, InboxEntry, Link, ServerAddress, SyncStatus
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_SETTLE_MS = 500
"""A catch-up brings many pages a second; the inbox is read again once they pause."""


class SyncView(QWidget):
    """Follows the thread of synchronisation; administrators join, leave and shut desktops out.

    Signals:
        heard(object): a new status, brought over from the thread of synchronisation.
        touched(object): names of tables whose rows came in, brought over too.
    """

    heard = Signal(object)
    touched = Signal(object)

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
        self.card = ServerCard()
        self._make_pages()
        self._lay_out()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._read_inbox)
        self._listen()
        self.retranslate()
        self._show(self._status)

    def _listen(self) -> None:
        """What the thread of synchronisation says is shown on the window's; nothing is heard of a deleted page."""
        sync = self._context.sync
        self.heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.touched.connect(lambda _tables: self._settle.start(), Qt.ConnectionType.QueuedConnection)
        forget = [sync.changed.connect(_relay(self.heard)), sync.applied.connect(_relay(self.touched))]
        self.destroyed.connect(lambda: [stop() for stop in forget])

    # ------------------------------------------------------------------ laying out

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
        row.addWidget(self.card, 0)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    # ------------------------------------------------------------------ showing

    def _show(self, status: SyncStatus) -> None:
        was, self._status = self._status, status
        now = datetime.now(UTC)
        self.card.show_status(status, now)
        self.header.set_words(self.tr("Đồng bộ"), link_words(status.link, status.since, now))
        is_joined = status.link is not Link.ALONE
        self.now.setVisible(is_joined)
        self.leave.setVisible(is_joined and self._may_manage)
        self.join.setVisible(not is_joined and self._may_manage)
        waiting = (status.conflicts, status.refused)
        if waiting != self._waiting:
            self._waiting = waiting
            self._name_choices()
            self._read_inbox()
        if status.link is not was.link and self.choice.selected() == "devices":
            self._load_devices()

    def _name_choices(self) -> None:
        waiting = sum(max(0, count) for count in self._waiting)
        self.choice.set_text("inbox", self.tr("Cần quyết định ({n})").format(n=waiting))
        self.choice.set_text("devices", self.tr("Các máy"))

    def _turn(self, page: str) -> None:
        if page == "devices":
            self._load_devices()
        else:
            self._read_inbox()

    def _read_inbox(self) -> None:
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
        tasks.start(self._decide(entry, act, self.tr("Đã ghi lại, đang gửi")), self)

    def _keep_theirs(self, entry: InboxEntry) -> None:
        said = self.tr("Đã giữ của máy chủ") if entry.kind == "conflict" else self.tr("Đã bỏ qua")
        tasks.start(self._decide(entry, self._context.sync.dismiss, said), self)

    async def _decide(self, entry: InboxEntry, act: Callable[[int], None], said: str) -> None:
        """One answer for each card: it is closed while the answer is written."""
        self._close_card(entry, closed=True)
        try:
            await self._context.runner.write(lambda: act(entry.id))
        except ExpectedError:
            self._close_card(entry, closed=False)
            self._read_inbox()
            raise
        toast(self, said)
        self._read_inbox()

    def _close_card(self, entry: InboxEntry, *, closed: bool) -> None:
        card = self.inbox.card_of(entry.id)
        if card is not None:
            card.setEnabled(not closed)

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
        """Join; whoever presses "Hủy" while the server thinks has not joined."""
        sync = self._context.sync
        joining = asyncio.ensure_future(self._context.runner.write(lambda: sync.join(address, password)))
        try:
            await asyncio.shield(joining)
        except asyncio.CancelledError:
            joining.add_done_callback(self._undo_join)
            raise
        self._show(sync.status)

    def _undo_join(self, joining: asyncio.Future[None]) -> None:
        if not joining.cancelled() and joining.exception() is None and shiboken6.isValid(self):
            tasks.start(self._leave_server(), self)

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
        self.now.setText(self.tr("Đồng bộ ngay"))
        self.join.setText(self.tr("Vào máy chủ…"))
        self.leave.setText(self.tr("Rời máy chủ…"))
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
            for part in (self.card, self.inbox, self.devices):
                part.retranslate()
            self._show(self._status)


def _relay(signal: SignalInstance) -> Callable[[object], None]:
    """Emits on another thread; a page that is deleted at that very moment does not stop that thread."""

    def emit(news: object) -> None:
        with suppress(RuntimeError):
            signal.emit(news)

    return emit
