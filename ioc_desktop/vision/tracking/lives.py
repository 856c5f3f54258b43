"""What is remembered of one identity."""

from __future__ import annotations

from collections import deque

import numpy as np

from ioc_desktop.vision.detections import Floats

# Speed is taken over so long: long enough to average the wobble of boxes, short enough to follow braking.
_SPEED_S = 0.8
_SPEED_POINTS = 16
# A class seen long ago weighs less than today's: halves every so many pictures.
_FADE = 0.97
# Another class must lead by so much before the word at a box changes: no flicker.
_LEAD = 1.2
# How fast doubt grows, share of the difference a picture.
_SURENESS = 0.2
# Standing = the lower edge stays within this many sizes.
_STILL_SIZES = 0.25


class Life:
    """Place, class and speed of one road user over its time.

    Attributes:
        box: where it was seen last, 0–1 of the picture.
        kind: the class that was seen most and surest.
        score: how sure the model was lately; a moment behind a tree does not make it doubtful.
        seen_s: when.
    """

    def __init__(self, classes: int) -> None:
        self._votes = np.zeros(max(classes, 1), np.float64)
        self._places: deque[tuple[float, float, float]] = deque(maxlen=_SPEED_POINTS)
        self._stands_since_s = 0.0
        self._stood_at: tuple[float, float] | None = None
        self._height = 0.0
        self.is_ridden = False
        self.kind = 0
        self.box: Floats = np.zeros(4, np.float32)
        self.score, self.seen_s = 0.0, 0.0

    def see(self, time_s: float, box: Floats, score: float, kind: int, *, is_ridden: bool = False) -> None:
        """It was found at this place, as this class."""
        self._votes *= _FADE
        self._votes[kind] += max(score, 1e-3)
        if self._votes[kind] > _LEAD * self._votes[self.kind]:
            self.kind = kind
        self.score = max(score, self.score + _SURENESS * (score - self.score))
        self.box, self.seen_s = box, time_s
        self.is_ridden |= is_ridden
        self._height = float(box[3] - box[1])
        foot = (float(box[0] + box[2]) / 2, float(box[3]))
        self._places.append((time_s, *foot))
        while self._places[0][0] < time_s - _SPEED_S and len(self._places) > 2:
            self._places.popleft()
        self._watch_standing(time_s, foot)

    def _watch_standing(self, time_s: float, foot: tuple[float, float]) -> None:
        at = self._stood_at
        if at is None or max(abs(foot[0] - at[0]), abs(foot[1] - at[1])) > _STILL_SIZES * self._height:
            self._stood_at, self._stands_since_s = foot, time_s

    def is_parked(self, least_s: float) -> bool:
        """It stands since ``least_s`` and nobody was ever seen on it."""
        return not self.is_ridden and self.seen_s - self._stands_since_s >= least_s

    def velocity(self) -> tuple[float, float]:
        """Of the middle of its lower edge, shares of the picture's width and height a second.

        The slope of the straight line through the last places, by least squares.
        """
        if len(self._places) < 2:
            return (0.0, 0.0)
        times, right, down = np.array(self._places).T
        times = times - times.mean()
        square = float((times * times).sum())
        if square <= 0:
            return (0.0, 0.0)
        return (float((times * right).sum() / square), float((times * down).sum() / square))
