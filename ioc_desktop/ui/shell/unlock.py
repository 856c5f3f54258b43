"""Asks for the password of an encrypted database, where the system's keyring does not have its key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.shell.login import PasswordField, _Page
from ioc_desktop.ui.widgets.form_field import FormField

if TYPE_CHECKING:
    from ioc_desktop.ui.shell.window import Shell

T = TypeVar("T")


class UnlockPage(_Page):
    """One password, Enter. A wrong one is said under the field; ``signed_in`` carries what was opened.

    Signals:
        failed(object): the ``ExpectedError`` of a file that the right password does not open either.
    """

    failed = Signal(object)

    def __init__(self, unlock: Callable[[str], Awaitable[object]]) -> None:
        super().__init__()
        self._unlock = unlock
        self.password = PasswordField()
        self.password_field = FormField("", self.password)
        self.card.tall(self.password)
        self.password.returnPressed.connect(self.press)
        self.password.textEdited.connect(lambda: self.password_field.set_error(""))
        self.password.caps_lock_seen.connect(self._show_caps)
        self.card.column.addWidget(self.password_field)
        self.card.column.addWidget(self.submit)
        self.retranslate()

    def _show_caps(self, on: bool) -> None:  # noqa: FBT001  (Qt slot)
        self.password_field.set_hint(self.tr("Caps Lock đang bật") if on else "")

    def press(self) -> None:
        if self.submit.isEnabled() and self.password.text():
            tasks.start(self._call(self._unlock(self.password.text())), self, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        if error.code != "database.password_wrong":
            self.failed.emit(error)
            return
        self.password_field.set_error(tr_error(error))
        self.password.selectAll()
        self.password.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.password.setFocus()

    def retranslate(self) -> None:
        self.card.heading.setText(self.tr("Mở khóa cơ sở dữ liệu"))
        self.card.subtitle.setText(self.tr("Dữ liệu của máy này đã được mã hóa"))
        self.password_field.set_title(self.tr("Mật khẩu cơ sở dữ liệu"))
        self.password.retranslate()
        self.submit.setText(self.tr("Mở khóa"))


async def ask_to_unlock(shell: Shell, unlock: Callable[[str], Awaitable[T]]) -> T:
    """What ``unlock`` gives for the right password; asks until there is one. The start page is shown again then.

    Raises:
        ExpectedError: what ``unlock`` raises other than ``database.password_wrong``.
    """
    opened: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    page = UnlockPage(unlock)
    page.signed_in.connect(opened.set_result)
    page.failed.connect(opened.set_exception)
    shell.show_page(page)
    try:
        return cast("T", await opened)
    finally:
        shell.close_session()
