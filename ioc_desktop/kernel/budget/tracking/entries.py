"""Money of contracts and payments as many small amounts, each of a line, a year and a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
import numpy.typing as npt

from ioc_desktop.kernel.budget.model import Amounts, Phase, Source
from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState
from ioc_desktop.kernel.budget.tracking.plan import Plan

_SOURCES = list(Source)
Entry = tuple[int, int | None, Source | None, int]
"""Line, year, source, đồng."""


@dataclass(frozen=True)
class Entries:
    """Struct of arrays, one element an entry.

    Attributes:
        year: 0 where it is not known.
        source: place in ``Source``; -1 where it is not known.
    """

    line: npt.NDArray[np.intp]
    year: npt.NDArray[np.int64]
    source: npt.NDArray[np.int64]
    dong: Amounts
    lines: int

    @classmethod
    def of(cls, entries: Iterable[Entry], lines: int) -> Entries:
        listed = [(at, year or 0, _SOURCES.index(source) if source else -1, dong) for at, year, source, dong in entries]
        table = np.array(listed, np.int64).reshape(-1, 4)
        return cls(table[:, 0].astype(np.intp), table[:, 1], table[:, 2], table[:, 3], lines)

    def own(self, year: int | None = None, source: Source | None = None) -> Amounts:
        """By line; None stands for all."""
        taken = np.ones(len(self.dong), np.bool_)
        if year is not None:
            taken &= self.year == year
        if source is not None:
            taken &= self.source == _SOURCES.index(source)
        found = np.zeros(self.lines, np.int64)
        np.add.at(found, self.line[taken], self.dong[taken])
        return found

    def by_year(self) -> dict[int | None, int]:
        return {int(year) or None: int(self.dong[self.year == year].sum()) for year in np.unique(self.year)}

    def by_source(self) -> dict[Source | None, int]:
        return {
            None if at < 0 else _SOURCES[at]: int(self.dong[self.source == at].sum()) for at in np.unique(self.source)
        }


def committed(
    contracts: Sequence[Contract], at_line: Mapping[UUID, int], sources: Sequence[Source | None]
) -> Iterable[Entry]:
    """What contracts bind, each year of a term its days' part."""
    for contract in contracts:
        line = at_line.get(contract.line_id, -1)
        if line < 0:
            continue
        source = contract.source or sources[line]
        if contract.state is not ContractState.ACTIVE:
            yield from ((line, each.paid_on.year, each.source or source, each.dong) for each in contract.payments)
            continue
        for year, dong in by_years(contract):
            yield line, year, source, dong


def by_years(contract: Contract) -> list[tuple[int | None, int]]:
    """The value over the years of the term, by days; the parts add up to the đồng.

    Without a term all of it belongs to the year in which it was signed.
    """
    begin, end = contract.starts_on or contract.signed_on, contract.ends_on
    if begin is None or end is None or end < begin:
        day = contract.signed_on or begin or end
        return [(day.year if day else None, contract.dong)]
    days, given, parts = (end - begin).days + 1, 0, []
    for year in range(begin.year, end.year + 1):
        gone = (min(end, date(year, 12, 31)) - begin).days + 1
        until = contract.dong * gone // days
        parts.append((year, until - given))
        given = until
    return list(parts)


def disbursed(
    contracts: Sequence[Contract], at_line: Mapping[UUID, int], sources: Sequence[Source | None]
) -> Iterable[Entry]:
    """What was paid."""
    for contract in contracts:
        line = at_line.get(contract.line_id, -1)
        if line < 0:
            continue
        source = contract.source or sources[line]
        yield from ((line, each.paid_on.year, each.source or source, each.dong) for each in contract.payments)


def imported(plan: Plan, phase: Phase, known: npt.NDArray[np.bool_]) -> Iterable[Entry]:
    """What columns of the table itself say of a phase, for lines of which no contract is known."""
    years: list[int | None] = [*plan.years] or [None]
    sources: list[Source | None] = [*plan.sources] or [None]
    has = [place for place in plan.places if place.phase is phase]
    if not any(place.year for place in has):
        years = [None]
    if not any(place.source for place in has):
        sources = [None]
    for year in years:
        for source in sources:
            cells = np.where(known, 0, plan.own(phase, year, source))
            for line in np.flatnonzero(cells).tolist():
                yield line, year, source or plan.line_sources[line], int(cells[line])
