"""A stretch of time chosen on a camera's time line. Pure; seconds of the monotonic clock.

Only what the camera's ring still keeps can be chosen: as time goes on, its beginning is let go, and with it the
beginning of the stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST_S = 1.0
"""A stretch is no shorter: there is a key picture about every second."""


@dataclass(frozen=True)
class Stretch:
    """From when to when."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Kept:
    """What can be chosen: from the oldest picture that is kept to the newest."""

    from_s: float
    now_s: float

    @property
    def has_room(self) -> bool:
        return self.now_s - self.from_s >= LEAST_S

    def between(self, one_s: float, other_s: float) -> Stretch | None:
        """The stretch between two moments, as far as it is kept; None while nothing is."""
        if not self.has_room:
            return None
        start_s, end_s = sorted((one_s, other_s))
        end_s = min(max(end_s, self.from_s + LEAST_S), self.now_s)
        start_s = min(max(start_s, self.from_s), end_s - LEAST_S)
        return Stretch(start_s, end_s)

    def left_of(self, stretch: Stretch) -> Stretch | None:
        """What is left of a stretch by now; None when too little is."""
        left = Stretch(max(stretch.start_s, self.from_s), min(stretch.end_s, self.now_s))
        return left if left.seconds >= LEAST_S else None

    def newest(self, seconds: float) -> Stretch | None:
        """The last seconds."""
        return self.between(self.now_s - seconds, self.now_s)

    def moved(self, stretch: Stretch, by_s: float) -> Stretch | None:
        """The same length, earlier or later, as far as there is room."""
        by_s = min(max(by_s, self.from_s - stretch.start_s), self.now_s - stretch.end_s)
        return self.between(stretch.start_s + by_s, stretch.end_s + by_s)

    def begun(self, stretch: Stretch, at_s: float) -> Stretch | None:
        """With another beginning."""
        return self.between(min(at_s, stretch.end_s - LEAST_S), stretch.end_s)

    def ended(self, stretch: Stretch, at_s: float) -> Stretch | None:
        """With another end."""
        return self.between(stretch.start_s, max(at_s, stretch.start_s + LEAST_S))
