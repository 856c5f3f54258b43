"""Real models on real pictures: what they find is compared with what people marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import pytest

from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Found, Precision, average_precision, coco_truths
from ioc_desktop.vision.registry import pack_for_file
from ioc_desktop.vision.session import SessionOptions

if TYPE_CHECKING:
    from tests.integration.vision.conftest import Finder

LEAST = 0.01


def precision(detector: Detector, media: Finder) -> Precision:
    """Average precision on the 22 annotated street pictures."""
    folder = media("images/street-annotated")
    annotations = json.loads((folder / "annotations.json").read_text("utf-8"))
    found: list[Found] = []
    for image in annotations["images"]:
        picture = cv2.imread(str(folder / image["file_name"]))
        seen = detector.detect(picture, least=LEAST)
        boxes = seen.xywh_px(picture.shape[1], picture.shape[0]).tolist()
        found += [
            Found(image["id"], detector.pack.classes[kind], tuple(box), float(score))
            for box, kind, score in zip(boxes, seen.classes, seen.scores, strict=True)
        ]
    return average_precision(coco_truths(annotations), found)


def load(path: str, model_file: Finder) -> Detector:
    detector = Detector(pack_for_file(model_file(path)), SessionOptions(threads=1))
    detector.warm_up()
    return detector


@pytest.mark.parametrize(
    ("model", "family", "ap", "ap50"),
    [
        # The same models reach .333/.508, .280/.437 and .195/.324 on 128 mixed pictures; these 22 are street scenes,
        # half of whose objects are smaller than 32×32 px.
        ("yolox_nano_416.onnx", "yolox", 0.27, 0.48),
        ("nanodet_m_320.onnx", "nanodet", 0.23, 0.41),
        ("fastestdet_352.onnx", "fastestdet", 0.105, 0.24),
    ],
)
def test_accuracy_on_street_pictures(
    *, model: str, family: str, ap: float, ap50: float, model_file: Finder, media: Finder
) -> None:
    detector = load(model, model_file)
    assert detector.pack.family == family
    reached = precision(detector, media)
    assert reached.ap >= ap
    assert reached.ap50 >= ap50


@pytest.mark.parametrize("model", ["yolox_nano_416.onnx", "nanodet_m_320.onnx", "fastestdet_352.onnx"])
def test_cars_of_the_junction_are_seen(model: str, model_file: Finder, media: Finder) -> None:
    """A row of parked cars is in view all the time."""
    detector = load(model, model_file)
    cars = [
        sum(detector.pack.classes[kind] == "car" for kind in detector.detect(picture).classes)
        for _, _, picture in iter_frames(media("video/ahmet_intersection_a.mp4"), 60)
    ]
    assert len(cars) >= 15
    assert sum(count >= 2 for count in cars) >= 0.8 * len(cars)


def test_people_at_the_table_are_seen(model_file: Finder, media: Finder) -> None:
    detector = load("yolox_nano_416.onnx", model_file)
    seen = [
        "person" in {detector.pack.classes[kind] for kind in detector.detect(picture).classes}
        for _, _, picture in iter_frames(media("video/intel_one-by-one-person.mp4"), 60)
    ]
    assert 0.2 * len(seen) <= sum(seen) <= len(seen)


def test_faces_of_a_group_are_found(model_file: Finder, media: Finder) -> None:
    detector = load("ultraface_slim_320.onnx", model_file)
    assert detector.pack.task == "face"
    picture = cv2.imread(str(media("images/faces") / "1.jpg"))
    assert len(detector.detect(picture)) >= 40


@pytest.mark.parametrize("name", ["1.jpg", "2.jpg", "test_img.jpg"])
def test_plates_are_found(name: str, model_file: Finder, media: Finder) -> None:
    detector = load("hyperlpr3_det_320.onnx", model_file)
    assert detector.pack.task == "plate"
    found = detector.detect(cv2.imread(str(media("images/plates-cn") / name)))
    assert len(found) >= 1
    assert found.scores.max() > 0.7
