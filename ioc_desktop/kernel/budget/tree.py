"""Adding up a tree of lines, all columns at once."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.model import Amounts, LineKind, Mask, Sheet

_DEEPEST = 64


@dataclass(frozen=True)
class Sums:
    """What the lines come to; every array is lines × columns.

    Attributes:
        below: the sum of a line's children, each as printed, or as its own children say where it prints nothing.
        has_below: whether any child knows an amount.
        steps: the smallest amounts of the children, added up.
        effective: a line as its parent is to count it.
        deep: the sum of the innermost lines, whatever the headings above them print.
    """

    below: Amounts
    has_below: Mask
    steps: Amounts
    effective: Amounts
    deep: Amounts


def depths(parents: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """How many lines stand above each.

    Raises:
        ExpectedError: ``budget.line_in_itself``, where a line is part of itself, as two people moving lines at once can
            make it.
    """
    depth = np.zeros(len(parents), np.intp)
    above = parents.copy()
    for _ in range(_DEEPEST):
        under = above >= 0
        if not under.any():
            return depth
        depth += under
        above = np.where(under, parents[np.where(under, above, 0)], -1)
    raise ExpectedError(
        "budget.line_in_itself",
        QT_TRANSLATE_NOOP("errors", "Có dòng nằm trong chính nó. Đưa dòng đó về đúng mục cha rồi kiểm tra lại."),
    )


def loops(sheet: Sheet) -> tuple[int, ...]:
    """Lines that are part of themselves, as two desktops moving one under the other make them."""
    found: set[int] = set()
    done: set[int] = set()
    for start in range(len(sheet.lines)):
        path: list[int] = []
        at = start
        while at >= 0 and at not in done and at not in path:
            path.append(at)
            at = sheet.lines[at].parent
        if at in path:
            found |= set(path[path.index(at) :])
        done |= set(path)
    return tuple(sorted(found))


def mended(sheet: Sheet) -> tuple[Sheet, tuple[int, ...]]:
    """The sheet with the lines of its loops at the top, so that it can be shown; and these lines."""
    loose = loops(sheet)
    if not loose:
        return sheet, ()
    lines = tuple(replace(line, parent=-1) if at in loose else line for at, line in enumerate(sheet.lines))
    return replace(sheet, lines=lines), loose


def zero_headings(sheet: Sheet) -> npt.NDArray[np.bool_]:
    """Lines all of whose printed amounts are zero: such a heading says nothing about the lines in it."""
    return np.asarray(((sheet.amounts == 0) | ~sheet.printed).all(axis=1))


def add_up(sheet: Sheet) -> Sums:
    """The sums of ``sheet``.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    parents, shape = sheet.parents, sheet.amounts.shape
    depth = depths(parents)
    counted = np.array([line.kind is not LineKind.SUBTOTAL for line in sheet.lines], np.bool_)
    silent = zero_headings(sheet)[:, None] | ~sheet.printed
    sums = Sums(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.bool_),
        np.zeros(shape, np.int64),
        sheet.amounts.copy(),
        sheet.amounts.copy(),
    )
    for level in range(int(depth.max(initial=0)), -1, -1):
        at = np.flatnonzero((depth == level) & counted)
        inner = sums.has_below[at]
        sums.effective[at] = np.where(inner & silent[at], sums.below[at], sheet.amounts[at])
        sums.deep[at] = np.where(inner, sums.deep[at], sheet.amounts[at])
        if level:
            _lift(sheet, sums, at, parents[at])
    return sums


def _lift(sheet: Sheet, sums: Sums, at: npt.NDArray[np.intp], parents: npt.NDArray[np.intp]) -> None:
    """Add lines to their parents; all children of a parent are of one depth, so each parent is met once."""
    order = np.argsort(parents, kind="stable")
    at, (above, starts) = at[order], np.unique(parents[order], return_index=True)
    known = sheet.printed[at] | sums.has_below[at]
    sums.below[above] = np.add.reduceat(np.where(known, sums.effective[at], 0), starts)
    sums.deep[above] = np.add.reduceat(np.where(known, sums.deep[at], 0), starts)
    sums.steps[above] = np.add.reduceat(np.where(sheet.printed[at], sheet.steps[at], 0), starts)
    sums.has_below[above] = np.logical_or.reduceat(known, starts)
