"""How coarse what is covered becomes. Without OpenCV, so that the window can use it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST_CELLS = 4
"""Of a region's longer side, which holds more than the face: eyes and mouth fall into one cell or two. With six, a face
model still took a fifth to a quarter of the covered places for faces; with four, a seventh to a quarter."""
LEAST_CELL_PX = 8
"""Of small regions, which would else keep nearly every pixel."""
ROWS = 24
"""Of a picture that is made unrecognisable whole, because nobody knows where faces are."""
Regions = NDArray[np.float32] | Sequence[Sequence[float]]


def pixel_rects(regions: Regions, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Whole pixels that regions touch, x1, y1, x2, y2; without those that lie outside."""
    boxes = np.asarray(regions, np.float64).reshape(-1, 4) * (width, height, width, height)
    low = np.floor(boxes[:, :2]).clip(0).astype(int)
    high = np.minimum(np.ceil(boxes[:, 2:]), (width, height)).astype(int)
    return [
        (x1, y1, x2, y2) for (x1, y1), (x2, y2) in zip(low.tolist(), high.tolist(), strict=True) if x1 < x2 and y1 < y2
    ]


def cells(width: int, height: int) -> tuple[int, int]:
    """Columns and rows of averages for a region of so many pixels; their cells are about square.

    >>> cells(60, 120), cells(20, 24), cells(5, 5)
    ((2, 4), (2, 3), (1, 1))
    """
    longer = max(width, height)
    count = max(1, min(MOST_CELLS, longer // LEAST_CELL_PX))
    return max(1, round(count * width / longer)), max(1, round(count * height / longer))


def whole_cells(width: int, height: int) -> tuple[int, int]:
    """Columns and rows of averages for a whole picture of so many pixels."""
    rows = max(1, min(ROWS, height // LEAST_CELL_PX))
    return max(1, round(rows * width / max(height, 1))), rows
