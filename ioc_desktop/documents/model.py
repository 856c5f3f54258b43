"""An official document as data: what it says, never how it looks.

``build.build(paper)`` lays it out by Decree 30/2020/NĐ-CP, Appendix I. All parts are frozen, so that a paper that was
submitted, approved or signed is the same paper later; ``fingerprint.content_sha256`` names its content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Family(StrEnum):
    """Whose form a document takes: the three differ in heading, number and signature."""

    COMMITTEE = "committee"
    """People's Committee and its offices: Decree 30/2020/NĐ-CP."""
    COUNCIL = "council"
    """People's Council: as the Committee, with the term and session under the subject of a resolution."""
    PARTY = "party"
    """Party organ: "ĐẢNG CỘNG SẢN VIỆT NAM" in place of the national title, numbers such as "06-KH/TU"."""


@dataclass(frozen=True, slots=True)
class Issuer:
    r"""Who issues.

    Attributes:
        organ: the issuing organ; ``\n`` breaks the line, as in "Ủy ban nhân dân\nxã Hòa Vang". Printed in capitals.
        parent: the organ above it; empty for a People's Committee or Council.
        session: "Khóa X, kỳ họp thứ 16", for a resolution of a Council.
    """

    family: Family
    organ: str
    parent: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span, ...]
"""Plain text, or runs of styles. Line breaks are kept; a tab is a space."""


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Level(StrEnum):
    """Depth of a heading; the builder numbers each level by itself."""

    SECTION = "section"
    """I, II, III."""
    ITEM = "item"
    """1, 2, 3."""
    POINT = "point"
    """a), b), c), d), đ)."""
    ARTICLE = "article"
    """Điều 1, Điều 2."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, justified, its first line set in."""

    text: Text


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal ground, "Căn cứ …", in italics; the builder ends the last of a run with "." or ",", others with ";"."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list, led by "- "."""

    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in the text and in the bookmarks.

    Attributes:
        title: without its number.
    """

    title: str
    level: Level = Level.SECTION


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        weight: share of the width, relative to the other columns.
        over: headings above the title, from the top; neighbours under the same ones share them in one cell.
    """

    title: str
    weight: float = 1.0
    align: Align = Align.LEFT
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its headings are repeated on every page that it reaches.

    Attributes:
        rows: cells in the order of the columns; missing cells are empty, cells too many are an error.
        caption: over the table; empty for none.
        total: the last row is a total, in bold.
        spans: row, first and last column of cells that are one; the text is the first one's.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    total: bool = False
    spans: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Names and values in two columns, such as the head of an incident report."""

    facts: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in the text.

    Attributes:
        image: bytes of a JPEG, PNG, WebP, BMP, TIFF or GIF file; its own content says which.
        caption: under the picture; numbered "Hình 1" by the builder.
        width_mm: wanted width; None for as wide as the text, never enlarged beyond 110 dots an inch.
    """

    image: bytes
    caption: str = ""
    width_mm: float | None = None


class ChartKind(StrEnum):
    """How values are drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart, readable without colour.

    Attributes:
        categories: names along the lower edge, one per value.
        unit: of the values, written over the axis.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    caption: str = ""
    unit: str = ""
    kind: ChartKind = ChartKind.BARS


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Citation | Bullet | Heading | Table | KeyFacts | Figure | Chart | PageBreak


class Authority(StrEnum):
    """By what right somebody signs for another (Decree 30, Article 13)."""

    ON_BEHALF = "TM."
    """Thay mặt: for a collective."""
    FOR_HEAD = "KT."
    """Ký thay: a deputy for the head."""
    BY_ORDER = "TL."
    """Thừa lệnh: a subordinate by the head's order."""
    BY_DELEGATION = "TUQ."
    """Thừa ủy quyền: by written delegation."""


@dataclass(frozen=True, slots=True)
class Right:
    """One line over the signer's own office, such as "TM. ỦY BAN NHÂN DÂN" or "KT. CHỦ TỊCH"."""

    authority: Authority
    of: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs.

    Attributes:
        position: "Chủ tịch"; printed in capitals. "Q. Chủ tịch" for an acting one.
        name: full name without titles; empty leaves the place free.
        rights: lines over the position, from the top.
    """

    position: str
    name: str = ""
    rights: tuple[Right, ...] = ()


class Urgency(StrEnum):
    """Stamps of urgency, printed in a red box."""

    FLASH = "HỎA TỐC"
    IMMEDIATE = "THƯỢNG KHẨN"
    URGENT = "KHẨN"


@dataclass(frozen=True, slots=True)
class BodyAnnex:
    """An annex "Phụ lục I" with text, tables and figures.

    Attributes:
        landscape: lie the page down, for wide tables.
    """

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of a photo annex.

    Attributes:
        sha256: of the original file, in hexadecimal; the print is a smaller copy.
        taken_at: aware time; printed in UTC+7.
    """

    image: bytes
    sha256: str
    caption: str = ""
    taken_at: datetime | None = None
    camera: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PhotoAnnex:
    """Photographs, 1, 2, 4 or 6 on a page."""

    title: str
    photos: tuple[Photo, ...]
    per_page: int = 4


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One file of evidence.

    Attributes:
        size: in bytes.
        taken_at, exported_at: aware times; printed in UTC+7.
        clock_offset_s: the camera's clock minus true time, in seconds; None where it was not measured.
    """

    file: str
    size: int
    sha256: str
    exporter: str
    exported_at: datetime | None = None
    camera: str = ""
    taken_at: datetime | None = None
    clock_offset_s: float | None = None


@dataclass(frozen=True, slots=True)
class EvidenceAnnex:
    """The list of evidence with everything that another machine needs to verify it."""

    title: str
    items: tuple[EvidenceItem, ...]


Annex = BodyAnnex | PhotoAnnex | EvidenceAnnex


@dataclass(frozen=True, slots=True)
class Paper:
    """An official document.

    Attributes:
        document_id: of the register; in the QR code and the metadata.
        symbol: "BC-UBND", for a Party organ "BC/TU"; without spaces.
        number: None until it is issued; then space is left for it.
        date: None until it is issued.
        kind: name of the kind, "Báo cáo"; empty for an official letter (công văn), whose subject stands under the
            number as "V/v …".
        addressees: after "Kính gửi:", for letters, proposals and reports to a superior organ.
        signer: ``co_signer`` signs at the left, for minutes and hand-overs by two.
        recipients: lines of "Nơi nhận" without marks: "Như trên", "Công an xã"; ``filing`` is the last one.
        drill: stamps DIỄN TẬP on every page.
        draft: stamps DỰ THẢO.
        circulation: how far it may go, "Lưu hành nội bộ"; in a box under the number.
        contact: address, telephone and mail of the organ, at the foot of the first page.
        author: of the metadata; the issuing organ where it is empty.
    """

    document_id: UUID
    issuer: Issuer
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    signer: Signer
    kind: str = ""
    number: int | None = None
    date: date | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    filing: str = "Lưu: VT"
    co_signer: Signer | None = None
    urgency: Urgency | None = None
    draft: bool = False
    drill: bool = False
    annexes: tuple[Annex, ...] = field(default=())
    author: str = ""
    circulation: str = ""
    contact: str = ""

    @property
    def is_letter(self) -> bool:
        """Whether it is an official letter, which has no name of its kind."""
        return not self.kind
