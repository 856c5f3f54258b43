"""What was seen on each camera in the last minute, so that a rule can be tried on it at once."""

from __future__ import annotations

from collections import deque

from ioc_desktop.vision.results import AnalysisResult

KEPT_S = 60.0
MOST_RESULTS = 900
"""Of one camera: 15 a second for a minute; some 200 bytes each in a calm street."""
_BACK_S = 0.001


class RecentResults:
    """The last minute of every camera, by the streams' own clocks; used on one thread.

    A stream whose clock jumps, or that changes between a model and motion, starts afresh.
    """

    def __init__(self, kept_s: float = KEPT_S) -> None:
        self._kept_s = kept_s
        self._kept: dict[str, deque[AnalysisResult]] = {}

    def add(self, camera: str, result: AnalysisResult) -> None:
        """Keep a result of a camera."""
        kept = self._kept.setdefault(camera, deque(maxlen=MOST_RESULTS))
        if kept and (kept[-1].mode != result.mode or not self._follows(kept[-1].pts_s, result.pts_s)):
            kept.clear()
        kept.append(result)
        while kept[0].pts_s < result.pts_s - self._kept_s:
            kept.popleft()

    def _follows(self, before_s: float, now_s: float) -> bool:
        return -_BACK_S <= now_s - before_s <= self._kept_s

    def of(self, camera: str) -> list[AnalysisResult]:
        """What is kept of a camera, oldest first."""
        return list(self._kept.get(camera, ()))

    def keep_only(self, cameras: set[str]) -> None:
        """Forget cameras that nobody looks at any more."""
        for gone in self._kept.keys() - cameras:
            del self._kept[gone]
