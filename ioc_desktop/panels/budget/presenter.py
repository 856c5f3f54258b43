"""What the page of budgets shows and does. No Qt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.exchange.budget_table.files import read_file, read_text
from ioc_desktop.exchange.budget_table.result import BudgetTable
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.service import ACCEPT, IMPORT, Imported, Judged, TableSummary
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.panels.budget.grid import Mark, SheetGrid, grid_of

if TYPE_CHECKING:
    from ioc_desktop.kernel.budget.service import BudgetService
    from ioc_desktop.ui.panel import PanelContext


@dataclass(frozen=True)
class Preview:
    """A file that may be imported.

    Attributes:
        at: which of its tables is looked at.
        pasted: the text, where it was pasted instead of read from ``path``, which then is only a name.
        unit: đồng per 1 that a person chose; None for what the file says.
        known: the programme that has the shown table already; "" for none.
    """

    path: Path
    sha256: str
    tables: tuple[BudgetTable, ...]
    judged: tuple[tuple[Judged, ...], ...]
    known: tuple[str, ...]
    at: int = 0
    unit: int | None = None
    pasted: str = ""

    @property
    def table(self) -> BudgetTable:
        return self.tables[self.at]

    @property
    def lines(self) -> int:
        return sum(len(table.sheet.lines) for table in self.tables)


@dataclass(frozen=True)
class State:
    """Everything on the page.

    Attributes:
        chosen: the table beside the list; ``sheet``, ``grid`` and ``judged`` are its own, None until they are read.
        ids: identifiers of the lines of the sheet.
        loose: lines that are in themselves, which the sheet shows at the top; the checker is silent until they are out.
        preview: a file being looked at instead; None when there is none.
    """

    tables: Sequence[TableSummary] = ()
    chosen: TableSummary | None = None
    sheet: Sheet | None = None
    grid: SheetGrid | None = None
    judged: Sequence[Judged] = ()
    ids: Sequence[UUID] = ()
    loose: Sequence[int] = ()
    preview: Preview | None = None
    is_loaded: bool = False


class BudgetPresenter:
    """One page's work. Window thread; database and files are asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(self, context: PanelContext) -> None:
        self._budget, self._plans, self._runner, self._who = (
            context.budget, context.plans, context.runner, context.session,
        )  # fmt: skip
        self.state = State()
        self.changed: Event[State] = Event()

    @property
    def may_import(self) -> bool:
        return self._who.may(IMPORT)

    @property
    def may_accept(self) -> bool:
        return self._who.may(ACCEPT)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # names of the fields, above
        self.changed.emit(self.state)

    async def load(self) -> None:
        """Read the list and the chosen table anew.

        Raises:
            ExpectedError: ``store.*``, ``budget.line_in_itself``.
        """
        budget = self._budget
        tables = await self._runner.read(budget.tables, latest="budget.tables")
        chosen = self.state.chosen
        still = next((table for table in tables if chosen is not None and table.id == chosen.id), None)
        still = still or next(iter(tables), None)
        if still is None:
            self._show(tables=tables, chosen=None, sheet=None, grid=None, judged=(), ids=(), loose=(), is_loaded=True)
            return
        self.state = replace(self.state, tables=tables)
        await self.choose(still.id)

    async def choose(self, table_id: UUID) -> None:
        """Show another table.

        Raises:
            ExpectedError: ``budget.gone``, ``budget.line_in_itself``, ``store.*``.
        """
        budget, plans = self._budget, self._plans

        def read() -> tuple[Sheet, SheetGrid, Sequence[Judged], Sequence[UUID], Sequence[int]]:
            sheet, loose = plans.mended(table_id)
            judged = () if loose else budget.judged(table_id)[1]
            grid = grid_of(sheet, judged)
            marked = replace(grid, marks={**grid.marks, **{(at, -1): Mark.FAULT for at in loose}})
            return sheet, marked, judged, plans.lines(table_id), loose

        sheet, grid, judged, ids, loose = await self._runner.read(read, latest="budget.table")
        chosen = next((table for table in self.state.tables if table.id == table_id), None)
        self._show(chosen=chosen, sheet=sheet, grid=grid, judged=judged, ids=ids, loose=loose, is_loaded=True)

    def follow(self, sheet: Sheet, grid: SheetGrid) -> None:
        """Show the chosen table after an edit, before the checker has looked at it."""
        self._show(sheet=sheet, grid=grid)

    async def accept(self, key: str, reason: str) -> None:
        """Let a finding of the chosen table stand.

        Raises:
            ExpectedError: ``budget.*``, ``store.*``.
        """
        chosen, budget, who = self.state.chosen, self._budget, self._who
        if chosen is not None:
            await self._runner.write(lambda: budget.accept(chosen.id, key, reason, who))
            await self.choose(chosen.id)

    # ------------------------------------------------------------------ files

    async def open_file(self, path: Path, unit: int | None = None, *, pasted: str = "") -> None:
        """Look at a file, or at a pasted text under a name.

        Raises:
            ExpectedError: ``budget.*``, ``table.*``.
        """
        budget, at = self._budget, self.state.preview.at if self.state.preview and unit else 0
        preview = await self._runner.read(lambda: _preview(budget, path, unit, pasted), latest="budget.file")
        self._show(preview=replace(preview, at=min(at, len(preview.tables) - 1)))

    def look_at(self, table: int) -> None:
        """Another table of the file."""
        if self.state.preview is not None:
            self._show(preview=replace(self.state.preview, at=table))

    def leave_file(self) -> None:
        """Import nothing."""
        self._show(preview=None)

    async def store(self, programme: str) -> Sequence[Imported]:
        """Put all tables of the file under a programme, then show the first of them.

        Raises:
            ExpectedError: ``budget.*``, ``store.*``; the file stays open then.
        """
        preview, budget, who = self.state.preview, self._budget, self._who
        if preview is None:
            return ()
        origin = Origin(preview.path.name, preview.sha256)
        sheets = [table.sheet for table in preview.tables]
        done = await self._runner.write(
            lambda: [budget.import_sheet(programme, sheet, origin, who) for sheet in sheets]
        )
        self.state = replace(self.state, preview=None)
        await self.load()
        await self.choose(done[0].table_id)
        return done


def _preview(budget: BudgetService, path: Path, unit: int | None, pasted: str) -> Preview:
    tables = read_text(pasted, unit) if pasted else read_file(path, unit)
    content = pasted.encode() if pasted else path.read_bytes()
    judged = tuple(
        tuple(Judged(finding, finding.key(table.sheet), None) for finding in check(table.sheet)) for table in tables
    )
    known = [budget.find(table.sheet) for table in tables]
    names = tuple(found.programme if found else "" for found in known)
    return Preview(path, hashlib.sha256(content).hexdigest(), tables, judged, names, unit=unit, pasted=pasted)
