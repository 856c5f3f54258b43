"""A table against its re-issue, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.budget.model import Place, Sheet


class Change(StrEnum):
    """What happened to a line or to one of its amounts."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    AMOUNT = "amount"


@dataclass(frozen=True)
class LineChange:
    """One difference.

    Attributes:
        before: path of the line in the earlier table; "" for an added one. ``after``: in the later.
        place: what a changed amount is for; None for the line itself.
        old: đồng; None where nothing was printed.
    """

    change: Change
    title: str
    before: str
    after: str
    place: Place | None = None
    old: int | None = None
    new: int | None = None


def compare(old: Sheet, new: Sheet) -> tuple[LineChange, ...]:
    """Every difference, in the order of the later table; what was removed comes last."""
    return tuple(_changes(old, new, _pairs(old, new)))


def _pairs(old: Sheet, new: Sheet) -> dict[int, int]:
    """Line of the later table → line of the earlier: by path and title, then by title, then by path."""
    pairs: dict[int, int] = {}
    for key in (_full, _title, _path):
        known: dict[object, list[int]] = {}
        taken = set(pairs.values())
        for index in range(len(old.lines)):
            if index not in taken:
                known.setdefault(key(old, index), []).append(index)
        for index in range(len(new.lines)):
            if index not in pairs and known.get(key(new, index)):
                pairs[index] = known[key(new, index)].pop(0)
    return pairs


def _full(sheet: Sheet, index: int) -> object:
    return (_path(sheet, index), _title(sheet, index))


def _title(sheet: Sheet, index: int) -> object:
    return fold(sheet.lines[index].title)


def _path(sheet: Sheet, index: int) -> object:
    return sheet.path(index)


def _changes(old: Sheet, new: Sheet, pairs: dict[int, int]) -> Iterator[LineChange]:
    for index, line in enumerate(new.lines):
        if index not in pairs:
            yield LineChange(Change.ADDED, line.title, "", new.path(index))
            continue
        before = pairs[index]
        if old.path(before) != new.path(index):
            yield LineChange(Change.MOVED, line.title, old.path(before), new.path(index))
        yield from _amounts(old, new, before, index)
    for index in sorted(set(range(len(old.lines))) - set(pairs.values())):
        yield LineChange(Change.REMOVED, old.lines[index].title, old.path(index), "")


def _amounts(old: Sheet, new: Sheet, before: int, after: int) -> Iterator[LineChange]:
    columns = {place: column for column, place in enumerate(old.places)}
    for place in dict.fromkeys((*new.places, *old.places)):
        earlier = _amount(old, before, columns.get(place))
        later = _amount(new, after, new.places.index(place) if place in new.places else None)
        if earlier != later:
            paths = (old.path(before), new.path(after))
            yield LineChange(Change.AMOUNT, new.lines[after].title, *paths, place, earlier, later)


def _amount(sheet: Sheet, line: int, column: int | None) -> int | None:
    return int(sheet.amounts[line, column]) if column is not None and sheet.printed[line, column] else None
