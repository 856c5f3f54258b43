"""A PDF read back: lines of text with their faces, sizes and places, and what is drawn. The one door to pdfminer.

All lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTComponent, LTCurve, LTFigure, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

MOST_PAGES = 2000
_MOST_OUTLINES = 1500
"""Of a page: a drawing of more pieces, such as a map, is told by its largest."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(PSMT|PS|MT)?([-,](Bold|Italic|Oblique|Regular|Roman|MT|PSMT)+)*(MT)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the file.

    Attributes:
        family: without subset mark and style: "LiberationSerif".
    """

    family: str
    bold: bool
    italic: bool
    embedded: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face, size and colour.

    Attributes:
        colour: red, green, blue from 0 to 1.
    """

    text: str
    face: Face
    size: float
    colour: tuple[float, float, float]


@dataclass(frozen=True)
class Row:
    """A line of text, or the part of it in one column.

    Attributes:
        page: from 1.
        base: of its base line.
    """

    page: int
    x0: float
    x1: float
    base: float
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return unicodedata.normalize("NFC", "".join(run.text for run in self.runs)).strip()

    @cached_property
    def size(self) -> float:
        """Of most characters."""
        counts: Counter[float] = Counter()
        for run in self._inked:
            counts[round(run.size, 1)] += len(run.text)
        return counts.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        return all(run.face.bold for run in self._inked)

    @cached_property
    def italic(self) -> bool:
        return all(run.face.italic for run in self._inked)

    @cached_property
    def is_black(self) -> bool:
        return all(max(run.colour) < 0.25 for run in self._inked)

    @cached_property
    def is_upper(self) -> bool:
        return self.text == self.text.upper() and any(letter.isalpha() for letter in self.text)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def _inked(self) -> list[Run]:
        return [run for run in self.runs if run.text.strip()]


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn, by its outline: a line, a rectangle, a picture, or several that touch."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def near(self, other: Box, by: float = 2.0) -> bool:
        return (
            self.x0 - by <= other.x1 and other.x0 - by <= self.x1
            and self.y0 - by <= other.y1 and other.y0 - by <= self.y1
        )  # fmt: skip

    def joined(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def holds(self, row: Row) -> bool:
        """Whether the middle of a line lies within."""
        return self.x0 - 1 <= row.middle <= self.x1 + 1 and self.y0 - 1 <= row.base + row.size * 0.3 <= self.y1 + 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        rows: upright text, from the top.
        rules: horizontal lines.
        boxes: drawn regions higher than a line: tables, pictures, frames.
        slanted: text that is not upright, as marks across a page.
    """

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    rules: tuple[Box, ...]
    boxes: tuple[Box, ...]
    slanted: str
    has_picture: bool

    def in_box(self, row: Row) -> bool:
        return any(box.holds(row) for box in self.boxes)


def read(content: bytes) -> list[Sheet]:
    """All pages of a PDF.

    Raises:
        ExpectedError: ``document.encrypted``, ``document.unreadable``, ``document.no_text``, ``document.too_long``.
    """
    try:
        sheets = list(_sheets(content))
    except ExpectedError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ExpectedError(
            "document.encrypted",
            QT_TRANSLATE_NOOP(
                "errors", "Tệp PDF có mật khẩu nên không đọc được. Bỏ mật khẩu của tệp rồi kiểm tra lại."
            ),
        ) from error
    except Exception as error:  # a damaged file makes pdfminer raise almost anything
        raise _unreadable(f"{type(error).__name__}: {error}"[:120]) from error
    if not sheets:
        raise _unreadable(QT_TRANSLATE_NOOP("errors", "tệp không có trang nào"))
    if not any(sheet.rows for sheet in sheets):
        raise ExpectedError(
            "document.no_text",
            QT_TRANSLATE_NOOP(
                "errors",
                "Tệp PDF chỉ có ảnh, không có chữ: đây là bản quét. Kiểm tra bản điện tử gốc.",
            ),
        )
    return sheets


def _unreadable(problem: str) -> ExpectedError:
    return ExpectedError(
        "document.unreadable",
        QT_TRANSLATE_NOOP("errors", "Không đọc được tệp PDF ({problem}). Tạo lại tệp rồi kiểm tra lại."),
        problem=problem,
    )


def _sheets(content: bytes) -> Iterator[Sheet]:
    if not content.lstrip()[:5].startswith(b"%PDF-"):
        raise _unreadable(QT_TRANSLATE_NOOP("errors", "không phải tệp PDF"))
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    resources = PDFResourceManager()
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise ExpectedError(
                "document.too_long",
                QT_TRANSLATE_NOOP("errors", "Tệp PDF có hơn {limit} trang. Tách tệp rồi kiểm tra từng phần."),
                limit=MOST_PAGES,
            )
        recorder = _Recorder(resources)
        PDFPageInterpreter(resources, recorder).process_page(page)
        yield recorder.sheet(number)


@dataclass(frozen=True, slots=True)
class _Letter:
    x0: float
    x1: float
    base: float
    text: str
    face: Face
    size: float
    colour: tuple[float, float, float]


class _Recorder(PDFLayoutAnalyzer):
    """Takes each character with its font, and the outlines of what is drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._letters: list[_Letter] = []
        self._slanted: list[str] = []
        self._faces: dict[int, Face] = {}
        self._page: LTPage | None = None

    def render_char(self, *values: Any, **named: Any) -> float:
        advance = super().render_char(*values, **named)
        item = self.cur_item._objs[-1]  # noqa: SLF001  (what was just added)
        font = named.get("font") or values[1]
        if isinstance(item, LTChar):
            a, b, c, d = item.matrix[:4]
            if abs(b) > 0.01 * abs(a) or abs(c) > 0.01 * abs(d) or a <= 0:
                self._slanted.append(item.get_text())
            else:
                colour = _rgb(item.graphicstate.ncolor)
                # Some writers' fonts say that the blank is a tab or a hard space.
                text = " " if item.get_text().isspace() else item.get_text()
                self._letters.append(
                    _Letter(item.x0, item.x1, item.matrix[5], text, self._face(font), item.size, colour)
                )  # fmt: skip
        return advance

    def _face(self, font: Any) -> Face:
        """Fonts live as long as the page is read: their identity is their name."""
        if id(font) not in self._faces:
            self._faces[id(font)] = _face(font)
        return self._faces[id(font)]

    def receive_layout(self, ltpage: LTPage) -> None:
        self._page = ltpage

    def sheet(self, number: int) -> Sheet:
        assert self._page is not None
        drawn = list(_drawn(self._page))
        paper = self._page.width * self._page.height
        boxes = [box for box, _ in drawn if box.width * box.height < 0.8 * paper]
        return Sheet(
            number, self._page.width, self._page.height, tuple(_rows(number, self._letters)),
            tuple(box for box in boxes if box.height < 2.5 and box.width > 8.0),
            tuple(box for box in _regions(boxes) if box.height > 12.0 and box.width > 12.0),
            "".join(self._slanted), any(is_picture for _, is_picture in drawn),
        )  # fmt: skip


def _face(font: Any) -> Face:
    name = _SUBSET.sub("", str(font.fontname))
    lower = name.lower()
    family = _STYLE.sub("", name).replace(" ", "")
    kept = any(key in font.descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    return Face(family, "bold" in lower, "italic" in lower or "oblique" in lower, kept)


def _rgb(colour: Any) -> tuple[float, float, float]:
    """Grey, RGB or CMYK as RGB; what is not known is black."""
    if isinstance(colour, int | float):
        return (float(colour),) * 3
    parts = (
        [float(part) for part in colour if isinstance(part, int | float)] if isinstance(colour, tuple | list) else []
    )
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    return (parts[0],) * 3 if len(parts) == 1 else (0.0, 0.0, 0.0)


def _drawn(items: Iterable[LTComponent]) -> Iterator[tuple[Box, bool]]:
    for item in items:
        if isinstance(item, LTFigure):
            yield from _drawn(item)
        elif isinstance(item, LTImage | LTLine | LTRect | LTCurve):
            yield Box(item.x0, item.y0, item.x1, item.y1), isinstance(item, LTImage)


def _regions(boxes: Iterable[Box]) -> list[Box]:
    """Outlines that touch, joined; largest first, so that most fall into one that is there already."""
    regions: list[Box] = []
    ordered = sorted(boxes, key=lambda one: -one.width * one.height - one.width - one.height)
    for box in ordered[:_MOST_OUTLINES]:
        touching = [region for region in regions if region.near(box)]
        for region in touching:
            box = region.joined(box)  # noqa: PLW2901  (grows by what it touches)
        if len(touching) != 1 or box != touching[0]:
            regions = [region for region in regions if region not in touching]
            regions.append(box)
    return regions


def _rows(page: int, letters: list[_Letter]) -> Iterator[Row]:
    lines: dict[int, list[_Letter]] = {}
    for letter in letters:
        at = round(letter.base * 2)
        key = next((near for near in (at, at - 1, at + 1) if near in lines), at)
        lines.setdefault(key, []).append(letter)
    for key in sorted(lines, reverse=True):
        for part in _columns(_uncovered(sorted(lines[key], key=lambda one: one.x0))):
            row = _row(page, part)
            if row.text:
                yield row


def _uncovered(letters: list[_Letter]) -> list[_Letter]:
    """Without blanks that something was written over, as a number into the room left for it."""
    kept: list[_Letter] = []
    for at, letter in enumerate(letters):
        middle = (letter.x0 + letter.x1) / 2
        inked = [near for near in letters[max(0, at - 2) : at + 3] if not near.text.isspace()]
        if not letter.text.isspace() or not any(near.x0 < middle < near.x1 for near in inked):
            kept.append(letter)
    return kept


def _columns(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """A line cut where its letters are too far apart for one text."""
    part: list[_Letter] = []
    for letter in letters:
        if part:
            before = part[-1]
            # Justified text widens its spaces; a gap without a space is another column.
            limit = 3.0 * letter.size if before.text.isspace() else 0.6 * letter.size
            if letter.x0 - before.x1 > limit:
                yield part
                part = []
        part.append(letter)
    yield part


def _row(page: int, letters: list[_Letter]) -> Row:
    runs: list[Run] = []
    for at, letter in enumerate(letters):
        gap = at > 0 and letter.x0 - letters[at - 1].x1 > 0.2 * letter.size and not letters[at - 1].text.isspace()
        text = " " + letter.text if gap else letter.text
        last = runs[-1] if runs else None
        if last and (last.face, last.colour) == (letter.face, letter.colour) and abs(last.size - letter.size) < 0.05:
            runs[-1] = Run(last.text + text, last.face, last.size, last.colour)
        else:
            runs.append(Run(text, letter.face, letter.size, letter.colour))
    inked = [letter for letter in letters if not letter.text.isspace()] or letters
    return Row(page, inked[0].x0, inked[-1].x1, inked[0].base, tuple(runs))
