"""A model that is never wrong: reads the number burnt into a picture and answers with the demo scene's ground truth.

It runs in the real vision process in place of a detector, so that what the benchmark of overlays measures is where
boxes are put, and not how well a model sees.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame, TruthObject, load
from ioc_desktop.video import frame_stamp
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.worker import Job

KINDS = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
CLIPS_VARIABLE = "IOC_OVERLAY_TRUTH"
PER_CLIP = 10_000
"""A stamp is the clip's place in the list times this, plus the frame's number."""
# What the starter model takes for one picture on one core.
THINKING_S = 0.04
_LEAST_VISIBLE = 0.3
_LEAST_HEIGHT = 0.03


@functools.cache
def truths() -> tuple[ClipTruth, ...]:
    """Of the clips that the benchmark shows, in its order."""
    return tuple(load(Path(path)) for path in os.environ[CLIPS_VARIABLE].split(os.pathsep))


@functools.lru_cache(maxsize=4096)
def users(clip: int, frame_no: int) -> dict[int, tuple[str, tuple[float, float, float, float]]]:
    """Road users of a frame: identity → kind and box; a rider is part of what is ridden, as for the tracker."""
    return _users(truths()[clip].frames[frame_no])


def _users(frame: TruthFrame) -> dict[int, tuple[str, tuple[float, float, float, float]]]:
    bikes = {(each.x_m, each.y_m): each for each in frame.objects if each.kind in {"bicycle", "motorcycle"}}
    riders: dict[int, list[TruthObject]] = {}
    alone = []
    for each in frame.objects:
        bike = bikes.get((each.x_m, each.y_m))
        if each.kind == "person" and bike is not None:
            riders.setdefault(bike.track_id, []).append(each)
        else:
            alone.append(each)
    found = {}
    for each in alone:
        boxes = np.array([each.box, *(rider.box for rider in riders.get(each.track_id, ()))])
        low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        if each.visibility >= _LEAST_VISIBLE and high[1] - low[1] >= _LEAST_HEIGHT:
            found[each.track_id] = (each.kind, (float(low[0]), float(low[1]), float(high[0]), float(high[1])))
    return found


def boxes_of(clip: int, frame_no: int) -> tuple[list[int], np.ndarray]:
    """Identities and boxes of a frame, float32 [N, 4]."""
    found = users(clip, frame_no)
    return list(found), np.array([box for _, box in found.values()], np.float32).reshape(-1, 4)


class TruthEye:
    """Looks like a model."""

    mode = "detector"
    provider = "CPU"
    batch = 4
    labels: Sequence[str] = KINDS
    sure = 0.5

    def __init__(self, geometry: FrameGeometry) -> None:
        self._geometry = geometry

    def look(self, frames: Sequence[Any]) -> list[Detections]:
        time.sleep(THINKING_S * len(frames))
        return [self._answer(frame) for _, frame in frames]

    def _answer(self, frame: Any) -> Detections:
        inner = self._geometry.place(frame.source_width, frame.source_height)
        shown = frame.picture[inner.y : inner.y + inner.height, inner.x : inner.x + inner.width]
        stamp = frame_stamp.read(shown)
        if stamp is None:
            return Detections.empty()
        found = users(*divmod(stamp, PER_CLIP))
        _, boxes = boxes_of(*divmod(stamp, PER_CLIP))
        kinds = np.array([KINDS.index(kind) for kind, _ in found.values()], np.int32)
        return Detections(boxes, np.full(len(boxes), 0.9, np.float32), kinds)


def main(pipe: Connection, job: Job) -> None:
    """Entry point of the vision process: the application's own loop with another eye."""
    from ioc_desktop.vision import looking  # noqa: PLC0415  (own process)

    looking._open = lambda _pipe, _job, geometry: TruthEye(geometry)
    sys.exit(looking.run(pipe, job))
