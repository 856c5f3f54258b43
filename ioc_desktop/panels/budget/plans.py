"""What the page of plans shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.budget.comparison import LineChange
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.plans.flow import APPROVE, APPROVED, DRAFT, EDIT, LOCK, SUBMITTED
from ioc_desktop.kernel.budget.plans.locks import YearLock
from ioc_desktop.kernel.budget.plans.service import PlanSummary, TablePaper
from ioc_desktop.kernel.records.model import RecordEntry

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.budget.service import TableSummary
    from ioc_desktop.ui.panel import PanelContext


@dataclass(frozen=True)
class PlansState:
    """Everything on the page.

    Attributes:
        chosen: the table that is looked at.
        other: what it is compared with: the one it adjusts, or the paper before it, until another is chosen.
        changes: every difference from ``other`` to ``chosen``.
    """

    plans: Sequence[PlanSummary] = ()
    chosen: PlanSummary | None = None
    other: PlanSummary | None = None
    changes: Sequence[LineChange] = ()
    history: Sequence[RecordEntry] = ()
    locks: Sequence[YearLock] = ()
    sheet: Sheet | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the table has columns for, and those that were ever closed."""
        places = self.sheet.places if self.sheet else ()
        return tuple(sorted({place.year for place in places if place.year} | {lock.year for lock in self.locks}))


class PlansPresenter:
    """One page's work. Window thread; the database is asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(self, context: PanelContext) -> None:
        self._plans, self._runner, self._who = context.plans, context.runner, context.session
        self.state = PlansState()
        self.changed: Event[PlansState] = Event()

    # ------------------------------------------------------------------ what may be done

    @property
    def may_draft(self) -> bool:
        return self._who.may(EDIT)

    @property
    def may_lock(self) -> bool:
        return self._who.may(LOCK)

    def may_go(self, end: str) -> bool:
        """Whether the account may take the chosen table to a state from where it is."""
        chosen = self.state.chosen
        steps = {(DRAFT, SUBMITTED): EDIT, (SUBMITTED, APPROVED): APPROVE, (SUBMITTED, DRAFT): APPROVE}
        permission = steps.get((chosen.state, end)) if chosen else None
        return permission is not None and self._who.may(permission)

    @property
    def may_edit(self) -> bool:
        """Whether the chosen table is open for the account."""
        return self.state.chosen is not None and self.state.chosen.state == DRAFT and self._who.may(EDIT)

    @property
    def may_discard(self) -> bool:
        chosen = self.state.chosen
        return chosen is not None and chosen.adjusts_id is not None and chosen.state == DRAFT and self._who.may(EDIT)

    # ------------------------------------------------------------------ showing

    async def show(self, table: TableSummary | None) -> None:
        """Show the programme of a table, and that table.

        Raises:
            ExpectedError: ``budget.gone``, ``store.*``.
        """
        if table is None:
            self.state = PlansState()
            self.changed.emit(self.state)
            return
        await self._load(table.programme_id, table.id)

    async def choose(self, plan: PlanSummary, other: PlanSummary | None = None) -> None:
        """Look at another table, or compare with another; raises as ``show``."""
        await self._load(plan.programme_id, plan.id, other.id if other else None)

    async def _load(self, programme_id: UUID, table_id: UUID, other_id: UUID | None = None) -> None:
        service = self._plans

        def read() -> PlansState:
            plans = service.plans(programme_id)
            chosen = next((plan for plan in plans if plan.id == table_id), None)
            if chosen is None:
                return PlansState(plans)
            other = _compared(plans, chosen, other_id)
            changes = service.compare(other.id, table_id) if other else ()
            sheet = service.mended(table_id)[0]
            return PlansState(
                plans, chosen, other, changes, service.history(table_id), service.years(programme_id), sheet
            )

        self.state = await self._runner.read(read, latest="budget.plans")
        self.changed.emit(self.state)

    # ------------------------------------------------------------------ acting

    async def draft(self, name: str) -> None:
        """Draft the chosen table under a name and look at the draft; raises as ``PlanService.draft``."""
        chosen, service, who = self.state.chosen, self._plans, self._who
        if chosen is not None:
            made = await self._runner.write(lambda: service.draft(chosen.id, name, who))
            await self._load(chosen.programme_id, made)

    async def go(self, end: str, reason: str = "") -> None:
        """Take the chosen table a step; raises as ``PlanService.submit``, ``approve``, ``send_back``."""
        chosen, service, who = self.state.chosen, self._plans, self._who
        steps: dict[str, Callable[[UUID, Session, str], None]] = {
            SUBMITTED: service.submit,
            APPROVED: service.approve,
            DRAFT: service.send_back,
        }
        if chosen is not None:
            await self._act(lambda: steps[end](chosen.id, who, reason))

    async def discard(self, reason: str) -> None:
        """Throw the chosen draft away; raises as ``PlanService.discard``."""
        chosen, service, who = self.state.chosen, self._plans, self._who
        if chosen is not None:
            await self._runner.write(lambda: service.discard(chosen.id, who, reason))
            base = next((plan for plan in self.state.plans if plan.id == chosen.adjusts_id), None)
            await self._load(chosen.programme_id, base.id if base else chosen.id)

    async def set_paper(self, table_id: UUID, paper: TablePaper) -> None:
        """Say which paper a table comes from, whatever is chosen by now; raises as ``PlanService.set_paper``."""
        service, who = self._plans, self._who
        await self._act(lambda: service.set_paper(table_id, paper, who))

    async def set_year(self, year: int, reason: str, *, locked: bool) -> None:
        """Close a year of the programme or open it again; raises as ``PlanService.lock_year``."""
        chosen, service, who = self.state.chosen, self._plans, self._who
        if chosen is not None:
            act = service.lock_year if locked else service.reopen_year
            await self._act(lambda: act(chosen.programme_id, year, who, reason))

    async def _act(self, act: Callable[[], None]) -> None:
        await self._runner.write(act)
        if self.state.chosen is not None:
            await self.choose(self.state.chosen, self.state.other)


def _compared(plans: Sequence[PlanSummary], chosen: PlanSummary, other_id: UUID | None) -> PlanSummary | None:
    """What a table is compared with: the asked one, the one it adjusts, or the paper before it."""
    asked = next((plan for plan in plans if plan.id == other_id and plan.id != chosen.id), None)
    if asked is not None:
        return asked
    if chosen.adjusts_id is not None:
        return next((plan for plan in plans if plan.id == chosen.adjusts_id), None)
    papers = [plan for plan in plans if plan.adjusts_id is None]
    at = papers.index(chosen)
    return papers[at - 1] if at > 0 else None
