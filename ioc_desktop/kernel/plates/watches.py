"""Plates that are watched for: proposed by one person, approved by another. Call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta, timezone
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Store

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates.formats import normalise, read_plate
from ioc_desktop.kernel.plates.looks import is_exact, known_runs, likeness, pattern_of
from ioc_desktop.kernel.plates.model import SEVERITIES, StoredRead, Watch, WatchDraft, WatchHit, WatchStatus
from ioc_desktop.kernel.plates.reads import PlateReadService, checked_reason, require
from ioc_desktop.kernel.plates.tables import PlateWatchRow
from ioc_desktop.store.database import Database

PROPOSE, APPROVE = "plates.propose", "plates.approve"
LONGEST_DAYS = 366
_VIETNAM = timezone(timedelta(hours=7))
_MOST_OWNER = 120
_TEXT = PlateWatchRow.pattern.type.length


class PlateWatchService:
    """The list of watched plates, and what was seen of them.

    Attributes:
        changed: after a commit that changed the list, on the thread that made it.
        hits: watched plates among the reads that this desktop stored, on the thread that stored them. The reads are
            held for as long as the hit's watch is kept.
    """

    def __init__(
        self, db: Database, journal: DeviceJournal, reads: PlateReadService, clock: Clock | None = None
    ) -> None:
        self._db, self._journal, self._reads = db, journal, reads
        self._clock = clock or SystemClock()
        self.changed: Event[None] = Event()
        self.hits: Event[Sequence[WatchHit]] = Event()
        self._armed: tuple[Watch, ...] | None = None
        reads.recorded.connect(self._hear)

    @property
    def today(self) -> date:
        """In Vietnam."""
        return self._clock.now().astimezone(_VIETNAM).date()

    def all(self) -> list[Watch]:
        """All of them, newest first."""
        with self._db.read() as session:
            rows = session.scalars(select(PlateWatchRow).order_by(PlateWatchRow.created_at.desc(), PlateWatchRow.id))
            return [_watch(row) for row in rows]

    def propose(self, drafts: Sequence[WatchDraft], who: Session) -> list[Watch]:
        """Put plates before a second person, all or none.

        Raises:
            ExpectedError: ``plates.not_allowed``, and what ``checked`` raises.
        """
        require(who, PROPOSE)
        good = [checked(draft, self.today) for draft in drafts]
        with self._db.write() as session:
            rows = [_row(draft, who.account_id) for draft in good]
            session.add_all(rows)
            session.flush()
            made = [_watch(row) for row in rows]
        for watch in made:
            self._note(who, "plates.propose", watch, watch.reason)
        self._tell()
        return made

    def approve(self, watch_id: UUID, who: Session) -> None:
        """Begin to watch; by a second person only.

        Raises:
            ExpectedError: ``plates.not_allowed``, ``plates.own_proposal``, ``plates.watch_gone``,
                ``plates.watch_decided``, ``plates.watch_over``.
        """
        self._decide(watch_id, who, WatchStatus.APPROVED, "")

    def reject(self, watch_id: UUID, who: Session, reason: str) -> None:
        """Refuse a proposal; who proposed it may withdraw it so.

        Raises:
            ExpectedError: as ``approve``, and ``plates.reason_missing``.
        """
        self._decide(watch_id, who, WatchStatus.REJECTED, checked_reason(reason))

    def revoke(self, watch_id: UUID, who: Session, reason: str) -> None:
        """Stop watching.

        Raises:
            ExpectedError: as ``reject``.
        """
        self._decide(watch_id, who, WatchStatus.REVOKED, checked_reason(reason))

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self._tell()

    # ------------------------------------------------------------------ seeing

    def look_at(self, reads: Sequence[StoredRead]) -> list[WatchHit]:
        """The watched ones among reads; they are held and told of."""
        armed, today = self._watched(), self.today
        found = [
            WatchHit(watch, read, likeness(watch.pattern, read.plate))
            for read in reads
            for watch in armed
            if watch.watches(today) and likeness(watch.pattern, read.plate) > 0
        ]
        for hit in found:
            self._reads.hold([hit.read.id], f"watch:{hit.watch.id}")
        if found:
            self.hits.emit(found)
        return found

    def _hear(self, reads: Sequence[StoredRead]) -> None:
        self.look_at(reads)

    def _watched(self) -> tuple[Watch, ...]:
        if self._armed is None:
            self._armed = tuple(watch for watch in self.all() if watch.status is WatchStatus.APPROVED)
        return self._armed

    # ------------------------------------------------------------------ deciding

    def _decide(self, watch_id: UUID, who: Session, status: WatchStatus, note: str) -> None:
        with self._db.write() as session:
            row = _found(session, watch_id)
            self._check(row, who, status)
            row.status, row.note = status.value, note
            row.decided_by, row.decided_at = who.account_id, self._clock.now()
            session.flush()
            watch = _watch(row)
        if status is WatchStatus.REVOKED:
            self._reads.release(f"watch:{watch_id}")
        self._note(who, f"plates.{status.value}", watch, note)
        self._tell()

    def _check(self, row: PlateWatchRow, who: Session, status: WatchStatus) -> None:
        is_withdrawn = status is WatchStatus.REJECTED and row.proposed_by == who.account_id
        require(who, PROPOSE if is_withdrawn else APPROVE)
        needed = WatchStatus.APPROVED if status is WatchStatus.REVOKED else WatchStatus.PROPOSED
        if row.status != needed.value:
            raise ExpectedError(
                "plates.watch_decided",
                QT_TRANSLATE_NOOP("errors", "Mục này đã được quyết định rồi. Tải lại danh sách."),
            )
        if status is not WatchStatus.APPROVED:
            return
        if row.proposed_by == who.account_id:
            raise ExpectedError(
                "plates.own_proposal",
                QT_TRANSLATE_NOOP("errors", "Người đề xuất không tự duyệt được. Nhờ người thứ hai có quyền duyệt."),
            )
        if row.valid_until < self.today:
            raise ExpectedError(
                "plates.watch_over", QT_TRANSLATE_NOOP("errors", "Thời hạn theo dõi đã qua. Đề xuất lại với hạn mới.")
            )

    def _note(self, who: Session, action: str, watch: Watch, why: str) -> None:
        self._journal.append(who.user_name, action, {"plate": watch.pattern, "why": why or watch.reason})

    def _tell(self) -> None:
        self._armed = None
        self.changed.emit(None)


def checked(draft: WatchDraft, today: date) -> WatchDraft:
    """A draft in the form in which it is kept.

    Raises:
        ExpectedError: ``plates.plate_wrong``, ``plates.pattern_vague``, ``plates.owner_missing``,
            ``plates.severity_wrong``, ``plates.until_wrong``, ``plates.reason_missing``.
    """
    if draft.severity not in SEVERITIES:
        raise ExpectedError(
            "plates.severity_wrong",
            QT_TRANSLATE_NOOP("errors", "Mức độ “{severity}” không có. Dùng {known}."),
            severity=draft.severity[:20],
            known=", ".join(SEVERITIES),
        )
    owner = nfc(" ".join(draft.owner.split()))
    if not 0 < len(owner) <= _MOST_OWNER:
        raise ExpectedError(
            "plates.owner_missing",
            QT_TRANSLATE_NOOP("errors", "Thiếu đơn vị yêu cầu. Nhập tên đơn vị, tối đa 120 ký tự."),
        )
    if not today <= draft.valid_until <= today + timedelta(days=LONGEST_DAYS):
        raise ExpectedError(
            "plates.until_wrong",
            QT_TRANSLATE_NOOP("errors", "Hạn theo dõi phải từ hôm nay đến {days} ngày tới. Nhập lại ngày."),
            days=LONGEST_DAYS,
        )
    return WatchDraft(
        pattern=_checked_pattern(draft.pattern), reason=checked_reason(draft.reason), owner=owner,
        severity=draft.severity, valid_until=draft.valid_until,
    )  # fmt: skip


def _checked_pattern(text: str) -> str:
    """A whole plate of a known form, or a pattern that says enough not to catch everybody."""
    bare = normalise(text)
    if is_exact(bare):
        plate = read_plate(bare)
        if plate is None:
            raise ExpectedError(
                "plates.plate_wrong",
                QT_TRANSLATE_NOOP(
                    "errors", "“{text}” không đúng dạng biển số Việt Nam. Ví dụ: 51F-123.45, 59X1-123.45."
                ),
                text=text.strip()[:40],
            )
        return plate.text
    pattern = pattern_of(bare)
    if pattern is None or len(pattern) > _TEXT or sum(ch.isalnum() for ch in pattern) < 4 or not known_runs(pattern):
        raise ExpectedError(
            "plates.pattern_vague_watch",
            QT_TRANSLATE_NOOP("errors", "“{text}” khớp quá nhiều xe. Cần ít nhất 4 ký tự, trong đó 3 ký tự liền nhau."),
            text=text.strip()[:40],
        )
    return pattern


def _found(session: Store, watch_id: UUID) -> PlateWatchRow:
    row = session.get(PlateWatchRow, watch_id)
    if row is None:
        raise ExpectedError(
            "plates.watch_gone", QT_TRANSLATE_NOOP("errors", "Mục theo dõi này không còn. Tải lại danh sách.")
        )
    return row


def _row(draft: WatchDraft, proposer: UUID) -> PlateWatchRow:
    return PlateWatchRow(
        pattern=draft.pattern, reason=draft.reason, owner=draft.owner, severity=draft.severity,
        valid_until=draft.valid_until, status=WatchStatus.PROPOSED.value, proposed_by=proposer, note="",
    )  # fmt: skip


def _watch(row: PlateWatchRow) -> Watch:
    return Watch(
        id=row.id, pattern=row.pattern, reason=row.reason, owner=row.owner, severity=row.severity,
        valid_until=row.valid_until, status=WatchStatus(row.status), proposed_by=row.proposed_by,
        decided_by=row.decided_by, decided_at=row.decided_at, note=row.note, created_at=row.created_at,
    )  # fmt: skip
