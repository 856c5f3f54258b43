"""A picture in which nothing has changed need not go through the model: it would say the same again.

The picture is compared with the last one that the model saw, not with the one before, so that what creeps adds up. It
is compared cell by cell, so that a far walker counts as much as a lorry. What the model said is repeated only where it
can be trusted to be what it would say: after it said the same of several pictures in a row. Of a still view on which it
cannot make up its mind (something at the edge of its threshold comes and goes) every picture is looked at
for a good while, because repeating a chance miss would lose who stands there, and repeating a chance find would make
somebody of nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections, iou_with

Cells = NDArray[np.int16]

CELL_PX = 8
"""Side of a cell in the model's picture: about the smallest thing that a model finds."""
LEAST_CHANGE, MOST_CHANGE = 4, 10
"""Grey levels by which a cell's mean in one colour must differ: the first where the picture is quiet (coding alone
moves cells by 2, a dark coat on a dark road by 5 and more), up to the second where it is grainy."""
GRAIN_TIMES = 6
"""By so many mean differences no cell of thousands differs through grain alone (normal noise: 4.8 sigma)."""
MOST_AGE_S = 1.0
"""So long an answer is repeated at most, whatever the picture."""
SAME_ANSWERS = 3
"""The model must say the same so often in a row before it is believed; a clock that ticks in the picture makes it look,
but what it says then goes on counting."""
DOUBT_S = 30.0
"""So long a view is looked at in every picture after the model said two things of it."""
_SAME_OVERLAP = 0.6


def cells_of(picture: Picture) -> Cells:
    """Means of a picture's cells, int16 [height ÷ 8, width ÷ 8, 3], of BGR uint8 [height, width, 3]; 0.1 ms."""
    height, width = picture.shape[:2]
    size = (max(1, width // CELL_PX), max(1, height // CELL_PX))
    # Every second row: half the time, and no thing is that thin.
    return np.asarray(cv2.resize(picture[::2], size, interpolation=cv2.INTER_AREA), np.int16)


def differs(one: Cells, other: Cells) -> bool:
    """Whether two pictures show different things and not just different grain."""
    if one.shape != other.shape:
        return True
    apart = np.abs(one - other)
    most = int(apart.max())
    if not LEAST_CHANGE <= most < MOST_CHANGE:
        return most >= MOST_CHANGE
    # Clipped, so that what moves does not pass for grain.
    grain = float(np.minimum(apart, 2 * np.median(apart) + 1).mean())
    return most >= GRAIN_TIMES * grain


def same_answer(one: Detections, other: Detections, sure: float) -> bool:
    """Whether both mean the same to a tracker: what is sure in one is in the other too, there perhaps unsure.

    An unsure box alone makes nobody known, so that it may come and go.
    """
    return _covers(one, other, sure) and _covers(other, one, sure)


def _covers(one: Detections, other: Detections, sure: float) -> bool:
    """Whether every sure object of ``one`` is in ``other``: equal class, nearly in place, each but once."""
    free = np.ones(len(other), bool)
    for at in np.flatnonzero(one.scores >= sure):
        fit = np.where(free & (other.classes == one.classes[at]), iou_with(one.boxes[at], other.boxes), 0)
        best = int(fit.argmax()) if len(fit) else -1
        if best < 0 or fit[best] < _SAME_OVERLAP:
            return False
        free[best] = False
    return True


@dataclass(eq=False, slots=True)
class Gate:
    """One stream's memory of what was looked at. Knows no clock: times are the pictures' own, in s.

    Attributes:
        sure: score from which an object may be new.
        source: width and height of the pictures before they were fitted, px; boxes mean nothing in another size.
    """

    sure: float
    source: tuple[int, int] = (0, 0)
    _cells: Cells | None = None
    _answer: Detections | None = None
    _looked_s: float = 0.0
    _same: int = 0
    _doubted_until_s: float = float("-inf")
    _coming: tuple[Cells, bool] | None = None

    def repeated(self, picture: Picture, source: tuple[int, int], at_s: float) -> Detections | None:
        """What the model would say of a picture; None when it has to look, and ``looked`` is to be called then."""
        cells = cells_of(picture)
        still = self._cells is not None and source == self.source and not differs(cells, self._cells)
        self.source, self._coming = source, (cells, still)
        believed = still and self._same >= SAME_ANSWERS and at_s >= self._doubted_until_s
        return self._answer if believed and 0 <= at_s - self._looked_s < MOST_AGE_S else None

    def looked(self, answer: Detections, at_s: float) -> None:
        """Remember what the model said of the picture that ``repeated`` was asked for last."""
        assert self._coming is not None
        self._cells, still = self._coming
        agrees = self._answer is not None and same_answer(answer, self._answer, self.sure)
        if still and not agrees:
            self._doubted_until_s = at_s + DOUBT_S
        self._same = self._same + 1 if agrees else 1
        self._answer, self._looked_s = answer, at_s
