"""What becomes of people at the desk when services come late, or not at all."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.reception import FirstDesk, Reception


class Front(QObject):
    """Stands for the window, at which nobody is signed in at first."""

    sign_out_requested = Signal()
    signed_in = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.deck: SimpleNamespace | None = None
        self.told: list[str] = []

    def go_to(self, key: str) -> None: ...

    def show_record(self, key: str, ref: object) -> None: ...

    def open_session(self, *_context: object, **_how: object) -> None:
        self.deck = SimpleNamespace(fail=self.told.append)


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


def test_who_signs_in_after_services_have_failed_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else panels would look as if they were loading for ever."""

    async def nobody(_self: Reception, _session: object) -> None:
        """No database here to note who signs in."""

    monkeypatch.setattr(Reception, "_note_who", nobody)

    async def work() -> None:
        front = Front()
        reception = _reception(front)
        reception.fail(ExpectedError("store.disk_full", "Ổ đĩa đầy."), "Ổ đĩa đầy.")
        assert front.told == []
        front.signed_in.emit(SimpleNamespace())
        await asyncio.sleep(0)
        assert front.told == ["Ổ đĩa đầy."]

    asyncio.run(work())


def _reception(front: Front | None = None) -> Reception:
    services = SimpleNamespace(cameras=None, preferences=None)
    first = FirstDesk(cast("Any", front or Front()), *[cast("Any", services)] * 7)
    return Reception(first, cast("Any", SimpleNamespace(demo=False, panel=None)), cast("Any", None), ())
