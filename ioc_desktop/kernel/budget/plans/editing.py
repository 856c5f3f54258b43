"""One change of one line, inside a transaction: what it needs, and what it leaves in the row."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT, LineKind
from ioc_desktop.kernel.budget.plans.flow import DRAFT, OPEN
from ioc_desktop.kernel.budget.plans.locks import require_open
from ioc_desktop.kernel.budget.tables import BudgetLineRow, BudgetTableRow


@dataclass(frozen=True)
class Amount:
    """What a cell is to print.

    Attributes:
        dong: None leaves the cell blank, which is not a zero.
        step: the smallest amount that the typed number can tell apart, đồng.
    """

    dong: int | None
    step: int = 1


@dataclass(frozen=True)
class AmountEdit:
    """One amount of one line.

    Attributes:
        old: what the person saw; another value there now refuses the edit.
        reason: why; "" in a draft that needs none.
        takes_negative: the person was asked and means it.
        is_undo: takes an edit of before back.
    """

    line_id: UUID
    column: int
    old: int | None
    new: Amount
    reason: str = ""
    takes_negative: bool = False
    is_undo: bool = False


@dataclass(frozen=True)
class Move:
    """A line under another parent.

    Attributes:
        old: the parent that the person saw; None for the top, as in ``new``.
    """

    line_id: UUID
    old: UUID | None
    new: UUID | None
    reason: str = ""
    is_undo: bool = False


def check_draft(table: BudgetTableRow) -> None:
    """Raises ``budget.sealed``."""
    if table.state != DRAFT:
        raise ExpectedError(
            "budget.sealed",
            QT_TRANSLATE_NOOP("errors", "Bảng đã trình hoặc đã duyệt nên không sửa trực tiếp. Lập phương án để sửa."),
        )


def check_amount(edit: AmountEdit) -> None:
    """Raises ``budget.too_large`` and ``budget.negative_unasked``."""
    dong = edit.new.dong or 0
    if abs(dong) > LARGEST_AMOUNT:
        raise ExpectedError(
            "budget.amount_too_large",
            QT_TRANSLATE_NOOP(
                "errors", "Số tiền vượt một triệu tỷ đồng, có thể gõ thừa số 0. Kiểm tra đơn vị tính rồi gõ lại."
            ),
        )
    if dong < 0 and not edit.takes_negative:
        raise ExpectedError(
            "budget.negative_unasked",
            QT_TRANSLATE_NOOP("errors", "Số âm chỉ dùng cho khoản điều chỉnh giảm. Xác nhận nếu đúng là giảm."),
        )


def line_of(session: Transaction, table: BudgetTableRow, line_id: UUID | None) -> BudgetLineRow:
    """A line of the table, open for a change; raises ``budget.line_gone``."""
    row = session.get(BudgetLineRow, line_id) if line_id else None
    if row is None or row.table_id != table.id:
        raise ExpectedError(
            "budget.line_gone", QT_TRANSLATE_NOOP("errors", "Dòng này không còn trong bảng. Tải lại bảng.")
        )
    return row


def put_amount(session: Transaction, table: BudgetTableRow, edit: AmountEdit) -> BudgetLineRow:
    """Write one amount.

    Raises:
        ExpectedError: ``budget.sealed``, ``budget.line_gone``, ``budget.amount_too_large``,
            ``budget.negative_unasked``, ``budget.changed_meanwhile``, ``budget.year_locked``.
    """
    check_draft(table)
    check_amount(edit)
    row = line_of(session, table, edit.line_id)
    require_open(session, table.programme_id, table.columns[edit.column][0])
    cells = {column: (dong, step) for column, dong, step in zip(*row.amounts, strict=True)}
    if cells.get(edit.column, (None, 0))[0] != edit.old:
        raise changed_meanwhile()
    if edit.new.dong is None:
        cells.pop(edit.column, None)
    else:
        cells[edit.column] = (edit.new.dong, max(1, edit.new.step))
    _reopen(session, row)
    columns = sorted(cells)
    row.amounts = [columns, [cells[at][0] for at in columns], [cells[at][1] for at in columns]]
    return row


def put_under(session: Transaction, table: BudgetTableRow, move: Move) -> BudgetLineRow:
    """Move a line with all that is in it.

    Raises:
        ExpectedError: ``budget.sealed``, ``budget.line_gone``, ``budget.changed_meanwhile``,
            ``budget.line_under_itself``, ``budget.not_a_section``.
    """
    check_draft(table)
    row = line_of(session, table, move.line_id)
    if row.under_id != move.old:
        raise changed_meanwhile()
    if move.new is not None:
        if line_of(session, table, move.new).line_kind == LineKind.SUBTOTAL:
            raise ExpectedError(
                "budget.not_a_section",
                QT_TRANSLATE_NOOP("errors", "Dòng cộng không chứa dòng khác. Chọn một mục làm mục cha."),
            )
        _check_outside(session, row, move.new)
    _reopen(session, row)
    row.under_id = move.new
    return row


def top_of(session: Transaction, table: BudgetTableRow) -> UUID | None:
    """Under what a line at the top of the table hangs: the line of the grand total, where that holds the sections."""
    held = select(BudgetLineRow.under_id).where(BudgetLineRow.table_id == table.id)
    asked = select(BudgetLineRow.id).where(
        BudgetLineRow.table_id == table.id, BudgetLineRow.line_kind == LineKind.TOTAL, BudgetLineRow.id.in_(held)
    )
    return session.scalars(asked.order_by(BudgetLineRow.position).limit(1)).first()


def changed_meanwhile() -> ExpectedError:
    return ExpectedError(
        "budget.changed_meanwhile",
        QT_TRANSLATE_NOOP("errors", "Người khác vừa sửa chỗ này. Xem số mới rồi sửa lại nếu cần."),
    )


def _check_outside(session: Transaction, row: BudgetLineRow, under: UUID) -> None:
    """Raises ``budget.line_under_itself`` where the new parent is the line or a part of it."""
    asked = select(BudgetLineRow.id, BudgetLineRow.under_id).where(BudgetLineRow.table_id == row.table_id)
    parents = {found.id: found.under_id for found in session.execute(asked)}
    at: UUID | None = under
    seen: set[UUID] = set()
    while at is not None and at not in seen:
        seen.add(at)
        if at == row.id:
            raise ExpectedError(
                "budget.line_under_itself",
                QT_TRANSLATE_NOOP("errors", "Không chuyển được một mục vào chính nó hoặc vào dòng con của nó."),
            )
        at = parents.get(at)


def _reopen(session: Transaction, row: BudgetLineRow) -> None:
    """A line whose table came back before it did: the seal lets its state go first, alone."""
    if row.state != OPEN:
        row.state = OPEN
        session.flush()
