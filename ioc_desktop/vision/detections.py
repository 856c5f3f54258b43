"""What a model saw in one picture, as arrays: cheap to filter, to send and to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Index = NDArray[np.bool_] | NDArray[np.intp] | slice | Sequence[int]

# More candidates than this never survive suppression in a street scene; the cap bounds the worst case.
MAX_CANDIDATES = 1000
_KINDS = (np.dtype(np.float32), np.dtype(np.float32), np.dtype(np.int32))


@dataclass(frozen=True, eq=False, slots=True)
class Detections:
    """One picture's objects, a struct of arrays of equal length N.

    Attributes:
        boxes: float32 [N, 4], x1, y1, x2, y2 in 0–1 of the source picture.
        scores: float32 [N], confidence in 0–1.
        classes: int32 [N], index into the labels of the model that made them.
    """

    boxes: Floats
    scores: Floats
    classes: Ints

    def __post_init__(self) -> None:
        count = len(self.scores)
        if self.boxes.shape != (count, 4) or self.scores.shape != (count,) or self.classes.shape != (count,):
            message = f"shapes disagree: {self.boxes.shape}, {self.scores.shape}, {self.classes.shape}"
            raise ValueError(message)
        if any(array.dtype != kind for array, kind in zip(self._arrays(), _KINDS, strict=True)):
            message = f"wrong types: {self.boxes.dtype}, {self.scores.dtype}, {self.classes.dtype}"
            raise TypeError(message)

    def _arrays(self) -> tuple[Floats, Floats, Ints]:
        return self.boxes, self.scores, self.classes

    @classmethod
    def empty(cls) -> Self:
        return cls(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.scores)

    def __getitem__(self, index: Index) -> Self:
        """The objects chosen by a boolean mask, positions or a slice."""
        chosen = index if isinstance(index, slice) else np.asarray(index)
        if isinstance(chosen, np.ndarray) and chosen.size == 0 and chosen.dtype != np.bool_:
            chosen = chosen.astype(np.intp)
        return type(self)(self.boxes[chosen], self.scores[chosen], self.classes[chosen])

    def best(self, limit: int) -> Self:
        """At most ``limit`` objects, the surest first."""
        return self[np.argsort(-self.scores, kind="stable")[:limit]]

    def xywh_px(self, width: int, height: int) -> Floats:
        """Boxes as float32 [N, 4] x, y, w, h in pixels of a ``width`` × ``height`` picture."""
        scaled = self.boxes * np.array([width, height, width, height], np.float32)
        scaled[:, 2:] -= scaled[:, :2]
        return scaled


def iou_with(box: Floats, boxes: Floats) -> Floats:
    """Intersection over union of one box [4] with boxes [N, 4], both x1, y1, x2, y2; float32 [N]."""
    low = np.maximum(box[:2], boxes[:, :2])
    high = np.minimum(box[2:], boxes[:, 2:])
    shared = np.maximum(high - low, 0).prod(axis=1)
    area = (box[2] - box[0]) * (box[3] - box[1])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    union: Floats = np.maximum(area + areas - shared, 1e-9)
    ratio: Floats = shared / union
    return ratio


def suppress(boxes: Floats, scores: Floats, classes: Ints, iou: float) -> NDArray[np.intp]:
    """Greedy class-wise non-maximum suppression.

    Args:
        boxes: float32 [N, 4] x1, y1, x2, y2 in any unit.
        scores: float32 [N].
        classes: int [N]; boxes of different classes never suppress each other.
        iou: overlap above which the less sure box goes.

    Returns:
        Positions of the survivors, the surest first.
    """
    order = np.argsort(-scores, kind="stable")[:MAX_CANDIDATES]
    if len(order) < 2:
        return order
    # Shifting every class to its own island makes one pass serve all classes.
    span = float(np.abs(boxes[order]).max()) * 2 + 1
    islands = boxes + (classes.astype(np.float32) * span)[:, None]
    kept: list[np.intp] = []
    while len(order):
        first, order = order[0], order[1:]
        kept.append(first)
        order = order[iou_with(islands[first], islands[order]) <= iou]
    return np.array(kept, np.intp)
