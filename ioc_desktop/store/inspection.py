"""Looking at a database file without opening it for work: nothing is created, upgraded or locked."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ioc_desktop.store.connections import DatabaseKey, connect
from ioc_desktop.store.database import Database
from ioc_desktop.store.failures import damaged, explained
from ioc_desktop.store.migrate import HEAD


@dataclass(frozen=True)
class StoreState:
    """What a file holds.

    Attributes:
        revision: schema version, None for a file without one.
        size_bytes: of the file, without its WAL.
    """

    revision: str | None
    size_bytes: int

    @property
    def is_current(self) -> bool:
        return self.revision == HEAD


def inspect_file(path: Path, key: DatabaseKey | None = None) -> StoreState | None:
    """The state of a database file; None when there is none yet.

    Raises:
        ExpectedError: ``store.damaged`` after a quick check of every page, ``store.cannot_open``.
    """
    if not path.exists():
        return None
    with explained(path), closing(connect(path, key)) as connection:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise damaged(answer)
        found = revision_of(connection)
    return StoreState(found, path.stat().st_size)


def quick_check(database: Database) -> None:
    """Look at every page of a database that is worked with; takes a reader's time and stops nobody.

    Raises:
        ExpectedError: ``store.damaged``.
    """
    with database.read() as session:
        answer: str = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if answer != "ok":
            raise damaged(answer)


def revision_of(connection: Any) -> str | None:
    """The schema version of an open file; None for a file without one."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    return row[0] if row else None
