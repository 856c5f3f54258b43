"""Closed years of a programme: their amounts and payments stay as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.reading import sheet_in
from ioc_desktop.kernel.budget.tables import BudgetTableRow, BudgetYearLockRow

LOCKED, REOPENED = "locked", "open"


@dataclass(frozen=True)
class YearLock:
    """A year that was closed.

    Attributes:
        is_locked: False for one that was opened again.
        changed: names of tables whose amounts of the year are no longer those of its closing, as when another desktop
            wrote before it heard of the lock.
    """

    year: int
    is_locked: bool
    reason: str
    by: str
    at: datetime
    changed: tuple[str, ...] = ()


def lock_id(programme_id: UUID, year: int) -> UUID:
    """The same on every desktop."""
    return uuid5(programme_id, f"year {year}")


def require_open(session: Transaction, programme_id: UUID, year: int | None) -> None:
    """Refuse what would change a closed year; call it inside the transaction that writes.

    Args:
        year: of the amount or of the day of the payment; None for what belongs to no one year.

    Raises:
        ExpectedError: ``budget.year_locked``.
    """
    if year is not None and year in locked_years(session, programme_id):
        raise ExpectedError(
            "budget.year_locked",
            QT_TRANSLATE_NOOP(
                "errors", "Năm {year} của chương trình đã khóa sổ. Nhờ người có quyền mở lại, kèm lý do."
            ),
            year=year,
        )


def locked_years(session: Transaction, programme_id: UUID) -> frozenset[int]:
    """The years that are closed now."""
    asked = select(BudgetYearLockRow.year).where(
        BudgetYearLockRow.programme_id == programme_id, BudgetYearLockRow.state == LOCKED
    )
    return frozenset(session.scalars(asked))


def year_locks(session: Transaction, programme_id: UUID) -> Sequence[YearLock]:
    """All years that were ever closed, in their order, with what changed in them since."""
    asked = (
        select(BudgetYearLockRow, AccountRow.display_name)
        .outerjoin(AccountRow, AccountRow.id == BudgetYearLockRow.updated_by)
        .where(BudgetYearLockRow.programme_id == programme_id)
        .order_by(BudgetYearLockRow.year)
    )
    rows = session.execute(asked).all()
    tables = _tables(session, programme_id) if any(row.state == LOCKED for row, _ in rows) else {}
    return [
        YearLock(
            row.year, row.state == LOCKED, row.reason, name or "", row.updated_at,
            _changed(row, tables) if row.state == LOCKED else (),
        )
        for row, name in rows
    ]  # fmt: skip


def year_sums(session: Transaction, programme_id: UUID, year: int) -> dict[str, str]:
    """Table → digest of its amounts of a year."""
    return {key: _digest(sheet, year) for key, (_, sheet) in _tables(session, programme_id).items()}


def _tables(session: Transaction, programme_id: UUID) -> Mapping[str, tuple[str, Sheet]]:
    asked = select(BudgetTableRow).where(BudgetTableRow.programme_id == programme_id)
    return {row.id.hex: (row.name or row.file_name, sheet_in(session, row)) for row in session.scalars(asked)}


def _changed(row: BudgetYearLockRow, tables: Mapping[str, tuple[str, Sheet]]) -> tuple[str, ...]:
    known = ((mark, tables[key]) for key, mark in row.sums.items() if key in tables)
    return tuple(name for mark, (name, sheet) in known if _digest(sheet, row.year) != mark)


def _digest(sheet: Sheet, year: int) -> str:
    columns = [at for at, place in enumerate(sheet.places) if place.year == year]
    amounts = np.where(sheet.printed[:, columns], sheet.amounts[:, columns], np.iinfo(np.int64).min)
    return hashlib.sha256(np.ascontiguousarray(amounts, "<i8").tobytes()).hexdigest()
