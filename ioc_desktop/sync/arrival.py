"""Taking over what the server sent, inside a caller's write transaction.

What a person has written here and not sent yet lies over what arrives, so that nobody's work flickers away; its base
stays what the person saw, so that the server still finds the conflict.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from ioc_desktop.store.outbox import UNSENT, WAITING
from ioc_desktop.store.rows import search_key
from ioc_desktop.sync import references
from ioc_desktop.sync.wire import WireTable, row_id

Row = Mapping[str, Any]


@contextmanager
def applying(connection: Connection) -> Iterator[None]:
    """Rows written inside are the server's: not captured, not guarded, references checked at the commit."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql("UPDATE sync_control SET is_applying = 1")
    yield
    connection.exec_driver_sql("UPDATE sync_control SET is_applying = 0")


def has_news(connection: Connection, answer: Mapping[str, Any]) -> bool:
    """Whether ``sync.changes`` told anything that is not known here; a plain poll must not cost a write."""
    known = {
        scope: (pos, tok, name, bool(write))
        for scope, pos, tok, name, write in connection.exec_driver_sql(
            "SELECT scope_id, pos, tok, name, can_write FROM sync_cursor"
        )
    }
    told = {scope["id"]: (scope["head"], scope["tok"], scope["name"], scope["write"]) for scope in answer["scopes"]}
    return known != told


def apply(connection: Connection, tables: Mapping[str, WireTable], answer: Mapping[str, Any]) -> frozenset[str]:
    """Rows, removals and cursors of one ``sync.changes``. The tables that changed."""
    rows: Mapping[str, Sequence[Row]] = answer["rows"]
    exits: Sequence[Row] = answer["exits"]
    changed = {name for name in rows if name in tables} | {leaving["t"] for leaving in exits}
    with applying(connection):
        unsent = unsent_rows(connection)
        for name, table in tables.items():
            if name in rows:
                store_living(connection, table, rows[name], unsent)
        for name in reversed(list(tables)):
            remove_gone(connection, tables, name, rows.get(name, ()), unsent)
        for leaving in exits:
            leave_scope(connection, tables, leaving)
        move_cursors(connection, answer["scopes"])
        touched = {name: [row_id(row["id"]) for row in arrived] for name, arrived in rows.items() if name in tables}
        for leaving in exits:
            if leaving["t"] in tables:
                touched.setdefault(leaving["t"], []).append(row_id(leaving["r"]))
        for name, identifiers in touched.items():
            references.settle_references(connection, tables, name, identifiers)
    return frozenset(changed)


def store_living(
    connection: Connection,
    table: WireTable,
    rows: Sequence[Row],
    unsent: frozenset[tuple[str, str]],
    *,
    guarded: bool = True,
) -> None:
    """Upsert the living rows; what is unsent here is laid over again."""
    living = [row for row in rows if row.get("deleted_at") is None]
    if not living:
        return
    connection.exec_driver_sql(table.upsert(guarded=guarded), [table.stored(row) for row in living])
    connection.exec_driver_sql(
        "DELETE FROM sync_tombstone WHERE tbl = ? AND row_id = ?", [(table.name, row_id(row["id"])) for row in living]
    )
    identifiers = [row_id(row["id"]) for row in living]
    lay_over(connection, table, {identifier for identifier in identifiers if (table.name, identifier) in unsent})
    make_search_keys(connection, table, identifiers)


def make_search_keys(connection: Connection, table: WireTable, identifiers: Sequence[str]) -> None:
    """What is searched for is folded on every desktop for itself."""
    for name, columns in table.search_keys.items():
        for place in range(0, len(identifiers), 500):
            part = identifiers[place : place + 500]
            rows = connection.exec_driver_sql(
                f"SELECT id, {', '.join(columns)} FROM {table.name} WHERE id IN ({', '.join('?' * len(part))})",
                tuple(part),
            ).all()
            keys = [(search_key(values), identifier) for identifier, *values in rows]
            if keys:
                connection.exec_driver_sql(f"UPDATE {table.name} SET {name} = ? WHERE id = ?", keys)


def remove_gone(
    connection: Connection,
    tables: Mapping[str, WireTable],
    name: str,
    rows: Sequence[Row],
    unsent: frozenset[tuple[str, str]],
) -> None:
    """Remove the rows whose tombstones arrived, unless they are being brought back here."""
    del tables
    for row in rows:
        if row.get("deleted_at") is None:
            continue
        identifier = row_id(row["id"])
        if (name, identifier) in unsent and _is_being_inserted(connection, name, identifier):
            continue
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE id = ?", (identifier,))
        note_tombstone(connection, name, identifier, row["ver"])


def note_tombstone(connection: Connection, name: str, identifier: str, version: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO sync_tombstone (tbl, row_id, ver) VALUES (?, ?, ?) "
        "ON CONFLICT (tbl, row_id) DO UPDATE SET ver = excluded.ver",
        (name, identifier, version),
    )


def unsent_rows(connection: Connection) -> frozenset[tuple[str, str]]:
    """Rows with operations that the server has not taken."""
    rows = connection.exec_driver_sql(f"SELECT DISTINCT tbl, row_id FROM outbox WHERE {UNSENT}")
    return frozenset((table, row) for table, row in rows)


def lay_over(connection: Connection, table: WireTable, identifiers: Collection[str]) -> None:
    """Write the unsent changes of these rows over them again, in order; one pass, however much waits."""
    if not identifiers:
        return
    changes = connection.exec_driver_sql(
        f"SELECT row_id, kind, new FROM outbox WHERE {UNSENT} AND tbl = ? ORDER BY id", (table.name,)
    )
    for identifier, kind, new in [change for change in changes if change[0] in identifiers]:
        if kind == "D":
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id = ?", (identifier,))
        else:
            write_values(connection, table, identifier, json.loads(new))


def write_values(connection: Connection, table: WireTable, identifier: str, values: Mapping[str, Any]) -> None:
    """Update columns from values in the form that capture triggers write; unknown names are left out."""
    known = {name: value for name, value in values.items() if name == "scope_id" or name in table.shared}
    if known:
        assignments = ", ".join(f"{name} = ?" for name in known)
        stored = [table.captured(name, value) for name, value in known.items()]
        connection.exec_driver_sql(f"UPDATE {table.name} SET {assignments} WHERE id = ?", (*stored, identifier))


def apply_fetched(
    connection: Connection, tables: Mapping[str, WireTable], name: str, asked: Sequence[str], rows: Sequence[Row]
) -> frozenset[str]:
    """Rows as the server has them now, whatever version is here; those that did not come are removed."""
    table = tables[name]
    with applying(connection):
        unsent = unsent_rows(connection)
        store_living(connection, table, rows, unsent, guarded=False)
        living = {row_id(row["id"]) for row in rows if row.get("deleted_at") is None}
        for row in rows:
            if row.get("deleted_at") is not None:
                note_tombstone(connection, table.name, row_id(row["id"]), row["ver"])
        for identifier in asked:
            connection.exec_driver_sql(
                "DELETE FROM sync_refetch WHERE tbl = ? AND row_id = ?", (table.name, identifier)
            )
            if identifier not in living and not _is_being_inserted(connection, table.name, identifier):
                remove_or_postpone(connection, table, identifier)
        references.settle_references(connection, tables, name, sorted(living))  # a parent may be out of sight still
    return frozenset({table.name})


def remove_or_postpone(connection: Connection, table: WireTable, identifier: str) -> None:
    """Remove a row that the server does not have.

    A row that another one with its unique value displaced hands its children over to that one. While rows here still
    refer to it, it stays and is asked for again later.
    """
    twin = gave_way_to(connection, table.name, identifier)
    if twin is not None and twin != identifier and _is_here(connection, table, twin):
        _hand_over(connection, table, identifier, twin)
    if references.is_referred_to(connection, table, identifier):
        references.ask_again(connection, table.name, identifier)
    else:
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id = ?", (identifier,))


def gave_way_to(connection: Connection, name: str | None, identifier: str) -> str | None:
    """The row that holds the unique value of this refused one."""
    reason: str | None = connection.exec_driver_sql(
        "SELECT reason FROM sync_inbox WHERE tbl = ? AND row_id = ? AND status = 'dup' ORDER BY id DESC LIMIT 1",
        (name, identifier),
    ).scalar()
    return row_id(reason.rpartition(":")[2]) if reason else None


def _is_here(connection: Connection, table: WireTable, identifier: str) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} WHERE id = ?", (identifier,)).first() is not None


def _hand_over(connection: Connection, table: WireTable, identifier: str, twin: str) -> None:
    """Point the children to the twin, as a change of this desktop; one that has a like there already goes."""
    connection.exec_driver_sql("UPDATE sync_control SET is_applying = 0")
    for child, column in table.children:
        connection.exec_driver_sql(f"UPDATE OR IGNORE {child} SET {column} = ? WHERE {column} = ?", (twin, identifier))
        connection.exec_driver_sql(f"DELETE FROM {child} WHERE {column} = ?", (identifier,))
    connection.exec_driver_sql("UPDATE sync_control SET is_applying = 1")


def purge(connection: Connection, tables: Mapping[str, WireTable], scopes: Sequence[int]) -> frozenset[str]:
    """Remove all rows of these scopes, children first."""
    changed = set()
    with applying(connection):
        for scope in scopes:
            for name in reversed(list(tables)):
                done = connection.exec_driver_sql(f"DELETE FROM {name} WHERE scope_id = ?", (scope,))
                changed |= {name} if done.rowcount else set()
            connection.exec_driver_sql("DELETE FROM sync_cursor WHERE scope_id = ?", (scope,))
        references.settle_all_references(connection, tables)
    return frozenset(changed)


def move_cursors(connection: Connection, scopes: Sequence[Row]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO sync_cursor (scope_id, name, pos, tok, can_write) VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope_id) "
        "DO UPDATE SET name = excluded.name, pos = excluded.pos, tok = excluded.tok, can_write = excluded.can_write",
        [(scope["id"], scope["name"], scope["head"], scope["tok"], int(scope["write"])) for scope in scopes],
    )


def leave_scope(connection: Connection, tables: Mapping[str, WireTable], leaving: Row) -> None:
    """A row went to another scope: gone from here, unless it came back with that scope, which is seen here as well."""
    if leaving["t"] in tables:
        connection.exec_driver_sql(
            f"DELETE FROM {leaving['t']} WHERE id = ? AND scope_id = ?", (row_id(leaving["r"]), leaving["s"])
        )


def _is_being_inserted(connection: Connection, name: str, identifier: str) -> bool:
    return (
        connection.exec_driver_sql(
            f"SELECT 1 FROM outbox WHERE {WAITING} AND tbl = ? AND row_id = ? AND kind = 'I'",
            (name, identifier),
        ).first()
        is not None
    )
