"""Tables of programmes: the papers behind them, and their lines with the amounts.

The amounts of a line are one column, because a table opens in half a second so and in five seconds with a row for
each amount; two people who change one line at once meet in the inbox.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import Seal, append_only, merge_columns

NAME_LETTERS, NOTE_LETTERS = 300, 2000


class BudgetProgrammeRow(SyncedRow, Base):
    """A programme; its tables hang on its papers."""

    __tablename__ = "budget_programme"
    conflict_rule = merge_columns()

    name: Mapped[str] = mapped_column(String(NAME_LETTERS))
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))
    search_key: Mapped[str] = mapped_column(Text, default="", info=folded("name", "note"))


class BudgetTableRow(SyncedRow, Base):
    """A table of a paper, or a draft that adjusts one.

    From its submission on it is sealed, here and on the server: only its state goes on. A desktop that was alone may
    send submission and approval as one step.

    Attributes:
        state: ``draft``, ``submitted``, ``approved``.
        adjusts_id: the table that this one was drafted to replace; None for a table of a paper.
        submitted_print: fingerprint of what was put before who approves: approved is that and nothing else.
        id: made of programme and fingerprint, so that two desktops importing one annex make one table.
        fingerprint: of lines, columns and amounts; the same annex has it in whatever file it comes.
        sha256: of the file.
        columns: what the amounts are for, in the printed order: ``[{"year", "payer", "mode", "phase", "title"}]``.
        extras: amounts printed across columns and amounts stated in the text.
        unit_dong: đồng per 1 as the numbers were read; ``declared_dong`` as the heading says.
    """

    __tablename__ = "budget_table"
    conflict_rule = merge_columns(
        transitions={"state": {"draft": ("submitted", "approved"), "submitted": ("draft", "approved"), "approved": ()}},
        seal=Seal(
            column="state",
            closed=("submitted", "approved"),
            open=("phase", "approved_by", "approved_at"),
        ),
    )

    programme_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(NAME_LETTERS))
    symbol: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    signer: Mapped[str] = mapped_column(String(120))
    phase: Mapped[str] = mapped_column(String(12))
    file_name: Mapped[str] = mapped_column(String(260))
    sha256: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    columns: Mapped[Any] = mapped_column(JSON)
    extras: Mapped[Any] = mapped_column(JSON)
    unit_dong: Mapped[int] = mapped_column(BigInteger)
    declared_dong: Mapped[int] = mapped_column(BigInteger)
    unit_reason: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    adjusts_id: Mapped[UUID | None] = mapped_column(index=True)
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    submitted_print: Mapped[str] = mapped_column(String(64), default="")
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]


class BudgetLineRow(SyncedRow, Base):
    """A line, under another one or at the top.

    Attributes:
        printed_number: such as ``1.10``.
        under_id: the line that this one is part of.
        pricing: explanations of the amounts, as ``Pricing``.
        amounts: ``[columns, đồng, steps]`` of what is printed, three lists of one length; a blank is in none.
        state: ``closed`` from the submission of its table on, ``open`` before it and when it comes back.
    """

    __tablename__ = "budget_line"
    conflict_rule = merge_columns(
        transitions={"state": {"open": ("closed",), "closed": ("open",)}},
        seal=Seal(column="state", closed=("closed",)),
    )

    table_id: Mapped[UUID] = mapped_column(index=True)
    under_id: Mapped[UUID | None]
    position: Mapped[int]
    printed_number: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(500))
    line_kind: Mapped[str] = mapped_column(String(10))
    pricing: Mapped[Any] = mapped_column(JSON)
    amounts: Mapped[Any] = mapped_column(JSON)
    when_text: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))
    state: Mapped[str] = mapped_column(String(8), default="open")


class BudgetAcceptanceRow(SyncedRow, Base):
    """A finding that somebody answers for; kept for good."""

    __tablename__ = "budget_acceptance"
    conflict_rule = append_only()

    table_id: Mapped[UUID] = mapped_column(index=True)
    finding_key: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(NOTE_LETTERS))


class BudgetYearLockRow(SyncedRow, Base):
    """A closed year of a programme, or one that was opened again.

    Attributes:
        id: made of programme and year, so that two desktops closing one year make one lock.
        state: ``locked`` or ``open``.
        sums: table → digest of its amounts of the year at its closing: what another desktop changed meanwhile is seen.
    """

    __tablename__ = "budget_year_lock"
    conflict_rule = merge_columns(transitions={"state": {"locked": ("open",), "open": ("locked",)}})

    programme_id: Mapped[UUID] = mapped_column(index=True)
    year: Mapped[int]
    state: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(NOTE_LETTERS))
    sums: Mapped[Any] = mapped_column(JSON)
