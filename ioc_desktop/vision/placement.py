"""Where boxes lie in the very picture on the screen: between the two results around it, or moved on from the last.

A picture is named by its number and its time on the stream's own clock. Numbers say what came first: they are counted
over reconnections. Times say how far things have moved: they don't depend on when a picture reached us. Where the two
disagree the stream has jumped, and a box from before the jump is drawn nowhere.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from ioc_desktop.vision import approach
from ioc_desktop.vision.detections import Detections, Floats
from ioc_desktop.vision.results import AnalysisResult
from ioc_desktop.vision.tracks import Tracks

LIMIT_S = 1.0
"""A result says nothing about pictures farther away than this."""
HIDDEN_S = 0.5
"""Whom the model has not found for so long is not drawn; the tracker foretells for 1 s, at its end often wrongly."""
# So long things are taken to go on as they went; then they slow down, and stand at ``LIMIT_S``.
_STEADY_S = 0.6
# Straight lines between results farther apart than this cut corners.
_LONGEST_GAP_S = 1.5
# The times of a stream that jumps by more are those of another one.
_JUMP_S = 10.0
# Stamps are rounded.
_BACK_S = 0.001
# 2 s of the longest hold at 30 results a second.
_KEPT = 64
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Moment:
    """A picture of a stream.

    Attributes:
        frame_no: its number, as in ``TileUpdate``.
        pts_s: its time on the stream's own clock.
    """

    frame_no: int
    pts_s: float


class Sightings:
    """The last results of one stream; a stream that starts anew is forgotten. One thread."""

    def __init__(self) -> None:
        self._kept: deque[AnalysisResult] = deque(maxlen=_KEPT)
        self._found_s: dict[int, float] = {}
        self._growth: Floats = np.zeros(0, np.float32)
        self._window_s = 0.0

    def add(self, result: AnalysisResult) -> None:
        """Take over the next result."""
        if self._kept and not _follows(self._kept[-1], result):
            self._kept.clear()
            self._found_s.clear()
        self._kept.append(result)
        self._measure_growth(result)
        self._found_s |= dict.fromkeys(result.tracks.ids[result.tracks.seen].tolist(), result.pts_s)
        if len(self._found_s) > _MANY:
            self._found_s = {who: at_s for who, at_s in self._found_s.items() if at_s > result.pts_s - _JUMP_S}

    def _measure_growth(self, result: AnalysisResult) -> None:
        """Of the newest result's objects, against the oldest one that the tracker's velocities still know."""
        oldest = next(each for each in self._kept if each.pts_s >= result.pts_s - approach.WINDOW_S - _BACK_S)
        self._window_s = result.pts_s - oldest.pts_s
        self._growth = approach.rates(oldest.tracks, result.tracks, self._window_s)

    def at(self, shown: Moment) -> Detections:
        """What is where in this picture; nothing where no result is near enough.

        Of motion, which has no identities, the nearest result as it is.
        """
        if self._kept and self._kept[-1].mode == "motion":
            nearest, _ = self._nearest(shown)
            return nearest.detections if nearest is not None else Detections.empty()
        who = self.who(shown)
        return Detections(who.boxes, who.scores, who.classes)

    def who(self, shown: Moment) -> Tracks:
        """Who is where in this picture; nobody where no result is near enough.

        Between two results every identity goes straight from one place to the other, if the model found it in one of
        them. After the last one it goes on and grows as it did, more slowly after 0.6 s and no farther after 1 s.
        """
        who = self._placed(shown)
        hidden = [shown.pts_s - self._found_s.get(each, -LIMIT_S) > HIDDEN_S for each in who.ids[~who.seen].tolist()]
        if not any(hidden):
            return who
        drawn = np.ones(len(who), np.bool_)
        drawn[~who.seen] = ~np.array(hidden)
        return who[drawn]

    def _placed(self, shown: Moment) -> Tracks:
        """Also those whom nobody has found for long."""
        before, after = self._around(shown)
        if before is not None and after is not None:
            since_s, gap_s = shown.pts_s - before.pts_s, after.pts_s - before.pts_s
            if 0 < gap_s <= _LONGEST_GAP_S:
                return _between(before.tracks, after.tracks, since_s, gap_s)
        nearest, apart_s = self._nearest(shown)
        if nearest is None:
            return Tracks.empty()
        tracks = nearest.tracks
        if nearest is self._kept[-1]:
            return _inside(approach.moved(tracks, self._growth, eased(apart_s), self._window_s), tracks)
        return _inside(_shifted(tracks, apart_s), tracks)

    def _around(self, shown: Moment) -> tuple[AnalysisResult | None, AnalysisResult | None]:
        """The last result up to a picture and the first after it, where they say anything about it."""
        before = next((each for each in reversed(self._kept) if each.frame_no <= shown.frame_no), None)
        after = next((each for each in self._kept if each.frame_no > shown.frame_no), None)
        return before if _is_near(before, shown) else None, after if _is_near(after, shown) else None

    def _nearest(self, shown: Moment) -> tuple[AnalysisResult | None, float]:
        """One of the two, and the seconds from it to the picture, below 0 for an earlier picture."""
        found = [(shown.pts_s - each.pts_s, each) for each in self._around(shown) if each is not None]
        apart_s, nearest = min(found, key=lambda pair: abs(pair[0]), default=(0.0, None))
        return nearest, apart_s


def _follows(before: AnalysisResult, result: AnalysisResult) -> bool:
    step_s = result.pts_s - before.pts_s
    return before.mode == result.mode and before.frame_no < result.frame_no and -_BACK_S <= step_s <= _JUMP_S


def _is_near(result: AnalysisResult | None, shown: Moment) -> bool:
    """Whether number and time agree on what came first, and the time between them is short."""
    if result is None:
        return False
    way = 1 if result.frame_no <= shown.frame_no else -1
    return -_BACK_S <= (shown.pts_s - result.pts_s) * way <= LIMIT_S


def eased(apart_s: float) -> float:
    """For how many seconds something is taken to have moved; at the limit it stands still."""
    over_s = min(abs(apart_s), LIMIT_S) - _STEADY_S
    if over_s <= 0:
        return apart_s
    moved_s = _STEADY_S + over_s - over_s * over_s / (2 * (LIMIT_S - _STEADY_S))
    return moved_s if apart_s > 0 else -moved_s


def _shifted(tracks: Tracks, apart_s: float) -> Floats:
    """Boxes moved by their velocities, float32 [N, 4]; they may leave the picture."""
    step = tracks.velocities * np.float32(eased(apart_s))
    boxes: Floats = tracks.boxes + np.concatenate((step, step), axis=1)
    return boxes


def _between(before: Tracks, after: Tracks, since_s: float, gap_s: float) -> Tracks:
    """Known in both: on the straight line. Known in one: moved from there, in the half of the time near to it."""
    share = np.float32(since_s / gap_s)
    _, old, new = np.intersect1d(before.ids, after.ids, assume_unique=True, return_indices=True)
    nearer, places, apart_s = (before, old, since_s) if share <= 0.5 else (after, new, since_s - gap_s)
    boxes = _shifted(nearer, apart_s)
    boxes[places] = before.boxes[old] * (1 - share) + after.boxes[new] * share
    found = nearer.seen.copy()
    found[places] = before.seen[old] | after.seen[new]
    return _inside(boxes[found], nearer[found])


def _inside(boxes: Floats, tracks: Tracks) -> Tracks:
    """The same objects in these boxes, without those that have left the picture."""
    moved = replace(tracks, boxes=boxes.clip(0, 1))
    return moved[np.flatnonzero(np.all((boxes[:, 2:] > 0) & (boxes[:, :2] < 1), axis=1))]
