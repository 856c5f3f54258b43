"""One synchronised table for every conflict rule; for tests only, apart from the program's own tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ioc_desktop.store.rows import NAMING, SyncedRow, folded, synced_tables
from ioc_desktop.store.sync_rules import (
    Group,
    Ledger,
    Window,
    append_only,
    first_stays,
    last_arrival,
    merge_columns,
)
from ioc_desktop.store.types import UtcDateTime


class TestBase(DeclarativeBase):
    __test__ = False
    type_annotation_map = {UUID: Uuid(), datetime: UtcDateTime(), int: BigInteger()}  # noqa: RUF012


TestBase.metadata.naming_convention = NAMING  # type: ignore[assignment]


class Place(SyncedRow, TestBase):
    """Master data with a unique code; a parent of cases."""

    __tablename__ = "t_place"
    conflict_rule = merge_columns(unique=("code",))
    code: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    search_key: Mapped[str] = mapped_column(Text, info=folded("name"))
    note: Mapped[str | None] = mapped_column(Text, info={"personal": True})
    secret: Mapped[str | None] = mapped_column(Text, info={"local": True})


class Case(SyncedRow, TestBase):
    """A case with a state that moves along declared steps, and a long text."""

    __tablename__ = "t_case"
    conflict_rule = merge_columns(
        transitions={"state": {"new": ("assigned", "closed"), "assigned": ("closed",), "closed": ()}}, texts=("story",)
    )
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("t_place.id"))
    title: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20), default="new")
    story: Mapped[str] = mapped_column(Text, default="")
    score: Mapped[float | None]
    flag: Mapped[bool | None]
    due: Mapped[datetime | None]
    data: Mapped[Any | None] = mapped_column(JSON)


class Note(SyncedRow, TestBase):
    __tablename__ = "t_note"
    conflict_rule = append_only()
    case_id: Mapped[UUID] = mapped_column(ForeignKey("t_case.id"))
    text: Mapped[str] = mapped_column(Text)


class Poll(SyncedRow, TestBase):
    __tablename__ = "t_poll"
    conflict_rule = merge_columns(writers=Group.SUPERVISOR)
    closes_at: Mapped[datetime | None]


class Vote(SyncedRow, TestBase):
    __tablename__ = "t_vote"
    conflict_rule = first_stays(writers=Group.VIEWER, window=Window(parent="poll_id", closes_at="closes_at"))
    poll_id: Mapped[UUID] = mapped_column(ForeignKey("t_poll.id"))
    choice: Mapped[str] = mapped_column(String(10))


class Line(SyncedRow, TestBase):
    __tablename__ = "t_line"
    conflict_rule = merge_columns()
    limit_dong: Mapped[int]


class Entry(SyncedRow, TestBase):
    __tablename__ = "t_entry"
    conflict_rule = append_only(ledger=Ledger(parent="line_id", amount="amount_dong", limit="limit_dong"))
    line_id: Mapped[UUID] = mapped_column(ForeignKey("t_line.id"))
    amount_dong: Mapped[int]


class Report(SyncedRow, TestBase):
    __tablename__ = "t_report"
    conflict_rule = merge_columns(author_only=True)
    text: Mapped[str] = mapped_column(Text)


class Mark(SyncedRow, TestBase):
    __tablename__ = "t_mark"
    conflict_rule = last_arrival()
    value: Mapped[str] = mapped_column(Text)


MODELS = synced_tables(TestBase)
