"""Keeping and searching what was read. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import Any

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.district_settings.choices import PLATE_DAYS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.events.log import Detection, EventLog, known_device
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates import index, search
from ioc_desktop.kernel.plates.model import DETECTION_KIND, FoundRead, PlateQuery, PlateRead, StoredRead, category_of
from ioc_desktop.store.database import Database

SEARCH = "plates.search"
LIVE = "plates.live"
_LEAST_REASON = 5
_MOST_REASON = 200
_CHUNK = 5_000
"""Reads forgotten in one transaction: the write lock is free again soon."""
_FORGET = """DELETE FROM plate_read WHERE id IN (
    SELECT id FROM plate_read WHERE id < ? AND NOT EXISTS (SELECT 1 FROM plate_hold WHERE read_id = plate_read.id)
    LIMIT ?)"""
# The newest detection of each device stays: numbers go on from it.
_FORGET_DETECTIONS = """DELETE FROM detection WHERE rowid IN (
    SELECT o.rowid FROM detection o WHERE o.at < ? AND o.kind = 'plate' AND o.seq < (
        SELECT max(n.seq) FROM detection n WHERE n.device_id = o.device_id) LIMIT ?)"""


class PlateReadService:
    """Reads of this profile.

    Attributes:
        recorded: the reads that were stored here, on the thread that did it.
    """

    def __init__(
        self, db: Database, journal: DeviceJournal, district: DistrictSettings, clock: Clock | None = None
    ) -> None:
        self._db, self._journal, self._district = db, journal, district
        self._clock = clock or SystemClock()
        self._device = uuid7()  # until synchronisation gives this desktop an identity
        self._log = EventLog(db, self._device)
        self.recorded: Event[Sequence[StoredRead]] = Event()
        index.ensure(db)

    def record(self, reads: Sequence[PlateRead]) -> list[StoredRead]:
        """Store reads of this desktop; they travel to the others as detections do."""
        if not reads:
            return []
        last = self._log.append([_detection(read) for read in reads])
        with self._db.read() as session:
            device = known_device(session.connection()) or self._device
        first = last - len(reads) + 1
        stored = [
            StoredRead(**vars(read), id=index.read_id(read.at, device, number))
            for number, read in enumerate(reads, first)
        ]
        self.recorded.emit(stored)
        return stored

    def search(self, query: PlateQuery, who: Session) -> list[FoundRead]:
        """The newest reads that match; that it was asked, by whom and why is in the journal before anybody sees them.

        Raises:
            ExpectedError: ``plates.not_allowed``, ``plates.reason_missing``, ``plates.pattern_wrong``,
                ``plates.pattern_vague``, ``store.*``.
        """
        require(who, "plates.view")
        reason = checked_reason(query.reason)
        pattern = search.checked_pattern(query.text)
        with self._db.read() as session:
            found = search.run(session.connection(), query, pattern)
        self._journal.append(who.user_name, SEARCH, _noted(query, pattern, reason, len(found)))
        return found

    def open_live(self, who: Session) -> None:
        """Somebody begins to see what is read as it comes; that goes into the journal, as a search does.

        Raises:
            ExpectedError: ``plates.not_allowed``.
        """
        require(who, "plates.view")
        self._journal.append(who.user_name, LIVE, {})

    def hold(self, reads: Iterable[int], holder: str) -> None:
        """Keep reads beyond their time, until ``release``."""
        with self._db.write() as session:
            session.connection().exec_driver_sql(
                "INSERT OR IGNORE INTO plate_hold (read_id, holder) SELECT id, ? FROM plate_read WHERE id = ?",
                [(holder[:80], number) for number in reads] or [("", -1)],
            )

    def release(self, holder: str) -> None:
        """Whoever held reads needs them no more."""
        with self._db.write() as session:
            session.connection().exec_driver_sql("DELETE FROM plate_hold WHERE holder = ?", (holder[:80],))

    def forget_old(self) -> int:
        """Delete the reads whose time is over and that nothing holds; how many."""
        border = self._clock.now() - timedelta(days=self._district.get(PLATE_DAYS))
        stamp = border.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        gone = self._delete(_FORGET, index.first_id(border))
        self._delete(_FORGET_DETECTIONS, stamp)
        if gone:
            self._journal.append("", "plates.retain", {"days": self._district.get(PLATE_DAYS), "reads": gone})
        return gone

    def _delete(self, sql: str, border: object) -> int:
        gone = 0
        while True:
            with self._db.write() as session:
                done = session.connection().exec_driver_sql(sql, (border, _CHUNK)).rowcount
            gone += done
            if done < _CHUNK:
                return gone


def require(who: Session, permission: str) -> None:
    """Refuse whoever lacks a permission.

    Raises:
        ExpectedError: ``plates.not_allowed``.
    """
    if not who.may(permission):
        raise ExpectedError(
            "plates.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không có quyền làm việc đó với biển số. Hỏi quản trị."),
        )


def checked_reason(reason: str) -> str:
    """A reason that says something.

    Raises:
        ExpectedError: ``plates.reason_missing``.
    """
    words = nfc(" ".join(reason.split()))[:_MOST_REASON]
    if sum(ch.isalnum() for ch in words) < _LEAST_REASON:
        raise ExpectedError(
            "plates.reason_missing",
            QT_TRANSLATE_NOOP("errors", "Biển số là dữ liệu cá nhân: cần ghi lý do, như số vụ việc hoặc yêu cầu."),
        )
    return words


def _noted(query: PlateQuery, pattern: str, reason: str, found: int) -> dict[str, Any]:
    return {
        "plate": pattern,
        "why": reason,
        "found": found,
        "strict": query.is_strict or None,
        "from": query.start.isoformat() if query.start else None,
        "to": query.end.isoformat() if query.end else None,
        "cameras": [str(camera) for camera in sorted(query.cameras)] or None,
    }


def _detection(read: PlateRead) -> Detection:
    return Detection(
        at=read.at, camera_id=read.camera_id, kind=DETECTION_KIND, score=read.score, box=read.box,
        category=category_of(read.colour, read.way), track=read.track, value=read.plate,
    )  # fmt: skip
