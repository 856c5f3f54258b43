"""Starts coroutines from button clicks and makes sure that no failure is lost."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.errors import show_error

_running: set[asyncio.Task[Any]] = set()


def start(
    work: Coroutine[Any, Any, object],
    owner: QWidget,
    on_error: Callable[[ExpectedError], object] | None = None,
) -> asyncio.Task[object]:
    """Run a coroutine beside the window.

    Args:
        work: what to do, such as ``self._load()``.
        owner: the widget whose work it is: cancelled when the widget is destroyed, errors show in its window.
        on_error: told of an ``ExpectedError`` instead of the toast, to show it where it belongs.

    Any other exception is a bug and goes where uncaught exceptions go: to the crash log.
    """
    task: asyncio.Task[object] = asyncio.get_running_loop().create_task(_guard(work, owner, on_error))
    _running.add(task)
    connection = owner.destroyed.connect(task.cancel)

    def forget(done: asyncio.Task[object]) -> None:
        _running.discard(done)
        QObject.disconnect(connection)

    task.add_done_callback(forget)
    return task


async def _guard(
    work: Coroutine[Any, Any, object], owner: QWidget, on_error: Callable[[ExpectedError], object] | None
) -> object:
    try:
        return await work
    except ExpectedError as error:
        if not isValid(owner):
            return None  # there is nobody left to tell
        if on_error is not None:
            on_error(error)
        else:
            show_error(owner, error)
    except Exception as error:  # noqa: BLE001  (main loop of a task: a bug is recorded, the window lives on)
        if isValid(owner) or not isinstance(error, RuntimeError):
            sys.excepthook(type(error), error, error.__traceback__)
        # else a "finally" of cancelled work touched its widget, which is gone: no bug
    return None


async def finish() -> None:
    """Cancel what still runs, and wait for it; called once at the end of the program."""
    for task in tuple(_running):
        task.cancel()
    await asyncio.gather(*_running, return_exceptions=True)
