"""Who comes out of hiding beyond a line: nobody drives out of nothing, so where did they pass it?

A rider who passes close by a waiting queue is often found only when past the line. The way since then, gone back evenly
to the line, says when and where. Told only when something stands there that could hide a road user, and when nobody
else was seen to pass there at that moment: that would be the same road user under another identity.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from ioc_desktop.vision.rules.constants import (
    DOUBLE_PASSAGE_S,
    DOUBLE_PASSAGE_SIZES,
    EMERGE_COVER,
    EMERGE_JUDGED_S,
    EMERGE_S,
    EMERGE_SIZES_PER_S,
    EMERGE_STRAIGHT,
    HANDOVER_SIZE_RATIO,
    SAME_PASSAGE_S,
    SAME_PASSAGE_SIZES,
)
from ioc_desktop.vision.rules.geometry import F64, Line
from ioc_desktop.vision.rules.paths import Step, is_steady
from ioc_desktop.vision.rules.scene import Scene

_MOST_TOLD = 64


@dataclass(frozen=True, slots=True)
class Passage:
    """Where and when somebody passed a line.

    Attributes:
        point: float64 [2] in picture heights.
        size: of who passed, in picture heights.
        side: to which side of the line, +1 or -1.
        is_seen: False where it was gone back to.
    """

    time_s: float
    point: F64
    size: float
    side: int
    is_seen: bool = True


class Passages:
    """The last passages of one line, so that nobody is told twice."""

    def __init__(self) -> None:
        self._told: deque[Passage] = deque(maxlen=_MOST_TOLD)

    def is_new(self, passage: Passage) -> bool:
        """Note a passage; False when it is one that was told before, seen now or gone back to then."""
        if any(_is_same(told, passage) for told in self._told):
            return False
        self._told.append(passage)
        return True


def emerged(scene: Scene, index: int, line: Line) -> Passage | None:
    """The passage of somebody who was first seen beyond the line a moment ago, driving away from it; None for none."""
    steps = list(scene.paths.of(int(scene.subjects[index])))
    if scene.time_s - steps[0].time_s > EMERGE_JUDGED_S or not is_steady(steps, line.normal):
        return None
    times, feet = np.array([step.time_s for step in steps]), np.array([step.foot for step in steps])
    away = line.distance(feet)
    side = 1 if away[0] >= 0 else -1
    strides = np.diff(away) * side
    if strides.sum() < EMERGE_STRAIGHT * np.abs(strides).sum():
        return None
    velocity = np.polyfit(times - times[0], feet, 1)[0]
    speed = float(velocity @ line.normal) * side
    ago_s = abs(float(away[0])) / max(speed, 1e-9)
    point = feet[0] - velocity * ago_s
    if speed < EMERGE_SIZES_PER_S * steps[0].size or ago_s > EMERGE_S or not 0 <= line.share(point) <= 1:
        return None
    passage = Passage(steps[0].time_s - ago_s, point, steps[0].size, side, is_seen=False)
    is_explained = _is_hidden(scene, index, steps[0], velocity * ago_s) or _was_lost(scene, passage, line)
    return passage if is_explained else None


def _was_lost(scene: Scene, passage: Passage, line: Line) -> bool:
    """Whether somebody vanished before the line, near that place and moment: the same road user."""
    for step in scene.paths.ends(passage.time_s - SAME_PASSAGE_S, passage.time_s + SAME_PASSAGE_S):
        is_before = float(line.distance(step.foot[None])[0]) * passage.side < 0
        far = float(np.hypot(*(step.foot - passage.point)))
        if is_before and far <= SAME_PASSAGE_SIZES * passage.size and step.time_s < scene.time_s:
            return True
    return False


def _is_hidden(scene: Scene, index: int, first: Step, way: F64) -> bool:
    """Whether something covers the place at which it passed the line."""
    box = np.array(first.box) - np.tile(way, 2)
    others = np.delete(scene.boxes, index, axis=0)
    low, high = np.maximum(others[:, :2], box[:2]), np.minimum(others[:, 2:], box[2:])
    shared = np.maximum(high - low, 0).prod(axis=1)
    return bool((shared >= EMERGE_COVER * float(np.prod(box[2:] - box[:2]))).any())


def _is_same(one: Passage, other: Passage) -> bool:
    smaller, larger = sorted((one.size, other.size))
    reach, within_s = SAME_PASSAGE_SIZES * larger, SAME_PASSAGE_S
    if one.is_seen and other.is_seen:
        if larger > HANDOVER_SIZE_RATIO * smaller:  # a rider beside a lorry is not the lorry
            return False
        reach, within_s = DOUBLE_PASSAGE_SIZES * larger, DOUBLE_PASSAGE_S
    is_near = float(np.hypot(*(one.point - other.point))) <= reach
    return is_near and one.side == other.side and abs(one.time_s - other.time_s) <= within_s
