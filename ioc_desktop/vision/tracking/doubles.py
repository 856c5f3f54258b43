"""One vehicle found twice: models call it a car and a lorry at once, or box a part of it, or its shadow, beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Detections, Floats
from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.tracking.riders import TWO_WHEELERS

# Classes that models mix up.
_WIDE = frozenset(("car", "van", "bus", "truck", "tricycle"))
# Two boxes that share so much, as intersection over union, are one vehicle: vehicles cannot stand in each other.
_SAME_IOU = 0.5
# A box that lies in another by this much of its own area, and is not much smaller, is a part of the same vehicle. Much
# smaller ones are a car before a bus.
_PART_OF = 0.8
_PART_SIZE = 0.35
# Two-wheelers stand too close to each other to be judged by how much their boxes share. But two that stand on the same
# spot are one, with and without its shadow: the narrower is over the wider by this much of its width, and their lower
# edges differ by less than this share of their height; the next in the queue is 0.25 further, the next beside 0.5 off.
_OVER = 0.75
_LEVEL = 0.15


def singles(seen: Detections, labels: Sequence[str]) -> Detections:
    """One picture's objects without the less sure of two boxes on the same vehicle."""
    kept = _kept(seen, _of(seen, labels, _WIDE), _twins) & _kept(seen, _of(seen, labels, TWO_WHEELERS), _shadowed)
    return seen if kept.all() else seen[kept]


def _of(seen: Detections, labels: Sequence[str], names: Collection[str]) -> NDArray[np.intp]:
    numbers = [number for number, name in enumerate(labels) if canonical(name) in names]
    return np.flatnonzero(np.isin(seen.classes, numbers))


def _kept(seen: Detections, chosen: NDArray[np.intp], same: Callable[[Floats], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Which objects stay when of two chosen ones that are the same the surer does; bool [N]."""
    kept = np.ones(len(seen), np.bool_)
    if len(chosen) < 2:
        return kept
    chosen = chosen[np.argsort(-seen.scores[chosen], kind="stable")]
    twins = same(seen.boxes[chosen])
    for place in range(len(chosen)):
        if kept[chosen[place]]:
            later = np.flatnonzero(twins[place])
            kept[chosen[later[later > place]]] = False
    return kept


def _shadowed(boxes: Floats) -> NDArray[np.bool_]:
    """Which pairs are one two-wheeler with and without its shadow; bool [N, N]."""
    left, top, right, bottom = boxes.T
    widths, heights = np.maximum(right - left, 1e-6), np.maximum(bottom - top, 1e-6)
    over = np.minimum(right[:, None], right[None]) - np.maximum(left[:, None], left[None])
    apart = np.abs(bottom[:, None] - bottom[None])
    narrower, lower = np.minimum(widths[:, None], widths[None]), np.minimum(heights[:, None], heights[None])
    return np.asarray((over >= _OVER * narrower) & (apart <= _LEVEL * lower), np.bool_)


def _twins(boxes: Floats) -> NDArray[np.bool_]:
    """Which pairs are one wide vehicle; bool [N, N]."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=2)
    areas = np.maximum(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1), 1e-12)
    a, b = areas[:, None], areas[None, :]
    smaller, larger = np.minimum(a, b), np.maximum(a, b)
    same = shared > _SAME_IOU * (a + b - shared)
    part = (shared > _PART_OF * smaller) & (smaller > _PART_SIZE * larger)
    return np.asarray(same | part, np.bool_)
