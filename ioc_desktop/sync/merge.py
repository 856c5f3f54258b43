"""How two writes of one row meet, as pure functions. The server's SQL does the same; a test holds them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Merge:
    """What becomes of a late write.

    Attributes:
        take: columns to write.
        lose: columns whose present value stays, though the writer wanted another.
    """

    take: Mapping[str, Any]
    lose: Mapping[str, Any]


def merge_columns(present: Mapping[str, Any], base: Mapping[str, Any], new: Mapping[str, Any]) -> Merge:
    """Column by column: as the writer saw it → take; equal already → nothing; else the first accepted stays."""
    changed = {name: value for name, value in new.items() if present.get(name) != value}
    take = {name: value for name, value in changed.items() if present.get(name) == base.get(name)}
    return Merge(take, {name: value for name, value in changed.items() if name not in take})


def merge_text(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of a long text, line by line (diff3); None where they touch the same or neighbouring lines."""
    old = base.splitlines(keepends=True)
    ours, others = _edits(old, mine.splitlines(keepends=True)), _edits(old, theirs.splitlines(keepends=True))
    edits = sorted({*ours, *others})
    for (_, end, _), (start, _, _) in pairwise(edits):
        if start <= end:
            return None
    lines: list[str] = []
    place = 0
    for start, end, replacement in edits:
        lines += [*old[place:start], *replacement]
        place = end
    return "".join([*lines, *old[place:]])


Edit = tuple[int, int, tuple[str, ...]]
"""First line, line after the last, what stands there instead."""


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return [(a, b, tuple(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
