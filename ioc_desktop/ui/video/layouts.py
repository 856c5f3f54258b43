"""The wall's layouts as data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One tile in units of the layout's grid.

    Attributes:
        column: leftmost grid column, from 0.
        row: top grid row, from 0.
        span: how many columns and rows it takes (tiles are as many columns wide as rows high).
    """

    column: int
    row: int
    span: int = 1


@dataclass(frozen=True)
class Layout:
    """A named arrangement of tiles on a square grid.

    Attributes:
        key: stable name in preferences and on the command line, such as ``4x4`` or ``1+5``.
        columns: grid columns.
        rows: grid rows.
        cells: tiles in reading order, the big one first.
        has_strip: the first tile is as large as can be and the others lie in a row under it; the grid says only how
            many there may be.
    """

    key: str
    columns: int
    rows: int
    cells: tuple[Cell, ...]
    has_strip: bool = False

    @property
    def title(self) -> str:
        """How people write it: 4×4, 1+5."""
        return self.key.replace("x", "×")


def _even(side: int) -> Layout:
    cells = tuple(Cell(column, row) for row in range(side) for column in range(side))
    return Layout("1" if side == 1 else f"{side}x{side}", side, side, cells)


def _one_and_more(side: int) -> Layout:
    """One tile of ``side - 1`` units at the top left, single tiles right of it and below it."""
    big = side - 1
    right = tuple(Cell(big, row) for row in range(big))
    below = tuple(Cell(column, big) for column in range(side))
    return Layout(f"1+{len(right) + len(below)}", side, side, (Cell(0, 0, big), *right, *below))


LAYOUTS: dict[str, Layout] = {
    layout.key: layout
    for layout in (*(_even(side) for side in (1, 2, 3, 4, 5, 6, 8)), _one_and_more(3), _one_and_more(4))
}
DEFAULT = "4x4"


def strip_layout(count: int, most: int) -> Layout:
    """One large tile over a strip of the others; ``most`` fit into the strip."""
    strip = tuple(Cell(column, 1) for column in range(min(max(0, count - 1), most)))
    return Layout(f"strip{1 + len(strip)}", most, 2, (Cell(0, 0), *strip), has_strip=True)


def layout_for(tiles: int) -> Layout:
    """The smallest even layout that shows that many tiles at once, 8×8 for more."""
    even = [layout for layout in LAYOUTS.values() if len(layout.cells) == layout.columns * layout.rows]
    return next((layout for layout in even if len(layout.cells) >= tiles), LAYOUTS["8x8"])
