from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.runner import Runner

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]
PASSWORD = "mật khẩu của trung tâm"


def test_the_window_asks_until_the_password_opens_the_file(
    loop: asyncio.AbstractEventLoop,
    runner: Runner,
    shown: Callable[[QWidget], QWidget],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.store import conversion
    from ioc_desktop.store.encryption import profile_database
    from ioc_desktop.ui.shell.start_page import StartPage
    from ioc_desktop.ui.shell.unlock import UnlockPage, ask_to_unlock
    from ioc_desktop.ui.shell.window import Shell

    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("IOC_DATABASE_PASSWORD", raising=False)
    paths = AppPaths(tmp_path).create()
    conversion.encrypt(paths, PASSWORD, use_keyring=False)
    shell = Shell()
    shown(shell)

    async def enter(words: str) -> None:
        page = shell.pages.currentWidget()
        assert isinstance(page, UnlockPage)
        page.password.setText(words)
        QTest.keyClick(page.password, Qt.Key.Key_Return)

    async def go() -> bool:
        asking = asyncio.ensure_future(
            ask_to_unlock(shell, lambda words: runner.write(lambda: profile_database(paths, words).open()))
        )
        await asyncio.sleep(0.02)
        await enter("sai mật khẩu")
        page = shell.pages.currentWidget()
        assert isinstance(page, UnlockPage)
        for _ in range(1000):
            if page.password_field.error():
                break
            await asyncio.sleep(0.005)
        assert "không đúng" in page.password_field.error()
        assert page.password.selectedText()
        assert not asking.done()
        await enter(PASSWORD)
        database = await asking
        is_open = database.is_open
        database.close()
        return is_open

    assert loop.run_until_complete(go())
    assert isinstance(shell.pages.currentWidget(), StartPage)

    async def go_on_damage() -> None:
        asking = asyncio.ensure_future(
            ask_to_unlock(shell, lambda words: runner.write(lambda: profile_database(paths, words).open()))
        )
        await asyncio.sleep(0.02)
        await enter(PASSWORD)
        await asking

    paths.database.write_bytes(paths.database.read_bytes()[:8192] + b"\xff" * 40_960)
    with pytest.raises(ExpectedError) as caught:
        loop.run_until_complete(go_on_damage())
    assert caught.value.code == "store.damaged"
    assert isinstance(shell.pages.currentWidget(), StartPage)
