from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]
Show = Callable[["QWidget"], "QWidget"]


async def fail(error: Exception) -> None:
    raise error


def window() -> QWidget:
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    made.resize(800, 600)
    return made


def test_an_expected_error_becomes_a_toast(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.ui import tasks
    from ioc_desktop.ui.widgets.toast import Toaster

    owner = shown(window())

    async def go() -> None:
        await tasks.start(fail(ExpectedError("x.y", "Không tới được {host}.", host="10.0.0.7")), owner)

    loop.run_until_complete(go())
    toaster = owner.findChild(Toaster)
    assert [toast.text.text() for toast in toaster.toasts()] == ["Không tới được 10.0.0.7."]


def test_a_bug_goes_to_the_exception_hook(
    loop: asyncio.AbstractEventLoop, shown: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ioc_desktop.ui import tasks

    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    owner = shown(window())

    async def go() -> None:
        await tasks.start(fail(RuntimeError("bug")), owner)

    loop.run_until_complete(go())
    assert [str(error) for error in caught] == ["bug"]


def test_the_owners_end_is_the_works_end(loop: asyncio.AbstractEventLoop) -> None:
    import shiboken6

    from ioc_desktop.ui import tasks

    owner = window()

    async def go() -> bool:
        task = tasks.start(asyncio.sleep(60), owner)
        await asyncio.sleep(0)
        shiboken6.delete(owner)
        await asyncio.wait([task])
        return task.cancelled()

    assert loop.run_until_complete(go())


@pytest.mark.parametrize("own", [None, ExpectedError("x.y", "Không được.")])
def test_what_cancelled_work_does_at_its_end_to_a_widget_that_is_gone_is_no_bug(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch, own: Exception | None
) -> None:
    import shiboken6

    from ioc_desktop.ui import tasks

    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    owner = window()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if own is not None:
                raise own from None
            raise
        finally:
            if own is None:
                owner.setEnabled(True)

    async def go() -> None:
        task = tasks.start(work(), owner)
        await asyncio.sleep(0)
        shiboken6.delete(owner)
        await asyncio.wait([task])

    loop.run_until_complete(go())
    assert caught == []
