"""Headings stay with the beginning of what they head, while long paragraphs and tables still break over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph
from reportlab.platypus import Table as Grid

from ioc_desktop.documents.layout import Layout
from ioc_desktop.documents.tables import CaptionedGrid
from ioc_desktop.documents.text import height_of

_MOST_OF_PAGE = 0.85
_MOST_ROW = 150.0


class Bookmark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An entry of the outline that leads to this place; takes no room and stays with what follows."""

    width = height = 0.0
    keepWithNext = 1  # noqa: N815  (reportlab's name)

    def __init__(self, title: str, key: str, depth: int) -> None:
        super().__init__()
        self._title, self._key, self._depth = title, key, depth

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        self.canv.bookmarkHorizontal(self._key, 0, 14)
        self.canv.addOutlineEntry(self._title, self._key, self._depth)


class HeadingLine(Paragraph):  # type: ignore[misc]  # same
    """The words of a heading."""


def is_heading(flowable: Any) -> bool:
    return isinstance(flowable, Bookmark | HeadingLine)


def with_room(flowables: Sequence[Any], layout: Layout) -> list[Any]:
    """The same, with a new page before each run of headings that would find no room for what they head."""
    made: list[Any] = []
    for at, flowable in enumerate(flowables):
        if is_heading(flowable) and not (at and is_heading(flowables[at - 1])):
            made.append(CondPageBreak(min(_needed(flowables[at:], layout), layout.text_height * _MOST_OF_PAGE)))
        made.append(flowable)
    return made


def _needed(flowables: Sequence[Any], layout: Layout) -> float:
    """Height of the headings at the beginning and of the least that can stand under them, in points."""
    height = 0.0
    for flowable in flowables:
        if not is_heading(flowable):
            return height + _beginning(flowable, layout.text_width)
        height += height_of(flowable, layout.text_width) + layout.paragraph_gap_pt
    return height


def _beginning(flowable: Any, width: float) -> float:
    """The least of it that a page can end with."""
    if isinstance(flowable, CaptionedGrid):
        return flowable.caption_height(width) + _beginning(flowable.rows, width)
    if isinstance(flowable, Grid):
        flowable.wrap(width, 1e6)
        return min(float(sum(flowable._rowHeights[:2])), _MOST_ROW)  # noqa: SLF001  (reportlab tells it nowhere else)
    if isinstance(flowable, KeepTogether):
        return sum(_beginning(each, width) for each in flowable._content)  # noqa: SLF001  (same)
    height = height_of(flowable, width)
    if not isinstance(flowable, Paragraph):
        return height
    line = float(flowable.style.leading)
    return height if height < 3.5 * line else 2 * line
