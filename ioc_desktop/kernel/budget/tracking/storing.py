"""Rows as contracts, payments, milestones and owners."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.kernel.budget.model import Source
from ioc_desktop.kernel.budget.tables import BudgetLineRow
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


def line_ids(session: Session, table_id: UUID) -> list[UUID]:
    """Of a table's lines, in their order."""
    asked = select(BudgetLineRow.id).where(BudgetLineRow.table_id == table_id).order_by(BudgetLineRow.position)
    return list(session.scalars(asked))


def tracked(session: Session, table_id: UUID) -> Tracked:
    """Everything recorded of a table, contracts and milestones in the order of their days."""
    return Tracked(_contracts(session, table_id), _milestones(session, table_id), _owners(session, table_id))


def _contracts(session: Session, table_id: UUID) -> tuple[Contract, ...]:
    payments: dict[UUID, list[Payment]] = defaultdict(list)
    row = BudgetPaymentRow
    asked = select(row.contract_id, row.paid_on, row.dong, row.payer, row.document, row.note, row.id)
    for contract_id, paid_on, dong, payer, document, note, key in session.execute(
        asked.where(row.table_id == table_id).order_by(row.paid_on, row.id)
    ):
        payments[contract_id].append(
            Payment(paid_on=paid_on, dong=dong, source=_source(payer), document=document, note=note, id=key)
        )
    rows = session.scalars(select(BudgetContractRow).where(BudgetContractRow.table_id == table_id))
    made = [contract(each, tuple(payments.get(each.id, ()))) for each in rows]
    return tuple(sorted(made, key=lambda one: (one.signed_on is None, one.signed_on, one.number)))


def contract(row: BudgetContractRow, payments: tuple[Payment, ...] = ()) -> Contract:
    return Contract(
        number=row.number, dong=row.dong, line_id=row.line_id, name=row.name, supplier=row.supplier,
        signed_on=row.signed_on, starts_on=row.starts_on, ends_on=row.ends_on, source=_source(row.payer),
        state=ContractState(row.state), note=row.note, payments=payments, id=row.id,
    )  # fmt: skip


def _milestones(session: Session, table_id: UUID) -> tuple[Milestone, ...]:
    rows = session.scalars(select(BudgetMilestoneRow).where(BudgetMilestoneRow.table_id == table_id))
    made = [milestone(row) for row in rows]
    return tuple(sorted(made, key=lambda one: (one.planned_on is None, one.planned_on, one.name)))


def milestone(row: BudgetMilestoneRow) -> Milestone:
    return Milestone(
        name=row.name, line_id=row.line_id, planned_on=row.planned_on, actual_on=row.actual_on,
        contract_id=row.contract_id, dong=row.dong, note=row.note, id=row.id,
    )  # fmt: skip


def _owners(session: Session, table_id: UUID) -> tuple[LineOwner, ...]:
    rows = session.scalars(select(BudgetLineOwnerRow).where(BudgetLineOwnerRow.table_id == table_id))
    return tuple(owner(row) for row in rows)


def owner(row: BudgetLineOwnerRow) -> LineOwner:
    return LineOwner(line_id=row.line_id, unit=row.unit, person=row.person, source=_source(row.payer))


def _source(text: str | None) -> Source | None:
    return Source(text) if text else None
