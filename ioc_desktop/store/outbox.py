"""Tables of a desktop that synchronises: what it has to send, how far it has read, what lost.

They stay on this desktop. ``capture`` fills the outbox; ``ioc_desktop.sync`` empties it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base


class ControlRow(Base):
    """One row that the capture triggers read.

    Attributes:
        is_joined: this desktop belongs to a centre: changes are noted for sending.
        is_applying: the changes of this transaction come from the server: they are not noted.
        actor: account that works here now, as SQLite stores a UUID.
    """

    __tablename__ = "sync_control"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_joined: Mapped[bool] = mapped_column(default=False)
    is_applying: Mapped[bool] = mapped_column(default=False)
    actor: Mapped[UUID | None]


class StateRow(Base):
    """What synchronisation remembers, by name: identity of the device, of the server, last numbers."""

    __tablename__ = "sync_state"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class OutboxRow(Base):
    """One change, from its capture until 30 days after the server took it.

    Every captured change pays for this table's indexes, so there is one, over numbered operations only. What waits is
    found by ``WAITING``.

    Attributes:
        id: order of capture.
        n: number of the operation on this device, given when it is sealed; without holes.
        op_uuid: identity of the operation, hexadecimal.
        kind: I, U, D, or X for a number whose operation was set aside.
        new: JSON text, column → value.
        base: JSON text, column → value that the writer saw; the whole row for D.
        state: pending → sealed → acked; or quarantined.
        pos: head of the scope when the server took it.
        at: the device's clock, UTC, as SQLite's ``strftime`` writes it.
        seen: version of the tombstone that the writer knew of, for a row that is brought back.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_n", "n", unique=True, sqlite_where=text("n IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    n: Mapped[int | None] = mapped_column(BigInteger)
    op_uuid: Mapped[str | None] = mapped_column(String(32))
    tbl: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(1))
    new: Mapped[str | None] = mapped_column(Text)
    base: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    pos: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str | None] = mapped_column(String(32))
    seen: Mapped[int | None] = mapped_column(BigInteger)


WAITING = (
    "id > coalesce((SELECT CAST(value AS INTEGER) FROM sync_state WHERE key = 'settled_id'), 0) "
    "AND state IN ('pending', 'sealed')"
)
"""SQL: what the server has not taken. Changes are sealed and settled in the order of ``id``; ``settled_id`` remembers
up to where."""

UNSENT = f"{WAITING} AND kind <> 'X'"
"""SQL: the same without the numbers to skip."""


class CursorRow(Base):
    """How far this desktop has read a scope, and the token that proves it read there."""

    __tablename__ = "sync_cursor"

    scope_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    pos: Mapped[int] = mapped_column(BigInteger, default=0)
    tok: Mapped[str | None] = mapped_column(String(36))
    can_write: Mapped[bool] = mapped_column(default=True)


class TombstoneRow(Base):
    """A removal that this desktop has seen: whoever brings the row back knows that it was gone."""

    __tablename__ = "sync_tombstone"

    tbl: Mapped[str] = mapped_column(String(63), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ver: Mapped[int] = mapped_column(BigInteger)


class RefetchRow(Base):
    """A row to ask the server for again: what it said could not be done here yet."""

    __tablename__ = "sync_refetch"

    tbl: Mapped[str] = mapped_column(String(63), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(32), primary_key=True)


class JournalRow(Base):
    """This desktop's own journal, a hash chain: who signed in, what was sent, what was decided.

    Attributes:
        at: UTC, microseconds, as text, so that every reader hashes the same bytes.
        detail: JSON text.
        hash: SHA-256 over all of it and the hash before, hexadecimal.
    """

    __tablename__ = "device_journal"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    who: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AnchorRow(Base):
    """The newest hash of a chain of the server, as this desktop saw it: whoever rewrites the server's journal is found.

    Attributes:
        seen_at: the device's clock.
    """

    __tablename__ = "journal_anchor"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime]


class InboxRow(Base):
    """A value that lost, or an operation that was refused; kept until a person has decided.

    Attributes:
        kind: conflict or refused.
        status: the server's verdict: conflict, gone, exists, dup, denied, invalid, too_old.
        mine: JSON text of what was written here.
        base: JSON text of what the writer saw.
        theirs: JSON text of what the server holds.
        state: open, applied or dismissed.
    """

    __tablename__ = "sync_inbox"
    __table_args__ = (Index("ix_sync_inbox_state", "state"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    op_uuid: Mapped[str] = mapped_column(String(32), unique=True)
    op_kind: Mapped[str] = mapped_column(String(1))
    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    tbl: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[str] = mapped_column(String(32))
    mine: Mapped[str | None] = mapped_column(Text)
    base: Mapped[str | None] = mapped_column(Text)
    theirs: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
