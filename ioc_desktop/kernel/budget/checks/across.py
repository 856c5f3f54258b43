"""Sums across: totals against years, sources and ways of paying, and each of these against the finer columns in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind, Level, is_rounding, slip_factor
from ioc_desktop.kernel.budget.model import LineKind, Place, Sheet
from ioc_desktop.kernel.budget.tree import zero_headings

Signature = tuple[bool, bool, bool]
_FEW = 4


@dataclass(frozen=True)
class Family:
    """A column and the columns that should add up to it."""

    whole: int
    parts: tuple[int, ...]


def families(places: tuple[Place, ...]) -> tuple[Family, ...]:
    """Every column with the next finer columns of its phase, one family for each way of dividing it."""
    groups: dict[tuple[str, Signature], list[int]] = {}
    for column, place in enumerate(places):
        groups.setdefault((place.phase, _signature(place)), []).append(column)
    found = []
    for column, place in enumerate(places):
        finer = [sign for phase, sign in groups if phase == place.phase and _divides(sign, _signature(place))]
        for sign in finer:
            if any(_divides(sign, other) for other in finer):
                continue
            parts = tuple(part for part in groups[place.phase, sign] if _within(places[part], place))
            if parts:
                found.append(Family(column, parts))
    return tuple(found)


def _signature(place: Place) -> Signature:
    return (place.year is not None, place.source is not None, place.mode is not None)


def _divides(finer: Signature, coarser: Signature) -> bool:
    return finer != coarser and all(fine >= coarse for fine, coarse in zip(finer, coarser, strict=True))


def _within(part: Place, whole: Place) -> bool:
    return all(
        getattr(whole, name) is None or getattr(part, name) == getattr(whole, name)
        for name in ("year", "source", "mode")
    )


def check_across(sheet: Sheet) -> Iterator[Finding]:
    """Every family of columns on every line."""
    has_children = np.zeros(len(sheet.lines), np.bool_)
    parents = sheet.parents
    has_children[parents[parents >= 0]] = True
    for family in families(sheet.places):
        yield from _check(sheet, family, has_children)


def _check(sheet: Sheet, family: Family, has_children: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    parts = list(family.parts)
    any_part = sheet.printed[:, parts].any(axis=1)
    added = sheet.amounts[:, parts].sum(axis=1)
    whole, printed = sheet.amounts[:, family.whole], sheet.printed[:, family.whole]
    wrong = np.flatnonzero(printed & any_part & (added != whole))
    compared = np.flatnonzero(printed & any_part & ~zero_headings(sheet))
    found = [_finding(sheet, family, int(line), int(added[line])) for line in wrong]
    faults = [finding for finding in found if finding.kind is FindingKind.ACROSS]
    if len(faults) > max(_FEW, len(compared) // 2):
        yield _not_a_partition(family, faults)
    else:
        yield from found
    yield from _missing(family, np.flatnonzero(~printed & any_part & (added != 0)), added, printed)
    bare = np.flatnonzero(printed & (whole != 0) & ~any_part & ~has_children)
    if len(bare) <= max(_FEW, len(compared) // 2) and len(compared):
        for line in bare:
            yield _no_breakdown(sheet, family, int(line))


def _finding(sheet: Sheet, family: Family, line: int, added: int) -> Finding:
    printed, parts = int(sheet.amounts[line, family.whole]), list(family.parts)
    steps = int(sheet.steps[line, parts].sum() + sheet.steps[line, family.whole])
    cells = (Cell(line, family.whole), *(Cell(line, part) for part in parts if sheet.printed[line, part]))
    if is_rounding(added - printed, steps, added):
        return Finding(FindingKind.ROUNDING, Level.NOTE, cells, printed, added)
    factor = slip_factor(printed, added)
    return Finding(FindingKind.ACROSS, Level.FAULT, cells, printed, added, factor=factor)


def _not_a_partition(family: Family, faults: list[Finding]) -> Finding:
    """Most lines disagree: these columns are likely "trong đó", or of another unit; one question for all."""
    cells = tuple(finding.cells[0] for finding in faults)
    first = faults[0]
    facts = {"lines": len(faults), "parts": len(family.parts)}
    return Finding(FindingKind.NOT_A_PARTITION, Level.QUESTION, cells, first.printed, first.computed, facts=facts)


def _missing(
    family: Family, lines: npt.NDArray[np.intp], added: npt.NDArray[np.int64], printed: npt.NDArray[np.bool_]
) -> Iterator[Finding]:
    """Lines whose total is blank though its parts are not, where other lines print theirs."""
    if not printed.any():
        return
    for line in lines:
        cells = (Cell(int(line), family.whole), *(Cell(int(line), part) for part in family.parts))
        yield Finding(FindingKind.ACROSS_MISSING, Level.QUESTION, cells, None, int(added[line]))


def _no_breakdown(sheet: Sheet, family: Family, line: int) -> Finding:
    cells = (Cell(line, family.whole), *(Cell(line, part) for part in family.parts))
    level = Level.NOTE if sheet.lines[line].kind is not LineKind.ITEM else Level.QUESTION
    return Finding(FindingKind.NO_BREAKDOWN, level, cells, int(sheet.amounts[line, family.whole]), 0)
