"""References between rows of a replica: none hangs in the air at a commit, whatever arrived, left or is out of sight.

Inside a caller's write transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from ioc_desktop.sync.wire import WireTable


def ask_again(connection: Connection, name: str, identifier: str) -> None:
    connection.exec_driver_sql("INSERT OR IGNORE INTO sync_refetch (tbl, row_id) VALUES (?, ?)", (name, identifier))


def is_referred_to(connection: Connection, table: WireTable, identifier: str) -> bool:
    for child, column in table.children:
        if connection.exec_driver_sql(f"SELECT 1 FROM {child} WHERE {column} = ? LIMIT 1", (identifier,)).first():
            return True
    return False


def settle_references(
    connection: Connection, tables: Mapping[str, WireTable], name: str, identifiers: Sequence[str]
) -> None:
    """Before the commit: no reference from or to these rows may hang in the air.

    The server refuses a row whose parent is gone, so such a child is unsent here, or its parent is in a scope that this
    desktop does not see. It is detached for now and asked for again; an unsent one meets the server's refusal.
    """
    for column, parent in tables[name].parents:
        for place in range(0, len(identifiers), 500):
            part = identifiers[place : place + 500]
            broken = connection.exec_driver_sql(
                f"SELECT c.id FROM {name} c WHERE c.id IN ({', '.join('?' * len(part))}) AND c.{column} IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = c.{column})",
                tuple(part),
            )
            for identifier in broken.scalars().all():
                _detach(connection, tables, tables[name], identifier)
    for child, column in tables[name].children:
        if child in tables:
            _settle_children(connection, tables, tables[child], (column, name), identifiers)


def _settle_children(
    connection: Connection,
    tables: Mapping[str, WireTable],
    table: WireTable,
    reference: tuple[str, str],
    identifiers: Sequence[str],
) -> None:
    column, parent = reference
    for identifier in identifiers:
        if connection.exec_driver_sql(f"SELECT 1 FROM {parent} WHERE id = ?", (identifier,)).first() is None:
            hanging = connection.exec_driver_sql(f"SELECT id FROM {table.name} WHERE {column} = ?", (identifier,))
            for orphan in hanging.scalars().all():
                _detach(connection, tables, table, orphan)


def settle_all_references(connection: Connection, tables: Mapping[str, WireTable]) -> None:
    """The same over whole tables, after a snapshot or a purge."""
    for name, table in tables.items():
        broken = connection.exec_driver_sql(f"PRAGMA foreign_key_check({name})").all() if table.parents else ()
        for _, rowid, parent, _ in broken:
            identifier = connection.exec_driver_sql(f"SELECT id FROM {name} WHERE rowid = ?", (rowid,)).scalar()
            if identifier is not None and parent in tables:
                _detach(connection, tables, table, identifier)


def _detach(connection: Connection, tables: Mapping[str, WireTable], table: WireTable, identifier: str) -> None:
    """Clear the broken references of a row and ask the server for it again; remove it where that is not possible."""
    for column, parent in table.parents:
        missing = connection.exec_driver_sql(
            f"SELECT 1 FROM {table.name} c WHERE c.id = ? AND c.{column} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = c.{column})",
            (identifier,),
        ).first()
        if missing is None:
            continue
        if _is_nullable(connection, table.name, column):
            connection.exec_driver_sql(f"UPDATE {table.name} SET {column} = NULL WHERE id = ?", (identifier,))
        else:
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id = ?", (identifier,))
            settle_references(connection, tables, table.name, [identifier])  # what hangs on this one, in turn
    ask_again(connection, table.name, identifier)


def _is_nullable(connection: Connection, name: str, column: str) -> bool:
    return not connection.exec_driver_sql(
        'SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?', (name, column)
    ).scalar()
