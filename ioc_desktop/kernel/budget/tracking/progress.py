"""How far a table's money has come: by line, year, source and owner, with the year's forecast and the warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

import numpy as np

from ioc_desktop.kernel.budget.model import Amounts, Phase, Sheet, Source
from ioc_desktop.kernel.budget.tracking import entries
from ioc_desktop.kernel.budget.tracking.entries import Entries
from ioc_desktop.kernel.budget.tracking.forecast import Expected, Forecast, expected, line_expected
from ioc_desktop.kernel.budget.tracking.model import (
    BudgetWarning,
    Contract,
    LineOwner,
    Method,
    Milestone,
    Money,
    Tracked,
)
from ioc_desktop.kernel.budget.tracking.plan import Plan
from ioc_desktop.kernel.budget.tracking.warnings import Facts, warnings_of

Key = TypeVar("Key")


@dataclass(frozen=True)
class Amounts4:
    """Four amounts of every line, each with all that is in the line; int64 đồng."""

    planned: Amounts
    approved: Amounts
    committed: Amounts
    disbursed: Amounts

    def money(self, line: int) -> Money:
        return Money(
            int(self.planned[line]), int(self.approved[line]), int(self.committed[line]), int(self.disbursed[line])
        )

    def total(self) -> Money:
        """Of all lines, where these are each line's own amounts."""
        return Money(
            int(self.planned.sum()), int(self.approved.sum()), int(self.committed.sum()), int(self.disbursed.sum())
        )


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The money of one table on one day.

    Attributes:
        planned: by line with all that is in it, int64 đồng, as ``approved``, ``committed`` and ``disbursed``.
        total: of the whole table.
        by_year: None is what no year is known of.
        by_source: None is what no source is known of.
        by_owner: unit → its lines' money; "" is what nobody answers for.
        owners: of each line, its own or the one of the line around it; "" for nobody.
        sources: the one source of each line; None where there are several or none is known.
        tracked: contracts of lines that are gone are in it, and count nowhere.
    """

    sheet: Sheet
    today: date
    planned: Amounts
    approved: Amounts
    committed: Amounts
    disbursed: Amounts
    total: Money
    by_year: Mapping[int | None, Money]
    by_source: Mapping[Source | None, Money]
    by_owner: Mapping[str, Money]
    forecast: Forecast
    warnings: tuple[BudgetWarning, ...]
    owners: tuple[str, ...]
    sources: tuple[Source | None, ...]
    tracked: Tracked
    ledger: Ledger

    @property
    def years(self) -> list[int]:
        """Years of the plan and of the money, ascending."""
        return sorted(year for year in self.by_year if year is not None)

    def filtered(self, year: int | None = None, source: Source | None = None, owner: str | None = None) -> Amounts4:
        """The same four amounts of one year, source or owner alone, by line with all that is in it."""
        return self.ledger.rolled(self.ledger.own(year, source, None if owner is None else (owner, self.owners)))


@dataclass(frozen=True)
class Ledger:
    """Each line's own money, sortable by year and source."""

    plan: Plan
    committed: Entries
    disbursed: Entries

    def own(
        self, year: int | None = None, source: Source | None = None, owner: tuple[str, Sequence[str]] | None = None
    ) -> Amounts4:
        """Innermost amounts by line.

        Args:
            owner: the wanted one, and the owner of each line.
        """
        plan = self.plan
        parts = [
            plan.own(plan.planned, year, source),
            plan.own(plan.approved, year, source),
            self.committed.own(year, source),
            self.disbursed.own(year, source),
        ]
        if owner is not None:
            its = np.array([each == owner[0] for each in owner[1]], np.bool_)
            parts = [np.where(its, part, 0) for part in parts]
        return Amounts4(*parts)

    def rolled(self, own: Amounts4) -> Amounts4:
        roll = self.plan.tree.roll_up
        return Amounts4(roll(own.planned), roll(own.approved), roll(own.committed), roll(own.disbursed))


def progress_of(sheet: Sheet, ids: Sequence[UUID], phase: Phase, tracked: Tracked, today: date) -> Progress:
    """The progress of a table. Pure.

    Args:
        ids: of the lines.
        phase: how far the table's paper has come.
        today: the forecast is for its year.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    at_line = {line_id: at for at, line_id in enumerate(ids)}
    owned = {at_line[owner.line_id]: owner for owner in tracked.owners if owner.line_id in at_line}
    plan = Plan(sheet, phase, _given_sources(sheet, owned))
    ledger = _ledger(plan, tracked.contracts, at_line, len(ids))
    own = ledger.own()
    rolled = ledger.rolled(own)
    owners = _owners(plan, sheet, owned)
    contracts, steps = _by_line(tracked.contracts, at_line), _by_contract(tracked.milestones)
    forecast = _forecast(ledger, contracts, steps, today)
    facts = Facts(sheet, ledger, rolled, forecast, tracked, at_line, today)
    return Progress(
        sheet=sheet, today=today, planned=rolled.planned, approved=rolled.approved, committed=rolled.committed,
        disbursed=rolled.disbursed, total=own.total(), by_year=_by_year(ledger, own.total()),
        by_source=_by_source(ledger, own.total()), by_owner=_by_owner(own, owners), forecast=forecast,
        warnings=warnings_of(facts), owners=owners, sources=tuple(plan.line_sources), tracked=tracked, ledger=ledger,
    )  # fmt: skip


def _given_sources(sheet: Sheet, owned: Mapping[int, LineOwner]) -> list[Source | None]:
    """What people said of who pays, for a line and all that is in it."""
    given: list[object] = [owned[at].source if at in owned else None for at in range(len(sheet.lines))]
    return cast("list[Source | None]", Plan(sheet, Phase.PROPOSED).tree.inherit(given, None)) if owned else []


def _owners(plan: Plan, sheet: Sheet, owned: Mapping[int, LineOwner]) -> tuple[str, ...]:
    given: list[object] = [
        (owned[at].unit if at in owned else "") or line.owner.strip() for at, line in enumerate(sheet.lines)
    ]
    return tuple(cast("list[str]", plan.tree.inherit(given, "")))


def _ledger(plan: Plan, contracts: Sequence[Contract], at_line: Mapping[UUID, int], lines: int) -> Ledger:
    sources, has_contract, has_payment = plan.line_sources, np.zeros(lines, np.bool_), np.zeros(lines, np.bool_)
    for contract in contracts:
        if (line := at_line.get(contract.line_id, -1)) >= 0:
            has_contract[line] = True
            has_payment[line] |= bool(contract.payments)
    bound = [*entries.committed(contracts, at_line, sources), *entries.imported(plan, Phase.COMMITTED, has_contract)]
    paid = [*entries.disbursed(contracts, at_line, sources), *entries.imported(plan, Phase.DISBURSED, has_payment)]
    return Ledger(plan, Entries.of(bound, lines), Entries.of(paid, lines))


def _by_line(contracts: Sequence[Contract], at_line: Mapping[UUID, int]) -> dict[int, list[Contract]]:
    found: dict[int, list[Contract]] = defaultdict(list)
    for contract in contracts:
        if (line := at_line.get(contract.line_id, -1)) >= 0:
            found[line].append(contract)
    return found


def _by_contract(milestones: Sequence[Milestone]) -> dict[UUID | None, list[Milestone]]:
    found: dict[UUID | None, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        found[milestone.contract_id].append(milestone)
    return found


def _forecast(
    ledger: Ledger,
    contracts: Mapping[int, Sequence[Contract]],
    steps: Mapping[UUID | None, Sequence[Milestone]],
    today: date,
) -> Forecast:
    """Lines without a contract of their own or around them take the plan, or what a column of theirs says is paid."""
    year, tree = today.year, ledger.plan.tree
    own = ledger.own(year)
    held = np.zeros(len(tree.parents), np.bool_)
    held[list(contracts)] = True
    paid_only = held | tree.under(held)
    planned = tree.roll_up(own.planned)
    foretold = np.where(paid_only, own.disbursed, np.maximum(own.planned, own.disbursed))
    methods: list[Method | None] = [
        Method.PLAN if amount and not covered else None
        for amount, covered in zip(foretold.tolist(), paid_only.tolist(), strict=True)
    ]
    for line, its in contracts.items():
        parts: list[Expected] = [expected(one, steps.get(one.id, ()), today, year) for one in its]
        foretold[line], methods[line] = line_expected(parts, int(planned[line]))
    return Forecast(
        year, int(own.planned.sum()), int(own.disbursed.sum()), int(foretold.sum()), tree.roll_up(foretold),
        tuple(methods),
    )  # fmt: skip


def _by_year(ledger: Ledger, total: Money) -> dict[int | None, Money]:
    bound, paid, plan = ledger.committed.by_year(), ledger.disbursed.by_year(), ledger.plan
    years = sorted({*plan.years, *(year for year in (*bound, *paid) if year is not None)})
    found: dict[int | None, Money] = {}
    for year in years:
        planned = int(plan.own(plan.planned, year).sum())
        approved = int(plan.own(plan.approved, year).sum())
        found[year] = Money(planned, approved, bound.get(year, 0), paid.get(year, 0))
    return _with_rest(found, total)


def _by_source(ledger: Ledger, total: Money) -> dict[Source | None, Money]:
    bound, paid, plan = ledger.committed.by_source(), ledger.disbursed.by_source(), ledger.plan
    named = {*plan.sources, *plan.line_sources, *bound, *paid} - {None}
    found: dict[Source | None, Money] = {}
    for source in (each for each in Source if each in named):
        planned = int(plan.own(plan.planned, None, source).sum())
        approved = int(plan.own(plan.approved, None, source).sum())
        found[source] = Money(planned, approved, bound.get(source, 0), paid.get(source, 0))
    return _with_rest(found, total)


def _with_rest(found: dict[Key | None, Money], total: Money) -> dict[Key | None, Money]:
    """The groups and, under None, what is in none of them; a table may count a part twice, so it can be negative."""
    named = sum(found.values(), Money())
    rest = Money(
        total.planned - named.planned, total.approved - named.approved, total.committed - named.committed,
        total.disbursed - named.disbursed,
    )  # fmt: skip
    return found if rest == Money() else {**found, None: rest}


def _by_owner(own: Amounts4, owners: Sequence[str]) -> dict[str, Money]:
    found: dict[str, Money] = defaultdict(Money)
    busy = np.flatnonzero(own.planned | own.approved | own.committed | own.disbursed)
    for line in busy.tolist():
        found[owners[line]] += own.money(line)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "", pair[0])))
