"""Looking at a database file without opening it for work: nothing is created, upgraded or locked."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.store.failures import explained
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


def inspect_file(path: Path) -> StoreState | None:
    """The state of a database file; None when there is none yet.

    Raises:
        ExpectedError: ``store.damaged`` after a quick check of every page, ``store.cannot_open``.
    """
    if not path.exists():
        return None
    with explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise _damaged(answer)
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    return StoreState(row[0] if row else None, path.stat().st_size)


def _damaged(answer: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(answer)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
