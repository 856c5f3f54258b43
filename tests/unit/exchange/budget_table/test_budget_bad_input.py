from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.budget_table.files import read_file, read_text
from ioc_desktop.exchange.budget_table.numbers import NumberForm, form_of, read_amount
from ioc_desktop.exchange.budget_table.pricing import explanations, span_months
from ioc_desktop.exchange.budget_table.stated import unit_in
from ioc_desktop.kernel.budget.checks.run import check
from tests.support import budget_annexes as annexes

if TYPE_CHECKING:
    from pathlib import Path

VI, EN = NumberForm.VIETNAMESE, NumberForm.ENGLISH
HEAD = "Đơn vị tính: triệu đồng\nSTT\tHạng mục\tTổng cộng\tNăm 2024\tNăm 2025\tGhi chú\n"


@pytest.mark.parametrize(
    ("text", "form", "unit", "dong"),
    [
        ("4.345", VI, 10**6, 4_345_000_000),
        ("4.345", EN, 10**9, 4_345_000_000),
        ("4,345", VI, 10**9, 4_345_000_000),
        ("0.566", VI, 10**9, 566_000_000),
        ("5,0", VI, 10**9, 5_000_000_000),
        ("07", VI, 10**9, 7_000_000_000),
        ("1.234.567", EN, 1, 1_234_567),
        ("1,234,567", VI, 1, 1_234_567),
        ("1,348,750 VNĐ", VI, 10**6, 1_348_750),
        ("1.234,5", EN, 1000, 1_234_500),
        ("1,234.5", VI, 1000, 1_234_500),
        ("1 234 567", VI, 1, 1_234_567),
        ("1\u00a0234\u00a0567 ₫", VI, 10**6, 1_234_567),
        ("(250)", VI, 10**6, -250_000_000),
        ("-250", VI, 10**6, -250_000_000),
        ("− 250", VI, 10**6, -250_000_000),
        ("1,8 triệu", VI, 10**9, 1_800_000),
        ("3 tỷ đồng", VI, 10**6, 3_000_000_000),
        ("900,000", VI, 1, 900_000),
        ("0", VI, 10**6, 0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, form: NumberForm, unit: int, dong: int) -> None:
    reading = read_amount(text, form, unit)
    assert (reading.kind, reading.dong) == ("amount" if dong else "zero", dong)


@pytest.mark.parametrize(
    ("text", "kind", "how"),
    [
        ("", "blank", ()),
        ("  ", "blank", ()),
        ("-", "dash", ()),
        ("…", "dash", ()),
        ("theo thực tế", "problem", ("not_a_number",)),
        ("12..5", "problem", ("not_a_number",)),
        ("1.23.456", "problem", ("not_a_number",)),
        ("$ 1,200", "problem", ("foreign",)),
        ("1200 USD", "problem", ("foreign",)),
        ("1.000.000.001", "problem", ("too_large",)),
        ("0,0000005", "problem", ("part_of_dong",)),
        ("30%", "problem", ("not_a_number",)),
    ],
)
def test_blank_is_not_zero_and_nonsense_is_no_number(text: str, kind: str, how: tuple[str, ...]) -> None:
    reading = read_amount(text, VI, 10**6)
    assert (reading.kind, reading.how, reading.dong) == (kind, how, 0)


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(NumberForm))
def test_both_forms_are_read_back(number: int, places: int, form: NumberForm) -> None:
    value = Decimal(number).scaleb(-places)
    english = f"{value:,}"
    text = english if form is EN else english.translate(str.maketrans(".,", ",."))
    assert read_amount(text, form, 1_000_000).dong == int(value * 1_000_000)


@given(st.text(max_size=40), st.sampled_from((1, 1000, 10**6, 10**9)))
def test_any_text_is_read_or_refused_without_a_crash(text: str, unit: int) -> None:
    reading = read_amount(text, VI, unit)
    assert reading.kind == "amount" or reading.dong == 0


def test_the_sure_numbers_decide_for_the_others() -> None:
    assert form_of(["5.287", "0.566"]) == (EN, False)
    assert form_of(["4.345", "240"]) == (VI, False)
    assert form_of(["1,5", "0.5", "2,25"]) == (VI, True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đơn vị tính: Triệu đồng", 10**6),
        ("ĐVT: 1.000 đồng", 1000),
        ("(Đơn vị: tỷ đồng)", 10**9),
        ("Kinh phí (nghìn đồng)", 1000),
        ("Đơn vị tính: đồng", 1),
        ("Đơn vị chủ trì", 0),
    ],
)
def test_units_are_found(text: str, unit: int) -> None:
    assert unit_in([text]) == unit


@pytest.mark.parametrize(
    ("when", "months"),
    [("Tháng 7-9/2017", 3), ("Tháng 10-12/2017", 3), ("2018-2020", 36), ("Tháng 8/2017-12/2020", 41), ("Quý III", 0)],
)
def test_times_are_counted_in_months(when: str, months: int) -> None:
    assert span_months(when) == months


def test_added_counts_and_inherited_counts_are_found() -> None:
    (added,) = explanations("thuê cho 230 TYT xã + 09 TYT huyện + 01 Sở + 12 BV: 17,857,143 VNĐ/01 đơn vị/01 năm", "")
    assert (added.quantity, added.unit_price) == (252, 17_857_143)
    first, second = explanations("thuê cho 835 cơ sở (1,8 triệu/01 đơn vị/01 năm). Khởi tạo (2 triệu/01 đơn vị)", "")
    assert (first.quantity, first.unit_price, second.quantity, second.unit_price) == (835, 1_800_000, 835, 2_000_000)


def test_rows_whose_cells_shifted_are_named_and_left_out() -> None:
    text = HEAD + "1\tCamera\t10\t4\t6\t\n2\tLoa\t\t7\t3\t4\t\n3\tMáy chủ\t5\t5\t\t\n\tTổng cộng\t22\t12\t10\t\n"
    (table,) = read_text(text)
    assert [(problem.row, problem.error.code) for problem in table.problems] == [(3, "budget.shifted")]
    assert "Loa" in table.problems[0].error.message() or "2" in table.problems[0].error.message()
    assert len(table.sheet.lines) == 3
    assert check(table.sheet)


def test_an_amount_among_the_notes_is_a_shift() -> None:
    (table,) = read_text(HEAD + "1\tCamera\t10\t4\t6\t\n2\tLoa\t\t7\t3\t4.000\n\tTổng cộng\t10\t4\t6\t\n")
    assert [problem.row for problem in table.problems] == [3]


def test_a_cell_that_is_no_amount_is_named_with_its_column() -> None:
    (table,) = read_text(HEAD + "1\tCamera\t10\t4\t6 USD\t\n\tTổng cộng\t10\t4\t6\t\n")
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.error.code) == (2, "Năm 2025", "budget.foreign")


def test_negative_adjustments_add_up() -> None:
    (table,) = read_text(HEAD + "1\tCamera\t(10)\t-4\t(6)\t\n2\tLoa\t30\t14\t16\t\n\tTổng cộng\t20\t10\t10\t\n")
    assert list(check(table.sheet)) == []


def test_pictures_and_foreign_files_get_a_sentence(tmp_path: Path) -> None:
    from docx import Document
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    document = Document()
    document.add_picture(picture)
    document.save(tmp_path / "scanned.docx")
    (tmp_path / "scanned.pdf").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "page.png").write_bytes(picture.getvalue())
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "other.csv").write_text("a;b;c\n1;2;3\n")
    expected = {
        "scanned.docx": "budget.scanned",
        "scanned.pdf": "budget.scanned",
        "page.png": "budget.scanned",
        "old.doc": "budget.old_word",
        "broken.docx": "budget.unreadable",
        "broken.xlsx": "budget.unreadable",
        "empty.csv": "table.empty",
        "other.csv": "budget.no_table",
        "nowhere.docx": "budget.missing",
    }
    for name, code in expected.items():
        with pytest.raises(ExpectedError) as refusal:
            read_file(tmp_path / name)
        assert refusal.value.code == code, name


def test_a_file_under_the_wrong_name_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "annex.txt"
    path.write_bytes(annexes.docx_of(annexes.QUANG_BINH))
    assert len(read_file(path)) == 1


@given(
    st.lists(
        st.lists(st.sampled_from(["", "1", "I", "4.345", "-", "x", "Tổng cộng", "(5)", "STT", "Năm 2024"]), max_size=7)
    )
)
def test_any_rows_below_a_heading_are_read_or_refused(rows: list[list[str]]) -> None:
    text = HEAD + "\n".join("\t".join(row) for row in rows)
    try:
        found = [check(table.sheet) for table in read_text(text)]
    except ExpectedError as refusal:
        found = [[]] if refusal.code == "budget.no_table" else []
    assert found


def test_numbers_of_the_columns_are_no_line() -> None:
    (table,) = read_text(HEAD + "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1\tCamera\t10\t4\t6\t\n")
    assert [line.title for line in table.sheet.lines] == ["Camera"]


LINES = ("", "\tSTT", "\tHạng mục", "\tNăm 2024", "\t4.345", "\t", "\tI", "Bằng chữ: x", "\tTổng")


@example(["\tHạng mục", "", "\tI", "\tI", "\tI"])
@given(st.lists(st.sampled_from(LINES)))
def test_any_lines_of_single_cells_are_read_or_refused(lines: list[str]) -> None:
    text = "\n".join([*["\tSTT", "\tHạng mục", "\tKinh phí", ""] * 4, *lines])
    try:
        found = [check(table.sheet) for table in read_text(text)]
    except ExpectedError as refusal:
        found = [[]] if refusal.code == "budget.no_table" else []
    assert found
