"""Stamps: urgency in its red box, DỰ THẢO, and DIỄN TẬP over every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ioc_desktop.documents import fonts
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.model import Paper, Urgency

DRAFT, DRILL = "DỰ THẢO", "DIỄN TẬP"
RED = (0.78, 0.05, 0.05)
_PALE = (0.97, 0.87, 0.87)
_BLACK = (0.0, 0.0, 0.0)
_BOXES_MM = {Urgency.FLASH: 30.0, Urgency.IMMEDIATE: 40.0, Urgency.URGENT: 20.0}
"""Widths by Decree 30, Appendix I; all are 8 mm high."""
_HIGH = 8 * MM
_GAP = 6.0
_WIDEST = 60 * MM


@dataclass(frozen=True, slots=True)
class _Stamp:
    words: str
    width: float
    colour: tuple[float, float, float]


def _stamps(paper: Paper) -> list[_Stamp]:
    """Boxes 10b and 11, and the mark of a draft, from the top."""
    found = []
    if paper.urgency is not None:
        found.append(_Stamp(paper.urgency.value, _BOXES_MM[paper.urgency] * MM, RED))
    if paper.circulation:
        words = fonts.printable(paper.circulation).upper()
        found.append(_Stamp(words, min(fonts.width(words, fonts.BOLD, 13.0) + 14.0, _WIDEST), _BLACK))
    if paper.draft:
        found.append(_Stamp(DRAFT, 30 * MM, _BLACK))
    return found


def stamps_height(paper: Paper) -> float:
    """Room that the stamps under the number take, in points."""
    return (_HIGH + _GAP) * len(_stamps(paper))


def draw_stamps(canvas: Any, paper: Paper, middle: float, top: float) -> None:
    """The stamps under the number, centred on ``middle``, downwards from ``top``."""
    for stamp in _stamps(paper):
        top -= _HIGH + _GAP
        _box(canvas, stamp.words, middle, top, stamp.width, colour=stamp.colour)


def _box(
    canvas: Any,
    words: str,
    middle: float,
    y: float,
    width: float = 30 * MM,
    *,
    colour: tuple[float, float, float] = _BLACK,
) -> None:
    canvas.saveState()
    canvas.setStrokeColorRGB(*colour)
    canvas.setFillColorRGB(*colour)
    canvas.setLineWidth(1.0)
    canvas.rect(middle - width / 2, y, width, _HIGH)
    size = 13.0
    while fonts.width(words, fonts.BOLD, size) > width - 4.0:
        size -= 0.5
    canvas.setFont(fonts.BOLD, size)
    canvas.drawCentredString(middle, y + (_HIGH - size * 0.68) / 2, words)
    canvas.restoreState()


def mark_page(canvas: Any, paper: Paper, layout: Layout, *, is_first: bool) -> None:
    """What every page bears under its content: the drill's mark across it, both marks in the upper margin."""
    y = layout.height_mm * MM - layout.top_mm * MM + 5.0
    if paper.drill:
        _across(canvas, layout)
        _box(canvas, DRILL, (layout.left_mm + 15.0) * MM, y, colour=RED)
    if paper.draft and not is_first:
        _box(canvas, DRAFT, (layout.width_mm - layout.right_mm - 15.0) * MM, y)


def _across(canvas: Any, layout: Layout) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(*_PALE)
    canvas.translate(layout.width_mm * MM / 2, layout.height_mm * MM / 2)
    canvas.rotate(52 if layout.height_mm > layout.width_mm else 33)
    canvas.setFont(fonts.BOLD, 118)
    canvas.drawCentredString(0, -40, DRILL)
    canvas.restoreState()
