"""Budget tables as official papers, read back from the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from pypdf import PdfReader

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.budget_annex import Subject, annex_paper, annex_pdf
from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.documents.model import BodyAnnex, Column, Family, Issuer, Paragraph, Table
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.budget.model import Line, LineKind, Place, Sheet, Unit
from tests.support import budget_annexes as annexes
from tests.support import papers

HEAD = Letterhead(Issuer(Family.COMMITTEE, "Trung tâm điều hành thông minh", "Ủy ban nhân dân xã"), "Hòa Tiến", "TTĐH")
SUBJECT = Subject(UUID(int=7), "Đô thị thông minh 2021-2025", "15/KH-UBND")
EACH = [(name, at) for name, made in annexes.ALL.items() for at in range(len(made))]


def original(name: str, at: int = 0) -> Sheet:
    return read_text(annexes.text_of(annexes.ALL[name][at]))[0].sheet


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def wide(years: int, lines: int = 3) -> Sheet:
    places = tuple(Place(2000 + at, title=f"Năm {2000 + at}") for at in range(years))
    made = tuple(Line(f"Hạng mục {at}", f"{at + 1}", lines) for at in range(lines))
    amounts = np.full((lines + 1, years), 10**9, np.int64)
    amounts[-1] = lines * 10**9
    return Sheet.of("Bảng", (*made, Line("Tổng cộng", kind=LineKind.TOTAL)), places, amounts)


@pytest.mark.parametrize(("name", "at"), EACH)
def test_our_own_linter_finds_nothing(name: str, at: int) -> None:
    assert lint(annex_pdf(original(name, at), SUBJECT, HEAD, "Nguyễn Văn A")).findings == ()


def test_the_table_lies_and_the_report_stands() -> None:
    pages = PdfReader(io.BytesIO(annex_pdf(original("ia_hdrai"), SUBJECT, HEAD))).pages
    lying = [page.mediabox.width > page.mediabox.height for page in pages]
    assert lying[0] is False
    assert lying[-1] is True


def test_headings_are_repeated_on_every_page_of_the_table() -> None:
    pages = PdfReader(io.BytesIO(annex_pdf(original("ia_hdrai"), SUBJECT, HEAD))).pages
    of_table = [page.extract_text() for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(of_table) > 1
    assert all("Nguồn kinh phí" in text and text.count("Năm 202") == 4 for text in of_table)


def test_amounts_stand_as_printed_with_the_total_in_words() -> None:
    said = text_of(annex_pdf(original("ia_hdrai"), SUBJECT, HEAD))
    assert "Đơn vị tính: triệu đồng." in said
    assert "TỔNG CỘNG 8.549 8.549 276 1.845" in said
    assert "Tổng kinh phí: 8.549.000.000 đồng (bằng chữ: Tám tỷ năm trăm bốn mươi chín triệu đồng)." in said
    assert "Bằng chữ: Tám tỷ năm trăm bốn mươi chín triệu đồng./." in said


def test_decimals_stay_as_the_paper_printed_them() -> None:
    said = text_of(annex_pdf(original("quang_binh"), SUBJECT, HEAD))
    assert "5,0 2,0" in said
    assert "511,5 144 278,5 89" in said


def test_faults_are_named_and_not_put_right() -> None:
    said = text_of(annex_pdf(original("ia_hdrai"), SUBJECT, HEAD))
    assert "có 8 chỗ số ghi không khớp; Phụ lục giữ nguyên số ghi" in said
    assert "ghi 4.345.000.000 đồng, các dòng con cộng lại 4.628.000.000 đồng, lệch 283.000.000 đồng" in said
    clean = text_of(annex_pdf(original("dong_ha", 1), SUBJECT, HEAD))
    assert "Các tổng trong bảng đã được tính lại và khớp với số ghi" in clean


def test_an_amount_across_columns_is_one_cell() -> None:
    (annex,) = annex_paper(original("bac_giang"), SUBJECT, HEAD).annexes
    assert isinstance(annex, BodyAnnex)
    table = next(block for block in annex.body if isinstance(block, Table))
    row = next(at for at, cells in enumerate(table.rows) if "17,131" in str(cells))
    spanned = next((first, end) for at, first, end in table.spans if at == row)
    assert [table.columns[at].title for at in spanned] == ["Viettel", "Tỉnh"]
    assert "17,131" in text_of(annex_pdf(original("bac_giang"), SUBJECT, HEAD))


def test_too_many_columns_for_one_table_make_several() -> None:
    pdf = annex_pdf(wide(12), SUBJECT, HEAD)
    (annex,) = annex_paper(wide(12), SUBJECT, HEAD).annexes
    assert isinstance(annex, BodyAnnex)
    tables = [block for block in annex.body if isinstance(block, Table)]
    assert len(tables) > 1
    assert all([column.title for column in table.columns[:2]] == ["STT", "Hạng mục"] for table in tables)
    titles = [column.title for table in tables for column in table.columns[2:]]
    assert titles == [f"Năm {2000 + at}" for at in range(12)]
    assert lint(pdf).findings == ()


def test_amounts_of_a_quadrillion_keep_in_their_cells() -> None:
    sheet = wide(4)
    sheet.amounts[:3] = 10**15
    sheet.amounts[3] = 3 * 10**15
    pdf = annex_pdf(replace(sheet, unit=Unit(1, 1)), SUBJECT, HEAD)
    assert "1.000.000.000.000.000" in text_of(pdf)
    assert lint(pdf).findings == ()


def test_an_empty_table_and_one_without_a_total_make_papers_too() -> None:
    lone = Sheet.of("Bảng", (Line("Camera", "1"),), (Place(title="Kinh phí"),), np.array([[5]], np.int64))
    assert lint(annex_pdf(lone, SUBJECT, HEAD)).findings == ()


def test_what_is_told_of_a_page_can_end_the_work() -> None:
    def stop(page: int) -> None:
        if page == 2:
            raise ExpectedError("test.stopped", "Dừng.")

    with pytest.raises(ExpectedError, match=r"test\.stopped"):
        annex_pdf(original("ia_hdrai"), SUBJECT, HEAD, on_page=stop)


def test_headings_above_headings_make_no_other_table_look_different() -> None:
    plain = Table((Column("TT"), Column("Tên")), (("1", "A"),))
    grouped = Table(
        (Column("TT"), Column("Thuê", over=("Năm 2025",)), Column("Mua", over=("Năm 2025",))), (("1", "2"),)
    )
    body = (Paragraph("Bảng sau."), plain, grouped)
    said = text_of(build(papers.report(body=body)))
    assert said.count("Năm 2025") == 1
    assert "Thuê Mua" in said
