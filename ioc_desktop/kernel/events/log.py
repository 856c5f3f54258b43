"""Appending and reading detections. Bulk statements: thousands of rows a second are normal here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ioc_desktop.store.database import Database
from ioc_desktop.store.rows import CENTRE_SCOPE

Box = tuple[float, float, float, float]
COLUMNS = "device_id, seq, at, scope_id, camera_id, kind, category, score, box, track, value"
_PLACES = ", ".join("?" * len(COLUMNS.split(",")))


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
    """The detections on this desktop; ``device_id`` numbers its own."""

    def __init__(self, db: Database, device_id: UUID) -> None:
        self._db, self._device_id = db, device_id

    def append(self, detections: Sequence[Detection]) -> int:
        """Store detections of this desktop; the last number given."""
        with self._db.write() as session:
            connection = session.connection()
            last: int = connection.exec_driver_sql(
                "SELECT coalesce(max(seq), 0) FROM detection WHERE device_id = ?", (self._device_id.hex,)
            ).scalar_one()
            if detections:
                connection.exec_driver_sql(
                    f"INSERT INTO detection ({COLUMNS}) VALUES ({_PLACES})",  # noqa: S608  (fixed names)
                    [(self._device_id.hex, last + place, *_stored(one)) for place, one in enumerate(detections, 1)],
                )
        return last + len(detections)

    def per_minute(self, camera_id: UUID, start: datetime, end: datetime) -> dict[datetime, int]:
        """Detections of a camera by minute."""
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT substr(at, 1, 16), count(*) FROM detection WHERE camera_id = ? AND at >= ? AND at < ? "
                "GROUP BY 1 ORDER BY 1",
                (camera_id.hex, _stamp(start), _stamp(end)),
            )
            return {datetime.fromisoformat(minute).replace(tzinfo=UTC): count for minute, count in rows}

    def retain(self, days: int) -> int:
        """Forget what is older; how many rows. The newest of each device stays: numbers go on from it."""
        with self._db.write() as session:
            done = session.connection().exec_driver_sql(
                "DELETE FROM detection WHERE at < strftime('%Y-%m-%d %H:%M:%f', 'now', ?) AND seq < "
                "(SELECT max(d.seq) FROM detection d WHERE d.device_id = detection.device_id)",
                (f"-{days} days",),
            )
            return int(done.rowcount)


def _stored(one: Detection) -> tuple[object, ...]:
    box = None if one.box is None else json.dumps(one.box)
    return (
        _stamp(one.at), one.scope_id, one.camera_id.hex, one.kind, one.category, one.score, box, one.track, one.value
    )  # fmt: skip


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
