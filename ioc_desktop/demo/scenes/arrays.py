"""Array aliases and colours shared by the drawing modules."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
U8 = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]


@lru_cache(maxsize=512)
def _channels(code: str) -> tuple[float, float, float]:
    digits = code.lstrip("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return blue, green, red


def bgr(code: str) -> F32:
    """Turn "#rrggbb" into a float32 [3] array in OpenCV's channel order, 0–1."""
    return np.array(_channels(code), np.float32)


def scalar(colour: F32) -> tuple[float, ...]:
    """A colour as the tuple OpenCV's drawing functions want."""
    return tuple(map(float, colour))


def subpixel(points_px: F32 | F64) -> NDArray[np.int32]:
    """Points in 1/16 px for OpenCV drawing with shift=4, kept inside what its integers can hold.

    OpenCV counts from the middle of the first pixel, the camera model from its edge.
    """
    return np.minimum(np.maximum(points_px * 16 - 8, -500_000), 500_000).astype(np.int32)
