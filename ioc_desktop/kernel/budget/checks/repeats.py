"""Lines that stand twice, and numbers that stand twice or are skipped."""

import re
from collections.abc import Iterator

import numpy as np

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind, Level
from ioc_desktop.kernel.budget.model import LineKind, Mask, Sheet
from ioc_desktop.kernel.budget.numbering import ordinal

_PUNCTUATION = re.compile(r"[\W_]+")


def check_repeats(sheet: Sheet) -> Iterator[Finding]:
    """Duplicate lines, then the numbering of each group of siblings."""
    yield from _duplicates(sheet)
    siblings: dict[int, list[int]] = {}
    for index, line in enumerate(sheet.lines):
        if line.kind is LineKind.ITEM and line.number:
            siblings.setdefault(_section(sheet, line.parent), []).append(index)
    for group in siblings.values():
        yield from _numbering(sheet, group)


def _section(sheet: Sheet, parent: int) -> int:
    """The item that a line is in; the top for one that is in a total only."""
    return parent if parent >= 0 and sheet.lines[parent].kind is LineKind.ITEM else -1


def _duplicates(sheet: Sheet) -> Iterator[Finding]:
    first: dict[tuple[int, str], int] = {}
    filled: Mask = np.asarray(sheet.printed.any(axis=1))
    for index, line in enumerate(sheet.lines):
        title = _PUNCTUATION.sub(" ", fold(line.title)).strip()
        if line.kind is not LineKind.ITEM or not title:
            continue
        other = first.setdefault((line.parent, title), index)
        if other == index or not filled[index]:
            continue
        same = bool((sheet.amounts[index] == sheet.amounts[other]).all())
        cells = (Cell(index), Cell(other))
        yield Finding(FindingKind.DUPLICATE, Level.FAULT if same else Level.QUESTION, cells, facts={"same": int(same)})


def _numbering(sheet: Sheet, group: list[int]) -> Iterator[Finding]:
    """Runs of one style; the next number is one more than the last."""
    last: dict[str, tuple[int, int]] = {}
    letters = any((ordinal(sheet.lines[index].number) or ("", 0))[0] == "upper" for index in group)
    for index in group:
        place = ordinal(sheet.lines[index].number, letters=letters)
        if place is None:
            continue
        style, value = place
        before, expected = last.get(style, (-1, value - 1))
        number = sheet.lines[index].number
        if before >= 0 and value == expected:
            cells = (Cell(index), Cell(before))
            yield Finding(FindingKind.NUMBER_REPEATED, Level.FAULT, cells, facts={"number": number})
        elif before >= 0 and value != expected + 1:
            facts = {"number": number, "before": sheet.lines[before].number}
            yield Finding(FindingKind.NUMBER_SKIPPED, Level.QUESTION, (Cell(index), Cell(before)), facts=facts)
        last[style] = (index, value)
