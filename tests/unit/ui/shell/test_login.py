from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.theme import Theme

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]
Show = Callable[["QWidget"], "QWidget"]


async def authenticate(user: str, password: str) -> object:
    await asyncio.sleep(0)
    if password != "right":
        raise ExpectedError("accounts.refused", "Không đúng. Còn {n} lần.", n=3)
    return f"session of {user}"


def settle(loop: asyncio.AbstractEventLoop) -> None:
    async def some() -> None:
        for _ in range(20):
            await asyncio.sleep(0.005)

    loop.run_until_complete(some())


def type_and_enter(loop: asyncio.AbstractEventLoop, page: QWidget, user: str, password: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    async def go() -> None:
        page.user.setText(user)  # type: ignore[attr-defined]
        page.password.setText(password)  # type: ignore[attr-defined]
        QTest.keyClick(page.password, Qt.Key.Key_Return)  # type: ignore[attr-defined]
        for _ in range(20):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def test_enter_signs_in(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.ui.shell.login import LoginPage

    page = LoginPage(authenticate)
    shown(page)
    got: list[object] = []
    page.signed_in.connect(got.append)
    type_and_enter(loop, page, " trucban ", "right")
    assert got == ["session of trucban"]


def test_a_refusal_stands_under_the_password_and_keeps_the_name(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.ui.shell.login import LoginPage

    page = LoginPage(authenticate)
    shown(page)
    type_and_enter(loop, page, "trucban", "wrong")
    assert page.password_field.error() == "Không đúng. Còn 3 lần."
    assert page.user.text() == "trucban"
    assert page.password.selectedText()
    assert page.submit.isEnabled()
    page.password.textEdited.emit("x")
    assert page.password_field.error() == ""


def test_a_missing_name_is_asked_for(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.ui.shell.login import LoginPage

    page = LoginPage(authenticate)
    shown(page)
    type_and_enter(loop, page, "  ", "right")
    assert page.password_field.error() == "Nhập tên đăng nhập"


def test_the_caps_lock_is_noticed(shown: Show) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ioc_desktop.ui.shell.login import LoginPage

    page = LoginPage(authenticate)
    shown(page)
    QTest.keyClick(page.password, "A")
    assert page.password_field.note.text() == "Caps Lock đang bật"
    QTest.keyClick(page.password, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.password, "c")
    assert page.password_field.note.isHidden()


def test_a_demo_account_fills_the_form(shown: Show) -> None:
    from ioc_desktop.ui.shell.login import DemoAccount, LoginPage

    page = LoginPage(authenticate, [DemoAccount("trucban", "right", "Trực ban")])
    shown(page)
    page.chips[0].click()
    assert (page.user.text(), page.password.text()) == ("trucban", "right")


def test_the_first_run_checks_before_it_creates(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.ui.shell.login import FirstRunPage

    made: list[tuple[str, str, str]] = []

    async def create(display: str, user: str, password: str) -> object:
        made.append((display, user, password))
        return "session"

    page = FirstRunPage(create)
    shown(page)
    page.password.setText("short")
    page.press()
    assert page.display_field.error()
    assert page.password_field.error()
    assert page.again_field.error() == "Hai mật khẩu khác nhau"
    assert made == []
    page.display.setText("Quản trị")
    for box in (page.password, page.again):
        box.setText("mat khau dai")
    got: list[object] = []
    page.signed_in.connect(got.append)
    loop.call_soon(page.press)
    settle(loop)
    assert made == [("Quản trị", "quantri", "mat khau dai")]
    assert got == ["session"]


def test_targets_are_high_enough_for_a_finger(theme: Theme, shown: Show) -> None:
    from ioc_desktop.ui.shell.login import LoginPage

    page = LoginPage(authenticate)
    shown(page)
    wanted = theme._common["touch.fallback_px"]["96dpi"]
    assert {box.height() for box in (page.user, page.password, page.submit)} == {wanted}
