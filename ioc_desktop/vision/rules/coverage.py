"""How much of an area vehicles cover, on a small grid."""

import cv2
import numpy as np

from ioc_desktop.vision.detections import Floats
from ioc_desktop.vision.rules.model import Point

_ROWS = 96


class Coverage:
    """The grid cells of a polygon; without points, of the whole picture."""

    def __init__(self, polygon: tuple[Point, ...], aspect: float) -> None:
        self._shape = (_ROWS, max(1, round(_ROWS * aspect)))
        self._cells = np.zeros(self._shape, np.uint8)
        corners = polygon or ((0, 0), (1, 0), (1, 1), (0, 1))
        scaled = np.array(corners, np.float64) * (self._shape[1] - 1, self._shape[0] - 1)
        cv2.fillPoly(self._cells, [np.round(scaled).astype(np.int32)], 1)
        self._count = max(1, int(self._cells.sum()))

    def share(self, boxes: Floats) -> float:
        """Share (0–1) of the area under the lower halves of boxes [N, 4] in 0–1: what stands on the ground."""
        covered = np.zeros(self._shape, np.uint8)
        rows, columns = self._shape
        for x1, y1, x2, y2 in boxes.tolist():
            top, bottom = round((y1 + y2) / 2 * rows), round(y2 * rows)
            covered[max(0, top) : max(0, bottom), max(0, round(x1 * columns)) : max(0, round(x2 * columns))] = 1
        return float((covered & self._cells).sum()) / self._count
