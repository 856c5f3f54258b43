"""What the page of charts shows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.budget.service import TableSummary
from ioc_desktop.panels.budget.chart_data import Drawing, growth, stacked, treemap, waterfall

if TYPE_CHECKING:
    from ioc_desktop.kernel.budget.service import BudgetService
    from ioc_desktop.kernel.budget.tracking.service import TrackingService
    from ioc_desktop.ui.panel import PanelContext


class ChartKind(StrEnum):
    """Which chart."""

    YEARS = "years"
    CHANGE = "change"
    SHARES = "shares"
    GROWTH = "growth"


@dataclass(frozen=True)
class ChartState:
    """Everything on the page.

    Attributes:
        by_source: whether the years are split by payer instead of by mode.
        drawing: None until it is read.
        before: the table that the change starts from; None for none.
    """

    kind: ChartKind = ChartKind.YEARS
    by_source: bool = False
    table: TableSummary | None = None
    drawing: Drawing | None = None
    before: TableSummary | None = None


class ChartsPresenter:
    """One page's work. Window thread; the shapes are made on a reader's.

    Attributes:
        changed: the new state.
    """

    def __init__(self, context: PanelContext) -> None:
        self._budget, self._tracking, self._runner = context.budget, context.tracking, context.runner
        self.state = ChartState()
        self.changed: Event[ChartState] = Event()

    async def show(self, table: TableSummary | None) -> None:
        """Draw another table, or the same one again.

        Raises:
            ExpectedError: ``budget.gone``, ``budget.line_in_itself``, ``store.*``.
        """
        if table is None:
            self._put(replace(self.state, table=None, drawing=Drawing(), before=None))
            return
        await self._draw(replace(self.state, table=table))

    async def choose(self, kind: ChartKind) -> None:
        """Another chart of the same table; raises as ``show``."""
        await self._draw(replace(self.state, kind=kind))

    async def split(self, *, by_source: bool) -> None:
        """The years by payer or by mode; raises as ``show``."""
        await self._draw(replace(self.state, by_source=by_source))

    async def _draw(self, wanted: ChartState) -> None:
        self.state = wanted
        if wanted.table is None:
            self._put(wanted)
            return
        budget, tracking = self._budget, self._tracking
        drawing, before = await self._runner.read(lambda: _drawn(wanted, budget, tracking), latest="budget.chart")
        self._put(replace(self.state, drawing=drawing, before=before))

    def _put(self, state: ChartState) -> None:
        self.state = state
        self.changed.emit(state)


def _drawn(state: ChartState, budget: BudgetService, tracking: TrackingService) -> tuple[Drawing, TableSummary | None]:
    assert state.table is not None
    if state.kind is ChartKind.GROWTH:
        return growth(tracking.progress(state.table.id)), None
    sheet = budget.sheet(state.table.id)
    if state.kind is ChartKind.YEARS:
        return stacked(sheet, by_source=state.by_source), None
    if state.kind is ChartKind.SHARES:
        return treemap(sheet), None
    before = earlier(state.table, budget.tables())
    return waterfall(sheet, budget.sheet(before.id) if before else None), before


def earlier(table: TableSummary, tables: Sequence[TableSummary]) -> TableSummary | None:
    """The table that a draft adjusts; of a paper the table before it: of the same name first, never of the same file.

    Args:
        tables: the newest first within a programme.
    """
    if table.adjusts_id is not None:
        return next((one for one in tables if one.id == table.adjusts_id), None)
    same = [one for one in tables if one.programme_id == table.programme_id]
    at = next((place for place, one in enumerate(same) if one.id == table.id), len(same))
    older = [one for one in same[at + 1 :] if not table.file_name or one.file_name != table.file_name]
    return next((one for one in older if one.name == table.name), next(iter(older), None))
