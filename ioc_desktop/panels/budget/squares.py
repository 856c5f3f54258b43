"""Areas as rectangles that are as square as can be: the squarified treemap of Bruls, Huizing and van Wijk (2000)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """A rectangle from its left lower corner."""

    left: float
    low: float
    wide: float
    high: float


def squares(amounts: Sequence[int], into: Tile) -> list[Tile]:
    """One tile for each amount, in their order, which should be descending; they fill ``into`` exactly.

    Args:
        amounts: positive.
    """
    total = sum(amounts)
    tiles: list[Tile] = []
    rest, at = into, 0
    while at < len(amounts) and total > 0:
        scale = rest.wide * rest.high / total
        count = _row_length([amount * scale for amount in amounts[at:]], min(rest.wide, rest.high))
        row = list(amounts[at : at + count])
        made, rest = _laid(row, sum(row) / total, rest)
        tiles += made
        total -= sum(row)
        at += count
    return tiles


def _row_length(areas: Sequence[float], side: float) -> int:
    """How many of the areas stand in one row along a side of this length: while the worst of them gets no thinner."""
    best, used = float("inf"), 0.0
    for count, area in enumerate(areas, 1):
        used += area
        worst = max(side * side * areas[0] / used**2, used**2 / (side * side * area)) if side > 0 else 0.0
        if worst > best:
            return count - 1
        best = worst
    return len(areas)


def _laid(row: Sequence[int], share: float, into: Tile) -> tuple[list[Tile], Tile]:
    """A row along the shorter side, and what is left beside it."""
    total, at, tiles = sum(row), 0.0, list[Tile]()
    stands = into.wide >= into.high
    thick = (into.wide if stands else into.high) * min(share, 1.0)
    for amount in row:
        part = amount / total
        if stands:
            tiles.append(Tile(into.left, into.low + at * into.high, thick, part * into.high))
        else:
            tiles.append(Tile(into.left + at * into.wide, into.low, part * into.wide, thick))
        at += part
    if stands:
        return tiles, Tile(into.left + thick, into.low, max(0.0, into.wide - thick), into.high)
    return tiles, Tile(into.left, into.low + thick, into.wide, max(0.0, into.high - thick))
