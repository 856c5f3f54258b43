"""Writing number and date into an approved document, in place of the blanks that it was laid out with.

A document of our own has its blank lines marked: they are taken out of the page and drawn anew with what they lacked,
so that the paper reads as if it had been built so. In others the blanks are filled and nothing else is touched.
"""

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
from ioc_desktop.documents.lines import BLANK_MARK
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.appending import appending
from ioc_desktop.documents.signing.drawing import drawn
from ioc_desktop.documents.signing.signing import readable

_NUMBER = re.compile(r"Số:?(?P<number> {3,})[/-]")
_DATE = re.compile(r"ngày(?P<day> {3,})tháng(?P<month> {3,})năm(?P<year> {3,})")
_MARKED = re.compile(rb"/%b BMC\b.*?\bEMC\b" % BLANK_MARK.encode(), re.DOTALL)
_TOUCHING_PT = 0.6


class Letter(NamedTuple):
    """One letter of the page, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


class _Text(NamedTuple):
    """Words to draw, about the middle."""

    words: str
    font: str
    middle: float
    base: float
    size: float


def stamp(content: bytes, code: str, day: date) -> bytes:
    """The document with number and date on its first page; as it was where it has no blanks for them.

    Args:
        code: number and symbol, ``05/BC-TTĐH``; only the number is written, the symbol stands there.

    Raises:
        ExpectedError: ``signing.not_pdf``, ``signing.encrypted``.
    """
    with readable(content):
        letters = first_page(content)
    number, text = code.partition("/")[0], "".join(_plain(letter) for letter in letters)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    said = {"number": number, "day": f"{day.day:02d}", "month": month, "year": str(day.year)}
    found = [(match, font) for pattern, font in _PATTERNS for match in [pattern.search(text)] if match]
    return _written(content, letters, found, said) if found else content


_PATTERNS = ((_NUMBER, fonts.REGULAR), (_DATE, fonts.ITALIC))
_Found = Sequence[tuple[re.Match[str], str]]


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


def _plain(letter: Letter) -> str:
    return letter.text if len(letter.text) == 1 else "\ufffd"


# ---------------------------------------------------------------------- what to draw


def _whole_lines(letters: Sequence[Letter], found: _Found, said: dict[str, str]) -> Iterator[_Text]:
    """The lines anew, each about its own middle."""
    for match, font in found:
        start, end = _line_around(letters, match)
        run = letters[start:end]
        words = list("".join(_plain(letter) for letter in run))
        for name in sorted(match.groupdict(), key=match.start, reverse=True):
            lead = "" if name == "number" and words[match.start(name) - start - 1] == " " else " "
            trail = " " if name in {"day", "month"} else ""
            words[match.start(name) - start : match.end(name) - start] = list(f"{lead}{said[name]}{trail}")
        line = "".join(words).rstrip()
        yield _Text(line, font, (run[0].left + run[-1].right) / 2, run[0].base, run[0].size)


def _line_around(letters: Sequence[Letter], match: re.Match[str]) -> tuple[int, int]:
    """Where the line of the match begins and ends among the letters: as long as each touches the next."""
    start, end = match.start(), match.end()
    while start > 0 and _touch(letters[start - 1], letters[start]):
        start -= 1
    while end < len(letters) and _touch(letters[end - 1], letters[end]):
        end += 1
    return start, end


def _touch(one: Letter, other: Letter) -> bool:
    return one.base == other.base and abs(other.left - one.right) < _TOUCHING_PT


def _fillings(letters: Sequence[Letter], found: _Found, said: dict[str, str]) -> Iterator[_Text]:
    """Figures in the middle of each blank."""
    for match, font in found:
        for name in match.groupdict():
            run = letters[match.start(name) : match.end(name)]
            size = letters[match.start()].size
            middle = (run[0].left + run[-1].right) / 2
            if name == "year":  # nothing follows it: it stands as near as a word does
                middle = run[0].left + size * 0.25 + fonts.width(said[name], font, size) / 2
            yield _Text(said[name], font, middle, run[0].base, size)


# ---------------------------------------------------------------------- writing


def _written(content: bytes, letters: Sequence[Letter], found: _Found, said: dict[str, str]) -> bytes:
    try:
        writer = appending(content)
        is_marked = _take_out_blanks(writer, len(found))
        texts = list((_whole_lines if is_marked else _fillings)(letters, found, said))
        left, bottom, right, top = _page_box(writer)
        page = drawn(right - left, top - bottom, _painter(texts, left, bottom))
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


def _take_out_blanks(writer: Any, lines: int) -> bool:
    """Remove the marked lines of the first page; False, and nothing is changed, when they are not all marked."""
    reference, _resources = writer.find_page_for_modification(0)
    contents = reference.get_object()["/Contents"]
    if not isinstance(contents, generic.StreamObject):
        return False
    rest, count = _MARKED.subn(b"", contents.data)
    if count != lines:
        return False
    stream: Any = generic.StreamObject(stream_data=rest)
    stream.compress()
    reference.get_object()["/Contents"] = writer.add_object(stream)
    writer.mark_update(reference)
    return True


def _painter(texts: Sequence[_Text], left: float, bottom: float) -> Callable[[Any], None]:
    def paint(canvas: Any) -> None:
        for text in texts:
            canvas.setFont(text.font, text.size)
            canvas.drawCentredString(text.middle - left, text.base - bottom, text.words)

    return paint


def _page_box(writer: Any) -> tuple[float, float, float, float]:
    page = writer.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in page and "/Parent" in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(value) for value in page["/MediaBox"])
    return left, bottom, right, top
