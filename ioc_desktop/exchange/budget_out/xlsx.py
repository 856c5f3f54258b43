"""A budget table as the annex in a spreadsheet, which our own import reads back to the same table.

Totals are stored as the values of the paper, never as formulas: the file is a copy of what was signed, and a formula
would put a fault right unseen on opening; and a formula without its cached value is empty for everything that reads
and does not calculate. What does not add up is told on a sheet of its own, in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_out.styles import Look, column_letter, look_of, width_of
from ioc_desktop.kernel.budget.annex import (
    Annex,
    AnnexColumn,
    Field,
    HeadingCell,
    annex_of,
    field_of,
    heading_cells,
    is_section,
    is_total,
    number_in,
)
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Joint, Line, Sheet
from ioc_desktop.kernel.budget.sentences import sentence

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

IsCancelled = Callable[[], bool]
CHECK_SHEET: Final = "Kiểm tra"
_LONGEST = 32_767
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_annex(sheet: Sheet, path: Path, title: str = "", is_cancelled: IsCancelled = lambda: False) -> None:
    """Write a table; the file has its name only when it is whole.

    Args:
        title: over the table, such as the programme's name.
        is_cancelled: asked before each row.

    Raises:
        ExpectedError: ``table.cancelled``, ``file.unwritable``, ``budget.line_in_itself``.
    """
    from openpyxl import Workbook  # noqa: PLC0415  (slow, for exports only)

    unfinished = path.with_name(f".{path.name}.{uuid7().hex}.part")
    book = Workbook(write_only=True)
    try:
        with _closed(book):
            page = book.create_sheet(_NO_TITLE.sub(" ", sheet.name).strip()[:31] or "Phụ lục")
            _Writer(page, annex_of(sheet), title, is_cancelled).write()
            _write_findings(book, sheet)
            book.save(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise unwritable(path) from error
    finally:
        unfinished.unlink(missing_ok=True)


def cancelled() -> ExpectedError:
    return ExpectedError(
        "table.cancelled", QT_TRANSLATE_NOOP("errors", "Đã dừng theo yêu cầu; chưa có tệp nào được ghi.")
    )


@contextmanager
def _closed(book: Any) -> Iterator[None]:
    """A write-only sheet holds a temporary file open; one that is not saved leaves it behind."""
    try:
        yield
    finally:
        for page in book.worksheets:
            if not page.closed:
                page.close()


def _write_findings(book: Any, sheet: Sheet) -> None:
    """What the checker says, a sentence a row; a single column, so that no reader takes it for a table of amounts."""
    found = [sentence(finding, sheet) for finding in check(sheet)]
    if not found:
        return
    page = book.create_sheet(CHECK_SHEET)
    page.column_dimensions["A"].width = 120
    for text in ("Những chỗ số trong bảng không khớp nhau (bảng giữ nguyên số của văn bản)", *found):
        page.append([_text(page, text, look_of(wraps=True))])


class _Writer:
    """Rows from the top down, as a write-only sheet wants them."""

    def __init__(self, page: Worksheet, annex: Annex, title: str, is_cancelled: IsCancelled) -> None:
        self._page, self._annex, self._title, self._is_cancelled = page, annex, title, is_cancelled
        self._row = 0

    def write(self) -> None:
        annex = self._annex
        self._set_page()
        over = [text for text in (self._title, *annex.before, annex.unit_line) if text]
        first = len(over) + 1
        self._page.print_title_rows = f"{first}:{first + annex.depth - 1}"
        self._page.freeze_panes = f"{column_letter(2)}{first + annex.depth}"
        for text in over:
            is_unit = text == annex.unit_line
            self._spread(text, look_of(bold=text == self._title, italic=is_unit, align="right" if is_unit else "left"))
        self._write_heading()
        for index, line in enumerate(annex.sheet.lines):
            if self._is_cancelled():
                raise cancelled()
            self._write_line(index, line)
            if joints := annex.joints(index):
                self._write_joints(joints)
        for text in annex.after:
            self._spread(text, look_of(italic=True))

    def _set_page(self) -> None:
        page = self._page
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        for at, column in enumerate(self._annex.columns):
            page.column_dimensions[column_letter(at)].width = width_of(column)

    def _append(self, cells: Sequence[Any]) -> None:
        self._page.append(cells)
        self._row += 1

    def _merge(self, row: int, column: int, width: int, height: int = 1) -> None:
        """Cells from 0."""
        if width * height > 1:
            first, last = column_letter(column), column_letter(column + width - 1)
            self._page.merged_cells.add(f"{first}{row + 1}:{last}{row + height}")

    def _spread(self, text: str, look: Look) -> None:
        """A text over all columns."""
        self._append([_text(self._page, text, look)])
        self._merge(self._row - 1, 0, len(self._annex.columns))

    def _write_heading(self) -> None:
        annex, look = self._annex, look_of(bold=True, align="center", wraps=True, framed=True)
        begins: dict[tuple[int, int], HeadingCell] = {}
        for cell in heading_cells(annex.columns, annex.depth):
            begins[cell.row, cell.column] = cell
            self._merge(self._row + cell.row, cell.column, cell.width, cell.height)
        for level in range(annex.depth):
            texts = [begins[level, at].text if (level, at) in begins else "" for at in range(len(annex.columns))]
            self._append([_text(self._page, text, look) for text in texts])

    def _write_line(self, index: int, line: Line) -> None:
        headed = is_total(line)
        cells = [self._cell(index, line, column) for column in self._annex.columns]
        if headed and not line.number:
            cells[0], cells[1] = cells[1], cells[0]
            self._append(cells)
            self._merge(self._row - 1, 0, 2)
        else:
            self._append(cells)

    def _cell(self, index: int, line: Line, column: AnnexColumn) -> Any:
        bold = is_total(line) or is_section(line)
        if column.field is not None:
            value = field_of(line, column.field)
            centred = column.field is Field.NUMBER
            look = look_of(bold=bold, align="center" if centred else "left", wraps=True, framed=True)
            if isinstance(value, int):
                return _number(self._page, value, 1, look_of(bold=bold, align="right", framed=True))
            return _text(self._page, value or "", look)
        sheet, look = self._annex.sheet, look_of(bold=bold, align="right", framed=True)
        if not sheet.printed[index, column.amount]:
            return _text(self._page, "", look)
        decimals = self._annex.decimals(index, column.amount)
        return _number(self._page, int(sheet.amounts[index, column.amount]), self._annex.unit, look, decimals)

    def _write_joints(self, joints: Sequence[Joint]) -> None:
        """Amounts over several columns, each in a merged cell of one row without a name."""
        look = look_of(bold=True, align="center", framed=True)
        cells = [_text(self._page, "", look) for _ in self._annex.columns]
        at_amount = {column.amount: at for at, column in enumerate(self._annex.columns) if column.amount >= 0}
        for joint in joints:
            at = at_amount[joint.columns[0]]
            cells[at] = _number(self._page, joint.dong, self._annex.unit, look)
            self._merge(self._row, at, len(joint.columns))
        self._append(cells)


def _text(page: Any, text: str, look: Look) -> Any:
    """A text that stays one: no spreadsheet runs it as a formula."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (see above)

    made = WriteOnlyCell(page, _NO_XML.sub("", text)[:_LONGEST] or None)
    if text:
        made.data_type = "s"
    look.put_on(made)
    return made


def _number(page: Any, dong: int, unit: int, look: Look, decimals: int = 0) -> Any:
    """An exact number: openpyxl would write 8.2 as 8.199999999999999."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (see above)

    made = WriteOnlyCell(page, format(number_in(dong, unit), "f"))
    made.data_type = "n"
    look.put_on(made)
    needed = -int(min(0, int(number_in(dong, unit).as_tuple().exponent)))
    shown = max(decimals, needed)
    made.number_format = "#,##0" + (f".{'0' * shown}" if shown else "")
    return made
