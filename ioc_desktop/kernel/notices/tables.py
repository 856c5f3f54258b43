"""Tables of notices, which follow a person to every desktop, and of mail, which leaves from this one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, Row, SyncedRow
from ioc_desktop.store.sync_rules import last_arrival


class NoticeRow(SyncedRow, Base):
    """Something that one account is told.

    Attributes:
        account_id: who is told.
        kind: what it is about, such as ``mention``.
        owner_table: table of the record that it is about; "" for none.
        read_at: when it was read, on whichever desktop.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_account_id_created_at", "account_id", "created_at"),)
    conflict_rule = last_arrival()

    account_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(30))
    headline: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    is_urgent: Mapped[bool]
    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None]


class MailRow(Row, Base):
    """A letter that this desktop sends; it never travels to others.

    Attributes:
        files: attached contents: name and SHA-256 of each.
        state: ``waiting``, ``sending``, ``sent`` or ``given_up``.
        next_at: when it is tried (again); while it is being sent, when it is taken for interrupted.
        reason: why the last try failed, a sentence.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_state_next_at", "state", "next_at"),)

    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(250))
    body: Mapped[str] = mapped_column(Text)
    files: Mapped[Any] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    next_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
