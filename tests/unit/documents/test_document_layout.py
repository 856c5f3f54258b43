"""What stands where: read back from built files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents import fonts, wording
from ioc_desktop.documents.body import ended
from ioc_desktop.documents.build import build
from ioc_desktop.documents.charts import scale_of
from ioc_desktop.documents.fingerprint import content_sha256
from ioc_desktop.documents.layout import MM
from ioc_desktop.documents.lint.parts import Parts, take_apart
from ioc_desktop.documents.lint.reading import Box, Row, Sheet, read
from ioc_desktop.documents.model import (
    Authority,
    BodyAnnex,
    Bullet,
    Chart,
    Citation,
    Column,
    Family,
    Heading,
    Level,
    Paper,
    Paragraph,
    PhotoAnnex,
    Right,
    Series,
    Signer,
    Span,
    Table,
    Urgency,
)
from ioc_desktop.documents.places import signature_place
from tests.support import papers


def sheets(paper: Paper) -> list[Sheet]:
    return read(build(paper, made_at=papers.MADE_AT))


def parts(paper: Paper) -> Parts:
    return take_apart(sheets(paper))


def lines(found: list[Sheet]) -> list[str]:
    return [row.text for sheet in found for row in sheet.rows]


def line(found: list[Sheet], begins: str) -> Row:
    return next(row for sheet in found for row in sheet.rows if row.text.startswith(begins))


def test_the_number_and_the_date_share_a_line() -> None:
    head = parts(papers.report()).head
    assert head.number
    assert head.place
    assert abs(head.number.base - head.place.base) < 0.5
    assert head.number.text == "Số: 05/BC-UBND"
    assert head.place.text == "Hòa Tiến, ngày 05 tháng 01 năm 2026"


def test_a_draft_leaves_room_for_number_and_date() -> None:
    head = parts(papers.report(number=None, date=None, draft=True)).head
    assert head.number
    assert re.fullmatch(r"Số: {7,}/BC-UBND", head.number.text)
    assert head.place
    assert re.fullmatch(r"Hòa Tiến, ngày +tháng +năm", head.place.text)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_dates_are_written_as_the_decree_asks(day: date, written: str) -> None:
    assert wording.date_words(day) == written


def test_other_words_in_official_form() -> None:
    assert wording.grouped(48123456) == "48.123.456"
    assert [wording.roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert [wording.offset_words(each) for each in (None, 0.01, 2.5, -13.25)] == [
        "chưa đo",
        "đúng giờ",
        "+2,5 giây",
        "-13,2 giây",
    ]
    assert wording.moment(papers.MADE_AT) == "10:04:05 ngày 05/01/2026"
    assert wording.right_words(Family.PARTY, Right(Authority.FOR_HEAD, "Bí thư")) == "K/T BÍ THƯ"


def test_a_party_document_has_its_own_head() -> None:
    found = lines(sheets(papers.party_plan()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in found
    assert "*" in found
    assert "Số 05-KH/ĐU" in found
    assert "T/M BAN THƯỜNG VỤ" in found
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in found
    assert not [text for text in found if text.endswith("./.")]


def test_a_resolution_names_term_and_session() -> None:
    found = lines(sheets(papers.resolution()))
    assert "KHÓA II, KỲ HỌP THỨ 6" in found
    assert "Điều 1. Thông qua Đề án giám sát ngập úng." in found
    assert "Điều 2. Tổ chức thực hiện" in found


def test_headings_are_numbered_by_level() -> None:
    levels = (Level.SECTION, Level.ITEM, Level.POINT, Level.POINT, Level.ITEM, Level.SECTION, Level.ITEM)
    blocks = [Heading(f"Mục {number}", level) for number, level in enumerate(levels)]
    found = lines(sheets(papers.report(body=(*blocks, Paragraph("Hết.")))))
    for text in ("I. Mục 0", "1. Mục 1", "a) Mục 2", "b) Mục 3", "2. Mục 4", "II. Mục 5", "1. Mục 6"):
        assert text in found


def test_points_past_d_follow_the_vietnamese_alphabet() -> None:
    found = [label for label, _ in zip(wording.letters(), range(25), strict=False)]
    assert found[:8] == list("abcdđegh")
    assert found[23:] == ["aa", "ab"]


def test_grounds_end_in_semicolons_and_the_last_in_a_point() -> None:
    found = lines(sheets(papers.report(body=(Citation("Căn cứ A."), Citation("Căn cứ B;"), Paragraph("Báo cáo")))))
    assert "Căn cứ A;" in found
    assert "Căn cứ B." in found


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        (Paragraph("Hết."), "Hết./."),
        (Paragraph("Hết./."), "Hết./."),
        (Bullet("Hết;"), "- Hết./."),
        (Paragraph((Span("Hết"), Span(". ", bold=True))), "Hết./."),
        (Table((Column("A"),), (("1",),)), "./."),
    ],
)
def test_the_end_mark_is_written_once(last: Paragraph | Bullet | Table, wanted: str) -> None:
    assert wanted in lines(sheets(papers.report(body=(Paragraph("Đầu."), last))))


def test_an_empty_body_still_ends() -> None:
    assert len(ended(())) == 1
    assert "./." in lines(sheets(papers.report(body=())))


def test_table_headings_are_repeated_on_every_page() -> None:
    found = sheets(papers.report(body=(papers.table(90), Paragraph("Hết."))))
    with_rows = [sheet for sheet in found if any("cảm biến" in row.text for row in sheet.rows)]
    assert len(with_rows) >= 4
    for sheet in with_rows:
        assert [row.text for row in sheet.rows].count("Nhiệm vụ") == 1
    assert lines(found).count("Bảng 1. Nhiệm vụ và kinh phí") == 1


def test_a_caption_never_stands_alone_at_the_foot_of_a_page() -> None:
    for gap in range(18, 34):
        found = sheets(papers.report(body=(*[Paragraph("Dòng.")] * gap, papers.table(4), Paragraph("Hết."))))
        caption = line(found, "Bảng 1.")
        heads = next(row for sheet in found for row in sheet.rows if row.text == "Nhiệm vụ")
        first = next(row for sheet in found for row in sheet.rows if row.text == "1")
        assert caption.page == heads.page == first.page


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for gap in range(18, 34):
        body = (*[Paragraph("Dòng.")] * gap, Heading("CUỐI"), Paragraph(papers.SENTENCE), Paragraph("Hết."))
        found = sheets(papers.report(body=body))
        assert line(found, "I. CUỐI").page == line(found, "Lúc 14 giờ").page


def test_no_page_bears_a_signature_alone() -> None:
    for gap in range(8, 40, 2):
        found = sheets(papers.report(body=(*[Paragraph("Dòng.")] * gap, Paragraph("Hết."))))
        last = [row.text for row in found[-1].rows]
        assert "Hết./." in last
        assert "PHÓ CHỦ TỊCH" in last
        assert "Nơi nhận:" in last


def test_annexes_are_numbered_apart_and_their_pages_too() -> None:
    found = sheets(papers.full_report())
    names = [row.text for sheet in found for row in sheet.rows if re.fullmatch(r"Phụ lục [IVX]+", row.text)]
    assert names == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    numbers = [
        next((row.text for row in sheet.rows if row.base > sheet.height - 56 and row.text.isdigit()), "")
        for sheet in found
    ]
    starts = [number for number, text in enumerate(numbers) if not text]
    assert len(starts) == 5
    for begin, end in pairwise([*starts, len(numbers)]):
        assert numbers[begin + 1 : end] == [str(count) for count in range(2, end - begin + 1)]
    reference = "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân"
    assert any(text.startswith(reference) for text in lines(found))


def test_one_annex_has_no_number() -> None:
    assert "Phụ lục" in lines(sheets(papers.report(annexes=(papers.evidence(),))))


def test_evidence_and_wide_annexes_lie() -> None:
    wide = BodyAnnex("Rộng", (papers.table(3),), landscape=True)
    found = sheets(papers.report(annexes=(papers.evidence(), BodyAnnex("Hẹp", (Paragraph("A."),)), wide)))
    assert [sheet.width > sheet.height for sheet in found if sheet.number > 2] == [True, False, True]


@pytest.mark.parametrize(("per_page", "pages"), [(1, 7), (2, 4), (4, 2), (6, 2)])
def test_photos_stand_as_many_on_a_page_as_asked(per_page: int, pages: int) -> None:
    photos = tuple(papers.photo(seed, (640, 480)) for seed in range(7))
    found = [
        sheet for sheet in sheets(papers.report(annexes=(PhotoAnnex("Ảnh", photos, per_page),))) if sheet.number > 2
    ]
    counts = [sum(bool(re.match(r"Ảnh \d+\.", row.text)) for row in sheet.rows) for sheet in found]
    assert len(counts) == pages
    assert counts[:-1] == [per_page] * (pages - 1)
    text = "\n".join(lines(found))
    assert all(f"SHA-256: {photo.sha256[:20]}" in text for photo in photos)
    assert text.count("Thời gian: 00:04:05 ngày 05/01/2026") == 7


def test_another_number_of_photos_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="3"):
        build(papers.report(annexes=(PhotoAnnex("Ảnh", (papers.photo(),), 3),)))


def test_the_drill_is_stamped_on_every_page() -> None:
    found = sheets(papers.full_report(drill=True))
    for sheet in found:
        assert "DIỄN TẬP" in [row.text for row in sheet.rows]
        assert sheet.slanted == "DIỄN TẬP"
    assert "DIỄN TẬP" not in lines(sheets(papers.full_report()))


def test_drafts_are_stamped_on_every_page() -> None:
    for sheet in sheets(papers.full_report(draft=True)):
        assert [row.text for row in sheet.rows].count("DỰ THẢO") == 1


@pytest.mark.parametrize(("urgency", "wide"), [(Urgency.FLASH, 30), (Urgency.IMMEDIATE, 40), (Urgency.URGENT, 20)])
def test_urgency_stands_in_a_box_of_its_size(urgency: Urgency, wide: float) -> None:
    sheet = sheets(papers.report(urgency=urgency))[0]
    stamp = next(row for row in sheet.rows if row.text == urgency.value)
    box = next(box for box in sheet.boxes if box.holds(stamp))
    assert (box.width / MM, box.height / MM) == pytest.approx((wide, 8), abs=0.1)
    assert not stamp.is_black


def test_bookmarks_lead_to_headings_and_annexes() -> None:
    reader = PdfReader(io.BytesIO(build(papers.full_report())))

    def titles(entries: object) -> list[object]:
        assert isinstance(entries, list)
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    assert titles(reader.outline) == [
        "I. TÌNH HÌNH",
        ["1. Diễn biến", "2. Lực lượng tham gia", ["a) Công an xã", "b) Ban chỉ huy quân sự xã"]],
        "II. KIẾN NGHỊ",
        "Phụ lục I. Tiến độ khắc phục",
        "Phụ lục II. Dự toán chi tiết",
        "Phụ lục III. Ảnh hiện trường",
        "Phụ lục IV. Danh mục chứng cứ điện tử",
    ]


def rendered(content: bytes, folder: Path, page: int, dots: int = 200) -> QImage:
    path = folder / "shown.pdf"
    path.write_bytes(content)
    document = QPdfDocument()
    document.load(str(path))
    size = document.pagePointSize(page)
    scale = dots / 72
    drawn = document.render(page, QSize(round(size.width() * scale), round(size.height() * scale)))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB888)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def test_the_code_on_the_print_says_document_and_content(tmp_path: Path) -> None:
    paper = papers.report()
    content = build(paper)
    frame = read(content)[1].boxes[0]
    # OpenCV's reader finds a code at some sizes and not at others; phones are better at it.
    told = {code_read(rendered(content, tmp_path, 1, scale * 72), frame, scale) for scale in (2, 3, 4, 5)}
    assert f"IOC1:{paper.document_id}:{content_sha256(paper)}" in told
    assert len(told - {""}) == 1


def code_read(shown: QImage, frame: Box, scale: int) -> str:
    pixels = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
    picture = pixels[:, : shown.width() * 3].reshape(shown.height(), shown.width(), 3)
    top, left = round(shown.height() - frame.y1 * scale), round(frame.x0 * scale)
    code = picture[top + 4 : top + 62 * scale, left + 4 : left + 62 * scale]
    return cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(code))[0]


def test_the_fingerprint_follows_every_word_and_picture() -> None:
    paper = papers.full_report()
    first = content_sha256(paper)
    assert first == content_sha256(papers.full_report())
    changes = (
        {"number": 6},
        {"date": date(2026, 1, 6)},
        {"body": paper.body[1:]},
        {"drill": True},
        {"subject": "khác"},
    )
    other = replace(papers.photo(9), sha256=papers.photo(0).sha256)
    spoilt = replace(paper, annexes=(*paper.annexes[:2], PhotoAnnex("Ảnh hiện trường", (other,)), *paper.annexes[3:]))
    digests = {content_sha256(papers.full_report(**change)) for change in changes} | {content_sha256(spoilt)}
    assert first not in digests
    assert len(digests) == 6


def test_the_fingerprint_stays_the_same_through_versions() -> None:
    paper = papers.letter(body=(Paragraph("Nội dung."),))
    assert content_sha256(paper) == "dfba829d3fe56514140165c64678dab3cc73b630583565c193b93498525bea7b"


def test_the_address_stands_at_the_foot_of_the_first_page_alone() -> None:
    body = [Paragraph(papers.SENTENCE)] * 20
    first, second, *_ = sheets(papers.report(contact="Địa chỉ: xã Hòa Tiến", body=(*body, Paragraph("Hết."))))
    address = first.rows[-1]
    assert address.text == "Địa chỉ: xã Hòa Tiến"
    assert 20 * MM < address.base < 26 * MM
    rule = min(first.rules, key=lambda one: one.y0)
    assert address.base < rule.y0 < first.rows[-2].base
    assert rule.width == pytest.approx(165 * MM, abs=1)
    assert not [row for row in second.rows if row.text.startswith("Địa chỉ")]


def test_the_room_for_signatures_can_be_found_and_is_free() -> None:
    content = build(papers.report(co_signer=Signer("Người giao ca", "Lê Văn C")))
    found = read(content)
    for left in (False, True):
        place = signature_place(content, co_signer=left)
        assert place
        x0, y0, x1, y1 = place.box
        assert x1 - x0 > 150
        assert y1 - y0 > 70
        rows = found[place.page].rows
        assert not [row for row in rows if x0 < row.middle < x1 and y0 < row.base + 4 < y1]
        name = "Lê Văn C" if left else "Trần Thị B"
        below = next(row for row in rows if row.text == name)
        assert x0 < below.middle < x1
        assert below.base < y0


def test_a_foreign_file_has_no_marked_room() -> None:
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.drawString(100, 100, "nothing")
    canvas.save()
    assert signature_place(held.getvalue()) is None


def test_the_recipients_are_level_with_the_signer() -> None:
    foot = parts(papers.report()).foot
    assert foot.title
    assert abs(foot.title.base - foot.offices[0].base) < 3.0
    assert [row.text for row in foot.offices] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert foot.recipients[-1].text == "- Lưu: VT, TTĐH."


def chart_of(values: tuple[float | None, ...]) -> Chart:
    return Chart(tuple(f"Tháng {number}" for number in range(len(values))), (Series("Sự vụ", values),), "Biểu đồ")


@pytest.mark.parametrize(
    "values", [(), (0.0,), (None, None), (-5.0, 12.5), (1e12, 3.0), (float("nan"), 2.0), tuple(map(float, range(200)))]
)
def test_any_values_make_a_chart(values: tuple[float | None, ...]) -> None:
    assert "Hình 1. Biểu đồ" in lines(sheets(papers.report(body=(chart_of(values), Paragraph("Hết.")))))


def test_axes_have_round_steps() -> None:
    scale = scale_of([3.0, 41.0])
    assert (scale.low, scale.high, scale.step) == (0.0, 60.0, 20.0)
    assert scale_of([]).high > 0
    assert scale_of([-7.0]).low <= -7.0


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda: papers.report(body=(Table((Column("A"),), (("1", "2"),)),)), "documents.bad_row"),
        (lambda: papers.report(body=(Table((Column("A"),) * 30, ()),)), "documents.too_many_columns"),
        (
            lambda: papers.report(annexes=(PhotoAnnex("Ảnh", (replace(papers.photo(), image=b"GIF89a"),)),)),
            "documents.bad_picture",
        ),
    ],
)
def test_what_cannot_be_laid_out_is_a_sentence(spoil: Callable[[], Paper], code: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        build(spoil())
    assert caught.value.code == code


def test_without_fonts_the_sentence_names_the_package(tmp_path: Path) -> None:
    (tmp_path / "times.ttf").write_bytes(b"no font")
    with pytest.raises(ExpectedError, match="fonts-liberation2"):
        fonts.find_fonts(iter([tmp_path, tmp_path / "none"]))


def test_documents_built_at_once_are_as_those_built_one_by_one() -> None:
    made = [papers.report(number=number, body=papers.body()[: 4 + number]) for number in range(1, 9)]
    one_by_one = [build(paper, made_at=papers.MADE_AT) for paper in made]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda paper: build(paper, made_at=papers.MADE_AT), made))
    assert at_once == one_by_one


def test_a_table_under_a_heading_begins_on_the_page_of_its_heading_and_breaks() -> None:
    body = (*[Paragraph("Dòng.")] * 8, Heading("BẢNG"), replace(papers.table(30), caption=""), Paragraph("Hết."))
    found = sheets(papers.report(body=body))
    assert line(found, "I. BẢNG").page == 1
    assert [any("cảm biến" in row.text for row in sheet.rows) for sheet in found[:2]] == [True, True]


def test_headings_of_several_levels_stay_with_the_table_they_head() -> None:
    for gap in range(14, 30):
        heads = (Heading("MỤC"), Heading("Khoản", Level.ITEM), Heading("Điểm", Level.POINT))
        found = sheets(papers.report(body=(*[Paragraph("Dòng.")] * gap, *heads, papers.table(9), Paragraph("Hết."))))
        pages = {line(found, begins).page for begins in ("I. MỤC", "1. Khoản", "a) Điểm", "Bảng 1.")}
        first = next(row for sheet in found for row in sheet.rows if row.text == "1")
        assert pages == {first.page}
