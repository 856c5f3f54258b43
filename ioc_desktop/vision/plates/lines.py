"""The lines of a straightened plate: one as it is, two cut apart where the fewest strokes are crossed."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

TWO_LINE_ASPECT = 2.6
"""Width to height: plates of one line have 4.7 (520 × 110 mm), those of two 2.0 (330 × 165) and 1.4 (190 × 140)."""
_UNSURE = (2.2, 3.4)


def line_pictures(plate: Bytes) -> Iterator[list[Bytes]]:
    """Ways to see a plate's lines, the likeliest first; each a list of one or two pictures."""
    height, width = plate.shape[:2]
    if height < 8 or width < 16:
        return
    aspect = width / height
    if aspect < TWO_LINE_ASPECT:
        yield two_lines(plate)
        if aspect > _UNSURE[0]:
            yield [plate]
    else:
        yield [plate]
        if aspect < _UNSURE[1]:
            yield two_lines(plate)


def two_lines(plate: Bytes) -> list[Bytes]:
    """The upper and the lower line, with a little of each other's ground."""
    height = plate.shape[0]
    cut = _valley(plate)
    slack = max(1, height // 40)
    return [plate[: cut + slack], plate[max(0, cut - slack) :]]


def _valley(plate: Bytes) -> int:
    """The row between 35 % and 60 % of the height with the least contrast along it, the middle ones preferred."""
    grey = cv2.cvtColor(plate, cv2.COLOR_BGR2GRAY).astype(np.float32)
    margin = plate.shape[1] // 12
    inner = grey[:, margin : plate.shape[1] - margin]
    strokes = np.abs(np.diff(inner, axis=1)).mean(axis=1)
    window = max(1, plate.shape[0] // 30)
    smooth = np.convolve(strokes, np.ones(window) / window, mode="same")
    first, last = int(plate.shape[0] * 0.35), int(plate.shape[0] * 0.6)
    rows = np.arange(first, max(last, first + 1))
    distance = np.abs(rows / plate.shape[0] - 0.46)
    return int(rows[np.argmin(smooth[rows] * (1 + distance))])
