"""A table as cells, whatever file it came from."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class GridCell:
    """One cell of the grid.

    Attributes:
        text: what it shows, NFC, single spaces.
        number: the value where the file stores one (a spreadsheet); None for text.
        width: columns that it spans; 1 also for a cell covered by another.
        covered_by: text of the merged cell that covers this one; None where it stands for itself.
        beside: whether the covering cell starts further left in the same row.
    """

    text: str = ""
    number: Decimal | None = None
    width: int = 1
    covered_by: str | None = None
    beside: bool = False

    @property
    def heading(self) -> str:
        """What the cell says as part of a heading: the merged cell's text where one covers it."""
        return self.text if self.covered_by is None else self.covered_by


@dataclass(frozen=True)
class Grid:
    """A table of ``rows``, all of one width, with the paragraphs before and after it.

    Attributes:
        name: for people: sheet's name, or "Bảng 2".
        ragged: rows (from 0) that came with fewer or more cells than the others.
    """

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ragged: frozenset[int] = frozenset()


def squared(rows: list[list[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """Rows of one width, short ones filled with empty cells."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [GridCell()] * (width - len(row))) for row in rows)
