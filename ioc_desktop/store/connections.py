"""One way to a SQLite file, plain or encrypted, outside SQLAlchemy.

A process must not look at a database that it has open by any other way than its own library: closing a second file
handle drops the locks of the first (POSIX). So a header is read before the first connection, never beside one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

PLAIN_HEADER = b"SQLite format 3\0"
PAGE_BYTES = 4096
RANDOM_BYTES_SEEN = 200
"""Different byte values in a first page that is encrypted: about 256; a plain page has far fewer."""

Mode = Literal["ro", "rw", "rwc"]


@dataclass(frozen=True)
class DatabaseKey:
    """The random key of an encrypted file; never shown, not even in a traceback."""

    secret: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """As SQLCipher takes a raw key."""
        return f"x'{self.secret.hex()}'"


def driver(key: DatabaseKey | None) -> ModuleType:
    """The DB-API module that opens a file with this key; SQLCipher is loaded for encrypted files only."""
    if key is None:
        return sqlite3
    import sqlcipher3.dbapi2  # noqa: PLC0415  (20 MB that a plain profile does not load)

    return sqlcipher3.dbapi2  # type: ignore[no-any-return, unused-ignore]


def connect(path: Path, key: DatabaseKey | None, mode: Mode = "ro", *, timeout_s: float = 10.0) -> Any:
    """A connection without transactions of its own; ``rw`` does not make a file."""
    connection = driver(key).connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=timeout_s,
        isolation_level=None,
        check_same_thread=False,
    )
    unlock(connection, key)
    return connection


def unlock(connection: Any, key: DatabaseKey | None) -> None:
    """Give a fresh connection its key; the library's own log, which goes to the terminal, is switched off."""
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.literal}"')


def key_of(path: Path, key: DatabaseKey | None) -> DatabaseKey | None:
    """The key that this file needs: none when it is plain, whatever the profile has. For files nobody has open here."""
    return None if key is None or header(path)[:16] == PLAIN_HEADER else key


def looks_encrypted(path: Path) -> bool:
    """Whether the file is whole pages of noise, as SQLCipher writes it; damaged plain files are not."""
    first = header(path)
    is_noise = len(set(first)) > RANDOM_BYTES_SEEN and first[:16] != PLAIN_HEADER
    return is_noise and path.stat().st_size % PAGE_BYTES == 0


def header(path: Path) -> bytes:
    """The first page; "" for a file that is missing or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(PAGE_BYTES)
    except OSError:
        return b""


_SHADOWS = ("data", "idx", "content", "docsize", "config")
"""What SQLite appends to the name of a full-text index for the tables behind it."""


def tables(connection: Any) -> list[str]:
    """Every table with rows of its own, SQLite's too where it keeps numbers in them; full-text indexes are left out."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    indexes = _virtual(rows)
    behind = {f"{name}_{shadow}" for name in indexes for shadow in _SHADOWS}
    return [name for name, _ in rows if not name.startswith("sqlite_stat") and name not in indexes | behind]


def text_indexes(connection: Any) -> set[str]:
    """Full-text indexes: made of what other tables hold, so they can be dropped and made again."""
    return _virtual(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())


def _virtual(rows: Iterable[tuple[str, str | None]]) -> set[str]:
    return {name for name, sql in rows if (sql or "").upper().startswith("CREATE VIRTUAL")}


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def row_counts(connection: Any) -> dict[str, int]:
    """Rows of every table, in the snapshot that the connection has or begins."""
    counts = {}
    for name in tables(connection):
        counts[name] = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]  # noqa: S608  (its own)
    return counts
