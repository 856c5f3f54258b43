"""What was done to a table and to its lines: who, when, why, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import or_, select

from ioc_desktop.kernel.budget.tables import BudgetLineRow
from ioc_desktop.kernel.records.journal import entry
from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.kernel.records.tables import RecordEntryRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

MOST = 500


def history(session: Transaction, table_id: UUID, line_id: UUID | None = None) -> Sequence[RecordEntry]:
    """Newest first, at most ``MOST``: of a table with its lines, or of one line."""
    lines = select(BudgetLineRow.id).where(BudgetLineRow.table_id == table_id)
    which = RecordEntryRow.record_id == line_id if line_id else or_(
        RecordEntryRow.record_id == table_id, RecordEntryRow.record_id.in_(lines)
    )  # fmt: skip
    asked = select(RecordEntryRow).where(which, RecordEntryRow.tbl.in_(("budget_table", "budget_line")))
    asked = asked.order_by(RecordEntryRow.at.desc(), RecordEntryRow.seq.desc()).limit(MOST)
    return [entry(row) for row in session.scalars(asked)]
