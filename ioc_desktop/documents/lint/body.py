"""Rules of the running text: size, first line, spacing, justification, legal grounds, the end mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ioc_desktop.documents.lint.finding import Finding, comma
from ioc_desktop.documents.lint.form import FIRST_LINE_MM, LINE, MM, PARAGRAPH_GAP_PT, Form, within
from ioc_desktop.documents.lint.parts import Parts, text_rows
from ioc_desktop.documents.lint.reading import Row
from ioc_desktop.documents.lint.styles import Look, check_look

_PART = "Nội dung"
_CAPTION = re.compile(r"(Hình|Bảng|Biểu|Biểu đồ|Ảnh) \d+")
_GROUNDS = ("Căn cứ ", "Xét ", "Thực hiện ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the running text.

    Attributes:
        continues: it began on the page before.
    """

    rows: tuple[Row, ...]
    continues: bool

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows)


def check_body(parts: Parts, form: Form) -> Iterator[Finding]:
    """Box 6."""
    if not parts.body:
        yield Finding("body.missing", 1, _PART, "không có", "nội dung văn bản")
        return
    yield from check_look(parts.body, Look("body", _PART, form.body))
    left, right = _edges(parts)
    passages = list(passages_of(_single(parts.body), left, right))
    text = [passage for passage in passages if not _is_caption(passage, left, right)]
    yield from _first_lines(text, left)
    yield from _spacing(passages, left, right)
    yield from _justified(text, right)
    yield from _grounds(text)
    yield from _end(passages, form)


def _single(body: list[Row]) -> list[Row]:
    """Without lines that stand beside one another: tables drawn without rules."""
    beside = Counter((row.page, round(row.base)) for row in body)
    return [row for row in body if beside[row.page, round(row.base)] == 1] or body


def _is_caption(passage: Passage, left: float, right: float) -> bool:
    """A title of a picture or table, or other centred text."""
    middle = (left + right) / 2
    is_centred = all(abs(row.middle - middle) < 4.0 for row in passage.rows) and passage.rows[-1].x0 > left + 20.0
    return is_centred or bool(_CAPTION.match(passage.text))


def _edges(parts: Parts) -> tuple[float, float]:
    """Where lines begin and end: of all that stands on the upright pages, short as the text itself may be."""
    rows = [row for sheet in parts.main if sheet.height > sheet.width for row in text_rows(sheet)] or parts.body
    return min(row.x0 for row in rows), max(row.x1 for row in rows)


def passages_of(body: list[Row], left: float, right: float) -> Iterator[Passage]:
    """Paragraphs: a line begins one where it is set in, after a short line, or after a gap."""
    rows: list[Row] = []
    continues = False
    usual = _usual_pitch(body, left, right)
    for row in body:
        if rows and _begins(row, rows[-1], left, right, usual):
            yield Passage(tuple(rows), continues)
            new_page = row.page != rows[-1].page
            continues = new_page and row.x0 < left + 3.0 and rows[-1].x1 > right - 0.2 * (right - left)
            rows = []
        rows.append(row)
    yield Passage(tuple(rows), continues)


def _usual_pitch(body: list[Row], left: float, right: float) -> float:
    """Between two lines of one paragraph, in points: the middle of all that look like it."""
    pitches = sorted(
        above.base - below.base
        for above, below in pairwise(body)
        if above.page == below.page and below.x0 < left + 3.0 and above.x1 > right - 0.1 * (right - left)
    )
    return pitches[len(pitches) // 2] if pitches else body[0].size * LINE[1]


def _begins(row: Row, before: Row, left: float, right: float, usual: float) -> bool:
    if row.page != before.page or row.x0 > left + 3.0 or before.x1 < right - 0.2 * (right - left):
        return True
    return not 0 < before.base - row.base <= usual + 2.5


def _running(passages: list[Passage]) -> Iterator[Passage]:
    """Those of several lines, which alone show spacing and setting."""
    return (passage for passage in passages if len(passage.rows) > 1)


def _first_lines(passages: list[Passage], left: float) -> Iterator[Finding]:
    for passage in _running(passages):
        set_in = (passage.rows[0].x0 - left) / MM
        if not passage.continues and min(abs(set_in - wanted) for wanted in FIRST_LINE_MM) > 1.2:
            wanted = " hoặc ".join(comma(one / 10) for one in FIRST_LINE_MM)
            found = f"dòng đầu lùi {comma(set_in / 10)} cm"
            yield Finding("body.first_line", passage.rows[0].page, _PART, found, f"lùi {wanted} cm")


def _spacing(passages: list[Passage], left: float, right: float) -> Iterator[Finding]:
    text = [passage for passage in passages if not _is_caption(passage, left, right)]
    for passage in _running(text):
        for above, below in pairwise(passage.rows):
            share = (above.base - below.base) / above.size
            if not within(share, LINE, 0.03):
                found = f"giãn dòng {comma(share / 1.15)} lần"
                yield Finding("body.line", above.page, _PART, found, "từ dòng đơn đến 1,5 dòng")
    pitches = [one.rows[0].base - one.rows[1].base for one in _running(text)]
    if not pitches:
        return
    pitch = sorted(pitches)[len(pitches) // 2]
    for above_, below_ in pairwise(passages):
        last, first = above_.rows[-1], below_.rows[0]
        gap = last.base - first.base - pitch
        is_running = above_ in text and below_ in text and len(above_.rows) + len(below_.rows) > 2
        if last.page == first.page and is_running and -pitch / 2 < gap < PARAGRAPH_GAP_PT - 0.6:
            found = f"các đoạn cách nhau {comma(max(0.0, gap))} pt"
            yield Finding("body.paragraph_gap", first.page, _PART, found, f"từ {comma(PARAGRAPH_GAP_PT)} pt")


def _justified(passages: list[Passage], right: float) -> Iterator[Finding]:
    inner = [row for passage in _running(passages) for row in passage.rows[:-1]]
    ragged = [row for row in inner if row.x1 < right - 3.0]
    if len(inner) >= 3 and len(ragged) > 0.3 * len(inner):
        yield Finding("body.justified", ragged[0].page, _PART, "lề phải không đều", "canh đều hai lề")


def _grounds(passages: list[Passage]) -> Iterator[Finding]:
    """Those at the beginning, one each paragraph."""
    grounds = []
    for passage in passages:
        if not passage.text.startswith(_GROUNDS):
            break
        grounds.append(passage)
    if len(grounds) < 2 and not (grounds and grounds[0].rows[0].italic):
        return
    for number, passage in enumerate(grounds):
        page, is_last = passage.rows[0].page, number == len(grounds) - 1
        if not all(row.italic for row in passage.rows):
            yield Finding("ground.italic", page, "Căn cứ ban hành", "chữ đứng", "chữ nghiêng")
        if not passage.text.endswith((".", ",", ":") if is_last else (";",)):
            ends = "dấu “.”" if is_last else "dấu “;”"
            yield Finding(
                "ground.end", page, "Căn cứ ban hành", f"kết thúc bằng “{passage.text[-1]}”", f"kết thúc bằng {ends}"
            )


def _end(passages: list[Passage], form: Form) -> Iterator[Finding]:
    if form.has_end_mark and not passages[-1].text.endswith("./."):
        last = passages[-1].rows[-1]
        yield Finding("body.end", last.page, _PART, f"kết thúc bằng “{last.text[-12:]}”", "kết thúc bằng “./.”")
