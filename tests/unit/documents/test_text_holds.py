"""Any text of any length stays between the margins and is read back whole."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents import fonts
from ioc_desktop.documents.build import build
from ioc_desktop.documents.layout import MM, STATE
from ioc_desktop.documents.model import (
    Block,
    BodyAnnex,
    Bullet,
    Column,
    Heading,
    Issuer,
    KeyFacts,
    Level,
    Paragraph,
    Signer,
    Span,
    Table,
)
from ioc_desktop.documents.tables import column_widths
from tests.support import papers

# Each try lays out and reads a document: shrinking a failure would take minutes.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ0123456789.,;:!?()-/%&<>\"'“”–áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩị"
LETTERS += "óòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵẲẴẶẤẦỔỖỘỚỜỞỠỨỪỬỮỰỲỶỸỴ"
WORDS = st.text(LETTERS, min_size=1, max_size=12)
LONG_WORDS = st.text(LETTERS, min_size=40, max_size=260)
TEXTS = st.lists(st.one_of(*[WORDS] * 12, LONG_WORDS, st.just("\n")), max_size=220).map(" ".join)
SHORT = st.lists(st.one_of(*[WORDS] * 6, st.text(LETTERS, min_size=20, max_size=70)), min_size=1, max_size=14)
SHORT_TEXTS = SHORT.map(" ".join)
NAMES = SHORT_TEXTS.map(lambda text: text[:90])
STYLED = st.lists(st.builds(Span, TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, st.one_of(TEXTS, STYLED)),
    st.builds(Bullet, TEXTS),
    st.builds(Heading, SHORT_TEXTS, st.sampled_from(Level)),
    st.builds(KeyFacts, st.lists(st.tuples(SHORT_TEXTS, TEXTS), min_size=1, max_size=4).map(tuple)),
)
CELLS = st.one_of(*[SHORT_TEXTS] * 5, TEXTS)

TABLES = st.integers(1, 6).flatmap(
    lambda count: st.tuples(
        st.lists(st.floats(0, 5), min_size=count, max_size=count),
        st.lists(st.tuples(*[CELLS] * count), min_size=1, max_size=25).map(tuple),
    )
)


@dataclass(frozen=True)
class Letter:
    page: int
    x0: float
    x1: float
    base: float
    text: str
    font: str


def objects(items: Iterable[Any]) -> Iterable[Any]:
    for item in items:
        yield item
        if isinstance(item, LTFigure):
            yield from objects(item)


def check_margins(page: Any, number: int) -> list[Letter]:
    """Nothing stands outside of the text's frame but the page number over it; returns the letters within."""
    lies = page.width > page.height
    wide, high = (STATE.height_mm, STATE.width_mm) if lies else (STATE.width_mm, STATE.height_mm)
    left, right = STATE.left_mm * MM - 1, (wide - STATE.right_mm) * MM + 1
    low, top = STATE.bottom_mm * MM - 1, (high - STATE.top_mm) * MM + 1
    letters = []
    for item in objects(page):
        if isinstance(item, LTChar):
            base = item.matrix[5]
            if base > top and number > 1:
                assert item.get_text().isdigit()
                continue
            if item.get_text().strip():
                assert left <= item.x0, item
                assert item.x1 <= right, item
                assert low <= base - 0.22 * item.size, item
                assert base + 0.68 * item.size <= top, item
                letters.append(Letter(number, item.x0, item.x1, base, item.get_text(), item.fontname))
        elif isinstance(item, LTCurve | LTImage):
            assert left <= item.x0 <= item.x1 <= right, item
            assert low <= item.y0 <= item.y1 <= top, item
    return letters


def letters_of(content: bytes) -> list[Letter]:
    """In reading order."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources)
    found: list[Letter] = []
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(content)), 1):
        PDFPageInterpreter(resources, device).process_page(page)
        found += check_margins(device.get_result(), number)
    return sorted(found, key=lambda one: (one.page, -round(one.base * 4), one.x0))


def bare(text: Any) -> str:
    """Characters without spaces, as printed."""
    whole = text if isinstance(text, str) else "".join(span.text for span in text)
    return "".join(fonts.printable(whole).split())


def joined(letters: Iterable[Letter]) -> str:
    return unicodedata.normalize("NFC", "".join(letter.text for letter in letters))


def written(block: Block) -> list[str]:
    if isinstance(block, KeyFacts):
        return [part for name, value in block.facts for part in (bare(name), bare(value))]
    if isinstance(block, Heading):
        return [bare(block.title)]
    assert isinstance(block, Paragraph | Bullet)
    return [bare(block.text)]


def columns(letters: list[Letter]) -> tuple[str, str]:
    """The text of the two columns of facts; running text is in both."""
    edge = (STATE.left_mm + 46) * MM - 0.5
    left = joined(letter for letter in letters if letter.x0 < edge)
    return left, joined(letter for letter in letters if letter.x0 >= edge)


@settings(max_examples=30, deadline=None, phases=WITHOUT_SHRINKING)
@given(st.lists(BLOCKS, min_size=1, max_size=8).map(tuple))
@example((Paragraph("x" * 4000), Paragraph("")))
@example((KeyFacts((("Tên " + "rất dài " * 80, "giá trị " * 900),)),))
@example((Heading("Ẳ" * 3000),))
@example((Paragraph("<b>không phải thẻ</b> & <para> ]]> &amp;"), Bullet("a\tb\x00c\u200bd\r\ne")))
@example((Paragraph("😀 chữ 漢 và ký hiệu ∮"),))
def test_running_text_is_read_back_whole(blocks: tuple[Block, ...]) -> None:
    letters = letters_of(build(papers.report(body=(*blocks, Paragraph("Hết."))), made_at=papers.MADE_AT))
    whole = joined(letters)
    left, right = columns(letters)
    for block in blocks:
        for part in written(block):
            place = (left, right) if isinstance(block, KeyFacts) else (whole,)
            assert any(part in text for text in place), part


@settings(max_examples=30, deadline=None, phases=WITHOUT_SHRINKING)
@given(made=TABLES, landscape=st.booleans())
@example(made=([1.0, 0.0, 9.0], (("ngắn", "y" * 900, "Nội dung " * 1200),)), landscape=False)
def test_tables_are_read_back_whole(made: tuple[list[float], tuple[tuple[str, ...], ...]], *, landscape: bool) -> None:
    weights, rows = made
    table = Table(tuple(Column("Cột", weight) for weight in weights), rows)
    annex = BodyAnnex("Bảng", (table,), landscape=landscape)
    letters = letters_of(build(papers.report(body=(Paragraph("Xem bảng."),), annexes=(annex,)), made_at=papers.MADE_AT))
    begin = next(letter.page for letter in letters if letter.page > 1)
    plain = [letter for letter in letters if not letter.font.endswith(("Bold", "Italic"))]
    cells = [letter for letter in plain if letter.page >= begin]
    form = STATE.lying() if landscape else STATE
    at = form.left_mm * MM
    for number, width in enumerate(column_widths(table, form.text_width)):
        found = joined(letter for letter in cells if at <= letter.x0 < at + width)
        assert found == "".join(bare(row[number]) for row in rows)
        at += width


@settings(max_examples=20, deadline=None, phases=WITHOUT_SHRINKING)
@given(
    st.tuples(NAMES, NAMES, NAMES, NAMES),
    st.lists(SHORT_TEXTS, max_size=60).map(tuple),
    st.sampled_from(("", "Báo cáo")),
)
def test_names_of_any_length_stay_on_the_page(
    names: tuple[str, str, str, str], recipients: tuple[str, ...], kind: str
) -> None:
    organ, place, subject, name = names
    paper = papers.report(
        issuer=Issuer(papers.Family.COMMITTEE, organ, parent=name),
        place=place,
        subject=subject,
        kind=kind,
        addressees=recipients[:9],
        recipients=recipients,
        signer=Signer(subject, name),
        body=(Paragraph("Nội dung."),),
    )
    letters = letters_of(build(paper, made_at=papers.MADE_AT))
    counted = sorted(joined(letters))
    assert len(counted) >= len(bare(organ)) + len(bare(subject)) * 2 + len(bare(name)) * 2 + len(bare(place))


@pytest.mark.parametrize("field", ["subject", "place", "kind"])
def test_names_that_fill_the_page_are_refused_in_a_sentence(field: str) -> None:
    with pytest.raises(ExpectedError, match="quá dài"):
        build(papers.report(**{field: "rất dài " * 600}))


def test_a_signer_that_fills_the_page_is_refused_in_a_sentence() -> None:
    with pytest.raises(ExpectedError, match="quá dài"):
        build(papers.report(signer=Signer("Chủ tịch " * 300)))
