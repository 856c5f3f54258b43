"""A sheet as the tree on the page: texts and marks, computed once for each table. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.model import LineKind, Mask, Place, Sheet
from ioc_desktop.kernel.budget.service import Judged
from ioc_desktop.kernel.budget.tree import add_up


class Mark(StrEnum):
    """What a cell has to say, the loudest first."""

    FAULT = "fault"
    QUESTION = "question"
    ACCEPTED = "accepted"
    CAUSE = "cause"


_LOUD = list(Mark)


@dataclass(frozen=True)
class TreeRow:
    """A line.

    Attributes:
        parent: index of the row it is shown under; -1 at the top.
        amounts: đồng by column; None where nothing is printed.
        total: printed and computed đồng of the whole line; None where the line has neither.
    """

    number: str
    title: str
    parent: int
    is_heading: bool
    amounts: tuple[int | None, ...]
    total: tuple[int, int] | None


@dataclass(frozen=True)
class SheetGrid:
    """The whole tree.

    Attributes:
        marks: line and column → its mark.
        columns: titles, the group above the name.
        unit: đồng per 1 that is shown.
    """

    rows: tuple[TreeRow, ...]
    columns: tuple[str, ...]
    marks: dict[tuple[int, int], Mark]
    unit: int


def grid_of(sheet: Sheet, judged: Sequence[Judged]) -> SheetGrid:
    """The tree of a sheet; raises ``budget.line_in_itself``."""
    totals = _totals(sheet)
    holders = {line.parent for line in sheet.lines}
    rows = []
    for index, line in enumerate(sheet.lines):
        inside = line.parent if line.parent >= 0 and sheet.lines[line.parent].kind is LineKind.ITEM else -1
        is_heading = index in holders or line.kind is not LineKind.ITEM
        rows.append(TreeRow(line.number, line.title, inside, is_heading, _shown(sheet, index), totals[index]))
    return SheetGrid(tuple(rows), headings(sheet.places), marks_of(judged), sheet.unit.used)


def regrid(grid: SheetGrid, sheet: Sheet, edited: Sequence[int]) -> SheetGrid:
    """The tree after amounts of these lines changed: only rows that say something else now are made anew.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    rows = [
        row if row.total == total else replace(row, total=total)
        for row, total in zip(grid.rows, _totals(sheet), strict=True)
    ]
    for line in edited:
        rows[line] = replace(rows[line], amounts=_shown(sheet, line))
    return replace(grid, rows=tuple(rows))


def _shown(sheet: Sheet, line: int) -> tuple[int | None, ...]:
    cells = zip(sheet.amounts[line].tolist(), sheet.printed[line].tolist(), strict=True)
    return tuple(amount if printed else None for amount, printed in cells)


def _totals(sheet: Sheet) -> list[tuple[int, int] | None]:
    """Printed and computed đồng of each whole line."""
    sums, whole = add_up(sheet), total_columns(sheet.places)
    knows: Mask = sheet.printed[:, whole] | sums.has_below[:, whole]
    known = np.any(knows, axis=1).tolist()
    printed, computed = (part[:, whole].sum(axis=1).tolist() for part in (sheet.amounts, sums.deep))
    return [(said, is_) if told else None for told, said, is_ in zip(known, printed, computed, strict=True)]


def headings(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The columns' titles, a level a line; a group over all of them is left out."""
    parts = [place.title.split(" · ") for place in places]
    if len({each[0] for each in parts}) == 1 and all(len(each) > 1 for each in parts):
        parts = [each[1:] for each in parts]
    return tuple("\n".join(each) for each in parts)


def marks_of(judged: Sequence[Judged]) -> dict[tuple[int, int], Mark]:
    """The loudest mark of each cell; a finding about a line marks its title (column -1)."""
    marks: dict[tuple[int, int], Mark] = {}
    for one in judged:
        finding = one.finding
        if finding.level is Level.NOTE:
            continue
        mark = Mark.ACCEPTED if one.acceptance else Mark.FAULT if finding.level is Level.FAULT else Mark.QUESTION
        first = [(cell, mark) for cell in finding.cells if cell.line >= 0]
        causes = [(cell, Mark.CAUSE) for cell in finding.causes]
        for cell, each in (*first, *causes):
            key = (cell.line, cell.column)
            if key not in marks or _LOUD.index(each) < _LOUD.index(marks[key]):
                marks[key] = each
    return marks


def total_columns(places: tuple[Place, ...]) -> list[int]:
    """The column of the whole line, or the coarsest columns that add up to it."""
    groups: dict[tuple[bool, bool, bool], list[int]] = {}
    for column, place in enumerate(places):
        key = (place.year is not None, place.source is not None, place.mode is not None)
        groups.setdefault(key, []).append(column)
    best = min(groups, key=lambda key: (sum(key), len(groups[key])))
    return [int(column) for column in np.array(groups[best])]
