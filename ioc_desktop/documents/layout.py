"""Where everything stands and how large it is, per family: the numbers of the rules, in one place.

Sources: Decree 30/2020/NĐ-CP, Appendix I (People's Committee; a Council's resolutions follow the same page), and the
table of Guidance 36-HD/VPTW for Party organs. Where a rule gives a range, the value used lies within it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ioc_desktop.documents.model import Family

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of page. Lengths ``_mm`` in millimetres, sizes ``_pt`` in points.

    Attributes:
        top_mm, bottom_mm, left_mm, right_mm: margins; 20-25, 20-25, 30-35 and 15-20.
        page_number_mm: from the upper edge of the sheet to the base line of the page number.
        heading_pt: the national title, or the title of the Party.
        organ_rule, kind_rule: length of the rule under these, as a share of the line over it; 1/3-1/2.
        line: line height as a share of the size; 1.15 is single spacing of this face, 1.72 one and a half.
        first_line_mm: 10 or 12.7.
        paragraph_gap_pt: at least 6.
        signing_mm: room between the office and the name, for signature and seal.
    """

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 20.0
    bottom_mm: float = 20.0
    left_mm: float = 30.0
    right_mm: float = 15.0
    page_number_mm: float = 13.5
    page_number_pt: float = 14.0
    heading_pt: float = 13.0
    motto_pt: float = 14.0
    parent_pt: float = 13.0
    organ_pt: float = 13.0
    organ_rule: float = 0.4
    number_pt: float = 13.0
    place_pt: float = 14.0
    kind_pt: float = 14.0
    subject_pt: float = 14.0
    kind_rule: float = 0.4
    letter_subject_pt: float = 12.0
    letter_gap_pt: float = 6.0
    body_pt: float = 14.0
    line: float = 1.25
    single: float = 1.15
    first_line_mm: float = 12.7
    paragraph_gap_pt: float = 6.0
    table_pt: float = 12.0
    caption_pt: float = 13.0
    signer_pt: float = 14.0
    signing_mm: float = 28.0
    recipients_title_pt: float = 12.0
    recipients_pt: float = 11.0
    contact_pt: float = 11.0
    annex_pt: float = 14.0
    note_pt: float = 8.0
    qr_mm: float = 20.0

    @property
    def text_width(self) -> float:
        """Between the side margins, in points."""
        return (self.width_mm - self.left_mm - self.right_mm) * MM

    @property
    def text_height(self) -> float:
        """Between the upper and the lower margin, in points."""
        return (self.height_mm - self.top_mm - self.bottom_mm) * MM

    def lying(self) -> Layout:
        """The page laid down, for wide tables; the head of the table is at the binding edge's right."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)


STATE = Layout()
PARTY = Layout(
    heading_pt=15.0,
    parent_pt=14.0,
    organ_pt=14.0,
    number_pt=14.0,
    kind_pt=16.0,
    subject_pt=15.0,
    letter_subject_pt=12.0,
    caption_pt=14.0,
    recipients_title_pt=14.0,
    recipients_pt=12.0,
)


def layout_of(family: Family) -> Layout:
    return PARTY if family is Family.PARTY else STATE
