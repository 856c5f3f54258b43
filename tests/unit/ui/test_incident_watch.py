"""The watch over incidents: who is late is found, who waits gets a number, and the rail says how many are open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import IncidentDraft
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

if TYPE_CHECKING:
    from ioc_desktop.ui.runner import Runner

pytestmark = pytest.mark.gui
WHO = Session(uuid4(), "trucban", "Trực ban", Role.DUTY_OFFICER)


@pytest.fixture
def incidents(tmp_path: Path) -> Iterator[Incidents]:
    db = Database(tmp_path / "ioc.db").open()
    yield Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "files")), HandClock())
    db.close()


def test_the_rail_counts_what_is_open_and_marks_what_is_late(
    incidents: Incidents, runner: Runner, loop: asyncio.AbstractEventLoop, shown: Callable[..., object]
) -> None:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.incident_watch import IncidentWatch

    class Shell(QWidget):
        badges: list[tuple[str, int, bool]] = []  # noqa: RUF012  (of the one shell of this test)

        def set_badge(self, key: str, count: int, *, alarm: bool = False) -> None:
            self.badges.append((key, count, alarm))

    shell = Shell()
    shown(shell)
    watch = IncidentWatch(shell, runner, incidents)  # type: ignore[arg-type]

    async def until(badge: tuple[str, int, bool]) -> None:
        for _ in range(1000):
            if shell.badges and shell.badges[-1] == badge:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(shell.badges)

    async def live() -> None:
        watch.start()
        await until(("incidents", 0, False))
        await runner.write(lambda: incidents.service.open(IncidentDraft(title="Cháy"), WHO))
        await until(("incidents", 1, False))
        clock = incidents.limits._writer.clock
        assert isinstance(clock, HandClock)
        clock.pass_s(600)
        watch.look()
        await until(("incidents", 1, True))

    loop.run_until_complete(live())
    watch.stop()
