"""A table as amounts that never overlap: the innermost lines, each by the finest columns that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ioc_desktop.kernel.budget.model import LineKind, Place, Sheet


@dataclass(frozen=True)
class Fact:
    """An amount of one line for one place, counted once."""

    line: int
    place: Place
    dong: int


def facts_of(sheet: Sheet) -> tuple[Fact, ...]:
    """Every amount that no other one contains. A phase is never mixed with another."""
    innermost, groups = leaves(sheet), _finest_first(sheet.places)
    return tuple(fact for line in innermost for fact in _facts(sheet, line, groups))


def leaves(sheet: Sheet) -> tuple[int, ...]:
    """Lines that hold no other line with an amount, and are no sums."""
    holders = set[int]()
    for index in range(len(sheet.lines) - 1, -1, -1):
        line = sheet.lines[index]
        if line.kind is LineKind.ITEM and line.parent >= 0 and (sheet.printed[index].any() or index in holders):
            holders.add(line.parent)
    return tuple(
        index
        for index, line in enumerate(sheet.lines)
        if line.kind is LineKind.ITEM and index not in holders and sheet.printed[index].any()
    )


def _finest_first(places: Sequence[Place]) -> list[list[list[int]]]:
    """For each phase its columns by what they tell apart, the finest group first."""
    phases: dict[object, dict[tuple[bool, bool, bool], list[int]]] = {}
    for column, place in enumerate(places):
        key = (place.year is not None, place.source is not None, place.mode is not None)
        phases.setdefault(place.phase, {}).setdefault(key, []).append(column)
    return [
        [groups[key] for key in sorted(groups, key=lambda key: (sum(key), len(groups[key])), reverse=True)]
        for groups in phases.values()
    ]


def _facts(sheet: Sheet, line: int, phases: list[list[list[int]]]) -> Iterator[Fact]:
    for groups in phases:
        for columns in groups:
            at = [column for column in columns if sheet.printed[line, column]]
            if at and np.any(sheet.amounts[line, at]):
                yield from (Fact(line, sheet.places[column], int(sheet.amounts[line, column])) for column in at)
                break
