"""Small drawings with our own fonts, as PDF pages of their own: what is put over a finished document."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ioc_desktop.documents import fonts
from ioc_desktop.documents.signing import failures

LINE_PT = 10.0
"""Size of the words of a signature (Decree 30/2020, Appendix I)."""
_LEADING = 1.2
_LARGEST_PICTURE_PX = 4000


class Drawing(PdfContent):
    """A drawn page as content of a signature or a stamp.

    Args:
        page: PDF of one page; its fonts are embedded.
    """

    def __init__(self, page: bytes, width: float, height: float) -> None:
        super().__init__(box=BoxConstraints(width=width, height=height))
        self._page = page

    def render(self) -> bytes:
        writer = self._ensure_writer
        self.resources.xobject["/IocDrawing"] = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        return b"/IocDrawing Do"


def drawn(width: float, height: float, paint: Callable[[Any], None]) -> bytes:
    """A page of this size in points, painted."""
    fonts.ready()
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(width, height), initialFontName=fonts.REGULAR, invariant=1)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def signature_page(width: float, height: float, lines: list[str], picture: bytes | None) -> bytes:
    """Words in 10 pt, centred, under a picture that takes what is left."""

    def paint(canvas: Any) -> None:
        size = min(LINE_PT, height / (len(lines) * _LEADING))
        below = len(lines) * size * _LEADING
        if picture is not None:
            image, share = opaque_picture(picture), height - below
            canvas.drawImage(
                ImageReader(image), 0, below, width=width, height=share, preserveAspectRatio=True, anchor="c"
            )
        top = below if picture is not None else (height + below) / 2
        for number, text in enumerate(lines, 1):
            _draw_line(canvas, text, width, top - number * size * _LEADING + size * 0.25, size)

    return drawn(width, height, paint)


def _draw_line(canvas: Any, text: str, width: float, y: float, size: float) -> None:
    """Centred; what is too wide gets narrower, never cut."""
    words = fonts.printable(text)
    needed = fonts.width(words, fonts.REGULAR, size)
    canvas.saveState()
    canvas.translate(width / 2, y)
    if needed > width:
        canvas.scale(width / needed, 1)
    canvas.setFont(fonts.REGULAR, size)
    canvas.drawString(-needed / 2, 0, words)
    canvas.restoreState()


def opaque_picture(content: bytes) -> Image.Image:
    """The picture on white: what is archived has no transparency.

    Raises:
        ExpectedError: ``signing.picture``.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            picture.thumbnail((_LARGEST_PICTURE_PX, _LARGEST_PICTURE_PX))
            clear = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise failures.no_picture() from error
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("RGB")
