"""Plates of vehicles that drive through a gate: the program's model, tracker and reader over the demo's view of one.

The reader has a core of its own and loses pictures while it reads, as in the program, but by a clock of its own CPU
time: what else runs on this machine does not change the figures. A vehicle counts once it stood uncovered and whole in
the picture, so near that a line of its plate is 11 px high.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import av
import numpy as np
from report import Figure

from ioc_desktop.core.clock import Clock
from ioc_desktop.demo.render import clip_of, render_clip
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


def live_figures(folder: Path, pack: ModelPack) -> list[Figure]:
    """One pass of the clip."""
    clip = clip_of(GATE_CAMERA, folder)
    if not clip.is_ready:
        clip = render_clip(GATE_CAMERA, folder)
    known = truth.load(clip.truth)
    wanted = legible(known)
    reads, cpu_s, length_s = _drive(clip.main, pack)
    gone_s = {normalise(each.plate): frame.time_s for frame in known.frames for each in frame.objects}
    said = {read.text for _, read in reads}
    everyone = {normalise(each.plate) for frame in known.frames for each in frame.objects if each.plate}
    right = [text for text in wanted if text in said]
    missed = [text for text in wanted if text not in said]
    false = [read.text for _, read in reads if read.text not in everyone]
    signs = [max((_alike(text, other) for other in said), default=0.0) for text in wanted]
    late = [told_s - gone_s[read.text] for told_s, read in reads if read.text in gone_s]
    print(f"  {len(wanted)} vehicles, {len(reads)} reads; missed {missed}; not of this clip {false}")
    what = f"{len(wanted)} vehicles in {length_s:.0f} s of a gate, {pack.name}"
    return [
        Figure("live_whole", len(right) / max(1, len(wanted)), "share", what, 0.9, at_most=False),
        Figure("live_characters", float(np.mean(signs)), "share", what, 0.93, at_most=False),
        Figure("live_false", len(false) / max(1, len(reads)), "share", "reads of plates that were not there", 0.05),
        Figure("live_late_max_s", max(late, default=0.0), "s", "told after the vehicle left the picture", 2.0),
        Figure("live_cpu", cpu_s / length_s, "cores", "CPU of reading over the length of the clip", 0.5),
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
    loop = PlateLoop(results, ring, spotter.look, lambda read: reads.append((clock.monotonic(), read)), clock)
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
