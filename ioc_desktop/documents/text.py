"""Styles of paragraphs and the markup of runs of characters."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents import fonts
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.model import Align, Text

CENTRE, JUSTIFIED, LEFT, RIGHT = TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
_MOST_OF_PAGE = 0.7
ALIGNED = {Align.LEFT: TA_LEFT, Align.CENTRE: TA_CENTER, Align.RIGHT: TA_RIGHT}
_FACES = {
    (False, False): fonts.REGULAR,
    (True, False): fonts.BOLD,
    (False, True): fonts.ITALIC,
    (True, True): fonts.BOLD_ITALIC,
}


def style(
    size_pt: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: int = TA_LEFT,
    line: float = 1.15,
    **more: Any,
) -> ParagraphStyle:
    """A style of the one face; ``line`` is the line height as a share of the size."""
    return ParagraphStyle(
        "official",
        fontName=_FACES[bold, italic],
        fontSize=size_pt,
        leading=size_pt * line,
        alignment=align,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        spaceShrinkage=0,  # else lines that are not justified run over the margin
        **more,
    )


def body_style(layout: Layout, **more: Any) -> ParagraphStyle:
    """Running text: justified, first line set in, a gap after each paragraph."""
    given = {
        "align": TA_JUSTIFY,
        "line": layout.line,
        "firstLineIndent": layout.first_line_mm * MM,
        "spaceAfter": layout.paragraph_gap_pt,
    }
    return style(layout.body_pt, **(given | more))


def plain(text: Text) -> str:
    """Only the characters."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def markup(text: Text) -> str:
    """What reportlab's paragraph takes."""
    if isinstance(text, str):
        return _escaped(text)
    pieces = []
    for span in text:
        piece = _escaped(span.text)
        piece = f"<i>{piece}</i>" if span.italic else piece
        pieces.append(f"<b>{piece}</b>" if span.bold else piece)
    return "".join(pieces)


def _escaped(text: str) -> str:
    return escape(fonts.printable(text)).replace("\n", "<br/>")


def paragraph(text: Text, form: ParagraphStyle) -> Paragraph:
    return Paragraph(markup(text), form)


def height_of(flowable: Any, width: float) -> float:
    """Height in points of anything laid out in ``width``."""
    return float(flowable.wrap(width, 1e6)[1])


def refuse_if_too_high(height: float, layout: Layout) -> None:
    """Names and titles stay on the page that they head.

    Raises:
        ExpectedError: ``documents.names_too_long``.
    """
    if height > layout.text_height * _MOST_OF_PAGE:
        raise ExpectedError(
            "documents.names_too_long",
            QT_TRANSLATE_NOOP(
                "errors",
                "Tên cơ quan, địa danh, trích yếu hoặc chức vụ quá dài, không đủ chỗ trên trang. Rút ngắn rồi làm lại.",
            ),
        )
