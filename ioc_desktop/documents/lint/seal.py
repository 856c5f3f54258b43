"""Rules of the organ's seal where a document bears one as a picture: its size, and what it covers of the signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.lint.finding import Finding, comma
from ioc_desktop.documents.lint.form import MM, Range
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.seals import SIZES_MM, box_of, hand_of, pictures_of
from ioc_desktop.documents.signing.signing import readable, signatures_of

COVERED: Range = (0.2, 0.5)
"""Of the width of the signature; the rule says about a third, at the left."""
_PART = "Dấu của cơ quan"


def check_seals(content: bytes) -> Iterator[Finding]:
    """Box 8, in signatures only: a seal that is part of a scanned page is not looked for."""
    try:
        with readable(content) as reader:
            pages = int(reader.root["/Pages"]["/Count"])
            fields = [each.sig_field for each in signatures_of(reader)]
            seals = [field for field in fields if any(is_clear for _, is_clear in pictures_of(field))]
            others = [field for field in fields if field not in seals]
            found = [finding for seal in seals for finding in _check(seal, others, pages)]
    except (ExpectedError, *failures.BROKEN_FILE):
        return
    yield from found


def _check(seal: Any, others: list[Any], page: int) -> Iterator[Finding]:
    left, low, right, top = box_of(seal)
    across = (right - left) / MM
    if not SIZES_MM[0] <= across <= SIZES_MM[1]:
        least, most = (comma(value) for value in SIZES_MM)
        yield Finding("seal.size", page, _PART, f"rộng {comma(across)} mm", f"{least}-{most} mm, bằng dấu thật")
    hands = [hand for hand in map(hand_of, others) if hand[1] < top and hand[3] > low]
    shares = [max(0.0, (right - hand[0]) / (hand[2] - hand[0])) for hand in hands if left < hand[2]]
    if not any(COVERED[0] <= share <= COVERED[1] for share in shares):
        covered = f"trùm {comma(100 * min(1.0, max(shares)))}% chữ ký" if shares else "không trùm chữ ký nào"
        yield Finding("seal.place", page, _PART, covered, "trùm khoảng một phần ba chữ ký, bên trái")
