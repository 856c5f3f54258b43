"""Frames that wait to be shown, so that what a model sees in them can be drawn over them.

The decoder's own frames are kept (1.5 bytes a pixel, no copy), not tiles: a tile may change its size while they wait.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import av

MOST_BYTES = 48 * 2**20
"""Of one stream: 0.6 s of 1920 × 1080 at 25 a second. Where it is too little, frames are left out evenly."""
_BYTES_PER_PIXEL = 1.5
# A frame is passed over only when the one after it is late by more than this: arrivals tremble, and a delay of just
# so many frames would else show one twice and leave the next out all the time.
_SLACK_S = 0.05


@dataclass(frozen=True, slots=True)
class Held:
    """A decoded frame.

    Attributes:
        frame_no: the stream's number of it.
        pts_s: the stream's own time.
        decoded_s: monotonic clock.
    """

    frame: av.VideoFrame
    frame_no: int
    pts_s: float
    decoded_s: float


class HeldFrames:
    """The waiting frames of one stream, oldest first. One thread at a time.

    Attributes:
        delay_s: how long each waits.
    """

    def __init__(self) -> None:
        self.delay_s = 0.0
        self._waiting: deque[Held] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def next(self, new: Held) -> Held | None:
        """Take a frame in; the one whose time has come, None where all have to wait."""
        if self.delay_s <= 0:
            self.clear()
            return new
        if self._has_room(new):
            self._waiting.append(new)
        return self.due(new.decoded_s)

    def _has_room(self, new: Held) -> bool:
        """Whether the last one kept is long enough ago for this size of frame and this delay."""
        size = new.frame.width * new.frame.height * _BYTES_PER_PIXEL
        step_s = self.delay_s * size / MOST_BYTES
        return not self._waiting or new.decoded_s - self._waiting[-1].decoded_s >= step_s

    def due(self, now_s: float) -> Held | None:
        """The next one whose time has come; those that are late are passed over."""
        if not self._waited(now_s, self.delay_s):
            return None
        found = self._waiting.popleft()
        while self._waited(now_s, self.delay_s + _SLACK_S):
            found = self._waiting.popleft()
        return found

    def _waited(self, now_s: float, delay_s: float) -> bool:
        return bool(self._waiting) and now_s - self._waiting[0].decoded_s >= delay_s

    def clear(self) -> None:
        """Let go of all."""
        self._waiting.clear()
