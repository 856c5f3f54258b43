"""Plates of a picture: sought in every vehicle or in all of it, straightened, read; the surest reading of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.plates.finder import FoundPlate, find_plates
from ioc_desktop.vision.plates.grammar import Reading
from ioc_desktop.vision.plates.reader import PlateReader

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

LEAST_SCORE = 0.5
_PER_SIGN = 0.03
"""A reading of more characters is preferred to one of a part of the plate that is a little surer."""
_MARGIN = 0.04


@dataclass(frozen=True, eq=False)
class SeenPlate:
    """A plate with its reading.

    Attributes:
        corners: float32 [4, 2] px of the whole picture, clockwise from the upper left.
        picture: straightened, BGR.
        colour: of the ground.
        vehicle: index of the box it was found in; None when the whole picture was searched.
    """

    reading: Reading
    corners: Floats
    picture: Bytes
    colour: PlateColour
    vehicle: int | None = None

    @property
    def height_px(self) -> float:
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))


class PlateSpotter:
    """Finder and reader together; used by one thread.

    Args:
        detector: of plates; without one they are found by colour and edges.
    """

    def __init__(self, reader: PlateReader, detector: Detector | None = None) -> None:
        self._reader, self._detector = reader, detector

    def look(self, picture: Bytes) -> SeenPlate | None:
        """The surest plate of the picture of one vehicle, BGR; None where there is none.

        Raises:
            ExpectedError: ``model.run_failed``.
        """
        best: SeenPlate | None = None
        for found in find_plates(picture, self._boxes(picture)):
            seen = self._read(found)
            if seen.reading.score >= LEAST_SCORE and (best is None or _rank(seen) > _rank(best)):
                best = seen
        return best if best is not None and best.reading.is_plate else None

    def look_at(self, picture: Bytes, boxes: Iterable[Floats]) -> list[SeenPlate]:
        """The plates of vehicles.

        Args:
            picture: BGR, the whole scene.
            boxes: x1, y1, x2, y2 of each vehicle in px.

        Raises:
            ExpectedError: ``model.run_failed``.
        """
        found: list[SeenPlate] = []
        for number, box in enumerate(boxes):
            left, top, right, bottom = _cut(box, picture.shape[1], picture.shape[0])
            seen = self.look(picture[top:bottom, left:right]) if right - left > 16 and bottom - top > 16 else None
            if seen is not None:
                corners = seen.corners + np.array([left, top], np.float32)
                found.append(SeenPlate(seen.reading, corners, seen.picture, seen.colour, number))
        return found

    def _boxes(self, picture: Bytes) -> Floats | None:
        """The detector's boxes, px; None without one or where it sees nothing."""
        if self._detector is None or min(picture.shape[:2], default=0) < 16:
            return None
        seen = self._detector.detect(picture)
        size = np.array([picture.shape[1], picture.shape[0]] * 2, np.float32)
        return np.asarray(seen.boxes * size, np.float32) if len(seen) else None

    def _read(self, found: FoundPlate) -> SeenPlate:
        return SeenPlate(self._reader.read(found.picture, found.colour), found.corners, found.picture, found.colour)


def _rank(seen: SeenPlate) -> tuple[bool, float]:
    return seen.reading.is_plate, seen.reading.score + _PER_SIGN * len(seen.reading.text)


def _cut(box: Floats, width: int, height: int) -> tuple[int, int, int, int]:
    """The box with a margin, inside of the picture."""
    x1, y1, x2, y2 = (float(side) for side in box)
    dx, dy = (x2 - x1) * _MARGIN, (y2 - y1) * _MARGIN
    return (
        int(np.clip(x1 - dx, 0, width)), int(np.clip(y1 - dy, 0, height)),
        int(np.clip(x2 + dx, 0, width)), int(np.clip(y2 + dy, 0, height)),
    )  # fmt: skip
