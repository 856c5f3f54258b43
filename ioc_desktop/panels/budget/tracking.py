"""What the page of progress shows and does. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.budget.model import LineKind, Source
from ioc_desktop.kernel.budget.tracking.model import (
    Contract,
    ContractState,
    LineOwner,
    Method,
    Milestone,
    Money,
    Payment,
)
from ioc_desktop.kernel.budget.tracking.progress import Progress
from ioc_desktop.kernel.budget.tracking.results import TRACK, Result
from ioc_desktop.kernel.links.model import Ref

if TYPE_CHECKING:
    from ioc_desktop.kernel.budget.service import TableSummary
    from ioc_desktop.kernel.budget.tracking.results import LineResults
    from ioc_desktop.kernel.budget.tracking.service import TrackingService
    from ioc_desktop.kernel.search.model import Hit
    from ioc_desktop.ui.panel import PanelContext

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """What the rows are narrowed to; None for all."""

    year: int | None = None
    source: Source | None = None
    owner: str | None = None


@dataclass(frozen=True)
class TrackRow:
    """A line of the tree.

    Attributes:
        line: its index in the table.
        parent: index of the row it is shown under; -1 at the top.
        warnings: how many there are of the line itself.
    """

    line: int
    parent: int
    number: str
    title: str
    is_heading: bool
    money: Money
    warnings: int


@dataclass(frozen=True)
class TrackGrid:
    """The whole tree.

    Attributes:
        unit: đồng per 1 that is shown.
    """

    rows: tuple[TrackRow, ...]
    unit: int


@dataclass(frozen=True)
class LineDetail:
    """What is recorded of the chosen line.

    Attributes:
        expected: to be paid in the forecast's year, đồng.
        method: how that was foretold for the line itself; None for a heading.
    """

    line: int
    id: UUID
    title: str
    owner: LineOwner
    expected: int
    method: Method | None
    contracts: tuple[Contract, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class State:
    """Everything on the page; ``grid`` and ``progress`` are None until they are read."""

    table: TableSummary | None = None
    progress: Progress | None = None
    ids: tuple[UUID, ...] = ()
    grid: TrackGrid | None = None
    asked: Asked = Asked()
    detail: LineDetail | None = None


class TrackingPresenter:
    """One page's work. Window thread; the database is asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(self, context: PanelContext) -> None:
        self._tracking, self._runner, self._who = context.tracking, context.runner, context.session
        self._kit, self._clock = context.kit, context.clock
        self.state = State()
        self.changed: Event[State] = Event()

    @property
    def may_track(self) -> bool:
        return self._who.may(TRACK)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # names of the fields, above
        self.changed.emit(self.state)

    async def load(self, table: TableSummary | None) -> None:
        """Read a table's progress; the filter and the chosen line stay where it is the same table.

        Raises:
            ExpectedError: ``budget.gone``, ``budget.line_in_itself``, ``store.*``.
        """
        if table is None:
            self._show(table=None, progress=None, grid=None, ids=(), detail=None)
            return
        same = self.state.table is not None and self.state.table.id == table.id
        asked, tracking = self.state.asked if same else Asked(), self._tracking
        progress, ids, grid = await self._runner.read(
            lambda: _read(tracking, table.id, asked), latest="budget.tracking"
        )
        line = self.state.detail.line if same and self.state.detail else _first(grid)
        self._show(
            table=table, progress=progress, ids=ids, grid=grid, asked=asked, detail=detail_of(progress, ids, line)
        )

    async def narrow(self, asked: Asked) -> None:
        """Show one year, source or owner."""
        progress = self.state.progress
        if progress is not None and asked != self.state.asked:
            grid = await self._runner.read(lambda: grid_of(progress, asked), latest="budget.tracking")
            self._show(asked=asked, grid=grid)

    def choose(self, line: int) -> None:
        """Show what is recorded of a line."""
        if self.state.progress is not None:
            self._show(detail=detail_of(self.state.progress, self.state.ids, line))

    async def _write(self, act: Callable[[], T]) -> T:
        done = await self._runner.write(act)
        await self.load(self.state.table)
        return done

    async def save_contract(self, contract: Contract) -> None:
        """Raises ``ExpectedError`` as ``TrackingService.save_contract``, and so do the others."""
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.save_contract(contract, who))

    async def end_contract(self, contract_id: UUID, state: ContractState, reason: str) -> None:
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.end_contract(contract_id, state, reason, who))

    async def pay(self, contract_id: UUID, payment: Payment) -> None:
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.pay(contract_id, payment, who))

    async def save_milestone(self, milestone: Milestone) -> None:
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.save_milestone(milestone, who))

    async def remove_milestone(self, milestone_id: UUID) -> None:
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.remove_milestone(milestone_id, who))

    async def set_owner(self, owner: LineOwner) -> None:
        tracking, who = self._tracking, self._who
        await self._write(lambda: tracking.set_owner(owner, who))

    # ------------------------------------------------------------------ what a line paid for

    def _results(self) -> LineResults:
        return self._tracking.results(self._kit.links, self._kit.search)

    async def results(self) -> Sequence[Result]:
        """What the chosen line paid for."""
        detail, results, who, now = self.state.detail, self._results(), self._who, self._clock.now()
        if detail is None:
            return ()
        return await self._runner.read(lambda: results.of(detail.id, who, now), latest="budget.results")

    async def found(self, typed: str) -> Sequence[Hit]:
        """Records with these words, for a link."""
        search, who = self._kit.search, self._who
        return await self._runner.read(lambda: search.search(typed, who), latest="budget.hits")

    async def link(self, ref: Ref) -> None:
        """Raises as ``LineResults.link``."""
        detail, results, who = self.state.detail, self._results(), self._who
        if detail is not None:
            await self._runner.write(lambda: results.link(detail.id, ref, who))

    async def unlink(self, ref: Ref) -> None:
        """Raises as ``LineResults.unlink``."""
        detail, results, who = self.state.detail, self._results(), self._who
        if detail is not None:
            await self._runner.write(lambda: results.unlink(detail.id, ref, who))


def _read(tracking: TrackingService, table_id: UUID, asked: Asked) -> tuple[Progress, tuple[UUID, ...], TrackGrid]:
    progress = tracking.progress(table_id)
    return progress, tuple(tracking.line_ids(table_id)), grid_of(progress, asked)


def grid_of(progress: Progress, asked: Asked) -> TrackGrid:
    """The tree of what was asked; lines without any such money are left out when something was."""
    amounts = progress.filtered(asked.year, asked.source, asked.owner)
    lines, is_all = progress.sheet.lines, asked == Asked()
    holders = {line.parent for line in lines}
    counts: dict[int, int] = defaultdict(int)
    for warning in progress.warnings:
        counts[warning.line] += 1
    rows = []
    for at, line in enumerate(lines):
        money = amounts.money(at)
        if line.kind is LineKind.SUBTOTAL or (money == Money() and not is_all):
            continue
        parent = line.parent if line.parent >= 0 and lines[line.parent].kind is LineKind.ITEM else -1
        heading = at in holders or line.kind is not LineKind.ITEM
        rows.append(TrackRow(at, parent, line.number, line.title, heading, money, counts[at]))
    return TrackGrid(tuple(rows), progress.sheet.unit.used)


def _first(grid: TrackGrid) -> int:
    """The line that most has to be looked at, else the first."""
    worst = max(grid.rows, key=lambda row: (row.warnings, -row.line), default=None)
    return worst.line if worst else -1


def detail_of(progress: Progress, ids: Sequence[UUID], line: int) -> LineDetail | None:
    """What is recorded of a line; None where it is not there."""
    if not 0 <= line < min(len(ids), len(progress.sheet.lines)):
        return None
    key, tracked = ids[line], progress.tracked
    owner = next((each for each in tracked.owners if each.line_id == key), LineOwner(line_id=key))
    if not owner.unit and progress.owners[line]:
        owner = replace(owner, unit=progress.owners[line])
    return LineDetail(
        line, key, progress.sheet.lines[line].title, owner, int(progress.forecast.by_line[line]),
        progress.forecast.methods[line],
        tuple(each for each in tracked.contracts if each.line_id == key),
        tuple(each for each in tracked.milestones if each.line_id == key),
    )  # fmt: skip
