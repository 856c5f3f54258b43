"""What the rules allow, per family of issuers; kept apart from the builder's own numbers, which it is to check.

Sources: Decree 30/2020/NĐ-CP, Appendix I, with its table of faces and sizes; for Party organs the table of Guidance
36-HD/VPTW (2018).
"""

from __future__ import annotations

from dataclasses import dataclass

from ioc_desktop.documents.lint.finding import comma
from ioc_desktop.documents.model import Family

MM = 72 / 25.4
Range = tuple[float, float]

A4_MM = (210.0, 297.0)
TOP_MM: Range = (20.0, 25.0)
BOTTOM_MM: Range = (20.0, 25.0)
LEFT_MM: Range = (30.0, 35.0)
RIGHT_MM: Range = (15.0, 20.0)
FIRST_LINE_MM = (10.0, 12.7)
PARAGRAPH_GAP_PT = 6.0
LINE: Range = (1.0, 1.73)
"""Line height as a share of the size: single spacing of the face is 1.15, one and a half 1.725."""
SHORT_RULE: Range = (1 / 3, 1 / 2)
PAGE_NUMBER_PT: Range = (13.0, 14.0)
CONTACT_PT: Range = (11.0, 12.0)
LEAST_TABLE_PT = 8.0
FAMILIES = frozenset(("timesnewroman", "liberationserif", "tinos"))
"""Times New Roman and the two faces of equal widths."""


@dataclass(frozen=True, slots=True)
class Form:
    """Ranges of sizes in points.

    Attributes:
        number: expression that the number with its symbol has.
        number_example: as one writes it.
        has_end_mark: whether the text ends in "./.".
    """

    title: Range
    motto: Range
    parent: Range
    organ: Range
    number: Range
    place: Range
    kind: Range
    subject: Range
    letter_subject: Range
    body: Range
    signer: Range
    recipients_title: Range
    recipients: Range
    annex: Range
    number_form: str
    number_example: str
    has_end_mark: bool


STATE = Form(
    title=(12, 13), motto=(13, 14), parent=(12, 13), organ=(12, 13), number=(13, 13), place=(13, 14),
    kind=(13, 14), subject=(13, 14), letter_subject=(12, 13), body=(13, 14), signer=(13, 14),
    recipients_title=(12, 12), recipients=(11, 11), annex=(14, 14),
    number_form=r"Số: (?P<figures>\d+)(/\d{4})?/(?P<symbol>[^\s/]+)", number_example="dạng “Số: 05/BC-UBND”",
    has_end_mark=True,
)  # fmt: skip
PARTY = Form(
    title=(15, 15), motto=(13, 14), parent=(14, 14), organ=(14, 14), number=(14, 14), place=(14, 14),
    kind=(15, 16), subject=(14, 15), letter_subject=(12, 12), body=(14, 15), signer=(14, 14),
    recipients_title=(14, 14), recipients=(12, 12), annex=(14, 14),
    number_form=r"Số (?P<figures>\d+)-(?P<symbol>[^\s]+/[^\s]+)", number_example="dạng “Số 05-BC/TU”",
    has_end_mark=False,
)  # fmt: skip


def form_of(family: Family) -> Form:
    return PARTY if family is Family.PARTY else STATE


def within(value: float, allowed: Range, slack: float = 0.15) -> bool:
    return allowed[0] - slack <= value <= allowed[1] + slack


def sizes(allowed: Range) -> str:
    """Say "cỡ chữ 13" or "cỡ chữ 13-14"."""
    low, high = allowed
    return f"cỡ chữ {comma(low)}" if low == high else f"cỡ chữ {comma(low)}-{comma(high)}"
