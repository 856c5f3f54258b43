"""The dialog of an account's own permissions, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from ioc_desktop.kernel.accounts.grants import GrantLine, GrantService
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.accounts.grants_dialog import GrantsDialog

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
GOOD = "cây-đa-bến-nước"


@dataclass(frozen=True)
class Desk:
    """The services behind the page, and who is asked about."""

    accounts: AccountService
    grants: GrantService
    units: OrgUnitService
    officer: UUID
    quarter: UUID


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "grants.db").open()
    accounts = AccountService(database)
    accounts.create_first_administrator(user_name="quantri", display_name="Quản trị", password=GOOD)
    officer = accounts.create(user_name="trucban", display_name="Trực ban", role=Role.DUTY_OFFICER, password=GOOD)
    units = OrgUnitService(database)
    ward = units.add("Phường Đông Hà")
    quarter = units.add("Khu phố 3", parent_id=ward.id)
    yield Desk(accounts, GrantService(database), units, officer.id, quarter.id)
    database.close()


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(60):
            await asyncio.sleep(0.01)

    loop.run_until_complete(go())


@pytest.fixture
def open_for(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, desk: Desk
) -> Callable[[int], GrantsDialog]:
    from ioc_desktop.panels.accounts.grants_dialog import GrantsDialog
    from ioc_desktop.panels.accounts.view import AccountsView

    context.accounts, context.grants, context.org_units = desk.accounts, desk.grants, desk.units

    def go(row: int) -> GrantsDialog:
        made: list[AccountsView] = []
        act(loop, lambda: made.append(AccountsView(context)))  # type: ignore[arg-type]
        shown(made[0])
        made[0].table.selectRow(row)
        act(loop, made[0].grants.click)
        (dialog,) = made[0].window().findChildren(GrantsDialog)
        return dialog

    return go


def cells(dialog: GrantsDialog) -> list[list[str]]:
    table = dialog.table
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(3)]
        found.append([item.text() for item in items if item is not None])
    return found


def choose(dialog: GrantsDialog, permission: str, unit: str, side: str) -> None:
    dialog.permission.setCurrentIndex(dialog.permission.findData(permission))
    dialog.unit.setCurrentIndex([dialog.unit.itemText(at).strip() for at in range(dialog.unit.count())].index(unit))
    dialog.side.select(side)


def test_a_permission_in_a_unit_is_given_and_taken_back(
    open_for: Callable[[int], GrantsDialog], loop: asyncio.AbstractEventLoop, desk: Desk
) -> None:
    dialog = open_for(1)
    assert cells(dialog) == [["Chưa có quyền riêng: mọi quyền theo vai trò."]]
    assert not dialog.remove.isEnabled()
    assert [dialog.unit.itemText(at) for at in range(3)] == ["Mọi nơi", "Phường Đông Hà", "    Khu phố 3"]
    choose(dialog, "cameras.manage", "Khu phố 3", "give")
    act(loop, dialog.add.click)
    assert cells(dialog) == [["Thêm, sửa, xóa camera", "Khu phố 3", "Cho thêm"]]
    assert desk.grants.grants_of(desk.officer) == [GrantLine("cameras.manage", desk.quarter, is_allowed=True)]
    dialog.table.selectRow(0)
    act(loop, dialog.remove.click)
    assert desk.grants.grants_of(desk.officer) == []
    assert cells(dialog) == [["Chưa có quyền riêng: mọi quyền theo vai trò."]]


def test_the_last_administrator_keeps_the_right_and_the_dialog_says_why(
    open_for: Callable[[int], GrantsDialog], loop: asyncio.AbstractEventLoop
) -> None:
    dialog = open_for(0)
    choose(dialog, "accounts.manage", "Mọi nơi", "take")
    act(loop, dialog.add.click)
    assert dialog.message.isVisible()
    assert "quản trị" in dialog.message.text().lower()
    assert cells(dialog) == [["Chưa có quyền riêng: mọi quyền theo vai trò."]]
    choose(dialog, "wall.edit", "Mọi nơi", "take")
    act(loop, dialog.add.click)
    assert not dialog.message.isVisible()
    assert cells(dialog) == [["Sắp xếp tường", "Mọi nơi", "Bớt đi"]]
