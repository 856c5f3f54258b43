"""Appending and reading detections. Bulk statements: thousands of rows a second are normal here."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ioc_desktop.kernel.events.tables import DetectionRow
from ioc_desktop.store.database import Database
from ioc_desktop.store.rows import CENTRE_SCOPE

Box = tuple[float, float, float, float]
COLUMNS = "device_id, seq, at, scope_id, camera_id, kind, category, score, box, track, value"
MOST = 20_000_000
"""Rows that a desktop keeps unless it is told otherwise: some 5 GB."""
_PLACES = ", ".join("?" * len(COLUMNS.split(",")))
_CHUNK = 10_000
"""Rows forgotten in one transaction: the write lock is free again soon."""
_FORGET = """DELETE FROM detection WHERE rowid IN (
    SELECT o.rowid FROM detection o WHERE o.at < ? AND o.seq < (
        SELECT max(n.seq) FROM detection n WHERE n.device_id = o.device_id) LIMIT ?)"""
_KIND, _CATEGORY, _VALUE = (getattr(DetectionRow, name).type.length for name in ("kind", "category", "value"))
_LARGEST = 3e38  # of the server's real
_DIGITS = "%.6g"  # what a real holds: every desktop has the same number
_BOX = f"[{', '.join([_DIGITS] * 4)}]"


@dataclass(frozen=True, kw_only=True)
class Detection:
    """What was seen.

    Attributes:
        box: x, y, width, height in 0–1 of the picture.
        track: number of the track on its device.
        value: what was read, such as a number plate.
    """

    at: datetime
    camera_id: UUID
    kind: str
    category: str
    score: float
    box: Box | None = None
    track: int | None = None
    value: str | None = None
    scope_id: int = CENTRE_SCOPE


class EventLog:
    """The detections on this desktop, numbered without a hole as they come.

    Args:
        device_id: this desktop's identity while none is stored; a new one that it is given later is noticed.
    """

    def __init__(self, db: Database, device_id: UUID) -> None:
        self._db, self._device_id = db, device_id

    def append(self, detections: Sequence[Detection]) -> int:
        """Store detections of this desktop; the last number given.

        Texts are cut to what their columns hold.

        Raises:
            ValueError: a time without its zone, a number that is none.
        """
        rows = [_stored(one) for one in detections]
        with self._db.write() as session:
            connection = session.connection()
            device = known_device(connection) or self._device_id
            last = last_number(connection, device)
            if rows:
                connection.exec_driver_sql(
                    f"INSERT INTO detection ({COLUMNS}) VALUES ({_PLACES})",  # noqa: S608  (fixed names)
                    [(device.hex, number, *row) for number, row in enumerate(rows, last + 1)],
                )
        return last + len(rows)

    def find(
        self,
        start: datetime,
        end: datetime,
        *,
        camera_id: UUID | None = None,
        kind: str | None = None,
        limit: int = 1000,
    ) -> list[Detection]:
        """Detections of a time, of everybody, newest first."""
        where, values = _filter(start, end, camera_id, kind)
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql(
                f"SELECT {COLUMNS} FROM detection WHERE {where} ORDER BY at DESC, seq DESC LIMIT ?",  # noqa: S608  (same)
                (*values, limit),
            )
            return [_detection(*row) for row in rows]

    def per_minute(
        self, camera_id: UUID | None, start: datetime, end: datetime, *, kind: str | None = None
    ) -> dict[datetime, int]:
        """Detections of a camera, or of all, by minute."""
        where, values = _filter(start, end, camera_id, kind)
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql(
                f"SELECT substr(at, 1, 16), count(*) FROM detection WHERE {where} GROUP BY 1 ORDER BY 1",  # noqa: S608
                tuple(values),
            )
            return {datetime.fromisoformat(minute).replace(tzinfo=UTC): count for minute, count in rows}

    def retain(self, days: int, *, most: int = MOST) -> int:
        """Forget what is older, and the oldest of what is too much, sent or not; how many rows.

        The newest of each device stays: numbers go on from it.
        """
        gone = self._forget_before(_stamp(datetime.now(UTC) - timedelta(days=days)))
        with self._db.read() as session:
            border = session.connection().exec_driver_sql(
                "SELECT at FROM detection ORDER BY at DESC LIMIT 1 OFFSET ?", (most - 1,)
            )
            oldest = border.scalar()
        return gone + (self._forget_before(oldest) if oldest is not None else 0)

    def _forget_before(self, stamp: str) -> int:
        """In pieces, so that nobody waits for the write lock."""
        gone = 0
        while True:
            with self._db.write() as session:
                done = session.connection().exec_driver_sql(_FORGET, (stamp, _CHUNK)).rowcount
            gone += done
            if done < _CHUNK:
                return gone


def known_device(connection: Connection) -> UUID | None:
    """The identity that synchronisation has given this desktop; None when it never had to."""
    found = connection.exec_driver_sql("SELECT value FROM sync_state WHERE key = 'device_id'").scalar()
    return None if found is None else UUID(json.loads(str(found)))


def last_number(connection: Connection, device: UUID) -> int:
    """The last number that a device has given here; 0 for none."""
    found = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM detection WHERE device_id = ?", (device.hex,))
    return int(found.scalar_one())


def _filter(start: datetime, end: datetime, camera_id: UUID | None, kind: str | None) -> tuple[str, list[object]]:
    parts, values = ["at >= ?", "at < ?"], [_stamp(start), _stamp(end)]
    for name, value in (("camera_id", camera_id.hex if camera_id else None), ("kind", kind)):
        if value is not None:
            parts.append(f"{name} = ?")
            values.append(value)
    return " AND ".join(parts), [*values]


def _stored(one: Detection) -> tuple[object, ...]:
    numbers = (one.score, *(one.box or ()))
    if len(numbers) not in {1, 5} or not all(math.isfinite(number) and abs(number) < _LARGEST for number in numbers):
        message = f"{numbers} are no score and no box"
        raise ValueError(message)
    return (
        _stamp(one.at), one.scope_id, one.camera_id.hex, _text(one.kind, _KIND), _text(one.category, _CATEGORY),
        float(_DIGITS % one.score), None if one.box is None else _BOX % tuple(one.box), one.track,
        None if one.value is None else _text(one.value, _VALUE),
    )  # fmt: skip


def _text(value: str, length: int) -> str:
    """What the server's text can hold: cameras send anything."""
    return value if value.isascii() and value.isprintable() and len(value) <= length else _cleaned(value, length)


def _cleaned(value: str, length: int) -> str:
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:length]


def _stamp(moment: datetime) -> str:
    if moment.tzinfo is None:
        message = f"naive time {moment!r}: an instant needs its time zone"
        raise ValueError(message)
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _detection(*row: Any) -> Detection:
    _, _, at, scope, camera, kind, category, score, box, track, value = row
    return Detection(
        at=datetime.fromisoformat(at).replace(tzinfo=UTC), camera_id=UUID(camera), kind=kind, category=category,
        score=score, box=None if box is None else tuple(json.loads(box)), track=track, value=value, scope_id=scope,
    )  # fmt: skip
