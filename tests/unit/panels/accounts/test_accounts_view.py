"""The page of accounts, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import PERMISSIONS, Role
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.panels.accounts import words
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.accounts.dialogs import AccountDialog
    from ioc_desktop.panels.accounts.view import AccountsView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
GOOD = "cây-đa-bến-nước"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[AccountService]:
    database = Database(tmp_path / "accounts.db").open()
    service = AccountService(database)
    service.create_first_administrator(user_name="quantri", display_name="Quản trị", password=GOOD)
    service.create(user_name="trucban", display_name="Trực ban ca 1", role=Role.DUTY_OFFICER, password=GOOD)
    yield service
    database.close()


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None, rounds: int = 60) -> None:
    async def go() -> None:
        action()
        for _ in range(rounds):
            await asyncio.sleep(0.01)

    loop.run_until_complete(go())


@pytest.fixture
def view(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, accounts: AccountService
) -> AccountsView:
    from ioc_desktop.panels.accounts.view import AccountsView

    context.accounts = accounts
    made: list[AccountsView] = []
    act(loop, lambda: made.append(AccountsView(context)))  # type: ignore[arg-type]
    shown(made[0])
    act(loop)
    return made[0]


def dialog_of(view: AccountsView) -> AccountDialog:
    from ioc_desktop.panels.accounts.dialogs import AccountDialog

    (dialog,) = [child for child in view.window().findChildren(AccountDialog) if child.isVisible()]
    return dialog


def type_password(dialog: AccountDialog, password: str, again: str = "") -> None:
    dialog.password.field.setText(password)  # type: ignore[attr-defined]
    dialog.again.field.setText(again or password)  # type: ignore[attr-defined]


def texts(view: AccountsView) -> list[str]:
    return [view.table.item(row, 0).text() for row in range(view.table.rowCount())]


def test_accounts_are_listed_and_found(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    assert texts(view) == ["quantri", "trucban"]
    view.search.setText("truc ban")
    act(loop, view._search, 2)
    assert texts(view) == ["trucban"]
    assert view.header.summary.text() == "Hiện 1 trong 2 người"
    view.search.setText("không có ai")
    act(loop, view._search, 2)
    assert view.pages.currentWidget() is view.empty
    act(loop, view.empty.button.click, 2)
    assert texts(view) == ["quantri", "trucban"]


def test_enter_opens_the_selected_account(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    view.table.selectRow(1)
    view.table.setFocus()
    act(loop, lambda: QTest.keyClick(view.table, Qt.Key.Key_Return), 5)
    assert dialog_of(view).user_name.field.text() == "trucban"  # type: ignore[attr-defined]


def test_a_mistyped_password_is_not_saved(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    act(loop, view.add.click, 5)
    dialog = dialog_of(view)
    assert not dialog.is_active.isVisible()
    dialog.user_name.field.setText("moi")  # type: ignore[attr-defined]
    type_password(dialog, GOOD, "cây-đa-bến-nươc")
    act(loop, dialog.press, 5)
    assert "khác nhau" in dialog.again.error()
    assert texts(view) == ["quantri", "trucban"]


def test_what_was_saved_before_a_refused_password_is_shown(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    view.table.selectRow(1)
    act(loop, view.edit.click, 5)
    dialog = dialog_of(view)
    dialog.display_name.field.setText("Trực ban ca 2")  # type: ignore[attr-defined]
    type_password(dialog, "ngắn")
    act(loop, dialog.press, 20)
    assert dialog.password.error()
    act(loop, dialog.reject, 20)
    assert view.table.item(1, 1).text() == "Trực ban ca 2"


def test_accounts_that_cannot_be_read_are_asked_for_again(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    from ioc_desktop.panels.accounts.view import AccountsView

    faults = [ExpectedError("store.busy", "Tệp dữ liệu đang bận."), ExpectedError("store.busy", "Vẫn bận.")]

    def answer() -> list[object]:
        if faults:
            raise faults.pop(0)
        return []

    context.accounts = SimpleNamespace(list=answer)
    made: list[AccountsView] = []
    act(loop, lambda: made.append(AccountsView(context)), 5)  # type: ignore[arg-type]
    (view,) = made
    shown(view)
    assert view.pages.currentWidget() is view.failed
    act(loop, view.choice.button("roles").click, 5)
    act(loop, view.choice.button("accounts").click, 5)
    assert view.pages.currentWidget() is view.failed
    assert view.failed.text.text() == "Vẫn bận."
    act(loop, view.failed.button.click, 5)
    assert view.pages.currentWidget() is view.empty


def test_an_account_is_made_and_must_change_its_password(
    view: AccountsView, loop: asyncio.AbstractEventLoop, accounts: AccountService
) -> None:
    act(loop, view.add.click, 5)
    dialog = dialog_of(view)
    dialog.user_name.field.setText("trucban")  # type: ignore[attr-defined]
    type_password(dialog, "ngắn")
    act(loop, dialog.press, 20)
    assert "ít nhất 8" in dialog.password.error()
    type_password(dialog, GOOD)
    act(loop, dialog.press)
    assert "đã có người dùng" in dialog.user_name.error()
    dialog.user_name.field.setText("lanhdao")  # type: ignore[attr-defined]
    act(loop, dialog.press)
    assert texts(view) == ["lanhdao", "quantri", "trucban"]
    assert view.table.item(0, 3).text() == "cần đổi mật khẩu"
    accounts.authenticate("lanhdao", GOOD)


def test_the_last_administrator_stays(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    view.table.selectRow(0)
    act(loop, view.edit.click, 5)
    dialog = dialog_of(view)
    dialog.is_active.setChecked(False)
    act(loop, dialog.press)
    assert "quản trị cuối cùng" in dialog.role.error()
    dialog.is_active.setChecked(True)
    dialog.display_name.field.setText("Quản trị mới")  # type: ignore[attr-defined]
    act(loop, dialog.press)
    assert view.table.item(0, 1).text() == "Quản trị mới"


def test_a_closed_account_is_shown_as_closed(
    view: AccountsView, loop: asyncio.AbstractEventLoop, accounts: AccountService
) -> None:
    view.table.selectRow(1)
    act(loop, view.edit.click, 5)
    dialog = dialog_of(view)
    dialog.is_active.setChecked(False)
    type_password(dialog, "sông-Hiếu-2026")
    act(loop, dialog.press)
    assert view.table.item(1, 3).text() == "đã khóa"
    assert [account.is_active for account in accounts.list()] == [True, False]


def test_the_table_of_roles_is_what_the_program_grants(view: AccountsView, loop: asyncio.AbstractEventLoop) -> None:
    act(loop, view.choice.button("roles").click, 5)
    names = words.all_permissions()
    assert set(names) == set(words.TITLES)
    for row, name in enumerate(names):
        marks = [view.roles.item(row, column).text() for column in range(1, 5)]
        assert marks == ["có" if name in PERMISSIONS[role] else "–" for role in Role]
    assert not view.edit.isEnabled()
