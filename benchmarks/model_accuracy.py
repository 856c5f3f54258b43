"""Average precision of the starter model and of YOLOX-Nano: on street photographs, and on frames of the trial clips."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from report import ROOT, Figure
from trial_scores import CLIPS, trial_cameras

from ioc_desktop.demo.render import clip_of, render_clip
from ioc_desktop.demo.scenes import truth
from ioc_desktop.demo.scenes.truth import ClipTruth
from ioc_desktop.video.files import iter_frames
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Precision, Truth, average_precision, coco_truths
from ioc_desktop.vision.evaluation.finding import found_in
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions

SHARED = Path(os.environ.get("IOC_SHARED", ROOT.parent / "shared"))
STREET = SHARED / "media" / "images" / "street-annotated"
OTHER = SHARED / "models" / "yolox_nano_416.onnx"
CLASSES = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
"""Of the starter: both models are measured on these."""
_EVERY = 75
"""Frames of a clip from one that is measured to the next: five seconds, in which most of a street has changed."""
# As in the training's labels: what is more hidden or smaller is neither right nor wrong.
_LEAST_VISIBLE, _LEAST_HEIGHT_PX = 0.35, 7.5
_LEAST_AP = {"street": (0.10, 0.16), "trial": (0.21, 0.39)}
"""AP and AP50 of the starter as shipped, rounded down: less is a step back."""

Numbered = tuple[int, Picture]


def precision_figures(model: str, seeds: int) -> list[Figure]:
    """AP and AP50 of the model, with the other's beside them; what is not on this machine is left out."""
    registry = ModelRegistry(CLIPS, [ROOT / "models"])
    names = [model, *([str(OTHER)] if OTHER.exists() else [])]
    detectors = [Detector(registry.find(name), SessionOptions(2)) for name in names]
    figures = []
    for title, pictures, truths in _groups(seeds):
        reached = [_precision(detector, pictures, truths) for detector in detectors]
        figures += _figures(title, len(pictures), reached)
    return figures


def _groups(seeds: int) -> Iterator[tuple[str, Sequence[Numbered], list[Truth]]]:
    if STREET.exists():
        yield "street", *_street()
    yield "trial", *_trial(seeds)


def _precision(detector: Detector, pictures: Sequence[Numbered], truths: Sequence[Truth]) -> Precision:
    found = [each for each in found_in(detector, pictures) if each.category in CLASSES]
    reached = average_precision(truths, found)
    classes = "  ".join(f"{name} {value:.3f}" for name, value in reached.per_class.items())
    print(f"  {detector.pack.name:<18} AP {reached.ap:.3f}  AP50 {reached.ap50:.3f}  {classes}", flush=True)
    return reached


def _figures(title: str, count: int, reached: Sequence[Precision]) -> list[Figure]:
    other = f", YOLOX-Nano {reached[1].ap:.3f}, AP50 {reached[1].ap50:.3f}" if len(reached) > 1 else ""
    what = f"{count} {title} pictures{other}"
    return [
        Figure(name, value, "AP", what, target, at_most=False)
        for name, value, target in zip(
            (f"ap_{title}", f"ap50_{title}"), (reached[0].ap, reached[0].ap50), _LEAST_AP[title], strict=True
        )
    ]


def _street() -> tuple[list[Numbered], list[Truth]]:
    marked = json.loads((STREET / "annotations.json").read_text("utf-8"))
    pictures = [
        (item["id"], np.asarray(cv2.imread(str(STREET / item["file_name"])), np.uint8)) for item in marked["images"]
    ]
    print(f"\n  {len(pictures)} annotated street photographs")
    return pictures, [each for each in coco_truths(marked) if each.category in CLASSES]


def _trial(seeds: int) -> tuple[list[Numbered], list[Truth]]:
    pictures: list[Numbered] = []
    truths: list[Truth] = []
    for camera in trial_cameras(seeds):
        clip = clip_of(camera, CLIPS)
        known = truth.load((clip if clip.is_ready else render_clip(camera, CLIPS)).truth)
        for number, _time_s, picture in iter_frames(clip.sub, _EVERY):
            pictures.append((len(pictures), picture))
            truths += _marked(len(pictures) - 1, known, number, picture)
    print(f"\n  {len(pictures)} frames of trial clips, {sum(not each.crowd for each in truths)} objects")
    return pictures, truths


def _marked(image: int, known: ClipTruth, number: int, picture: Picture) -> Iterator[Truth]:
    height, width = picture.shape[:2]
    for each in known.frames[number].objects:
        x1, y1, x2, y2 = each.box[0] * width, each.box[1] * height, each.box[2] * width, each.box[3] * height
        is_clear = each.visibility >= _LEAST_VISIBLE and y2 - y1 >= _LEAST_HEIGHT_PX
        if each.visibility > 0.05 and x2 > x1 and y2 > y1:
            yield Truth(image, each.kind, (x1, y1, x2 - x1, y2 - y1), not is_clear)
