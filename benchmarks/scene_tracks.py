"""How right the tracker is on the demo's scenes: HOTA, MOTA and IDF1 against the truth that they were drawn from.

Truth has a rider and the two-wheeler apart, the tracker has them as one road user, so truth is joined: all parts of
one actor are one object with the box around them, of the vehicle's class. What is nearly hidden or too small to be seen
(the limits of the model's own training and card) is neither a miss nor, where it is found, wrong; identities go on
through it. Classes play no part in matching, as the tracker votes them.

Usage: ``python benchmarks/scene_tracks.py FOLDER [--model NAME] [--fps 5 10] [--only 01 09]``, where FOLDER holds clips
and truths as ``main.py demo-clips`` draws them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame, TruthObject, load  # noqa: E402  (not installed)
from ioc_desktop.video.files import iter_frames  # noqa: E402
from ioc_desktop.video.types import Picture  # noqa: E402
from ioc_desktop.vision.detections import Detections  # noqa: E402
from ioc_desktop.vision.detector import Detector  # noqa: E402
from ioc_desktop.vision.evaluation.sparing import spare  # noqa: E402
from ioc_desktop.vision.evaluation.tracking import (  # noqa: E402
    Frame,
    Objects,
    Tally,
    TrackingScores,
    add_up,
    tally,
)
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402
from ioc_desktop.vision.tracking.tracker import Tracker  # noqa: E402
from ioc_desktop.vision.tracks import Tracks  # noqa: E402

PARTS = 4
"""An actor's parts have the numbers from four times its own."""
LEAST_VISIBILITY = 0.35
LEAST_HEIGHT = 7.5 / 360
"""Share of the picture's height; as ``models/training/draw.py`` has it."""
ALL = "all"
# As the vision process: so unsure an object may keep a known one alive.
UNSURE_SHARE = 0.8

ClipTracks = Mapping[int, Tracks]
"""What the tracker said of a clip, by the frame's number from 0; frames that nobody looked at are not in it."""
Look = Callable[[int, Picture], Detections]


def tracking_table(truths: Sequence[ClipTruth], tracks: Sequence[ClipTracks]) -> dict[str, TrackingScores]:
    """Scores of every clip by its camera, and of all together under ``ALL``.

    Args:
        truths: of the clips.
        tracks: of the same clips in the same order. Only frames that are in here are judged, so clips looked at five
            times a second are judged five times a second. Foretold places (``seen`` False) do not count.
    """
    tallies = {f"{truth.camera}": tally(judged_frames(truth, said)) for truth, said in zip(truths, tracks, strict=True)}
    return {**{name: each.scores for name, each in tallies.items()}, ALL: _together(tallies)}


def _together(tallies: Mapping[str, Tally]) -> TrackingScores:
    return add_up(list(tallies.values())).scores


def judged_frames(truth: ClipTruth, said: ClipTracks) -> list[Frame]:
    """The frames that were looked at, without what is not to be judged."""
    size = (truth.width, truth.height)
    frames = []
    for frame in truth.frames:
        tracks = said.get(frame.frame_no)
        if tracks is None:
            continue
        users, clear = road_users(frame, *size)
        found = Objects(tracks.ids, _xywh(tracks.boxes.astype(np.float64), *size)).only(tracks.seen)
        frames.append(spare(users, found, counted=clear, spared=~clear, inside=True))
    return frames


def road_users(frame: TruthFrame, width: int, height: int) -> tuple[Objects, NDArray[np.bool_]]:
    """One object per actor, in px, and which of them are clear enough to be judged; bool [N]."""
    groups = [list(parts) for _, parts in groupby(sorted(frame.objects, key=lambda o: o.track_id), key=_actor)]
    boxes = np.array([_around(parts) for parts in groups], np.float64).reshape(-1, 4)
    ids = np.array([_actor(parts[0]) for parts in groups], np.int64)
    clear = np.array([_visibility(parts) >= LEAST_VISIBILITY for parts in groups], bool)
    clear &= boxes[:, 3] - boxes[:, 1] >= LEAST_HEIGHT
    return Objects(ids, _xywh(boxes, width, height)), clear


def _actor(item: TruthObject) -> int:
    return item.track_id // PARTS


def _around(parts: Sequence[TruthObject]) -> tuple[float, float, float, float]:
    left, top, right, bottom = zip(*(part.box for part in parts), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _visibility(parts: Sequence[TruthObject]) -> float:
    """Of all parts together, by the area of their boxes."""
    areas = [(part.box[2] - part.box[0]) * (part.box[3] - part.box[1]) for part in parts]
    return sum(part.visibility * area for part, area in zip(parts, areas, strict=True)) / max(sum(areas), 1e-12)


def _xywh(boxes: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """From x1, y1, x2, y2 in 0–1 to left, top, width, height in px."""
    scaled = boxes * np.array([width, height, width, height], np.float64)
    return np.concatenate((scaled[:, :2], scaled[:, 2:] - scaled[:, :2]), axis=1)


def track_clip(clip: Path, look: Look, labels: Sequence[str], fps: float, sure: float) -> dict[int, Tracks]:
    """Follow a clip's road users at ``fps`` pictures a second, as the vision process does."""
    tracker = Tracker(labels, fps, sure=sure)
    said: dict[int, Tracks] = {}
    for number, time_s, picture in thinned(clip, fps):
        height, width = picture.shape[:2]
        said[number] = tracker.step(look(number, picture), time_s, width / height)
    return said


def thinned(clip: Path, fps: float) -> Iterator[tuple[int, float, Picture]]:
    """Number, time in s and picture of so many frames a second of a clip."""
    due_s = 0.0
    for number, time_s, picture in iter_frames(clip):
        if time_s >= due_s - 1e-3:
            due_s += 1 / fps
            yield number, time_s, picture


def look_with(detector: Detector) -> Look:
    """Look as the vision process does, unsure objects included."""
    return lambda _number, picture: detector.detect(picture, least=max(0.1, UNSURE_SHARE * detector.pack.confidence))


def look_up(truth: ClipTruth, labels: Sequence[str]) -> Look:
    """A model that is never wrong: every part in view of the road users that are judged."""

    def look(number: int, _picture: Picture) -> Detections:
        frame = truth.frames[number]
        users, clear = road_users(frame, truth.width, truth.height)
        judged = set(users.ids[clear].tolist())
        seen = [o for o in frame.objects if _actor(o) in judged and o.visibility >= LEAST_VISIBILITY]
        return Detections(
            np.array([item.box for item in seen], np.float32).reshape(-1, 4),
            np.full(len(seen), 0.9, np.float32),
            np.array([labels.index(item.kind) for item in seen], np.int32),
        )

    return look


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="starter-traffic")
    parser.add_argument("--fps", type=float, nargs="+", default=[5.0, 10.0])
    parser.add_argument("--only", nargs="*", default=[""], help="beginnings of the clips' names")
    asked = parser.parse_args()
    detector = Detector(ModelRegistry(asked.folder / "none", [ROOT / "models"]).find(asked.model))
    labels, sure = detector.pack.classes, detector.pack.confidence
    clips = [clip for clip in sorted(asked.folder.glob("*.main.mp4")) if clip.name.startswith(tuple(asked.only))]
    truths = [load(clip.with_name(clip.name.replace(".main.mp4", ".truth.json.gz"))) for clip in clips]
    for fps in asked.fps:
        said = [track_clip(clip, look_with(detector), labels, fps, sure) for clip in clips]
        _show(f"{asked.model}, {fps:g} pictures a second", tracking_table(truths, said))
        said = [
            track_clip(clip, look_up(truth, labels), labels, fps, sure)
            for clip, truth in zip(clips, truths, strict=True)
        ]
        _show(f"boxes of the truth, {fps:g} pictures a second", tracking_table(truths, said))


def _show(title: str, table: Mapping[str, TrackingScores]) -> None:
    print(f"\n{title}")
    print(f"  {'camera':<28} {'HOTA':>6} {'DetA':>6} {'AssA':>6} {'MOTA':>6} {'IDF1':>6} {'IDSW':>5} {'boxes':>6}")
    for name, row in table.items():
        shares = " ".join(f"{value:6.3f}" for value in (row.hota, row.det_a, row.ass_a, row.mota, row.idf1))
        print(f"  {name:<28} {shares} {row.id_switches:>5} {row.boxes:>6}", flush=True)


if __name__ == "__main__":
    main()
