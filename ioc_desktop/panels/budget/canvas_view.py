"""A drawing on screen: blocks painted in pixels, so that hatches stay even; curves with names at their ends."""

from __future__ import annotations

from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen

from ioc_desktop.panels.budget.chart_data import OUTLINE, Block, Drawing
from ioc_desktop.panels.budget.fills_view import ink_on, is_solid, paint_fill
from ioc_desktop.panels.budget.words import scaled
from ioc_desktop.ui import theme as themes

_LINES: Final = (
    ("text.muted", Qt.PenStyle.DashLine, "s"),
    ("text.primary", Qt.PenStyle.DashDotLine, "t"),
    ("accent", Qt.PenStyle.SolidLine, "o"),
)
_NEAR_PX, _PLATE_PX = 40.0, 4.0
_LEAST_SLOTS: Final = 3
"""A lone bar is no wall."""
_TALL: Final = 1.16
"""Room above the highest value for its number."""


class ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Amounts with dots and commas."""

    def tickStrings(self, values: Any, _scale: float, _spacing: float) -> list[str]:  # noqa: N802  (pyqtgraph's name)
        return [scaled(round(value * 1000), 1000) for value in values]


class Shapes(pg.GraphicsObject):  # type: ignore[misc]  # same
    """The blocks and notes of a drawing."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing, self._font, self._bold = Drawing(), QFont(), QFont()
        self.chosen: Block | None = None

    def show(self, drawing: Drawing, font: QFont) -> None:
        self.prepareGeometryChange()
        self._drawing, self._font = drawing, font
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802  (Qt's name)
        boxes = [block.box for block in self._drawing.blocks]
        if not boxes:
            return QRectF()
        left, low = min(box[0] for box in boxes), min(0.0, *(box[1] for box in boxes))
        return QRectF(left, low, max(box[2] for box in boxes) - left, (max(box[3] for box in boxes) - low) * _TALL)

    def paint(self, painter: QPainter, *_: Any) -> None:
        to_pixels = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        for block in self._drawing.blocks:
            self._paint_block(painter, block, to_pixels.mapRect(_rect(block)))
        painter.setFont(self._bold)
        painter.setPen(themes.current().color("text.primary"))
        metrics = QFontMetricsF(self._bold)
        for x, y, text in self._drawing.notes:
            at = to_pixels.map(QPointF(x, y))
            painter.drawText(QPointF(at.x() - metrics.horizontalAdvance(text) / 2, at.y() - 6), text)
        painter.restore()

    def _paint_block(self, painter: QPainter, block: Block, area: QRectF) -> None:
        paint_fill(painter, area, block.fill)
        if block.label:
            self._paint_label(painter, block, area)
        if block == self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(themes.current().color("focus"), 3))
            painter.drawRect(area.adjusted(-3, -3, 3, 3))

    def _paint_label(self, painter: QPainter, block: Block, area: QRectF) -> None:
        """Lines that fit whole, on a plate where the fill is hatched; the first may be cut."""
        metrics = QFontMetricsF(self._font)
        rows = block.label.split("\n")
        room = area.width() - 4 * _PLATE_PX
        least = metrics.horizontalAdvance("0" * 5)
        if area.height() < len(rows) * metrics.height() + 2 * _PLATE_PX or room < least:
            return
        rows = [metrics.elidedText(row, Qt.TextElideMode.ElideRight, room) for row in rows]
        wide, high = max(metrics.horizontalAdvance(row) for row in rows), len(rows) * metrics.height()
        plate = QRectF(area.center().x() - wide / 2, area.center().y() - high / 2, wide, high)
        painter.setFont(self._font)
        if not is_solid(block.fill):
            plated = plate.adjusted(-_PLATE_PX, -1, _PLATE_PX, 1)
            painter.fillRect(plated, themes.current().color("surface.1"))
        painter.setPen(ink_on(block.fill))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, "\n".join(rows))


def _rect(block: Block) -> QRectF:
    left, low, right, high = block.box
    return QRectF(left, low, right - left, high - low)


class Canvas(pg.PlotWidget):  # type: ignore[misc]  # same
    """The chart. Arrows move from block to block, Enter opens the line of one.

    Signals:
        pointed(str): what is said of the block or point under the pointer; "" for none.
        line_chosen(int): a block was clicked or entered that leads to a line of the table.
    """

    pointed = Signal(str)
    line_chosen = Signal(int)

    def __init__(self) -> None:
        self._values = ValueAxis("left")
        super().__init__(axisItems={"left": self._values})
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.drawing, self._shapes = Drawing(), Shapes()
        self.getPlotItem().vb.setDefaultPadding(0.02)
        self.scene().sigMouseMoved.connect(self._point)
        self.scene().sigMouseClicked.connect(self._click)

    def show_drawing(self, drawing: Drawing, font: QFont) -> None:
        """Draw with the theme of the moment; words in ``font``."""
        theme, plot = themes.current(), self.getPlotItem()
        self.drawing, self._shapes = drawing, Shapes()
        plot.clear()
        self.setBackground(theme.color("surface.1"))
        self._draw_axes(drawing, font)
        if drawing.blocks:
            self._shapes.show(drawing, font)
            plot.addItem(self._shapes)
        for number, curve in enumerate(drawing.curves):
            self._draw_curve(number, curve.points)
            if curve.points:
                self._draw_name(number, curve.name, font)
        self._set_range(drawing)
        self._set_axis_width(QFontMetricsF(font))

    def _draw_axes(self, drawing: Drawing, font: QFont) -> None:
        theme, plot = themes.current(), self.getPlotItem()
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setZValue(-10)  # its grid behind the blocks
            axis.setTextPen(theme.color("text.primary"))
            axis.setPen(theme.color("border.control"))
            axis.setStyle(tickFont=font, tickLength=0, autoExpandTextSpace=True, hideOverlappingLabels=False)
        plot.showAxis("left", bool(drawing.unit))
        plot.showAxis("bottom", bool(drawing.ticks))
        plot.showGrid(y=bool(drawing.unit), alpha=0.25)
        metrics = QFontMetricsF(font)
        plot.getAxis("bottom").setHeight(metrics.height() + 12)
        slot = self.width() / max(1, len(drawing.ticks)) * 0.85
        names = [(x, metrics.elidedText(text, Qt.TextElideMode.ElideRight, slot)) for x, text in drawing.ticks]
        plot.getAxis("bottom").setTicks([names])

    def _draw_curve(self, number: int, points: tuple[tuple[float, float], ...]) -> None:
        tone, dash, mark = _LINES[number % len(_LINES)]
        color = themes.current().color(tone)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        pen = pg.mkPen(color, width=3, style=dash)
        every = max(1, len(points) // 12)
        self.getPlotItem().plot(xs, ys, pen=pen)
        self.getPlotItem().plot(
            xs[::every], ys[::every], pen=None, symbol=mark, symbolSize=10, symbolBrush=color, symbolPen=color
        )

    def _draw_name(self, number: int, name: str, font: QFont) -> None:
        """Beside the last point, in the colour of the curve."""
        curve = self.drawing.curves[number]
        text = pg.TextItem(name, color=themes.current().color("text.primary"), anchor=(0, 0.5))
        text.setFont(font)
        text.setPos(*curve.points[-1])
        self.getPlotItem().addItem(text)

    def _set_range(self, drawing: Drawing) -> None:
        if drawing.curves:
            ends = [x for curve in drawing.curves for x, _ in curve.points]
            tops = [y for curve in drawing.curves for _, y in curve.points]
            self.setXRange(0, max(ends, default=1) * _TALL, padding=0.01)
            self.setYRange(min(0.0, *tops), max(tops, default=1.0) * 1.05, padding=0)
        elif drawing.blocks:
            area = self._shapes.boundingRect()
            if not drawing.unit:
                area.setHeight(area.height() / _TALL)
            middle, half = area.center().x(), area.width() / 2
            if drawing.ticks:
                middle = (drawing.ticks[0][0] + drawing.ticks[-1][0]) / 2
                half = max(len(drawing.ticks), _LEAST_SLOTS) / 2
            self.setXRange(middle - half, middle + half, padding=0)
            self.setYRange(area.top(), area.bottom(), padding=0)

    def _set_axis_width(self, metrics: QFontMetricsF) -> None:
        """Room for the widest amount; pyqtgraph learns of a larger font only with its next drawing."""
        low, high = self.getPlotItem().vb.viewRange()[1]
        texts = ("0,00", scaled(round(high), 1), scaled(round(low), 1))
        self._values.setWidth(max(metrics.horizontalAdvance(text) for text in texts) + 14)

    # ------------------------------------------------------------------ pointing

    def block_at(self, at: QPointF) -> Block | None:
        """The block under a point of the scene; a filled one before an outline."""
        here = self.getPlotItem().vb.mapSceneToView(at)
        found = [block for block in self.drawing.blocks if _rect(block).contains(here)]
        return next((block for block in found if block.fill != OUTLINE), next(iter(found), None))

    def _point(self, at: QPointF) -> None:
        block = self.block_at(at)
        self.pointed.emit(block.tip if block is not None else self._tip_near(at))
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if block is not None and block.line >= 0 else Qt.CursorShape.ArrowCursor
        )

    def _tip_near(self, at: QPointF) -> str:
        """Of the nearest point of a curve, if it is near enough."""
        box = self.getPlotItem().vb
        near: list[tuple[float, str]] = []
        for curve in self.drawing.curves:
            for point, tip in zip(curve.points, curve.tips, strict=True):
                off = box.mapViewToScene(QPointF(*point)) - at
                near.append((off.manhattanLength(), tip))
        distance, tip = min(near, default=(_NEAR_PX + 1, ""))
        return tip if distance <= _NEAR_PX else ""

    def _click(self, event: Any) -> None:
        block = self.block_at(event.scenePos())
        if block is not None and block.line >= 0 and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.line_chosen.emit(block.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        blocks, chosen = self.drawing.blocks, self._shapes.chosen
        if event.key() in steps and blocks:
            at = (blocks.index(chosen) + steps[Qt.Key(event.key())]) % len(blocks) if chosen in blocks else 0
            self._shapes.chosen = blocks[at]
            self._shapes.update()
            self.pointed.emit(blocks[at].tip)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and chosen is not None and chosen.line >= 0:
            self.line_chosen.emit(chosen.line)
        else:
            super().keyPressEvent(event)
