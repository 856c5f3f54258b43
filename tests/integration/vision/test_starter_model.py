"""The model that comes with the program: whole, used on a fresh machine, and able to see the demo's traffic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ioc_desktop import wiring
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.settings import Settings
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.scenes.scene import Scene
from ioc_desktop.demo.scenes.truth import TruthFrame, TruthObject
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Found, Truth, average_precision
from ioc_desktop.vision.pack import verify

WIDTH, HEIGHT = 640, 360
FRAMES = (5, 150, 290, 410, 555)
OBVIOUS, CAR_FLOOR = 0.9, 0.33
Seen = list[tuple[TruthFrame, Detections]]


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Detector:
    pack, problem = wiring.choose_pack(AppPaths(tmp_path_factory.mktemp("fresh")), Settings())
    assert pack is not None, problem
    return Detector(pack)


@pytest.fixture(scope="module")
def seen(detector: Detector) -> Seen:
    """Ten frames of a junction by day and of an avenue at dusk, seeds that training never had."""
    found: Seen = []
    for camera in (DEMO_CAMERAS[1], DEMO_CAMERAS[4]):
        scene = Scene(replace(camera, seed=camera.seed + 900_000), width=WIDTH, height=HEIGHT)
        for number in FRAMES:
            picture, truth = scene.frame(number)
            found.append((truth, detector.detect(picture.bgr, least=0.01)))
    return found


def test_a_fresh_machine_uses_it_and_its_file_is_whole(detector: Detector) -> None:
    pack = detector.pack
    assert pack.name == "starter-traffic"
    assert pack.sha256
    verify(pack)
    assert set(pack.classes) == {"person", "bicycle", "motorcycle", "car", "bus", "truck"}
    assert (pack.path.parent / "LICENSE").is_file()


def test_what_is_committed_stays_small(detector: Detector) -> None:
    assert sum(file.stat().st_size for file in detector.pack.path.parent.glob("*.onnx")) <= 8_000_000


def test_obvious_cars_are_found(detector: Detector, seen: Seen) -> None:
    """Cars in full view, wider than a twentieth of the picture, at the pack's own threshold."""
    hits = [
        _is_found(item, found[found.scores >= detector.pack.confidence], detector)
        for truth, found in seen
        for item in truth.objects
        if item.kind == "car" and item.visibility > 0.8 and item.box[2] - item.box[0] > 0.05 and _is_inside(item)
    ]
    assert len(hits) >= 10
    assert sum(hits) / len(hits) >= OBVIOUS


def test_precision_on_drawn_frames_keeps_its_floor(detector: Detector, seen: Seen) -> None:
    truths, found = [], []
    for image, (frame, detections) in enumerate(seen):
        truths += [
            Truth(image, item.kind, _px(item.box), crowd=item.visibility < 0.35 or _px(item.box)[3] < 7.5)
            for item in frame.objects
        ]
        found += [
            Found(image, detector.pack.classes[kind], _px(tuple(box)), float(score))
            for box, score, kind in zip(detections.boxes, detections.scores, detections.classes, strict=True)
        ]
    assert average_precision(truths, found).per_class["car"] >= CAR_FLOOR


def test_the_half_file_sees_what_the_whole_one_does(detector: Detector, seen: Seen) -> None:
    """Measured on 117 drawn pictures: AP 0.271 for 0.270; on a processor, which turns the numbers back."""
    half = detector.pack.half
    assert half is not None
    other = Detector(replace(detector.pack, path=half.path, sha256=half.sha256, half=None))
    scene = Scene(replace(DEMO_CAMERAS[1], seed=DEMO_CAMERAS[1].seed + 900_000), width=WIDTH, height=HEIGHT)
    for number, (_, whole) in zip(FRAMES, seen, strict=False):
        found = other.detect(scene.frame(number)[0].bgr, least=0.3)
        sure = whole[whole.scores >= 0.32]
        matched = [any(_overlap(tuple(box), tuple(twin)) > 0.9 for twin in found.boxes) for box in sure.boxes]
        assert sum(matched) >= 0.97 * len(matched)


def _px(box: tuple[float, ...]) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(v) for v in box)
    return x1 * WIDTH, y1 * HEIGHT, (x2 - x1) * WIDTH, (y2 - y1) * HEIGHT


def _is_inside(item: TruthObject) -> bool:
    return min(item.box[:2]) > 0.01 and max(item.box[2:]) < 0.99


def _is_found(item: TruthObject, found: Detections, detector: Detector) -> bool:
    """Whether a car's box overlaps this one by half."""
    return any(
        detector.pack.classes[kind] == "car" and _overlap(item.box, tuple(box)) >= 0.5
        for box, kind in zip(found.boxes, found.classes, strict=True)
    )


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(width, 0) * max(height, 0)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)
