"""Making and changing an account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import ROLE_TITLES, Account, Role
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button


@dataclass(frozen=True, kw_only=True)
class AccountWish:
    """What the dialog was filled with; an empty password keeps the old one."""

    user_name: str
    display_name: str
    role: Role
    is_active: bool
    password: str


Save = Callable[[AccountWish], Awaitable[None]]


class AccountDialog(Dialog):
    """A new account, or an existing one; closes itself once the service has agreed."""

    def __init__(self, parent: QWidget | None, save: Save, account: Account | None = None) -> None:
        super().__init__(parent, "")
        title = self.tr("Thêm tài khoản") if account is None else self.tr("Sửa tài khoản")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self._save = save
        self.user_name = FormField(self.tr("Tên đăng nhập"), QLineEdit(account.user_name if account else ""))
        self.user_name.field.setEnabled(account is None)
        self.display_name = FormField(self.tr("Tên hiện"), QLineEdit(account.display_name if account else ""))
        self.role = FormField(self.tr("Vai trò"), _roles(account.role if account else Role.DUTY_OFFICER))
        hint = self.tr("để trống nếu giữ nguyên") if account else self.tr("ít nhất 8 ký tự; người dùng đổi sau")
        self.password = FormField(self.tr("Mật khẩu trên máy này"), _secret(), hint=hint)
        self.again = FormField(self.tr("Nhập lại mật khẩu"), _secret())
        self.is_active = QCheckBox(self.tr("Được đăng nhập"))
        self.is_active.setChecked(account.is_active if account else True)
        self.is_active.setVisible(account is not None)
        for part in (self.user_name, self.display_name, self.role, self.password, self.again, self.is_active):
            self.body.addWidget(part)
        self.cancel = Button(self.tr("Hủy"), clicked=self.reject)
        self.submit = Button(self.tr("Lưu"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)

    def wish(self) -> AccountWish:
        role = self.role.field
        assert isinstance(role, QComboBox)
        return AccountWish(
            user_name=_text(self.user_name).strip(),
            display_name=_text(self.display_name).strip(),
            role=Role(role.currentData()),
            is_active=self.is_active.isChecked(),
            password=_text(self.password),
        )

    def press(self) -> None:
        for field in (self.user_name, self.password, self.role):
            field.set_error("")
        is_same = _text(self.password) == _text(self.again)
        self.again.set_error("" if is_same else self.tr("Hai mật khẩu khác nhau"))
        if not is_same or not self.submit.isEnabled():
            return
        self.submit.setEnabled(False)
        tasks.start(self._run(self.wish()), self, self._refused)

    async def _run(self, wish: AccountWish) -> None:
        await self._save(wish)
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        by_code = {"accounts.last_administrator": self.role}
        about_password = error.code.startswith("accounts.password")
        by_code.get(error.code, self.password if about_password else self.user_name).set_error(tr_error(error))


def _text(field: FormField) -> str:
    assert isinstance(field.field, QLineEdit)
    return field.field.text()


def _secret() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _roles(chosen: Role) -> QComboBox:
    box = QComboBox()
    for role, title in ROLE_TITLES.items():
        box.addItem(QCoreApplication.translate("accounts", title), role.value)
    box.setCurrentIndex(box.findData(chosen.value))
    return box
