"""Tables of the record journal: the entries, which travel, and how far each chain was seen here."""

from uuid import UUID

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import KEPT, Base, SyncedRow
from ioc_desktop.store.sync_rules import append_only


class RecordEntryRow(SyncedRow, Base):
    """One entry; see ``RecordEntry``. Nothing here is JSON: a server that sorts keys would change what was hashed.

    Attributes:
        at: UTC, microseconds, as text.
        tbl: table of the record.
        changes: JSON text, field → [before, after].
        detail: JSON text.
        prev: hash of the entry before, in its chain.
    """

    __tablename__ = "record_entry"
    __table_args__ = (
        Index("ix_record_entry_device_id_seq", "device_id", "seq"),
        Index("ix_record_entry_record_id_at", "record_id", "at"),
        {"info": KEPT},
    )
    conflict_rule = append_only()

    device_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[str] = mapped_column(String(32))
    who: Mapped[str] = mapped_column(String(120))
    who_id: Mapped[UUID | None]
    workstation: Mapped[str] = mapped_column(String(120))
    tbl: Mapped[str] = mapped_column(String(63))
    record_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(String(60))
    changes: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class RecordHeadRow(Base):
    """The newest entry of a chain that was seen here whole: what is cut off its end is missed. Stays here."""

    __tablename__ = "record_head"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    workstation: Mapped[str] = mapped_column(String(120))
