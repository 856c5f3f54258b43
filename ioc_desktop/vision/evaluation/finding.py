"""What a model finds in pictures, in the terms of the measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Found
from ioc_desktop.vision.labels import canonical

LEAST_SCORE = 0.01
"""COCO's measure integrates over all scores; below this a detection is noise that changes no digit."""


def found_in(detector: Detector, pictures: Iterable[tuple[int, Picture]]) -> Iterator[Found]:
    """Everything that the model finds in numbered pictures, boxes in px."""
    classes = [canonical(name) for name in detector.pack.classes]
    for number, picture in pictures:
        seen = detector.detect(picture, least=LEAST_SCORE)
        boxes = seen.xywh_px(picture.shape[1], picture.shape[0]).tolist()
        for box, kind, score in zip(boxes, seen.classes.tolist(), seen.scores.tolist(), strict=True):
            yield Found(number, classes[kind], (box[0], box[1], box[2], box[3]), float(score))
