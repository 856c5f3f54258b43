"""Where a finished file has room for signatures: what the builder marked, for whoever signs the file afterwards."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pypdf import PdfReader

from ioc_desktop.documents.signature import CO_SIGNATURE_PLACE, SIGNATURE_PLACE


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Free room between the office and the name.

    Attributes:
        page: from 0.
        box: left, lower, right, upper edge in points.
    """

    page: int
    box: tuple[float, float, float, float]


def signature_place(content: bytes, *, co_signer: bool = False) -> SignaturePlace | None:
    """The room of the signer, or of the one who signs at the left; None where the file is not of our builder."""
    reader = PdfReader(io.BytesIO(content))
    found = reader.named_destinations.get(f"/{CO_SIGNATURE_PLACE if co_signer else SIGNATURE_PLACE}")
    page = reader.get_destination_page_number(found) if found is not None else None
    if found is None or page is None or page < 0:
        return None
    edges = [float(str(found[name])) for name in ("/Left", "/Bottom", "/Right", "/Top")]
    return SignaturePlace(page, (edges[0], edges[1], edges[2], edges[3]))
