"""Small pictures of pictures, and whether a picture or a PDF can be read at all."""

from __future__ import annotations

import io
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.attachments.sniffing import PDF

LONGEST_PX = 480
_QUALITY = 80
MOST_PIXELS = 80_000_000
"""Of a picture that must be unpacked whole."""
MOST_JPEG_PIXELS = 260_000_000
"""A JPEG is unpacked at an eighth of its size: the 200 megapixels of a telephone are 3."""
_OPENED = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
"""Only these of the many formats that Pillow knows: each one is a parser for a stranger's bytes."""


def thumbnail(path: Path) -> bytes | None:
    """A JPEG of at most 480 pixels a side; None for what is no picture or too large to unpack."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (when the first file is attached)

    try:
        with Image.open(path, formats=_OPENED) as picture:
            if _pixels(picture) > (MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS):
                return None
            picture.draft("RGB", (LONGEST_PX * 2, LONGEST_PX * 2))
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((LONGEST_PX, LONGEST_PX))
            file = io.BytesIO()
            small.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    except _unreadable():
        return None
    return file.getvalue()


def check_readable(path: Path, name: str, mime: str) -> None:
    """Refuse a picture or a PDF that is broken, before it is taken in.

    Raises:
        ExpectedError: ``attachment.picture_broken``, ``attachment.pdf_broken``.
    """
    if mime == PDF and not _is_pdf_sound(path):
        raise ExpectedError(
            "attachment.pdf_broken",
            QT_TRANSLATE_NOOP("errors", "Tệp PDF {name} bị hỏng hoặc bị cắt cụt. Lấy lại bản gốc rồi đính kèm."),
            name=name,
        )
    if mime in {"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"} and not _is_picture_sound(path):
        raise ExpectedError(
            "attachment.picture_broken",
            QT_TRANSLATE_NOOP("errors", "Ảnh {name} bị hỏng hoặc bị cắt cụt. Lấy lại ảnh gốc rồi đính kèm."),
            name=name,
        )


def _is_picture_sound(path: Path) -> bool:
    """Whether it can be unpacked to its end; what is too large for that is believed by its head."""
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(path, formats=_OPENED) as picture:
            if _pixels(picture) > (MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS):
                return True
            picture.draft("RGB", (LONGEST_PX, LONGEST_PX))
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return True
    except _unreadable():
        return False
    return True


def _is_pdf_sound(path: Path) -> bool:
    """Whether its pages can be counted; one with a password cannot be looked into and is believed."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415

    if not _has_end(path):
        return False
    try:
        with path.open("rb") as file:
            return len(PdfReader(file, strict=False).pages) > 0
    except FileNotDecryptedError:
        return True
    except Exception:  # noqa: BLE001  (pypdf raises anything on broken files: KeyError, TypeError, RecursionError)
        return False


def _has_end(path: Path) -> bool:
    """A PDF ends with a mark; pypdf mends one that was cut off, and would lose its last pages silently."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        return b"%%EOF" in file.read()


def _pixels(picture: object) -> int:
    width, height = picture.size  # type: ignore[attr-defined]  # PIL.Image.Image
    return int(width * height)


def _unreadable() -> tuple[type[BaseException], ...]:
    """What Pillow raises on files that are broken or made to hurt."""
    from PIL import Image  # noqa: PLC0415

    return (OSError, SyntaxError, ValueError, TypeError, EOFError, MemoryError, IndexError, KeyError, ZeroDivisionError,
            OverflowError, Image.DecompressionBombError, Image.DecompressionBombWarning)  # fmt: skip
