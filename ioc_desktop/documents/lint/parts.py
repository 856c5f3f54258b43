"""Which line of a document is which component, found by words, faces and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ioc_desktop.core.text import fold
from ioc_desktop.documents.lint.form import MM, TOP_MM
from ioc_desktop.documents.lint.reading import Box, Row, Sheet
from ioc_desktop.documents.model import Family

NATIONAL, PARTY_TITLE, MOTTO = "cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap - tu do"
_DATE = re.compile(r"ngày.*tháng.*năm", re.IGNORECASE)
_NUMBER = re.compile(r"^Số\b")
_HEADING = re.compile(r"([IVX]+\.|\d+\.|\w\)|Điều \d+\.) ")
_ANNEX = re.compile(r"^phụ lục(\s+\S{1,8})?$", re.IGNORECASE)
_STAMPS = {"hoa toc", "thuong khan", "khan", "du thao", "dien tap", "luu hanh noi bo", "xem xong tra lai"}
_FOOT_REACH = 320.0
"""Signatures of two stand over "Nơi nhận", by at most so many points."""


@dataclass
class Head:
    """Boxes 1 to 5 of the first page; None or empty where nothing was found."""

    title: Row | None = None
    motto: Row | None = None
    parent: list[Row] = field(default_factory=list)
    organ: list[Row] = field(default_factory=list)
    number: Row | None = None
    place: Row | None = None
    letter_subject: list[Row] = field(default_factory=list)
    kind: list[Row] = field(default_factory=list)
    subject: list[Row] = field(default_factory=list)
    session: list[Row] = field(default_factory=list)
    addressees: list[Row] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Everything of it but the lines after "Kính gửi"."""
        single = [row for row in (self.title, self.motto, self.number, self.place) if row]
        lists = (self.parent, self.organ, self.letter_subject, self.kind, self.subject, self.session)
        return [*single, *(row for rows in lists for row in rows)]


@dataclass
class Foot:
    """Boxes 7 and 9b."""

    title: Row | None = None
    recipients: list[Row] = field(default_factory=list)
    offices: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)


@dataclass
class AnnexPart:
    """One annex: its pages and the lines of its heading."""

    sheets: list[Sheet]
    name: Row
    title: list[Row] = field(default_factory=list)
    reference: list[Row] = field(default_factory=list)


@dataclass
class Parts:
    """A document taken apart.

    Attributes:
        main: pages of the document proper.
        body: lines of its running text outside of tables and pictures, page by page, from the top.
        contact: the organ's address at the foot of the first page, which ``main`` is without.
        is_draft: it bears DỰ THẢO; then number and date may be missing.
    """

    family: Family
    main: list[Sheet]
    annexes: list[AnnexPart]
    head: Head
    foot: Foot
    body: list[Row]
    contact: list[Row]
    is_draft: bool


def margin_rows(sheet: Sheet) -> list[Row]:
    """Lines in the upper or lower margin: page numbers and marks."""
    top = sheet.height - TOP_MM[0] * MM
    return [row for row in sheet.rows if row.base > top + 1.0 or row.base < 17 * MM]


def text_rows(sheet: Sheet) -> list[Row]:
    """The other lines, without stamps and lone page numbers."""
    outside = {id(row) for row in margin_rows(sheet)}
    return [row for row in sheet.rows if id(row) not in outside and fold(row.text) not in _STAMPS]


def take_apart(sheets: Sequence[Sheet]) -> Parts:
    """Never fails: what cannot be found is left empty."""
    starts = [number for number, sheet in enumerate(sheets) if number and _annex_name(sheet)]
    ends = [*starts, len(sheets)]
    main = list(sheets[: ends[0]])
    annexes = [_annex(list(sheets[start:end])) for start, end in zip(starts, ends[1:], strict=True)]
    contact = _contact(main[0])
    first = main[0] = replace(main[0], rows=tuple(row for row in main[0].rows if row not in contact))
    rows = [row for row in first.rows if fold(row.text) not in _STAMPS]
    is_party = any(fold(row.text) == PARTY_TITLE for row in rows)
    head = _head(first, rows, is_party=is_party)
    foot = _foot(main, head)
    is_draft = any(fold(row.text) == "du thao" for sheet in sheets for row in sheet.rows)
    council = any("hoi dong nhan dan" in fold(row.text) for row in head.organ)
    family = Family.PARTY if is_party else Family.COUNCIL if council else Family.COMMITTEE
    return Parts(family, main, annexes, head, foot, _body(main, head, foot), contact, is_draft)


def _contact(sheet: Sheet) -> list[Row]:
    """What stands under the last line across the whole text, near the foot of the page."""
    wide = [rule for rule in sheet.rules if rule.width > 0.6 * sheet.width and rule.y0 < 0.2 * sheet.height]
    if not wide:
        return []
    low = min(rule.y0 for rule in wide)
    return [row for row in sheet.rows if row.base < low and row.size < 12.6 and not row.text.isdigit()]


def _annex_name(sheet: Sheet) -> Row | None:
    rows = text_rows(sheet)
    return rows[0] if rows and _ANNEX.match(rows[0].text) else None


def _annex(sheets: list[Sheet]) -> AnnexPart:
    name = _annex_name(sheets[0])
    assert name is not None
    part = AnnexPart(sheets, name)
    for row in text_rows(sheets[0])[1:8]:
        if row.text.startswith("(") or (part.reference and not part.reference[-1].text.endswith(")")):
            part.reference.append(row)
        elif (
            not part.reference and row.bold and abs(row.middle - part.name.middle) < 30.0 and not sheets[0].in_box(row)
        ):
            part.title.append(row)
        else:
            break
    return part


def _head(sheet: Sheet, rows: Sequence[Row], *, is_party: bool) -> Head:
    head = Head()
    head.title = _first(rows, lambda row: fold(row.text) in {NATIONAL, PARTY_TITLE})
    head.motto = None if is_party else _first(rows, lambda row: fold(row.text).startswith(MOTTO))
    upper = [row for row in rows if row.base > sheet.height * 0.55]
    head.place = _first(upper, lambda row: bool(_DATE.search(row.text)) and row.x0 > sheet.width * 0.3)
    head.number = _first(upper, lambda row: bool(_NUMBER.match(row.text)) and row.x0 < sheet.width * 0.5)
    split = min([row.x0 for row in (head.title, head.motto) if row] or [sheet.width * 0.45])
    _organs(head, [row for row in upper if row.middle < split and row.x1 < split + 12.0])
    _title(head, sheet, rows)
    _letter(head, [row for row in upper if row.middle < split])
    _addressees(head, rows)
    return head


def _first(rows: Iterable[Row], holds: object) -> Row | None:
    assert callable(holds)
    return next((row for row in rows if holds(row)), None)


def _organs(head: Head, left: Sequence[Row]) -> None:
    """In the left column over the number; bold is the issuing organ, what stands over it the parent."""
    low = min([row.base for row in (head.number, head.place) if row] or [0.0])
    above = [row for row in left if row.base > low + 1.0 and row.text != "*" and row is not head.number]
    organ = [row for row in above if row.bold]
    head.organ = organ or above[-1:]
    head.parent = [row for row in above if row not in head.organ]


def _title(head: Head, sheet: Sheet, rows: Sequence[Row]) -> None:
    """The first centred line in bold capitals, and the bold centred lines right under it."""
    taken = {id(row) for row in head.rows()}
    middle = _text_middle(sheet)
    centred = [
        row for row in rows if id(row) not in taken and abs(row.middle - middle) < 30.0 and not sheet.in_box(row)
    ]
    kind = _first(centred, lambda row: row.is_upper and row.bold and row.x1 - row.x0 < 0.8 * sheet.width)
    if kind is None or kind.base < sheet.height * 0.4:
        return
    head.kind = [kind]
    below = [row for row in centred if row.base < kind.base]
    low, is_ended = kind.base, False
    for row in below:
        is_numbered = _HEADING.match(row.text) is not None
        if not row.bold or is_numbered or low - row.base > 3.2 * row.size or (is_ended and not row.is_upper):
            break
        (head.session if is_ended else head.subject).append(row)
        is_ended = is_ended or rule_under(row, sheet) is not None
        low = row.base


def _text_middle(sheet: Sheet) -> float:
    rows = [row for row in text_rows(sheet) if not sheet.in_box(row)]
    return (min(row.x0 for row in rows) + max(row.x1 for row in rows)) / 2 if rows else sheet.width / 2


def rule_under(row: Row, sheet: Sheet) -> Box | None:
    """The horizontal line right under a line of text, by its middle."""
    near = [
        rule
        for rule in sheet.rules
        if 0 < row.base - rule.y0 < row.size * 1.1 and abs((rule.x0 + rule.x1) / 2 - row.middle) < 12.0
    ]
    return max(near, key=lambda rule: rule.y0, default=None)


def _letter(head: Head, left: Sequence[Row]) -> None:
    """Lines right under the number of a letter, which has no kind."""
    if head.kind or head.number is None:
        return
    low = head.number.base
    for row in left:
        if row.base < low - 1.0 and low - row.base < 2.4 * row.size and row.middle < head.number.middle + 60:
            if row.text.startswith(("Kính gửi", "- ")):
                break
            head.letter_subject.append(row)
            low = row.base


def _addressees(head: Head, rows: Sequence[Row]) -> None:
    at = next((number for number, row in enumerate(rows) if row.text.startswith("Kính gửi")), None)
    if at is None:
        return
    head.addressees = [rows[at]]
    low = rows[at].base
    for row in rows[at + 1 :]:
        is_item = row.text.startswith("- ") or (len(head.addressees) > 1 and row.x0 >= head.addressees[-1].x0)
        if not is_item or row.x0 < rows[at].x0 or low - row.base > 2.2 * row.size:
            break
        head.addressees.append(row)
        low = row.base


def _foot(main: Sequence[Sheet], head: Head) -> Foot:
    foot = Foot()
    taken = {id(row) for row in head.rows()}
    for sheet in reversed(main):
        rows = [row for row in text_rows(sheet) if id(row) not in taken and not sheet.in_box(row)]
        foot.title = _first(rows, lambda row: fold(row.text).startswith("noi nhan"))
        if foot.title is not None:
            _recipients(foot, rows, main[sheet.number :])
            break
    _signers(foot, main, taken)
    return foot


def _recipients(foot: Foot, rows: Sequence[Row], later: Sequence[Sheet]) -> None:
    """Lines in the left column from the title on, and at the top of the pages after."""
    title = foot.title
    assert title is not None
    foot.recipients = [
        row for row in rows if row.base < title.base - 1.0 and row.x0 < title.x0 + 30.0 and row.size < 12.7
    ]
    for sheet in later:
        foot.recipients += [row for row in text_rows(sheet) if row.size < 12.7 and not sheet.in_box(row)]


def _signers(foot: Foot, main: Sequence[Sheet], taken: set[int]) -> None:
    """Bold lines in the right half, level with "Nơi nhận" or over it; with those of a second signer."""
    title = foot.title
    for sheet in reversed(main):
        if title is not None and sheet.number > title.page:
            continue
        rows = [row for row in text_rows(sheet) if id(row) not in taken and not sheet.in_box(row) and row is not title]
        middle = _text_middle(sheet) if title is None or title.page != sheet.number else title.x0 + 230.0
        high = sheet.height if title is None or title.page != sheet.number else title.base + _FOOT_REACH
        right = [row for row in rows if row.middle > middle and row.x0 > middle - 60 and row.base < high]
        offices = _last_block([row for row in right if row.bold and row.is_upper])
        if offices:
            top, low = offices[0].base + 2.0, offices[-1].base
            level = [row for row in rows if low - 1.0 <= row.base <= top and row.bold and row.is_upper]
            foot.offices = level
            below = [row for row in rows if row.base < low - 1.0 and row.bold and not row.italic]
            foot.names = [row for row in below if not row.is_upper and row.size > 12.6]
            return


def _last_block(rows: list[Row]) -> list[Row]:
    """The lowest lines that follow one another closely."""
    block: list[Row] = []
    for row in reversed(rows):
        if block and row.base - block[0].base > 2.0 * row.size:
            break
        block.insert(0, row)
    return block


def _body(main: Sequence[Sheet], head: Head, foot: Foot) -> list[Row]:
    """Between head and foot, without what stands in tables, pictures and frames."""
    first = main[0]
    over = [row.base for row in (*head.rows(), *head.addressees)]
    top = min(over) if over else first.height
    ends = [(row.page, row.base + 2.0) for row in (foot.title, *foot.offices) if row is not None]
    last_page, low = min(ends, key=lambda end: (end[0], -end[1])) if ends else (len(main), 0.0)
    body = []
    for sheet in main[:last_page]:
        for row in text_rows(sheet):
            inside = (sheet.number > 1 or row.base < top - 1.0) and (sheet.number < last_page or row.base > low)
            if inside and not sheet.in_box(row):
                body.append(row)
    return body
