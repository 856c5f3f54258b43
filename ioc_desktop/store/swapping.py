"""Putting a finished database file in the place of another, so that a crash leaves the one or the other."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.connections import DatabaseKey, connect
from ioc_desktop.store.failures import error_code, explained

COMPANIONS = ("-wal", "-shm", "-journal")
_PATIENCE_S = 1.0


def beside(path: Path, suffix: str) -> Path:
    """``path`` with something appended to its name."""
    return path.with_name(path.name + suffix)


def aside_name(path: Path, word: str) -> Path:
    """A free name such as ``ioc.db.replaced-20260131T101500``."""
    name = beside(path, f".{word}-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    return name if not name.exists() else beside(path, f".{word}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")


def fold(path: Path, key: DatabaseKey | None) -> bool:
    """Make ``path`` whole without its WAL; False for a file that cannot be read.

    SQLite leaves the WAL mode only while nobody else has the file open: this finds every other program.

    Raises:
        ExpectedError: ``store.in_use``, ``store.*`` of the environment.
    """
    if not path.exists():
        return False
    with explained(path):
        try:
            with closing(connect(path, key, "rw", timeout_s=_PATIENCE_S)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except Exception as error:
            if error_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or isinstance(error, MemoryError):
                return False
            if error_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise in_use(path) from error
            raise
    if mode != "delete":
        raise in_use(path)
    return True


def swap(path: Path, finished: Path, aside: Path) -> None:
    """``finished`` takes the place of ``path``, whose file is kept as ``aside``, with what belongs to it.

    At every moment there is a file at ``path``: a program that starts then does not begin an empty one.
    """
    flush(finished)
    for suffix in COMPANIONS:  # before the new file comes: a WAL left behind would be read into it
        with suppress(FileNotFoundError):
            beside(path, suffix).rename(beside(aside, suffix))
    if path.exists():
        try:
            os.link(path, aside)
        except OSError:  # a file system without hard links
            path.rename(aside)
    finished.replace(path)
    flush_folder(path.parent)


def flush(path: Path) -> None:
    """Wait until a file is on the disk; nobody here may have it open as a database."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(path: Path) -> None:
    """Remove an unfinished file and what belongs to it."""
    for suffix in ("", *COMPANIONS):
        beside(path, suffix).unlink(missing_ok=True)


def in_use(path: Path) -> ExpectedError:
    """The sentence for a file that another program works with."""
    return ExpectedError(
        "store.in_use",
        QT_TRANSLATE_NOOP(
            "errors", "Cơ sở dữ liệu {path} đang được chương trình khác mở. Đóng mọi cửa sổ IOC Desktop rồi thử lại."
        ),
        path=path,
    )
