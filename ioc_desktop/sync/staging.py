"""A long catch-up: pages are kept in stage tables as they come, and swapped in at once when all are here.

Old data stays visible until the swap; a program that stops in the middle goes on after the last page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from ioc_desktop.store.outbox import UNSENT
from ioc_desktop.sync import arrival, references
from ioc_desktop.sync.wire import WireTable

PAGE = 5_000
_GONE = "gone"
_WHOLE = frozenset({"ver", "scope_id", _GONE})


def drop_stages(connection: Connection, tables: Mapping[str, WireTable]) -> None:
    for name in tables:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS stage_{name}")


def begin(connection: Connection, table: WireTable, *, token: str) -> None:
    """Make the stage of a table; one that was begun for another history or another shape is dropped."""
    columns = ", ".join(f"{name} INTEGER" if name in _WHOLE else name for name in (*table.columns, _GONE))
    wanted = f"CREATE TABLE stage_{table.name} ({columns} /* {token} */)"
    existing = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE name = ?", (f"stage_{table.name}",)
    ).scalar()
    if existing != wanted:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS stage_{table.name}")
        connection.exec_driver_sql(wanted)


def progress(connection: Connection, table: WireTable, scope: int, after: int) -> int:
    """The version up to which a scope of a table is staged."""
    found: int | None = connection.exec_driver_sql(
        f"SELECT max(ver) FROM stage_{table.name} WHERE scope_id = ?", (scope,)
    ).scalar()
    return max(after, found or 0)


def add_page(connection: Connection, table: WireTable, page: Sequence[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * (len(table.columns) + 1))
    connection.exec_driver_sql(f"INSERT INTO stage_{table.name} VALUES ({places})", list(page))


def swap(
    connection: Connection,
    tables: Mapping[str, WireTable],
    scopes: Sequence[Mapping[str, Any]],
    fresh: frozenset[int],
    exits: Sequence[Mapping[str, Any]],
) -> frozenset[str]:
    """Take over everything staged and move the cursors; the stages go.

    Args:
        fresh: scopes read from their beginning: rows of theirs that did not come are removed, unless unsent.
    """
    changed = set()
    with arrival.applying(connection):
        unsent = arrival.unsent_rows(connection)
        for table in tables.values():
            changed |= {table.name} if _take(connection, table, unsent, guarded=not fresh) else set()
        for name in reversed(list(tables)):
            _drop_absent(connection, tables[name], fresh)
        for leaving in exits:
            arrival.leave_scope(connection, tables, leaving)
        arrival.move_cursors(connection, scopes)
        references.settle_all_references(connection, tables)
    drop_stages(connection, tables)
    return frozenset(changed)


def _take(connection: Connection, table: WireTable, unsent: frozenset[tuple[str, str]], *, guarded: bool) -> bool:
    names, stage = ", ".join(table.columns), f"stage_{table.name}"
    into, empty = ", ".join((*table.columns, *table.search_keys)), ", ''" * len(table.search_keys)
    done = connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({into}) SELECT {names}{empty} FROM {stage} WHERE NOT {_GONE} ORDER BY rowid "
        f"{table.on_conflict(guarded=guarded)}"
    )
    gone = connection.exec_driver_sql(
        f"DELETE FROM {table.name} WHERE id IN (SELECT id FROM {stage} s WHERE {_GONE} AND NOT EXISTS "
        f"(SELECT 1 FROM {stage} t WHERE t.id = s.id AND t.rowid > s.rowid))"
    )
    connection.exec_driver_sql(
        "INSERT INTO sync_tombstone (tbl, row_id, ver) "
        f"SELECT '{table.name}', id, max(ver) FROM {stage} WHERE {_GONE} GROUP BY id "
        "ON CONFLICT (tbl, row_id) DO UPDATE SET ver = excluded.ver"
    )
    waiting = {identifier for name, identifier in unsent if name == table.name}
    if waiting or table.search_keys:
        staged = connection.exec_driver_sql(f"SELECT DISTINCT id FROM {stage}").scalars().all()
        arrival.lay_over(connection, table, waiting.intersection(staged))
        arrival.make_search_keys(connection, table, staged)
    return bool(done.rowcount or gone.rowcount)


def _drop_absent(connection: Connection, table: WireTable, fresh: frozenset[int]) -> None:
    for scope in fresh:
        absent = connection.exec_driver_sql(
            f"SELECT id FROM {table.name} WHERE scope_id = ? AND id NOT IN (SELECT id FROM stage_{table.name}) "
            f"AND id NOT IN (SELECT row_id FROM outbox WHERE {UNSENT} AND tbl = ?)",
            (scope, table.name),
        )
        for identifier in absent.scalars().all():
            arrival.remove_or_postpone(connection, table, identifier)
