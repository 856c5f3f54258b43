"""What a table plans, by line, year and source, out of whatever columns it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ioc_desktop.kernel.budget.model import Amounts, LineKind, Mask, Phase, Place, Sheet, Source
from ioc_desktop.kernel.budget.tree import add_up, depths

Lines = npt.NDArray[np.intp]
PLANNING = (Phase.PROPOSED, Phase.APPROVED, Phase.ADJUSTED)
AGREED = (Phase.APPROVED, Phase.ADJUSTED)


def columns_for(
    places: Sequence[Place], phase: Phase, year: int | None = None, source: Source | None = None
) -> list[int]:
    """The fewest columns that add up to what was asked; [] where the table does not say it.

    Args:
        year: None for all years together.
        source: None for all sources together.
    """
    groups: dict[tuple[bool, bool, bool], list[int]] = {}
    for at, place in enumerate(places):
        fits = place.phase is phase and year in {None, place.year} and source in {None, place.source}
        if fits:
            key = (place.year is not None, place.source is not None, place.mode is not None)
            groups.setdefault(key, []).append(at)
    return groups[min(groups, key=lambda key: (sum(key), len(groups[key])))] if groups else []


@dataclass(frozen=True)
class Tree:
    """Which line is part of which.

    Attributes:
        order: lines from the innermost to the outermost.
    """

    parents: Lines
    order: tuple[Lines, ...]

    @classmethod
    def of(cls, sheet: Sheet) -> Tree:
        """The tree of a sheet; raises ``budget.line_in_itself``."""
        depth = depths(sheet.parents)
        levels = range(int(depth.max(initial=0)), 0, -1)
        return cls(sheet.parents, tuple(np.flatnonzero(depth == level) for level in levels))

    def roll_up(self, own: Amounts) -> Amounts:
        """Each line with all that is in it; ``own`` is lines or lines × anything."""
        total = own.copy()
        for at in self.order:
            np.add.at(total, self.parents[at], total[at])
        return total

    def inherit(self, given: Sequence[object], nothing: object) -> list[object]:
        """Each line's own value, or that of the nearest line around it."""
        found = list(given)
        for at in reversed(self.order):
            for line in at.tolist():
                if found[line] == nothing:
                    found[line] = found[int(self.parents[line])]
        return found

    def under(self, marked: Mask) -> Mask:
        """Lines inside a marked one, which itself is not meant."""
        inside = np.zeros(len(self.parents), np.bool_)
        for at in reversed(self.order):
            above = self.parents[at]
            inside[at] = inside[above] | marked[above]
        return inside


class Plan:
    """The innermost amounts of a table.

    Args:
        phase: how far the paper of the table has come; columns without a phase of their own have it.
        sources: of lines, where the table has none; None for unknown.
    """

    def __init__(self, sheet: Sheet, phase: Phase, sources: Sequence[Source | None] = ()) -> None:
        self.places, self.tree = sheet.places, Tree.of(sheet)
        sums = add_up(sheet)
        plain = np.array([line.kind is LineKind.ITEM for line in sheet.lines], np.bool_)
        self._cells = np.where(sums.has_below | ~plain[:, None], 0, sheet.amounts)
        has = {place.phase for place in sheet.places}
        self.planned: Phase | None = next((each for each in PLANNING if each in has), None)
        self.approved: Phase | None = next((each for each in reversed(AGREED) if each in has), None)
        if self.approved is None and phase in AGREED:
            self.approved = self.planned
        self._given = list(sources) or [None] * len(sheet.lines)

    @property
    def years(self) -> list[int]:
        return sorted({place.year for place in self.places if place.year is not None})

    @property
    def sources(self) -> list[Source]:
        """Of the columns, in the order of ``Source``."""
        named = {place.source for place in self.places}
        return [source for source in Source if source in named]

    def _sum(self, columns: list[int]) -> Amounts:
        return np.asarray(self._cells[:, columns].sum(axis=1), np.int64)

    @cached_property
    def line_sources(self) -> list[Source | None]:
        """The one source that pays a line; None where there are several, or none is known."""
        if self.planned is None or not self.sources:
            return self._given
        paid = np.stack([self._sum(columns_for(self.places, self.planned, None, each)) for each in self.sources], 1)
        single = (paid != 0).sum(axis=1) == 1
        at = (paid != 0).argmax(axis=1)
        return [
            self.sources[at[line]] if single[line] else given if not paid[line].any() else None
            for line, given in enumerate(self._given)
        ]

    def own(self, phase: Phase | None, year: int | None = None, source: Source | None = None) -> Amounts:
        """Innermost amounts of a phase, by line; zeros where the table does not say them."""
        if phase is None:
            return np.zeros(len(self._cells), np.int64)
        if columns := columns_for(self.places, phase, year, source):
            return self._sum(columns)
        if source is None:
            return np.zeros(len(self._cells), np.int64)
        its = np.array([each is source for each in self.line_sources], np.bool_)
        return np.where(its, self._sum(columns_for(self.places, phase, year)), 0)
