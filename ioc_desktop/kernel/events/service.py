"""The use cases around events. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, Text, and_, cast, delete, func, or_, select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.attachments.tables import AttachmentRow
from ioc_desktop.kernel.events.model import (
    SILENT,
    TABLE,
    AlarmAnswer,
    CameraEvent,
    Counts,
    Doubt,
    EventFilter,
    Observation,
    Status,
)
from ioc_desktop.kernel.events.tables import FOLLOWS, EventRow
from ioc_desktop.kernel.journal.chain import DeviceJournal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ioc_desktop.store.database import Database

PAGE = 100
DECIDE = "alarms.decide"
_LOCAL_SHIFT_H = 7
"""From UTC to the time in Vietnam, all the year."""
_HOUR_AT = 12
"""Place of the two digits of the hour in a stored time."""
_CHUNK = 500
"""Events forgotten in one transaction."""
_LOAD_WINDOW = timedelta(minutes=10)
_DOUBT_DAYS, _DOUBT_MOST = timedelta(days=14), 10_000
_DOUBT_OF, _DOUBT_LEAST, _DOUBT_SHARE = 20, 6, 0.7
"""A rule is doubted when of its last so many decisions at least so many, and so large a share, were rejections."""


class EventService:
    """Events of this profile.

    Attributes:
        changed: the event's id after a commit here, None when many may have changed; on the thread of the commit.
        confirmed: an event that a person found right: what incidents are made of.
    """

    def __init__(self, db: Database) -> None:
        self._db, self._journal = db, DeviceJournal(db)
        self.changed: Event[UUID | None] = Event()
        self.confirmed: Event[CameraEvent] = Event()

    # ------------------------------------------------------------------ recording

    def begin(self, seen: Observation, event_id: UUID | None = None) -> CameraEvent:
        """Something begins; under an identifier that was chosen before, so that nobody need wait for it."""
        with self._db.write() as session:
            row = EventRow(id=event_id or uuid7(), is_open=True, is_mine=True)
            row.status, row.reason, row.files_note = Status.NEW.value, "", ""
            _fill(row, seen)
            session.add(row)
            session.flush()
            event = _event(row)
        self.changed.emit(event.id)
        return event

    def go_on(self, event_id: UUID, seen: Observation, *, is_open: bool) -> None:
        """It lasts, or is over; no error when somebody has removed it."""
        with self._db.write() as session:
            row = session.get(EventRow, event_id)
            if row is not None:
                _fill(row, seen)
                row.is_open = is_open
        self.changed.emit(event_id)

    def close_left_open(self) -> int:
        """What this desktop watched when it last stopped ended when it was last seen; how many."""
        mine = and_(EventRow.is_open.is_(True), EventRow.is_mine.is_(True))
        with self._db.write() as session:
            rows = session.scalars(select(EventRow).where(mine)).all()
            for row in rows:
                row.is_open = False
        if rows:
            self.changed.emit(None)
        return len(rows)

    def note_files(self, event_id: UUID, note: str) -> None:
        """Say why there is no picture or clip."""
        with self._db.write() as session:
            row = session.get(EventRow, event_id)
            if row is not None:
                row.files_note = note[:300]
        self.changed.emit(event_id)

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)

    # ------------------------------------------------------------------ deciding

    def decide(
        self, event_id: UUID, status: Status, *, who: SignedIn, reason: str = "", was: Status | None = None
    ) -> CameraEvent:
        """Confirm or reject an event, or take that back; the journal says who did.

        Args:
            was: what the person saw; somebody else's answer in between is not overwritten.

        Raises:
            ExpectedError: ``event.not_allowed``, ``event.reason_missing``, ``event.gone``, ``event.decided``,
                ``store.*``.
        """
        _check(who, status, reason)
        with self._db.write() as session:
            row = _row(session, event_id)
            _compare(row, status, was)
            row.status, row.reason = status.value, reason.strip()[:200] if status is Status.REJECTED else ""
            row.decided_by, row.decided_at = (None, None) if status is Status.NEW else (who.account_id, _now())
            session.flush()
            event = _event(row)
        self._note(who, event)
        self.changed.emit(event_id)
        if status is Status.CONFIRMED:
            self.confirmed.emit(event)
        return event

    def _note(self, who: SignedIn, event: CameraEvent) -> None:
        said = {"event": {"id": str(event.id)}, "rule": event.rule_name, "place": event.place}
        why = {"why": event.reason} if event.reason else {}
        self._journal.append(who.user_name, f"event.{event.status.value}", said | why)

    def note_export(self, event: CameraEvent, who: SignedIn, why: str = "", *, is_covered: bool = False) -> None:
        """Somebody takes the event's clip out of the program: the journal keeps who, of what, and why with faces.

        Raises:
            ExpectedError: ``privacy.not_allowed``, ``privacy.reason_missing``, ``store.*``.
        """
        reason = why.strip()[:200]
        if not is_covered and not who.may(SEE_FACES):
            raise ExpectedError(
                "privacy.not_allowed",
                QT_TRANSLATE_NOOP(
                    "errors", "Tài khoản này không được xem mặt người. Xin cấp quyền hoặc lưu bản đã che."
                ),
            )
        if not reason and not is_covered:
            raise ExpectedError(
                "privacy.reason_missing",
                QT_TRANSLATE_NOOP("errors", "Lưu đoạn phim không che mặt cần lý do. Nhập lý do rồi lưu."),
            )
        said = {"event": {"id": str(event.id)}, "rule": event.rule_name, "place": event.place}
        action = "event.export_covered" if is_covered else "event.export"
        self._journal.append(who.user_name, action, said | ({"why": reason} if reason else {}))

    # ------------------------------------------------------------------ asking

    def get(self, event_id: UUID) -> CameraEvent:
        """One event.

        Raises:
            ExpectedError: ``event.gone``.
        """
        with self._db.read() as session:
            return _event(_row(session, event_id))

    def find(self, wanted: EventFilter, *, after: CameraEvent | None = None, limit: int = PAGE) -> list[CameraEvent]:
        """Events, newest first; the next page begins after the last of the page before."""
        question = _filtered(select(EventRow), wanted)
        if after is not None:
            older = and_(EventRow.started_at == after.started_at, EventRow.id < after.id)
            question = question.where(or_(EventRow.started_at < after.started_at, older))
        question = question.order_by(EventRow.started_at.desc(), EventRow.id.desc()).limit(limit)
        with self._db.read() as session:
            return [_event(row) for row in session.scalars(question)]

    def count(self, wanted: EventFilter) -> int:
        """How many there are."""
        with self._db.read() as session:
            return session.scalar(_filtered(select(func.count()).select_from(EventRow), wanted)) or 0

    def waiting(self) -> int:
        """How many ask for a person and have not had one."""
        question = select(func.count()).select_from(EventRow)
        question = question.where(EventRow.status == Status.NEW.value, EventRow.severity != SILENT)
        with self._db.read() as session:
            return session.scalar(question) or 0

    def load(self, now: datetime) -> int:
        """How many asked for a person in the last ten minutes: an operator can look at about one."""
        question = select(func.count()).select_from(EventRow)
        question = question.where(
            EventRow.started_at > now - _LOAD_WINDOW, EventRow.started_at <= now, EventRow.severity != SILENT
        )
        with self._db.read() as session:
            return session.scalar(question) or 0

    def counts(self, wanted: EventFilter) -> Counts:
        """For the dashboard."""
        hour = func.substr(cast(EventRow.started_at, Text), _HOUR_AT, 2)
        with self._db.read() as session:
            by_hour = _tally(session, hour, wanted)
            by_place = _tally(session, EventRow.place, wanted)
            by_kind = _tally(session, EventRow.kind, wanted)
        hours = tuple(by_hour.get(f"{(each - _LOCAL_SHIFT_H) % 24:02d}", 0) for each in range(24))
        return Counts(by_hour=hours, by_place=by_place, by_kind=by_kind)

    def answers(self, start: datetime, end: datetime) -> list[AlarmAnswer]:
        """Alarms that began in [start, end) and when a person answered, in the order of time."""
        columns = (
            EventRow.kind, EventRow.place, EventRow.severity, EventRow.status, EventRow.started_at, EventRow.decided_at,
        )  # fmt: skip
        question = select(*columns).where(EventRow.started_at >= start, EventRow.started_at < end)
        with self._db.read() as session:
            rows = session.execute(question.where(EventRow.severity != SILENT).order_by(EventRow.started_at))
            return [AlarmAnswer(*row) for row in rows]

    def doubts(self, now: datetime) -> list[Doubt]:
        """Rules that were rejected again and again lately, the worst first."""
        columns = (EventRow.rule_id, EventRow.rule_name, EventRow.camera_id, EventRow.status)
        lately = and_(EventRow.started_at > now - _DOUBT_DAYS, EventRow.status != Status.NEW.value)
        question = select(*columns).where(lately).order_by(EventRow.started_at.desc()).limit(_DOUBT_MOST)
        last: dict[str, list[Any]] = defaultdict(list)
        with self._db.read() as session:
            for row in session.execute(question):
                if len(last[row.rule_id]) < _DOUBT_OF:
                    last[row.rule_id].append(row)
        found = [_doubt(rows) for rows in last.values()]
        return sorted(
            (each for each in found if each), key=lambda doubt: (-doubt.rejected / doubt.decided, -doubt.rejected)
        )

    # ------------------------------------------------------------------ forgetting

    def forget(self, before: datetime) -> int:
        """Remove what began before, is over and nobody has confirmed, with its files; how many events.

        In pieces, so that nobody waits for the write lock. Contents that nothing refers to any more go with
        ``AttachmentService.sweep``.
        """
        old = and_(EventRow.started_at < before, EventRow.status != Status.CONFIRMED.value, EventRow.is_open.is_(False))
        gone = 0
        while True:
            with self._db.write() as session:
                ids = session.scalars(select(EventRow.id).where(old).limit(_CHUNK)).all()
                mine = and_(AttachmentRow.owner_table == TABLE, AttachmentRow.owner_id.in_(ids))
                session.execute(delete(AttachmentRow).where(mine))
                session.execute(delete(EventRow).where(EventRow.id.in_(ids)))
            gone += len(ids)
            if len(ids) < _CHUNK:
                break
        if gone:
            self._journal.append("", "event.retain", {"events": gone})
            self.changed.emit(None)
        return gone


def _now() -> datetime:
    return datetime.now(UTC)


def _check(who: SignedIn, status: Status, reason: str) -> None:
    if not who.may(DECIDE):
        raise ExpectedError(
            "event.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này chỉ được xem cảnh báo. Nhờ trực ban xác nhận hoặc báo sai."),
        )
    if status is Status.REJECTED and not reason.strip():
        raise ExpectedError(
            "event.reason_missing", QT_TRANSLATE_NOOP("errors", "Chưa có lý do. Chọn hoặc nhập lý do báo sai.")
        )


def _compare(row: EventRow, status: Status, was: Status | None) -> None:
    """Nothing is decided that somebody decided otherwise meanwhile; what is confirmed is first taken back."""
    now = Status(row.status)
    if (was is None or now is was) and (now is status or status in FOLLOWS[now]):
        return
    raise ExpectedError(
        "event.decided",
        QT_TRANSLATE_NOOP("errors", "Sự kiện này đã có người trả lời. Xem câu trả lời trong danh sách."),
    )


def _tally(session: Session, key: SQLColumnExpression[str], wanted: EventFilter) -> dict[str, int]:
    """How many by each value of a key, most first."""
    count = func.count()
    question = _filtered(select(key, count).select_from(EventRow), wanted).group_by(key).order_by(count.desc())
    return {str(value): int(number) for value, number in session.execute(question)}


def _filtered(question: Select, wanted: EventFilter) -> Select:  # type: ignore[type-arg]
    """The question with the filter's conditions; every value is bound."""
    exact = {
        EventRow.camera_id: wanted.camera_id,
        EventRow.kind: wanted.kind or None,
        EventRow.status: wanted.status.value if wanted.status else None,
        EventRow.severity: wanted.severity or None,
    }
    for column, value in exact.items():
        if value is not None:
            question = question.where(column == value)
    if wanted.start is not None:
        question = question.where(EventRow.started_at >= wanted.start)
    if wanted.end is not None:
        question = question.where(EventRow.started_at < wanted.end)
    for word in fold(wanted.text).split():
        question = question.where(EventRow.search_key.contains(word, autoescape=True))
    return question


def _doubt(last: Sequence[Any]) -> Doubt | None:
    """What the last decisions on one rule, newest first, say of it."""
    rejected = sum(row.status == Status.REJECTED.value for row in last)
    if rejected < _DOUBT_LEAST or rejected / len(last) < _DOUBT_SHARE:
        return None
    newest = last[0]
    return Doubt(
        rule_id=newest.rule_id,
        rule_name=newest.rule_name,
        camera_id=newest.camera_id,
        rejected=rejected,
        decided=len(last),
    )


def _row(session: Session, event_id: UUID) -> EventRow:
    row = session.get(EventRow, event_id)
    if row is None:
        raise ExpectedError("event.gone", QT_TRANSLATE_NOOP("errors", "Sự kiện này đã bị xóa. Tải lại danh sách."))
    return row


_PLAIN = (
    *("camera_id", "rule_id", "rule_name", "kind", "severity", "place", "started_at", "peak_at", "ended_at"),
    *("category", "value", "confidence", "model"),
)


def _fill(row: EventRow, seen: Observation) -> None:
    for name in _PLAIN:
        setattr(row, name, getattr(seen, name))
    row.rule_name, row.place = seen.rule_name[:120], seen.place[:250]
    row.box = list(seen.box) if seen.box is not None else None
    row.tracks, row.details = list(seen.tracks), dict(seen.details)


def _event(row: EventRow) -> CameraEvent:
    return CameraEvent(
        id=row.id,
        is_open=row.is_open,
        status=Status(row.status),
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        files_note=row.files_note,
        box=None if row.box is None else tuple(row.box),
        tracks=tuple(row.tracks or ()),
        details=row.details or {},
        **{name: getattr(row, name) for name in _PLAIN},
    )
