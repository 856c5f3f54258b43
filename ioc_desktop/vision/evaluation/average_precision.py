"""COCO average precision, so that a model's accuracy is measured and not believed.

Follows pycocotools for box detections: 101 recall points, ten overlaps, 100 detections a picture; crowd regions
are ignored rather than counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.labels import canonical

Floats = NDArray[np.float64]
OVERLAPS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
MOST_PER_PICTURE = 100


class Truth(NamedTuple):
    """One annotated object; ``box`` is x, y, w, h in px."""

    image: int
    category: str
    box: tuple[float, float, float, float]
    crowd: bool = False


class Found(NamedTuple):
    """One detection; ``box`` is x, y, w, h in px."""

    image: int
    category: str
    box: tuple[float, float, float, float]
    score: float


@dataclass(frozen=True, slots=True)
class Precision:
    """Average precision.

    Attributes:
        ap: mean over overlaps 0.50–0.95 and classes.
        ap50: at overlap 0.50.
        per_class: ``ap`` of every annotated class.
    """

    ap: float
    ap50: float
    per_class: dict[str, float]


def coco_truths(annotations: Mapping[str, Any]) -> list[Truth]:
    """Objects of a COCO annotation file already read from JSON; class names in our spelling."""
    names = {category["id"]: canonical(category["name"]) for category in annotations["categories"]}
    return [
        Truth(item["image_id"], names[item["category_id"]], tuple(item["bbox"]), bool(item.get("iscrowd")))
        for item in annotations["annotations"]
    ]


def average_precision(truths: Sequence[Truth], found: Sequence[Found]) -> Precision:
    """AP over the classes that are annotated at least once."""
    classes = sorted({truth.category for truth in truths if not truth.crowd})
    table = {
        name: _class_precision(
            [truth for truth in truths if truth.category == name], [item for item in found if item.category == name]
        )
        for name in classes
    }
    if not table:
        return Precision(0.0, 0.0, {})
    rows = np.stack(list(table.values()))
    return Precision(
        float(rows.mean()), float(rows[:, 0].mean()), {name: float(row.mean()) for name, row in table.items()}
    )


def _class_precision(truths: Sequence[Truth], found: Sequence[Found]) -> Floats:
    """AP at each overlap, float64 [10], of one class."""
    images = {truth.image for truth in truths} | {item.image for item in found}
    parts = [
        _match([t for t in truths if t.image == image], [f for f in found if f.image == image]) for image in images
    ]
    scores = np.concatenate([part[0] for part in parts])
    hits = np.concatenate([part[1] for part in parts], axis=1)
    ignored = np.concatenate([part[2] for part in parts], axis=1)
    order = np.argsort(-scores, kind="stable")
    positives = sum(not truth.crowd for truth in truths)
    return np.array(
        [_area(hits[k, order], ignored[k, order], positives) for k in range(len(OVERLAPS))], dtype=np.float64
    )


def _match(truths: Sequence[Truth], found: Sequence[Found]) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Scores [D] of one picture's detections, and per overlap [10, D] whether each hit or is to be ignored."""
    found = sorted(found, key=lambda item: -item.score)[:MOST_PER_PICTURE]
    truths = sorted(truths, key=lambda truth: truth.crowd)
    hits = np.zeros((len(OVERLAPS), len(found)), bool)
    ignored = np.zeros_like(hits)
    overlaps = _overlaps(found, truths)
    for k, least in enumerate(OVERLAPS):
        taken: set[int] = set()
        for position in range(len(found)):
            best = _best_truth(overlaps[position], truths, taken, float(least))
            if best is None:
                continue
            hits[k, position] = not truths[best].crowd
            ignored[k, position] = truths[best].crowd
            if not truths[best].crowd:
                taken.add(best)
    return np.array([item.score for item in found], np.float64), hits, ignored


def _best_truth(overlaps: Floats, truths: Sequence[Truth], taken: set[int], least: float) -> int | None:
    """The free object with the highest sufficient overlap; crowds only when no object fits."""
    best, highest = None, least
    for position, truth in enumerate(truths):
        if truth.crowd and best is not None:
            break
        if position not in taken and overlaps[position] >= highest:
            best, highest = position, float(overlaps[position])
    return best


def _overlaps(found: Sequence[Found], truths: Sequence[Truth]) -> Floats:
    """Intersection over union [D, T]; over the detection's own area where the object is a crowd."""
    a = np.array([item.box for item in found], np.float64).reshape(-1, 1, 4)
    b = np.array([truth.box for truth in truths], np.float64).reshape(1, -1, 4)
    low = np.maximum(a[..., :2], b[..., :2])
    high = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    shared = np.maximum(high - low, 0).prod(axis=-1)
    area, other = a[..., 2:].prod(axis=-1), b[..., 2:].prod(axis=-1)
    crowd = np.array([truth.crowd for truth in truths], bool)
    result: Floats = shared / np.maximum(np.where(crowd, area, area + other - shared), 1e-9)
    return result


def _area(hits: NDArray[np.bool_], ignored: NDArray[np.bool_], positives: int) -> float:
    """Mean precision at the 101 recall points."""
    counted = hits[~ignored]
    if positives == 0 or not len(counted):
        return 0.0
    right = np.cumsum(counted)
    recall = right / positives
    precision = right / np.arange(1, len(counted) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(recall, RECALLS, side="left")
    return float(np.where(at < len(envelope), envelope[np.minimum(at, len(envelope) - 1)], 0).mean())
