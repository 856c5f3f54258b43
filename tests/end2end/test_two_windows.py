"""Two windows on two profiles, one server: what one adds the other shows, and what both change offline meets again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.store.database import Database
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.server.install import install
from tests.support.postgres import pg_database, postgres_server

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

__all__ = ["pg_database", "postgres_server"]
pytestmark = [pytest.mark.postgres, pytest.mark.gui]
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "cây-đa-bến-nước"


@pytest.fixture
def profiles(postgres_server: PostgresServer, pg_database: str, tmp_path: Path) -> Iterator[list[Path]]:
    """Two joined profiles, each with somebody who may sign in."""
    role = pg_database.removeprefix("ioc_") + "_windows"
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as boss:
        install(boss)
        secret = administration.add_role(boss, role, group=Group.ADMIN)
    made = []
    for name in "ab":
        profile = tmp_path / name
        profile.mkdir()
        database = Database(profile / "ioc.db").open()
        AccountService(database).create(user_name=f"truc{name}", display_name="", role=Role.ADMIN, password=PASSWORD)
        database.close()
        words = ["--host", "127.0.0.1", "--port", str(postgres_server.port), "--database", pg_database, "--user", role]
        done = subprocess.run(
            [sys.executable, "main.py", "sync", "join", *words, "--profile", str(profile), "--json"],
            cwd=ROOT, env=os.environ | {"IOC_PASSWORD": secret}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        made.append(profile)
    yield made
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as boss:
        boss.execute(f"DROP OWNED BY {role}")
        boss.execute(f"DROP ROLE {role}")


@pytest.fixture
def window() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Open a window that stays until the test ends."""
    open_: list[subprocess.Popen[str]] = []

    def start(profile: Path) -> subprocess.Popen[str]:
        words = ["--profile", str(profile), "--user", f"truc{profile.name}", "--seconds", "90"]
        open_.append(
            subprocess.Popen(
                [sys.executable, "main.py", *words],
                cwd=ROOT, env=os.environ | {"IOC_PASSWORD": PASSWORD}, stderr=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        return open_[-1]

    yield start
    for process in open_:
        process.terminate()
        _, errors = process.communicate(timeout=20)
        assert "Traceback" not in errors, errors


def rows(profile: Path, question: str) -> list[Any]:
    database = Database(profile / "ioc.db").open()
    try:
        with database.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(question)]
    finally:
        database.close()


def until(holds: Callable[[], object], limit_s: float = 40.0) -> float:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < limit_s
        time.sleep(0.05)
    return time.monotonic() - begun


def add_camera(profile: Path, name: str, number: int) -> None:
    """As another program of the same profile would, such as an import: the window finds it and sends it."""
    csv = profile / "camera.csv"
    csv.write_text(f"Số;Tên;Luồng chính\n{number};{name};rtsp://10.0.0.{number}/1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "main.py", "cameras", "import", str(csv), "--profile", str(profile), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)


@pytest.mark.timeout(240)
def test_what_one_window_adds_the_other_has(
    profiles: list[Path], window: Callable[[Path], subprocess.Popen[str]], postgres_server: PostgresServer
) -> None:
    a, b = profiles
    for profile in profiles:
        window(profile)
    add_camera(a, "Cổng chợ", 7)
    until(lambda: rows(b, "SELECT name FROM camera WHERE ver > 0") == [("Cổng chợ",)])

    postgres_server.stop(immediate=True)  # both go on working
    for profile, name in ((a, "Tên của a"), (b, "Tên của b")):
        database = Database(profile / "ioc.db").open()
        with database.write() as session:
            session.connection().exec_driver_sql("UPDATE camera SET name = ?", (name,))
        database.close()
    postgres_server.start()
    until(lambda: rows(a, "SELECT name, ver FROM camera") == rows(b, "SELECT name, ver FROM camera"))
    until(lambda: not rows(a, "SELECT 1 FROM outbox WHERE state <> 'acked'"))
    until(lambda: not rows(b, "SELECT 1 FROM outbox WHERE state <> 'acked'"))
    winner = rows(a, "SELECT name FROM camera")[0][0]
    loser = {"Tên của a": b, "Tên của b": a}[winner]
    ((mine,),) = rows(loser, "SELECT mine FROM sync_inbox WHERE state = 'open'")
    assert json.loads(mine)["name"] in {"Tên của a", "Tên của b"} - {winner}
