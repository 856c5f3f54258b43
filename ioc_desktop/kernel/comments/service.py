"""The use cases around comments. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.comments.model import MOST_LETTERS, Comment, Strike, named
from ioc_desktop.kernel.comments.tables import CommentRow, CommentStrikeRow
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.store.database import Database

_MOST_REASON = 200
_MOST_PEOPLE = 500


class Nameable(NamedTuple):
    """Somebody who is told when a comment has ``@user_name``."""

    user_name: str
    display_name: str


class CommentService:
    """Comments of this profile; who writes is ``Database.acting``.

    Attributes:
        said: a comment that was just stored here, after its commit, on the thread that made it.
        changed: after a commit that changed what is shown, or rows that came from another desktop.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.said: Event[Comment] = Event()
        self.changed: Event[None] = Event()

    def add(self, ref: Ref, body: str) -> Comment:
        """Say something about a record.

        Raises:
            ExpectedError: ``comment.wrong_length``, ``store.*``.
        """
        text = nfc(body.strip())
        if not 0 < len(text) <= MOST_LETTERS:
            raise ExpectedError(
                "comment.wrong_length",
                QT_TRANSLATE_NOOP(
                    "errors", "Bình luận cần từ 1 đến {count} ký tự. Viết lại ngắn hơn hoặc đính kèm tệp."
                ),
                count=MOST_LETTERS,
            )
        with self._db.write() as session:
            mentions = [str(account) for account in _meant(session, text)]
            row = CommentRow(owner_table=ref.table, owner_id=ref.id, body=text, mentions=mentions)
            session.add(row)
            session.flush()
            made = _comment(row, _name(session, row.created_by), None)
        self.said.emit(made)
        self.changed.emit(None)
        return made

    def strike(self, comment_id: UUID, reason: str = "") -> None:
        """Take one's own comment back; no error when it is taken back already.

        Raises:
            ExpectedError: ``comment.gone``, ``comment.not_yours``, ``store.*``.
        """
        with self._db.write() as session:
            row = session.get(CommentRow, comment_id)
            if row is None:
                raise ExpectedError(
                    "comment.gone", QT_TRANSLATE_NOOP("errors", "Bình luận này không còn. Tải lại danh sách.")
                )
            if row.created_by is None or row.created_by != self._db.acting:
                raise ExpectedError(
                    "comment.not_yours",
                    QT_TRANSLATE_NOOP(
                        "errors", "Chỉ người viết được gạch bình luận của mình. Viết bình luận mới để đính chính."
                    ),
                )
            if _strike_of(session, row) is None:
                session.add(CommentStrikeRow(comment_id=comment_id, reason=nfc(reason.strip())[:_MOST_REASON]))
        self.changed.emit(None)

    def of(self, ref: Ref) -> Sequence[Comment]:
        """All that was said about a record, in the order in which it was said."""
        with self._db.read() as session:
            rows = session.execute(_ASKED.where(CommentRow.owner_table == ref.table, CommentRow.owner_id == ref.id))
            found: dict[UUID, Comment] = {}
            for row, author, strike in rows:  # a comment has several lines when it was taken back on two desktops
                found.setdefault(row.id, _comment(row, author or "", strike))
            return list(found.values())

    def count(self, ref: Ref) -> int:
        """How many comments a record has, those taken back included."""
        question = select(func.count()).where(CommentRow.owner_table == ref.table, CommentRow.owner_id == ref.id)
        with self._db.read() as session:
            return session.scalar(question) or 0

    def nameable(self) -> Sequence[Nameable]:
        """Who may be named in a comment: active accounts, by name."""
        question = select(AccountRow.user_name, AccountRow.display_name).where(AccountRow.is_active)
        with self._db.read() as session:
            rows = session.execute(question.order_by(AccountRow.user_key).limit(_MOST_PEOPLE))
            return [Nameable(user_name, display_name) for user_name, display_name in rows]

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)


_BY_ITS_AUTHOR = and_(
    CommentStrikeRow.comment_id == CommentRow.id, CommentStrikeRow.created_by == CommentRow.created_by
)
"""The server says who wrote a row: nobody takes back what another said, whatever their program sends."""

_ASKED = (
    select(CommentRow, AccountRow.display_name, CommentStrikeRow)
    .outerjoin(AccountRow, AccountRow.id == CommentRow.created_by)
    .outerjoin(CommentStrikeRow, _BY_ITS_AUTHOR)
    .order_by(CommentRow.created_at, CommentRow.id, CommentStrikeRow.created_at)
)


def _meant(session: Session, text: str) -> list[UUID]:
    """Active accounts that a text names, in its order, each once."""
    wanted = list(named(text))
    keys = {key for choice in wanted for key in choice}
    question = select(AccountRow.user_key, AccountRow.id).where(AccountRow.user_key.in_(keys), AccountRow.is_active)
    known = {key: account for key, account in session.execute(question)}  # noqa: C416  (rows are no pairs to mypy)
    meant = (next((known[key] for key in choice if key in known), None) for choice in wanted)
    return list(dict.fromkeys(account for account in meant if account is not None))


def _strike_of(session: Session, row: CommentRow) -> CommentStrikeRow | None:
    question = select(CommentStrikeRow).where(
        CommentStrikeRow.comment_id == row.id, CommentStrikeRow.created_by == row.created_by
    )
    return session.scalars(question.limit(1)).first()


def _name(session: Session, account_id: UUID | None) -> str:
    row = session.get(AccountRow, account_id) if account_id is not None else None
    return row.display_name if row is not None else ""


def _comment(row: CommentRow, author: str, strike: CommentStrikeRow | None) -> Comment:
    return Comment(
        id=row.id,
        ref=Ref(row.owner_table, row.owner_id),
        body=row.body,
        author_id=row.created_by,
        author=author,
        said_at=row.created_at,
        mentions=tuple(_identifiers(row.mentions)),
        strike=None if strike is None else Strike(strike.created_at, strike.reason),
    )


def _identifiers(stored: object) -> list[UUID]:
    """What another desktop sent may be anything that JSON can hold."""
    found = []
    for text in stored if isinstance(stored, list) else ():
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found
