"""Tables as they lie in the database, inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.storing import LineRecord, sheet_of
from ioc_desktop.kernel.budget.tables import BudgetLineRow, BudgetTableRow


def table_of(session: Transaction, table_id: UUID) -> BudgetTableRow:
    """The table; raises ``budget.gone``."""
    row = session.get(BudgetTableRow, table_id)
    if row is None:
        raise ExpectedError(
            "budget.gone", QT_TRANSLATE_NOOP("errors", "Bảng kinh phí này không còn. Tải lại danh sách.")
        )
    return row


def sheet_in(session: Transaction, table: BudgetTableRow) -> Sheet:
    """The table with all its amounts."""
    columns = [type_coerce(getattr(BudgetLineRow, name), String) for name in LineRecord._fields]
    asked = select(*columns).where(BudgetLineRow.table_id == table.id).order_by(BudgetLineRow.position)
    return sheet_of(table, [LineRecord._make(row) for row in session.execute(asked)])


def line_ids(session: Transaction, table_id: UUID) -> Sequence[UUID]:
    """Identifiers of the lines, in the order of the sheet."""
    asked = select(BudgetLineRow.id).where(BudgetLineRow.table_id == table_id).order_by(BudgetLineRow.position)
    return session.scalars(asked).all()


def ancestry(session: Transaction, table_id: UUID) -> Sequence[UUID]:
    """The table and those that it adjusts, one after the other."""
    chain: list[UUID] = []
    at: UUID | None = table_id
    while at is not None and at not in chain:
        chain.append(at)
        row = session.get(BudgetTableRow, at)
        at = row.adjusts_id if row is not None else None
    return chain
