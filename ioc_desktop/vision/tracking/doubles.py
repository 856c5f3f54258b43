"""One vehicle found twice: models call it a car and a lorry at once, or box a part of it beside the whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Detections, Floats
from ioc_desktop.vision.labels import canonical

# Classes that models mix up. Two-wheelers and people stand too close to each other to be judged by their boxes.
_WIDE = frozenset(("car", "van", "bus", "truck", "tricycle"))
# Two boxes that share so much, as intersection over union, are one vehicle: vehicles cannot stand in each other.
_SAME_IOU = 0.5
# A box that lies in another by this much of its own area, and is not much smaller, is a part of the same vehicle. Much
# smaller ones are a car before a bus.
_PART_OF = 0.8
_PART_SIZE = 0.35


def singles(seen: Detections, labels: Sequence[str]) -> Detections:
    """One picture's objects without the less sure of two boxes on the same wide vehicle."""
    wide = np.array([canonical(name) in _WIDE for name in labels], np.bool_)
    known = (seen.classes >= 0) & (seen.classes < len(wide))
    chosen = np.flatnonzero(known)[wide[seen.classes[known]]]
    if len(chosen) < 2:
        return seen
    chosen = chosen[np.argsort(-seen.scores[chosen], kind="stable")]
    twins = _twins(seen.boxes[chosen])
    kept = np.ones(len(seen), np.bool_)
    for place in range(len(chosen)):
        if kept[chosen[place]]:
            later = np.flatnonzero(twins[place])
            kept[chosen[later[later > place]]] = False
    return seen[kept]


def _twins(boxes: Floats) -> NDArray[np.bool_]:
    """Which pairs are one vehicle; bool [N, N]."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=2)
    areas = np.maximum(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1), 1e-12)
    a, b = areas[:, None], areas[None, :]
    smaller, larger = np.minimum(a, b), np.maximum(a, b)
    same = shared > _SAME_IOU * (a + b - shared)
    part = (shared > _PART_OF * smaller) & (smaller > _PART_SIZE * larger)
    return np.asarray(same | part, np.bool_)
