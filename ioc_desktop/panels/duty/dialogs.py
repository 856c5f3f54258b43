"""Signing a hand-over: the giver with a note, the taker with an answer, each with their own password."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import TASK_TITLES, Handover, Task
from ioc_desktop.kernel.duty.times import Slot
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.items_view import ItemsView
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

_WIDE_PX = 720
_ITEMS_PX = 240
_NOTE_PX = 96
Give = Callable[[str, str], Awaitable[None]]
"""Password and note."""
Take = Callable[[str, str, str], Awaitable[None]]
"""User name, password and answer."""


class SigningDialog(Dialog):
    """What the two signatures share: a list of what is open, words, a password, and the refusal under it."""

    def __init__(self, parent: QWidget | None, title: str, gift: Gift, today: date) -> None:
        super().__init__(parent, title, width_px=_WIDE_PX)
        self.items = ItemsView()
        self.items.setFixedHeight(_ITEMS_PX)
        self.items.show_gift(gift, today)
        self.body.addWidget(self.items)
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(_NOTE_PX)
        self.words.setTabChangesFocus(True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field = FormField(self.tr("Mật khẩu của bạn"), self.password, required=True)
        self.submit = Button("", "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def press(self) -> None:
        """Sign; the dialog closes itself once the service has agreed."""
        self.submit.setEnabled(False)
        self.password_field.set_error("")
        tasks.start(self._run(), self, self._refused)

    async def _run(self) -> None:
        await self._sign()
        self.accept()

    async def _sign(self) -> None:
        raise NotImplementedError

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.password.clear()
        self.password_field.set_error(tr_error(error))


class GiveDialog(SigningDialog):
    """The giver signs."""

    def __init__(self, parent: QWidget | None, slot: Slot, gift: Gift, today: date, give: Give) -> None:
        super().__init__(parent, "", gift, today)
        self._give = give
        self.setWindowTitle(self.tr("Bàn giao {shift}").format(shift=slot.name))
        self.heading.setText(self.windowTitle())
        hint = self.tr("việc đang theo dõi, liên hệ, chỗ cần để mắt")
        self.body.addWidget(FormField(self.tr("Dặn người nhận"), self.words, hint=hint))
        self.body.addWidget(self.password_field)
        self.submit.setText(self.tr("Ký giao"))
        self.words.setFocus()

    async def _sign(self) -> None:
        await self._give(self.password.text(), self.words.toPlainText())


class TakeDialog(SigningDialog):
    """The taker signs, at whatever desktop the two stand."""

    def __init__(
        self, parent: QWidget | None, handover: Handover, giver: str, today: date, take: Take, *, user_name: str = ""
    ) -> None:
        super().__init__(parent, "", Gift(items=handover.items, left_out=handover.left_out), today)
        self._take = take
        self.setWindowTitle(self.tr("Nhận {shift} từ {giver}").format(shift=handover.slot.name, giver=giver))
        self.heading.setText(self.windowTitle())
        if handover.note:
            self.body.addWidget(label(self.tr("Lời dặn: {note}").format(note=handover.note), wrap=True))
        self.body.addWidget(FormField(self.tr("Ý kiến của người nhận"), self.words))
        self.user_name = QLineEdit(user_name)
        self.body.addWidget(FormField(self.tr("Tên đăng nhập của người nhận"), self.user_name, required=True))
        self.body.addWidget(self.password_field)
        self.submit.setText(self.tr("Ký nhận"))
        (self.password if user_name else self.user_name).setFocus()

    async def _sign(self) -> None:
        await self._take(self.user_name.text(), self.password.text(), self.words.toPlainText())


class PostDialog(Dialog):
    """Who is to stand a shift."""

    def __init__(self, parent: QWidget | None, slot: Slot, people: words.People) -> None:
        super().__init__(parent, "")
        title = self.tr("Phân công {shift} ngày {day}")
        self.setWindowTitle(title.format(shift=slot.name, day=f"{slot.day:%d/%m/%Y}"))
        self.heading.setText(self.windowTitle())
        self.person, self.task = QComboBox(), QComboBox()
        for account_id, name in sorted(people.items(), key=lambda pair: pair[1]):
            self.person.addItem(name, account_id)
        for task in (Task.OFFICER, Task.LEADER):
            self.task.addItem(words.tr(TASK_TITLES[task]), task)
        self.body.addWidget(FormField(self.tr("Người"), self.person))
        self.body.addWidget(FormField(self.tr("Nhiệm vụ"), self.task))
        submit = Button(self.tr("Phân công"), "primary", clicked=self.accept)
        submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(submit)
