"""What it saves that still pictures pass by the model, and what it costs: demo cameras with and without traffic.

Streets are emptied of all that moves (what stands there stays, the clock in the picture ticks), drawn for 20 seconds,
coded as their cameras code them and looked at five times a second with and without the gate. Tracks must be the same.
The same on a street with its traffic, where the gate only costs.

Usage: ``python benchmarks/bench_gating.py [--model NAME]``
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import cv2
from report import Figure, publish
from scene_tracks import UNSURE_SHARE, thinned

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera  # noqa: E402  (the tree is not installed)
from ioc_desktop.demo.encode import SUB_HEIGHT, SUB_WIDTH, ClipWriter, shrunk  # noqa: E402
from ioc_desktop.demo.scenes.scene import FPS, Scene  # noqa: E402
from ioc_desktop.demo.scenes.traffic import Traffic  # noqa: E402
from ioc_desktop.vision.detector import Detector  # noqa: E402
from ioc_desktop.vision.gating import Gate  # noqa: E402
from ioc_desktop.vision.packing import fit_picture  # noqa: E402
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402
from ioc_desktop.vision.session import SessionOptions  # noqa: E402
from ioc_desktop.vision.tracking.tracker import Tracker  # noqa: E402

SECONDS, RATE, MAX_KBIT_S = 20, 5.0, 1000
# A night, a wet dusk, a lake at dusk, a highway, an avenue at dusk.
QUIET = ("nguyen-hue", "ly-thuong-kiet", "ho-trung-chi", "ql9-km-4", "hung-vuong-1")
BUSY = "ql9-km-4"


@dataclass
class Outcome:
    """Of one clip."""

    pictures: int = 0
    skipped: int = 0
    tracked: list[int] = field(default_factory=lambda: [0, 0])
    gate_ms: list[float] = field(default_factory=list)
    model_ms: list[float] = field(default_factory=list)


def draw(camera: DemoCamera, path: Path, *, is_empty: bool) -> Path:
    scene = Scene(camera)
    if is_empty:
        stage = scene.stage
        scene.traffic = Traffic([], [], stage.standing, loop_s=camera.loop_s, signals=stage.signals, seed=camera.seed)
    writer = ClipWriter(path, SUB_WIDTH, SUB_HEIGHT, FPS, MAX_KBIT_S)
    for number in range(SECONDS * FPS):
        writer.add(shrunk(scene.frame(number)[0]))
    writer.close()
    return path


def watch(clip: Path, detector: Detector) -> Outcome:
    """Both ways at once: the model looks at every picture, and the gate says which of its answers would be repeated."""
    sure, outcome = detector.pack.confidence, Outcome()
    gate = Gate(sure)
    plain, gated = (Tracker(detector.pack.classes, RATE, sure=sure) for _ in range(2))
    for _, time_s, picture in thinned(clip, RATE):
        size = (picture.shape[1], picture.shape[0])
        fitted = fit_picture(picture, detector.geometry)
        begun_s = time.perf_counter()
        found = detector.look([fitted], [size], least=UNSURE_SHARE * sure)[0]
        looked_s = time.perf_counter()
        answer = gate.repeated(fitted, size, time_s)
        if answer is None:
            gate.looked(found, time_s)
        outcome.gate_ms.append(1000 * (time.perf_counter() - looked_s))
        outcome.model_ms.append(1000 * (looked_s - begun_s))
        outcome.pictures += 1
        outcome.skipped += answer is not None
        for way, (tracker, seen) in enumerate(((plain, found), (gated, found if answer is None else answer))):
            outcome.tracked[way] += len(tracker.step(seen, time_s, size[0] / size[1]))
    return outcome


def measure(detector: Detector) -> list[Figure]:
    cameras = {camera.code: camera for camera in DEMO_CAMERAS}
    with tempfile.TemporaryDirectory() as folder:
        quiet = {code: watch(draw(cameras[code], Path(folder) / "a.mp4", is_empty=True), detector) for code in QUIET}
        busy = watch(draw(cameras[BUSY], Path(folder) / "b.mp4", is_empty=False), detector)
    for code, outcome in (*quiet.items(), (f"{BUSY} with traffic", busy)):
        print(
            f"  {code:<24} {outcome.skipped / outcome.pictures:5.0%} passed by the model, "
            f"tracked {outcome.tracked[0]} / {outcome.tracked[1]} with the gate"
        )
    parts = list(quiet.values())
    share = sum(part.skipped for part in parts) / sum(part.pictures for part in parts)
    apart = max(abs(part.tracked[0] - part.tracked[1]) / max(1, part.tracked[0]) for part in [*parts, busy])
    cost = statistics.median(busy.gate_ms) / statistics.median(busy.model_ms)
    model = f"{detector.pack.name} in every picture"
    return [
        Figure("quiet_skipped_share", share, "ratio", model, 0.6, at_most=False),
        Figure("tracked_apart", apart, "ratio", model, 0.01),
        Figure("busy_cost_share", cost, "ratio", model, 0.03),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="starter-traffic")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    pack = ModelRegistry(ROOT / "build" / "none", [ROOT / "models"]).find(asked.model)
    publish("gating", measure(Detector(pack, SessionOptions(1))))


if __name__ == "__main__":
    main()
