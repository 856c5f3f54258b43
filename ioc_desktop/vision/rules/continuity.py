"""Who is who although the tracker changed its mind: a new identity where an old one just vanished is the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import (
    EDGE,
    FORGET_S,
    HANDOVER_DRIFT,
    HANDOVER_REACH,
    HANDOVER_S,
    HANDOVER_SIZE_RATIO,
    SAME_PLACE_IOU,
)
from ioc_desktop.vision.rules.geometry import F64

_LEAST_SPAN_S = 0.05
_SMOOTH = 0.5


@dataclass(slots=True)
class _Life:
    """What is known of one identity: its subject, when and where it was last seen and how it moved."""

    subject: int
    time_s: float
    foot: F64
    box: F64
    size: float
    category: int
    velocity: F64
    heir: int | None = None


class Continuity:
    """Turns identities of the tracker into subjects that outlive a switch of identity."""

    def __init__(self) -> None:
        self._lives: dict[int, _Life] = {}
        self._next = 1

    def __len__(self) -> int:
        return len(self._lives)

    def clear(self) -> None:
        """A restarted stream: nobody is who they were. Subjects' numbers are not used again."""
        self._lives.clear()

    def step(
        self,
        time_s: float,
        aspect: float,
        ids: NDArray[np.int64],
        boxes: F64,
        categories: NDArray[np.int32],
        *,
        velocities: F64,
    ) -> NDArray[np.int64]:
        """Subjects of the objects seen now.

        Args:
            time_s: of the picture.
            aspect: of the picture.
            ids: int64 [N], the tracker's identities, all different.
            boxes: float64 [N, 4] in picture heights.
            categories: int32 [N]; those that stand for one another have the same number.
            velocities: float64 [N, 2] of the feet, picture heights a second.

        Returns:
            int64 [N].
        """
        self._forget(time_s)
        present = {int(number) for number in ids}
        subjects = np.zeros(len(ids), np.int64)
        for index, number in enumerate(map(int, ids)):
            life = self._lives.get(number)
            if life is None or self._usurped(life, present):
                life = self._born(time_s, aspect, boxes[index], int(categories[index]), present)
                self._lives[number] = life
                self._settle(life, number)
            _move(life, time_s, boxes[index], int(categories[index]), velocities[index])
            subjects[index] = life.subject
        return subjects

    @staticmethod
    def _usurped(life: _Life, present: set[int]) -> bool:
        """It was taken for another that is here too: two are two after all."""
        return life.heir is not None and life.heir in present

    def _settle(self, life: _Life, number: int) -> None:
        for other, old in self._lives.items():
            if other != number and old.subject == life.subject:
                old.heir = number

    def _born(self, time_s: float, aspect: float, box: F64, category: int, present: set[int]) -> _Life:
        foot, size = _foot(box), _size(box)
        heritage = None if _at_edge(box, aspect) else self._heritage(time_s, aspect, box, category, present)
        if heritage is None:
            subject, self._next = self._next, self._next + 1
            return _Life(subject, time_s, foot, box, size, category, np.zeros(2))
        return _Life(heritage.subject, time_s, foot, box, size, category, heritage.velocity)

    def _heritage(self, time_s: float, aspect: float, box: F64, category: int, present: set[int]) -> _Life | None:
        """The vanished life that a new box continues, if any: the nearest to its foretold place."""
        best, best_far = None, np.inf
        for number, life in self._lives.items():
            if number in present or life.heir is not None or not 0 < time_s - life.time_s <= HANDOVER_S:
                continue
            far = _distance(life, time_s, aspect, box, category)
            if far < best_far:
                best, best_far = life, far
        return best

    def _forget(self, time_s: float) -> None:
        gone = [number for number, life in self._lives.items() if time_s - life.time_s > FORGET_S]
        for number in gone:
            del self._lives[number]


def _distance(life: _Life, time_s: float, aspect: float, box: F64, category: int) -> float:
    """How far a new box is from where a vanished life should be, in sizes; infinite if it is somebody else."""
    ratio = _size(box) / max(life.size, 1e-9)
    if not 1 / HANDOVER_SIZE_RATIO <= ratio <= HANDOVER_SIZE_RATIO or _at_edge(life.box, aspect):
        return np.inf
    if category != life.category and _iou(box, life.box) < SAME_PLACE_IOU:
        return np.inf
    way = life.velocity * (time_s - life.time_s)
    off, went = (float(np.hypot(*each)) / max(life.size, 1e-9) for each in (_foot(box) - life.foot - way, way))
    return off if off <= HANDOVER_REACH + HANDOVER_DRIFT * went else np.inf


def _move(life: _Life, time_s: float, box: F64, category: int, velocity: F64) -> None:
    """Note where it is; the tracker's speed goes before our own, which is that of two pictures."""
    foot, span_s = _foot(box), time_s - life.time_s
    if velocity.any():
        life.velocity = velocity
    elif span_s >= _LEAST_SPAN_S:
        life.velocity = life.velocity * (1 - _SMOOTH) + (foot - life.foot) / span_s * _SMOOTH
    if span_s >= _LEAST_SPAN_S or span_s <= 0:
        life.time_s, life.foot, life.box, life.size = time_s, foot, box, _size(box)
    life.category = category


def _at_edge(box: F64, aspect: float) -> bool:
    return bool(box[0] <= EDGE or box[1] <= EDGE or box[2] >= aspect - EDGE or box[3] >= 1 - EDGE)


def _foot(box: F64) -> F64:
    return np.array([(box[0] + box[2]) / 2, box[3]])


def _size(box: F64) -> float:
    return float(np.sqrt(max((box[2] - box[0]) * (box[3] - box[1]), 0.0)))


def _iou(a: F64, b: F64) -> float:
    shared = float(np.prod(np.maximum(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0)))
    total = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) - shared
    return shared / total if total > 0 else 0.0
