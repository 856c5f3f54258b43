"""Where on a document its visible signature stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from ioc_desktop.documents.layout import MM
from ioc_desktop.documents.signature import CO_SIGNATURE_PLACE, SIGNATURE_PLACE
from ioc_desktop.documents.signing.model import Place

_NAMES = {Place.SIGNER: SIGNATURE_PLACE, Place.CO_SIGNER: CO_SIGNATURE_PLACE}
_COPY_MM = (75, 13)
"""Width and height of box 14."""
_LEAST = 24.0
_OTHER_MM = (70, 25)


class Spot(NamedTuple):
    """A page, from 0, and a rectangle on it in points: left, bottom, right, top."""

    page: int
    box: tuple[float, float, float, float]

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return right - left, top - bottom


def spot_of(reader: Any, place: Place) -> Spot:
    """The room that the builder marked; where there is none, the foot of the last page at the right.

    For a seal it is the room of the signature that the seal goes with.

    Args:
        reader: pyHanko's ``PdfFileReader``, which has no types for what is asked here.
    """
    pages = int(reader.root["/Pages"]["/Count"])
    if place is Place.COPY:
        return Spot(0, _corner(reader, 0, is_top=True))
    marked = _marked(reader, _NAMES.get(place, SIGNATURE_PLACE), pages)
    return marked or Spot(pages - 1, _corner(reader, pages - 1, is_top=False))


def _marked(reader: Any, name: str, pages: int) -> Spot | None:
    target = _destinations(reader).get(name)
    if target is None:
        return None
    array = target.get_object()
    array = array["/D"] if hasattr(array, "keys") else array
    page = array.raw_get(0)
    numbers = {reader.find_page_for_modification(number)[0].reference: number for number in range(pages)}
    box = tuple(float(array[at]) for at in range(2, 6)) if len(array) >= 6 else ()
    at = numbers.get(getattr(page, "reference", None))
    if at is None or len(box) != 4 or box[2] - box[0] < _LEAST or box[3] - box[1] < _LEAST / 2:
        return None
    return Spot(at, (box[0], box[1], box[2], box[3]))


def _destinations(reader: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    root = reader.root
    if "/Dests" in root:
        found |= {str(key).lstrip("/"): value for key, value in root["/Dests"].items()}
    if "/Names" in root and "/Dests" in root["/Names"]:
        _walk(root["/Names"]["/Dests"], found, 0)
    return found


def _walk(node: Any, found: dict[str, Any], depth: int) -> None:
    if depth > 16:  # a tree that loops
        return
    names = node.get("/Names", ())
    for at in range(0, len(names) - 1, 2):
        found[str(names[at])] = names[at + 1]
    for child in node.get("/Kids", ()):
        _walk(child, found, depth + 1)


def _corner(reader: Any, page: int, *, is_top: bool) -> tuple[float, float, float, float]:
    """Inside the right margin."""
    media = reader.find_page_for_modification(page)[0].get_object()
    while "/MediaBox" not in media and "/Parent" in media:
        media = media["/Parent"]
    left, bottom, right, top = (float(value) for value in media["/MediaBox"])
    width, height = (value * MM for value in (_COPY_MM if is_top else _OTHER_MM))
    edge = right - 15 * MM
    low = top - 5 * MM - height if is_top else bottom + 25 * MM
    return max(left, edge - width), low, edge, low + height
