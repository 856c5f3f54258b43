"""Tables in CSV files and in text pasted from Word, Excel or a web page."""

from __future__ import annotations

from collections import Counter

from ioc_desktop.core.text import nfc
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell, squared
from ioc_desktop.exchange.csv_text import DELIMITERS, decode, original, records

_LEAST_CELLS = 3
_LOOKED_AT = 200


def read_csv(content: bytes) -> tuple[Grid, ...]:
    """The one table of a CSV file.

    Raises:
        ExpectedError: ``table.empty``, ``table.too_large``, ``table.encoding``.
    """
    return read_pasted(decode(content)[0])


def read_pasted(text: str) -> tuple[Grid, ...]:
    """The table in a text; lines with fewer than three cells before and after it are the paragraphs around it."""
    delimiter = _delimiter(text)
    lines = list(records(nfc(text), delimiter))
    rows = [[" ".join(original(cell).split()) for cell in line.cells] for line in lines]
    filled = [index for index, row in enumerate(rows) if sum(bool(cell) for cell in row) >= _LEAST_CELLS]
    if not filled:
        return ()
    first, last = filled[0], filled[-1]
    while last + 1 < len(rows) and len(rows[last + 1]) == len(rows[last]) and any(rows[last + 1]):
        last += 1
    body = [(index, rows[index]) for index in range(first, last + 1) if any(rows[index]) or lines[index].problem]
    width = Counter(len(row) for _, row in body).most_common(1)[0][0]
    ragged = {at for at, (index, row) in enumerate(body) if _is_ragged(row, width) or lines[index].problem}
    cells = [[GridCell(cell) for cell in row] for _, row in body]
    around = [tuple(_paragraph(row) for row in part if any(row)) for part in (rows[:first], rows[last + 1 :])]
    return (Grid("Bảng 1", squared(cells), around[0], around[1], frozenset(ragged)),)


def _is_ragged(row: list[str], width: int) -> bool:
    """Whether a row has more or fewer cells than most; empty ones at its end don't count, nor does a lone text."""
    used = max((at + 1 for at, cell in enumerate(row) if cell), default=0)
    return used > width or (len(row) < width and used > 1)


def _paragraph(row: list[str]) -> str:
    return " ".join(cell for cell in row if cell)


def _delimiter(text: str) -> str:
    """The separator that most lines agree on: the one with the steadiest count above two a line."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]

    def steadiness(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines if line.count(delimiter) >= _LEAST_CELLS - 1)
        best = counts.most_common(1)
        return (best[0][1], best[0][0]) if best else (0, 0)

    return max(("\t", *DELIMITERS), key=steadiness)
