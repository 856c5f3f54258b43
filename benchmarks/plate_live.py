"""Plates of vehicles that drive through a gate, read live: decoder, model, tracker and reader as in the program.

The clip is the demo's view of a gate in its own size, played at its own pace from the file. A vehicle counts once it
stood uncovered and whole in the picture, so near that a line of its plate is 11 px high.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
from report import Figure

from ioc_desktop.demo.render import clip_of, render_clip
from ioc_desktop.demo.scenes import truth
from ioc_desktop.demo.scenes.gate import GATE_CAMERA
from ioc_desktop.kernel.plates.formats import normalise
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.types import StreamSpec
from ioc_desktop.vision.engine import VisionEngine
from ioc_desktop.vision.feed import Wish
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.plates.engine import PlateEngine
from ioc_desktop.vision.plates.orders import ReadPlate
from ioc_desktop.vision.rules.model import Rule, RuleKind

_NEAR_M = {"motorcycle": (11.0, 18.0)}
_USUAL_NEAR_M = (11.0, 24.0)
"""y in which a line of a plate is 11 px high and more."""
_FPS = 10.0
STREAM = f"{GATE_CAMERA.code}/main"


def live_figures(folder: Path, pack: ModelPack) -> list[Figure]:
    """One pass of the clip."""
    clip = clip_of(GATE_CAMERA, folder)
    if not clip.is_ready:
        clip = render_clip(GATE_CAMERA, folder)
    known = truth.load(clip.truth)
    wanted = legible(known)
    reads, cpu_s, wall_s = _play(clip.main, pack, known.frames[-1].time_s)
    said = {read.text for read in reads}
    everyone = {normalise(each.plate) for frame in known.frames for each in frame.objects if each.plate}
    right = [text for text in wanted if text in said]
    missed = [text for text in wanted if text not in said]
    false = [read for read in reads if read.text not in everyone]
    signs = [max(_alike(text, other) for other in said) if said else 0.0 for text in wanted]
    waits = [read.waited_s for read in reads] or [float("nan")]
    print(f"  {len(wanted)} vehicles, {len(reads)} reads; missed {missed}; not of this clip {[r.text for r in false]}")
    what = f"{len(wanted)} vehicles of the gate, {wall_s:.0f} s, {pack.name}"
    return [
        Figure("live_whole", len(right) / max(1, len(wanted)), "share", what, 0.9, at_most=False),
        Figure("live_characters", float(np.mean(signs)), "share", what, 0.93, at_most=False),
        Figure("live_false", len(false) / max(1, len(reads)), "share", what, 0.1),
        Figure("live_wait_p50_s", float(np.median(waits)), "s", "from gone or sure to told", 2.0),
        Figure("live_wait_max_s", float(np.max(waits)), "s", "from gone or sure to told", 6.0),
        Figure("live_cpu", cpu_s / wall_s, "cores", "the reading process over the pass", 1.0),
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


def _play(clip: Path, pack: ModelPack, length_s: float) -> tuple[list[ReadPlate], float, float]:
    video, vision = VideoEngine(workers=1), VisionEngine(pack=pack, slots=4)
    plates = PlateEngine(video, vision)
    reads: list[ReadPlate] = []
    plates.read.connect(reads.append)
    video.start()
    vision.start()
    feed = vision.feed_from(video)
    rule = Rule(id="gate", kind=RuleKind.PLATE_READ)
    try:
        plates.want({STREAM: (rule,)})
        while not (vision.is_running and plates.is_running):
            feed.poll("bench")
            plates.poll()
            time.sleep(0.02)
        before_s, start_s = _cpu_s(plates.worker_pids()), time.monotonic()
        video.watch([StreamSpec(STREAM, str(clip))])
        feed.want("bench", {STREAM: Wish(_FPS, is_armed=True)})
        while time.monotonic() < start_s + length_s + 7.0:
            video.poll()
            feed.poll("bench")
            plates.poll()
            time.sleep(0.02)
        return reads, _cpu_s(plates.worker_pids()) - before_s, time.monotonic() - start_s
    finally:
        plates.stop()
        vision.stop()
        video.stop()


def _cpu_s(pids: list[int]) -> float:
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _alike(text: str, other: str) -> float:
    same = sum(a == b for a, b in zip(text, other, strict=False))
    return same / max(len(text), len(other))
