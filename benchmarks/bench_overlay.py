"""Boxes over pictures: how far the drawn box is from where it belongs in the very picture on the screen.

Four demo cameras (640×360 at 15 a second) are sent over RTSP with each picture's number burnt in. Everything between
is the application's own: decoding processes, vision process with its tracker at 5 pictures a second, the wall's
surface. Whenever a picture comes on the screen its number is read from the pixels that are blitted, and the boxes
placed over it are compared with a reference for that very picture:

* ``truth``: the vision process is given the scenes' ground truth as detections, 40 ms a picture late, and the
  reference is the ground truth: nothing but placement is measured.
* ``model``: the shipped starter model looks, and the reference is what it finds in that very picture, looked at
  beforehand. The trembling of the model's boxes from picture to picture is in that figure, so in exact mode both are
  also held against the ground truth: placement is right if it is no farther from it than the model's own boxes are.

Only road users that move by at least 1 px a picture count: on standing ones every placement is right. A box is matched
by its track in the picture that was analysed, so a box that lies on the next vehicle is not taken for that one's. The
second before and after the clip's seam is left out. *As they are* is the newest result drawn unmoved, as before.
*Found around*: the model found the same road user in the results before and after the picture (live: in the last one);
the rest are places that the tracker foretold while the model saw nothing, and identities that it switched.

Usage: ``python benchmarks/bench_overlay.py [--seconds S] [--eyes truth,model]``
"""

from __future__ import annotations

import argparse
import os
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the tree is not installed when a script runs)
import truth_eye  # noqa: E402
from overlay_bed import Bed, Drawn, Run, stamped  # noqa: E402
from report import OUT, Figure, publish  # noqa: E402

from ioc_desktop.config.paths import AppPaths  # noqa: E402
from ioc_desktop.demo.district import DEMO_CAMERAS  # noqa: E402
from ioc_desktop.demo.encode import decoded  # noqa: E402
from ioc_desktop.demo.render import DemoClip, clip_of, render_clip  # noqa: E402
from ioc_desktop.demo.streams import available  # noqa: E402
from ioc_desktop.vision.detections import iou_with  # noqa: E402
from ioc_desktop.vision.detector import Detector  # noqa: E402
from ioc_desktop.vision.pack import ModelPack  # noqa: E402
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402
from ioc_desktop.vision.tracking.doubles import singles  # noqa: E402
from ioc_desktop.vision.tracking.riders import join_riders  # noqa: E402
from ioc_desktop.vision.tracks import Tracks  # noqa: E402

CAMERAS = (1, 2, 5, 16)
"""A bridge, a crossing, an avenue and a fast road."""
WIDTH, HEIGHT = 640, 360
LEAST_SPEED_PX = 1.0
MOST_FRAMES, MOST_PX, MOST_ERROR = 1.0, 10.0, 1.1
_SEAM = 15
_SAME_TRACK, _SAME_OBJECT = 0.5, 0.4

Boxes = dict[int, np.ndarray]
Reference = Callable[[int, int], Boxes]


@dataclass(frozen=True)
class Offsets:
    """Of all samples of one run, a number for each.

    Attributes:
        px: how far the centre is from the reference's.
        speed: of the object, px a picture.
        truth_px: how far it is from the ground truth's.
        own_px: how far the reference's is from the ground truth's.
    """

    px: np.ndarray
    speed: np.ndarray
    truth_px: np.ndarray
    own_px: np.ndarray

    @property
    def mean_px(self) -> float:
        return float(self.px.mean()) if self.px.size else float("nan")

    @property
    def mean_frames(self) -> float:
        return float((self.px / self.speed).mean()) if self.px.size else float("nan")


def of_truth(clip: int, index: int) -> Boxes:
    ids, boxes = truth_eye.boxes_of(clip, index)
    return dict(zip(ids, boxes, strict=True))


def of_model(pack: ModelPack, clips: list[Path]) -> Reference:
    """What the model finds in every picture, by the identity of the truth that it lies on."""
    detector = Detector(pack)
    labels = [label.name for label in pack.labels]
    found: dict[tuple[int, int], Boxes] = {}
    for number, path in enumerate(clips):
        for index, picture in enumerate(decoded(path)):
            seen = singles(detector.detect(picture), labels)
            seen = join_riders(seen, labels, lambda boxes: np.zeros(len(boxes), np.bool_)).users
            found[number, index] = dict(_linked(seen.boxes, of_truth(number, index)))
    return lambda clip, index: found[clip, index]


def _linked(boxes: np.ndarray, truth: Boxes) -> Iterator[tuple[int, np.ndarray]]:
    for track, box in truth.items():
        overlaps = iou_with(box, boxes)
        if overlaps.size and overlaps.max() >= _SAME_OBJECT:
            yield track, boxes[int(overlaps.argmax())]


def centre(box: np.ndarray) -> np.ndarray:
    """Px of a 640 × 360 picture."""
    middle: np.ndarray = (box[:2] + box[2:]) / 2 * (WIDTH, HEIGHT)
    return middle


def distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.hypot(*(a - b)))


class Scoring:
    """Compares one run with a reference."""

    def __init__(self, run: Run, reference: Reference) -> None:
        self.run, self._reference = run, reference
        self._length = [len(truth.frames) for truth in truth_eye.truths()]
        self._shifts: dict[int, list[tuple[int, int]]] = {}
        for drawn in sorted(run.drawn, key=lambda each: each.frame_no):
            clip, index = divmod(drawn.stamp, truth_eye.PER_CLIP)
            shift = (index - drawn.frame_no) % self._length[clip]
            self._shifts.setdefault(clip, []).append((drawn.frame_no, shift))
        self.odd = sum(
            shift != self._shift(clip, number) for clip, shifts in self._shifts.items() for number, shift in shifts
        )
        self._known = self._associate()
        self._numbers: dict[int, list[int]] = {}
        for stream_id, frame_no in sorted(run.results):
            self._numbers.setdefault(int(stream_id), []).append(frame_no)

    def _shift(self, clip: int, frame_no: int) -> int:
        """From the engine's number of a picture to the clip's, by what most pictures around it say.

        It changes where the server or the network lost a picture. A single picture that differs was painted over by
        the decoder between the window's asking and its painting, on a machine that is late.
        """
        shifts = self._shifts[clip]
        at = bisect_right(shifts, (frame_no, 0))
        return Counter(shift for _, shift in shifts[max(0, at - 3) : at + 3]).most_common(1)[0][0]

    def _associate(self) -> dict[tuple[int, int], dict[int, int]]:
        """Stream and track → number of the analysed picture → whom of the truth it lies on."""
        known: dict[tuple[int, int], dict[int, int]] = {}
        for (stream_id, frame_no), result in self.run.results.items():
            clip = int(stream_id)
            truth = of_truth(clip, (frame_no + self._shift(clip, frame_no)) % self._length[clip])
            ids, boxes = list(truth), np.array(list(truth.values()), np.float32).reshape(-1, 4)
            found = result.tracks[result.tracks.seen]
            for track, box in zip(found.ids.tolist(), found.boxes, strict=True):
                overlaps = iou_with(box, boxes)
                if overlaps.size and overlaps.max() >= _SAME_TRACK:
                    known.setdefault((clip, track), {})[frame_no] = ids[int(overlaps.argmax())]
        return known

    def offsets(self, what: Callable[[Drawn], Tracks], *, found: bool = False) -> Offsets:
        """Of what was drawn; ``found``: only of whom the model found around the picture."""
        rows = [row for drawn in self.run.drawn for row in self._compare(drawn, what(drawn), found=found)]
        return Offsets(*np.array(rows, np.float64).reshape(-1, 4).T)

    def _compare(self, drawn: Drawn, tracks: Tracks, *, found: bool) -> Iterator[tuple[float, ...]]:
        clip, index = divmod(drawn.stamp, truth_eye.PER_CLIP)
        if not _SEAM <= index < self._length[clip] - _SEAM:
            return
        here, truth = self._reference(clip, index), of_truth(clip, index)
        before, after = of_truth(clip, index - 1), of_truth(clip, index + 1)
        for track, box in zip(tracks.ids.tolist(), tracks.boxes, strict=True):
            whom = self._whom(clip, track, drawn, found=found)
            if whom not in here or whom not in before or whom not in after:
                continue
            speed = distance(centre(after[whom]), centre(before[whom])) / 2
            if speed >= LEAST_SPEED_PX:
                placed, own, true = centre(box), centre(here[whom]), centre(truth[whom])
                yield distance(placed, own), speed, distance(placed, true), distance(own, true)

    def _whom(self, clip: int, track: int, drawn: Drawn, *, found: bool) -> int:
        """Identity in the truth, -1 where it is not known."""
        seen, number = self._known.get((clip, track), {}), drawn.frame_no
        if not found:
            return seen[min(seen, key=lambda each: abs(each - number))] if seen else -1
        at = bisect_right(self._numbers[clip], number)
        around = self._numbers[clip][max(0, at - 1) : at + 1] if self.run.hold_s else [drawn.newest.frame_no]
        whom = {seen.get(each, -1) for each in around}
        return whom.pop() if len(whom) == 1 else -1


def measure(eye: str, clips: list[Path], pack: ModelPack, reference: Reference, seconds: float) -> list[Figure]:
    with Bed(clips, pack, truth=eye == "truth") as bed:
        live, exact = (Scoring(bed.run(seconds, exact=mode), reference) for mode in (False, True))
        return figures(eye, show(eye, "live", live), show(eye, "exact", exact))


def show(eye: str, mode: str, scoring: Scoring) -> dict[str, Offsets]:
    """Print one run."""
    run = scoring.run
    print(
        f"  {eye}, {mode}: pictures held back {run.hold_s:.1f} s, analysis {run.latency_ms:.0f} ms late (median);"
        f" of {len(run.drawn)} pictures {scoring.odd} were newer than said"
    )
    offsets = {
        "placed": scoring.offsets(lambda drawn: drawn.placed),
        "found around": scoring.offsets(lambda drawn: drawn.placed, found=True),
        "as they are": scoring.offsets(lambda drawn: drawn.newest.tracks),
    }
    for name, found in offsets.items():
        p95 = np.percentile(found.px, 95) if found.px.size else float("nan")
        print(
            f"    {name:<12} {found.px.size:6d} boxes, {found.mean_px:6.2f} px, {found.mean_frames:5.2f} frames off"
            f" (95 % within {p95:5.1f} px); {found.truth_px.mean():5.2f} px from the truth,"
            f" the reference {found.own_px.mean():5.2f}"
        )
    return offsets


def figures(eye: str, live: dict[str, Offsets], exact: dict[str, Offsets]) -> list[Figure]:
    still, late, found = live["as they are"], exact["as they are"], exact["found around"]
    before = f"newest boxes as they are: {still.mean_px:.1f} px, {still.mean_frames:.1f} frames ({still.px.size} boxes)"
    held = f"newest boxes as they are: {late.mean_px:.1f} px, {late.mean_frames:.1f} frames ({late.px.size} boxes)"
    rows = [
        Figure(f"exact_frames_{eye}", exact["placed"].mean_frames, "frames", held, MOST_FRAMES),
        Figure(f"live_px_{eye}", live["placed"].mean_px, "px", before, MOST_PX),
    ]
    if eye == "model":
        own = f"the model's own boxes in every picture: {found.own_px.mean():.2f} px from the truth"
        error = float(found.truth_px.mean() / found.own_px.mean())
        rows.append(
            Figure("exact_frames_model_found", found.mean_frames, "frames", f"{held}; found around", MOST_FRAMES)
        )
        rows.append(Figure("exact_error_model_found", error, "×", own, MOST_ERROR))
    return rows


def demo_clips() -> list[DemoClip]:
    """Clips that the demo has drawn already, or new ones (minutes)."""
    cameras = [camera for camera in DEMO_CAMERAS if camera.number in CAMERAS]
    folders = [ROOT / "build/test-district/cache/district", AppPaths.default(demo=True).cache / "district"]
    for folder in folders:
        found = [clip_of(camera, folder) for camera in cameras]
        if all(clip.is_ready for clip in found):
            return found
    print("drawing the demo's clips …")
    return [render_clip(camera, folders[0]) for camera in cameras]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--eyes", default="truth,model")
    options = parser.parse_args()
    if not available():
        print("GStreamer's RTSP server is not installed: make setup")
        return 1
    demo = demo_clips()
    os.environ[truth_eye.CLIPS_VARIABLE] = os.pathsep.join(str(clip.truth) for clip in demo)
    clips = [stamped(clip, number, OUT) for number, clip in enumerate(demo)]
    pack = ModelRegistry(AppPaths.default(demo=False).models, [ROOT / "models"]).find("starter-traffic")
    found: list[Figure] = []
    for eye in options.eyes.split(","):
        reference = of_truth if eye == "truth" else of_model(pack, clips)
        found += measure(eye, clips, pack, reference, options.seconds)
    print(f"\nwritten to {publish('overlay', found).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
