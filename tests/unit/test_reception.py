"""What becomes of people at the desk when services come late, or not at all."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.reception import FirstDesk, Reception


class Front(QObject):
    """Stands for the window, of which nobody is signed in."""

    sign_out_requested = Signal()
    signed_in = Signal(object)
    deck = None


def test_trouble_after_everything_is_open_leaves_it_open() -> None:
    """Such as a recorder that cannot start: the room says so, and panels go on."""

    async def work() -> None:
        reception = _reception()
        desk = cast("Any", SimpleNamespace())
        reception.complete(desk)
        reception.fail(ExpectedError("store.disk_full", "Ổ đĩa đầy."), "Ổ đĩa đầy.")
        assert await reception._desk is desk

    asyncio.run(work())


def test_services_that_do_not_come_are_told_to_whoever_waits() -> None:
    async def work() -> None:
        reception = _reception()
        error = ExpectedError("store.disk_full", "Ổ đĩa đầy.")
        reception.fail(error, "Ổ đĩa đầy.")
        assert reception._desk.exception() is error

    asyncio.run(work())


def _reception() -> Reception:
    first = FirstDesk(cast("Any", Front()), *[cast("Any", None)] * 7)
    return Reception(first, cast("Any", SimpleNamespace(demo=False, panel=None)), cast("Any", None), ())
