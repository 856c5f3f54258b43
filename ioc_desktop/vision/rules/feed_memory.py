"""What a controller said of one traffic light, and up to when it is known."""

from collections import deque

from ioc_desktop.vision.rules.constants import LAMP_MEMORY_S
from ioc_desktop.vision.rules.lamp import Shown
from ioc_desktop.vision.rules.model import SignalWord

LEAST_PHASE_S = 1.0
"""Told times of one change tremble by less; later ones are of another change to the same state."""


class FeedMemory:
    """States over time. Nothing is known beyond the last word: a feed that falls silent accuses nobody.

    Attributes:
        heard_s: up to when the light is known, on the stream's clock.
    """

    def __init__(self) -> None:
        self._past: deque[Shown] = deque()
        self.heard_s = float("-inf")

    def clear(self) -> None:
        self._past.clear()
        self.heard_s = float("-inf")

    def tell(self, word: SignalWord) -> None:
        """Take note of the newest word; one that is not newer says nothing.

        Without a word of when it changed, a light became red when that was first heard, and ended being red right
        after it was last heard: the doubt is for the driver.
        """
        if word.heard_s <= self.heard_s:
            return
        before_s, self.heard_s = self.heard_s, word.heard_s
        last = self._past[-1] if self._past else None
        changed_s = word.since_s
        if changed_s is None:
            if last is not None and last.state == word.state:
                return
            changed_s = word.heard_s if word.state == "red" or last is None else before_s
        elif last is not None and last.state == word.state and changed_s <= last.since_s + LEAST_PHASE_S:
            return
        self._append(Shown(word.state, min(changed_s, word.heard_s)))

    def at(self, time_s: float) -> Shown:
        """What was shown at a time."""
        if time_s <= self.heard_s:
            for shown in reversed(self._past):
                if shown.since_s <= time_s:
                    return shown
        return Shown("unknown", time_s)

    def _append(self, shown: Shown) -> None:
        """Later words know better than earlier ones about the same time."""
        while self._past and self._past[-1].since_s >= shown.since_s:
            self._past.pop()
        self._past.append(shown)
        while len(self._past) > 2 and shown.since_s - self._past[1].since_s > LAMP_MEMORY_S:
            self._past.popleft()
