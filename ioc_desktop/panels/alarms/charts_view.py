"""The dashboard: events by hour of the day, by place, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.events.model import Counts
from ioc_desktop.panels.alarms import words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import label
from ioc_desktop.ui.widgets.states import EmptyState

_MOST_BARS = 10
_LONGEST = 34


class EventCharts(QStackedWidget):
    """Three charts over the events that the filter finds, or a sentence when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.hours, self.places, self.kinds = BarChart(is_flat=False), BarChart(), BarChart()
        self.titles = [label(kind="row_title") for _ in range(3)]
        self.empty = EmptyState("panel.dashboard", "")
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.titles[0], 0, 0, 1, 2)
        grid.addWidget(self.hours, 1, 0, 1, 2)
        grid.addWidget(self.titles[1], 2, 0)
        grid.addWidget(self.titles[2], 2, 1)
        grid.addWidget(self.places, 3, 0)
        grid.addWidget(self.kinds, 3, 1)
        grid.setRowStretch(1, 1)
        grid.setRowStretch(3, 1)
        self.addWidget(page)
        self.addWidget(self.empty)
        self.retranslate()

    def show_counts(self, counts: Counts) -> None:
        """Draw; nothing found is said in words."""
        self.setCurrentIndex(0 if counts.total else 1)
        self.hours.show_bars([f"{hour:02d}" for hour in range(24)], counts.by_hour)
        self.places.show_bars(*_top(counts.by_place))
        self.kinds.show_bars(*_top({words.kind(name): count for name, count in counts.by_kind.items()}))

    def retranslate(self) -> None:
        names = (self.tr("Theo giờ trong ngày"), self.tr("Theo nơi"), self.tr("Theo kiểu"))
        for title, name in zip(self.titles, names, strict=True):
            title.setText(name)
        self.empty.set_words(self.tr("Chưa có gì để vẽ"), self.tr("Không sự kiện nào khớp với bộ lọc."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class BarChart(QWidget):
    """Bars with their numbers; lying with names at the left, or standing with short names below."""

    def __init__(self, *, is_flat: bool = True) -> None:
        super().__init__()
        self._is_flat = is_flat
        self._bars: tuple[Sequence[str], Sequence[int]] = ((), ())
        self.plot = pg.PlotWidget()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)

    def show_bars(self, names: Sequence[str], numbers: Sequence[int]) -> None:
        """Draw these, the first at the top or at the left."""
        self._bars = (names, numbers)
        self._draw()

    def _draw(self) -> None:
        theme, (names, numbers) = themes.current(), self._bars
        self.plot.clear()
        self.plot.setBackground(theme.color("surface.0"))
        places = [float(place) for place in range(len(numbers))]
        if self._is_flat:
            places = [-place for place in places]
            item = pg.BarGraphItem(x0=0, y=places, height=0.62, width=list(numbers))
        else:
            item = pg.BarGraphItem(x=places, height=list(numbers), width=0.62)
        item.setOpts(brush=theme.color("severity.low"), pen=None)
        self.plot.addItem(item)
        for place, number in zip(places, numbers, strict=True):
            if number:
                self._number(place, number)
        self._scale(names, places, max(numbers, default=0))

    def _number(self, place: float, number: int) -> None:
        theme = themes.current()
        text = pg.TextItem(f"{number:,}".replace(",", "."), color=theme.color("text.primary"))
        text.setFont(theme.font("desk.caption"))
        text.setAnchor((0.0, 0.5) if self._is_flat else (0.5, 1.0))
        text.setPos(*((number, place) if self._is_flat else (place, number)))
        self.plot.addItem(text)

    def _scale(self, names: Sequence[str], places: Sequence[float], most: int) -> None:
        theme = themes.current()
        named, measured = ("left", "bottom") if self._is_flat else ("bottom", "left")
        for side in (named, measured):
            axis = self.plot.getAxis(side)
            axis.setPen(theme.color("border.subtle"))
            axis.setTextPen(theme.color("text.secondary"))
            axis.setStyle(tickFont=theme.font("desk.caption"), tickLength=0)
        self.plot.getAxis(named).setTicks([list(zip(places, map(_short, names), strict=True))])
        self.plot.getAxis(measured).setStyle(showValues=False)
        self.plot.showAxis(measured, show=False)
        low, high = (-0.7, len(places) - 0.3)
        across, along = (-high, -low), (0, most * 1.15 + 0.1)
        if self._is_flat:
            self.plot.setRange(xRange=along, yRange=across, padding=0)
        else:
            self.plot.setRange(xRange=(low, high), yRange=along, padding=0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


def _top(counts: Mapping[str, int]) -> tuple[list[str], list[int]]:
    first = list(counts.items())[:_MOST_BARS]
    return [name for name, _ in first], [count for _, count in first]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
