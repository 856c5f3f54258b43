from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ioc_desktop.exchange.budget_table.files import read_file, read_text
from ioc_desktop.kernel.budget.checks.findings import Finding, FindingKind, Level
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Mode, Source
from tests.support import budget_annexes as annexes

if TYPE_CHECKING:
    from pathlib import Path

    from ioc_desktop.exchange.budget_table.result import BudgetTable
    from ioc_desktop.kernel.budget.model import Sheet

FORMS = ("docx", "xlsx", "csv", "pasted")
TRIEU = 10**6


def tables(name: str, form: str, folder: Path) -> tuple[BudgetTable, ...]:
    made = annexes.ALL[name]
    if form == "pasted":
        return tuple(table for annex in made for table in read_text(annexes.text_of(annex)))
    if form == "csv":
        paths = [folder / f"{name}{at}.csv" for at in range(len(made))]
        for path, annex in zip(paths, made, strict=True):
            path.write_text(annexes.text_of(annex, ";"), "utf-8-sig")
        return tuple(table for path in paths for table in read_file(path))
    path = folder / f"{name}.{form}"
    path.write_bytes(annexes.docx_of(*made) if form == "docx" else annexes.xlsx_of(*made))
    return read_file(path)


def said(sheet: Sheet, found: list[Finding]) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (sheet.path(one.cells[0].line), sheet.places[one.cells[0].column].title, one.printed, one.computed)
        for one in found
    ]


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_ia_hdrai_section_one_is_short_by_283_million(form: str, tmp_path: Path) -> None:
    (table,) = tables("ia_hdrai", form, tmp_path)
    sheet, found = table.sheet, list(check(table.sheet))
    assert not table.problems
    assert (len(sheet.lines), len(sheet.places), sheet.unit.used) == (35, 11, TRIEU)
    faults = [one for one in found if one.kind is FindingKind.SUM]
    assert {path for path, *_ in said(sheet, faults)} == {"I"}
    by_column = {sheet.places[one.cells[0].column]: one for one in faults}
    total = next(one for place, one in by_column.items() if place.year is None and place.source is None)
    assert (total.printed, total.computed) == (4345 * TRIEU, 4628 * TRIEU)
    assert [sheet.lines[cell.line].title for cell in total.causes] == ["Triển khai", "Đường truyền"]
    years = {
        (place.year, place.mode): (one.difference, [sheet.lines[cell.line].title for cell in one.causes])
        for place, one in by_column.items()
        if place.year
    }
    rented = {(year, Mode.RENT): (60 * TRIEU, ["Đường truyền"]) for year in range(2022, 2026)}
    assert years == rented | {(2022, Mode.BUY): (43 * TRIEU, ["Triển khai"])}


def test_ia_hdrai_total_is_what_the_words_say_but_not_what_the_lines_say(form: str, tmp_path: Path) -> None:
    (table,) = tables("ia_hdrai", form, tmp_path)
    found = check(table.sheet)
    carried = next(one for one in found if one.kind is FindingKind.CARRIED)
    assert (carried.printed, carried.computed) == (8549 * TRIEU, 8832 * TRIEU)
    assert [stated.words for stated in table.sheet.stated] == ["Tám tỷ năm trăm bốn mươi chín triệu đồng"]
    others = {one.kind for one in found} - {FindingKind.SUM, FindingKind.CARRIED}
    assert others == {FindingKind.HEADING_ZERO}


def test_bac_giang_misses_the_health_lines_and_slips_tenfold(form: str, tmp_path: Path) -> None:
    (table,) = tables("bac_giang", form, tmp_path)
    sheet, found = table.sheet, {one.kind: one for one in check(table.sheet)}
    assert not table.problems
    assert len(sheet.lines) == 29
    blank = found[FindingKind.HEADING_BLANK]
    assert said(sheet, [blank])[0][0] == "I"
    assert blank.computed == 902 * TRIEU
    assert [sheet.path(cell.line) for cell in blank.causes] == ["I/1/1.1", "I/1/1.2"]
    total = found[FindingKind.SUM]
    assert (total.printed, total.computed) == (9024 * TRIEU, 9926 * TRIEU)
    assert sheet.places[total.cells[0].column].source is Source.ENTERPRISE
    slip = found[FindingKind.PRODUCT]
    assert (slip.printed, slip.computed, slip.factor) == (566 * TRIEU, 56_647_500, 0.1)
    assert slip.facts["implied_times"] == 30
    assert (sheet.unit.declared, sheet.unit.used, sheet.unit.reason) == (TRIEU, 10**9, "stated")
    assert {found[FindingKind.COUNTS_DIFFER].facts[name] for name in ("one", "other")} == {833, 835}
    assert found[FindingKind.ROUNDING].level is Level.NOTE
    assert len(check(sheet)) == 6


def test_quang_binh_has_two_faults_and_a_repeated_number(form: str, tmp_path: Path) -> None:
    (table,) = tables("quang_binh", form, tmp_path)
    sheet, found = table.sheet, {one.kind: one for one in check(table.sheet)}
    assert not table.problems
    assert set(found) == {FindingKind.SUM, FindingKind.ACROSS, FindingKind.NUMBER_REPEATED, FindingKind.CARRIED}
    group = found[FindingKind.SUM]
    assert (sheet.path(group.cells[0].line), group.printed, group.computed) == ("A", 94 * 10**9, 93 * 10**9)
    assert sheet.places[group.cells[0].column].source is Source.LOCAL
    row = found[FindingKind.ACROSS]
    assert (sheet.path(row.cells[0].line), row.printed, row.computed) == ("A/5", 20 * 10**9, 19 * 10**9)
    assert found[FindingKind.NUMBER_REPEATED].facts["number"] == "3"


def test_dong_ha_has_no_fault(form: str, tmp_path: Path) -> None:
    years, sources = tables("dong_ha", form, tmp_path)
    for table in (years, sources):
        assert list(check(table.sheet)) == []
        assert not table.problems
        assert len(set(table.sheet.stated)) == 9
    assert [place.year for place in years.sheet.places] == [2021, 2022, 2023, 2024, 2025]
    assert [place.source for place in sources.sheet.places] == [None, Source.SPONSOR, Source.ODA, Source.STATE]


def test_a_repaired_annex_is_clean() -> None:
    annex = annexes.QUANG_BINH.with_cell("94", "93", row_with="Hạ tầng").with_cell(
        "20", "19", row_with="Trục kết nối chia sẻ"
    )
    annex = annex.with_cell("162", "161", row_with="Hạ tầng").with_cell("511,5", "510,5", row_with="TỔNG CỘNG")
    annex = annex.with_cell("278,5", "277,5", row_with="TỔNG CỘNG")
    (table,) = read_text(annexes.text_of(annex))
    assert {one.kind for one in check(table.sheet)} == {FindingKind.NUMBER_REPEATED}


def test_a_chosen_unit_goes_over_the_heading_and_the_proof() -> None:
    (table,) = read_text(annexes.text_of(annexes.BAC_GIANG), unit=TRIEU)
    assert (table.sheet.unit.used, table.sheet.unit.reason) == (TRIEU, "chosen")


def test_numbers_stored_by_the_spreadsheet_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "numbers.xlsx"
    path.write_bytes(annexes.xlsx_of(annexes.QUANG_BINH, numbers=True))
    (table,) = read_file(path)
    assert len(check(table.sheet)) == 4
    assert {cell.how for row in table.cells for cell in row if cell.kind == "amount"} == {("stored",)}


def test_every_cell_says_how_it_was_read(form: str, tmp_path: Path) -> None:
    (table,) = tables("quang_binh", form, tmp_path)
    kinds = {cell.kind for row in table.cells for cell in row}
    assert {"heading", "amount", "blank", "number", "title", "text"} <= kinds
    cells = [cell for row in table.cells for cell in row]
    assert next(cell.how for cell in cells if cell.text == "137,5") == ("decimals",)
    assert next((cell.dong, cell.step) for cell in cells if cell.text == "6,5") == (6_500 * TRIEU, 100 * TRIEU)


def test_each_table_of_a_file_answers_for_its_own_words(tmp_path: Path) -> None:
    heading = ("STT", "Hạng mục", "Kinh phí")
    first, second = (
        annexes.Annex(
            (heading, ("1", "Camera", amount), ("2", "Loa", "1"), ("", "Tổng cộng", total)),
            ("Đơn vị tính: triệu đồng",),
            (f"Bằng chữ: {words} triệu đồng./.",),
        )
        for amount, total, words in (("9", "10", "Mười"), ("19", "20", "Hai mươi"))
    )
    path = tmp_path / "two.docx"
    path.write_bytes(annexes.docx_of(first, second))
    assert [list(check(table.sheet)) for table in read_file(path)] == [[], []]
