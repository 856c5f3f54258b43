"""Rows as contracts, payments, milestones and owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.kernel.budget.model import Source
from ioc_desktop.kernel.budget.reading import ancestry, line_ids
from ioc_desktop.kernel.budget.tracking.model import (
    Contract,
    ContractState,
    LineOwner,
    Milestone,
    Payment,
    Tracked,
)
from ioc_desktop.kernel.budget.tracking.tables import (
    BudgetContractRow,
    BudgetLineOwnerRow,
    BudgetMilestoneRow,
    BudgetPaymentRow,
)

Entry = TypeVar("Entry", Contract, Milestone, LineOwner)


def tracked(session: Session, table_id: UUID, ids: Sequence[UUID]) -> Tracked:
    """Everything recorded of a table and of those that it adjusts, contracts and milestones in the order of their days.

    Args:
        ids: of the table's lines. What was recorded of a line before the adjustment is told of the line in its place.
    """
    tables = ancestry(session, table_id)
    now = {old: new for table in tables[1:] for old, new in zip(line_ids(session, table), ids, strict=False)}
    return Tracked(_contracts(session, tables, now), _milestones(session, tables, now), _owners(session, tables, now))


def _contracts(session: Session, tables: Sequence[UUID], now: Mapping[UUID, UUID]) -> tuple[Contract, ...]:
    payments: dict[UUID, list[Payment]] = defaultdict(list)
    row = BudgetPaymentRow
    asked = select(row.contract_id, row.paid_on, row.dong, row.payer, row.document, row.note, row.id)
    for contract_id, paid_on, dong, payer, document, note, key in session.execute(
        asked.where(row.table_id.in_(tables)).order_by(row.paid_on, row.id)
    ):
        payments[contract_id].append(
            Payment(paid_on=paid_on, dong=dong, source=_source(payer), document=document, note=note, id=key)
        )
    rows = session.scalars(select(BudgetContractRow).where(BudgetContractRow.table_id.in_(tables)))
    made = [_of_today(contract(each, tuple(payments.get(each.id, ()))), now) for each in rows]
    return tuple(sorted(made, key=lambda one: (one.signed_on is None, one.signed_on, one.number)))


def _of_today(entry: Entry, now: Mapping[UUID, UUID]) -> Entry:
    """The entry, of the line that stands where its own stood."""
    line_id = now.get(entry.line_id)
    return entry if line_id is None else replace(entry, line_id=line_id)


def contract(row: BudgetContractRow, payments: tuple[Payment, ...] = ()) -> Contract:
    return Contract(
        number=row.number, dong=row.dong, line_id=row.line_id, name=row.name, supplier=row.supplier,
        signed_on=row.signed_on, starts_on=row.starts_on, ends_on=row.ends_on, source=_source(row.payer),
        state=ContractState(row.state), note=row.note, payments=payments, id=row.id,
    )  # fmt: skip


def _milestones(session: Session, tables: Sequence[UUID], now: Mapping[UUID, UUID]) -> tuple[Milestone, ...]:
    rows = session.scalars(select(BudgetMilestoneRow).where(BudgetMilestoneRow.table_id.in_(tables)))
    made = [_of_today(milestone(row), now) for row in rows]
    return tuple(sorted(made, key=lambda one: (one.planned_on is None, one.planned_on, one.name)))


def milestone(row: BudgetMilestoneRow) -> Milestone:
    return Milestone(
        name=row.name, line_id=row.line_id, planned_on=row.planned_on, actual_on=row.actual_on,
        contract_id=row.contract_id, dong=row.dong, note=row.note, id=row.id,
    )  # fmt: skip


def _owners(session: Session, tables: Sequence[UUID], now: Mapping[UUID, UUID]) -> tuple[LineOwner, ...]:
    """What the newest table says of a line goes before what those before it said."""
    rows = session.scalars(select(BudgetLineOwnerRow).where(BudgetLineOwnerRow.table_id.in_(tables))).all()
    oldest_first = sorted(rows, key=lambda row: tables.index(row.table_id), reverse=True)
    made = [_of_today(owner(row), now) for row in oldest_first]
    return tuple({one.line_id: one for one in made}.values())


def owner(row: BudgetLineOwnerRow) -> LineOwner:
    return LineOwner(line_id=row.line_id, unit=row.unit, person=row.person, source=_source(row.payer))


def _source(text: str | None) -> Source | None:
    return Source(text) if text else None
