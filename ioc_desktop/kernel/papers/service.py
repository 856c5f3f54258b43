"""The use cases around documents. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Store

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.numbers.model import Series
from ioc_desktop.kernel.numbers.service import WAITING, NumberBook
from ioc_desktop.kernel.papers import rules
from ioc_desktop.kernel.papers.model import (
    STEPS,
    TABLE,
    Paper,
    PaperDraft,
    PaperFilter,
    PaperState,
    Register,
    code_of,
)
from ioc_desktop.kernel.papers.reading import PAGE, paper_of, register, row_of
from ioc_desktop.kernel.papers.rules import APPROVE, DRAFT, ISSUE, SIGN, check_state, require
from ioc_desktop.kernel.papers.tables import PaperRow

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.records.journal import RecordJournal
    from ioc_desktop.kernel.records.model import RecordEntry
    from ioc_desktop.store.database import Database

Stamp = Callable[[bytes, str, date], bytes]
"""(PDF, number and symbol, date) → the PDF with both written where it has room for them."""
Fetch = Callable[[str, int], bool]
"""(hash, size) → whether the content could be fetched from the server; True when it is here."""

_VIETNAM = timezone(timedelta(hours=7))
_DRILL = QT_TRANSLATE_NOOP("papers", "{kind} (diễn tập)")


class PaperService:
    """The register of documents of this profile. Each step is one transaction, so a program killed goes on right.

    Args:
        stamp: writes number and date into a document when it gets them; without it they stand in the register only.
        fetch: brings a content that another desktop put in.

    Attributes:
        changed: the document's id after a commit here, None when many may have changed; on the thread of the commit.
    """

    def __init__(
        self,
        db: Database,
        attachments: AttachmentService,
        records: RecordJournal,
        numbers: NumberBook,
        *,
        stamp: Stamp | None = None,
        fetch: Fetch | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._db, self._attachments, self._records, self._numbers = db, attachments, records, numbers
        self._stamp, self._fetch, self._clock = stamp, fetch, clock or SystemClock()
        self.changed: Event[UUID | None] = Event()

    # ------------------------------------------------------------------ reading

    def find(self, wanted: PaperFilter | None = None, *, limit: int = PAGE) -> Register:
        """The newest documents that the filter finds."""
        with self._db.read() as session:
            return register(session, wanted or PaperFilter(), limit)

    def get(self, paper_id: UUID) -> Paper:
        """One document; raises ``paper.gone``."""
        with self._db.read() as session:
            return paper_of(row_of(session, paper_id))

    def content(self, paper: Paper) -> bytes:
        """Its PDF, checked against its hash; asks the server when it is not here.

        Raises:
            ExpectedError: ``attachment.missing``, ``sync.*``.
        """
        return self._read(paper.sha256, paper.size)

    def _read(self, sha256: str, size: int) -> bytes:
        contents = self._attachments.contents
        if not contents.has(sha256) and self._fetch is not None:
            self._fetch(sha256, size)
        return contents.read(sha256)

    def history(self, paper_id: UUID) -> Sequence[RecordEntry]:
        """What was done to a document, newest first."""
        return self._records.of(TABLE, paper_id)

    def note_taken_out(self, paper: Paper, action: str, note: str = "") -> None:
        """Write down that a copy left the program: ``export``, ``print`` or ``mail`` with the addresses."""
        self._records.append(TABLE, paper.id, action, note=note, detail={"code": paper.code, "sha256": paper.sha256})

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)

    # ------------------------------------------------------------------ drafting

    def draft(self, draft: PaperDraft, content: bytes, who: Session) -> Paper:
        """Put a PDF into the register.

        Raises:
            ExpectedError: ``paper.not_allowed``, ``paper.incomplete``, ``paper.not_pdf``, ``paper.too_large``,
                ``paper.not_replaceable``, ``attachment.*``, ``store.*``.
        """
        require(who, DRAFT)
        good = rules.checked_draft(draft)
        rules.check_content(content)
        if good.replaces_id is not None:
            self._check_replaceable(good.replaces_id)
        paper_id, now = uuid7(), self._clock.now()
        kept = self._attachments.add_bytes(TABLE, paper_id, content, name=_file_name(good))
        row = PaperRow(
            id=paper_id, kind=good.kind, symbol=good.symbol, org=good.org, family=good.family, subject=good.subject,
            owner_table=good.owner_table, owner_id=good.owner_id, replaces_id=good.replaces_id,
            is_drill=good.is_drill, state=PaperState.DRAFT.value, year=_day(now).year, sha256=kept.sha256,
            size=kept.size, source_sha256=kept.sha256, source_size=kept.size,
            is_signed=False, note="", drafted_by=who.account_id, drafted_at=now,
        )  # fmt: skip
        with self._db.write() as session:
            session.add(row)
            session.flush()
            paper = paper_of(row)
            self._note(session, None, paper, "draft")
        return self._told(paper)

    def revise(self, paper_id: UUID, content: bytes, who: Session) -> Paper:
        """Another content for a draft; what it was stays among the attachments.

        Raises:
            ExpectedError: as ``draft``, ``paper.gone``, ``paper.moved``, ``paper.sealed``.
        """
        require(who, DRAFT)
        rules.check_content(content)
        paper = self.get(paper_id)
        check_state(paper, PaperState.DRAFT)
        return self._keep(paper, content, "revise", is_source=True)

    def discard(self, paper_id: UUID, who: Session) -> None:
        """Remove a draft that never had a number.

        Raises:
            ExpectedError: ``paper.not_allowed``, ``paper.gone``, ``paper.moved``, ``paper.numbered``.
        """
        require(who, DRAFT)
        with self._db.write() as session:
            row = row_of(session, paper_id)
            paper = paper_of(row)
            check_state(paper, PaperState.DRAFT)
            if row.number is not None:
                raise _numbered()
            session.delete(row)
            self._note(session, paper, paper, "discard")
        self._told(paper)

    # ------------------------------------------------------------------ the way to the approval

    def submit(self, paper_id: UUID, who: Session) -> Paper:
        """Put a draft before who approves."""
        require(who, DRAFT)
        return self._move(paper_id, PaperState.SUBMITTED, who.account_id)

    def approve(self, paper_id: UUID, who: Session) -> Paper:
        """Find it right; from here on its content changes by its number, its date and signatures only."""
        require(who, APPROVE)
        return self._move(paper_id, PaperState.APPROVED, who.account_id)

    def send_back(self, paper_id: UUID, who: Session, why: str) -> Paper:
        """Make it a draft again. A number that it has stays its own."""
        require(who, APPROVE)
        return self._move(paper_id, PaperState.DRAFT, who.account_id, rules.checked_reason(why))

    # ------------------------------------------------------------------ number, signature, issue

    def give_number(self, paper_id: UUID, who: Session) -> Paper:
        """Take the number and the date, and write them into the document. Asking twice is asking once.

        Raises:
            ExpectedError: ``paper.*``; ``number.waiting`` while the server cannot be asked; other ``number.*``.
        """
        require(who, ISSUE)
        return self._number(self.get(paper_id))

    def keep_signed(self, paper: Paper, content: bytes, who: Session, *, signer: str) -> Paper:
        """Keep the document with a signature that was put on it; approved and numbered ones only.

        Args:
            paper: as it was when it was signed: what changed meanwhile is not overwritten.

        Raises:
            ExpectedError: ``paper.*``.
        """
        require(who, SIGN)
        check_signable(paper)
        return self._keep(paper, content, "sign", note=signer, is_signed=True)

    def issue(self, paper_id: UUID, who: Session) -> Paper:
        """Issue it: with its number, sealed from then on. What it replaces is marked in the same transaction.

        Raises:
            ExpectedError: as ``give_number``; after ``number.waiting`` the document waits, and ``finish_waiting`` goes
                on when there is a link.
        """
        require(who, ISSUE)
        paper, by = self.get(paper_id), who.account_id
        try:
            return self._issue(paper, by)
        except ExpectedError as error:
            if error.code == WAITING:
                self._ask_later(paper, by)
            raise

    def finish_waiting(self) -> list[Paper]:
        """Issue what somebody issued here while there was no link; stops at the first that must wait on."""
        with self._db.read() as session:
            rows = session.scalars(select(PaperRow).where(PaperRow.asked_by.is_not(None)).order_by(PaperRow.asked_at))
            waiting = [(paper_of(row), row.asked_by) for row in rows if row.asked_by]
        done: list[Paper] = []
        for paper, by in waiting:
            try:
                done.append(self._issue(paper, by))
            except ExpectedError as error:
                if error.code == WAITING:
                    break
                self._forget_asked(paper)
        return done

    def void(self, paper_id: UUID, who: Session, why: str) -> Paper:
        """Give up an approved document whose number is taken: the number stays its own, and the register says so."""
        require(who, ISSUE)
        if self.get(paper_id).number is None:
            raise ExpectedError(
                "paper.no_number",
                QT_TRANSLATE_NOOP("errors", "Văn bản chưa có số nên không cần hủy. Trả lại để sửa hoặc bỏ dự thảo."),
            )
        return self._move(paper_id, PaperState.VOID, who.account_id, rules.checked_reason(why))

    def withdraw(self, paper_id: UUID, who: Session, why: str) -> Paper:
        """Take an issued document back; it stays in the register with its number."""
        require(who, ISSUE)
        return self._move(paper_id, PaperState.WITHDRAWN, who.account_id, rules.checked_reason(why))

    # ------------------------------------------------------------------ inside

    def _issue(self, paper: Paper, by: UUID) -> Paper:
        return self._move(self._number(paper).id, PaperState.ISSUED, by)

    def _number(self, paper: Paper) -> Paper:
        check_state(paper, PaperState.APPROVED)
        if paper.number is not None and paper.dated is not None:
            return paper
        today = _day(self._clock.now())
        self._check_clock(paper, today)
        kind = _DRILL.format(kind=paper.kind) if paper.is_drill else paper.kind
        content = self._read(paper.source_sha256, paper.source_size)  # no number for what is not at hand
        given = self._numbers.assign(Series(org=paper.org, kind=kind[:40], year=today.year), paper.id)
        if self._stamp is not None:
            content = self._stamp(content, code_of(given.number, paper.symbol), today)
        return self._keep(paper, content, "number", number=given.number, year=given.year, dated=today)

    def _check_clock(self, paper: Paper, today: date) -> None:
        """Numbers of a year rise with their dates: a clock that is behind would break that for ever."""
        same = PaperRow.org == paper.org, PaperRow.kind == paper.kind, PaperRow.year == today.year
        with self._db.read() as session:
            last = session.scalar(select(func.max(PaperRow.dated)).where(*same))
        if last is not None and today < last:
            raise ExpectedError(
                "paper.clock_behind",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "Đồng hồ máy này là {today} nhưng văn bản trước đã ghi ngày {last}. Chỉnh lại ngày giờ rồi lấy số.",
                ),
                today=f"{today:%d/%m/%Y}",
                last=f"{last:%d/%m/%Y}",
            )

    def _keep(
        self, paper: Paper, content: bytes, action: str, *, note: str = "", is_source: bool = False, **values: object
    ) -> Paper:
        """Another content, where nobody changed the row meanwhile."""
        kept = self._attachments.add_bytes(TABLE, paper.id, content, name=_file_name(paper))
        with self._db.write() as session:
            row = row_of(session, paper.id)
            if (row.state, row.sha256) != (paper.state.value, paper.sha256):
                check_state(paper_of(row))
            row.sha256, row.size = kept.sha256, kept.size
            if is_source:
                row.source_sha256, row.source_size = kept.sha256, kept.size
            for name, value in values.items():
                setattr(row, name, value)
            session.flush()
            now = paper_of(row)
            self._note(session, paper, now, action, note)
        return self._told(now)

    def _move(self, paper_id: UUID, to: PaperState, by: UUID, why: str = "") -> Paper:
        with self._db.write() as session:
            row = row_of(session, paper_id)
            before = paper_of(row)
            check_state(before, *(start for start, ends in STEPS.items() if to in ends))
            _step(row, to, by, self._clock.now(), why)
            if to is PaperState.ISSUED and row.replaces_id is not None:
                self._replace(session, row)
            session.flush()
            paper = paper_of(row)
            self._note(session, before, paper, "send_back" if to is PaperState.DRAFT else to.value, why)
        return self._told(paper)

    def _replace(self, session: Store, new: PaperRow) -> None:
        """Mark what the new one replaces; what is no longer in force stays as it is."""
        old = session.get(PaperRow, new.replaces_id)
        if old is None or old.state != PaperState.ISSUED.value:
            return
        before = paper_of(old)
        old.state, old.replaced_by_id = PaperState.REPLACED.value, new.id
        old.ended_by, old.ended_at = new.issued_by, new.issued_at
        self._note(session, before, paper_of(old), "replaced", code_of(new.number, new.symbol))

    def _ask_later(self, paper: Paper, by: UUID) -> None:
        with self._db.write() as session:
            row = row_of(session, paper.id)
            row.asked_by, row.asked_at = by, self._clock.now()
        self.changed.emit(paper.id)

    def _forget_asked(self, paper: Paper) -> None:
        with self._db.write() as session:
            row = session.get(PaperRow, paper.id)
            if row is not None:
                row.asked_by = row.asked_at = None
        self.changed.emit(paper.id)

    def _check_replaceable(self, paper_id: UUID) -> None:
        old = self.get(paper_id)
        if old.state is not PaperState.ISSUED:
            raise ExpectedError(
                "paper.not_replaceable",
                QT_TRANSLATE_NOOP("errors", "Chỉ thay thế được văn bản đang có hiệu lực. Chọn văn bản đã ban hành."),
            )

    def _note(self, session: Store, before: Paper | None, now: Paper, action: str, note: str = "") -> None:
        """The entry of a step, stored with the step or not at all."""
        named = ("state", "number", "dated", "sha256", "is_signed")
        pairs = {name: (str(getattr(before, name)) if before else "", str(getattr(now, name))) for name in named}
        changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        detail = {"code": now.code, "subject": now.subject}
        self._records.append(TABLE, now.id, action, changes=changes, note=note, detail=detail, session=session)

    def _told(self, paper: Paper) -> Paper:
        self.changed.emit(paper.id)
        return paper


def check_signable(paper: Paper) -> None:
    """Raises ``paper.sealed``, ``paper.moved``, and ``paper.unnumbered``: the number stands in what is signed."""
    check_state(paper, PaperState.APPROVED)
    if paper.number is None or paper.dated is None:
        raise ExpectedError(
            "paper.unnumbered",
            QT_TRANSLATE_NOOP("errors", "Lấy số trước khi ký: số và ngày nằm trong nội dung được ký."),
        )


_NAMES = {
    PaperState.SUBMITTED: "submitted",
    PaperState.APPROVED: "approved",
    PaperState.ISSUED: "issued",
    PaperState.WITHDRAWN: "ended",
    PaperState.VOID: "ended",
}


def _step(row: PaperRow, to: PaperState, by: UUID, at: datetime, why: str) -> None:
    row.state, row.note = to.value, why
    if to is not PaperState.DRAFT:
        setattr(row, f"{_NAMES[to]}_by", by)
        setattr(row, f"{_NAMES[to]}_at", at)
    else:
        row.submitted_by = row.submitted_at = row.approved_by = row.approved_at = row.dated = None
        row.sha256, row.size, row.is_signed = row.source_sha256, row.source_size, False
    if to is not PaperState.APPROVED:
        row.asked_by = row.asked_at = None


def _day(at: datetime) -> date:
    return at.astimezone(_VIETNAM).date()


def _file_name(draft: PaperDraft) -> str:
    return f"{draft.kind} {draft.symbol}".replace("/", "-")[:190] + ".pdf"


def _numbered() -> ExpectedError:
    return ExpectedError(
        "paper.numbered",
        QT_TRANSLATE_NOOP("errors", "Dự thảo này đã có số nên không bỏ được. Trình duyệt lại, hoặc hủy và giữ số."),
    )
