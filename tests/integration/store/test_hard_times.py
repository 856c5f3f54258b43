"""The database when the machine misbehaves: real files, real processes, real limits."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from datetime import date
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store.database import Database
from ioc_desktop.store.inspection import inspect_file

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX limits and signals")
PRELUDE = """
import os, sys, resource
from datetime import date
from pathlib import Path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database
path = Path(sys.argv[1])
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    script = PRELUDE + textwrap.dedent(code)
    return subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)


def run(code: str, path: Path) -> str:
    with start(code, path) as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.strip()


def names(path: Path) -> list[str]:
    db = Database(path).open()
    try:
        return [unit.name for unit in OrgUnitService(db).valid_on(date(2026, 1, 1))]
    finally:
        db.close()


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "ioc.db"
    Database(path).open().close()
    code = """
        db = Database(path).open()
        for n in range(25):
            OrgUnitService(db).add(f"{os.getpid()} {n}")
        db.close()
    """
    writers = [start(code, path) for _ in range(2)]
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(names(path)) == 50


@posix
def test_a_killed_writer_leaves_the_old_state(tmp_path: Path) -> None:
    path = tmp_path / "ioc.db"
    code = """
        db = Database(path).open()
        OrgUnitService(db).add("before")
        with db.write() as session:
            for n in range(5000):
                session.add(OrgUnitRow(name=f"half {n}", search_key="x" * 180))
            session.flush()
            print("written", flush=True)
            sys.stdin.read()
    """
    writer = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(code), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    assert names(path) == ["before"]


@posix
def test_a_full_disk_is_explained_and_the_old_content_stays(tmp_path: Path) -> None:
    code = """
        db = Database(path).open()
        OrgUnitService(db).add("before")
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        try:
            with db.write() as session:
                session.add_all([OrgUnitRow(name=f"{n}", search_key="x" * 190) for n in range(20_000)])
        except ExpectedError as error:
            print(error.code)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        OrgUnitService(db).add("after")
        print(*(unit.name for unit in OrgUnitService(db).valid_on(date(2026, 1, 1))))
    """
    assert run(code, tmp_path / "ioc.db").splitlines() == ["store.full", "after before"]


@posix
def test_a_disk_that_is_full_from_the_start_is_explained(tmp_path: Path) -> None:
    code = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))
        try:
            Database(path).open()
        except ExpectedError as error:
            print(error.code)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(Database(path).open().is_open)
    """
    assert run(code, tmp_path / "ioc.db").splitlines() == ["store.full", "True"]


@posix
def test_a_folder_without_write_permission_is_explained() -> None:
    code = """
        if os.getuid() == 0:
            os.setuid(65534)
        for name in ("new.db", "old.db"):
            try:
                Database(path / name).open()
            except ExpectedError as error:
                print(error.code)
    """
    with tempfile.TemporaryDirectory() as folder:
        Database(Path(folder, "old.db")).open().close()
        Path(folder, "old.db").chmod(0o444)
        Path(folder).chmod(0o555)
        try:
            codes = run(code, Path(folder)).splitlines()
        finally:
            Path(folder).chmod(0o755)
    assert codes[0] == "store.cannot_open"
    assert codes[1] in {"store.read_only", "store.cannot_open"}


@pytest.mark.parametrize("harm", ["not a database", "header", "pages"])
def test_a_damaged_file_is_explained_and_kept(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "ioc.db"
    db = Database(path).open()
    for number in range(200):
        OrgUnitService(db).add(f"Phường {number}")
    db.close()
    content = bytearray(path.read_bytes())
    if harm == "not a database":
        content = bytearray(b"PK\x03\x04" + b"x" * 5000)
    elif harm == "header":
        content[:100] = b"\x00" * 100
    else:
        content[100:8192] = b"\xff" * 8092
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(ExpectedError) as caught:
            Database(path).open()
        assert caught.value.code == "store.damaged"
        assert "Khôi phục" in caught.value.message()
    assert path.read_bytes() == content
    assert [copy.read_bytes() for copy in tmp_path.glob("ioc.db.damaged-*")] == [content]
    with pytest.raises(ExpectedError):
        inspect_file(path)


def test_damage_deep_in_the_file_is_explained_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "ioc.db"
    db = Database(path).open()
    for number in range(300):
        OrgUnitService(db).add(f"Phường {number}")
    db.close()
    with sqlite3.connect(path) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'org_unit'").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    db.open()
    with pytest.raises(ExpectedError) as caught:
        OrgUnitService(db).add("mới")
    assert caught.value.code == "store.damaged"
    db.close()
    with pytest.raises(ExpectedError):
        inspect_file(path)
