"""A sheet as the tree on the page: texts and marks, computed once for each table. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.model import LineKind, Place, Sheet
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
    sums, whole = add_up(sheet), total_columns(sheet.places)
    headings = {line.parent for line in sheet.lines}
    rows = []
    for index, line in enumerate(sheet.lines):
        known = bool((sheet.printed[index, whole] | sums.has_below[index, whole]).any())
        total = int(sheet.amounts[index, whole].sum()), int(sums.deep[index, whole].sum())
        inside = line.parent if line.parent >= 0 and sheet.lines[line.parent].kind is LineKind.ITEM else -1
        rows.append(
            TreeRow(
                line.number,
                line.title,
                inside,
                index in headings or line.kind is not LineKind.ITEM,
                tuple(
                    int(amount) if printed else None
                    for amount, printed in zip(sheet.amounts[index], sheet.printed[index], strict=True)
                ),
                total if known else None,
            )
        )
    titles = tuple(place.title.replace(" · ", "\n") for place in sheet.places)
    return SheetGrid(tuple(rows), titles, marks_of(judged), sheet.unit.used)


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
