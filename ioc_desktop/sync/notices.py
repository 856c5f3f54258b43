"""How much a desktop believes the server's notices: anybody who may sign in there can send them."""

from __future__ import annotations

from ioc_desktop.core.clock import Clock

BURST = 20
"""Notices without news in a row that are nothing unusual: others' commits that were read together."""
PER_S = 4.0
"""What is left of them in a flood; the server is then asked so often and no more."""


class NoticeLimit:
    """Counts notices that brought nothing; a flood of them makes this desktop deaf for moments, never for long.

    Args:
        clock: its steady time counts.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._idle, self._counted_at = 0.0, clock.monotonic()

    def note_idle(self) -> None:
        """A notice came, and there was nothing new."""
        self._forget()
        self._idle += 1

    @property
    def deaf_s(self) -> float:
        """Seconds for which notices are not to be looked at."""
        self._forget()
        return max(0.0, (self._idle - BURST) / PER_S)

    def _forget(self) -> None:
        now = self._clock.monotonic()
        self._idle = max(0.0, self._idle - (now - self._counted_at) * PER_S)
        self._counted_at = now
