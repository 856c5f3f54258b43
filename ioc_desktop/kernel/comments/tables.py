"""Tables of comments: what was said, and what was taken back."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import append_only


class CommentRow(SyncedRow, Base):
    """Something that was said about a record; never changed.

    Attributes:
        owner_table: table of the record.
        mentions: identifiers of accounts, as text.
    """

    __tablename__ = "comment"
    conflict_rule = append_only()
    searched = Searched(title=(), body=("body",), hangs_on=True)

    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID] = mapped_column(index=True)
    body: Mapped[str] = mapped_column(Text)
    mentions: Mapped[Any] = mapped_column(JSON)


class CommentStrikeRow(SyncedRow, Base):
    """A comment that was taken back. It counts only when who wrote the comment wrote this, too: see ``service``."""

    __tablename__ = "comment_strike"
    conflict_rule = append_only()

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
