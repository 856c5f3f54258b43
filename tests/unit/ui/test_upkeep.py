from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.store import backup
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.shell.window import Shell

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "ioc.db").open()
    with database.write() as session:
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO device_journal "
            "(seq, at, who, action, detail, prev, hash) "
            "SELECT i, '', '', '', hex(randomblob(200)), '', '' FROM n"
        )
    yield database
    database.close()


@pytest.fixture
def shell(shown: Callable[[QWidget], QWidget]) -> Shell:
    from ioc_desktop.ui.shell.window import Shell

    made = Shell()
    shown(made)
    return made


def looks(loop: asyncio.AbstractEventLoop, shell: Shell, runner: Runner, db: Database, *, times: int) -> list[str]:
    """The notices after looking so many times."""
    from ioc_desktop.ui import tasks
    from ioc_desktop.ui.shell.notice_bar import NoticeBar
    from ioc_desktop.upkeep import Upkeep

    upkeep = Upkeep(shell, runner, db)

    async def go() -> None:
        for _ in range(times):
            upkeep.look()
            await asyncio.gather(*tasks._running)
            await asyncio.sleep(0.02)

    loop.run_until_complete(go())
    return [bar.text.text() for bar in shell.findChildren(NoticeBar)]


def test_a_good_database_is_backed_up_once_and_nothing_is_said(
    loop: asyncio.AbstractEventLoop, shell: Shell, runner: Runner, db: Database
) -> None:
    assert looks(loop, shell, runner, db, times=3) == []
    (made,) = backup.listed(db.backups)
    backup.verify(made.path)


def test_damage_is_one_notice_that_names_the_command(
    loop: asyncio.AbstractEventLoop, shell: Shell, runner: Runner, db: Database
) -> None:
    db.close()
    size = db.path.stat().st_size
    with db.path.open("r+b") as file:
        file.seek(size - 40_000)
        file.write(b"\xff" * 30_000)
    db.open()
    (notice,) = looks(loop, shell, runner, db, times=3)
    assert "main.py backup salvage" in notice
    assert backup.listed(db.backups) == []


def test_backups_that_cannot_be_written_are_one_notice(
    loop: asyncio.AbstractEventLoop, shell: Shell, runner: Runner, db: Database
) -> None:
    db.backups.write_text("no folder")
    (notice,) = looks(loop, shell, runner, db, times=3)
    assert "Không ghi được bản sao lưu" in notice


def test_nothing_begins_once_it_is_stopped(
    loop: asyncio.AbstractEventLoop, shell: Shell, runner: Runner, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ioc_desktop import upkeep

    monkeypatch.setattr(upkeep, "FIRST_MS", 5)
    began: list[str] = []
    made = upkeep.Upkeep(shell, runner, db, chores=[lambda: began.append("chore")])
    made.start()
    made.stop()
    loop.run_until_complete(asyncio.sleep(0.1))
    assert not began
