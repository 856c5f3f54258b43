"""What the server did not take as it was: the row goes back to the server's value, what was written to the inbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from ioc_desktop.store.outbox import WAITING
from ioc_desktop.sync import arrival, references
from ioc_desktop.sync.merge import merge_text
from ioc_desktop.sync.wire import WireTable, row_id

LOST = frozenset({"conflict", "gone", "exists"})
"""Verdicts over a value that met another; the others are refusals."""


def settle(
    connection: Connection, tables: Mapping[str, WireTable], answers: Sequence[Mapping[str, Any]]
) -> frozenset[str]:
    """Deal with each answer that is not plainly "applied". The tables that changed here."""
    changed = set()
    for answer in answers:
        table = tables.get(answer["t"])
        op = connection.exec_driver_sql(
            "SELECT op_uuid, kind, new, base, state FROM outbox WHERE n = ? AND row_id = ?",
            (answer["n"], row_id(answer["r"])),
        ).first()
        if table is None or op is None:
            continue
        if _is_put_back(connection, table, answer, op.new):
            continue
        changed.add(table.name)
        if answer["status"] != "merged":
            _to_inbox(connection, table, answer, op)  # first: what follows may need to know whom the row gave way to
        if not _take_over(connection, tables, table, answer):
            connection.exec_driver_sql("DELETE FROM sync_inbox WHERE op_uuid = ?", (op.op_uuid,))
    return frozenset(changed)


def quarantine(connection: Connection, number: int, reason: str) -> None:
    """Skip a number; its operation goes to the inbox and its row is asked for again."""
    op = connection.exec_driver_sql(
        "SELECT op_uuid, kind, new, base, tbl, row_id FROM outbox WHERE n = ? AND state = 'sealed'", (number,)
    ).first()
    if op is None:
        return
    _insert_inbox(
        connection,
        uuid=op.op_uuid,
        op_kind=op.kind,
        kind="refused",
        status="dup" if reason.startswith("23505") else "invalid",
        reason=reason,
        table=op.tbl,
        row=op.row_id,
        mine=op.new,
        base=op.base,
        theirs=None,
    )
    connection.exec_driver_sql("UPDATE outbox SET kind = 'X', new = NULL, base = NULL WHERE n = ?", (number,))
    references.ask_again(connection, op.tbl, op.row_id)


def _take_over(
    connection: Connection, tables: Mapping[str, WireTable], table: WireTable, answer: Mapping[str, Any]
) -> bool:
    """Write the server's row here; False when a line-by-line merge of the lost texts settled all of the conflict."""
    identifier, row = row_id(answer["r"]), answer["row"]
    living = row is not None and row.get("deleted_at") is None
    with arrival.applying(connection):
        unsent = arrival.unsent_rows(connection)
        if living:
            arrival.store_living(connection, table, [row], unsent, guarded=False)
            references.settle_references(connection, tables, table.name, [identifier])
        elif (table.name, identifier) not in unsent:
            if row is not None:
                arrival.note_tombstone(connection, table.name, identifier, row["ver"])
            arrival.remove_or_postpone(connection, table, identifier)
    if living and answer["status"] == "conflict":
        return not _merge_texts(connection, table, answer)
    return True


def _merge_texts(connection: Connection, table: WireTable, answer: Mapping[str, Any]) -> bool:
    """Write the merged texts as a new change of this desktop; True when every lost column could be merged."""
    lost: Mapping[str, Mapping[str, Any]] = answer["lose"]
    if not lost or not set(lost) <= set(table.rule.texts):
        return False
    merged = {
        name: merge_text(values["base"] or "", values["mine"] or "", answer["row"][name] or "")
        for name, values in lost.items()
    }
    if None in merged.values():
        return False
    arrival.write_values(connection, table, row_id(answer["r"]), merged)
    return True


def _is_put_back(connection: Connection, table: WireTable, answer: Mapping[str, Any], new: str | None) -> bool:
    """Refused for its parent alone, and that can be mended here: the operation is captured anew; True then.

    Either the parent waits to be sent itself, or it gave way to another row with its unique value: then that one is
    the parent. The old number stays answered.
    """
    if answer["status"] != "invalid" or not str(answer["reason"]).startswith("parent:") or new is None:
        return False
    column = answer["reason"].partition(":")[2]
    name, parent = dict(table.parents).get(column), json.loads(new).get(column)
    waiting = connection.exec_driver_sql(
        f"SELECT 1 FROM outbox WHERE {WAITING} AND state = 'pending' AND kind = 'I' AND tbl = ? AND row_id = ?",
        (name, parent),
    ).first()
    twin = parent if waiting else arrival.gave_way_to(connection, name, parent)
    if twin is None:
        return False
    connection.exec_driver_sql(
        "INSERT INTO outbox (tbl, row_id, kind, new, base, state, at, actor, seen) "
        f"SELECT tbl, row_id, kind, json_set(new, '$.{column}', ?), base, 'pending', at, actor, seen "
        "FROM outbox WHERE n = ?",
        (twin, answer["n"]),
    )
    return True


def _to_inbox(connection: Connection, table: WireTable, answer: Mapping[str, Any], op: Any) -> None:
    lose: Mapping[str, Mapping[str, Any]] = answer["lose"] or {}
    row = answer["row"]
    theirs = table.plain(row) if row is not None else None  # a tombstone too: the row may be brought back
    if op.kind == "U" and answer["status"] == "conflict":
        mine = json.dumps({name: values["mine"] for name, values in lose.items()}, ensure_ascii=False)
        base = json.dumps({name: values["base"] for name, values in lose.items()}, ensure_ascii=False)
    else:
        mine, base = op.new, op.base
    _insert_inbox(
        connection,
        uuid=op.op_uuid,
        op_kind=op.kind,
        kind="conflict" if answer["status"] in LOST else "refused",
        status=answer["status"],
        reason=answer["reason"] or "",
        table=table.name,
        row=row_id(answer["r"]),
        mine=mine,
        base=base,
        theirs=None if theirs is None else json.dumps(theirs, ensure_ascii=False),
    )


def _insert_inbox(
    connection: Connection,
    *,
    uuid: str,
    op_kind: str,
    kind: str,
    status: str,
    reason: str,
    table: str,
    row: str,
    mine: str | None,
    base: str | None,
    theirs: str | None,
) -> None:
    """Once for each operation, however often its answer comes."""
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    connection.exec_driver_sql(
        "INSERT INTO sync_inbox (op_uuid, op_kind, kind, status, reason, tbl, row_id, mine, base, theirs, at, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT (op_uuid) DO NOTHING",
        (uuid, op_kind, kind, status, reason, table, row, mine, base, theirs, at),
    )
