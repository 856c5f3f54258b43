"""What has to be looked at in the progress of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

import numpy as np

from ioc_desktop.kernel.budget.model import Amounts, Mask, Sheet, Source
from ioc_desktop.kernel.budget.tracking.forecast import Forecast
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, ContractState, Method, Tracked, WarningKind
from ioc_desktop.kernel.budget.tracking.plan import Plan, columns_for

if TYPE_CHECKING:
    from ioc_desktop.kernel.budget.tracking.progress import Amounts4, Ledger

SLOW_PERCENT: Final = 80
"""A year that will end below this share of its plan is slow."""


@dataclass(frozen=True)
class Facts:
    """What the warnings are made of.

    Attributes:
        rolled: each line with all that is in it.
    """

    sheet: Sheet
    ledger: Ledger
    rolled: Amounts4
    forecast: Forecast
    tracked: Tracked
    at_line: Mapping[UUID, int]
    today: date


def warnings_of(facts: Facts) -> tuple[BudgetWarning, ...]:
    """All of them: by kind as ``WarningKind`` lists them, then by size."""
    found = [
        *_over_plan(facts), *_over_year(facts), *_over_source(facts), *_contracts(facts), *_milestones(facts),
        *_no_source(facts), *_gaps(facts), *_slow(facts),
    ]  # fmt: skip
    kinds = list(WarningKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -one.dong, -one.days, one.line, one.year or 0)))


def _innermost(facts: Facts, excess: Amounts) -> Iterator[tuple[int, int]]:
    """Lines with a positive excess and how much, without those that only repeat a line in them."""
    parents, told = facts.ledger.plan.tree.parents, np.zeros(len(excess), np.bool_)
    depth_first = [*facts.ledger.plan.tree.order, np.flatnonzero(parents < 0)]
    for level in depth_first:
        for line in level.tolist():
            is_over = excess[line] > 0
            if is_over and not told[line]:
                yield line, int(excess[line])
            if (is_over or told[line]) and parents[line] >= 0:
                told[parents[line]] = True


def _over_plan(facts: Facts) -> Iterator[BudgetWarning]:
    rolled = facts.rolled
    limit = np.where(rolled.approved > 0, rolled.approved, rolled.planned)
    excess = np.maximum(rolled.committed, rolled.disbursed) - limit
    for line, dong in _innermost(facts, excess):
        yield BudgetWarning(WarningKind.OVER_PLAN, line, dong=dong)


def _over_year(facts: Facts) -> Iterator[BudgetWarning]:
    plan, ledger = facts.ledger.plan, facts.ledger
    for year in plan.years:
        paid = ledger.disbursed.own(year)
        if not paid.any() or plan.planned is None or not columns_for(plan.places, plan.planned, year):
            continue
        excess = plan.tree.roll_up(paid - plan.own(plan.planned, year))
        for line, dong in _innermost(facts, np.where(plan.tree.roll_up(paid) > 0, excess, 0)):
            yield BudgetWarning(WarningKind.OVER_YEAR, line, year=year, dong=dong)


def _over_source(facts: Facts) -> Iterator[BudgetWarning]:
    plan, ledger = facts.ledger.plan, facts.ledger
    bound, paid = ledger.committed.by_source(), ledger.disbursed.by_source()
    for source in plan.sources:
        allowed = int(plan.own(plan.approved or plan.planned, None, source).sum())
        excess = max(bound.get(source, 0), paid.get(source, 0)) - allowed
        if excess > 0:
            yield BudgetWarning(WarningKind.OVER_SOURCE, source=source, dong=excess)


def _contracts(facts: Facts) -> Iterator[BudgetWarning]:
    for contract in facts.tracked.contracts:
        line = facts.at_line.get(contract.line_id, -1)
        left = contract.dong - contract.paid
        if left < 0:
            yield BudgetWarning(WarningKind.OVERPAID, line, subject=contract.number, dong=-left)
        elif contract.state is ContractState.ACTIVE and contract.ends_on and contract.ends_on < facts.today and left:
            days = (facts.today - contract.ends_on).days
            yield BudgetWarning(
                WarningKind.LATE_CONTRACT, line, subject=contract.number, dong=left, days=days, due=contract.ends_on
            )


def _milestones(facts: Facts) -> Iterator[BudgetWarning]:
    ended = {one.id for one in facts.tracked.contracts if one.state is not ContractState.ACTIVE}
    for step in facts.tracked.milestones:
        if step.is_late(facts.today) and (step.contract_id is None or step.contract_id not in ended):
            line = facts.at_line.get(step.line_id, -1)
            days = step.days_late(facts.today)
            yield BudgetWarning(
                WarningKind.LATE_MILESTONE, line, subject=step.name, dong=step.dong, days=days, due=step.planned_on
            )


def _by_source(plan: Plan) -> tuple[Amounts, Mask]:
    """What the sources of each innermost line come to, and whether any is known."""
    total = np.zeros(len(plan.tree.parents), np.int64)
    for source in plan.sources:
        total += plan.own(plan.planned, None, source)
    named = np.array([source is not None for source in plan.line_sources], np.bool_)
    return total, named | (total != 0)


def _no_source(facts: Facts) -> Iterator[BudgetWarning]:
    """Lines with money in which no line names a source; one warning for the outermost of them."""
    plan = facts.ledger.plan
    own = plan.own(plan.planned)
    _, named = _by_source(plan)
    missing = plan.tree.roll_up(np.where((own > 0) & ~named, own, 0))
    has = plan.tree.roll_up(np.where((own > 0) & named, 1, 0)) > 0
    if not has.any():
        if total := int(own.sum()):
            yield BudgetWarning(WarningKind.NO_SOURCE, dong=total)
        return
    whole = (missing > 0) & ~has
    for line in np.flatnonzero(whole & ~plan.tree.under(whole)).tolist():
        yield BudgetWarning(WarningKind.NO_SOURCE, line, dong=int(missing[line]))


def _gaps(facts: Facts) -> Iterator[BudgetWarning]:
    """What the sources do not cover of a line, and what was not approved of a year's or a source's plan."""
    plan = facts.ledger.plan
    if plan.sources:
        covered, _ = _by_source(plan)
        gaps = np.where(covered > 0, plan.own(plan.planned) - covered, 0)
        for line in np.flatnonzero(gaps > 0).tolist():
            yield BudgetWarning(WarningKind.FUNDING_GAP, line, dong=int(gaps[line]))
    if plan.approved is None or plan.approved is plan.planned:
        return
    for year in plan.years:
        if (gap := _not_approved(plan, year, None)) > 0:
            yield BudgetWarning(WarningKind.FUNDING_GAP, year=year, dong=gap)
    for source in plan.sources:
        if (gap := _not_approved(plan, None, source)) > 0:
            yield BudgetWarning(WarningKind.FUNDING_GAP, source=source, dong=gap)


def _not_approved(plan: Plan, year: int | None, source: Source | None) -> int:
    if plan.approved is None or not columns_for(plan.places, plan.approved, year, source):
        return 0
    return int(plan.own(plan.planned, year, source).sum() - plan.own(plan.approved, year, source).sum())


def _slow(facts: Facts) -> Iterator[BudgetWarning]:
    """Contracts' lines, and the whole table, that will not have paid the year's plan by far."""
    forecast, plan = facts.forecast, facts.ledger.plan
    planned = plan.tree.roll_up(plan.own(plan.planned, forecast.year))
    slow = forecast.by_line * 100 < planned * SLOW_PERCENT
    own = [at for at, method in enumerate(forecast.methods) if method not in {None, Method.PLAN}]
    for line in own:
        if slow[line]:
            yield BudgetWarning(
                WarningKind.SLOW, line, year=forecast.year, dong=int(planned[line] - forecast.by_line[line])
            )
    if forecast.expected * 100 < forecast.planned * SLOW_PERCENT:
        yield BudgetWarning(WarningKind.SLOW, year=forecast.year, dong=forecast.planned - forecast.expected)
