"""Tables written as annexes in a spreadsheet, read back by our own import and by openpyxl."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.budget_out.xlsx import CHECK_SHEET, write_annex
from ioc_desktop.exchange.budget_table.files import read_file, read_text
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Line, LineKind, Place, Pricing, Sheet, Unit
from ioc_desktop.kernel.budget.sentences import sentence
from ioc_desktop.kernel.budget.storing import fingerprint
from tests.support import budget_annexes as annexes

EACH = [(name, at) for name, made in annexes.ALL.items() for at in range(len(made))]
TRIEU = 10**6


def original(name: str, at: int) -> Sheet:
    return read_text(annexes.text_of(annexes.ALL[name][at]))[0].sheet


def written(sheet: Sheet, folder: Path) -> Path:
    path = folder / "annex.xlsx"
    write_annex(sheet, path, "Chương trình")
    return path


def table(*lines: Line, unit: int = 1, amounts: list[int] | None = None) -> Sheet:
    values = np.array([[one] for one in amounts or range(len(lines))], np.int64)
    return replace(Sheet.of("Bảng", lines, (Place(title="Kinh phí"),), values), unit=Unit(unit, unit))


@pytest.mark.parametrize(("name", "at"), EACH)
def test_our_own_import_reads_the_same_table_back(name: str, at: int, tmp_path: Path) -> None:
    sheet = original(name, at)
    (back,) = read_file(written(sheet, tmp_path))
    assert not back.problems
    assert fingerprint(back.sheet) == fingerprint(sheet)


@pytest.mark.parametrize(("name", "at"), EACH)
def test_the_checker_says_the_same_of_what_was_read_back(name: str, at: int, tmp_path: Path) -> None:
    sheet = original(name, at)
    (back,) = read_file(written(sheet, tmp_path))
    assert {one.key(back.sheet) for one in check(back.sheet)} >= {
        one.key(sheet) for one in check(sheet) if one.kind != "unit"
    }


def test_headings_are_merged_as_in_the_annex(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(original("ia_hdrai", 0), tmp_path)).worksheets[0]
    row = next(cell.row for cell in page["A"] if cell.value == "STT")
    merged = {str(area): page.cell(area.min_row, area.min_col).value for area in page.merged_cells.ranges}
    assert merged[f"C{row}:E{row}"] == "Nguồn kinh phí"
    assert merged[f"F{row}:G{row}"] == "Năm 2022"
    assert merged[f"A{row}:A{row + 1}"] == "STT"
    assert page.print_title_rows == f"${row}:${row + 1}"


def test_numbers_stand_as_numbers_in_the_unit_that_is_named(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(original("quang_binh", 0), tmp_path)).worksheets[0]
    texts = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "Đơn vị tính: tỷ đồng" in texts
    assert 511.5 in texts
    assert texts[-1] == "Bằng chữ: Năm trăm mười một tỷ năm trăm triệu đồng./."


def test_printed_totals_stay_and_what_does_not_add_up_is_told_beside(tmp_path: Path) -> None:
    sheet = original("ia_hdrai", 0)
    book = openpyxl.load_workbook(written(sheet, tmp_path))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    total = next(cell.row for cell in cells if cell.value == "TỔNG CỘNG")
    assert book.worksheets[0].cell(total, 3).value == 8549
    told = [cell.value for cell in book[CHECK_SHEET]["A"]][1:]
    assert told == [sentence(finding, sheet) for finding in check(sheet)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(0)"])
def test_no_text_is_run_as_a_formula(text: str, tmp_path: Path) -> None:
    path = written(table(Line(text, "1", note=text), Line("Camera", "2"), amounts=[1, 2]), tmp_path)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sum(str(cell.value).strip() == text.strip() for cell in cells) == 2


@pytest.mark.parametrize("dong", [8_200_000, 999_999_999_999_999, 10**15, 1, -4_345_123_457, 566_000_000, 1_000_001])
@pytest.mark.parametrize("unit", [1, 1000, 10**6, 10**9])
def test_every_amount_comes_back_to_the_dong(dong: int, unit: int, tmp_path: Path) -> None:
    sheet = table(Line("Camera", "1"), Line("Loa", "2"), unit=unit, amounts=[dong, 10 * unit])
    (back,) = read_file(written(sheet, tmp_path), unit)
    assert back.sheet.amounts[:, 0].tolist() == [dong, 10 * unit]


def test_quantity_price_and_months_have_columns_where_the_table_had_them(tmp_path: Path) -> None:
    priced = Line("Thuê máy chủ", "1", pricing=(Pricing(3, 2_500_000, (12,)),))
    total = Line("Tổng cộng", kind=LineKind.TOTAL)
    sheet = table(replace(priced, parent=1), total, amounts=[90 * TRIEU, 90 * TRIEU])
    (back,) = read_file(written(sheet, tmp_path))
    assert back.sheet.lines[0].pricing == priced.pricing
    assert fingerprint(back.sheet) == fingerprint(sheet)


def test_a_cancelled_export_leaves_nothing(tmp_path: Path) -> None:
    sheet, asked = original("ia_hdrai", 0), iter([False] * 10 + [True] * 100)
    with pytest.raises(ExpectedError, match=r"table\.cancelled"):
        write_annex(sheet, tmp_path / "annex.xlsx", is_cancelled=lambda: next(asked))
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as told:
        write_annex(original("ia_hdrai", 0), tmp_path / "none" / "annex.xlsx")
    assert told.value.code == "file.unwritable"
