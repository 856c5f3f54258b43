"""Backups of a real file while it is worked with, killed and out of room."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store import backup, migrate
from ioc_desktop.store.backup_policy import Reason
from ioc_desktop.store.database import Database
from ioc_desktop.store.restore import restore

if TYPE_CHECKING:
    from tests.integration.store.conftest import Profile

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX limits and signals")


def test_a_backup_is_one_file_that_opens_and_holds_everything(profile: Profile) -> None:
    profile.fill("một", "hai")
    made = backup.create(profile.path, profile.backups)
    assert [file.name for file in profile.backups.iterdir() if file.name != ".lock"] == [made.path.name]
    assert made.path.stat().st_mode & 0o077 == 0
    assert backup.verify(made.path).revision == migrate.HEAD
    assert [item.path for item in backup.listed(profile.backups)] == [made.path]


def test_a_backup_taken_while_a_writer_writes_is_one_moment(profile: Profile) -> None:
    db = profile.open()
    units, stop = OrgUnitService(db), threading.Event()
    units.add("0")

    def write() -> None:
        number = 1
        while not stop.is_set():
            units.add(str(number))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    made = []
    try:
        for _ in range(5):
            made.append(backup.create(profile.path, profile.backups))
            time.sleep(0.05)
    finally:
        stop.set()
        writer.join()
        db.close()
    counts = []
    for item in made:
        restore(profile.path, item.path)
        names = sorted(int(name) for name in profile.names())
        assert names == list(range(len(names)))
        counts.append(len(names))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


@posix
def test_a_killed_backup_leaves_nothing_that_counts(profile: Profile) -> None:
    profile.fill("một")
    profile.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) INSERT INTO device_journal "
        "(seq, at, who, action, detail, prev, hash) "
        "SELECT i, '', '', '', hex(randomblob(200)), '', '' FROM n"
    )
    with profile.program("print('go', flush=True)\nwhile True: backup.create(path, folder)") as program:
        assert program.stdout is not None
        program.stdout.readline()
        deadline = time.monotonic() + 20
        while not list(profile.backups.glob(".ioc-*.part")) and time.monotonic() < deadline:
            time.sleep(0.002)
        os.kill(program.pid, signal.SIGKILL)
    assert list(profile.backups.glob(".ioc-*.part"))
    for item in backup.listed(profile.backups):
        backup.verify(item.path)
    backup.create(profile.path, profile.backups)
    assert not list(profile.backups.glob(".ioc-*"))


@posix
def test_a_full_disk_is_explained_and_leaves_no_half_backup(profile: Profile) -> None:
    profile.fill("một")
    code = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
        try:
            backup.create(path, folder)
        except ExpectedError as error:
            print(error.code)
    """
    with profile.program(code) as program:
        assert program.communicate(timeout=60)[0].split() == ["backup.unwritable"]
    assert backup.listed(profile.backups) == []
    assert not list(profile.backups.glob(".ioc-*"))
    assert profile.names() == ["một"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_really_full_is_explained(profile: Profile) -> None:
    profile.fill("một")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(profile.backups)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount")
    try:
        with pytest.raises(ExpectedError) as caught:
            backup.create(profile.path, profile.backups)
        assert caught.value.code == "backup.unwritable"
        assert backup.listed(profile.backups) == []
    finally:
        subprocess.run(["umount", str(profile.backups)], check=True)


def test_the_daily_backup_is_made_once_a_day_and_old_ones_go(profile: Profile) -> None:
    profile.fill("một")
    start = datetime(2026, 3, 1, 8, tzinfo=UTC)
    made = [
        backup.scheduled(profile.path, profile.backups, now=start + timedelta(hours=hours))
        for hours in range(0, 24 * 12, 12)
    ]
    assert made == [True, False] * 12
    assert 7 <= len(backup.listed(profile.backups)) <= 9


@pytest.mark.parametrize("harm", ["flipped", "cut", "foreign", "newer"])
def test_a_bad_backup_is_not_restored(profile: Profile, harm: str) -> None:
    profile.fill("một")
    good = backup.create(profile.path, profile.backups).path
    content = bytearray(good.read_bytes())
    if harm == "flipped":
        content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    elif harm == "cut":
        del content[len(content) // 2 :]
    good.write_bytes(content)
    if harm in {"foreign", "newer"}:
        rename = "ALTER TABLE alembic_version RENAME TO other" if harm == "foreign" else None
        connection = backup.connect(good, None, "rw")
        connection.execute(rename or "UPDATE alembic_version SET version_num = '9999'")
        connection.close()
    profile.fill("hai")
    with pytest.raises(ExpectedError) as caught:
        restore(profile.path, good)
    assert caught.value.code == {"foreign": "backup.foreign", "newer": "store.newer"}.get(harm, "backup.damaged")
    assert set(profile.names()) == {"một", "hai"}
    assert backup.newest_good(profile.backups, None) is None


def test_restoring_keeps_the_present_file_and_tells_synchronisation(profile: Profile) -> None:
    profile.fill("một")
    made = backup.create(profile.path, profile.backups)
    profile.fill("hai")
    done = restore(profile.path, made.path)
    assert profile.names() == ["một"]
    assert profile.ask("SELECT value FROM sync_state WHERE key = 'restored'") == [("true",)]
    assert done.aside is not None
    shutil.copy(done.aside, profile.path)
    assert set(profile.names()) == {"một", "hai"}


def test_restoring_waits_for_no_window(profile: Profile) -> None:
    profile.fill("một")
    made = backup.create(profile.path, profile.backups)
    code = "db = Database(path).open()\nprint(OrgUnitService(db).add('hai') and 'open', flush=True)\nsys.stdin.read()"
    with profile.program(code) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        with pytest.raises(ExpectedError) as caught:
            restore(profile.path, made.path)
        assert caught.value.code == "store.in_use"
        program.communicate("")
    restore(profile.path, made.path)
    assert profile.names() == ["một"]


@pytest.fixture
def older(profile: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Profile:
    """A filled profile that is one revision behind."""
    profile.fill("một")
    scripts = tmp_path / "bundle" / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    following = f"{int(migrate.HEAD) + 1:04}"
    (scripts / "versions" / f"{following}_next.py").write_text(
        f'from alembic import op\nrevision = "{following}"\ndown_revision = "{migrate.HEAD}"\n'
        'def upgrade() -> None:\n    op.execute("CREATE TABLE extra (id INTEGER)")\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", following)
    return profile


def test_an_upgrade_makes_a_backup_first(older: Profile) -> None:
    before = f"{int(migrate.HEAD) - 1:04}"
    assert older.names() == ["một"]
    (made,) = backup.listed(older.backups)
    assert (made.stamp.reason, made.stamp.revision) == (Reason.UPGRADE, before)
    assert backup.verify(made.path).revision == before
    assert older.names() == ["một"]
    assert len(backup.listed(older.backups)) == 1


def test_programs_that_upgrade_at_once_make_one_backup(older: Profile) -> None:
    databases = [Database(older.path) for _ in range(4)]
    threads = [threading.Thread(target=database.open) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(database.is_open for database in databases)
    for database in databases:
        database.close()
    assert len(backup.listed(older.backups)) == 1


def test_an_upgrade_without_a_backup_does_not_begin(older: Profile) -> None:
    older.backups.rmdir()
    older.backups.write_text("no folder")
    for _ in range(2):
        with pytest.raises(ExpectedError) as caught:
            older.open()
        assert caught.value.code == "backup.before_upgrade"
        assert "Chưa nâng cấp" in caught.value.message()
    older.backups.unlink()
    assert older.names() == ["một"]
    assert len(backup.listed(older.backups)) == 1


def test_a_fresh_file_needs_no_backup(profile: Profile) -> None:
    profile.fill()
    assert backup.listed(profile.backups) == []


def test_an_index_that_cannot_be_counted_is_no_obstacle(profile: Profile) -> None:
    db = profile.open()
    with db.write() as session:
        session.connection().exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(key, content='', columnsize=0)")
        session.connection().exec_driver_sql("INSERT INTO words (rowid, key) VALUES (1, 'một')")
    made = backup.create(profile.path, profile.backups)
    assert backup.verify(made.path).revision == migrate.HEAD
