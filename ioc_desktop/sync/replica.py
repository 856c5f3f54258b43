"""The desktop's side of synchronisation, on its SQLite file: what is to be sent, what came, how far it has read.

Every method is one transaction, so a program killed anywhere goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.lookup import make_local
from ioc_desktop.store.database import Database
from ioc_desktop.store.outbox import UNSENT, WAITING
from ioc_desktop.sync import arrival, sealing, settling, staging
from ioc_desktop.sync.wire import WireTable, wire_tables

BATCH = 5000
"""Operations in one push."""


@dataclass(frozen=True)
class Batch:
    """Sealed operations, ready to be sent; a retry sends the same.

    Attributes:
        first: number of the first operation.
        last: number of the last one.
        text: JSON array, as ``sync.push`` takes it.
    """

    first: int
    last: int
    text: str

    @property
    def size(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Outstanding:
    """What waits on this desktop."""

    to_send: int
    conflicts: int
    refused: int


class Replica:
    """This desktop's copy and its outbox.

    Args:
        tables: the synchronised models; all loaded ones by default.
    """

    def __init__(self, db: Database, tables: Mapping[str, WireTable] | None = None) -> None:
        self._db, self._given = db, tables
        self._device_id: UUID | None = None

    @property
    def tables(self) -> Mapping[str, WireTable]:
        """Read when they are first needed: all models are loaded then, which takes a while."""
        return self._given if self._given is not None else wire_tables()

    # ------------------------------------------------------------------ identity and memory

    def recall(self, key: str, default: Any = None) -> Any:
        with self._db.read() as session:
            row = _one(session, "SELECT value FROM sync_state WHERE key = ?", key)
        return default if row is None else json.loads(str(row[0]))  # SQLite keeps a JSON number as a number

    def remember(self, **values: Any) -> None:
        with self._db.write() as session:
            _remember(session.connection(), values)

    def device_id(self) -> UUID:
        """This desktop's identity; made when there is none."""
        if self._device_id is None:
            known = self.recall("device_id")
            if known is None:
                known = uuid7().hex
                self.remember(device_id=known)
            self._device_id = UUID(known)
        return self._device_id

    @property
    def is_joined(self) -> bool:
        with self._db.read() as session:
            return bool(_one(session, "SELECT is_joined FROM sync_control WHERE id = 1")[0])

    def join(self) -> None:
        """Begin to note changes; what is here already is noted as new, once."""
        with self._db.write() as session:
            connection = session.connection()
            if connection.exec_driver_sql("SELECT is_joined FROM sync_control").scalar():
                return
            for table in self.tables.values():
                sealing.note_all(connection, table)
            connection.exec_driver_sql("UPDATE sync_control SET is_joined = 1")

    def leave(self) -> None:
        """Belong to no server: rows stay, numbers and cursors go. A later server gets everything as new.

        Who signed in with the server's word signs in with the same password from now on, without a limit of days.
        """
        with self._db.write() as session:
            connection = session.connection()
            for own in ("outbox", "sync_cursor", "sync_state", "sync_tombstone", "sync_refetch", "sync_inbox"):
                connection.exec_driver_sql(f"DELETE FROM {own}")
            with arrival.applying(connection):
                for name in self.tables:
                    connection.exec_driver_sql(f"UPDATE {name} SET ver = 0")
            connection.exec_driver_sql("UPDATE sync_control SET is_joined = 0")
            staging.drop_stages(connection, self.tables)
            make_local(connection)
        self._device_id = None

    def become_another(self) -> UUID:
        """A new identity: this file is a copy of another desktop's. What it has not sent becomes this one's own."""
        made = uuid7()
        with self._db.write() as session:
            connection = session.connection()
            connection.exec_driver_sql(
                "UPDATE outbox SET state = 'pending', n = NULL, op_uuid = NULL WHERE state = 'sealed' AND kind <> 'X'"
            )
            connection.exec_driver_sql("DELETE FROM outbox WHERE state <> 'pending'")
            connection.exec_driver_sql("DELETE FROM sync_state WHERE key = 'settled_id'")
            connection.exec_driver_sql("DELETE FROM sync_state WHERE key = 'restored'")
            _remember(connection, {"device_id": made.hex, "last_n": 0})
        self._device_id = made
        return made

    # ------------------------------------------------------------------ sending

    def next_batch(self, limit: int = BATCH) -> Batch | None:
        """What is to be sent next: what was sealed before, else the oldest pending changes, sealed now."""
        with self._db.read() as session:
            if _one(session, f"SELECT 1 FROM outbox WHERE {WAITING} LIMIT 1") is None:
                return None
        with self._db.write(is_durable=False) as session:  # lost with the power, it is found as a fork: nothing is lost
            connection = session.connection()
            sealing.seal(connection, limit)
            found = sealing.batch(connection, limit)
        return Batch(*found) if found else None

    def acknowledge(self, batch: Batch, answer: Mapping[str, Any]) -> frozenset[str]:
        """The server took the batch; what it did not take as it was goes to the inbox. The tables that changed here."""
        with self._db.write() as session:
            connection = session.connection()
            head = max((int(value) for value in (answer.get("heads") or {}).values()), default=0)
            connection.exec_driver_sql(
                "UPDATE outbox SET state = 'acked', pos = ? WHERE state = 'sealed' AND n BETWEEN ? AND ?",
                (head, batch.first, batch.last),
            )
            sealing.settled_up_to(connection, batch.last)
            special = answer.get("special") or []
            return settling.settle(connection, self.tables, special) if special else frozenset()

    def set_aside(self, number: int, reason: str) -> None:
        """An operation that the server cannot take at all: its number is skipped, its content goes to the inbox."""
        with self._db.write() as session:
            settling.quarantine(session.connection(), number, reason)

    def send_again(self, after: int) -> int:
        """The server lost what it had taken after this number: those operations are sent again. How many."""
        with self._db.write() as session:
            connection = session.connection()
            done = connection.exec_driver_sql(
                "UPDATE outbox SET state = 'sealed', pos = NULL WHERE state = 'acked' AND n > ?", (after,)
            )
            if done.rowcount:
                _remember(connection, {"sends_again": True})
                sealing.settled_up_to(connection, after)
            return int(done.rowcount)

    def forget_sent(self, days: int = 30) -> None:
        """Acknowledged operations older than any backup that a server might be restored from."""
        with self._db.write() as session:
            session.connection().exec_driver_sql(
                "DELETE FROM outbox WHERE state = 'acked' AND at < strftime('%Y-%m-%d %H:%M:%f', 'now', ?) "
                "AND n < (SELECT max(n) FROM outbox)",
                (f"-{days} days",),
            )

    # ------------------------------------------------------------------ receiving

    def cursors(self) -> dict[str, dict[str, Any]]:
        """Scope → position and token, as ``sync.changes`` takes them."""
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql("SELECT scope_id, pos, tok FROM sync_cursor").all()
        return {str(scope): {"pos": pos, "tok": tok} for scope, pos, tok in rows}

    def apply(self, answer: Mapping[str, Any]) -> frozenset[str]:
        """Take over what ``sync.changes`` brought, all or nothing. The tables whose rows changed."""
        if not answer["rows"] and not answer["exits"]:
            with self._db.read() as session:
                if not arrival.has_news(session.connection(), answer):
                    return frozenset()
        with self._db.write(is_durable=False) as session:
            return arrival.apply(session.connection(), self.tables, answer)

    def apply_fetched(self, table: str, asked: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Rows that were asked for by identifier; those that did not come are gone."""
        with self._db.write() as session:
            return arrival.apply_fetched(session.connection(), self.tables, table, asked, rows)

    def wanted(self) -> dict[str, list[str]]:
        """Table → identifiers of rows to ask for again."""
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql("SELECT tbl, row_id FROM sync_refetch").all()
        found: dict[str, list[str]] = {}
        for table, row in rows:
            found.setdefault(table, []).append(row)
        return found

    def reset_cursors(self) -> None:
        """Read every scope again from its beginning; at the end, rows that the server does not have go."""
        with self._db.write() as session:
            connection = session.connection()
            connection.exec_driver_sql("UPDATE sync_cursor SET pos = 0, tok = NULL")
            staging.drop_stages(connection, self.tables)

    def purge_scopes(self, lost: Sequence[int]) -> frozenset[str]:
        """Remove every row of the scopes that this login may see no more."""
        with self._db.write() as session:
            return arrival.purge(session.connection(), self.tables, lost)

    def begin_stages(self, epoch: str) -> None:
        with self._db.write() as session:
            for table in self.tables.values():
                staging.begin(session.connection(), table, token=epoch)

    def stage_progress(self, table: WireTable, scope: int, after: int) -> int:
        """The version up to which a page of this scope is staged already."""
        with self._db.read() as session:
            return staging.progress(session.connection(), table, scope, after)

    def add_stage_page(self, table: WireTable, page: Sequence[tuple[Any, ...]]) -> None:
        with self._db.write(is_durable=False) as session:
            staging.add_page(session.connection(), table, page)

    def swap_stages(
        self, scopes: Sequence[Mapping[str, Any]], fresh: frozenset[int], exits: Sequence[Mapping[str, Any]]
    ) -> frozenset[str]:
        """All pages are here: they become visible at once."""
        with self._db.write(is_durable=False) as session:
            return staging.swap(session.connection(), self.tables, scopes, fresh, exits)

    # ------------------------------------------------------------------ looking

    def outstanding(self) -> Outstanding:
        with self._db.read() as session:
            row = _one(
                session,
                f"SELECT (SELECT count(*) FROM outbox WHERE {UNSENT}),"
                " (SELECT count(*) FROM sync_inbox WHERE state = 'open' AND kind = 'conflict'),"
                " (SELECT count(*) FROM sync_inbox WHERE state = 'open' AND kind = 'refused')",
            )
        return Outstanding(*row)

    def digest(self, scope: int) -> dict[str, tuple[int, int, int]]:
        """As the server's ``sync.digest``: table → living rows, sum of versions, mixed sum."""
        with self._db.read() as session:
            connection = session.connection()
            return {
                name: tuple(
                    connection.exec_driver_sql(
                        f"SELECT count(*), coalesce(sum(ver), 0), "
                        f"coalesce(sum((ver % 1000003) * 2654435761 % 4294967296), 0) "
                        f"FROM {name} WHERE scope_id = ? AND ver > 0",
                        (scope,),
                    ).one()
                )
                for name in self.tables
            }


def _one(session: Session, statement: str, *parameters: Any) -> Any:
    return session.connection().exec_driver_sql(statement, parameters).first()


def _remember(connection: Connection, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        connection.exec_driver_sql(
            "INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value)),
        )
