"""Writing number and date into an approved document: in the blanks that it was laid out with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from ioc_desktop.documents import fonts
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.appending import appending
from ioc_desktop.documents.signing.drawing import drawn
from ioc_desktop.documents.signing.signing import readable

_NUMBER = re.compile(r"Số:?(?P<number> {3,})[/-]")
_DATE = re.compile(r"ngày(?P<day> {3,})tháng(?P<month> {3,})năm(?P<year> {3,})")


class Letter(NamedTuple):
    """One letter of the page, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


class _Blank(NamedTuple):
    words: str
    font: str
    left: float
    right: float
    base: float
    size: float
    is_flush: bool


def stamp(content: bytes, code: str, day: date) -> bytes:
    """The document with number and date in their blanks on the first page; as it was where it has no blanks.

    Args:
        code: number and symbol, ``05/BC-TTĐH``; only the number is written, the symbol stands there.

    Raises:
        ExpectedError: ``signing.not_pdf``, ``signing.encrypted``.
    """
    with readable(content):
        blanks = list(_blanks(first_page(content), code.partition("/")[0], day))
    return _written(content, blanks) if blanks else content


def first_page(content: bytes) -> Sequence[Letter]:
    """The letters of the first page in the order in which they were drawn.

    Raises:
        ExpectedError: ``signing.not_pdf``.
    """
    try:
        pages = extract_pages(io.BytesIO(content), page_numbers=[0], laparams=None)
        return [letter for page in pages for letter in _letters(page)]
    except (PDFException, PSException, *failures.BROKEN_FILE) as error:
        raise failures.not_a_pdf() from error


def _letters(container: LTContainer[Any]) -> Iterator[Letter]:
    for item in container:
        if isinstance(item, LTChar):
            yield Letter(item.get_text(), item.x0, item.x1, item.matrix[5], item.size)
        elif isinstance(item, LTContainer):
            yield from _letters(item)


def _blanks(letters: Sequence[Letter], number: str, day: date) -> Iterator[_Blank]:
    text = "".join(letter.text if len(letter.text) == 1 else "\ufffd" for letter in letters)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    said = {"number": number, "day": f"{day.day:02d}", "month": month, "year": str(day.year)}
    for pattern, font in ((_NUMBER, fonts.REGULAR), (_DATE, fonts.ITALIC)):
        found = pattern.search(text)
        for name, (start, end) in _groups(found):
            run = letters[start:end]
            if all(letter.base == run[0].base for letter in run):
                size = letters[found.start()].size if found else run[0].size
                yield _Blank(said[name], font, run[0].left, run[-1].right, run[0].base, size, name == "year")


def _groups(found: re.Match[str] | None) -> Iterator[tuple[str, tuple[int, int]]]:
    if found is not None:
        for name in found.groupdict():
            yield name, found.span(name)


def _written(content: bytes, blanks: Sequence[_Blank]) -> bytes:
    try:
        writer = appending(content)
        left, bottom, right, top = _page_box(writer)
        page = drawn(right - left, top - bottom, _painter(blanks, left, bottom))
        drawing = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(page)))
        make: Any = generic.DictionaryObject  # pyHanko's objects have no types
        resources = make({"/XObject": make({"/IocNumber": drawing})})
        stream = generic.StreamObject(stream_data=f"q 1 0 0 1 {left:g} {bottom:g} cm /IocNumber Do Q".encode())
        writer.add_stream_to_page(0, writer.add_object(stream), resources)
        held = io.BytesIO()
        writer.write(held)
    except failures.BROKEN_FILE as error:
        raise failures.not_a_pdf() from error
    return held.getvalue()


def _painter(blanks: Sequence[_Blank], left: float, bottom: float) -> Callable[[Any], None]:
    def paint(canvas: Any) -> None:
        for blank in blanks:
            width, room = fonts.width(blank.words, blank.font, blank.size), blank.right - blank.left
            x = blank.left + (blank.size * 0.25 if blank.is_flush else (room - width) / 2)
            canvas.setFont(blank.font, blank.size)
            canvas.drawString(x - left, blank.base - bottom, blank.words)

    return paint


def _page_box(writer: Any) -> tuple[float, float, float, float]:
    page = writer.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in page and "/Parent" in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(value) for value in page["/MediaBox"])
    return left, bottom, right, top
