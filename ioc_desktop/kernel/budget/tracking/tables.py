"""Tables of what follows a budget line: contracts, payments, milestones, owners.

Payments are only ever added: a wrong one is taken back by a negative one. The server keeps their sum within the
contract's value, so that two desktops that pay the rest at once do not pay it twice.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.budget.tables import NAME_LETTERS, NOTE_LETTERS
from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import Ledger, append_only, merge_columns

NUMBER_LETTERS, PERSON_LETTERS = 80, 120


class BudgetContractRow(SyncedRow, Base):
    """A contract that a line pays.

    Attributes:
        dong: its value.
        payer: as ``Source``; None where nobody said.
        state: as ``ContractState``.
    """

    __tablename__ = "budget_contract"
    conflict_rule = merge_columns(
        transitions={"state": {"active": ("settled", "cancelled"), "settled": ("active",), "cancelled": ("active",)}}
    )

    table_id: Mapped[UUID] = mapped_column(index=True)
    line_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(NUMBER_LETTERS))
    name: Mapped[str] = mapped_column(String(NAME_LETTERS))
    supplier: Mapped[str] = mapped_column(String(NAME_LETTERS))
    signed_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    dong: Mapped[int] = mapped_column(BigInteger)
    payer: Mapped[str | None] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))
    search_key: Mapped[str] = mapped_column(Text, default="", info=folded("number", "name", "supplier"))


class BudgetPaymentRow(SyncedRow, Base):
    """Money that left on a contract; kept for good.

    Attributes:
        table_id: the contract's, so that a table opens with one question.
        payer: None for the contract's.
    """

    __tablename__ = "budget_payment"
    conflict_rule = append_only(ledger=Ledger(parent="contract_id", amount="dong", limit="dong"))

    table_id: Mapped[UUID] = mapped_column(index=True)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("budget_contract.id"), index=True)
    paid_on: Mapped[date]
    dong: Mapped[int] = mapped_column(BigInteger)
    payer: Mapped[str | None] = mapped_column(String(12))
    document: Mapped[str] = mapped_column(String(NUMBER_LETTERS))
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))


class BudgetMilestoneRow(SyncedRow, Base):
    """A step of a line or of one of its contracts.

    Attributes:
        contract_id: None for a step of the line itself.
        dong: what is to be paid when it is reached.
    """

    __tablename__ = "budget_milestone"
    conflict_rule = merge_columns()

    table_id: Mapped[UUID] = mapped_column(index=True)
    line_id: Mapped[UUID]
    contract_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(NAME_LETTERS))
    planned_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    dong: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))


class BudgetLineOwnerRow(SyncedRow, Base):
    """Who answers for a line; its identifier is made of the line's, so that two desktops mean one row."""

    __tablename__ = "budget_line_owner"
    conflict_rule = merge_columns()

    table_id: Mapped[UUID] = mapped_column(index=True)
    line_id: Mapped[UUID]
    unit: Mapped[str] = mapped_column(String(NAME_LETTERS))
    person: Mapped[str] = mapped_column(String(PERSON_LETTERS))
    payer: Mapped[str | None] = mapped_column(String(12))
