"""Letters that wait to be sent: kept on disk until the mail server has taken them, or nobody can hope any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.notices.tables import MailRow
from ioc_desktop.store.database import Database

MOST_ATTEMPTS = 10
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)
INTERRUPTED_AFTER = timedelta(minutes=10)
"""A letter that is still being sent after that was cut off with the program; the server may have it twice then, with
one Message-ID."""
_KEEP_DAYS = 30
_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,190}")


class FileOfLetter(NamedTuple):
    """An attached content."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter to one address.

    Attributes:
        files: contents of the attachments' folder.
    """

    recipient: str
    subject: str
    body: str
    files: tuple[FileOfLetter, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoredLetter(Letter):
    """A letter in the outbox.

    Attributes:
        attempts: tries that failed.
        reason: why the last one did, a sentence.
    """

    id: UUID
    state: str
    attempts: int
    reason: str
    written_at: datetime


class MailOutbox:
    """Letters of this desktop.

    Attributes:
        is_set_up: whether letters can be sent from here; the post office says.
        on_letter: called after a letter may have come in, on any thread.
    """

    def __init__(self, db: Database, clock: Clock | None = None) -> None:
        self._db = db
        self._clock = clock or SystemClock()
        self.is_set_up = False
        self.on_letter: Callable[[], object] = lambda: None

    def queue(self, letter: Letter) -> UUID:
        """Put a letter in.

        Raises:
            ExpectedError: ``mail.not_set_up``, ``mail.address_wrong``, ``store.*``.
        """
        if not self.is_set_up:
            raise not_set_up()
        if not is_address(letter.recipient):
            raise ExpectedError(
                "mail.address_wrong",
                QT_TRANSLATE_NOOP("errors", "“{address}” không phải địa chỉ thư. Sửa địa chỉ rồi gửi lại."),
                address=letter.recipient[:80],
            )
        with self._db.write() as session:
            identifier = self.put(session, letter)
        self.tell()
        return identifier

    def put(self, session: Session, letter: Letter) -> UUID:
        """Put a letter in, in the caller's transaction; call ``tell`` after it."""
        row = MailRow(
            recipient=letter.recipient,
            subject=nfc(" ".join(letter.subject.split()))[:250],
            body=letter.body,
            files=[list(file) for file in letter.files],
            state="waiting",
            attempts=0,
            created_at=self._clock.now(),
            next_at=self._clock.now(),
            reason="",
        )
        session.add(row)
        session.flush()
        return row.id

    def tell(self) -> None:
        """Letters may have come in."""
        self.on_letter()

    # ------------------------------------------------------------------ the post office's side

    def take(self, most: int = 20) -> Sequence[StoredLetter]:
        """Letters that are due, marked as being sent; nobody else gets them for ten minutes."""
        now = self._clock.now()
        due = select(MailRow).where(MailRow.state.in_(("waiting", "sending")), MailRow.next_at <= now)
        with self._db.read() as session:
            if session.scalars(due.limit(1)).first() is None:
                return []
        with self._db.write() as session:
            rows = session.scalars(due.order_by(MailRow.next_at, MailRow.id).limit(most)).all()
            for row in rows:
                row.state, row.next_at = "sending", now + INTERRUPTED_AFTER
            return [_stored(row) for row in rows]

    def next_due_s(self) -> float | None:
        """Seconds until a letter is due; None when none waits."""
        question = select(func.min(MailRow.next_at)).where(MailRow.state.in_(("waiting", "sending")))
        with self._db.read() as session:
            first = session.scalar(question)
        return None if first is None else max(0.0, (first - self._clock.now()).total_seconds())

    def done(self, letter_id: UUID) -> None:
        """The server has it; what it said is kept no longer."""
        with self._db.write() as session:
            row = session.get(MailRow, letter_id)
            if row is not None:
                row.state, row.sent_at, row.body, row.files, row.reason = "sent", self._clock.now(), "", [], ""

    def failed(self, letter_id: UUID, reason: str, *, is_final: bool = False) -> bool:
        """A try failed; whether it was the last one."""
        with self._db.write() as session:
            row = session.get(MailRow, letter_id)
            if row is None:
                return False
            row.attempts, row.reason = row.attempts + 1, reason
            is_over = is_final or row.attempts >= MOST_ATTEMPTS
            row.state = "given_up" if is_over else "waiting"
            row.next_at = self._clock.now() + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (row.attempts - 1))
        return is_over

    def give_back(self, letters: Sequence[UUID]) -> None:
        """Letters that were taken and not tried."""
        with self._db.write() as session:
            for row in session.scalars(select(MailRow).where(MailRow.id.in_(letters), MailRow.state == "sending")):
                row.state, row.next_at = "waiting", self._clock.now()

    # ------------------------------------------------------------------ looking

    def letters(self, *states: str, limit: int = 200) -> Sequence[StoredLetter]:
        """Letters in these states, or all of them, newest first."""
        question = select(MailRow).order_by(MailRow.created_at.desc(), MailRow.id.desc()).limit(limit)
        if states:
            question = question.where(MailRow.state.in_(states))
        with self._db.read() as session:
            return [_stored(row) for row in session.scalars(question)]

    def try_again(self) -> int:
        """Letters that were given up wait again; how many."""
        with self._db.write() as session:
            rows = session.scalars(select(MailRow).where(MailRow.state == "given_up")).all()
            for row in rows:
                row.state, row.attempts, row.next_at = "waiting", 0, self._clock.now()
        self.tell()
        return len(rows)

    def forget_old(self) -> None:
        """Remove what was sent or given up a month ago."""
        oldest = self._clock.now() - timedelta(days=_KEEP_DAYS)
        with self._db.write() as session:
            over = or_(MailRow.state == "sent", MailRow.state == "given_up")
            session.execute(
                delete(MailRow).where(over, MailRow.created_at < oldest),
                execution_options={"synchronize_session": False},
            )


def not_set_up() -> ExpectedError:
    """There is no mail server to send by."""
    return ExpectedError(
        "mail.not_set_up",
        QT_TRANSLATE_NOOP("errors", "Máy này chưa nối máy chủ thư. Điền mục Thư điện tử trong Cài đặt."),
    )


def is_address(text: str) -> bool:
    """Whether it may be an address; the mail server knows better."""
    return text.isascii() and _ADDRESS.fullmatch(text) is not None


def _stored(row: MailRow) -> StoredLetter:
    return StoredLetter(
        id=row.id,
        recipient=row.recipient,
        subject=row.subject,
        body=row.body,
        files=tuple(FileOfLetter(*file) for file in row.files or ()),
        state=row.state,
        attempts=row.attempts,
        reason=row.reason,
        written_at=row.created_at,
    )
