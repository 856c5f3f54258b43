"""Table of alerts to the public (CAP 1.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import Seal, merge_columns


class AlertRow(SyncedRow, Base):
    """One message of the Common Alerting Protocol.

    The database, here and on the server, refuses whoever releases what they prepared, and every change of what has
    been released.

    Attributes:
        identifier: as the message has it; never used again.
        msg_type: ``Alert``, ``Update`` or ``Cancel``.
        refers_to: ``sender,identifier,sent`` of the earlier messages, oldest first.
        replaces_id: the message that this one updates or cancels.
        content: what is told and where, see ``model.AlertText``.
        sha256: of the released file; what is changed afterwards is found by it.
    """

    __tablename__ = "alert"
    __table_args__ = (
        CheckConstraint("status <> 'released' OR decided_by <> proposed_by", name="two_persons"),
        CheckConstraint("status <> 'released' OR decided_by IS NOT NULL", name="release_signed"),
    )
    conflict_rule = merge_columns(
        transitions={"status": {"prepared": ("released", "withdrawn"), "released": (), "withdrawn": ()}},
        unique=("identifier",),
        seal=Seal(column="status", closed=("released", "withdrawn")),
    )

    searched = Searched(
        title=("content.headline",),
        body=("content.event", "content.description", "content.instruction", "content.area.description", "identifier"),
        permission="alerts.view",
        panel="alerts",
    )

    identifier: Mapped[str] = mapped_column(String(80), index=True)
    sender: Mapped[str] = mapped_column(String(120))
    msg_type: Mapped[str] = mapped_column(String(10))
    is_drill: Mapped[bool]
    refers_to: Mapped[str] = mapped_column(Text)
    replaces_id: Mapped[UUID | None] = mapped_column(index=True)
    content: Mapped[Any] = mapped_column(JSON)
    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(10))
    proposed_by: Mapped[UUID]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(200))
    sent_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(String(64))
