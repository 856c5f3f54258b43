"""What this desktop knows of the numbers of detections: its own that the server has, others' that it has read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ioc_desktop.kernel.events.log import COLUMNS, known_device, last_number
from ioc_desktop.store.database import Database

_CHUNK = 20_000
"""Rows looked at in one transaction of a purge: the write lock is free again soon."""

_WAITING = """SELECT json_group_array(seq), group_concat(at), json_group_array(scope_id), group_concat(camera_id, ''),
    json_group_array(kind), json_group_array(category), json_group_array(score),
    '[' || group_concat(coalesce(trim(box, '[]'), 'null, null, null, null')) || ']',
    json_group_array(track), json_group_array(value)
FROM (SELECT * FROM detection WHERE device_id = ? AND seq > ? ORDER BY seq LIMIT ?)"""
"""A text for each column, boxes as one list of numbers: SQLite makes them without the interpreter's lock, in half the
time that rows would take, and nothing is left for the garbage collector."""


@dataclass(frozen=True)
class Waiting:
    """Detections that the server has not acknowledged, in the order of their numbers.

    Attributes:
        after: the last number that it has acknowledged.
        columns: as ``_WAITING`` makes them.
    """

    device: UUID
    after: int
    columns: Sequence[str | None]

    @property
    def is_empty(self) -> bool:
        return self.columns[1] is None


class EventNumbers:
    """Kept in ``sync_state``, in the transactions of the rows themselves: a program killed anywhere goes on right.

    Args:
        device_id: this desktop's identity while none is stored.
    """

    def __init__(self, db: Database, device_id: UUID) -> None:
        self._db, self._device_id = db, device_id

    # ------------------------------------------------------------------ one's own

    def waiting(self, limit: int) -> Waiting:
        """The next rows to send. A desktop that was given a new identity sends the rest of the old one's as its own."""
        with self._db.read() as session:
            found = self._waiting(session.connection(), limit)
        if found is None:
            with self._writing() as connection:
                self._adopt(connection)
                found = self._waiting(connection, limit)
        assert found is not None
        return found

    def acknowledge(self, device: UUID, head: int) -> None:
        with self._writing() as connection:
            if known_device(connection) in {None, device}:
                _remember(connection, ev_head=head, ev_device=device.hex)

    def renumber(self, device: UUID, first: int, after: int) -> None:
        """Give own rows from ``first`` on numbers behind ``after``: this file is older than what the server knows."""
        with self._writing() as connection:
            moved = max(after, last_number(connection, device)) + 1 - first
            connection.exec_driver_sql(
                "UPDATE detection SET seq = seq + ? WHERE device_id = ? AND seq >= ?", (moved, device.hex, first)
            )
            _remember(connection, ev_head=after)

    def _waiting(self, connection: Connection, limit: int) -> Waiting | None:
        device = known_device(connection) or self._device_id
        if _recall(connection, "ev_device", device.hex) != device.hex:
            return None
        head = int(_recall(connection, "ev_head", 0))
        columns = connection.exec_driver_sql(_WAITING, (device.hex, head, limit)).one()
        return Waiting(device, head, columns)

    def _adopt(self, connection: Connection) -> None:
        device = known_device(connection) or self._device_id
        former, head = _recall(connection, "ev_device", device.hex), int(_recall(connection, "ev_head", 0))
        own = last_number(connection, device)
        connection.exec_driver_sql(
            "UPDATE detection SET device_id = ?, seq = seq - ? + ? WHERE device_id = ? AND seq > ?",
            (device.hex, head, own, former, head),
        )
        _remember(connection, ev_device=device.hex, ev_head=0)

    # ------------------------------------------------------------------ others'

    def own_device(self) -> UUID:
        with self._db.read() as session:
            return known_device(session.connection()) or self._device_id

    def vector(self) -> dict[str, int]:
        """Device → the number up to which this desktop has read it."""
        with self._db.read() as session:
            return dict(_recall(session.connection(), "ev_vector", {}))

    def take(self, rows: Sequence[Sequence[Any]], reached: Mapping[str, int]) -> None:
        """Store what came, and how far that is."""
        places = ", ".join("?" * len(COLUMNS.split(",")))
        with self._writing() as connection:
            if rows:
                connection.exec_driver_sql(
                    f"INSERT OR IGNORE INTO detection ({COLUMNS}) VALUES ({places})", [tuple(row) for row in rows]
                )
            vector = dict(_recall(connection, "ev_vector", {}))
            _remember(connection, ev_vector=vector | {d: max(n, vector.get(d, 0)) for d, n in reached.items()})

    def see(self, scopes: Sequence[int]) -> None:
        """These are the scopes that this login may see now: rows of one that went go, what a new one holds is read."""
        with self._db.read() as session:
            known = _recall(session.connection(), "ev_scopes", [])
        if set(known) == set(scopes):
            return
        lost = sorted(set(known) - set(scopes))
        if lost:
            self._purge(lost)
        with self._writing() as connection:
            if set(scopes) - set(known):
                _remember(connection, ev_vector={})
            _remember(connection, ev_scopes=sorted(scopes))

    def _purge(self, lost: Sequence[int]) -> None:
        """Remove the rows of these scopes; the newest of one's own stays, emptied, for its number."""
        own = self.own_device()
        with self._db.read() as session:
            last = last_number(session.connection(), own)
            end = session.connection().exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM detection").scalar_one()
        lies_there = f"rowid BETWEEN ? AND ? AND scope_id IN ({', '.join(map(str, lost))}) AND (device_id, seq)"
        for start in range(0, end + 1, _CHUNK):
            piece = (start, start + _CHUNK - 1, own.hex, last)
            with self._writing() as connection:
                connection.exec_driver_sql(f"DELETE FROM detection WHERE {lies_there} <> (?, ?)", piece)
                connection.exec_driver_sql(
                    f"UPDATE detection SET value = NULL, box = NULL WHERE {lies_there} = (?, ?)", piece
                )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._db.write() as session:
            yield session.connection()


def _recall(connection: Connection, key: str, default: Any) -> Any:
    found = connection.exec_driver_sql("SELECT value FROM sync_state WHERE key = ?", (key,)).scalar()
    return default if found is None else json.loads(str(found))  # SQLite keeps a JSON number as a number


def _remember(connection: Connection, **values: Any) -> None:
    connection.exec_driver_sql(
        "INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(key, json.dumps(value)) for key, value in values.items()],
    )
