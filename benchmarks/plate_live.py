"""Plates of vehicles that drive through a gate: the program's model, tracker and reader over the demo's view of one.

The reader has a core of its own and loses pictures while it reads, as in the program, but by a clock of its own CPU
time: what else runs on this machine does not change the figures. A vehicle counts once it stood uncovered and whole in
the picture, so near that a line of its plate is 11 px high.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import av
import numpy as np
from report import Figure

from ioc_desktop.core.clock import Clock
from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.render import DemoClip, clip_of, render_clip
from ioc_desktop.demo.scenes import truth
from ioc_desktop.demo.scenes.gate import GATE_CAMERA
from ioc_desktop.kernel.plates.formats import normalise
from ioc_desktop.video.detail_ring import DetailRing
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.plates.loop import PlateLoop
from ioc_desktop.vision.plates.orders import PlateOrder, ReadPlate
from ioc_desktop.vision.plates.reader import PlateReader
from ioc_desktop.vision.plates.spotter import PlateSpotter
from ioc_desktop.vision.plates.vehicles import PATIENCE_S
from ioc_desktop.vision.results import AnalysisResult, ResultBox
from ioc_desktop.vision.rules.model import Rule, RuleKind
from ioc_desktop.vision.session import CPU, SessionOptions
from ioc_desktop.vision.tracking.tracker import Tracker

Told = tuple[float, ReadPlate]
"""When, on the clip's clock, and what."""

_IDLE_S = 0.02
_NEAR_M = {"motorcycle": (11.0, 18.0)}
_USUAL_NEAR_M = (11.0, 24.0)
"""y in which a line of a plate is 11 px high and more."""
_FPS = 10.0
GATES = (("day", 61), ("day", 62), ("dusk", 63), ("rain", 64))
"""Light or weather, and what drives through."""


def live_figures(folder: Path, pack: ModelPack) -> list[Figure]:
    """By day, at dusk and in rain, on clips that are drawn when they are missing."""
    by_day, others = _Tally(), _Tally()
    for condition, seed in GATES:
        camera = replace(GATE_CAMERA, code=f"{GATE_CAMERA.code}-{seed}", condition=condition, seed=seed)
        (by_day if condition == "day" else others).add(condition, _clip(camera, folder), pack)
    return [*by_day.figures("day", pack.name, 0.9), *others.figures("dusk_rain", pack.name, 0.85)]


def _clip(camera: DemoCamera, folder: Path) -> DemoClip:
    clip = clip_of(camera, folder)
    return clip if clip.is_ready else render_clip(camera, folder)


class _Tally:
    """What came of some clips."""

    def __init__(self) -> None:
        self._wanted, self._right, self._reads, self._false = 0, 0, 0, 0
        self._signs: list[float] = []
        self._late: list[float] = []
        self._cpu_s = self._length_s = 0.0

    def add(self, title: str, clip: DemoClip, pack: ModelPack) -> None:
        known = truth.load(clip.truth)
        wanted = legible(known)
        reads, cpu_s, length_s = _drive(clip.main, pack)
        gone_s = {normalise(each.plate): frame.time_s for frame in known.frames for each in frame.objects}
        said = {read.text for _, read in reads}
        false = [read.text for _, read in reads if read.text not in gone_s]
        missed = [text for text in wanted if text not in said]
        print(f"  {title:<10} {len(wanted)} vehicles, {len(reads)} reads; missed {missed}; not there {false}")
        self._wanted += len(wanted)
        self._right += len(wanted) - len(missed)
        self._reads += len(reads)
        self._false += len(false)
        self._signs += [max((_alike(text, other) for other in said), default=0.0) for text in wanted]
        self._late += [told_s - gone_s[read.text] for told_s, read in reads if read.text in gone_s]
        self._cpu_s += cpu_s
        self._length_s += length_s

    def figures(self, name: str, model: str, least: float) -> list[Figure]:
        what = f"{self._wanted} vehicles in {self._length_s:.0f} s of a gate, {model}"
        whole, false = self._right / max(1, self._wanted), self._false / max(1, self._reads)
        late_s, cpu = max(self._late, default=0.0), self._cpu_s / max(1.0, self._length_s)
        return [
            Figure(f"live_whole_{name}", whole, "share", what, least, at_most=False),
            Figure(f"live_characters_{name}", float(np.mean(self._signs)), "share", what, least, at_most=False),
            Figure(f"live_false_{name}", false, "share", "reads of plates that were not there", 0.05),
            Figure(f"live_late_max_s_{name}", late_s, "s", "told after the vehicle left the picture", 2.0),
            Figure(f"live_cpu_{name}", cpu, "cores", "CPU of reading over the length of the clips", 0.5),
        ]


def legible(known: truth.ClipTruth) -> list[str]:
    """Plates that could be read at some time, bare. Motorbikes have theirs at the rear only."""
    found: dict[str, None] = {}
    for frame in known.frames:
        for each in frame.objects:
            low, high = _NEAR_M.get(each.kind, _USUAL_NEAR_M)
            is_whole = min(each.box[:2]) > 0.01 and max(each.box[2:]) < 0.99
            if each.plate and low <= each.y_m <= high and each.visibility > 0.95 and is_whole:
                found[normalise(each.plate)] = None
    return list(found)


def _drive(clip: Path, pack: ModelPack) -> tuple[list[Told], float, float]:
    """Reads, CPU seconds of reading, and seconds of the clip."""
    detector, labels = Detector(pack, SessionOptions(1, (CPU,))), [label.name for label in pack.labels]
    tracker = Tracker(labels, _FPS, sure=pack.confidence)
    ring, results, reads = DetailRing.create(1), ResultBox.create(1), list[Told]()
    spotter, clock = PlateSpotter(PlateReader(options=SessionOptions(1, (CPU,)))), _ReadersClock()
    loop = PlateLoop([results], ring, spotter.look, lambda read: reads.append((clock.monotonic(), read)), clock)
    rule = Rule(id="gate", kind=RuleKind.PLATE_READ)
    loop.obey(PlateOrder(0, 0, "gate/main", "gate", (rule,), tuple(labels)))
    try:
        for number, frame in enumerate(_frames(clip)):
            now_s = frame.time or 0.0
            picture = frame.to_ndarray(format="bgr24")
            tracks = tracker.step(detector.detect(picture), now_s, frame.width / frame.height)
            ring.write(0, frame, number, now_s)
            result = AnalysisResult(number, now_s, Detections.empty(), 0.0, "detector", tracks)
            results.write(0, result, now_s, now_s)
            clock.run(loop, now_s, now_s + 1 / _FPS)
        length_s = now_s
        clock.run(loop, length_s, length_s + 2 * PATIENCE_S)
    finally:
        ring.close()
        results.close()
    return reads, clock.used_s, length_s


def _frames(clip: Path) -> Iterator[av.VideoFrame]:
    """Those that the model would get."""
    due_s = 0.0
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            if (frame.time or 0.0) >= due_s - 1e-3:
                due_s += 1 / _FPS
                yield frame


class _ReadersClock(Clock):
    """Time that passes as the reader uses up its core; other load on this machine does not count."""

    def __init__(self) -> None:
        self._now_s = self.used_s = 0.0

    def monotonic(self) -> float:
        return self._now_s

    def now(self) -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=self._now_s)

    def run(self, loop: PlateLoop, start_s: float, end_s: float) -> None:
        """Let the loop work until then; a reading that takes longer misses what comes meanwhile."""
        self._now_s = max(self._now_s, start_s)
        while self._now_s < end_s:
            begin_s = time.process_time()
            worked = loop.turn()
            spent_s = time.process_time() - begin_s
            self.used_s += spent_s
            self._now_s += spent_s if worked else max(spent_s, _IDLE_S)


def _alike(text: str, other: str) -> float:
    same = sum(a == b for a, b in zip(text, other, strict=False))
    return same / max(len(text), len(other))
