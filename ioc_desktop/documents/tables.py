"""Ruled tables that break over pages, their headings repeated, and lists of facts."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import Table as Grid

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.fonts import REGULAR
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.model import KeyFacts, Span, Table, Text
from ioc_desktop.documents.text import ALIGNED, CENTRE, height_of, paragraph, plain, style

_PADDING = 3.0
_NARROWEST = 8 * MM
_LEAST_SPLIT = 34.0
"""A row is cut only where at least two lines fit on each side."""
_HEADINGS_SHARE = 0.4
_LABEL_MM = 46.0
_CAPTION_GAP = 4.0


def column_widths(table: Table, width: float) -> list[float]:
    """Widths in points by weight, none under 8 mm.

    Raises:
        ExpectedError: ``documents.too_many_columns``.
    """
    spare = width - _NARROWEST * len(table.columns)
    if spare < 0:
        raise ExpectedError(
            "documents.too_many_columns",
            QT_TRANSLATE_NOOP(
                "errors", "Bảng có {count} cột, quá nhiều cho khổ giấy. Bỏ bớt cột hoặc đưa bảng vào phụ lục nằm ngang."
            ),
            count=len(table.columns),
        )
    weights = [max(column.weight, 0.0) for column in table.columns]
    weights = weights if sum(weights) > 0 else [1.0] * len(weights)
    shares = [weight / sum(weights) for weight in weights]
    if all(width * share >= _NARROWEST for share in shares):
        return [width * share for share in shares]
    return [_NARROWEST + spare * share for share in shares]


def grid(table: Table, layout: Layout, width: float) -> Grid:
    """A table as reportlab lays it out.

    Raises:
        ExpectedError: ``documents.too_many_columns``, ``documents.bad_row``.
    """
    widths = column_widths(table, width)
    heads, joined = head_rows(table, layout.table_pt)
    forms = [style(layout.table_pt, align=ALIGNED[column.align], line=1.17) for column in table.columns]
    last = len(table.rows) - 1
    rows = [
        _cells(row, forms, number, is_total=table.total and number == last) for number, row in enumerate(table.rows)
    ]
    depth = len(heads)
    spans = [("SPAN", (first, depth + row), (end, depth + row)) for row, first, end in table.spans]
    return Grid(
        [*heads, *rows],
        colWidths=widths,
        repeatRows=depth if _heads_height(heads, widths) < layout.text_height * _HEADINGS_SHARE else 0,
        splitInRow=_LEAST_SPLIT,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, depth - 1), "MIDDLE"),
            ("VALIGN", (0, depth), (-1, -1), "TOP"),
            *joined,
            *spans,
            *cell_forms(_PADDING, 2.0, 4.0),
        ],
    )


def _heads_height(heads: list[list[Any]], widths: list[float]) -> float:
    return sum(
        max(
            (height_of(head, wide - 2 * _PADDING) for head, wide in zip(row, widths, strict=True) if head != ""),
            default=0.0,
        )
        for row in heads
    )


def head_rows(table: Table, size_pt: float) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The rows of headings, and which of their cells are one: a group's across, a lone title down."""
    form = style(size_pt, bold=True, align=CENTRE, line=1.17)
    paths = [(*column.over, column.title) for column in table.columns]
    depth = max((len(path) for path in paths), default=1)
    rows: list[list[Any]] = [[""] * len(paths) for _ in range(depth)]
    joined: list[tuple[Any, ...]] = []
    for level in range(depth):
        at = 0
        while at < len(paths):
            end = _group_end(paths, at, level)
            low = depth - 1 if level == len(paths[at]) - 1 else level
            if level < len(paths[at]):
                rows[level][at] = paragraph(paths[at][level], form)
                joined += [("SPAN", (at, level), (end, low))] if (end, low) != (at, level) else []
            at = end + 1
    return rows, joined


def _group_end(paths: list[tuple[str, ...]], at: int, level: int) -> int:
    """The last neighbour under the same headings down to a level; a column whose own title stands there is alone."""
    end, wanted = at, paths[at][: level + 1]
    if level >= len(paths[at]) - 1:
        return at
    while end + 1 < len(paths) and len(paths[end + 1]) > level + 1 and paths[end + 1][: level + 1] == wanted:
        end += 1
    return end


class CaptionedGrid(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table with its caption over the first part; unlike reportlab's keeping together, the table still breaks."""

    def __init__(self, caption: Paragraph, rows: Grid) -> None:
        super().__init__()
        self._caption, self.rows = caption, rows

    def caption_height(self, width: float) -> float:
        """With the room under it, in points."""
        return height_of(self._caption, width) + _CAPTION_GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._over = self.caption_height(width)
        self.height = self._over + self.rows.wrap(width, height)[1]
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        self.wrap(width, height)
        parts = self.rows.split(width, height - self._over)
        return [CaptionedGrid(self._caption, parts[0]), *parts[1:]] if parts else []

    def draw(self) -> None:
        self._caption.drawOn(self.canv, 0, self.height - self._over + _CAPTION_GAP)
        self.rows.drawOn(self.canv, 0, 0)


def cell_forms(side: float, top: float, bottom: float) -> list[tuple[Any, ...]]:
    """Room inside cells in points; and the face, or reportlab names Helvetica in the file, which is not embedded."""
    every = ((0, 0), (-1, -1))
    return [
        ("FONTNAME", *every, REGULAR),
        ("LEFTPADDING", *every, side),
        ("RIGHTPADDING", *every, side),
        ("TOPPADDING", *every, top),
        ("BOTTOMPADDING", *every, bottom),
    ]


def _cells(row: tuple[Text, ...], forms: list[ParagraphStyle], number: int, *, is_total: bool) -> list[Any]:
    if len(row) > len(forms):
        raise ExpectedError(
            "documents.bad_row",
            QT_TRANSLATE_NOOP("errors", "Dòng {row} của bảng có nhiều ô hơn số cột. Sửa dữ liệu của bảng."),
            row=number + 1,
        )
    filled = [*row, *[""] * (len(forms) - len(row))]
    texts = [(Span(plain(cell), bold=True),) if is_total else cell for cell in filled]
    return [paragraph(text, form) for text, form in zip(texts, forms, strict=True)]


def facts_grid(block: KeyFacts, layout: Layout, width: float) -> Grid:
    """Names at the left in bold, values beside them, in a thin frame."""
    label = style(layout.body_pt, bold=True, line=1.2)
    value = style(layout.body_pt, line=1.2)
    rows = [[paragraph(f"{name}:", label), paragraph(text, value)] for name, text in block.facts]
    return Grid(
        rows,
        colWidths=[_LABEL_MM * MM, width - _LABEL_MM * MM],
        splitInRow=_LEAST_SPLIT,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.3, colors.grey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *cell_forms(4.0, 1.5, 3.5),
        ],
    )
