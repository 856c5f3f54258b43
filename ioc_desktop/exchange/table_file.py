"""Lists as CSV or XLSX for a spreadsheet: rows as they come, no cell that a spreadsheet would run.

CSV is UTF-8 with a byte order mark and ";", as Excel opens it in Vietnam. A text that a spreadsheet would take for a
formula gets a ' in front (OWASP, CSV injection); in XLSX it is stored as a text, which is never run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.csv_text import neutral, quoted

Cell = str | int | float | bool | date | datetime | None
Row = Sequence[Cell]

MOST_ROWS = 1_048_575
"""Of a sheet, below the headings."""
_LONGEST = 32_767
"""Letters of a cell."""
_SEPARATOR = ";"
_TELL_EVERY = 1_000
_VIETNAM = timezone(timedelta(hours=7))
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMATS = {datetime: "dd/mm/yyyy hh:mm:ss", date: "dd/mm/yyyy"}


@dataclass(frozen=True)
class Sheet:
    """A list.

    Attributes:
        title: of the sheet; XLSX takes 31 letters.
        columns: headings.
        rows: read once, in order; may be a generator over any number of rows.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Row]


def write_table(
    sheet: Sheet,
    path: Path,
    progress: Callable[[int], object] = lambda _rows: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the list as the file's ending says; how many rows. The file has its name only when it is whole.

    Raises:
        ExpectedError: ``table.kind_unknown``, ``table.too_many_rows``, ``table.cancelled``, ``file.unwritable``.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise ExpectedError(
            "table.kind_unknown",
            QT_TRANSLATE_NOOP("errors", "Không biết dạng của {name}. Đặt tên tệp có đuôi .xlsx hoặc .csv."),
            name=path.name,
        )
    unfinished = path.with_name(f".{path.name}.{uuid7().hex}.part")
    try:
        rows = write(sheet, unfinished, _watched(sheet.rows, progress, is_cancelled))
        unfinished.replace(path)
    except OSError as error:
        raise unwritable(path) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def _watched(rows: Iterable[Row], progress: Callable[[int], object], is_cancelled: Callable[[], bool]) -> Iterator[Row]:
    count = 0
    for row in rows:
        count += 1
        if count > MOST_ROWS:
            raise ExpectedError(
                "table.too_many_rows",
                QT_TRANSLATE_NOOP("errors", "Danh sách dài quá {count} dòng. Lọc bớt rồi xuất lại."),
                count=MOST_ROWS,
            )
        if count % _TELL_EVERY == 0:
            progress(count)
            if is_cancelled():
                raise ExpectedError(
                    "table.cancelled", QT_TRANSLATE_NOOP("errors", "Đã dừng theo yêu cầu; chưa có tệp nào được ghi.")
                )
        yield row
    progress(count)


def _write_csv(sheet: Sheet, path: Path, rows: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(_line(sheet.columns))
        for count, row in enumerate(rows, 1):  # noqa: B007  (the last number is the answer)
            file.write(_line(row))
    return count


def _line(row: Row) -> str:
    return _SEPARATOR.join(quoted(_csv_cell(cell), _SEPARATOR) for cell in row) + "\r\n"


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutral(_clean(cell))
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, datetime):
        return f"{cell.astimezone(_VIETNAM):%d/%m/%Y %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def _write_xlsx(sheet: Sheet, path: Path, rows: Iterator[Row]) -> int:
    from openpyxl import Workbook  # noqa: PLC0415  (slow, for exports only)

    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_title(sheet.title))
    page.freeze_panes = "A2"
    count = 0
    with _closed(book):
        page.append([_xlsx_cell(page, heading, is_bold=True) for heading in sheet.columns])
        for count, row in enumerate(rows, 1):  # noqa: B007
            page.append([_xlsx_cell(page, cell) for cell in row])
        book.save(path)
    return count


@contextmanager
def _closed(book: Any) -> Iterator[None]:
    """A write-only sheet holds a temporary file open; one that is not saved leaves it behind."""
    try:
        yield
    finally:
        for page in book.worksheets:
            if not page.closed:
                page.close()


def _xlsx_cell(page: Any, cell: Cell, *, is_bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (see above)
    from openpyxl.styles import Font  # noqa: PLC0415

    if isinstance(cell, datetime):
        cell = cell.astimezone(_VIETNAM).replace(tzinfo=None)
    made = WriteOnlyCell(page, _clean(cell) if isinstance(cell, str) else cell)
    if isinstance(cell, str):
        made.data_type = "s"  # or "=…" would be a formula
    if type(cell) in _FORMATS:
        made.number_format = _FORMATS[type(cell)]  # type: ignore[index]
    if is_bold:
        made.font = Font(bold=True)
    return made


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip()[:31] or "Sheet"


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)[:_LONGEST]
