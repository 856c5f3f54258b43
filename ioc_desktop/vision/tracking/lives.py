"""What is remembered of one identity."""

from __future__ import annotations

from collections import deque

import numpy as np

from ioc_desktop.vision.detections import Floats

# Speed is taken over so long: long enough to average the wobble of boxes, short enough to follow braking.
_SPEED_S = 0.8
_SPEED_POINTS = 24
_LEAST_PLACES, _LEAST_SPAN_S = 3, 0.3
# A class seen long ago weighs less than today's: what is left of its weight after a second, slowly and fast.
_FADE, _FADE_FAST = 0.74, 0.35
# Another class must lead by so much before the word at a box changes: no flicker.
_LEAD = 1.2
# Models often see only the rider: from the front a motorbike is a hand's breadth wide. Who was seen on a two-wheeler in
# the larger share of the last pictures rides it, whoever it is; in the smaller one, who has gone faster than people
# walk (own heights a second; what comes nearer or goes away seems slower than it is, never faster). Nobody runs as fast
# as the last: that is a rider whose bike was never seen.
_RIDES_SHARE, _RIDES_SHARE_FAST = 0.45, 0.12
_RIDES_SPEED, _SURELY_RIDES_SPEED = 1.2, 2.3
# Pictures without a bike that everybody is given: one bike in the first four pictures is no share yet.
_DOUBTFUL = 4.0
# Who was fast once is a rider for so long, and while a bike shows now and then: identities leap from one to another,
# and a walker must not be a rider for good.
_FAST_FOR_S, _RIDES_SHARE_SLOW = 3.0, 0.06
# Who goes at walking pace (own heights a second) for so long walks, however fast it was: riders wait, or are faster.
_WALKING_SPEED, _WALKS_S = (0.2, 1.2), 2.5
# How fast doubt grows: share of the difference that is left after a second.
_DOUBT = 0.1
# Standing = the lower edge stays within this many sizes.
_STILL_SIZES = 0.25


class Life:
    """Place, class and speed of one road user over its time.

    Args:
        classes: how many there are.
        person: number of the class of people; -1 where there is none.
        bike: number of the class of who rides what was never seen; -1 where there is none.
        aspect: the picture's width ÷ height.

    Attributes:
        box: where it was seen last, 0–1 of the picture.
        kind: the class that was seen most and surest.
        score: how sure the model was lately; a moment behind a tree does not make it doubtful.
        seen_s: when.
    """

    def __init__(self, classes: int, person: int = -1, bike: int = -1, aspect: float = 16 / 9) -> None:
        self._person, self._bike, self._aspect = person, bike, aspect
        self._fast_s: float | None = None
        self._walks_since_s = 0.0
        self._seen = self._ridden = self._lately = 0.0
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
        since_s = time_s - self.seen_s if self._places else 0.0
        self.score = max(score, score + _DOUBT**since_s * (self.score - score))
        self.box, self.seen_s = box, time_s
        self.is_ridden |= is_ridden
        self._height = float(box[3] - box[1])
        foot = (float(box[0] + box[2]) / 2, float(box[3]))
        self._places.append((time_s, *foot))
        while self._places[0][0] < time_s - _SPEED_S and len(self._places) > 2:
            self._places.popleft()
        self._watch_standing(time_s, foot)
        self._vote(since_s, kind, max(score, 1e-3), is_ridden=is_ridden)

    def _vote(self, since_s: float, kind: int, score: float, *, is_ridden: bool) -> None:
        slow, fast = _FADE**since_s, _FADE_FAST**since_s
        self._votes *= slow
        self._votes[kind] += score
        self._seen, self._ridden = slow * self._seen + 1, slow * self._ridden + is_ridden
        self._lately = fast * self._lately + (1 - fast) * is_ridden
        votes = self._votes
        if self._person >= 0 and self._rides():
            votes = votes.copy()
            votes[self._person] = 0.0
            votes[self._bike] += 1e-3 * (self._bike >= 0)
        best = int(votes.argmax())
        if votes[best] > _LEAD * votes[self.kind]:
            self.kind = best

    def _rides(self) -> bool:
        share, speed = self._ridden / (self._seen + _DOUBTFUL), self._speed()
        if speed >= _SURELY_RIDES_SPEED or (share >= _RIDES_SHARE_FAST and speed >= _RIDES_SPEED):
            self._fast_s = self.seen_s
        if not _WALKING_SPEED[0] <= speed < _WALKING_SPEED[1]:
            self._walks_since_s = self.seen_s
        elif self.seen_s - self._walks_since_s >= _WALKS_S:
            self._fast_s = None
        was_fast = self._fast_s is not None
        lately = was_fast and self.seen_s - (self._fast_s or 0.0) <= _FAST_FOR_S
        return self._lately >= _RIDES_SHARE or lately or (was_fast and share >= _RIDES_SHARE_SLOW)

    def _watch_standing(self, time_s: float, foot: tuple[float, float]) -> None:
        at = self._stood_at
        if at is None or max(abs(foot[0] - at[0]), abs(foot[1] - at[1])) > _STILL_SIZES * self._height:
            self._stood_at, self._stands_since_s = foot, time_s

    def _speed(self) -> float:
        """Own heights a second; 0 until it was seen three times over a moment.

        Neither a leap of the box, which tilts the straight line through the places, nor its tremble, which adds to each
        step, makes it fast.
        """
        if len(self._places) < _LEAST_PLACES or self._places[-1][0] - self._places[0][0] < _LEAST_SPAN_S:
            return 0.0
        times, right, down = np.array(self._places).T
        steps = np.hypot(np.diff(right) * self._aspect, np.diff(down)) / np.maximum(np.diff(times), 1e-6)
        usual = float(np.sort(steps)[(len(steps) - 1) // 2])
        across, along = self.velocity()
        return min(usual, float(np.hypot(across * self._aspect, along))) / max(self._height, 1e-6)

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
