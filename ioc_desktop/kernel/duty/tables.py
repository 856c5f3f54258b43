"""Tables of the duty shift."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import Group, last_arrival, merge_columns


class _InSlot:
    """Which shift a row belongs to; the times are kept, because the centre's may change later."""

    slot_starts_at: Mapped[datetime] = mapped_column(index=True)
    slot_ends_at: Mapped[datetime]
    slot_name: Mapped[str] = mapped_column(String(60))


class DutyPostRow(_InSlot, SyncedRow, Base):
    """A line of the roster."""

    __tablename__ = "duty_post"
    conflict_rule = merge_columns()

    account_id: Mapped[UUID] = mapped_column(index=True)
    task: Mapped[str] = mapped_column(String(10))


class DutyTurnRow(_InSlot, SyncedRow, Base):
    """Somebody stands, or stood."""

    __tablename__ = "duty_turn"
    conflict_rule = merge_columns()

    account_id: Mapped[UUID] = mapped_column(index=True)
    workstation: Mapped[str] = mapped_column(String(80))
    began_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200))


class DutyHandoverRow(_InSlot, SyncedRow, Base):
    """A shift given, then taken. The server refuses a second taker, and whoever takes their own."""

    __tablename__ = "duty_handover"
    __table_args__ = (
        CheckConstraint("taken_by IS NULL OR taken_by <> given_by", name="two_persons"),
        CheckConstraint("state <> 'taken' OR taken_by IS NOT NULL", name="taking_signed"),
    )
    conflict_rule = merge_columns(transitions={"state": {"given": ("taken",), "taken": ()}})

    turn_id: Mapped[UUID]
    given_by: Mapped[UUID]
    given_at: Mapped[datetime]
    items: Mapped[Any] = mapped_column(JSON)
    left_out: Mapped[Any] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(String(4000))
    state: Mapped[str] = mapped_column(String(10), index=True)
    taken_by: Mapped[UUID | None]
    taken_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(2000))


class DutyBriefRow(SyncedRow, Base):
    """A summary that was made; its paper is attached.

    Two desktops may make the same one: its identifier is made of its period, and the last to arrive stays.
    """

    __tablename__ = "duty_brief"
    conflict_rule = last_arrival(writers=Group.OPERATOR)

    span: Mapped[str] = mapped_column(String(10))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    made_at: Mapped[datetime]
