"""From a grid to a sheet of amounts, with the unit that the document itself proves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell
from ioc_desktop.exchange.budget_table.headings import Column, Heading, Role, find_heading
from ioc_desktop.exchange.budget_table.numbers import CellKind, CellReading, NumberForm, form_of, read_amount
from ioc_desktop.exchange.budget_table.pricing import explanations
from ioc_desktop.exchange.budget_table.result import BudgetTable, TableProblem
from ioc_desktop.exchange.budget_table.rows import RowLine, Rows, sort_rows
from ioc_desktop.exchange.budget_table.stated import statements, unit_in
from ioc_desktop.exchange.budget_table.units import proven_unit
from ioc_desktop.kernel.budget.model import Joint, Line, Pricing, Sheet, Unit

_PROBLEMS = {
    "not_a_number": QT_TRANSLATE_NOOP(
        "errors", "“{text}” không phải là số tiền. Sửa ô này hoặc chuyển nó sang cột ghi chú."
    ),
    "foreign": QT_TRANSLATE_NOOP("errors", "“{text}” là ngoại tệ. Đổi ra đồng theo tỷ giá đã duyệt rồi nhập lại."),
    "too_large": QT_TRANSLATE_NOOP(
        "errors", "“{text}” vượt một triệu tỷ đồng. Kiểm tra đơn vị tính và các chữ số của ô này."
    ),
    "part_of_dong": QT_TRANSLATE_NOOP("errors", "“{text}” lẻ đến dưới một đồng. Kiểm tra đơn vị tính và dấu phẩy."),
    "shifted": QT_TRANSLATE_NOOP(
        "errors", "Các ô của hàng này lệch cột (bắt đầu bằng “{text}”). Đưa từng ô về đúng cột rồi nhập lại."
    ),
}

_NEAR = 8
_KINDS: dict[Role, CellKind] = {Role.NUMBER: "number", Role.TITLE: "title"}


def read_grid(grid: Grid, unit: int | None = None) -> BudgetTable | None:
    """The budget table in a grid; None where the grid is no such table.

    Args:
        unit: đồng per 1, chosen by a person over what the heading says.
    """
    heading = find_heading(grid)
    if heading is None:
        return None
    rows = sort_rows(grid, heading)
    if not rows.lines:
        return None
    declared = unit_in(_unit_texts(grid, heading))
    table = _Reader(grid, heading, rows, Unit(declared, unit or declared or 1, "chosen" if unit else "")).read()
    if unit:
        return table
    proven = proven_unit(table.sheet)
    if proven == table.sheet.unit:
        return table
    return _Reader(grid, heading, rows, proven).read()


def _unit_texts(grid: Grid, heading: Heading) -> Iterator[str]:
    """Where a unit may be named, the nearest first."""
    for row in range(heading.end - 1, -1, -1):
        yield from (cell.text for cell in grid.rows[row] if cell.text)
    yield from list(reversed((*grid.before, *_above(grid, heading))))[:_NEAR]


def _above(grid: Grid, heading: Heading) -> tuple[str, ...]:
    """What stands above the heading inside the grid, as in a spreadsheet."""
    return tuple(cell.text for row in grid.rows[: heading.first] for cell in row if cell.text)


@dataclass
class _Reader:
    grid: Grid
    heading: Heading
    rows: Rows
    unit: Unit

    def read(self) -> BudgetTable:
        amounts = self.heading.amounts
        cells = [self._cell(line.row, column) for line in self.rows.lines for column in amounts]
        form, mixed = form_of(cell.text for cell in cells if cell.number is None)
        readings = [[self._read(line.row, column, form) for column in amounts] for line in self.rows.lines]
        return BudgetTable(
            self.grid.name,
            self._sheet(readings, form),
            self.heading,
            self._preview(readings),
            tuple(column.index for column in amounts),
            tuple(self._problems(readings)),
            form,
            mixed,
        )

    def _cell(self, row: int, column: Column) -> GridCell:
        return self.grid.rows[row][column.index]

    def _read(self, row: int, column: Column, form: NumberForm) -> CellReading:
        cell = self._cell(row, column)
        return read_amount(cell.text, form, self.unit.used, cell.number)

    def _sheet(self, readings: Sequence[Sequence[CellReading]], form: NumberForm) -> Sheet:
        known = ("amount", "zero")
        return Sheet(
            self.grid.name,
            tuple(self._line(index, line) for index, line in enumerate(self.rows.lines)),
            tuple(column.place for column in self.heading.amounts if column.place),
            np.array([[cell.dong for cell in row] for row in readings], np.int64),
            np.array([[cell.kind in known for cell in row] for row in readings], np.bool_),
            np.array([[cell.step for cell in row] for row in readings], np.int64),
            tuple(self._joints(form)),
            statements((*self.grid.before, *_above(self.grid, self.heading), *self.rows.footers, *self.grid.after)),
            self.unit,
        )

    def _joints(self, form: NumberForm) -> Iterator[Joint]:
        """Amounts in rows without a name below a total, each over the columns that its cell spans."""
        columns = self.heading.amounts
        for row, line in self.rows.joint_rows:
            filled = [(at, self._read(row, column, form)) for at, column in enumerate(columns)]
            found = [(at, reading) for at, reading in filled if reading.kind == "amount"]
            for at, reading in found:
                width = self._cell(row, columns[at]).width
                covered = tuple(range(at, min(at + width, len(columns))))
                alone = width == 1 and len(found) == 1
                yield Joint(line, tuple(range(len(columns))) if alone else covered, reading.dong, reading.step)

    def _line(self, index: int, line: RowLine) -> Line:
        row = self.grid.rows[line.row]
        when, owner, note = (self._text(row, role) for role in (Role.WHEN, Role.OWNER, Role.NOTE))
        more = [cell.text for at, to in self.rows.continued.items() if to == index for cell in self.grid.rows[at]]
        note = "\n".join(text for text in (note, *more) if text)
        pricing = (*self._priced(row), *explanations(note, when))
        return Line(line.title, line.number, line.parent, line.kind, pricing, when, owner, note, line.row + 1)

    def _text(self, row: Sequence[GridCell], role: Role) -> str:
        at = self.heading.of(role)
        return row[at].text if at is not None else ""

    def _priced(self, row: Sequence[GridCell]) -> Iterator[Pricing]:
        """The columns of quantity, unit price and months, where the table has them."""
        at = [self.heading.of(role) for role in (Role.QUANTITY, Role.PRICE, Role.TIMES)]
        if at[0] is None or at[1] is None:
            return
        quantity = read_amount(row[at[0]].text, NumberForm.VIETNAMESE, 1, row[at[0]].number)
        price = read_amount(row[at[1]].text, NumberForm.VIETNAMESE, self._price_unit(at[1]), row[at[1]].number)
        times = read_amount(row[at[2]].text, NumberForm.VIETNAMESE, 1, row[at[2]].number) if at[2] is not None else None
        if quantity.dong > 0 and price.dong > 0:
            counts = (times.dong,) if times and times.dong > 0 else (1,)
            yield Pricing(quantity.dong, price.dong, counts)

    def _price_unit(self, column: int) -> int:
        return unit_in([self.heading.columns[column].title]) or self.unit.used

    def _preview(self, readings: Sequence[Sequence[CellReading]]) -> tuple[tuple[CellReading, ...], ...]:
        by_row = {line.row: cells for line, cells in zip(self.rows.lines, readings, strict=True)}
        return tuple(tuple(self._shown(row, by_row.get(row))) for row in range(len(self.grid.rows)))

    def _shown(self, row: int, readings: Sequence[CellReading] | None) -> Iterator[CellReading]:
        amounts = {column.index: at for at, column in enumerate(self.heading.amounts)}
        heading = row in self.rows.headings or self.heading.first <= row < self.heading.end
        for column, cell in zip(self.heading.columns, self.grid.rows[row], strict=True):
            if readings is not None and column.index in amounts:
                yield readings[amounts[column.index]]
            elif heading:
                yield CellReading(cell.text, "heading")
            elif readings is None and row not in dict(self.rows.joint_rows):
                yield _left_out(cell.text, shifted=row in self.rows.shifted)
            else:
                yield CellReading(cell.text, _KINDS.get(column.role, "text"))

    def _problems(self, readings: Sequence[Sequence[CellReading]]) -> Iterator[TableProblem]:
        found = [
            TableProblem(row + 1, "", _problem("shifted", next((c.text for c in self.grid.rows[row] if c.text), "")))
            for row in self.rows.shifted
        ]
        for line, cells in zip(self.rows.lines, readings, strict=True):
            for column, cell in zip(self.heading.amounts, cells, strict=True):
                if cell.kind == "problem":
                    found.append(TableProblem(line.row + 1, column.title, _problem(cell.how[0], cell.text)))
        yield from sorted(found, key=lambda problem: problem.row)


def _left_out(text: str, *, shifted: bool) -> CellReading:
    return CellReading(text, "problem", how=("shifted",)) if shifted else CellReading(text, "skipped")


def _problem(name: str, text: str) -> ExpectedError:
    return ExpectedError(f"budget.{name}", _PROBLEMS[name], text=text[:60])
