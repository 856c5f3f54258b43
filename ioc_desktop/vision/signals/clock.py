"""From a feed's clock to this machine's: neither is trusted to be right, only to run."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from ioc_desktop.vision.rules.model import SignalWord
from ioc_desktop.vision.signals.text import Document

_KEPT = 60
"""Documents whose delay is remembered: about a minute."""


@dataclass(frozen=True)
class Words:
    """What is known of all signals; times on this machine's monotonic clock, or as whoever made it says."""

    signals: Mapping[str, SignalWord] = field(default_factory=dict)

    def shifted(self, by_s: float) -> dict[str, SignalWord]:
        """The same on a clock that shows so much more."""
        return {
            name: SignalWord(word.state, word.heard_s + by_s, None if word.since_s is None else word.since_s + by_s)
            for name, word in self.signals.items()
        }


class FeedClock:
    """Makes words of documents.

    The document that took the shortest way tells how the clocks differ, so that a late one is not taken for a new one.
    The first says nothing: it may have lain there for an hour.
    """

    def __init__(self) -> None:
        self._at: float | None = None
        self._differences_s: deque[float] = deque(maxlen=_KEPT)

    def words(self, told: Document, now_s: float) -> Words | None:
        """What a document means; None when it is not another one than the last."""
        last, self._at = self._at, told.at
        if last == told.at:
            return None
        if last is not None and told.at < last:  # the controller was started again, or its clock was set back
            self._differences_s.clear()
            last = None
        self._differences_s.append(now_s - told.at)
        if last is None:
            return None
        by_s = min(self._differences_s)
        return Words(
            {
                name: SignalWord(each.state, told.at + by_s, None if each.since is None else each.since + by_s)
                for name, each in told.signals.items()
            }
        )
