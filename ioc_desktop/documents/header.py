"""The head of the first page: national title or title of the Party, organ, number, place and date, kind and subject."""

from __future__ import annotations

import re
from typing import Any

from reportlab.platypus import Flowable, Spacer

from ioc_desktop.documents import fonts, wording
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.lines import Line, balanced, draw_stack, ruled, stack_height
from ioc_desktop.documents.model import Family, Paper
from ioc_desktop.documents.stamps import draw_stamps, stamps_height
from ioc_desktop.documents.text import CENTRE, LEFT, height_of, paragraph, refuse_if_too_high, style

_COLUMN_GAP = 10.0
_MOST_PLACE = 0.58
_ROW_GAP = 7.0
_LEAST_PLACE_PT = 13.0
_BEFORE_UNIT = re.compile(r"(?<=NHÂN DÂN) (?=(TỈNH|THÀNH PHỐ|THỊ XÃ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) )")


class Header(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Boxes 1 to 4, 5b and the stamps, in two columns; the number and the date share a base line."""

    def __init__(self, paper: Paper, layout: Layout) -> None:
        super().__init__()
        self._paper = paper
        self._right = _right_lines(paper, layout)
        self._right_width = _right_width(paper, layout, self._right)
        self._left_width = layout.text_width - self._right_width - _COLUMN_GAP
        self._left = _left_lines(paper, layout, self._left_width)
        self._number = _number_lines(paper, layout, self._left_width)
        self._place = _place_lines(paper, layout, self._right_width)
        self._below = _below_lines(paper, layout, self._left_width)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self._head = max(stack_height(self._left), stack_height(self._right)) + _ROW_GAP
        # The last line of place and date is level with the number.
        self._drop = stack_height(self._place[:-1])
        left = self._drop + stack_height(self._number) + stack_height(self._below) + stamps_height(self._paper)
        self.height = self._head + max(left, stack_height(self._place)) + 4.0
        return self.width, self.height

    def draw(self) -> None:
        left, right = self._left_width / 2, self.width - self._right_width / 2
        draw_stack(self.canv, self._left, left, self.height)
        draw_stack(self.canv, self._right, right, self.height)
        row = self.height - self._head
        # One base line for both, whatever their sizes.
        shift = self._drop + self._place[-1].size - self._number[0].size
        draw_stack(self.canv, self._place, right, row)
        low = draw_stack(self.canv, [*self._number, *self._below], left, row - shift)
        draw_stamps(self.canv, self._paper, left, low)


def _right_lines(paper: Paper, layout: Layout) -> list[Line]:
    if paper.issuer.family is Family.PARTY:
        return ruled([Line(wording.PARTY_TITLE, fonts.BOLD, layout.heading_pt)], 1.0)
    title = Line(wording.NATIONAL_TITLE, fonts.BOLD, layout.heading_pt)
    return [title, *ruled([Line(wording.MOTTO, fonts.BOLD, layout.motto_pt)], 1.0)]


def _right_width(paper: Paper, layout: Layout, lines: list[Line]) -> float:
    """Room for the title and, where it is not too long, for place and date on one line."""
    words = fonts.printable(wording.place_and_date(paper.place, paper.date))
    place = min(fonts.width(words, fonts.ITALIC, layout.place_pt), layout.text_width * _MOST_PLACE)
    return max(place, *(line.width for line in lines)) + 4.0


def _left_lines(paper: Paper, layout: Layout, width: float) -> list[Line]:
    parent = _name_lines(paper.issuer.parent, fonts.REGULAR, layout.parent_pt, width)
    organ = _name_lines(paper.issuer.organ, fonts.BOLD, layout.organ_pt, width)
    if paper.issuer.family is Family.PARTY:
        return [*parent, *organ, Line("*", fonts.REGULAR, layout.number_pt)]
    return [*parent, *ruled(organ, layout.organ_rule)]


def _name_lines(name: str, font: str, size: float, width: float) -> list[Line]:
    """An organ's name in capitals; where it needs two lines, the unit's own name begins the second."""
    words = name.upper()
    if fonts.width(fonts.printable(words), font, size) > width:
        words = _BEFORE_UNIT.sub("\n", words)
    return balanced(words, font, size, width)


def _number_lines(paper: Paper, layout: Layout, width: float) -> list[Line]:
    words = wording.number_words(paper.issuer.family, paper.number, paper.symbol)
    if paper.number is None and fonts.width(words, fonts.REGULAR, layout.number_pt) <= width:
        return [Line(words, fonts.REGULAR, layout.number_pt)]  # its blanks are room for the number
    return balanced(words, fonts.REGULAR, layout.number_pt, width)


def _place_lines(paper: Paper, layout: Layout, width: float) -> list[Line]:
    words = fonts.printable(wording.place_and_date(paper.place, paper.date))
    for size in (layout.place_pt, min(layout.place_pt, _LEAST_PLACE_PT)):
        if fonts.width(words, fonts.ITALIC, size) <= width:
            return [Line(words, fonts.ITALIC, size)]
    place = balanced(f"{paper.place},", fonts.ITALIC, layout.place_pt, width)
    return [*place, Line(wording.date_words(paper.date), fonts.ITALIC, layout.place_pt)]


def _below_lines(paper: Paper, layout: Layout, width: float) -> list[Line]:
    if not paper.is_letter:
        return []
    is_party = paper.issuer.family is Family.PARTY
    words = paper.subject if is_party else f"V/v {paper.subject}"
    font = fonts.ITALIC if is_party else fonts.REGULAR
    return balanced(words, font, layout.letter_subject_pt, width - 10.0, gap=layout.letter_gap_pt)


class Title(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Box 5a: the kind and the subject with the rule under them; under that the session of a Council."""

    def __init__(self, paper: Paper, layout: Layout) -> None:
        super().__init__()
        wide = layout.text_width
        kind = balanced(paper.kind.upper(), fonts.BOLD, layout.kind_pt, wide)
        subject = balanced(paper.subject, fonts.BOLD, layout.subject_pt, wide - 24 * MM, gap=2.0)
        self._lines = [*kind, *ruled(subject, layout.kind_rule)]
        if paper.issuer.session:
            organ = " ".join(paper.issuer.organ.split()).upper()
            self._lines += balanced(organ, fonts.BOLD, layout.subject_pt, wide, gap=12.0)
            self._lines += balanced(paper.issuer.session.upper(), fonts.BOLD, layout.subject_pt, wide)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, stack_height(self._lines) + 12.0
        return self.width, self.height

    def draw(self) -> None:
        draw_stack(self.canv, self._lines, self.width / 2, self.height)


def addressee_lines(paper: Paper, layout: Layout) -> list[Any]:
    """Box 9a: one addressee on the line of "Kính gửi:", several as a list."""
    if not paper.addressees:
        return []
    if len(paper.addressees) == 1:
        form = style(layout.body_pt, align=CENTRE, line=layout.line, spaceAfter=10.0)
        return [paragraph(f"Kính gửi: {paper.addressees[0]}", form)]
    head = style(layout.body_pt, align=LEFT, line=layout.line, leftIndent=30 * MM, spaceAfter=2.0)
    item = style(layout.body_pt, align=LEFT, line=layout.line, leftIndent=50 * MM)
    last = len(paper.addressees) - 1
    listed = [
        paragraph(f"- {name}{'.' if at == last else ';'}", item) for at, name in enumerate(paper.addressees)
    ]  # fmt: skip
    return [paragraph("Kính gửi:", head), *listed, Spacer(1, 10.0)]


def head_of(paper: Paper, layout: Layout) -> list[Any]:
    """Everything before the body.

    Raises:
        ExpectedError: ``documents.names_too_long``.
    """
    head = Header(paper, layout)
    title = [] if paper.is_letter else [Spacer(1, 10.0), Title(paper, layout)]
    for part in (head, *title):
        refuse_if_too_high(height_of(part, layout.text_width), layout)
    return [head, *title, Spacer(1, 8.0), *addressee_lines(paper, layout)]
