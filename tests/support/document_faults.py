"""Spoilt documents, each with one deviation from the rules, and what the linter must say of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ioc_desktop.documents import annexes, body, fonts, header, pages, signature, text, wording
from ioc_desktop.documents import build as building
from ioc_desktop.documents.model import BodyAnnex, Citation, Paper, Paragraph, Signer, Span
from tests.support import papers


def long_report(**more: object) -> Paper:
    """Two full pages of running text and a third."""
    return papers.report(
        body=(*papers.body(), *[Paragraph(papers.SENTENCE)] * 15, Paragraph("Xin báo cáo.")), **more
    )  # fmt: skip


def with_annexes(**more: object) -> Paper:
    return papers.report(
        annexes=(BodyAnnex("Tiến độ", (Paragraph(papers.SENTENCE),)), papers.evidence(40)), **more
    )  # fmt: skip


Spoil = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Fault:
    """One planted deviation.

    Attributes:
        codes: the findings that it must cause, and no others.
        layout: fields that deviate.
        spoil: patches the builder.
        edit: changes the finished file.
    """

    codes: set[str]
    paper: Callable[[], Paper] = long_report
    layout: dict[str, float] | None = None
    spoil: Spoil | None = None
    edit: Callable[[bytes], bytes] | None = None


def put(place: Any, name: str, by: Any) -> Spoil:
    return lambda patch: patch.setattr(place, name, by)


def changed(module: Any, name: str, by: Callable[[Any], Any]) -> Spoil:
    """Change what a function of the builder returns."""
    known = getattr(module, name)
    return put(module, name, lambda *given: by(known(*given)))


def each(module: Any, name: str, **fields: Any) -> Spoil:
    """Change each of the lines that a function returns."""
    return changed(module, name, lambda lines: [replace(line, **fields) for line in lines])


def words(module: Any, name: str, old: str, new: str) -> Spoil:
    return changed(module, name, lambda line: line.replace(old, new))


def in_sans(patch: pytest.MonkeyPatch) -> None:
    path = fonts.find_fonts()[0].face.filename
    name = path if isinstance(path, str) else path.decode()
    pdfmetrics.registerFont(TTFont("Sans", name.replace("Serif", "Sans")))
    patch.setitem(text._FACES, (False, False), "Sans")


def unembedded(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font.get_object()["/FontDescriptor"].get_object().pop("/FontFile2", None)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def scan() -> bytes:
    held = io.BytesIO()
    Image.open(io.BytesIO(papers.photo_bytes(5, (827, 1169)))).save(held, "PDF", resolution=100)
    return held.getvalue()


def with_a_scanned_page(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.append(io.BytesIO(scan()))
    return written(writer)


def coloured(*given: Any, **named: Any) -> Any:
    return text.body_style(*given, **(named | {"textColor": colors.blue}))


def ragged(*given: Any, **named: Any) -> Any:
    return text.body_style(*given, **(named | {"align": text.LEFT}))


def upright_ground(self: body.BodyWriter, block: Citation, *, is_last: bool) -> Any:
    return text.paragraph(block.text + ("." if is_last else ";"), text.body_style(self._layout))


def ground_ending_in_a_point(self: body.BodyWriter, block: Citation, *, is_last: bool) -> Any:
    del is_last
    return text.paragraph((Span(block.text + ".", italic=True),), text.body_style(self._layout))


def in_small_letters(line: str, form: Any) -> Any:
    return text.paragraph(line.capitalize() if line.isupper() else line, form)


def title_first(head: list[Any]) -> list[Any]:
    first, gap, title, *rest = head
    return [title, gap, first, *rest]


def without_mark(lines: list[Any]) -> list[Any]:
    return [replace(line, text=line.text.replace("V/v ", "Về ")) for line in lines]


def numbered_from_one(self: pages.Pages, canvas: Any, layout: Any) -> None:
    self.page_of_part += 1
    canvas.setFont(fonts.REGULAR, layout.page_number_pt)
    middle = layout.left_mm * pages.MM + layout.text_width / 2
    canvas.drawCentredString(middle, (layout.height_mm - layout.page_number_mm) * pages.MM, str(self.page_of_part))


def no_numbers(_self: pages.CountAnew, doc: pages.Pages) -> None:
    doc.page_of_part = -50


FAULTS: dict[str, Fault] = {
    "left margin too narrow": Fault({"margin.left"}, layout={"left_mm": 25}),
    "left margin too wide": Fault({"margin.left"}, layout={"left_mm": 40}),
    "right margin too narrow": Fault({"margin.right"}, layout={"right_mm": 10}),
    "right margin too wide": Fault({"margin.right"}, layout={"right_mm": 28}),
    "upper margin too narrow": Fault({"margin.top"}, layout={"top_mm": 16, "page_number_mm": 11}),
    "upper margin too wide": Fault({"margin.top"}, layout={"top_mm": 32}),
    "lower margin too narrow": Fault({"margin.bottom"}, layout={"bottom_mm": 9}),
    "another sheet": Fault({"page.size"}, layout={"width_mm": 216, "height_mm": 279}),
    "title too large": Fault({"title.size"}, layout={"heading_pt": 14}),
    "motto too small": Fault({"motto.size"}, layout={"motto_pt": 12}),
    "motto misspelt": Fault({"motto.form"}, spoil=put(wording, "MOTTO", "Độc lập - Tự do - Hạnh Phúc")),
    "no motto": Fault({"motto.missing"}, spoil=changed(header, "_right_lines", lambda lines: lines[:1])),
    "no rule under the motto": Fault({"motto.rule"}, spoil=each(header, "_right_lines", rule=0.0)),
    "parent too large": Fault({"parent.size"}, papers.letter, {"parent_pt": 15}),
    "organ too small": Fault({"organ.size"}, layout={"organ_pt": 11}),
    "rule under the organ too long": Fault({"organ.rule"}, layout={"organ_rule": 0.9}),
    "no rule under the organ": Fault({"organ.rule"}, layout={"organ_rule": 0.0}),
    "number too small": Fault({"number.size"}, layout={"number_pt": 11}),
    "number without a zero": Fault({"number.form"}, spoil=words(wording, "number_words", "05", "5")),
    "number with a space in its symbol": Fault(
        {"number.form"}, spoil=words(wording, "number_words", "BC-UBND", "BC - UBND")
    ),
    "number without a colon": Fault({"number.form"}, spoil=words(wording, "number_words", "Số:", "Số")),
    "no number": Fault({"number.missing"}, spoil=each(header, "_number_lines", text=" ")),
    "blank number though not a draft": Fault({"number.blank"}, lambda: long_report(number=None)),
    "date without zeros": Fault(
        {"place.form"}, spoil=words(wording, "date_words", "ngày 05 tháng 01", "ngày 5 tháng 1")
    ),
    "date with slashes": Fault({"place.missing"}, spoil=put(wording, "date_words", lambda _day: "05/01/2026")),
    "place too small": Fault({"place.size"}, layout={"place_pt": 11}),
    "place not in italics": Fault({"place.italic"}, spoil=each(header, "_place_lines", font=fonts.REGULAR)),
    "kind too large": Fault({"kind.size"}, layout={"kind_pt": 18}),
    "subject too small": Fault({"subject.size"}, layout={"subject_pt": 12}),
    "rule under the subject too long": Fault({"subject.rule"}, layout={"kind_rule": 1.0}),
    "kind over the head": Fault({"order"}, spoil=changed(building, "head_of", title_first)),
    "subject of a letter too small": Fault({"letter_subject.size"}, papers.letter, {"letter_subject_pt": 10}),
    "letter without V/v": Fault(
        {"letter_subject.form"}, papers.letter, spoil=changed(header, "_below_lines", without_mark)
    ),
    "letter to nobody": Fault({"addressee.missing"}, lambda: papers.letter(addressees=())),
    "text too small": Fault({"body.size"}, layout={"body_pt": 12}),
    "text in another face": Fault({"font.family"}, papers.letter, spoil=in_sans),
    "faces not embedded": Fault({"font.embedded"}, edit=unembedded),
    "coloured text": Fault({"text.colour"}, spoil=put(body, "body_style", coloured)),
    "lines too far apart": Fault({"body.line"}, layout={"line": 2.0}),
    "first line not set in": Fault({"body.first_line"}, layout={"first_line_mm": 0}),
    "first line set in too far": Fault({"body.first_line"}, layout={"first_line_mm": 20}),
    "paragraphs too close": Fault({"body.paragraph_gap"}, layout={"paragraph_gap_pt": 1}),
    "ragged text": Fault({"body.justified"}, spoil=put(body, "body_style", ragged)),
    "grounds upright": Fault({"ground.italic"}, spoil=put(body.BodyWriter, "_citation", upright_ground)),
    "grounds ending in a point": Fault(
        {"ground.end"}, spoil=put(body.BodyWriter, "_citation", ground_ending_in_a_point)
    ),
    "no end mark": Fault({"body.end"}, spoil=put(building, "closing", lambda paper: paper.body)),
    "signer too small": Fault({"signer.size", "name.size"}, layout={"signer_pt": 12.7}),
    "right without a point": Fault({"signer.right"}, spoil=words(signature, "right_words", "TM. ", "TM ")),
    "academic title": Fault({"name.title"}, lambda: long_report(signer=Signer("Chủ tịch", "TS. Trần Văn A"))),
    "no name": Fault({"signer.name"}, lambda: long_report(signer=Signer("Chủ tịch"))),
    "no signer": Fault({"signer.missing"}, lambda: long_report(signer=Signer(""))),
    "no recipients": Fault({"recipients.missing"}, lambda: long_report(recipients=(), filing="")),
    "recipients' title too large": Fault({"recipients_title.size"}, layout={"recipients_title_pt": 14}),
    "recipients too large": Fault({"recipients.size"}, layout={"recipients_pt": 12.5}),
    "recipients with commas": Fault(
        {"recipients.form"},
        spoil=put(signature, "paragraph", lambda line, form: text.paragraph(line.replace(";", ","), form)),
    ),
    "recipients without filing": Fault({"recipients.filing"}, lambda: long_report(filing="Công an thành phố")),
    "contact too large": Fault(
        {"contact.size"}, lambda: long_report(contact="Địa chỉ: xã Hòa Tiến"), {"contact_pt": 12.4}
    ),
    "page number too small": Fault({"page_number.size"}, layout={"page_number_pt": 10}),
    "page number at the foot": Fault({"page_number.place"}, layout={"page_number_mm": 287}),
    "page number on the first page": Fault({"page_number.first"}, spoil=put(pages.Pages, "_begin", numbered_from_one)),
    "no page numbers in annexes": Fault(
        {"page_number.missing"}, with_annexes, spoil=put(pages.CountAnew, "apply", no_numbers)
    ),
    "pages counted through": Fault(
        {"page_number.first", "page_number.value"},
        with_annexes,
        spoil=put(pages.CountAnew, "apply", lambda _self, _doc: None),
    ),
    "a scanned page": Fault({"page.scanned", "page_number.missing"}, edit=with_a_scanned_page),
    "table too small": Fault({"table.size"}, papers.full_report, {"table_pt": 6}),
    "annex numbered in Arabic": Fault(
        {"annex.name"}, with_annexes, spoil=put(annexes, "annex_name", lambda _paper, number: f"Phụ lục {number}")
    ),
    "annex without reference": Fault(
        {"annex_reference.missing"}, with_annexes, spoil=changed(annexes, "heading_of", lambda heading: heading[:-1])
    ),
    "annex heading too small": Fault(
        {"annex.size", "annex_title.size", "annex_reference.size"}, with_annexes, {"annex_pt": 12}
    ),
    "annex title in small letters": Fault(
        {"annex_title.upper"}, with_annexes, spoil=put(annexes, "paragraph", in_small_letters)
    ),
    "Party number with a slash": Fault(
        {"number.form"}, papers.party_plan, spoil=words(wording, "number_words", "05-", "05/")
    ),
    "Party title too small": Fault({"title.size"}, papers.party_plan, {"heading_pt": 13}),
    "Party text too small": Fault({"body.size"}, papers.party_plan, {"body_pt": 13}),
}
