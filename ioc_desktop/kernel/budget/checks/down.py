"""Sums down: each heading and total against the lines in it."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind, Level, is_rounding, slip_factor
from ioc_desktop.kernel.budget.model import LineKind, Sheet
from ioc_desktop.kernel.budget.tree import Sums, zero_headings

_MOST_CHILDREN_PAIRED = 60


def check_down(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """What headings and totals print against what is in them."""
    yield from _zero_headings(sheet, sums)
    yield from _blank_headings(sheet, sums)
    yield from _sums(sheet, sums)
    yield from _subtotals(sheet, sums)
    yield from _joints(sheet, sums)
    yield from _carried(sheet, sums)


def _sums(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    silent = zero_headings(sheet)[:, None]
    wrong = sums.has_below & sheet.printed & ~silent & (sums.below != sheet.amounts)
    for line, column in np.argwhere(wrong):
        yield _sum(sheet, sums, int(line), int(column))


def _sum(sheet: Sheet, sums: Sums, line: int, column: int) -> Finding:
    printed, computed = int(sheet.amounts[line, column]), int(sums.below[line, column])
    steps = int(sums.steps[line, column] + sheet.steps[line, column])
    cell = Cell(line, column)
    if is_rounding(computed - printed, steps, computed):
        return Finding(FindingKind.ROUNDING, Level.NOTE, (cell,), printed, computed)
    return Finding(
        FindingKind.SUM,
        Level.FAULT,
        (cell,),
        printed,
        computed,
        causes(sheet, sums, line, column, computed - printed),
        slip_factor(printed, computed),
    )


def causes(sheet: Sheet, sums: Sums, line: int, column: int, difference: int) -> tuple[Cell, ...]:
    """The children that were not carried up: one or two whose amounts make the difference, or one that nearly does."""
    if difference == 0:
        return ()
    children = [
        (int(child), int(sums.effective[child, column]))
        for child in np.flatnonzero(sheet.parents == line)
        if sums.effective[child, column]
    ][:_MOST_CHILDREN_PAIRED]
    for size in (1, 2):
        for some in combinations(children, size):
            if sum(amount for _, amount in some) == difference:
                return tuple(Cell(child, column) for child, _ in some)
    for size, share in ((1, 20), (2, 100)):  # a rounding may hide in the difference, so nearly is near enough
        near = [
            (abs(sum(amount for _, amount in some) - difference), [child for child, _ in some])
            for some in combinations(children, size)
            if abs(sum(amount for _, amount in some) - difference) * share <= abs(difference)
        ]
        if near:
            return tuple(Cell(child, column) for child in min(near)[1])
    return ()


def _zero_headings(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    silent = zero_headings(sheet)[:, None] & sheet.printed & sums.has_below & (sums.below != 0)
    for line in np.flatnonzero(silent.any(axis=1)):
        columns = np.flatnonzero(silent[line])
        cells = tuple(Cell(int(line), int(column)) for column in columns)
        computed = int(sums.below[line, columns[-1]])
        yield Finding(FindingKind.HEADING_ZERO, Level.QUESTION, cells, 0, computed)


def _blank_headings(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """Headings that print some of their sums and leave one out; told once, at the top of a chain of them."""
    speaks = ((sheet.amounts != 0) & sheet.printed).any(axis=1)[:, None]
    silent = ~sheet.printed & speaks & sums.has_below & (sums.below != 0)
    parents = sheet.parents
    for line, column in np.argwhere(silent):
        above = parents[line]
        if above >= 0 and silent[above, column] and sums.below[above, column] == sums.below[line, column]:
            continue
        yield Finding(
            FindingKind.HEADING_BLANK,
            Level.FAULT,
            (Cell(int(line), int(column)),),
            None,
            int(sums.below[line, column]),
            tuple(_innermost(sheet, int(line), int(column))),
        )


def _innermost(sheet: Sheet, line: int, column: int) -> Iterator[Cell]:
    """The lines below that print an amount, the first of each branch."""
    for child in np.flatnonzero(sheet.parents == line):
        if sheet.printed[child, column] and sheet.amounts[child, column]:
            yield Cell(int(child), column)
        else:
            yield from _innermost(sheet, int(child), column)


def _subtotals(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """Rows such as "Cộng mục I", against the section that they close."""
    for index, line in enumerate(sheet.lines):
        if line.kind is not LineKind.SUBTOTAL or line.parent < 0:
            continue
        right = np.where(sums.has_below[line.parent], sums.below[line.parent], sums.effective[line.parent])
        for column in np.flatnonzero(sheet.printed[index] & (sheet.amounts[index] != right)):
            printed, computed = int(sheet.amounts[index, column]), int(right[column])
            steps = int(sums.steps[line.parent, column] + sheet.steps[index, column])
            rounded = is_rounding(computed - printed, steps, computed)
            yield Finding(
                FindingKind.ROUNDING if rounded else FindingKind.SUM,
                Level.NOTE if rounded else Level.FAULT,
                (Cell(index, int(column)),),
                printed,
                computed,
                factor=0.0 if rounded else slip_factor(printed, computed),
            )


def _joints(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """An amount printed across columns, against these columns of its line."""
    for joint in sheet.joints:
        columns = list(joint.columns)
        computed = int(sums.effective[joint.line, columns].sum())
        if computed == joint.dong:
            continue
        steps = int(sheet.steps[joint.line, columns].sum()) + joint.step
        rounded = is_rounding(computed - joint.dong, steps, computed)
        yield Finding(
            FindingKind.ROUNDING if rounded else FindingKind.ACROSS,
            Level.NOTE if rounded else Level.FAULT,
            tuple(Cell(joint.line, column) for column in columns),
            joint.dong,
            computed,
            factor=0.0 if rounded else slip_factor(joint.dong, computed),
        )


def _carried(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """Totals that agree with headings which themselves are wrong: what the innermost lines come to."""
    for line, kind in enumerate(line.kind for line in sheet.lines):
        if kind is not LineKind.TOTAL:
            continue
        agrees = sheet.printed[line] & sums.has_below[line] & (sums.below[line] == sheet.amounts[line])
        off = np.abs(sums.deep[line] - sheet.amounts[line])
        columns = np.flatnonzero(agrees & (off * 1000 > np.abs(sheet.amounts[line])))
        if not len(columns):
            continue
        cells = sorted((Cell(line, int(column)) for column in columns), key=lambda cell: _breadth(sheet, cell))
        first = cells[0].column
        yield Finding(
            FindingKind.CARRIED,
            Level.FAULT,
            tuple(cells),
            int(sheet.amounts[line, first]),
            int(sums.deep[line, first]),
            tuple(
                Cell(int(child), first)
                for child in np.flatnonzero(sheet.parents == line)
                if sums.deep[child, first] != sums.effective[child, first]
            ),
        )


def _breadth(sheet: Sheet, cell: Cell) -> int:
    """How many things a column's place pins down: the total comes first."""
    place = sheet.places[cell.column]
    return sum(part is not None for part in (place.year, place.source, place.mode))
