"""The rows of a table as lines: which is part of which, which is a total, which only repeats the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ioc_desktop.core.text import fold
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell
from ioc_desktop.exchange.budget_table.headings import Column, Heading, Role, is_column_numbers
from ioc_desktop.kernel.budget.model import LineKind
from ioc_desktop.kernel.budget.numbering import Nesting, bare, ordinal, split_title

_TOTAL: Final = re.compile(r"(tong( cong| so| kinh phi| gia tri)*|cong)\b[ a-z()+,=.:/-]{0,60}$")
_SUBTOTAL: Final = re.compile(r"(tong )?cong\s+(muc|phan|nhom|nguon)?\s*\(?([ivxlc]+|[a-z]|\d+)\)?[.:]?$")
_WORDS_ROW: Final = re.compile(r"\(?\s*(so tien )?(viet )?bang chu\b")
_MONEY: Final = re.compile(r"\d{1,3}([.,]\d{3})+|\d{4,}")
_DIGITS: Final = re.compile(r"\d+([.,]\d+)*")
_TITLE_LIMIT: Final = 500


@dataclass(frozen=True)
class RowLine:
    """A row that is a line.

    Attributes:
        row: of the grid, from 0.
        parent: index among the lines; -1 for the top.
    """

    row: int
    number: str
    title: str
    kind: LineKind
    parent: int = -1


@dataclass(frozen=True)
class Rows:
    """The rows sorted out.

    Attributes:
        lines: in the order of the table.
        joint_rows: rows without a name below a total, with the index of that total's line.
        headings: rows that repeat the heading or number the columns.
        continued: rows that only go on with the line before: row to index of line.
        footers: texts of rows that are no lines, such as "Bằng chữ: …".
        shifted: rows whose cells stand in the wrong columns.
    """

    lines: tuple[RowLine, ...]
    joint_rows: tuple[tuple[int, int], ...]
    headings: frozenset[int]
    continued: dict[int, int]
    footers: tuple[str, ...]
    shifted: frozenset[int]


def sort_rows(grid: Grid, heading: Heading) -> Rows:
    """All rows below the heading."""
    return _Sorter(grid, heading).sorted()


class _Sorter:
    def __init__(self, grid: Grid, heading: Heading) -> None:
        self._grid, self._heading = grid, heading
        self._number, self._title = heading.of(Role.NUMBER), heading.of(Role.TITLE)
        self._lines: list[RowLine] = []
        self._joints: list[tuple[int, int]] = []
        self._headings: set[int] = set()
        self._continued: dict[int, int] = {}
        self._footers: list[str] = []
        self._shifted: set[int] = set()
        self._top = [cell.text for cell in grid.rows[heading.first]]

    def sorted(self) -> Rows:
        row = self._heading.end
        while row < len(self._grid.rows):
            cells = self._grid.rows[row]
            if [cell.text for cell in cells] == self._top:
                depth = self._heading.end - self._heading.first
                self._headings.update(range(row, min(row + depth, len(self._grid.rows))))
                row += depth
                continue
            self._take(row, cells)
            row += 1
        return Rows(
            tuple(_nested(self._lines)),
            tuple(self._joints),
            frozenset(self._headings),
            self._continued,
            tuple(self._footers),
            frozenset(self._shifted),
        )

    def _take(self, row: int, cells: tuple[GridCell, ...]) -> None:
        texts = [cell.text for cell in cells if cell.text]
        if not texts:
            return
        if is_column_numbers(cells):
            self._headings.add(row)
        elif _WORDS_ROW.match(fold(texts[0])):
            self._footers.append(" ".join(texts))
        elif row in self._grid.ragged or self._is_shifted(cells):
            self._shifted.add(row)
        else:
            self._take_line(row, *self._name(cells))

    def _take_line(self, row: int, number: str, title: str) -> None:
        if title or number:
            self._lines.append(RowLine(row, number, title[:_TITLE_LIMIT], self._kind(number, title)))
        elif self._lines and self._has_amount(row) and self._lines[-1].kind is LineKind.TOTAL:
            self._joints.append((row, len(self._lines) - 1))
        elif self._lines and not self._has_amount(row):
            self._continued[row] = len(self._lines) - 1
        else:
            self._shifted.add(row)

    def _has_amount(self, row: int) -> bool:
        return any(self._grid.rows[row][column.index].text for column in self._heading.amounts)

    def _name(self, cells: tuple[GridCell, ...]) -> tuple[str, str]:
        """The number and the title; a number may stand in the title's cell, or the title in the number's."""
        assert self._title is not None
        number = cells[self._number].text if self._number is not None else ""
        title = cells[self._title].text
        if number and not title and ordinal(number) is None:
            number, title = "", number
        if not number:
            number, title = split_title(title)
        return number, title

    def _is_shifted(self, cells: tuple[GridCell, ...]) -> bool:
        """A name where the number belongs, a number where the name belongs, or an amount among the notes."""
        assert self._title is not None
        digits = _DIGITS if not cells[self._heading.amounts[0].index].text else _MONEY
        if any(digits.fullmatch(cells[column.index].text) for column in self._heading.columns if _is_text(column)):
            return True
        title = cells[self._title].text
        if self._number is None:
            return False
        number = cells[self._number].text
        misplaced = bool(title) and not any(ch.isalpha() for ch in title)
        wordy = len(bare(number)) > 12 and any(ch.isalpha() for ch in number)
        return misplaced or (wordy and bool(title))

    def _kind(self, number: str, title: str) -> LineKind:
        folded = fold(title).strip()
        if number:
            return LineKind.ITEM
        if _SUBTOTAL.match(folded):
            return LineKind.SUBTOTAL
        return LineKind.TOTAL if _TOTAL.match(folded) else LineKind.ITEM


def _is_text(column: Column) -> bool:
    return column.role in {Role.NOTE, Role.OWNER} and bool(column.title)


def _nested(lines: list[RowLine]) -> list[RowLine]:
    """The lines with their parents; all lines at the top are parts of the table's total."""
    nesting, placed = Nesting(), list(lines)
    totals = [index for index, line in enumerate(lines) if line.kind is LineKind.TOTAL]
    total = totals[-1] if totals else -1
    root = -1
    for index, line in enumerate(lines):
        if line.kind is LineKind.ITEM:
            parent = nesting.parent_of(index, line.number, line.title)
            root = index if parent < 0 else root
            placed[index] = replace(line, parent=parent if parent >= 0 else total)
        elif line.kind is LineKind.SUBTOTAL or index != total:
            placed[index] = replace(line, kind=LineKind.SUBTOTAL, parent=root)
    return placed
