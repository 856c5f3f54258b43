"""Numbers that slipped by ten or a thousand beside their neighbours, and a unit that the magnitudes contradict."""

from collections.abc import Iterator

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Cell, Facts, Finding, FindingKind, Level
from ioc_desktop.kernel.budget.model import LineKind, Sheet

_FEWEST = 3


def check_slips(sheet: Sheet) -> Iterator[Finding]:
    """The unit of the table, then the lines whose years are equal but for one that is exactly ten times the others."""
    if sheet.unit.reason and sheet.unit.reason != "chosen":
        facts: Facts = {"declared": sheet.unit.declared, "used": sheet.unit.used, "reason": sheet.unit.reason}
        yield Finding(FindingKind.UNIT, Level.QUESTION, (), facts=facts)
    for columns in _year_groups(sheet):
        yield from _odd_years(sheet, columns)


def _year_groups(sheet: Sheet) -> list[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for column, place in enumerate(sheet.places):
        if place.year is not None:
            groups.setdefault((place.source, place.mode, place.phase), []).append(column)
    return [columns for columns in groups.values() if len(columns) >= _FEWEST]


def _odd_years(sheet: Sheet, columns: list[int]) -> Iterator[Finding]:
    amounts = sheet.amounts[:, columns]
    lines = np.flatnonzero((amounts > 0).sum(axis=1) >= _FEWEST)
    filled = np.sort(np.where(amounts[lines] > 0, amounts[lines], np.iinfo(np.int64).max), axis=1)
    middle_at = ((amounts[lines] > 0).sum(axis=1) - 1) // 2
    usual = filled[np.arange(len(lines)), middle_at]
    shares = (amounts[lines] == usual[:, None]).sum(axis=1) == (amounts[lines] > 0).sum(axis=1) - 1
    for line, middle in zip(lines[shares], usual[shares], strict=True):
        if sheet.lines[line].kind is LineKind.ITEM:
            yield from _odd_cells(sheet, int(line), columns, int(middle))


def _odd_cells(sheet: Sheet, line: int, columns: list[int], usual: int) -> Iterator[Finding]:
    """One cell ten or a thousand times the amount that all others of the line share."""
    odd = [column for column in columns if sheet.amounts[line, column] > 0 and sheet.amounts[line, column] != usual]
    if len(odd) != 1:
        return
    printed = int(sheet.amounts[line, odd[0]])
    for size in (10, 1000):
        if printed == usual * size or usual == printed * size:
            factor = 1 / size if printed > usual else float(size)
            yield Finding(FindingKind.SLIP, Level.QUESTION, (Cell(line, odd[0]),), printed, usual, factor=factor)
