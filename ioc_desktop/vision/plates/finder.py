"""Where a plate is in the picture of a vehicle: by a detector's box where a pack is installed, and by colour and edges.

A plate is a quadrangle of one ground colour, wider than high, with a row or two of dark (or bright) strokes of even
height in it. Every candidate is straightened and judged by those strokes; colours only propose.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.plates.quads import box_corners, grown, has_plate_shape, ordered, size_of, straightened

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_LONGEST_PX = 640
"""Candidates are sought in a picture of at most this size."""
_LEAST_SHARE, _MOST_SHARE = 0.004, 0.6
"""Of the picture's area."""
_LEAST_STROKES = 3.0
_BLURRED_WEIGHT = 0.55
_LEAST_LINE_ASPECT = 2.2
_MOST = 24
"""Candidates that are straightened and judged."""


@dataclass(frozen=True, eq=False)
class FoundPlate:
    """A plate in a picture.

    Attributes:
        corners: float32 [4, 2] px, clockwise from the upper left.
        picture: straightened, BGR.
        strokes: how much it looks written on; about the number of characters.
    """

    corners: Floats
    picture: Bytes
    strokes: float

    @property
    def height_px(self) -> float:
        return size_of(self.corners)[1]

    @property
    def colour(self) -> PlateColour:
        return ground_colour(self.picture)


def find_plates(picture: Bytes, boxes: Floats | None = None, *, most: int = 5) -> list[FoundPlate]:
    """The likeliest plates, best first.

    Args:
        picture: BGR [h, w, 3], a vehicle or a whole scene.
        boxes: [N, 4] px of a plate detector; sought inside of them where there are some.
        most: at most so many.
    """
    if picture.size == 0 or min(picture.shape[:2]) < 12:
        return []
    quads = _inside(picture, boxes) if boxes is not None and len(boxes) else _anywhere(picture)
    found = [_judged(picture, quad) for quad in quads]
    written = [plate for plate in found if plate.strokes >= _LEAST_STROKES]
    ranked = sorted(written, key=lambda plate: -plate.strokes * math.sqrt(plate.height_px))
    return _apart(ranked)[:most]


def _inside(picture: Bytes, boxes: Floats) -> list[Floats]:
    """Quadrangles within a detector's boxes, and the boxes themselves."""
    found: list[Floats] = []
    height, width = picture.shape[:2]
    for x1, y1, x2, y2 in boxes:
        dx, dy = (x2 - x1) * 0.15, (y2 - y1) * 0.25
        left, top = max(0, int(x1 - dx)), max(0, int(y1 - dy))
        part = picture[top : min(height, int(y2 + dy) + 1), left : min(width, int(x2 + dx) + 1)]
        found.append(box_corners(x1, y1, x2, y2))
        if min(part.shape[:2], default=0) >= 12:
            found += [quad + np.array([left, top], np.float32) for quad in _anywhere(part, least=0.25, most=1.0)]
    return found


def _anywhere(picture: Bytes, *, least: float = _LEAST_SHARE, most: float = _MOST_SHARE) -> list[Floats]:
    scale = min(1.0, _LONGEST_PX / max(picture.shape[:2]))
    small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    area = small.shape[0] * small.shape[1]
    quads = [
        (size, quad)
        for mask in _masks(np.asarray(small, np.uint8))
        for size, quad in _quads(mask)
        if least * area <= size <= most * area and has_plate_shape(quad)
    ]
    quads.sort(key=lambda pair: -pair[0])
    return [np.asarray(quad / scale, np.float32) for _, quad in quads[: _MOST * 3]]


def _masks(picture: Bytes) -> Iterator[Bytes]:
    """Where a plate's ground may be: by colour, by brightness at several levels, and by dense upright edges."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
    grey = cv2.GaussianBlur(hsv[:, :, 2], (3, 3), 0)
    coloured = cv2.inRange(hsv, (0, 90, 30), (180, 255, 255))
    for low, high in ((15, 38), (95, 130)):
        yield _closed(cv2.bitwise_and(coloured, cv2.inRange(hsv, (low, 0, 0), (high, 255, 255))))
    red = cv2.bitwise_or(cv2.inRange(hsv, (0, 0, 0), (9, 255, 255)), cv2.inRange(hsv, (170, 0, 0), (180, 255, 255)))
    yield _closed(cv2.bitwise_and(coloured, red))
    plain = cv2.inRange(hsv, (0, 0, 0), (180, 90, 255))
    otsu, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for level in (otsu, float(np.percentile(grey, 80)), float(np.percentile(grey, 92))):
        yield _closed(cv2.bitwise_and(plain, cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)[1]))
    side = max(15, picture.shape[1] // 6) | 1
    local = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, side, -6)
    yield _closed(np.asarray(local, np.uint8))
    yield _edges(grey)


def _closed(mask: NDArray[Any]) -> Bytes:
    """Letters filled, hair between the plate and what touches it cut."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)


def _edges(grey: NDArray[Any]) -> Bytes:
    strokes = cv2.convertScaleAbs(cv2.Sobel(grey, cv2.CV_16S, 1, 0))
    _, strong = cv2.threshold(strokes, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    wide = max(7, grey.shape[1] // 22)
    return np.asarray(
        cv2.morphologyEx(strong, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (wide, 5))), np.uint8
    )


def _quads(mask: Bytes) -> Iterator[tuple[float, Floats]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        hull = cv2.convexHull(contour)
        area = float(cv2.contourArea(hull))
        if area < 60:
            continue
        upright = cv2.minAreaRect(hull)
        if area < 0.6 * upright[1][0] * upright[1][1]:
            continue
        corners = _four(hull)
        yield area, ordered(corners if corners is not None else cv2.boxPoints(upright).astype(np.float32))


def _four(hull: NDArray[Any]) -> Floats | None:
    """The hull as four corners, if it has them."""
    around = cv2.arcLength(hull, closed=True)
    for share in (0.02, 0.035, 0.05, 0.08):
        found = cv2.approxPolyDP(hull, share * around, closed=True)
        if len(found) == 4:
            return np.asarray(found.reshape(4, 2), np.float32)
    return None


def _judged(picture: Bytes, quad: Floats) -> FoundPlate:
    corners = grown(quad, 0.02)
    straight = straightened(picture, corners)
    return FoundPlate(corners, straight, _strokes(straight))


def _strokes(plate: Bytes) -> float:
    """How many characters of even height stand in one row or two."""
    grey = cv2.cvtColor(plate, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    best = 0.0
    for lines in (1, 2):
        room = height / lines
        for flag in (cv2.THRESH_BINARY, cv2.THRESH_BINARY_INV):
            _, ink = cv2.threshold(grey, 0, 255, flag + cv2.THRESH_OTSU)
            _, _, stats, middles = cv2.connectedComponentsWithStats(ink)
            tall = (stats[1:, 3] > room * 0.42) & (stats[1:, 3] < room * 0.98)
            slim = (stats[1:, 2] < stats[1:, 3] * 1.25) & (stats[1:, 2] < width * 0.3)
            full = stats[1:, 4] > 0.12 * stats[1:, 2] * stats[1:, 3]
            good = tall & slim & full
            best = max(best, _in_rows(stats[1:][good], middles[1:][good], height))
        best = max(best, _crossings(grey, lines))
    return best


def _crossings(grey: NDArray[Any], lines: int) -> float:
    """For blurred plates, whose characters run into one another: half of the strokes crossed by each line's middle."""
    height, width = grey.shape
    if width * lines < _LEAST_LINE_ASPECT * height:
        return 0.0
    count = 0.0
    for line in range(lines):
        row = grey[int(height * (line + 0.35) / lines) : int(height * (line + 0.65) / lines)].mean(axis=0)
        level = (row.min() + row.max()) / 2
        if np.ptp(row) < 40:
            return 0.0
        crossed = np.flatnonzero(np.diff(row > level))
        gaps = np.diff(crossed)
        count += len(crossed) / 2 if len(gaps) and gaps.max() < 0.4 * width else 0.0
    return min(_BLURRED_WEIGHT * count, 8.0)


def _in_rows(stats: NDArray[Any], middles: NDArray[Any], height: int) -> float:
    """Characters less what does not fit to the commonest height, at most what a plate can have."""
    if len(stats) < 3:
        return 0.0
    tall = np.median(stats[:, 3])
    even = np.abs(stats[:, 3] - tall) < 0.2 * tall
    count = float(even.sum()) - 0.5 * float((~even).sum())
    spread = float(np.ptp(middles[even, 0])) if even.any() else 0.0
    return min(count, 9.0) + 0.5 * spread / max(height, 1) / 5


def _apart(plates: list[FoundPlate]) -> list[FoundPlate]:
    """Without those that are nearly a better one. A line of a plate is not the plate: whoever reads them decides."""
    kept: list[FoundPlate] = []
    for plate in plates:
        slack = 0.2 * plate.height_px
        if all(float(np.abs(plate.corners - other.corners).max()) > slack for other in kept):
            kept.append(plate)
    return kept


def ground_colour(plate: Bytes) -> PlateColour:
    """The colour of most of a straightened plate; white where nothing speaks for another."""
    hsv = cv2.cvtColor(plate, cv2.COLOR_BGR2HSV).reshape(-1, 3)
    coloured = hsv[(hsv[:, 1] > 85) & (hsv[:, 2] > 25)]
    if len(coloured) < 0.35 * len(hsv):
        return PlateColour.WHITE
    hue = coloured[:, 0]
    counts = {
        PlateColour.YELLOW: int(((hue >= 15) & (hue <= 38)).sum()),
        PlateColour.BLUE: int(((hue >= 92) & (hue <= 132)).sum()),
        PlateColour.RED: int(((hue <= 9) | (hue >= 168)).sum()),
    }
    colour = max(counts, key=counts.__getitem__)
    return colour if counts[colour] > 0.25 * len(hsv) else PlateColour.WHITE
