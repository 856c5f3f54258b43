"""Telling people, and what they have been told. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import nfc
from ioc_desktop.kernel.accounts.tables import AccountRow, PreferenceRow, preference_id
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.notices.model import MAIL_KEY, ByMail, Notice
from ioc_desktop.kernel.notices.outbox import Letter, MailOutbox, is_address
from ioc_desktop.kernel.notices.tables import NoticeRow
from ioc_desktop.kernel.people.tables import PersonRow
from ioc_desktop.store.database import Database

_MOST_HEADLINE = 200
_MOST_BODY = 4_000
KEEP_DAYS = 90
_FORGET_AT_ONCE = 500


class NoticeService:
    """Notices of this profile.

    Args:
        outbox: takes what goes by e-mail as well, while it is set up.

    Attributes:
        changed: after a commit that changed a notice, or rows that came from another desktop, on the thread of it.
    """

    def __init__(self, db: Database, outbox: MailOutbox | None = None, clock: Clock | None = None) -> None:
        self._db, self._outbox = db, outbox
        self._clock = clock or SystemClock()
        self.changed: Event[None] = Event()

    def send(
        self,
        to: UUID | Iterable[UUID],
        title: str,
        body: str = "",
        ref: Ref | None = None,
        *,
        kind: str = "",
        is_urgent: bool = False,
        once: str = "",
    ) -> int:
        """Tell accounts; how many. By e-mail too, to whom it reaches and who wants it.

        Args:
            to: one account or several; those that are closed or unknown are left out.
            title: one line; cut where it is too long.
            once: names what is told: who was told of it already, from whichever desktop, is not told again.
        """
        wanted = {to} if isinstance(to, UUID) else set(to)
        headline = nfc(" ".join(title.split()))[:_MOST_HEADLINE]
        now = self._clock.now()

        def is_new(session: Session, account: UUID) -> bool:
            return not once or session.get(NoticeRow, uuid5(account, once)) is None

        with self._db.write() as session:
            active = select(AccountRow.id).where(AccountRow.id.in_(wanted), AccountRow.is_active)
            told = [account for account in session.scalars(active.order_by(AccountRow.id)) if is_new(session, account)]
            for account in told:
                row = _row(account, headline, nfc(body.strip())[:_MOST_BODY], ref)
                row.id = uuid5(account, once) if once else uuid7()
                row.kind, row.is_urgent, row.created_at = kind, is_urgent, now
                session.add(row)
                self._mail(session, row)
        if told:
            self.changed.emit(None)
        if self._outbox is not None:
            self._outbox.tell()
        return len(told)

    def _mail(self, session: Session, row: NoticeRow) -> None:
        if self._outbox is None or not self._outbox.is_set_up:
            return
        address = _address(session, row.account_id)
        choice = _choice(session, row.account_id)
        if is_address(address) and (choice is ByMail.ALL or (choice is ByMail.URGENT and row.is_urgent)):
            self._outbox.put(session, Letter(recipient=address, subject=row.headline, body=row.body or row.headline))

    # ------------------------------------------------------------------ reading

    def of(self, account_id: UUID, limit: int = 100) -> Sequence[Notice]:
        """What an account was told, newest first."""
        question = select(NoticeRow).where(NoticeRow.account_id == account_id)
        question = question.order_by(NoticeRow.created_at.desc(), NoticeRow.id.desc()).limit(limit)
        with self._db.read() as session:
            return [_notice(row) for row in session.scalars(question)]

    def unread(self, account_id: UUID) -> int:
        """How many notices of an account are unread."""
        question = select(func.count()).where(NoticeRow.account_id == account_id, NoticeRow.read_at.is_(None))
        with self._db.read() as session:
            return session.scalar(question) or 0

    def mark_read(self, account_id: UUID, notices: Iterable[UUID] | None = None) -> None:
        """An account has read these notices of its own, or all of them."""
        mine = update(NoticeRow).where(NoticeRow.account_id == account_id, NoticeRow.read_at.is_(None))
        if notices is not None:
            mine = mine.where(NoticeRow.id.in_(list(notices)))
        with self._db.write() as session:
            session.execute(mine.values(read_at=self._clock.now()), execution_options={"synchronize_session": False})
        self.changed.emit(None)

    def forget_old(self) -> int:
        """Remove what is older than 90 days, read or not, some at a time; how many."""
        oldest = self._clock.now() - timedelta(days=KEEP_DAYS)
        with self._db.write() as session:
            old = session.scalars(select(NoticeRow.id).where(NoticeRow.created_at < oldest).limit(_FORGET_AT_ONCE))
            gone = list(old)
            if gone:
                session.execute(
                    delete(NoticeRow).where(NoticeRow.id.in_(gone)), execution_options={"synchronize_session": False}
                )
        return len(gone)

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)


def _row(account: UUID, headline: str, body: str, ref: Ref | None) -> NoticeRow:
    return NoticeRow(
        account_id=account,
        headline=headline,
        body=body,
        owner_table=ref.table if ref else "",
        owner_id=ref.id if ref else None,
        read_at=None,
    )


def _address(session: Session, account: UUID) -> str:
    """Of the person whose account it is; "" where none is recorded."""
    question = select(PersonRow.email).join(AccountRow, AccountRow.person_id == PersonRow.id)
    return session.scalar(question.where(AccountRow.id == account)) or ""


def _choice(session: Session, account: UUID) -> ByMail:
    row = session.get(PreferenceRow, preference_id(account, MAIL_KEY))
    chosen = row.value if row is not None else None
    return ByMail(chosen) if chosen in tuple(ByMail) else ByMail.URGENT


def _notice(row: NoticeRow) -> Notice:
    ref = Ref(row.owner_table, row.owner_id) if row.owner_table and row.owner_id is not None else None
    return Notice(
        id=row.id,
        account_id=row.account_id,
        kind=row.kind,
        headline=row.headline,
        body=row.body,
        is_urgent=row.is_urgent,
        ref=ref,
        sent_at=row.created_at,
        read_at=row.read_at,
    )
