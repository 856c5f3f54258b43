"""From captured changes to numbered operations that never change again. Inside a caller's write transaction."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from ioc_desktop.store.capture import whole_row
from ioc_desktop.store.outbox import UNSENT, WAITING
from ioc_desktop.sync.coalesce import Change, coalesced
from ioc_desktop.sync.wire import WireTable

_LARGEST_TEXT = 24 * 1024 * 1024

_OP = (
    '\'{"n":\' || n || \',"u":"\' || op_uuid || \'","t":"\' || tbl || \'","r":"\' || row_id || \'","k":"\' || kind '
    "|| '\",\"at\":\"' || at || '+00\"' || iif(actor IS NULL, '', ',\"a\":\"' || actor || '\"') "
    "|| iif(seen IS NULL, '', ',\"seen\":' || seen) || iif(kind IN ('I', 'U'), ',\"v\":' || new, '') "
    "|| iif(kind = 'U', ',\"b\":' || base, '') || '}'"
)
"""One operation as JSON, joined by hand: parsing what the triggers wrote only to write it again costs half the seal."""


def note_all(connection: Connection, table: WireTable) -> None:
    """Note every row of a table as new: this desktop joins a server with what it has."""
    row = whole_row(table.table, table.name)
    connection.exec_driver_sql(
        "INSERT INTO outbox (tbl, row_id, kind, new, base, state, at, actor, seen) "
        f"SELECT '{table.name}', id, 'I', {row}, NULL, 'pending', strftime('%Y-%m-%d %H:%M:%f', 'now'), "
        f"updated_by, NULL FROM {table.name} ORDER BY created_at, id"
    )


def seal(connection: Connection, limit: int) -> None:
    """Number the oldest pending changes, one for each row, unless a sealed batch waits already."""
    if connection.exec_driver_sql(f"SELECT 1 FROM outbox WHERE {WAITING} AND state = 'sealed' LIMIT 1").first():
        return
    connection.exec_driver_sql("DELETE FROM sync_state WHERE key = 'sends_again'")
    _coalesce(connection)
    last: int = connection.exec_driver_sql(
        "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM sync_state WHERE key = 'last_n'), 0)"
    ).scalar_one()
    sealed = _number(connection, last, limit)
    connection.exec_driver_sql(
        "INSERT INTO sync_state (key, value) VALUES ('last_n', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(last + sealed),),
    )


def _number(connection: Connection, last: int, limit: int) -> int:
    """Give the oldest waiting changes the numbers after ``last``; how many."""
    first, end, count = connection.exec_driver_sql(
        f"SELECT min(id), max(id), count(*) FROM (SELECT id FROM outbox WHERE {WAITING} ORDER BY id LIMIT ?)", (limit,)
    ).one()
    make = "UPDATE outbox SET state = 'sealed', op_uuid = lower(hex(randomblob(16))), n = ?"
    if count and end - first + 1 == count:  # without a gap, as nearly always: no join is needed
        connection.exec_driver_sql(f"{make} + id WHERE id BETWEEN ? AND ?", (last + 1 - first, first, end))
    else:
        connection.exec_driver_sql(
            f"{make} + place.number FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM outbox "
            f"WHERE {WAITING} ORDER BY id LIMIT ?) AS place WHERE outbox.id = place.id",
            (last, limit),
        )
    return int(count)


def settled_up_to(connection: Connection, number: int) -> None:
    """The server has everything up to this number; what waits begins after it."""
    connection.exec_driver_sql(
        "INSERT INTO sync_state (key, value) "
        "VALUES ('settled_id', CAST(coalesce((SELECT id FROM outbox WHERE n = ?), 0) AS TEXT)) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (number,),
    )


def batch(connection: Connection, limit: int) -> tuple[int, int, str] | None:
    """First and last number, and JSON, of the sealed operations to send now: never two of one row."""
    while True:
        upto = _end_of_batch(connection, limit)
        if upto is None:
            return None
        first, last, text = connection.exec_driver_sql(
            f"SELECT min(n), max(n), '[' || group_concat(op, ',') || ']' FROM (SELECT n, {_OP} AS op "
            f"FROM outbox WHERE {WAITING} AND n <= ? ORDER BY n)",
            (upto,),
        ).one()
        if len(text) <= _LARGEST_TEXT or first == last:
            return first, last, text
        limit = max(1, (last - first + 1) // 2)


def _end_of_batch(connection: Connection, limit: int) -> int | None:
    """The last number before the limit or before a second operation on one row."""
    last: int | None = connection.exec_driver_sql(
        f"SELECT max(n) FROM (SELECT n FROM outbox WHERE {WAITING} AND n IS NOT NULL ORDER BY id LIMIT ?)", (limit,)
    ).scalar()
    if last is None:
        return None
    if not connection.exec_driver_sql("SELECT 1 FROM sync_state WHERE key = 'sends_again'").first():
        return last  # what was sealed here has one operation for each row
    second: int | None = connection.exec_driver_sql(
        "SELECT min(n) FROM (SELECT n, row_number() OVER (PARTITION BY tbl, row_id ORDER BY n) AS time "
        f"FROM outbox WHERE {UNSENT} AND n <= ?) WHERE time > 1",
        (last,),
    ).scalar()
    return last if second is None else second - 1


def _coalesce(connection: Connection) -> None:
    """Join the pending changes of each row that has several; inserts alone, as of an import, have none.

    An insert keeps its place, before the rows that refer to it; anything else takes the last place, after the rows
    that it may refer to.
    """
    if not connection.exec_driver_sql(f"SELECT 1 FROM outbox WHERE {WAITING} AND kind <> 'I' LIMIT 1").first():
        return
    rows = connection.exec_driver_sql(
        "SELECT o.tbl, o.row_id, o.id, o.kind, o.new, o.base, o.seen FROM outbox o JOIN "
        f"(SELECT tbl, row_id FROM outbox WHERE {WAITING} GROUP BY tbl, row_id HAVING count(*) > 1) m "
        f"ON m.tbl = o.tbl AND m.row_id = o.row_id WHERE o.{WAITING} ORDER BY o.id"
    ).all()
    groups: dict[tuple[str, str], list[tuple[int, Change]]] = {}
    for table, row, place, kind, new, base, seen in rows:
        change = Change(kind, json.loads(new or "{}"), json.loads(base or "{}"), seen)
        groups.setdefault((table, row), []).append((place, change))
    for changes in groups.values():
        _store(connection, [place for place, _ in changes], coalesced([change for _, change in changes]))


def _store(connection: Connection, places: list[int], whole: Change | None) -> None:
    keep = None if whole is None else places[0] if whole.kind == "I" else places[-1]
    connection.exec_driver_sql("DELETE FROM outbox WHERE id = ?", [(place,) for place in places if place != keep])
    if whole is not None:
        connection.exec_driver_sql(
            "UPDATE outbox SET kind = ?, new = ?, base = ?, seen = ? WHERE id = ?",
            (
                whole.kind,
                json.dumps(whole.new, ensure_ascii=False) if whole.new else None,
                json.dumps(whole.base, ensure_ascii=False) if whole.base else None,
                whole.seen,
                keep,
            ),
        )
