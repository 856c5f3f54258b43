"""Tables in text as word processors save it: a cell a line, each after a tab, rows apart by blank lines.

Merged cells leave no trace but a row with fewer cells, so headings are spread over the columns below them and short
rows are filled up between their names and their amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ioc_desktop.exchange.budget_table.grid import Grid, GridCell
from ioc_desktop.exchange.budget_table.headings import names_text, year_of

_LEAST_LINES, _LEAST_CELLS, _LEAST_ROWS = 12, 3, 3
_BEGINNING: Final = re.compile(r"s?tt\.?|số tt")
_NUMBER: Final = re.compile(r"\s*[-(]?\d[\d.,]*\)?\s*")


@dataclass
class _Part:
    """Rows without text between them, and the text before."""

    before: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def is_exploded(text: str) -> bool:
    """Whether most lines with a tab are a single cell."""
    tabbed = [line for line in text.splitlines() if "\t" in line]
    single = sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed)
    return single >= _LEAST_LINES and single * 2 > len(tabbed)


def read_exploded(text: str) -> tuple[Grid, ...]:
    """Every table of at least three rows and columns."""
    parts = _joined(_parts(text.splitlines()))
    found = [part for part in parts if len(part.rows) >= _LEAST_ROWS and _width(part.rows) >= _LEAST_CELLS]
    return tuple(_grid(number, part, parts) for number, part in enumerate(found, start=1))


def _parts(lines: Sequence[str]) -> list[_Part]:
    splitter = _Splitter()
    for line in [*lines, ""]:
        text = line.strip()
        if line.startswith("\t"):
            splitter.cell(text)
        elif text:
            splitter.text(text)
        else:
            splitter.blank()
    return splitter.parts


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """Parts that go on with the table before them under the same heading, as on a new page."""
    joined: list[_Part] = []
    for part in parts:
        if joined and part.rows and not part.before and joined[-1].rows[:1] == part.rows[:1]:
            known = joined[-1].rows
            same = next((at for at, row in enumerate(part.rows) if row not in known[: at + 1]), len(part.rows))
            known += part.rows[same:]
        else:
            joined.append(part)
    return joined


class _Splitter:
    """Puts lines into rows and rows into parts.

    Attributes:
        parts: the last one is still open.
        row: the cells of the row being read.
        broken: the last row was gone on with after a blank line.
    """

    def __init__(self) -> None:
        self.parts, self.row, self.broken = [_Part()], list[str](), False

    @property
    def part(self) -> _Part:
        return self.parts[-1]

    def cell(self, text: str) -> None:
        if _BEGINNING.fullmatch(text.lower()) and (self.row or self.part.rows):
            self._leave()
            self.part.before += self.row  # an indented caption, read as the beginning of the heading's row
            self.row = []
        elif not self.row and self.broken and self._is_open():
            self.row = self.part.rows.pop()  # a blank line inside a cell
        self.row.append(text)
        self.broken = False

    def text(self, text: str) -> None:
        if len(self.row) == 1 and not self.part.rows:  # an indented paragraph
            self.part.before += [*self.row, text]
            self.row = []
        elif self.row and not _NUMBER.fullmatch(self.row[-1]):
            self.row[-1] = f"{self.row[-1]} {text}".strip()
        elif not self.row and self._is_open():
            self.part.rows[-1][-1] += f" {text}"
            self.broken = True
        else:
            self.blank()
            self._leave()
            self.part.before.append(text)

    def blank(self) -> None:
        row, self.row = self.row, []
        if len(row) == 1 and not self.part.rows:
            self.part.before += row
        elif row and not row[0] and self._is_open() and len(self.part.rows[-1]) + len(row) == _width(self.part.rows):
            self.part.rows[-1] += row
        elif row:
            self.part.rows.append(row)

    def _leave(self) -> None:
        if self.part.rows:
            self.parts.append(_Part())

    def _is_open(self) -> bool:
        """Whether the last row lacks cells and ends with words, so that more of it may follow a blank line."""
        rows = self.part.rows
        last = rows[-1][-1] if rows else ""
        return bool(last) and len(rows[-1]) < _width(rows) and not _NUMBER.fullmatch(last)


def _width(rows: Sequence[Sequence[str]]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0


def _grid(number: int, part: _Part, parts: Sequence[_Part]) -> Grid:
    width = _width(part.rows)
    first, second = part.rows[0], part.rows[1]
    rows = [list(row) for row in part.rows]
    if len(first) < width == len(second):
        rows[0] = _spread(first, second)
    amounts_at = next((at for at, text in enumerate(rows[0]) if not names_text(text) and at > 1), width)
    filled = [rows[0]] + [_filled(row, width, amounts_at) for row in rows[1:]]
    ragged = frozenset(at for at, row in enumerate(filled) if len(row) != width)
    cells = tuple(tuple(GridCell(text) for text in (row + [""] * width)[:width]) for row in filled)
    at = parts.index(part)
    before = tuple(text for each in parts[: at + 1] for text in each.before)
    after = tuple(parts[at + 1].before[:3]) if at + 1 < len(parts) else ()
    return Grid(f"Bảng {number}", cells, before, after, ragged)


def _spread(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper heading over the lower: names of texts take one column, years share alike, one group takes the rest."""
    years = [at for at, text in enumerate(top) if year_of(text)]
    groups = [at for at, text in enumerate(top) if at not in years and not names_text(text)]
    groups = [at for at in groups if at == groups[-1] or below[at]] if groups else []
    each_year = _period(below) if years else 0
    rest = len(below) - (len(top) - len(years) - len(groups)) - each_year * len(years)
    widths = [each_year if at in years else rest if at in groups else 1 for at in range(len(top))]
    if sum(widths) != len(below):
        return list(top)
    return [text for text, wide in zip(top, widths, strict=True) for text in [text, *[""] * (wide - 1)]]


def _period(below: Sequence[str]) -> int:
    """How many columns the last names repeat after: 2 for thuê, đầu tư, thuê, đầu tư."""
    names = [text for text in below if text]
    return next((size for size in range(1, len(names) // 2 + 1) if names[-size:] == names[-2 * size : -size]), 1)


def _filled(row: list[str], width: int, amounts_at: int) -> list[str]:
    """A short row with empty cells after its last name, where merged cells stood."""
    missing = width - len(row)
    if missing <= 0 or missing > width // 2:
        return row
    named = [at for at, text in enumerate(row[:amounts_at]) if text and not _NUMBER.fullmatch(text)]
    at = (named[-1] if named else 0) + 1
    return [*row[:at], *[""] * missing, *row[at:]]
