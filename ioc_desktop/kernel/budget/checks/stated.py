"""Amounts that the text states, in digits and in words, against each other and against the table."""

from collections.abc import Iterator

import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind, Level, slip_factor
from ioc_desktop.kernel.budget.model import LineKind, Place, Sheet, Stated
from ioc_desktop.kernel.budget.tree import Sums
from ioc_desktop.kernel.number_words.parsing import amount_from_words

_TEXT = Cell(-1)


def check_stated(sheet: Sheet, sums: Sums) -> Iterator[Finding]:
    """Words against digits, and either against the table's total."""
    for stated in sheet.stated:
        try:
            spoken = amount_from_words(stated.words) if stated.words else None
        except ExpectedError as unreadable:
            facts = {"words": stated.words, "word": str(unreadable.facts.get("word", ""))}
            yield Finding(FindingKind.WORDS_UNREADABLE, Level.QUESTION, (_TEXT,), stated.dong, facts=facts)
            spoken = None
        if spoken is not None and stated.dong is not None and spoken != stated.dong:
            yield _differs(FindingKind.WORDS, (_TEXT,), stated.dong, spoken, stated.words)
        yield from _against_table(sheet, sums, stated, spoken)


def _against_table(sheet: Sheet, sums: Sums, stated: Stated, spoken: int | None) -> Iterator[Finding]:
    dong = stated.dong if stated.dong is not None else spoken
    found = total_of(sheet, sums, stated.place)
    if dong is None or found is None:
        return
    cells, total, steps = found
    if abs(dong - total) * 2 > steps + (stated.step if stated.dong is not None else 0) or (
        dong != total and steps <= 1
    ):
        kind = FindingKind.WORDS if stated.dong is None else FindingKind.STATED
        yield _differs(kind, (*cells, _TEXT), total, dong, stated.words or stated.text)


def _differs(kind: FindingKind, cells: tuple[Cell, ...], printed: int, other: int, words: str) -> Finding:
    factor = slip_factor(printed, other)
    return Finding(kind, Level.FAULT, cells, printed, other, factor=factor, facts={"words": words[:200]})


def total_of(sheet: Sheet, sums: Sums, place: Place) -> tuple[tuple[Cell, ...], int, int] | None:
    """The cells of the table's last total for a place, what they come to, and how exactly (đồng); None for none."""
    totals = [index for index, line in enumerate(sheet.lines) if line.kind is LineKind.TOTAL]
    totals = [index for index in totals if sheet.printed[index].any()]
    if not totals:
        return None
    line = totals[-1]
    for joint in sheet.joints:
        if joint.line == line and place == Place():
            return tuple(Cell(line, column) for column in joint.columns), joint.dong, joint.step
    columns = _columns_of(sheet, line, place)
    if not columns:
        return None
    amounts, steps = sums.effective[line, columns], sheet.steps[line, columns]
    return tuple(Cell(line, column) for column in columns), int(amounts.sum()), int(steps.sum())


def _columns_of(sheet: Sheet, line: int, place: Place) -> list[int]:
    """The column of this very place, or the coarsest columns that divide it."""
    printed = [int(column) for column in np.flatnonzero(sheet.printed[line])]
    exact = [column for column in printed if sheet.places[column] == place]
    if exact:
        return exact[:1]
    wanted = ("year", "source", "mode")
    fixed = [name for name in wanted if getattr(place, name) is not None]
    within = [
        column
        for column in printed
        if all(getattr(sheet.places[column], name) == getattr(place, name) for name in fixed)
    ]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for column in within:
        groups.setdefault(tuple(getattr(sheet.places[column], name) is not None for name in wanted), []).append(column)
    return min(groups.values(), key=len, default=[])
