"""Motion without a model: what differs from a slowly learnt background, for sites with no detector pack.

Per stream and per pixel a running mean and a running deviation of the grey level. A pixel moves when it leaves the
mean by more than its own noise; a region counts when it was there in the picture before as well, which rain and
sensor noise are not, and while it changes from one picture to the next, which the ghost of something that has left
does not. A change of the whole picture's brightness is taken out before comparing.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import Placement
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.labels import ClassLabel, label

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

MOTION_LABELS: list[ClassLabel] = [label("motion")]
_MOST_BOXES = 50
# Earlier pictures in which a region must have been near: one lets a sixth of heavy rain through.
_PERSISTENCE = 2


@dataclass(frozen=True, slots=True)
class MotionSettings:
    """How keen the detector is.

    Attributes:
        width: px of the small picture it works on.
        learning: share of a new picture that enters the background.
        stubborn: share for pixels that are moving, so that a car that stops stays visible for a while.
        noise_factor: deviations from the mean that count as change.
        least_step: grey levels that count as change on a noiseless pixel.
        least_area: share of the picture that a region must cover.
        warm_up: pictures learnt from before anything is reported.
        scene_change: share of moving pixels above which the whole scene is learnt anew.
    """

    width: int = 240
    learning: float = 0.04
    stubborn: float = 0.008
    noise_factor: float = 5.0
    least_step: float = 14.0
    least_area: float = 0.0008
    warm_up: int = 5
    scene_change: float = 0.4


class MotionDetector:
    """Motion in one stream; call ``look`` with its pictures in order."""

    def __init__(self, settings: MotionSettings | None = None) -> None:
        self._settings = settings or MotionSettings()
        self._mean: Floats | None = None
        self._deviation: Floats = np.zeros((0, 0), np.float32)
        self._before: tuple[Bytes, ...] = ()
        self._last: Floats = self._deviation
        self._seen = 0

    def look(self, picture: Bytes, place: Placement | None = None) -> Detections:
        """Moving regions of the next picture.

        Args:
            picture: BGR uint8 [h, w, 3].
            place: where the source lies inside ``picture``; all of it when None.

        Returns:
            Boxes in 0–1 of the source; the score is how clearly the region stands out.
        """
        grey = self._shrink(picture, place)
        if self._mean is None or self._mean.shape != grey.shape:
            self._learn_anew(grey)
            return Detections.empty()
        change = self._change(grey, self._mean)
        moving = self._moving(change)
        stirring = self._stirring(grey)
        if self._learn(grey, change, moving):
            return Detections.empty()
        steady: Bytes = moving & stirring
        for earlier in self._before:
            steady = steady & cv2.dilate(earlier, _disc(9)).astype(np.uint8)
        self._before = (*self._before[1:], moving)
        if self._seen <= self._settings.warm_up:
            return Detections.empty()
        return self._regions(steady, np.abs(change))

    def _shrink(self, picture: Bytes, place: Placement | None) -> Floats:
        if place is not None:
            picture = picture[place.y : place.y + place.height, place.x : place.x + place.width]
        height, width = picture.shape[:2]
        small_width = min(self._settings.width, width)
        small_height = max(1, round(height * small_width / width))
        # Averaging over area is the first and best filter against noise and thin streaks.
        small = cv2.resize(picture, (small_width, small_height), interpolation=cv2.INTER_AREA)
        grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
        return grey.astype(np.float32)

    def _learn_anew(self, grey: Floats) -> None:
        self._mean = grey.copy()
        self._deviation = np.full_like(grey, 2.0)
        self._before = (np.zeros(grey.shape, np.uint8),) * _PERSISTENCE
        self._last = grey
        self._seen = 1

    @staticmethod
    def _change(grey: Floats, mean: Floats) -> Floats:
        difference = grey - mean
        # The median of all differences is the light (cloud, exposure), not an object.
        return difference - np.float32(np.median(difference[::4, ::4]))

    def _moving(self, change: Floats) -> Bytes:
        limit = np.maximum(self._settings.least_step, self._settings.noise_factor * self._deviation)
        mask = (np.abs(change) > limit).astype(np.uint8)
        return cv2.morphologyEx(cv2.medianBlur(mask, 5), cv2.MORPH_CLOSE, _disc(5)).astype(np.uint8)

    def _stirring(self, grey: Floats) -> Bytes:
        """Where the picture differs from the one before, with the neighbourhood that one object spans."""
        step = (np.abs(self._change(grey, self._last)) > self._settings.least_step / 2).astype(np.uint8)
        self._last = grey
        return cv2.dilate(cv2.medianBlur(step, 3), _disc(13)).astype(np.uint8)

    def _learn(self, grey: Floats, change: Floats, moving: Bytes) -> bool:
        """Update the background; True when the scene itself has changed and was learnt anew."""
        settings, mean = self._settings, self._mean
        self._seen += 1
        if mean is None or moving.mean() > settings.scene_change:
            self._learn_anew(grey)
            return True
        start = 1.0 / self._seen
        rate = np.where(moving > 0, settings.stubborn, max(settings.learning, start)).astype(np.float32)
        mean += rate * (grey - mean)
        # Mean absolute deviation, scaled to a standard deviation; moving pixels teach it nothing but rain does.
        spread = np.minimum(np.abs(change), 4 * self._deviation + 4) * np.float32(1.25)
        self._deviation += np.where(moving > 0, rate, settings.learning).astype(np.float32) * (spread - self._deviation)
        return False

    def _regions(self, mask: Bytes, change: Floats) -> Detections:
        height, width = mask.shape
        joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _disc(9))
        count, marks, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        boxes, scores = [], []
        for number in range(1, count):
            x, y, w, h, area = (int(value) for value in stats[number])
            if area < self._settings.least_area * width * height or min(w, h) < 3:
                continue
            boxes.append((x / width, y / height, (x + w) / width, (y + h) / height))
            inside = change[y : y + h, x : x + w][marks[y : y + h, x : x + w] == number]
            scores.append(min(1.0, float(inside.mean()) / 64))
        found = Detections(
            np.array(boxes, np.float32).reshape(-1, 4),
            np.array(scores, np.float32),
            np.zeros(len(boxes), np.int32),
        )
        return found.best(_MOST_BOXES)


def _disc(diameter: int) -> Bytes:
    disc: Bytes = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (diameter, diameter)).astype(np.uint8)
    return disc
