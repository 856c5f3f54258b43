"""Blocks of a document made into what reportlab lays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Spacer
from reportlab.platypus import PageBreak as NewPage

from ioc_desktop.documents import fonts, model, pictures
from ioc_desktop.documents.charts import ChartBox
from ioc_desktop.documents.keeping import Bookmark, HeadingLine, with_room
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.model import Block, Level, Span, Text
from ioc_desktop.documents.numbering import Numbering
from ioc_desktop.documents.tables import CaptionedGrid, facts_grid, grid
from ioc_desktop.documents.text import CENTRE, body_style, markup, paragraph, plain, style

END_MARK = "./."
_STOPS = ".;:, "


class FigureBox(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture in the middle of the text, or of a room of ``height`` points."""

    def __init__(self, picture: pictures.Picture, size: tuple[float, float], height: float = 0.0) -> None:
        super().__init__()
        self._picture, self._size = picture, size
        self._room = max(height, size[1])

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self._room + 4.0
        return self.width, self.height

    def draw(self) -> None:
        self.canv.translate(0, (self._room - self._size[1]) / 2)
        pictures.draw(self.canv, self._picture, (self.width - self._size[0]) / 2, self._size)


class BodyWriter:
    """Turns blocks into flowables; headings, figures and tables are numbered through one writer.

    Args:
        key: begins the names of this writer's bookmarks.
        depth: of its uppermost bookmarks.
    """

    def __init__(self, layout: Layout, *, key: str = "body", depth: int = 0) -> None:
        self._layout = layout
        self._key, self._depth = key, depth
        self._numbers = Numbering()
        self._bookmarks = 0

    def write(self, blocks: Sequence[Block]) -> list[Any]:
        """Raises ExpectedError: see ``pictures.prepare`` and ``tables.grid``."""
        made: list[Any] = []
        lead: tuple[Span, ...] = ()
        for number, block in enumerate(blocks):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            if isinstance(block, model.Heading) and not block.title and isinstance(after, model.Paragraph):
                lead = (Span(f"{self._numbers.label(block.level)} ", bold=block.level is not Level.POINT),)
            elif lead and isinstance(block, model.Paragraph):
                made.append(paragraph((*lead, *_spans(block.text)), body_style(self._layout)))
                lead = ()
            elif isinstance(block, model.Citation):
                made.append(self._citation(block, is_last=not isinstance(after, model.Citation)))
            else:
                made.extend(self._one(block))
        return with_room(made, self._layout)

    def _one(self, block: Block) -> Iterator[Any]:
        layout = self._layout
        if isinstance(block, model.Paragraph):
            yield paragraph(block.text, body_style(layout))
        elif isinstance(block, model.Bullet):
            yield paragraph((Span("- "), *_spans(block.text)), body_style(layout))
        elif isinstance(block, model.Heading):
            yield from self._heading(block)
        elif isinstance(block, model.PageBreak):
            yield NewPage()
        else:
            yield from self._display(block)

    def _display(self, block: Block) -> Iterator[Any]:
        """Tables, facts and drawings, with room under them."""
        layout = self._layout
        if isinstance(block, model.Table):
            yield from self._table(block)
        elif isinstance(block, model.KeyFacts) and block.facts:
            yield facts_grid(block, layout, layout.text_width)
        elif isinstance(block, model.Figure):
            yield self._captioned(self._figure(block), block.caption)
        elif isinstance(block, model.Chart):
            yield self._captioned(ChartBox(block), block.caption)
        yield Spacer(1, layout.paragraph_gap_pt)

    def _citation(self, block: model.Citation, *, is_last: bool) -> Any:
        text = block.text.rstrip(_STOPS) + ("." if is_last else ";")
        return paragraph((Span(text, italic=True),), body_style(self._layout))

    def _heading(self, block: model.Heading) -> Iterator[Any]:
        text = f"{self._numbers.label(block.level)} {block.title}".strip()
        self._bookmarks += 1
        depth = self._depth + self._numbers.outline_depth(block.level)
        yield Bookmark(fonts.printable(text), f"{self._key}-{self._bookmarks}", depth)
        words = markup((Span(text, bold=block.level is not Level.POINT),))
        yield HeadingLine(words, body_style(self._layout, spaceBefore=2.0))

    def _table(self, block: model.Table) -> Iterator[Any]:
        if not block.columns:
            return
        rows = grid(block, self._layout, self._layout.text_width)
        if not block.caption:
            yield rows
            return
        form = style(self._layout.caption_pt, bold=True, align=CENTRE)
        yield CaptionedGrid(paragraph(f"{self._numbers.table()}. {block.caption}", form), rows)

    def _figure(self, block: model.Figure) -> FigureBox:
        limit = self._layout.text_width
        wide = min(block.width_mm * MM, limit) if block.width_mm else limit
        high = min(pictures.FULL_HEIGHT, self._layout.text_height * 0.7)
        picture = pictures.prepare(block.image, wide, high)
        return FigureBox(picture, picture.fitted(wide, high))

    def _captioned(self, drawn: Any, caption: str) -> Any:
        if not caption:
            return drawn
        form = style(self._layout.caption_pt, italic=True, align=CENTRE, spaceBefore=2.0)
        return KeepTogether([drawn, paragraph(f"{self._numbers.figure()}. {caption}", form)])


def _spans(text: Text) -> tuple[Span, ...]:
    return (Span(text),) if isinstance(text, str) else text


def ended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with "./." where the text ends; on a line of its own under a table or picture."""
    last = blocks[-1] if blocks else None
    if isinstance(last, model.Paragraph | model.Bullet) and plain(last.text).strip():
        spans = list(_spans(last.text))
        while spans and not spans[-1].text.rstrip(_STOPS + "/"):
            spans.pop()
        if spans:
            end = spans[-1]
            spans[-1] = Span(end.text.rstrip(_STOPS + "/") + END_MARK, end.bold, end.italic)
            return (*blocks[:-1], type(last)(tuple(spans)))
    return (*blocks, model.Paragraph(END_MARK))
