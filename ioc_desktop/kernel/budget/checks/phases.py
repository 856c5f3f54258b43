"""Phases: money approved beyond what was proposed, committed beyond what was approved, paid beyond the contract."""

from collections.abc import Iterator

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind, Level
from ioc_desktop.kernel.budget.model import Phase, Sheet


def check_phases(sheet: Sheet) -> Iterator[Finding]:
    """Every column against the phase before it, for the same year, source and way of paying."""
    groups: dict[tuple[object, ...], dict[Phase, int]] = {}
    for column, place in enumerate(sheet.places):
        groups.setdefault((place.year, place.source, place.mode), {})[place.phase] = column
    for group in groups.values():
        phases = sorted(group, key=lambda phase: phase.rank)
        for at in range(1, len(phases)):
            yield from _compare(sheet, [group[phase] for phase in reversed(phases[:at])], group[phases[at]])


def _compare(sheet: Sheet, earlier: list[int], column: int) -> Iterator[Finding]:
    """Against the nearest earlier phase that the line prints."""
    before = np.zeros(len(sheet.lines), np.int64)
    source = np.full(len(sheet.lines), -1)
    for each in reversed(earlier):
        before = np.where(sheet.printed[:, each], sheet.amounts[:, each], before)
        source = np.where(sheet.printed[:, each], each, source)
    over = sheet.printed[:, column] & (source >= 0) & (sheet.amounts[:, column] > before)
    soft = sheet.places[column].phase in {Phase.APPROVED, Phase.ADJUSTED}  # may lawfully be more: ask, don't accuse
    for line in np.flatnonzero(over):
        cells = (Cell(int(line), column), Cell(int(line), int(source[line])))
        yield Finding(
            FindingKind.PHASE,
            Level.QUESTION if soft else Level.FAULT,
            cells,
            int(sheet.amounts[line, column]),
            int(before[line]),
        )
