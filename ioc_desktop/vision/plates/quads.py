"""Four corners: put in order, judged, and straightened into an upright picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_HEIGHT_PX = 64
_MOST_ASPECT, _LEAST_ASPECT = 7.0, 0.9


def ordered(corners: Floats) -> Floats:
    """Clockwise from the upper left one, [4, 2]."""
    middle = corners.mean(axis=0)
    around = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    turned = corners[np.argsort(around)]
    start = int(np.argmin(turned.sum(axis=1)))
    return np.asarray(np.roll(turned, -start, axis=0), np.float32)


def box_corners(x1: float, y1: float, x2: float, y2: float) -> Floats:
    return np.array([[x1, y1], [x2, y1], [x2, y2], [x1, y2]], np.float32)


def size_of(corners: Floats) -> tuple[float, float]:
    """Mean width and height in px."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float((sides[0] + sides[2]) / 2), float((sides[1] + sides[3]) / 2)


def has_plate_shape(corners: Floats) -> bool:
    width, height = size_of(corners)
    return height >= 6 and _LEAST_ASPECT <= width / height <= _MOST_ASPECT and bool(cv2.isContourConvex(corners))


def grown(corners: Floats, share: float) -> Floats:
    """Moved out from the middle by a share of the distance."""
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * (1 + share), np.float32)


def straightened(picture: Bytes, corners: Floats) -> Bytes:
    """The plate as if seen from the front; lines are 64 px high, or 2 × 64 where there are two."""
    width, height = size_of(corners)
    tall = _HEIGHT_PX if width / max(height, 1e-3) > 3 else 2 * _HEIGHT_PX
    size = (max(16, round(width * tall / max(height, 1e-3))), tall)
    target = box_corners(0, 0, *size)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return np.asarray(
        cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )
