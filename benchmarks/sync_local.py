"""R11 and R13: taking rows over into an encrypted file, and the way back after a day without the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import ModuleType
from typing import Any
from unittest import mock

from report import Figure
from sync_bed import COLUMNS, NOW, Bed, BenchBase, clock, copied_into_a_bare_file, interleaved, rows, write_rows

from ioc_desktop.core.ids import uuid7
from ioc_desktop.store import capture, connections
from ioc_desktop.store import database as database_module
from ioc_desktop.store.connections import DatabaseKey
from ioc_desktop.store.database import Database
from ioc_desktop.store.encryption import new_key
from ioc_desktop.store.rows import synced_tables
from ioc_desktop.sync.replica import Replica
from ioc_desktop.sync.wire import wires
from tests.support.desks import Desk

TAKEN_OVER = 50_000
CHANGED, KNOWN, OWN = 20_000, 50_000, 500
"""Rows that others changed in the day, rows that there were, and rows that were changed here meanwhile."""


def encryption(bed: Bed) -> list[Figure]:
    """R11: pages of a catch-up staged and swapped in, encrypted against plain, both by SQLCipher's library."""
    number = count()
    pages = list(_pages())

    def into(key: DatabaseKey | None) -> float:
        with _sqlcipher_for_all():
            db = Database(bed.folder / f"local{next(number)}.db", key=key).open()
            with db.write() as session:
                BenchBase.metadata.create_all(session.connection())
                capture.install(session.connection(), {**synced_tables(), **synced_tables(BenchBase)})
            replica = Replica(db, wires(synced_tables(BenchBase)))
            taken = clock(lambda: _take_over(replica, pages))
            db.close()
        return taken

    print("  R11")
    ratio = interleaved(lambda: into(new_key()), lambda: into(None))
    return [Figure("R11", ratio, "×", "the same rows into a plain file, same library", 1.5)]


@contextmanager
def _sqlcipher_for_all() -> Iterator[None]:
    import sqlcipher3.dbapi2  # noqa: PLC0415  (a package of its own, for encrypted profiles only)

    def driver(_key: DatabaseKey | None) -> ModuleType:
        library: ModuleType = sqlcipher3.dbapi2
        return library

    with mock.patch.object(connections, "driver", driver), mock.patch.object(database_module, "driver", driver):
        yield


def _pages() -> Iterator[list[tuple[Any, ...]]]:
    for first in range(1, TAKEN_OVER + 1, 5000):
        yield [
            (uuid7().hex, 1, ver, NOW, None, NOW, None, NOW, f"C{ver:08}", "Trạm đo mực nước cầu Đông Hà", ver, NOW, 0)
            for ver in range(first, first + 5000)
        ]


def _take_over(replica: Replica, pages: list[list[tuple[Any, ...]]]) -> None:
    table = replica.tables["b_reading"]
    replica.begin_stages("bench")
    for page in pages:
        replica.add_stage_page(table, page)
    scope = {"id": 1, "name": "x", "head": TAKEN_OVER, "tok": "t", "write": True}
    replica.swap_stages([scope], frozenset({1}), [])


def absence(bed: Bed) -> list[Figure]:
    """R13: from the first connection after a day to the same rows everywhere, against moving the changed rows bare."""
    source, away = bed.desk("source"), bed.desk("away")
    write_rows(source, rows(KNOWN))
    for desk in (source, away, source):
        desk.sync()
    connection, number = bed.connect(), count()
    query = f"COPY (SELECT {', '.join(COLUMNS)} FROM ioc.b_reading ORDER BY ver DESC LIMIT {CHANGED}) TO STDOUT"

    def ours() -> float:
        _a_day_passes(source, away)
        taken = clock(lambda: (away.online(), away.sync()))
        source.sync()
        assert away.server is not None
        assert away.outbox() == []
        assert away.replica.digest(1) == source.replica.digest(1) == away.server.digest(1)
        return taken

    def bare() -> float:
        return copied_into_a_bare_file(connection, query, bed.folder / f"moved{next(number)}.db")

    print("  R13")
    figure = Figure("R13", interleaved(ours, bare), "×", "COPY out and executemany of the changed rows", 3)
    connection.close()
    return [figure]


def _a_day_passes(source: Desk, away: Desk) -> None:
    """Others change rows, add and remove some; here the same rows and new ones are written without the server."""
    away.offline()
    some = "SELECT id FROM b_reading ORDER BY id LIMIT"
    source.write(f"UPDATE b_reading SET amount = amount + 1 WHERE id IN ({some} {CHANGED - 1000})")
    write_rows(source, rows(900))
    source.write("DELETE FROM b_reading WHERE id IN (SELECT id FROM b_reading ORDER BY id DESC LIMIT 100)")
    source.sync()
    away.write(f"UPDATE b_reading SET amount = -1, title = 'Sửa khi vắng' WHERE id IN ({some} {OWN // 2})")
    write_rows(away, rows(OWN // 2))
