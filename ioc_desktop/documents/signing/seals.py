"""The red seal of an organ (box 8 of Decree 30/2020, Appendix I): real size, over the left third of the signature."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image, ImageStat, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from ioc_desktop.documents.layout import MM
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.drawing import drawn
from ioc_desktop.documents.signing.places import Spot

USUAL_MM = 36.0
"""Across, for a picture that does not tell its real size."""
SIZES_MM = (25.0, 45.0)
"""What a seal may measure; a picture that says otherwise was not scanned at the size that it tells."""
OVERLAP = 1 / 3
_LARGEST_PX = 1200
_RED = 1.5
_PICTURE = re.compile(
    rb"(?P<wide>[\d.]+) 0 0 (?P<high>[\d.]+) (?P<left>-?[\d.]+) (?P<low>-?[\d.]+) cm\s+/(?P<name>FormXob\.\w+) Do"
)
_WORDS = re.compile(rb"BT 1 0 0 1 -(?P<half>[\d.]+) 0 Tm")
"""A centred line of a signature of ours begins at minus half of its width."""
_DEEPEST = 5
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


class Seal(NamedTuple):
    """A picture with alpha and its real size in points."""

    image: Image.Image
    width: float
    height: float


def read_seal(content: bytes) -> Seal:
    """The picture of a seal, as a file has it.

    Raises:
        ExpectedError: ``signing.seal_picture`` for what is not a PNG, not clear around the seal or not red.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            dots = picture.info.get("dpi", (0.0, 0.0))
            across = picture.width / float(dots[0]) * 25.4 if dots[0] else 0.0
            picture.thumbnail((_LARGEST_PX, _LARGEST_PX))
            image = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise failures.no_seal_picture() from error
    if not _is_seal(image):
        raise failures.no_seal_picture()
    width = (across if SIZES_MM[0] <= across <= SIZES_MM[1] else USUAL_MM) * MM
    return Seal(image, width, width * image.height / image.width)


def _is_seal(image: Image.Image) -> bool:
    alpha = image.getchannel("A")
    least, most = alpha.getextrema()
    if most in {least, 0}:
        return False
    red, green, blue, _ = ImageStat.Stat(image, mask=alpha.point(lambda value: 255 * (value > 127))).mean
    return bool(red > _RED * green and red > _RED * blue)


def seal_page(seal: Seal) -> bytes:
    """The seal as a page of its own; what is clear stays clear, by a soft mask."""
    reader = ImageReader(seal.image)
    return drawn(
        seal.width,
        seal.height,
        lambda canvas: canvas.drawImage(reader, 0, 0, width=seal.width, height=seal.height, mask="auto"),
    )


def seal_spot(fields: list[Any], signer: Spot, seal: Seal) -> Spot:
    """Where the seal goes.

    Args:
        fields: those of the signatures that are there.
        signer: the room for the signature of who signs.

    Raises:
        ExpectedError: ``signing.seal_first`` where nobody signed there yet.
    """
    found = [field for field in fields if _share(signer.box, box_of(field)) > 0]
    if not found:
        raise failures.seal_comes_second()
    left, bottom, right, top = hand_of(found[0])
    edge, middle = left + (right - left) * OVERLAP, (bottom + top) / 2
    low = max(0.0, middle - seal.height / 2)
    start = max(0.0, edge - seal.width)
    return Spot(signer.page, (start, low, start + seal.width, low + seal.height))


def box_of(field: Any) -> Box:
    """A field's rectangle."""
    x1, y1, x2, y2 = (float(value) for value in field["/Rect"])
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def hand_of(field: Any) -> Box:
    """Where the picture of the hand stands in a visible signature, else its words, else all of it."""
    box = box_of(field)
    for picture, is_clear in pictures_of(field):
        if not is_clear:
            left, low, right, top = picture
            return box[0] + left, box[1] + low, box[0] + right, box[1] + top
    middle, room = (box[0] + box[2]) / 2, (box[2] - box[0]) / 2
    forms = _forms(_at(field, "/AP", "/N"), 0)
    half = max((float(found["half"]) for form in forms for found in _WORDS.finditer(form.data)), default=room)
    return middle - min(half, room), box[1], middle + min(half, room), box[3]


def pictures_of(field: Any) -> Iterator[tuple[Box, bool]]:
    """Pictures in a visible signature, from its own corner, and whether they are clear in parts."""
    for form in _forms(_at(field, "/AP", "/N"), 0):
        inner = _at(form, "/Resources", "/XObject")
        for match in _PICTURE.finditer(form.data):
            image = _at(inner, f"/{match['name'].decode()}")
            if image.get("/Subtype") == "/Image":
                wide, high, left, low = (float(match[name]) for name in ("wide", "high", "left", "low"))
                yield (left, low, left + wide, low + high), "/SMask" in image


def _forms(form: Any, depth: int) -> Iterator[Any]:
    """A form and those that it draws."""
    if depth == _DEEPEST or not hasattr(form, "data"):
        return
    yield form
    inner = _at(form, "/Resources", "/XObject")
    for name in inner:
        if inner[name].get("/Subtype") == "/Form":
            yield from _forms(inner[name], depth + 1)


def _at(found: Any, *names: str) -> Any:
    """What lies there, however many references lead to it; nothing where there is nothing."""
    for name in names:
        if name not in found:
            return {}
        found = found[name]
    return found


def _share(one: Box, other: Box) -> float:
    """How much of the first the second covers."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high) / ((one[2] - one[0]) * (one[3] - one[1]))
