"""A dressed application, a loop, and a signed-in context without services."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    from ioc_desktop.ui.theme import Theme

    made = Theme()
    made.apply(qapp)
    return made


@pytest.fixture
def dark(theme: Theme) -> Iterator[Theme]:
    """The shared theme, dark again afterwards."""
    yield theme
    theme.set_mode("dark")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    from qasync import QEventLoop

    made = QEventLoop(qapp)
    yield made
    from ioc_desktop.ui import tasks

    made.run_until_complete(tasks.finish())
    made.close()


@pytest.fixture
def runner() -> Iterator[Runner]:
    from ioc_desktop.ui.runner import Runner

    made = Runner(2)
    yield made
    made.close()


@pytest.fixture
def until(qapp: QApplication) -> Callable[[Callable[[], object]], None]:
    """Let the window work until a condition holds; fails after ten seconds."""

    from PySide6.QtCore import QEvent

    def wait(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < deadline, "the condition never held"
            qapp.processEvents()
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # only a running loop does this itself
            time.sleep(0.002)

    return wait


@pytest.fixture
def shown(until: Callable[[Callable[[], object]], None]) -> Iterator[Callable[[QWidget], QWidget]]:
    """Show a window, wait until it has the keyboard; closed and deleted afterwards."""
    import shiboken6

    windows: list[QWidget] = []

    def show(window: QWidget) -> QWidget:
        windows.append(window)
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        return window

    yield show
    for window in windows:
        if shiboken6.isValid(window):
            window.close()
            shiboken6.delete(window)


@pytest.fixture
def context(theme: Theme, runner: Runner, tmp_path: Path) -> SimpleNamespace:
    """What a panel of these tests may use."""
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.config.settings import Settings
    from ioc_desktop.core.clock import SystemClock
    from ioc_desktop.kernel.accounts.model import Role, Session
    from ioc_desktop.ui.settings_store import SettingsStore

    session = Session(uuid.uuid4(), "quantri", "Quản trị 1", Role.ADMIN)
    store = SettingsStore(tmp_path / "settings.json", Settings(), runner)
    paths = AppPaths(tmp_path).create()
    return SimpleNamespace(
        session=session, theme=theme, runner=runner, settings=store, paths=paths, clock=SystemClock(), accounts=None
    )
