"""How long a picture has to be held back until the results around it are there."""

from __future__ import annotations

from collections import deque
from math import ceil

import numpy as np

MOST_S = 2.0
"""A picture that is later than this is no live picture any more."""
_WINDOW_S = 15.0
_MOST_NEEDS = 512
_LEAST_NEEDS = 3
# Fetching a result and painting: two beats of the window.
_MARGIN_S = 0.04
# The hold goes in steps, so that the picture does not stop and run with every breath of the machine.
_STEP_S = 0.1
_CALM_STEPS = 2
_JUDGE_EVERY_S = 0.5
# No result for so long: nobody looks at this stream any more.
_SILENT_S = 3.0


class AnalysisDelay:
    """Of one stream, from the times of its results; knows no clock.

    The first picture after an analysed one is explained only by the next result: what it has to wait is the time from
    the decoding of the one picture to the arrival of the result of the next.
    """

    def __init__(self) -> None:
        self._needs: deque[tuple[float, float]] = deque(maxlen=_MOST_NEEDS)
        self._captured_s: float | None = None
        self._noted_s = 0.0
        self._judged_s: float | None = None
        self._held_s = 0.0

    def note(self, captured_s: float, now_s: float) -> None:
        """A result arrived; its picture was decoded at ``captured_s``, both by the monotonic clock."""
        if self._captured_s is not None and now_s - self._noted_s <= _SILENT_S:
            self._needs.append((now_s, now_s - self._captured_s))
        self._captured_s, self._noted_s = captured_s, now_s

    def hold_s(self, now_s: float) -> float:
        """Seconds to hold the picture back, 0 without results; rises at once, falls when it is much too long."""
        if self._judged_s is None or now_s - self._judged_s >= _JUDGE_EVERY_S:
            self._judged_s = now_s
            self._held_s = self._judge(now_s)
        return self._held_s

    def _judge(self, now_s: float) -> float:
        while self._needs and self._needs[0][0] < now_s - _WINDOW_S:
            self._needs.popleft()
        if now_s - self._noted_s > _SILENT_S:
            self._needs.clear()
        if len(self._needs) < _LEAST_NEEDS:
            return 0.0
        need_s = float(np.percentile([need for _, need in self._needs], 95)) + _MARGIN_S
        goal_s = min(MOST_S, ceil(need_s / _STEP_S) * _STEP_S)
        calm = self._held_s - _CALM_STEPS * _STEP_S <= goal_s <= self._held_s
        return self._held_s if calm else goal_s
