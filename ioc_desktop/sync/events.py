"""The lane of detections: this desktop's own go up in numbered batches, others' come down by a vector of numbers."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import psycopg

from ioc_desktop.kernel.events.log import COLUMNS
from ioc_desktop.store.database import Database

UPLOAD = 5000
"""Rows in one call: some 40 ms of the server."""
_PUT = (
    "SELECT ev.put(%s, %s, %s, %s::text[], %b::int[], %s::text[], %s::text[], %s::text[], %b::real[], %s::text[], "
    "%b::bigint[], %s::text[])"
)
"""The server reads times, identifiers and boxes from the text that SQLite stores: nothing is converted here."""

_SINCE = "SELECT * FROM ev.since(%s::jsonb, make_interval(hours => %s), %s)"


class EventLane:
    """Sends and reads detections over a connection of its own.

    Args:
        instance: the running program that holds the device's identity, as the engine introduced it.
    """

    def __init__(self, db: Database, device_id: UUID, instance: UUID) -> None:
        self._db, self._device_id, self._instance = db, device_id, instance

    def upload_step(self, connection: psycopg.Connection) -> int:
        """Send the next rows; how many the server took.

        It answers its last number, and that is where to go on:
        after a lost answer nothing is sent twice, after a restored backup what it lost is sent again.

        Raises:
            psycopg.Error: the connection's failures, for the caller to tell.
        """
        head = self._head()
        rows = self._rows_after(head)
        if not rows:
            return 0
        first = rows[0][0]
        columns = list(zip(*rows, strict=True))[1:]
        answer = connection.execute(
            _PUT.encode(), (self._device_id, self._instance, first, *(list(column) for column in columns))
        ).fetchone()
        assert answer is not None
        if answer[0] is None:
            return 0
        self._remember(int(answer[0]))
        return max(0, int(answer[0]) - head)

    def download_step(self, connection: psycopg.Connection, *, hours: int = 24, limit: int = 5000) -> int:
        """Read what other devices saw lately; how many rows came."""
        vector = self._vector()
        vector[str(self._device_id)] = 2**62  # one's own are here
        rows = connection.execute(_SINCE.encode(), (json.dumps(vector), hours, limit)).fetchall()
        if rows:
            with self._db.write() as session:
                session.connection().exec_driver_sql(
                    f"INSERT OR IGNORE INTO detection ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [_stored(row) for row in rows],
                )
        return len(rows)

    def _rows_after(self, head: int) -> list[tuple[Any, ...]]:
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT seq, at, scope_id, camera_id, kind, category, score, box, track, value FROM detection "
                "WHERE device_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                (self._device_id.hex, head, UPLOAD),
            )
            return [tuple(row) for row in rows]

    def _vector(self) -> dict[str, int]:
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql("SELECT device_id, max(seq) FROM detection GROUP BY device_id")
            return {str(UUID(device)): seq for device, seq in rows}

    def _head(self) -> int:
        with self._db.read() as session:
            found = session.connection().exec_driver_sql("SELECT value FROM sync_state WHERE key = 'ev_head'").scalar()
        return int(found or 0)

    def _remember(self, head: int) -> None:
        with self._db.write() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO sync_state (key, value) VALUES ('ev_head', ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (str(head),),
            )


def _stored(row: tuple[Any, ...]) -> tuple[Any, ...]:
    device, seq, at, scope, camera, kind, category, score, box, track, value = row
    return (
        device.hex, seq, at.strftime("%Y-%m-%d %H:%M:%S.%f"), scope, camera.hex, kind, category, score,
        json.dumps(box) if box else None, track, value,
    )  # fmt: skip
