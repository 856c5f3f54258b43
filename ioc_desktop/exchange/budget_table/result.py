"""What reading a table gives: the sheet, and for each cell of the file how it was read."""

from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.budget_table.headings import Heading
from ioc_desktop.exchange.budget_table.numbers import CellReading, NumberForm
from ioc_desktop.kernel.budget.model import Sheet


@dataclass(frozen=True)
class TableProblem:
    """Something that could not be read.

    Attributes:
        row: of the table, from 1.
        column: heading of the column; "" when the whole row is meant.
    """

    row: int
    column: str
    error: ExpectedError


@dataclass(frozen=True)
class BudgetTable:
    """One table.

    Attributes:
        cells: as many as the grid has, in its order.
        columns: of the grid, for each column of the sheet.
        problems: cells and rows left out of the sheet.
        form: how the numbers are written; ``mixed`` when some are written the other way.
    """

    name: str
    sheet: Sheet
    heading: Heading
    cells: tuple[tuple[CellReading, ...], ...]
    columns: tuple[int, ...]
    problems: tuple[TableProblem, ...]
    form: NumberForm
    mixed: bool

    @property
    def rejected_rows(self) -> int:
        """Rows of which something is left out."""
        return len({problem.row for problem in self.problems})

    def address(self, line: int, column: int) -> str:
        """Where a cell of the sheet stands in the file, such as ``hàng 6, cột 3``; numbers from 1."""
        row = self.sheet.lines[line].row
        return f"{row}:{self.columns[column] + 1}" if column >= 0 else f"{row}"
