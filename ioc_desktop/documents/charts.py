"""Bar and line charts that stay readable in black and white: greys, dashes and marks, values written out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable

from ioc_desktop.documents import fonts
from ioc_desktop.documents.layout import MM
from ioc_desktop.documents.model import Chart, ChartKind
from ioc_desktop.documents.wording import decimal

_HEIGHT = 68 * MM
_FOOT, _HEAD, _TEXT_PT = 20.0, 27.0, 11.0
_LEGEND_LINE = 15.0
_INSET = 6.0
_GREYS = (0.15, 0.55, 0.8, 0.35, 0.68)
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (8, 3, 2, 3), (4, 4))
_MOST_LABELLED_BARS = 24


@dataclass(frozen=True, slots=True)
class _Scale:
    """Round steps of the axis."""

    low: float
    high: float
    step: float

    def marks(self) -> Iterator[float]:
        for number in range(round((self.high - self.low) / self.step) + 1):
            yield self.low + number * self.step


def scale_of(values: list[float]) -> _Scale:
    """An axis from zero (or below, for negative values) in steps of 1, 2 or 5 times a power of ten."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    span = (high - low) or 1.0
    rough = span / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    return _Scale(math.floor(low / step) * step, math.ceil((high or step) / step) * step, step)


class ChartBox(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawn chart with its axis, names and legend; as wide as the text."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        values = [value for one in chart.series for value in one.values if value is not None and math.isfinite(value)]
        self._scale = scale_of(values)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width - 2 * _INSET
        self._legend = list(self._legend_rows(self.width)) if len(self._chart.series) > 1 else []
        self.height = _HEIGHT + _LEGEND_LINE * len(self._legend)
        return width, self.height + 2 * _INSET

    def draw(self) -> None:
        self.canv.setLineWidth(0.3)
        self.canv.rect(0, 0, self.width + 2 * _INSET, self.height + 2 * _INSET)
        self.canv.translate(_INSET, _INSET)
        labels = [decimal(mark, 3) for mark in self._scale.marks()]
        self._left = max(fonts.width(label, fonts.REGULAR, _TEXT_PT) for label in labels) + 6.0
        self._bottom = _FOOT + _LEGEND_LINE * len(self._legend)
        self._top = self.height - _HEAD
        self._axis(labels)
        self._names()
        if self._chart.kind is ChartKind.BARS:
            self._bars()
        else:
            self._lines()
        self._draw_legend()

    def _y(self, value: float) -> float:
        share = (value - self._scale.low) / (self._scale.high - self._scale.low)
        return self._bottom + share * (self._top - self._bottom)

    @property
    def _slot(self) -> float:
        return float((self.width - self._left) / max(1, len(self._chart.categories)))

    def _axis(self, labels: list[str]) -> None:
        canvas = self.canv
        canvas.setFont(fonts.REGULAR, _TEXT_PT)
        for mark, label in zip(self._scale.marks(), labels, strict=True):
            y = self._y(mark)
            canvas.setLineWidth(0.8 if abs(mark) < self._scale.step / 1e6 else 0.25)
            canvas.line(self._left, y, self.width, y)
            canvas.drawRightString(self._left - 4.0, y - 3.5, label)
        canvas.drawString(0, self.height - 10.0, fonts.printable(self._chart.unit))

    def _names(self) -> None:
        """Names under the axis; where they do not fit, every second, third … of them, each cut to its room."""
        names = [fonts.printable(name) for name in self._chart.categories]
        widest = max((fonts.width(name, fonts.REGULAR, _TEXT_PT) for name in names), default=0.0)
        every = max(1, math.ceil(min(widest + 4.0, 60.0) / self._slot))
        for number in range(0, len(names), every):
            middle = self._left + (number + 0.5) * self._slot
            room = min(self._slot * every - 3.0, 2 * (self.width - middle))
            self.canv.drawCentredString(middle, self._bottom - 13.0, _cut(names[number], room))

    def _bars(self) -> None:
        canvas, count = self.canv, len(self._chart.series)
        wide = self._slot * 0.72 / max(1, count)
        labelled = count * len(self._chart.categories) <= _MOST_LABELLED_BARS
        for which, one in enumerate(self._chart.series):
            for number, value in enumerate(one.values[: len(self._chart.categories)]):
                if value is None or not math.isfinite(value):
                    continue
                x = self._left + number * self._slot + self._slot * 0.14 + which * wide
                canvas.setFillGray(_GREYS[which % len(_GREYS)])
                canvas.setLineWidth(0.5)
                canvas.rect(x, self._y(0.0), wide, self._y(value) - self._y(0.0), fill=1)
                canvas.setFillGray(0)
                if labelled:
                    y = self._y(value) + (2.0 if value >= 0 else -_TEXT_PT)
                    self._label(x + wide / 2, y, decimal(value))

    def _label(self, middle: float, y: float, text: str) -> None:
        """On white, so that no line of the axis goes through it."""
        width = fonts.width(text, fonts.REGULAR, _TEXT_PT)
        self.canv.setFillGray(1)
        self.canv.rect(middle - width / 2, y - 0.5, width, _TEXT_PT * 0.72, stroke=0, fill=1)
        self.canv.setFillGray(0)
        self.canv.drawCentredString(middle, y, text)

    def _lines(self) -> None:
        for which, one in enumerate(self._chart.series):
            self.canv.setLineWidth(1.3)
            self.canv.setDash(*_DASHES[which % len(_DASHES)]) if which % len(_DASHES) else self.canv.setDash()
            before: tuple[float, float] | None = None
            for number, value in enumerate(one.values[: len(self._chart.categories)]):
                if value is None or not math.isfinite(value):
                    before = None
                    continue
                here = (self._left + (number + 0.5) * self._slot, self._y(value))
                if before:
                    self.canv.line(*before, *here)
                self._mark(which, *here)
                before = here
        self.canv.setDash()

    def _mark(self, which: int, x: float, y: float) -> None:
        self.canv.setFillGray(_GREYS[which % len(_GREYS)])
        if which % 2:
            self.canv.rect(x - 2.2, y - 2.2, 4.4, 4.4, stroke=0, fill=1)
        else:
            self.canv.circle(x, y, 2.4, stroke=0, fill=1)
        self.canv.setFillGray(0)

    def _legend_rows(self, width: float) -> Iterator[list[tuple[float, int, str]]]:
        """Entries from the left, in as many rows as they need."""
        row: list[tuple[float, int, str]] = []
        x = 0.0
        for which, one in enumerate(self._chart.series):
            name = _cut(fonts.printable(one.name), width - 40.0)
            room = fonts.width(name, fonts.REGULAR, _TEXT_PT) + 40.0
            if row and x + room > width:
                yield row
                row, x = [], 0.0
            row.append((x, which, name))
            x += room
        yield row

    def _draw_legend(self) -> None:
        for number, row in enumerate(reversed(self._legend)):
            y = number * _LEGEND_LINE + 3.0
            for x, which, name in row:
                self._key(which, x, y)
                self.canv.drawString(x + 24.0, y, name)

    def _key(self, which: int, x: float, y: float) -> None:
        if self._chart.kind is ChartKind.BARS:
            self.canv.setFillGray(_GREYS[which % len(_GREYS)])
            self.canv.setLineWidth(0.5)
            self.canv.rect(x, y - 1.0, 18.0, 9.0, fill=1)
            self.canv.setFillGray(0)
            return
        self.canv.setLineWidth(1.3)
        self.canv.setDash(*_DASHES[which % len(_DASHES)]) if which % len(_DASHES) else self.canv.setDash()
        self.canv.line(x, y + 3.5, x + 18.0, y + 3.5)
        self.canv.setDash()
        self._mark(which, x + 9.0, y + 3.5)


def _cut(name: str, room: float) -> str:
    """As much of a name as fits, "…" for the rest."""
    if fonts.width(name, fonts.REGULAR, _TEXT_PT) <= room:
        return name
    while name and fonts.width(name + "…", fonts.REGULAR, _TEXT_PT) > room:
        name = name[:-1]
    return name + "…" if name else ""
