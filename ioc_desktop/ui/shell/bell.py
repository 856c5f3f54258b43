"""The bell of the status bar: counts what is unread, shows what comes in, and opens the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from ioc_desktop.kernel.notices.model import DESKTOP_KEY, MAIL_KEY, ByMail, Notice
from ioc_desktop.ui import tasks
from ioc_desktop.ui.shell.notice_list import NoticeList
from ioc_desktop.ui.widgets.toast import toast

if TYPE_CHECKING:
    from uuid import UUID

    from ioc_desktop.ui.panel import PanelContext
    from ioc_desktop.ui.shell.window import Shell

_SHOWN = 100
_MOST_TOASTS = 2
_STAY_MS = 8_000


class _Fresh(NamedTuple):
    unread: int
    notices: Sequence[Notice]
    on_desktop: bool
    by_mail: str


class Bell(QObject):
    """Lives as long as the session.

    Signals:
        came(): notices changed in the database; carried over from the thread that wrote.

    Attributes:
        popup: the list, while it is open.
        tray: the icon beside the system's clock; None where the system has no such place.
    """

    came = Signal()

    def __init__(self, shell: Shell, context: PanelContext, open_record: Callable[[Notice], object]) -> None:
        super().__init__(shell)
        self._shell, self._context, self._open_record = shell, context, open_record
        self._known: set[UUID] | None = None
        self._fresh = _Fresh(0, (), on_desktop=True, by_mail=ByMail.URGENT)
        self.popup: NoticeList | None = None
        self.tray = QSystemTrayIcon(shell.windowIcon(), self) if QSystemTrayIcon.isSystemTrayAvailable() else None
        if self.tray is not None:
            self.tray.messageClicked.connect(self._come_forward)
        self.came.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self._forget = context.kit.notices.changed.connect(lambda _none: self.came.emit())
        shell.status.notices_requested.connect(self.toggle)
        self.refresh()

    def end(self) -> None:
        """The session is over."""
        self._forget()
        self._shell.status.notices_requested.disconnect(self.toggle)
        self._shell.status.set_unread(None)
        if self.popup is not None:
            self.popup.close()
        if self.tray is not None:
            self.tray.hide()
        self.deleteLater()

    # ------------------------------------------------------------------ reading

    def refresh(self) -> None:
        """Read again."""
        tasks.start(self._load(), self._shell)

    async def _load(self) -> None:
        self._fresh = await self._context.runner.read(self._read, latest="bell")
        self._shell.status.set_unread(self._fresh.unread)
        if self.popup is not None:
            self._fill(self.popup)
        listed = {notice.id for notice in self._fresh.notices}
        if self._known is not None:
            fresh = [each for each in self._fresh.notices if each.id not in self._known and each.read_at is None]
            self._show(fresh)
        self._known = listed if self._known is None else self._known | listed

    def _read(self) -> _Fresh:
        kit, who, preferences = self._context.kit, self._context.session.account_id, self._context.preferences
        return _Fresh(
            kit.notices.unread(who),
            kit.notices.of(who, _SHOWN),
            preferences.get(who, DESKTOP_KEY, True) is not False,
            str(preferences.get(who, MAIL_KEY, ByMail.URGENT.value)),
        )

    # ------------------------------------------------------------------ showing

    def _show(self, fresh: Sequence[Notice]) -> None:
        """In the window while somebody works in it, else beside the system's clock."""
        for notice in fresh[:_MOST_TOASTS]:
            if self._shell.isActiveWindow() or self.tray is None or not self._fresh.on_desktop:
                toast(
                    self._shell,
                    notice.headline,
                    kind="notice",
                    action=self.tr("Xem"),
                    on_action=partial(self._open, notice),
                )
            else:
                self.tray.show()
                self.tray.showMessage(notice.headline, notice.body, self._shell.windowIcon(), _STAY_MS)

    def _come_forward(self) -> None:
        self._shell.showNormal() if self._shell.isMinimized() else self._shell.show()
        self._shell.raise_()
        self._shell.activateWindow()
        if self.popup is None:
            self.toggle()

    def toggle(self) -> None:
        """Open the list, or close it."""
        if self.popup is not None:
            self.popup.close()
            return
        popup = self.popup = NoticeList(self._shell, self._context.clock.now)
        popup.destroyed.connect(self._forget_popup)
        popup.opened.connect(self._open)
        popup.all_read.connect(lambda: self._read_up(None))
        popup.desktop_chosen.connect(lambda on: self._prefer(DESKTOP_KEY, on))
        popup.mail_chosen.connect(lambda choice: self._prefer(MAIL_KEY, choice))
        self._fill(popup)
        popup.show_above(self._shell.status.notices)

    def _forget_popup(self) -> None:
        self.popup = None

    def _fill(self, popup: NoticeList) -> None:
        popup.show_choices(self._fresh.by_mail, on_desktop=self._fresh.on_desktop)
        popup.show_notices(self._fresh.notices)

    # ------------------------------------------------------------------ acting

    def _open(self, notice: Notice) -> None:
        self._read_up([notice.id])
        self._open_record(notice)

    def _read_up(self, ids: Sequence[UUID] | None) -> None:
        notices, who = self._context.kit.notices, self._context.session.account_id
        tasks.start(self._write(lambda: notices.mark_read(who, ids)), self._shell)

    def _prefer(self, key: str, value: object) -> None:
        preferences, who = self._context.preferences, self._context.session.account_id
        tasks.start(self._write(lambda: preferences.set(who, key, value)), self._shell)

    async def _write(self, deed: Callable[[], object]) -> None:
        await self._context.runner.write(deed)
        await self._load()
