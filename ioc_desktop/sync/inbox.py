"""What lost or was refused, and what a person decides about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.database import Database
from ioc_desktop.store.outbox import InboxRow
from ioc_desktop.sync import arrival
from ioc_desktop.sync.state import InboxEntry
from ioc_desktop.sync.wire import WireTable


class Inbox:
    """The open entries of this desktop."""

    def __init__(self, db: Database, tables: Mapping[str, WireTable]) -> None:
        self._db = db
        self._tables = tables

    def entries(self) -> Sequence[InboxEntry]:
        """Newest first."""
        question = select(InboxRow).where(InboxRow.state == "open").order_by(InboxRow.id.desc())
        with self._db.read() as session:
            return [self._entry(row) for row in session.scalars(question)]

    def apply_mine(self, entry_id: int) -> None:
        """Write what lost again, as a new change over what the server holds now.

        Raises:
            ExpectedError: ``sync.entry_gone``, ``sync.cannot_apply``.
        """
        with self._db.write() as session:
            row = session.get(InboxRow, entry_id)
            if row is None or row.state != "open":
                raise ExpectedError(
                    "sync.entry_gone", QT_TRANSLATE_NOOP("errors", "Mục này đã được xử lý. Tải lại danh sách.")
                )
            table = self._tables.get(row.tbl)
            if table is None or not self._write(session.connection(), table, row):
                raise _cannot_apply()
            row.state = "applied"

    def dismiss(self, entry_id: int) -> None:
        """Keep what the server holds; the entry stays in the file, closed."""
        with self._db.write() as session:
            row = session.get(InboxRow, entry_id)
            if row is not None and row.state == "open":
                row.state = "dismissed"

    def _write(self, connection: Connection, table: WireTable, row: InboxRow) -> bool:
        exists = connection.exec_driver_sql(f"SELECT 1 FROM {table.name} WHERE id = ?", (row.row_id,)).first()
        try:
            if row.op_kind == "D":
                connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id = ?", (row.row_id,))
                return True
            mine = json.loads(row.mine or "{}")
            if exists:
                arrival.write_values(connection, table, row.row_id, mine)
                return True
            whole = {**json.loads(row.theirs or "{}"), **mine}
            return _insert(connection, table, row.row_id, whole)
        except IntegrityError as error:
            raise _cannot_apply() from error

    def _entry(self, row: InboxRow) -> InboxEntry:
        mine, theirs = json.loads(row.mine or "{}"), json.loads(row.theirs or "{}")
        table = self._tables.get(row.tbl)
        whole = table is not None and set(table.shared) <= {*mine, *theirs}
        return InboxEntry(
            id=row.id,
            at=row.at,
            kind=row.kind,
            op_kind=row.op_kind,
            status=row.status,
            reason=row.reason,
            table=row.tbl,
            row_id=UUID(row.row_id),
            mine=mine,
            base=json.loads(row.base or "{}"),
            theirs={} if row.status == "gone" else theirs,
            can_apply=row.status == "conflict" or row.op_kind != "U" or whole,
        )


def _insert(connection: Connection, table: WireTable, identifier: str, values: Mapping[str, Any]) -> bool:
    """The row anew under its old identifier; False when too little of it is known."""
    if not set(table.shared) <= values.keys():
        return False
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    known = {name: table.captured(name, values[name]) for name in table.shared}
    known |= {"id": identifier, "scope_id": values.get("scope_id", 1), "ver": 0, "created_at": now, "updated_at": now}
    known |= dict.fromkeys(table.search_keys, "")
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(known)}) VALUES ({', '.join('?' * len(known))})", tuple(known.values())
    )
    arrival.make_search_keys(connection, table, [identifier])
    return True


def _cannot_apply() -> ExpectedError:
    return ExpectedError(
        "sync.cannot_apply",
        QT_TRANSLATE_NOOP(
            "errors",
            "Không ghi lại được thay đổi này: dữ liệu liên quan đã khác hoặc đã bị xóa. Mở mục đó và sửa trực tiếp.",
        ),
    )
