"""Changes that a person makes in the tree: amounts typed, lines moved, computed values taken over, and undo. No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_table.numbers import CellReading, NumberForm, read_amount
from ioc_desktop.kernel.budget.checks.findings import Finding, FindingKind
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.plans.editing import Amount, AmountEdit, Move
from ioc_desktop.kernel.budget.plans.flow import DRAFT, EDIT
from ioc_desktop.panels.budget.grid import SheetGrid, regrid

if TYPE_CHECKING:
    from ioc_desktop.panels.budget.presenter import BudgetPresenter
    from ioc_desktop.ui.panel import PanelContext

_MOST_UNDONE: Final = 100
_COMPUTED: Final = frozenset({FindingKind.SUM, FindingKind.HEADING_BLANK, FindingKind.HEADING_ZERO, FindingKind.ACROSS})
"""Findings about one printed cell, whose computed value may stand in its place."""
_PROBLEMS: Final = {
    "foreign": QT_TRANSLATE_NOOP("errors", "Bảng này tính bằng đồng. Đổi ngoại tệ ra đồng rồi nhập."),
    "too_large": QT_TRANSLATE_NOOP(
        "errors", "Số tiền vượt một triệu tỷ đồng, có thể gõ thừa số 0. Kiểm tra đơn vị tính rồi gõ lại."
    ),
    "part_of_dong": QT_TRANSLATE_NOOP("errors", "Số tiền lẻ dưới một đồng. Gõ ít chữ số thập phân hơn."),
    "not_a_number": QT_TRANSLATE_NOOP(
        "errors", "Không đọc được số tiền. Gõ như 1.234,5 hoặc 1,5 tỷ; để trống là bỏ số."
    ),
}


class Editor:
    """What is changed in the chosen table, through the services. Window thread; awaits the runner."""

    def __init__(self, context: PanelContext, presenter: BudgetPresenter) -> None:
        self._plans, self._runner, self._who = context.plans, context.runner, context.session
        self._presenter = presenter
        self._done: deque[tuple[UUID, AmountEdit | Move]] = deque(maxlen=_MOST_UNDONE)

    @property
    def may_edit(self) -> bool:
        """Whether the chosen table is a draft and the account may change it."""
        chosen = self._presenter.state.chosen
        return chosen is not None and chosen.state == DRAFT and self._who.may(EDIT)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    async def type(self, line: int, column: int, text: str, *, takes_negative: bool = False) -> None:
        """Write what was typed into a cell, in the unit of the table.

        Raises:
            ExpectedError: ``budget.cell``, as ``PlanService.set_amount``; ``budget.negative_unasked`` is a question.
        """
        state = self._presenter.state
        if state.sheet is None or line >= len(state.ids):
            return
        edit = replace(typed(state.sheet, line, column, text), line_id=state.ids[line], takes_negative=takes_negative)
        if edit.new.dong != edit.old:
            await self._write([edit])

    async def use_computed(self, finding: Finding, reason: str) -> None:
        """Write the computed value where the paper prints another; the printed one stays in the history.

        Raises:
            ExpectedError: as ``PlanService.set_amount``.
        """
        state, cell = self._presenter.state, finding.cells[0]
        if state.sheet is not None and finding.computed is not None:
            old = _old(state.sheet, cell.line, cell.column)
            new = Amount(finding.computed)
            await self._write([AmountEdit(state.ids[cell.line], cell.column, old, new, reason, takes_negative=True)])

    async def move(self, line: int, under: int) -> None:
        """Put a line under another; -1 is the top.

        Raises:
            ExpectedError: as ``PlanService.move``.
        """
        state, plans, who = self._presenter.state, self._plans, self._who
        if state.sheet is None or state.chosen is None:
            return
        table, line_id, new = state.chosen.id, state.ids[line], _id(state.ids, under)

        def write() -> Move:
            return plans.move(table, Move(line_id, plans.parent(table, line_id), new), who)

        made = await self._runner.write(write)
        self._done.append((table, made))

    async def undo(self) -> None:
        """Take the newest change back, unless somebody changed the same since.

        Raises:
            ExpectedError: as the change itself.
        """
        if not self._done:
            return
        table, last = self._done.pop()
        plans, who = self._plans, self._who
        if isinstance(last, Move):
            back = replace(last, old=last.new, new=last.old, is_undo=True)
            await self._runner.write(lambda: plans.move(table, back, who))
            return
        undone = replace(last, old=last.new.dong, new=Amount(last.old), takes_negative=True, is_undo=True)
        await self._runner.write(lambda: plans.set_amount(table, undone, who))

    async def _write(self, edits: Sequence[AmountEdit]) -> None:
        """Write, and show the totals that follow at once; what the checker says comes after."""
        state, plans, who = self._presenter.state, self._plans, self._who
        chosen, sheet, grid, ids = state.chosen, state.sheet, state.grid, state.ids
        if chosen is None or sheet is None or grid is None:
            return

        def write() -> tuple[Sheet, SheetGrid]:
            plans.set_amounts(chosen.id, edits, who)
            return shown_after(sheet, grid, edits, ids)

        after = await self._runner.write(write)
        self._done.extend((chosen.id, edit) for edit in edits)
        if self._presenter.state.sheet is sheet:
            self._presenter.follow(*after)


def can_compute(finding: Finding) -> bool:
    """Whether its computed value may be written into its cell."""
    return finding.kind in _COMPUTED and finding.computed is not None and len(finding.cells) == 1


def typed(sheet: Sheet, line: int, column: int, text: str) -> AmountEdit:
    """What a text means in a cell, in Vietnamese number forms and the unit of the table; without the line's identifier.

    Raises:
        ExpectedError: ``budget.cell``.
    """
    read = _read(text, sheet.unit.used)
    new = Amount(read.dong, read.step) if read.kind in {"amount", "zero"} else Amount(None)
    return AmountEdit(UUID(int=0), column, _old(sheet, line, column), new)


def typed_dong(text: str, unit: int) -> int:
    """What a text means in a field of money, đồng; nothing is 0. Raises ``budget.cell``."""
    return _read(text, unit).dong


def _read(text: str, unit: int) -> CellReading:
    read = read_amount(text, NumberForm.VIETNAMESE, unit)
    if read.kind == "problem":
        raise ExpectedError("budget.cell", _PROBLEMS.get(read.how[0], _PROBLEMS["not_a_number"]))
    return read


def shown_after(
    sheet: Sheet, grid: SheetGrid, edits: Sequence[AmountEdit], ids: Sequence[UUID]
) -> tuple[Sheet, SheetGrid]:
    """The sheet with the edits, and its tree with the totals that follow."""
    amounts, printed, steps = sheet.amounts.copy(), sheet.printed.copy(), sheet.steps.copy()
    lines = [ids.index(edit.line_id) for edit in edits]
    for line, edit in zip(lines, edits, strict=True):
        at = (line, edit.column)
        amounts[at], printed[at], steps[at] = edit.new.dong or 0, edit.new.dong is not None, edit.new.step
    after = replace(sheet, amounts=amounts, printed=printed, steps=steps)
    return after, regrid(grid, after, lines)


def _old(sheet: Sheet, line: int, column: int) -> int | None:
    return int(sheet.amounts[line, column]) if sheet.printed[line, column] else None


def _id(ids: Sequence[UUID], line: int) -> UUID | None:
    return ids[line] if line >= 0 else None
