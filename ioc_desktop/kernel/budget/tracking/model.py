"""Contracts, payments, milestones and owners of a table's lines, without a database. Amounts are đồng."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from ioc_desktop.kernel.budget.model import Source


class ContractState(StrEnum):
    """``settled`` (thanh lý) and ``cancelled`` contracts commit no more than what was paid on them."""

    ACTIVE = "active"
    SETTLED = "settled"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Money that has left; a negative one takes back what was entered or refunded.

    Attributes:
        source: who paid; None for the contract's source.
        document: number of the treasury's paper.
    """

    paid_on: date
    dong: int
    source: Source | None = None
    document: str = ""
    note: str = ""
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Contract:
    """What a line committed to, and what was paid on it.

    Attributes:
        line_id: the line that pays.
        starts_on: first day of its term; None where it names none.
        ends_on: last day of its term.
        source: who pays; None where nobody said.
    """

    number: str
    dong: int
    line_id: UUID
    name: str = ""
    supplier: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    source: Source | None = None
    state: ContractState = ContractState.ACTIVE
    note: str = ""
    payments: tuple[Payment, ...] = ()
    id: UUID | None = None

    @property
    def paid(self) -> int:
        return sum(payment.dong for payment in self.payments)

    @property
    def committed(self) -> int:
        """What it binds: its value, or what was paid once it is settled or cancelled."""
        return self.dong if self.state is ContractState.ACTIVE else self.paid

    def paid_until(self, day: date) -> int:
        """Paid up to and with this day."""
        return sum(payment.dong for payment in self.payments if payment.paid_on <= day)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A step of the road map; ``actual_on`` is None until it is reached.

    Attributes:
        contract_id: the contract whose step it is; None for a step of the line itself.
        dong: what is to be paid when it is reached; 0 for nothing.
    """

    name: str
    line_id: UUID
    planned_on: date | None = None
    actual_on: date | None = None
    contract_id: UUID | None = None
    dong: int = 0
    note: str = ""
    id: UUID | None = None

    def days_late(self, today: date) -> int:
        """How many days after the plan it was reached, or has not been yet; 0 when it is in time."""
        return 0 if self.planned_on is None else max(0, ((self.actual_on or today) - self.planned_on).days)

    def is_late(self, today: date) -> bool:
        """Still open after its day."""
        return self.actual_on is None and self.days_late(today) > 0


@dataclass(frozen=True, kw_only=True)
class LineOwner:
    """Who answers for a line, and who pays it where the table does not say.

    Attributes:
        unit: office or unit, as written.
        person: who there.
        source: None where the table names it or nobody said.
    """

    line_id: UUID
    unit: str = ""
    person: str = ""
    source: Source | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.unit or self.person or self.source)


@dataclass(frozen=True)
class Tracked:
    """All that is recorded of a table besides its amounts."""

    contracts: tuple[Contract, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    owners: tuple[LineOwner, ...] = ()


@dataclass(frozen=True)
class Money:
    """Four amounts of one line, year, source or owner, đồng; ``approved`` is 0 where nothing is approved yet."""

    planned: int = 0
    approved: int = 0
    committed: int = 0
    disbursed: int = 0

    @property
    def left(self) -> int:
        """What the plan, or what was approved of it, still allows to be paid."""
        return (self.approved or self.planned) - self.disbursed

    def __add__(self, other: Money) -> Money:
        return Money(
            self.planned + other.planned,
            self.approved + other.approved,
            self.committed + other.committed,
            self.disbursed + other.disbursed,
        )


class Method(StrEnum):
    """How the disbursement until the year's end was foretold."""

    PAID = "paid"
    MILESTONES = "milestones"
    PACE = "pace"
    TERM = "term"
    PLAN = "plan"


class WarningKind(StrEnum):
    """What a line, a source or a year has to be looked at for."""

    OVER_PLAN = "over_plan"
    OVER_YEAR = "over_year"
    OVER_SOURCE = "over_source"
    OVERPAID = "overpaid"
    LATE_MILESTONE = "late_milestone"
    LATE_CONTRACT = "late_contract"
    NO_SOURCE = "no_source"
    FUNDING_GAP = "funding_gap"
    SLOW = "slow"


@dataclass(frozen=True)
class BudgetWarning:
    """One warning.

    Attributes:
        line: index in the table; -1 for the whole table.
        year: the year it is about; None for all.
        source: the source it is about; None for all.
        subject: number or name of the contract or milestone; "" for none.
        dong: by how much, đồng; 0 where it is about time only.
        days: how late.
        due: the day that passed.
    """

    kind: WarningKind
    line: int = -1
    year: int | None = None
    source: Source | None = None
    subject: str = ""
    dong: int = 0
    days: int = 0
    due: date | None = field(default=None)
