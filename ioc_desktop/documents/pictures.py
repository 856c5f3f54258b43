"""Pictures made small enough to print: turned upright, without transparency, at the dots that the paper can show."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.layout import MM

PHOTO_DPI = 160
SMALLEST_DPI = 110
"""A picture is not enlarged beyond this: its dots would show."""
_QUALITY = 84
_MOST_LOSSLESS_PX = 1_200_000
_MOST_PX, _MOST_JPEG_PX = 40_000_000, 120_000_000
"""A JPEG file is shrunk while it is read; others are read whole, in four bytes a dot."""
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


@dataclass(frozen=True)
class Picture:
    """A picture as it goes into the file: reportlab takes anything of this shape as an image.

    Attributes:
        jpeg: its bytes, or None for a picture kept without loss in ``raw`` (rows of ``mode``).
        mode: "RGB" or "L".
    """

    width_px: int
    height_px: int
    mode: str
    jpeg: bytes | None
    raw: bytes

    _dataA = None  # noqa: N815  (reportlab's name for a mask)

    def __str__(self) -> str:
        """Its content's name: equal pictures are stored once."""
        return hashlib.sha256(self.jpeg or self.raw).hexdigest()

    def jpeg_fh(self) -> io.BytesIO | None:
        return None if self.jpeg is None else io.BytesIO(self.jpeg)

    def getSize(self) -> tuple[int, int]:  # noqa: N802  (reportlab's name)
        return self.width_px, self.height_px

    def getRGBData(self) -> bytes:  # noqa: N802  (same)
        return self.raw

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its size in points inside a box, never enlarged beyond ``SMALLEST_DPI``."""
        scale = min(width / self.width_px, height / self.height_px, 72 / SMALLEST_DPI)
        return self.width_px * scale, self.height_px * scale


def prepare(image: bytes, width: float, height: float) -> Picture:
    """Shrink a picture for a box of ``width`` by ``height`` points.

    Raises:
        ExpectedError: ``documents.bad_picture``, ``documents.picture_too_large``.
    """
    limit = (round(width / 72 * PHOTO_DPI) + 1, round(height / 72 * PHOTO_DPI) + 1)
    try:
        with Image.open(io.BytesIO(image), formats=_FORMATS) as opened:
            return _shrunk(opened, limit)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ExpectedError(
            "documents.bad_picture",
            QT_TRANSLATE_NOOP(
                "errors", "Một ảnh của văn bản không đọc được ({problem}). Thay ảnh đó bằng tệp JPEG hoặc PNG khác."
            ),
            problem=str(error) or type(error).__name__,
        ) from error


def _shrunk(opened: Image.Image, limit: tuple[int, int]) -> Picture:
    from_jpeg = opened.format == "JPEG"
    if opened.width * opened.height > (_MOST_JPEG_PX if from_jpeg else _MOST_PX):
        raise ExpectedError(
            "documents.picture_too_large",
            QT_TRANSLATE_NOOP("errors", "Một ảnh quá lớn ({width}×{height} điểm ảnh). Thu nhỏ ảnh rồi làm lại."),
            width=opened.width,
            height=opened.height,
        )
    turned = opened.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    box = (limit[1], limit[0]) if turned else limit
    if from_jpeg:
        opened.draft("RGB", (max(box), max(box)))
    picture = opened
    if opened.width > box[0] or opened.height > box[1]:
        # Paletted and transparent pictures shrink well only in full colour.
        picture = opened if from_jpeg else opened.convert("RGBA")
        picture.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _stored(_opaque(ImageOps.exif_transpose(picture)), lossless=not from_jpeg)


def _opaque(picture: Image.Image) -> Image.Image:
    """RGB or grey; on white where it was transparent."""
    if picture.mode in {"RGB", "L"} and "transparency" not in picture.info:
        return picture
    if picture.mode in {"1", "I", "I;16", "F"}:
        return picture.convert("L")
    full = picture.convert("RGBA") if picture.mode != "CMYK" else picture.convert("RGB").convert("RGBA")
    white = Image.new("RGBA", full.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, full).convert("RGB")


def _stored(picture: Image.Image, *, lossless: bool) -> Picture:
    if lossless and picture.width * picture.height <= _MOST_LOSSLESS_PX:
        return Picture(picture.width, picture.height, picture.mode, None, picture.tobytes())
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=_QUALITY)
    return Picture(picture.width, picture.height, picture.mode, held.getvalue(), b"")


def prepare_all(images: Sequence[tuple[bytes, float, float]]) -> list[Picture]:
    """``prepare`` for several, two at a time: Pillow lets other threads run, and memory stays bounded."""
    if len(images) < 2:
        return [prepare(*image) for image in images]
    with ThreadPoolExecutor(2, thread_name_prefix="pictures") as pool:
        return list(pool.map(lambda image: prepare(*image), images))


def draw(canvas: Any, picture: Picture, x: float, size: tuple[float, float]) -> None:
    """Place a picture on the lower edge, ``x`` points from the left one; its size in points."""
    canvas.drawImage(picture, x, 0, *size, mask=None)


FULL_HEIGHT_MM = 150.0
FULL_HEIGHT = FULL_HEIGHT_MM * MM
"""A figure in running text is not higher: it leaves room for its caption and some text."""
