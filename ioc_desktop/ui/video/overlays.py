"""Boxes over a picture: placed for every picture in which they have moved, drawn as plain filled rectangles."""

from __future__ import annotations

import colorsys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from ioc_desktop.ui.video.ink import Ink

if TYPE_CHECKING:
    from ioc_desktop.ui.video.geometry import Box
    from ioc_desktop.vision.detections import Detections
    from ioc_desktop.vision.labels import ClassLabel

LABELS_FROM_PX = 500
"""Pictures wider than this (logical pixels) carry labels; smaller ones only when selected."""
FAINT_LABELS_FROM_PX = 900
"""Words at boxes of mere motion: only on a picture that fills the screen."""
EXPIRE_S = 1.0
"""Boxes older than this are taken away: they would stand where nothing is any more."""
_MAX_BOXES = 100
_MAX_LABELS = 24
_FAINT_LINE_PX = 1


@dataclass(frozen=True)
class BoxStyle:
    """What differs between tiles; all in device pixels.

    Attributes:
        labels: whether words stand at the boxes.
        label_px: height of the words.
        smallest: boxes lower than this share of the picture are left out.
        faint: motion, which is not recognition: one thin line without halo, and words without a score.
    """

    labels: bool
    label_px: int
    smallest: float
    faint: bool = False


@dataclass
class BoxPaint:
    """Boxes of one picture, ready to draw, in the painter's coordinates.

    Attributes:
        made_s: monotonic time of the result that they come from.
        key: equal for equal drawings.
    """

    made_s: float
    key: tuple[object, ...] = ()
    halo: list[QRectF] = field(default_factory=list)
    lines: list[tuple[QColor, list[QRectF]]] = field(default_factory=list)
    labels: list[tuple[QPointF, QPixmap]] = field(default_factory=list)

    def draw(self, painter: QPainter, halo: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawRects(self.halo)
        for color, edges in self.lines:
            painter.setBrush(color)
            painter.drawRects(edges)
        for place, words in self.labels:
            painter.drawPixmap(place, words)


class BoxPainter:
    """Turns detections into ``BoxPaint``; keeps tints and words."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._tints: dict[str, QColor] = {}
        self._words: dict[tuple[str, int], QPixmap] = {}
        self.halo = ink.color("overlay.halo", ink.theme.fraction("overlay.halo_alpha"))

    def place(  # noqa: PLR0917  (one call site, the tile's)
        self,
        seen: Detections,
        labels: Sequence[ClassLabel],
        picture: Box,
        style: BoxStyle,
        now_s: float,
        before: BoxPaint | None = None,
    ) -> BoxPaint:
        """Boxes of one picture inside its rectangle.

        Args:
            seen: boxes in 0–1 of the picture.
            labels: by class number.
            picture: device pixels of the surface.
            style: see ``BoxStyle``.
            now_s: monotonic time of the result.
            before: what was drawn over the picture before; given back where it would be drawn just so again.
        """
        if len(seen) == 0:
            return BoxPaint(now_s)
        seen = seen.best(_MAX_BOXES)
        rects = _pixel_rects(seen.boxes, picture)
        tall = np.flatnonzero(rects[:, 3] - rects[:, 1] >= style.smallest * picture.height)
        rects, numbers, scores = rects[tall], seen.classes[tall].tolist(), seen.scores[tall].round(2).tolist()
        key = (self, rects.tobytes(), tuple(numbers), tuple(scores), picture, style)
        if before is not None and before.key == key:
            before.made_s = now_s
            return before
        paint = BoxPaint(now_s, key)
        self._frame(paint, rects, picture, style, [self.tint(_name(labels, number)) for number in numbers])
        if style.labels:
            sure = dict(zip(range(len(rects)), [] if style.faint else scores, strict=False))
            named = [place for place, number in enumerate(numbers) if number < len(labels)]
            words = [self._label(labels[numbers[place]], sure.get(place), style.label_px) for place in named]
            self._write(paint, rects[named], words, picture)
        return paint

    def _frame(
        self, paint: BoxPaint, rects: np.ndarray, picture: Box, style: BoxStyle, tints: Sequence[QColor]
    ) -> None:
        """Four sides for every box, those of one tint together."""
        ink = self._ink
        line = max(1, ink.px(_FAINT_LINE_PX if style.faint else ink.theme.number("overlay.box_px.desk")))
        edges = _edges(rects, line, ink.ratio)
        by_tint: dict[int, list[QRectF]] = {}
        for place, tint in enumerate(tints):
            by_tint.setdefault(tint.rgb(), []).extend(edges[4 * place : 4 * place + 4])
        paint.lines = [(QColor.fromRgb(tint), sides) for tint, sides in by_tint.items()]
        if not style.faint:
            halo = max(1, ink.px(ink.theme.number("overlay.halo_px")))
            outside = rects + np.array([-halo, -halo, halo, halo], np.int32)
            low, high = (picture.x, picture.y), (picture.right, picture.bottom)
            paint.halo = _edges(np.clip(outside, low * 2, high * 2), halo, ink.ratio)

    def _write(self, paint: BoxPaint, rects: np.ndarray, labels: Sequence[QPixmap], picture: Box) -> None:
        taken: list[QRect] = []
        for (x1, y1, x2, y2), words in zip(rects.tolist(), labels, strict=True):
            if len(paint.labels) < _MAX_LABELS:
                self._put_label(paint, words, QRect(x1, y1, x2 - x1, y2 - y1), picture, taken)

    def _put_label(self, paint: BoxPaint, words: QPixmap, box: QRect, picture: Box, taken: list[QRect]) -> None:
        """Above the box, or inside its top edge where there is no room; nowhere if it would hide another label."""
        width, height = words.width(), words.height()
        x = max(picture.x, min(box.x(), picture.right - width))
        y = box.y() - height if box.y() - height >= picture.y else max(picture.y, box.y())
        place = QRect(x, y, width, height)
        if y + height > picture.bottom or any(place.intersects(other) for other in taken):
            return
        taken.append(place)
        paint.labels.append((QPointF(x / self._ink.ratio, y / self._ink.ratio), words))

    def tint(self, name: str) -> QColor:
        """The class's own light grey: stable, and never saturated."""
        color = self._tints.get(name)
        if color is None:
            color = self._tints[name] = _tint(self._ink.color("overlay.box"), name)
        return color

    def _label(self, label: ClassLabel, score: float | None, size_px: int) -> QPixmap:
        name = QCoreApplication.translate("classes", label.vi)
        text = name if score is None else f"{name} {round(score * 100)} %"
        key = (text, size_px)
        words = self._words.get(key)
        if words is None:
            if len(self._words) > 2000:
                self._words.clear()
            words = self._words[key] = self._draw_words(text, size_px)
        return words

    def _draw_words(self, text: str, size_px: int) -> QPixmap:
        ink = self._ink
        font = ink.font("desk.label", size_px)
        metrics = QFontMetrics(font)
        pad = ink.px(6)
        picture = QPixmap(metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + ink.px(2))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), ink.color("overlay.scrim", ink.theme.fraction("overlay.label_alpha")))
        painter.setFont(font)
        painter.setPen(ink.color("overlay.box"))
        painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        picture.setDevicePixelRatio(ink.ratio)
        return picture


def _name(labels: Sequence[ClassLabel], number: int) -> str:
    return labels[number].name if number < len(labels) else str(number)


def _pixel_rects(boxes: np.ndarray, picture: Box) -> np.ndarray:
    """Normalised x1 y1 x2 y2 to whole pixels inside the picture, at least 4 px a side; int [N, 4]."""
    scale = np.array([picture.width, picture.height] * 2, np.float32)
    offset = np.array([picture.x, picture.y] * 2, np.int32)
    rects = np.rint(np.clip(boxes, 0, 1) * scale).astype(np.int32)
    rects[:, 2:] = np.maximum(rects[:, 2:], rects[:, :2] + 4)
    over = np.maximum(rects[:, 2:] - scale[:2].astype(np.int32), 0)
    rects -= np.concatenate((over, over), axis=1)
    placed: np.ndarray = rects + offset
    return placed


def _edges(boxes: np.ndarray, line: int, ratio: float) -> list[QRectF]:
    """The four sides of each box, int [N, 4], as filled rectangles that don't overlap: crisp, cheaper than a pen."""
    x1, y1, x2, y2 = boxes.T
    wide, tall, thick = x2 - x1, y2 - y1 - 2 * line, np.full(len(boxes), line)
    sides = np.array(
        (
            (x1, y1, wide, thick),
            (x1, y2 - line, wide, thick),
            (x1, y1 + line, thick, tall),
            (x2 - line, y1 + line, thick, tall),
        )
    )
    rows: list[list[float]] = (sides.transpose(2, 0, 1).reshape(-1, 4) / ratio).tolist()
    return [QRectF(x, y, width, height) for x, y, width, height in rows]


def _tint(light: QColor, name: str) -> QColor:
    hue = zlib.crc32(name.encode()) % 360 / 360
    red, green, blue = colorsys.hls_to_rgb(hue, 0.8, 0.55)
    mixed = QColor.fromRgbF(red, green, blue)
    share = 0.35
    return QColor(
        *(round((1 - share) * base + share * part) for base, part in zip(_rgb(light), _rgb(mixed), strict=True))
    )


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()
