"""New things that lie still, found without a model: different from what was learnt, and not moving."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules import constants as c
from ioc_desktop.vision.rules.geometry import F64

Grey = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(slots=True)
class StillThing:
    """A new thing that lies still.

    Attributes:
        number: never given twice.
        box: x1, y1, x2, y2 in 0–1 of the picture, float64 [4].
        since_s: since when it lies there.
        last_s: last seen.
    """

    number: int
    box: F64
    since_s: float
    last_s: float


class StaticForeground:
    """Two backgrounds of one stream, and for how long each pixel has been different and still."""

    def __init__(self) -> None:
        self._last = 0
        self.restart()

    def restart(self) -> None:
        self._fast: Grey | None = None
        self._slow: Grey = np.zeros((0, 0), np.float32)
        self._age: Grey = np.zeros((0, 0), np.float32)
        self._noise: Grey = np.zeros((0, 0), np.float32)
        self._begin_s = self._time_s = 0.0
        self._things: list[StillThing] = []

    def look(self, time_s: float, picture: NDArray[np.uint8], known: F64) -> list[StillThing]:
        """Still new things of one picture.

        Args:
            time_s: of the picture.
            picture: BGR uint8 [h, w, 3].
            known: boxes [N, 4] in 0–1 of objects that are accounted for (vehicles, people); nothing is found there.
        """
        grey = small_grey(picture, c.STILL_WIDTH_PX)
        if self._fast is None or self._fast.shape != grey.shape:
            self._begin(time_s, grey)
            return []
        span_s, self._time_s = time_s - self._time_s, time_s
        grey = grey - float(np.median(grey - self._slow))
        self._fast += (grey - self._fast) * _blend(span_s, c.STILL_FAST_S)
        limit = np.maximum(c.STILL_DIFFERENCE, c.STILL_NOISE_FACTOR * self._noise)
        different = np.abs(self._fast - self._slow) > limit
        moving = np.abs(grey - self._fast) > c.STILL_MOTION
        self._noise += (np.abs(grey - self._slow) * ~different - self._noise) * _blend(span_s, c.STILL_NOISE_S)
        self._learn(span_s, different)
        if different.mean() > c.STILL_SCENE_SHARE:
            self._begin(time_s, grey)
            return []
        self._age[different & ~moving] += span_s
        self._age[~different & ~moving] = 0
        self._age[_covered(known, grey.shape)] = 0
        return self._found(time_s)

    def _begin(self, time_s: float, grey: Grey) -> None:
        self._fast, self._slow = grey.copy(), grey.copy()
        self._age, self._noise = np.zeros_like(grey), np.zeros_like(grey)
        self._begin_s = self._time_s = time_s
        self._things = []

    def _learn(self, span_s: float, different: Mask) -> None:
        assert self._fast is not None
        learning = self._time_s - self._begin_s < c.STILL_LEARN_S
        same_s = c.STILL_FAST_S if learning else c.STILL_SLOW_S
        other_s = c.STILL_FAST_S if learning else c.STILL_STUBBORN_S
        share = np.where(different, _blend(span_s, other_s), _blend(span_s, same_s))
        self._slow += (self._fast - self._slow) * share.astype(np.float32)

    def _found(self, time_s: float) -> list[StillThing]:
        ripe = (self._age > 2 * c.STILL_FAST_S).astype(np.uint8)
        joined = cv2.morphologyEx(ripe, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        count, marks, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        found = []
        for number in range(1, count):
            part = np.asarray(marks == number)
            share = float(stats[number, cv2.CC_STAT_AREA]) / ripe.size
            solid = float(part.sum()) / float(stats[number, cv2.CC_STAT_WIDTH] * stats[number, cv2.CC_STAT_HEIGHT])
            is_thing = c.STILL_LEAST_AREA <= share <= c.STILL_MOST_AREA and solid >= c.STILL_SOLID
            if is_thing and self._is_new(part):
                found.append(self._thing(time_s, stats[number], float(self._age[part].max())))
        self._things = [thing for thing in self._things if time_s - thing.last_s <= c.HIDDEN_S]
        return found

    def _is_new(self, part: Mask) -> bool:
        """Something came, rather than left or only lies in another light.

        What came draws its outline in the picture and not in the background; a shadow leaves the texture under it.
        """
        assert self._fast is not None
        kernel = np.ones((3, 3), np.uint8)
        shape = part.astype(np.uint8)
        rim = np.asarray(cv2.dilate(shape, kernel) - cv2.erode(shape, kernel)) > 0
        now, before = _edges(self._fast), _edges(self._slow)
        if float(now[rim].sum()) < c.STILL_OUTLINE * float(before[rim].sum()):
            return False
        around = np.asarray(cv2.dilate(shape, kernel, iterations=2)) > 0
        # A background that has begun to learn the thing holds a faint copy of it.
        is_faint = float(before[around].sum()) < c.STILL_FAINT * float(now[around].sum())
        return is_faint or correlation(now[around], before[around]) < c.STILL_SAME_TEXTURE

    def _thing(self, time_s: float, stats: NDArray[np.int32], age_s: float) -> StillThing:
        rows, columns = self._age.shape
        x, y, width, height = (int(value) for value in stats[:4])
        box = np.array([x / columns, y / rows, (x + width) / columns, (y + height) / rows])
        for thing in self._things:
            low, high = np.maximum(thing.box[:2], box[:2]), np.minimum(thing.box[2:], box[2:])
            if (high > low).all():
                thing.box, thing.last_s = box, time_s
                return thing
        self._last += 1
        thing = StillThing(self._last, box, time_s - age_s, time_s)
        self._things.append(thing)
        return thing


def small_grey(picture: NDArray[np.uint8], width: int) -> Grey:
    """The picture in grey levels, float32, reduced to a width in px."""
    height = max(1, round(picture.shape[0] * width / picture.shape[1]))
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.float32)


def correlation(a: Grey, b: Grey) -> float:
    """Pearson's correlation of two equal arrays; 0 where one of them is flat."""
    x, y = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum()) / scale if scale > 1e-6 else 0.0


def _edges(grey: Grey) -> Grey:
    return np.asarray(np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)), np.float32)


def _covered(boxes: F64, shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.bool_)
    for x1, y1, x2, y2 in np.clip(boxes, 0, 1).tolist():
        rows, columns = (
            slice(int(y1 * shape[0]), int(y2 * shape[0]) + 1),
            slice(int(x1 * shape[1]), int(x2 * shape[1]) + 1),
        )
        mask[rows, columns] = True
    return mask


def _blend(span_s: float, memory_s: float) -> float:
    return 1 - float(np.exp(-max(span_s, 0.0) / memory_s))
