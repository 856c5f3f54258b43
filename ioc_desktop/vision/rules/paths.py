"""Where each subject has been lately: bounded paths of what was really seen."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ioc_desktop.vision.rules.constants import FORGET_S, JUMP_SHARE, PATH_POINTS, PATH_S
from ioc_desktop.vision.rules.geometry import F64


@dataclass(frozen=True, slots=True)
class Step:
    """One sighting: time, foot and box in picture heights.

    Attributes:
        box: x1, y1, x2, y2 in picture heights.
        size: √(width × height).
    """

    time_s: float
    box: tuple[float, float, float, float]
    size: float

    @property
    def foot(self) -> F64:
        """Middle of the lower edge, float64 [2]."""
        return np.array([(self.box[0] + self.box[2]) / 2, self.box[3]])


class Paths:
    """Paths by subject; steps older than PATH_S and subjects unseen for FORGET_S are dropped."""

    def __init__(self) -> None:
        self._steps: dict[int, deque[Step]] = {}

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, subject: int, step: Step) -> None:
        steps = self._steps.setdefault(subject, deque(maxlen=PATH_POINTS))
        steps.append(step)
        while step.time_s - steps[0].time_s > PATH_S:
            steps.popleft()

    def forget(self, now_s: float) -> list[int]:
        """Drop subjects unseen for long; returns them."""
        gone = [subject for subject, steps in self._steps.items() if now_s - steps[-1].time_s > FORGET_S]
        for subject in gone:
            del self._steps[subject]
        return gone

    def clear(self) -> None:
        self._steps.clear()

    def of(self, subject: int) -> deque[Step]:
        """Steps of a subject, oldest first; empty where it is unknown."""
        return self._steps.get(subject) or deque()

    def ends(self, from_s: float, to_s: float) -> Iterator[Step]:
        """Where subjects were seen last that were seen last between two times."""
        return (steps[-1] for steps in self._steps.values() if from_s <= steps[-1].time_s <= to_s)

    def since(self, subject: int, time_s: float) -> list[Step]:
        """Steps at or after a time."""
        return [step for step in self.of(subject) if step.time_s >= time_s]


def walked(steps: list[Step]) -> float:
    """Length of the way over the steps' feet, in picture heights."""
    return sum(float(np.hypot(*(b.foot - a.foot))) for a, b in pairwise(steps))


def is_steady(steps: list[Step], way: F64) -> bool:
    """Whether the way along a unit vector was made in several strides rather than in one jump of the box."""
    strides = np.abs(np.diff([float(step.foot @ way) for step in steps]))
    return len(strides) >= 3 and float(strides.max()) <= JUMP_SHARE * float(strides.sum())
