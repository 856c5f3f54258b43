"""New things that lie still, found without a model: different from what was learnt, and not moving."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules import constants as c
from ioc_desktop.vision.rules.geometry import F64

Grey = NDArray[np.float32]
Colour = NDArray[np.float32]
Mask = NDArray[np.bool_]

# Pictures of the first seconds whose median is the background.
_SAMPLES = 11


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
        self._fast: Colour | None = None
        self._slow: Colour = np.zeros((0, 0, 3), np.float32)
        self._age: Grey = np.zeros((0, 0), np.float32)
        self._noise: Grey = np.zeros((0, 0), np.float32)
        self._begin_s = self._time_s = 0.0
        self._samples: list[Colour] | None = None
        self._things: list[StillThing] = []

    def look(self, time_s: float, picture: NDArray[np.uint8], known: F64) -> list[StillThing]:
        """Still new things of one picture.

        Args:
            time_s: of the picture.
            picture: BGR uint8 [h, w, 3].
            known: boxes [N, 4] in 0–1 of objects that are accounted for (vehicles, people); nothing is found there.
        """
        now = small(picture, c.STILL_WIDTH_PX)
        if self._fast is None or self._fast.shape != now.shape:
            self._begin(time_s, now)
            return []
        span_s, self._time_s = time_s - self._time_s, time_s
        now = now - np.median(now - self._slow, axis=(0, 1)).astype(np.float32)
        self._fast += (now - self._fast) * _blend(span_s, c.STILL_FAST_S)
        limit = np.maximum(c.STILL_DIFFERENCE, c.STILL_NOISE_FACTOR * self._noise)
        different = _apart(self._fast, self._slow) > limit
        moving = _apart(now, self._fast) > c.STILL_MOTION
        self._noise += (_apart(now, self._slow) * ~different - self._noise) * _blend(span_s, c.STILL_NOISE_S)
        self._learn(span_s, different)
        if different.mean() > c.STILL_SCENE_SHARE:
            self._begin(time_s, now)
            return []
        self._age[different & ~moving] += span_s
        self._age[~different & ~moving] = 0
        self._age[_covered(known, self._age.shape)] = 0
        return self._found(time_s)

    def _begin(self, time_s: float, now: Colour) -> None:
        self._fast, self._slow = now.copy(), now.copy()
        self._age, self._noise = np.zeros(now.shape[:2], np.float32), np.zeros(now.shape[:2], np.float32)
        self._begin_s = self._time_s = time_s
        self._things, self._samples = [], [now.copy()]

    def _learn(self, span_s: float, different: Mask) -> None:
        """First the median of the first seconds, in which traffic passes; then slowly, slowest where it differs."""
        assert self._fast is not None
        if self._samples is not None:
            if self._time_s - self._begin_s >= c.STILL_LEARN_S * len(self._samples) / _SAMPLES:
                self._samples.append(self._fast.copy())
                self._slow = np.asarray(np.median(self._samples, axis=0), np.float32)
            self._samples = None if len(self._samples) > _SAMPLES else self._samples
            return
        share = np.where(different, _blend(span_s, c.STILL_STUBBORN_S), _blend(span_s, c.STILL_SLOW_S))
        self._slow += (self._fast - self._slow) * share.astype(np.float32)[..., None]

    def _found(self, time_s: float) -> list[StillThing]:
        assert self._fast is not None
        ripe = (self._age > 2 * c.STILL_FAST_S).astype(np.uint8)
        joined = cv2.morphologyEx(ripe, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        count, marks, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        if count < 2:
            return []
        edges = _edges(self._fast), _edges(self._slow)
        found = []
        for number in range(1, count):
            part = np.asarray(marks == number)
            share = float(stats[number, cv2.CC_STAT_AREA]) / ripe.size
            solid = float(part.sum()) / float(stats[number, cv2.CC_STAT_WIDTH] * stats[number, cv2.CC_STAT_HEIGHT])
            is_thing = c.STILL_LEAST_AREA <= share <= c.STILL_MOST_AREA and solid >= c.STILL_SOLID
            age_s = float(self._age[part].max())
            if is_thing and _is_new(part, *edges):
                found.append(self._thing(time_s, stats[number], age_s))
            elif age_s > c.STILL_HEAL_S:
                # What left, and light that changed, is the background from now on.
                self._slow[part], self._age[part] = self._fast[part], 0
        self._things = [thing for thing in self._things if time_s - thing.last_s <= c.HIDDEN_S]
        return found

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


def _is_new(part: Mask, now: Grey, before: Grey) -> bool:
    """Something came, rather than left or only lies in another light.

    What came draws its outline in the picture and not in the background; a shadow leaves the texture under it.

    Args:
        part: bool [h, w], where the picture differs.
        now: edges of the picture, float32 [h, w].
        before: edges of the background.
    """
    kernel = np.ones((3, 3), np.uint8)
    shape = part.astype(np.uint8)
    rim = np.asarray(cv2.dilate(shape, kernel) - cv2.erode(shape, kernel)) > 0
    if float(now[rim].sum()) < c.STILL_OUTLINE * float(before[rim].sum()):
        return False
    around = np.asarray(cv2.dilate(shape, kernel, iterations=2)) > 0
    # A background that has begun to learn the thing holds a faint copy of it.
    is_faint = float(before[around].sum()) < c.STILL_FAINT * float(now[around].sum())
    return is_faint or correlation(now[around], before[around]) < c.STILL_SAME_TEXTURE


def small(picture: NDArray[np.uint8], width: int) -> Colour:
    """The picture in BGR levels 0–255, float32 [h, w, 3], reduced to a width in px."""
    height = max(1, round(picture.shape[0] * width / picture.shape[1]))
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def _apart(a: Colour, b: Colour) -> Grey:
    """How far two pictures are apart in their most different channel; float32 [h, w]."""
    return np.asarray(np.abs(a - b).max(axis=2), np.float32)


def correlation(a: Grey, b: Grey) -> float:
    """Pearson's correlation of two equal arrays; 0 where one of them is flat."""
    x, y = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum()) / scale if scale > 1e-6 else 0.0


def _edges(picture: Colour) -> Grey:
    """Strength of edges in the channel that shows them best; float32 [h, w]."""
    across, down = cv2.Sobel(picture, cv2.CV_32F, 1, 0), cv2.Sobel(picture, cv2.CV_32F, 0, 1)
    return np.asarray(np.hypot(across, down).max(axis=2), np.float32)


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
