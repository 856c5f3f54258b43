from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store.connections import DatabaseKey
from ioc_desktop.store.database import Database

PRELUDE = """
import os, sys, resource, time
from pathlib import Path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store import backup
from ioc_desktop.store.database import Database
root = Path(sys.argv[1])
path, folder = root / "ioc.db", root / "backups"
"""
KEY = DatabaseKey(bytes(range(32)))


class Profile:
    """A profile with some rows, worked on by real programs."""

    def __init__(self, root: Path, key: DatabaseKey | None = None) -> None:
        self.paths = AppPaths(root).create()
        self.path, self.backups, self.key = self.paths.database, self.paths.backups, key

    def open(self) -> Database:
        return Database(self.path, key=self.key).open()

    def fill(self, *names: str) -> None:
        db = self.open()
        try:
            units = OrgUnitService(db)
            for name in names:
                units.add(name)
        finally:
            db.close()

    def names(self) -> list[str]:
        db = self.open()
        try:
            return [unit.name for unit in OrgUnitService(db).valid_on(date(2026, 1, 1))]
        finally:
            db.close()

    def join(self) -> None:
        """From now on changes are noted in the outbox, as after joining a server."""
        self.run("INSERT OR REPLACE INTO sync_control (id, is_joined, is_applying) VALUES (1, 1, 0)")

    def run(self, sql: str) -> None:
        db = self.open()
        with db.write() as session:
            session.execute(text(sql))
        db.close()

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        db = self.open()
        try:
            with db.read() as session:
                return [tuple(row) for row in session.execute(text(sql))]
        finally:
            db.close()

    def program(self, code: str) -> subprocess.Popen[str]:
        script = PRELUDE + textwrap.dedent(code)
        return subprocess.Popen(
            [sys.executable, "-c", script, str(self.paths.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "hồ sơ")


@pytest.fixture
def make_profile(tmp_path: Path) -> Callable[[DatabaseKey | None], Profile]:
    return lambda key: Profile(tmp_path / "hồ sơ", key)
