"""Lines set one under another about an axis: the boxes of the head, whose places do not depend on running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ioc_desktop.documents import fonts
from ioc_desktop.documents.text import paragraph, style

BLANK, BLANK_MARK = "   ", "IocBlank"
"""Room for a number or a date, and the marked content in which such a line stands: ``signing.stamping`` finds it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        gap: free space over it, in points, beside the line height.
        rule: length of the rule under it in points; 0 for none.
    """

    text: str
    font: str
    size: float
    gap: float = 0.0
    rule: float = 0.0

    @property
    def width(self) -> float:
        return fonts.width(self.text, self.font, self.size)

    @property
    def height(self) -> float:
        return self.size * 1.15 + self.gap + (4.0 if self.rule else 0.0)


def balanced(text: str, font: str, size: float, width: float, *, gap: float = 0.0) -> list[Line]:
    """As ``broken``, in as few lines but of lengths as equal as can be: no line of a title holds one word alone."""
    lines = broken(text, font, size, width, gap=gap)
    narrow, wide = 0.0, width
    for _ in range(8):
        middle = (narrow + wide) / 2
        if len(broken(text, font, size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return broken(text, font, size, wide, gap=gap) if len(lines) > 1 else lines


def broken(text: str, font: str, size: float, width: float, *, gap: float = 0.0) -> list[Line]:
    """``text`` as lines of at most ``width`` points; a word that is too long is cut. Empty text gives no line."""
    form = style(size)
    form.fontName = font
    lines: list[Line] = []
    for part in fonts.printable(text).split("\n"):
        laid = paragraph(part, form)
        laid.wrap(width, 1e6)
        for row in laid.blPara.lines:
            lines.append(Line(_words(row), font, size, gap if not lines else 0.0))
    return [line for line in lines if line.text]


def _words(row: Any) -> str:
    """A simple line is kept by reportlab as its words, one with a cut word as pieces with their own spaces."""
    if isinstance(row, tuple):
        return " ".join(row[1])
    return "".join(piece.text for piece in row.words)


def ruled(lines: Sequence[Line], share: float) -> list[Line]:
    """The same lines with a rule under the last, ``share`` of its length."""
    if not lines:
        return []
    last = lines[-1]
    return [*lines[:-1], Line(last.text, last.font, last.size, last.gap, last.width * share)]


def stack_height(lines: Iterable[Line]) -> float:
    return sum(line.height for line in lines)


def draw_stack(canvas: Any, lines: Iterable[Line], middle: float, top: float) -> float:
    """Draw lines centred on ``middle``, downwards from ``top``; returns the lower end."""
    for line in lines:
        base = top - line.gap - line.size
        canvas.setFont(line.font, line.size)
        if BLANK in line.text:
            canvas.addLiteral(f"/{BLANK_MARK} BMC")
        canvas.drawCentredString(middle, base, line.text)
        if BLANK in line.text:
            canvas.addLiteral("EMC")
        if line.rule:
            draw_rule(canvas, middle, base - 5.0, line.rule)
        top -= line.height
    return top


def draw_rule(canvas: Any, middle: float, y: float, length: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(middle - length / 2, y, middle + length / 2, y)
