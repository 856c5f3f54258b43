"""Making a good file of a damaged one.

The rule: the newest backup that verifies is the ground, a new empty file where there is none. On it goes what can still
be read of the damaged file. A table that is read whole takes the place of the backup's; one that is read in part is
laid over it, so that nothing is lost that either knows. Cursors of synchronisation go back to the beginning: what the
server has comes again. What only exists here, still to be sent, is in the outbox, which is read like the rest.

Nothing is done to the damaged file but to put it aside.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import backup
from ioc_desktop.store.connections import PAGE_BYTES, DatabaseKey, connect, key_of, quoted, tables, text_indexes
from ioc_desktop.store.database import Database
from ioc_desktop.store.failures import damaged, error_code, explained
from ioc_desktop.store.inspection import revision_of
from ioc_desktop.store.migrate import HEAD
from ioc_desktop.store.restore import copy_as, mark_restored
from ioc_desktop.store.salvage_reading import DamagedTable, Row, is_damage
from ioc_desktop.store.swapping import aside_name, beside, discard, fold, swap

NOT_SALVAGED = frozenset({"alembic_version", "sync_cursor", "sqlite_sequence"})
_NEW, _WORK = ".salvaging", ".salvage-"
_BROKEN_RULES = {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG}


@dataclass(frozen=True)
class TableReport:
    """What became of one table.

    Attributes:
        saved: rows taken from the damaged file.
        kept: rows that are only in the backup.
        lost: rows that neither could give; None where nobody knows.
        is_whole: every page of the table could be read.
    """

    name: str
    saved: int
    kept: int
    lost: int | None
    is_whole: bool


@dataclass(frozen=True)
class SalvageReport:
    """What was done.

    Attributes:
        aside: the damaged file.
        ground: the backup that the rows were laid on; None for an empty file.
        orphans: rows left out or unlinked, because what they belong to is lost.
    """

    aside: Path
    ground: backup.Backup | None
    tables: tuple[TableReport, ...]
    orphans: int


def salvage(path: Path, backups: Path, key: DatabaseKey | None = None, *, even_if_sound: bool = False) -> SalvageReport:
    """Replace the damaged file ``path`` by one made of its newest good backup and of what can be read of it.

    Args:
        key: of the profile; None for one that is not encrypted.

    Raises:
        ExpectedError: ``salvage.sound``, ``store.in_use``, ``store.full``, ``salvage.failed``.
    """
    if not path.exists():
        raise ExpectedError(
            "salvage.missing", QT_TRANSLATE_NOOP("errors", "Không có tệp {path} để cứu dữ liệu."), path=path
        )
    needed = key_of(path, key)
    fold(path, needed)
    if not even_if_sound and _is_sound(path, needed):
        raise ExpectedError(
            "salvage.sound", QT_TRANSLATE_NOOP("errors", "Cơ sở dữ liệu {path} không hỏng nên không làm gì."), path=path
        )
    ground = backup.newest_good(backups, key)
    finished = beside(path, _NEW)
    try:
        _lay_ground(finished, ground, key)
        with _working_copy(path, ground, needed) as damaged_copy, closing(_opened(finished, key)) as target:
            reports = _transfer(damaged_copy, needed, target)
            orphans = _settle(target)
        aside = aside_name(path, "damaged")
        swap(path, finished, aside)
    except OSError as error:
        raise _failed(path) from error
    finally:
        discard(finished)
    return SalvageReport(aside, ground, tuple(reports), orphans)


def _is_sound(path: Path, key: DatabaseKey | None) -> bool:
    with suppress(ExpectedError), explained(path), closing(connect(path, key)) as connection:
        whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        return whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    return False


def _lay_ground(finished: Path, ground: backup.Backup | None, key: DatabaseKey | None) -> None:
    """A file of the present schema: the backup, upgraded where it is old, or an empty one."""
    discard(finished)
    if ground is not None:
        copy_as(ground.path, finished, key)
    database = Database(finished, key=key, backs_up=False)
    database.open().close()


@contextmanager
def _working_copy(path: Path, ground: backup.Backup | None, key: DatabaseKey | None) -> Iterator[Path]:
    """The damaged file as a copy that may be written to, beside the file: it may not fit anywhere else."""
    for left in path.parent.glob(f"{_WORK}*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=_WORK) as folder:
        copy = Path(folder, path.name)
        for suffix in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(beside(path, suffix), beside(copy, suffix))
        if key is None and ground is not None and not _tables_of(copy, key):
            _graft(copy, ground)
        yield copy


def _graft(copy: Path, ground: backup.Backup) -> None:
    """Give a file whose first page is gone that of its backup: a backup has the same pages in the same places.

    Only when the schema has not changed since; else the first page would name places where other tables are now.
    """
    with closing(connect(ground.path, None)) as connection:
        if revision_of(connection) != HEAD or connection.execute("PRAGMA page_size").fetchone()[0] != PAGE_BYTES:
            return
    with ground.path.open("rb") as source, copy.open("r+b") as target:
        target.write(source.read(PAGE_BYTES))


def _opened(path: Path, key: DatabaseKey | None) -> Any:
    connection = connect(path, key, "rw")
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _opened_damaged(path: Path, key: DatabaseKey | None) -> Any:
    connection = connect(path, key, "rw")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with suppress(Exception):
        connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _tables_of(path: Path, key: DatabaseKey | None) -> list[str]:
    """The tables that the file still knows; none when its first page is gone."""
    try:
        with closing(_opened_damaged(path, key)) as connection:
            return tables(connection)
    except Exception as error:
        if not is_damage(error):
            raise
        return []


def _transfer(source: Path, key: DatabaseKey | None, target: Any) -> list[TableReport]:
    """Lay every table that can be read over the target.

    Its triggers and full-text indexes go first: they come back, whole, when it is opened for work.
    """
    triggers = target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    target.execute("BEGIN IMMEDIATE")
    for (name,) in triggers:
        target.execute(f"DROP TRIGGER {quoted(name)}")
    for name in text_indexes(target):
        target.execute(f"DROP TABLE {quoted(name)}")
    readable = set(_tables_of(source, key))
    reports = []
    for name in tables(target):
        if name in NOT_SALVAGED:
            continue
        if name in readable:
            reports.append(_transfer_table(source, key, target, name))
        else:
            reports.append(TableReport(name, 0, _count(target, name), None, is_whole=False))
    target.execute("COMMIT")
    return reports


def _transfer_table(source: Path, key: DatabaseKey | None, target: Any, name: str) -> TableReport:
    opened = partial(_opened_damaged, source, key)
    columns = _shared_columns(opened, target, name)
    if not columns:
        return TableReport(name, 0, _count(target, name), None, is_whole=False)
    table = DamagedTable(opened, name, columns)
    try:
        expected = table.expected()
        readable = sum(1 for _ in table.rows())
        if table.is_whole:
            target.execute(f"DELETE FROM {quoted(name)}")  # noqa: S608  (the schema's own names)
        saved = _insert(target, name, columns, table.rows())
    finally:
        table.close()
    lost = None if expected is None and not table.is_whole else max(expected or readable, readable) - saved
    return TableReport(name, saved, _count(target, name) - saved, lost, table.is_whole)


def _shared_columns(opened: partial[Any], target: Any, name: str) -> list[str]:
    """The columns that both files know."""
    try:
        with closing(opened()) as connection:
            theirs = set(_columns(connection, name))
    except Exception as error:
        if not is_damage(error):
            raise
        return []
    return [column for column in _columns(target, name) if column in theirs]


def _columns(connection: Any, name: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()]


def _insert(target: Any, name: str, columns: list[str], rows: Iterable[Row]) -> int:
    """Lay rows over a table; how many went in. A row that breaks a rule of its table came from a damaged page."""
    names, marks = ", ".join(quoted(column) for column in columns), ", ".join("?" * len(columns))
    sql = f"INSERT OR REPLACE INTO {quoted(name)} ({names}) VALUES ({marks})"  # noqa: S608  (the schema's own names)
    taken = 0
    for row in rows:
        try:
            target.execute(sql, row)
            taken += 1
        except Exception as error:
            if error_code(error) not in _BROKEN_RULES:
                raise
    return taken


def _count(target: Any, name: str) -> int:
    counted: int = target.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]  # noqa: S608  (see above)
    return counted


def _settle(target: Any) -> int:
    """Make the file consistent, and have everything read anew; how many rows had lost what they belong to."""
    target.execute("BEGIN IMMEDIATE")
    target.execute("UPDATE sync_cursor SET pos = 0, tok = NULL")
    mark_restored(target)
    orphans = 0
    while found := target.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, _parent, number in found:
            _free(target, table, rowid, number)
        orphans += len(found)
    target.execute("COMMIT")
    answer = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise damaged(answer)
    return orphans


def _free(target: Any, table: str, rowid: int, number: int) -> None:
    """Unlink a row from a parent that is lost; where it cannot be without one, leave it out."""
    keys = target.execute(f"PRAGMA foreign_key_list({quoted(table)})").fetchall()
    columns = {row[3] for row in keys if row[0] == number}
    info = target.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    needed = {row[1] for row in info if row[3]}
    if columns & needed:
        target.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ?", (rowid,))  # noqa: S608  (see above)
    else:
        unlinked = ", ".join(f"{quoted(column)} = NULL" for column in sorted(columns))
        target.execute(f"UPDATE {quoted(table)} SET {unlinked} WHERE rowid = ?", (rowid,))  # noqa: S608  (see above)


def _failed(path: Path) -> ExpectedError:
    return ExpectedError(
        "salvage.failed",
        QT_TRANSLATE_NOOP(
            "errors",
            "Chưa cứu được dữ liệu của {path}: không ghi được thư mục chứa nó. Giải phóng dung lượng rồi thử lại.",
        ),
        path=path,
    )
