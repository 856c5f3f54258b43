"""Changing one's own password."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button

ChangePassword = Callable[[str, str], Awaitable[None]]
"""(old, new); raises ``ExpectedError`` with the reason."""


class PasswordDialog(Dialog):
    """Old, new, new again. Closes itself with ``accept`` once the service has agreed."""

    def __init__(self, parent: QWidget | None, change: ChangePassword) -> None:
        super().__init__(parent, "")
        title = self.tr("Đổi mật khẩu")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self._change = change
        self.old = self._field(self.tr("Mật khẩu đang dùng"))
        self.new = self._field(self.tr("Mật khẩu mới"))
        self.again = self._field(self.tr("Nhập lại mật khẩu mới"))
        self.cancel = Button(self.tr("Hủy"), clicked=self.reject)
        self.submit = Button(self.tr("Đổi mật khẩu"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)

    def _field(self, title: str) -> FormField:
        box = QLineEdit()
        box.setEchoMode(QLineEdit.EchoMode.Password)
        field = FormField(title, box)
        self.body.addWidget(field)
        return field

    def press(self) -> None:
        old, new, again = (self._text(field) for field in (self.old, self.new, self.again))
        self.old.set_error("" if old else self.tr("Nhập mật khẩu đang dùng"))
        self.new.set_error("" if new else self.tr("Nhập mật khẩu mới"))
        self.again.set_error("" if new == again else self.tr("Hai mật khẩu khác nhau"))
        if old and new and new == again and self.submit.isEnabled():
            self.submit.setEnabled(False)
            tasks.start(self._run(old, new), self, self._refused)

    @staticmethod
    def _text(field: FormField) -> str:
        assert isinstance(field.field, QLineEdit)
        return field.field.text()

    async def _run(self, old: str, new: str) -> None:
        try:
            await self._change(old, new)
        finally:
            self.submit.setEnabled(True)
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        about_new = error.code.startswith("accounts.password")
        (self.new if about_new else self.old).set_error(tr_error(error))
