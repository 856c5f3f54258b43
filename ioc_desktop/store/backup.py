"""Verified backups of a profile's database, made while it is worked with.

SQLite's own backup copies one snapshot of the pages; the copy is checked and compared with that snapshot before it gets
its name. A file with a backup's name is a good backup, whatever happened while it was made.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.file_lock import FileLock
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.backup_policy import Reason, Stamp, is_due, superfluous
from ioc_desktop.store.connections import DatabaseKey, connect, key_of, row_counts
from ioc_desktop.store.failures import damaged, explained
from ioc_desktop.store.inspection import revision_of
from ioc_desktop.store.migrate import is_known, newer
from ioc_desktop.store.swapping import discard, flush, flush_folder

PART = ".part"
_LOCK = ".lock"
_LOCK_S = 60.0
_STORAGE = {"store.full", "store.read_only", "store.cannot_open"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Backup:
    """One finished backup."""

    path: Path
    stamp: Stamp
    size_bytes: int


@dataclass(frozen=True)
class Contents:
    """What a check found in a good file."""

    revision: str
    rows: int
    is_encrypted: bool


def listed(folder: Path) -> list[Backup]:
    """The finished backups of a folder, newest first."""
    found = []
    with suppress(OSError):
        for file in folder.iterdir():
            stamp = Stamp.of(file.name)
            if stamp is not None:
                found.append(Backup(file, stamp, file.stat().st_size))
    return sorted(found, key=lambda backup: backup.stamp, reverse=True)


def create(
    path: Path,
    folder: Path,
    key: DatabaseKey | None = None,
    *,
    reason: Reason = Reason.DEMAND,
    revision: str = "",
    now: datetime | None = None,
) -> Backup:
    """Back up ``path``, which may be worked with meanwhile; encrypted as it is.

    Raises:
        ExpectedError: ``backup.unwritable``, ``backup.unequal``, ``store.damaged``, ``store.busy``.
    """
    with _explained(folder), _alone(folder):
        stamp = _free_stamp(folder, now or datetime.now(UTC), reason, revision)
        target = folder / stamp.name
        part = folder / f".{target.name}{PART}"
        try:
            counts = _copy(path, part, key)
            _compare(part, key, counts)
            flush(part)
            part.rename(target)
        finally:
            discard(part)
        flush_folder(folder)
    _log.info("backup %s", target.name)
    return Backup(target, stamp, target.stat().st_size)


def scheduled(path: Path, folder: Path, key: DatabaseKey | None = None, *, now: datetime | None = None) -> bool:
    """Make the daily backup when it is due, then delete what is superfluous; whether one was made."""
    moment = now or datetime.now(UTC)
    if not is_due([backup.stamp for backup in listed(folder)], moment):
        return False
    create(path, folder, key, reason=Reason.DAILY, now=moment)
    prune(folder, now=moment)
    return True


def prune(folder: Path, *, now: datetime | None = None) -> list[Path]:
    """Delete what the policy does not keep; the deleted files."""
    backups = listed(folder)
    doomed = superfluous([backup.stamp for backup in backups], now or datetime.now(UTC))
    gone = [backup.path for backup in backups if backup.stamp in doomed]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def before_upgrade(path: Path, folder: Path, key: DatabaseKey | None, revision: str) -> None:
    """Back up a file that is about to be upgraded; a failure stops the upgrade.

    Raises:
        ExpectedError: ``backup.before_upgrade``; ``store.damaged`` when the file itself is.
    """
    try:
        create(path, folder, key, reason=Reason.UPGRADE, revision=revision)
    except ExpectedError as error:
        if error.code == "store.damaged":
            raise
        raise ExpectedError(
            "backup.before_upgrade",
            QT_TRANSLATE_NOOP(
                "errors",
                "Chưa nâng cấp cơ sở dữ liệu {path}: không sao lưu được trước vào {folder} ({code}). "
                "Giải phóng dung lượng, kiểm tra quyền ghi rồi mở lại.",
            ),
            path=path,
            folder=folder,
            code=error.code,
        ) from error


def verify(file: Path, key: DatabaseKey | None = None) -> Contents:
    """Check a backup whole: every page, every reference, ours, not of a newer program.

    Raises:
        ExpectedError: ``backup.missing``, ``backup.damaged``, ``backup.foreign``, ``store.newer``, ``store.*``.
    """
    if not file.is_file():
        raise ExpectedError(
            "backup.missing",
            QT_TRANSLATE_NOOP("errors", "Không có tệp sao lưu {file}. Xem main.py backup list."),
            file=file,
        )
    needed = key_of(file, key)
    try:
        with explained(file), closing(connect(file, needed)) as connection:
            _check(connection)
            found = revision_of(connection)
            rows = sum(row_counts(connection).values())
    except ExpectedError as error:
        raise (_damaged(file) if error.code == "store.damaged" else error) from error
    if found is None:
        raise _foreign(file)
    if not is_known(found):
        raise newer(file, found)
    return Contents(found, rows, needed is not None)


def newest_good(folder: Path, key: DatabaseKey | None) -> Backup | None:
    """The newest backup that verifies."""
    for backup in listed(folder):
        with suppress(ExpectedError):
            verify(backup.path, key)
            return backup
    return None


def _copy(path: Path, part: Path, key: DatabaseKey | None) -> dict[str, int]:
    """Copy one snapshot; its number of rows by table."""
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with explained(path), closing(connect(path, key, "rw")) as source, closing(connect(part, key, "rw")) as copy:
        source.execute("PRAGMA query_only = ON")
        source.execute("BEGIN")
        counts = row_counts(source)
        source.backup(copy)  # in one step, from the snapshot of this transaction; writers go on
        source.execute("COMMIT")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
    return counts


def _compare(part: Path, key: DatabaseKey | None, counts: dict[str, int]) -> None:
    with explained(part), closing(connect(part, key)) as connection:
        _check(connection)
        if row_counts(connection) != counts:
            raise ExpectedError(
                "backup.unequal",
                QT_TRANSLATE_NOOP(
                    "errors", "Bản sao lưu trong {folder} không khớp với cơ sở dữ liệu nên đã bị bỏ. Kiểm tra ổ đĩa."
                ),
                folder=part.parent,
            )


def _check(connection: Any) -> None:
    answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise damaged(answer)
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise damaged(f"{orphan[0]} names a row of {orphan[2]} that is not there")


def _free_stamp(folder: Path, now: datetime, reason: Reason, revision: str) -> Stamp:
    stamp = Stamp(now.astimezone(UTC).replace(microsecond=0), reason, revision)
    while (folder / stamp.name).exists():
        stamp = Stamp(stamp.at + timedelta(seconds=1), reason, revision)
    return stamp


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder; what a killed program left unfinished is swept away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK)
    deadline = time.monotonic() + _LOCK_S
    while not lock.try_acquire():
        if time.monotonic() > deadline:
            raise ExpectedError(
                "backup.busy",
                QT_TRANSLATE_NOOP("errors", "Chương trình khác đang sao lưu vào {folder}. Chờ nó xong rồi thử lại."),
                folder=folder,
            )
        time.sleep(0.1)
    try:
        for left in folder.glob(f".ioc-*{PART}"):
            discard(left)
        yield
    finally:
        lock.release()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ExpectedError) as error:
        if isinstance(error, ExpectedError) and error.code not in _STORAGE:
            raise
        raise ExpectedError(
            "backup.unwritable",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không ghi được bản sao lưu vào {folder}. Giải phóng dung lượng, kiểm tra quyền ghi rồi thử lại.",
            ),
            folder=folder,
        ) from error


def _damaged(file: Path) -> ExpectedError:
    return ExpectedError(
        "backup.damaged",
        QT_TRANSLATE_NOOP(
            "errors", "Bản sao lưu {file} bị hỏng hoặc không mở được bằng khóa này. Chọn bản khác: main.py backup list."
        ),
        file=file,
    )


def _foreign(file: Path) -> ExpectedError:
    return ExpectedError(
        "backup.foreign",
        QT_TRANSLATE_NOOP(
            "errors", "Tệp {file} không phải cơ sở dữ liệu của IOC Desktop. Chọn bản khác: main.py backup list."
        ),
        file=file,
    )
