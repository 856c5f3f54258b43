"""Faces on tiles, for accounts that may not see them: coarse cells over the heads of everybody the model saw last.

Covered pictures wait for what is seen in them (``Overlay.waiting``), so that who comes into view is covered from the
first picture on. Where nobody has looked for people in the last moments (analysis off, starting, too slow, or motion
only) all of the picture is coarse, and the tile says so: a face that is not covered is worse than a street that is not
clear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPixmap

from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.ink import Ink, to_rect
from ioc_desktop.video.letterbox import place
from ioc_desktop.vision.privacy import regions
from ioc_desktop.vision.privacy.cells import cells, pixel_rects, whole_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ioc_desktop.config.settings import Settings
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.ui.video.content import Cover
    from ioc_desktop.vision.detections import Floats
    from ioc_desktop.vision.labels import ClassLabel
    from ioc_desktop.vision.results import AnalysisResult

STALE_S = 1.5
"""Older boxes say nothing of where heads are now. Analysis slower than one picture in this time covers everything."""
LATE_MS = 800
"""What took longer to be seen is not where it was seen: such results do not count, and soon everything is covered."""
HOLD_S = 0.6
"""A head that the model misses in one picture and finds in the next stays covered in between."""
# Until the next result comes, on top of the time that this one took; a busy machine's pauses are longer.
_USUAL_PAUSE_S = 0.25
_MOST_AHEAD_S = 1.0
_GROWN = 0.1
_SAME = 0.7
"""Share of an older region that a newer one must hold to take its place."""
_WORDS_FROM_PX = 320
_WORDS_PX = 14


def cover_for(session: Session, settings: Settings) -> Cover:
    """What is covered on this account's tiles."""
    if session.may(SEE_FACES) or settings.privacy.tiles == "shown":
        return "nothing"
    return settings.privacy.tiles


class FaceCover:
    """Covers one camera's pictures; kept over changes of layout. Window thread.

    Args:
        clock: says how old what is known has become.
        always_whole: whatever is known.
    """

    def __init__(self, clock: Clock, *, always_whole: bool = False) -> None:
        self._clock, self._always_whole = clock, always_whole
        self._known: list[tuple[float, Floats]] = []
        self._source = (0, 0)
        self._looked_s: float | None = None

    def take(
        self, result: AnalysisResult, labels: Sequence[ClassLabel], source: tuple[int, int], hold_s: float = 0.0
    ) -> None:
        """Take over what was seen in one picture.

        Args:
            result: of the newest picture that was looked at.
            labels: by class number.
            source: width and height of the picture, px.
            hold_s: pictures are shown so long after they were decoded.
        """
        late_ms = result.latency_ms - 1000 * hold_s
        is_of_use = result.mode == "detector" and late_ms <= LATE_MS and min(source) > 0
        if not is_of_use or not regions.knows_people(labels):
            return
        now_s = self._clock.monotonic()
        pause_s = _USUAL_PAUSE_S if self._looked_s is None else min(now_s - self._looked_s, STALE_S)
        ahead_s = min(max(0.0, late_ms / 1000 + max(pause_s, _USUAL_PAUSE_S)), _MOST_AHEAD_S)
        people = regions.of_people(result.detections, result.tracks, labels, source[0] / source[1], ahead_s)
        fresh = regions.grown(people, _GROWN)
        # What was seen in the picture that is shown only now is older by what it waited.
        kept_s = max(HOLD_S, 1.5 * pause_s) + hold_s
        older = [(made_s, _uncovered(each, fresh)) for made_s, each in self._known if now_s - made_s <= kept_s]
        self._known = [(now_s, fresh), *((made_s, each) for made_s, each in older if len(each))]
        self._source, self._looked_s = source, now_s

    @property
    def knows(self) -> bool:
        """Whether somebody has just looked; else all of the picture is covered."""
        return self._looked_s is not None and self._clock.monotonic() - self._looked_s <= STALE_S

    def paint(self, painter: QPainter, ink: Ink, image: QImage, picture: Box) -> None:
        """Cover what was just painted of a tile.

        Args:
            image: the mosaic's page, device pixels.
            picture: the tile's part of it.
        """
        if self._always_whole or not self.knows:
            _paint_cells(painter, ink.ratio, image, picture, whole_cells(picture.width, picture.height))
            self._say(painter, ink, picture)
            return
        inner = place(*self._source, picture.width, picture.height)
        for x1, y1, x2, y2 in self._rects(inner.width, inner.height):
            head = Box(picture.x + inner.x + x1, picture.y + inner.y + y1, x2 - x1, y2 - y1)
            _paint_cells(painter, ink.ratio, image, head, cells(head.width, head.height))

    def _rects(self, width: int, height: int) -> list[tuple[int, int, int, int]]:
        return pixel_rects(np.concatenate([each for _, each in self._known]), width, height)

    def _say(self, painter: QPainter, ink: Ink, picture: Box) -> None:
        words = QCoreApplication.translate("tile", "Che cả hình")
        if picture.width >= ink.px(_WORDS_FROM_PX) and not self._always_whole:
            words = QCoreApplication.translate("tile", "Che cả hình: chưa nhận ra người để che mặt")
        drawn = ink.shared(("face cover", words), lambda: _draw_words(ink, words))
        drawn.setDevicePixelRatio(ink.ratio)
        painter.drawPixmap(QPointF(picture.x / ink.ratio, picture.y / ink.ratio), drawn)


def reason() -> str:
    """Why faces on a tile are covered, for who points at it."""
    return QCoreApplication.translate(
        "tile", "Mặt người được che theo khung người: tài khoản này không có quyền xem mặt."
    )


def kept(image: QImage) -> QImage:
    """A picture that stays after its stream is gone, with nobody recognisable in it."""
    columns, rows = whole_cells(image.width(), image.height())
    few = _averages(image, QRect(image.rect()), columns, rows)
    return few.scaled(image.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)


def _uncovered(older: Floats, newer: Floats) -> Floats:
    """Those of the older regions that no newer one holds; float32 [N, 4]."""
    if len(older) == 0 or len(newer) == 0:
        return older
    low = np.maximum(older[:, None, :2], newer[None, :, :2])
    high = np.minimum(older[:, None, 2:], newer[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=2).max(axis=1)
    area = (older[:, 2:] - older[:, :2]).prod(axis=1)
    left: Floats = older[shared < _SAME * area]
    return left


def _averages(image: QImage, part: QRect, columns: int, rows: int) -> QImage:
    few = image.copy(part).scaled(
        columns, rows, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    few.setDevicePixelRatio(1.0)
    return few


def _paint_cells(painter: QPainter, ratio: float, image: QImage, part: Box, count: tuple[int, int]) -> None:
    """Without smoothing: cells are seen for what they are."""
    few = _averages(image, to_rect(part), *count)
    painter.drawImage(QRectF(*(each / ratio for each in (part.x, part.y, part.width, part.height))), few)


def _draw_words(ink: Ink, words: str) -> QPixmap:
    font = ink.font("desk.label", _WORDS_PX)
    metrics, pad = QFontMetrics(font), ink.px(8)
    drawn = QPixmap(metrics.horizontalAdvance(words) + 2 * pad, metrics.height() + ink.px(6))
    drawn.fill(ink.color("overlay.scrim"))
    painter = QPainter(drawn)
    painter.setFont(font)
    painter.setPen(ink.color("overlay.box"))
    painter.drawText(drawn.rect(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return drawn
