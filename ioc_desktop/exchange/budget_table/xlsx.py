"""Tables of a spreadsheet: .xlsx, .xls, .xlsb, .ods."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell, squared

_MOST_ROWS, _MOST_COLUMNS = 20_000, 400


def read_xlsx(content: bytes) -> tuple[Grid, ...]:
    """Every sheet that has cells.

    Raises:
        ExpectedError: ``budget.unreadable``; ``budget.too_many_cells``.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  (only where a spreadsheet is read)

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        return tuple(_grid(name, sheet) for name, sheet in sheets if sheet.total_height)
    except CalamineError as error:
        raise ExpectedError(
            "budget.unreadable",
            QT_TRANSLATE_NOOP(
                "errors", "Không mở được tệp này. Mở bằng Word hoặc Excel, lưu lại dạng .docx hoặc .xlsx."
            ),
        ) from error


def _grid(name: str, sheet: Any) -> Grid:
    if sheet.total_height > _MOST_ROWS or sheet.total_width > _MOST_COLUMNS:
        raise ExpectedError(
            "budget.too_many_cells",
            QT_TRANSLATE_NOOP("errors", "Trang tính {sheet} quá lớn ({rows} hàng). Chép riêng bảng sang tệp mới."),
            sheet=name,
            rows=sheet.total_height,
        )
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _merge(rows, top, left, bottom, right)
    return Grid(nfc(name), squared(rows))


def _merge(rows: list[list[GridCell]], top: int, left: int, bottom: int, right: int) -> None:
    if top >= len(rows) or left >= len(rows[top]):
        return
    origin = rows[top][left]
    for row in range(top, min(bottom, len(rows) - 1) + 1):
        for column in range(left, min(right, len(rows[row]) - 1) + 1):
            rows[row][column] = GridCell(covered_by=origin.text, beside=column > left)
    rows[top][left] = GridCell(origin.text, origin.number, width=right - left + 1)


def _cell(value: Any) -> GridCell:
    if isinstance(value, bool) or value is None:
        return GridCell("" if value is None else str(value))
    if isinstance(value, int | float):
        number = Decimal(repr(value)).normalize()
        return GridCell(format(number, "f"), number if number.is_finite() else None)
    return GridCell(" ".join(nfc(str(value)).split()))
