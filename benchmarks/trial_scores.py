"""Events of rules on the trial scenes: clips as a camera's second stream sends them, drawn once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from report import ROOT, Figure
from scene_tracks import judged_frames

from ioc_desktop.commands.trials import (
    ModelLooker,
    Shot,
    TrialScore,
    TruthLooker,
    chosen,
    judge,
    rate,
    try_rules,
)
from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.render import DemoClip, clip_of, render_clip
from ioc_desktop.demo.scenes import truth
from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame
from ioc_desktop.demo.trials import TRIALS, trial_camera
from ioc_desktop.video.files import iter_frames
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.events import EventScore
from ioc_desktop.vision.evaluation.tracking import Tally, TrackingScores, add_up, tally
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions
from ioc_desktop.vision.tracking.tracker import Tracker
from ioc_desktop.vision.tracks import Tracks

CLIPS = ROOT / "build" / "bench-trials"
CONDITIONS = {"day": "by day", "dusk": "at dusk", "rain": "in rain"}
FIRST_SEED = 900_000
"""Seeds from here on are kept out of the training of the starter model."""
_LEAST = {"day": 0.95, "dusk": 0.85, "rain": 0.85}
_MOST_COUNT_ERROR = 0.05
_COUNTS = "đếm xe"
_KINDS = {rule.id: rule.kind for rules in TRIALS.values() for rule in rules}


@dataclass(frozen=True)
class Judged:
    """Scores of one clip.

    Attributes:
        by_truth: of rules on boxes of the truth.
        by_model: of rules on boxes of the model.
        tracking: of the tracker on boxes of the model.
    """

    condition: str
    by_truth: TrialScore
    by_model: TrialScore
    tracking: Tally


class Recalled:
    """What a model saw, looked up by the frame's number, so that rules and tracker ask it once."""

    def __init__(self, seen: Mapping[int, Detections], looker: ModelLooker) -> None:
        self._seen, self.labels, self.sure = seen, looker.labels, looker.sure

    def look(self, frame: TruthFrame, picture: Picture) -> Detections:
        del picture
        return self._seen[frame.frame_no]


def trial_cameras(seeds: int) -> list[DemoCamera]:
    """Cameras of every layout in every light, with so many seeds of each."""
    return [
        trial_camera(layout, condition, FIRST_SEED + 10 * index + seed)
        for index, condition in enumerate(CONDITIONS)
        for layout in sorted(TRIALS)
        for seed in range(seeds)
    ]


def event_figures(seeds: int, model: str, processes: int) -> list[Figure]:
    """Recall and precision by rule and light, count error, time to alarm."""
    cameras = trial_cameras(seeds)
    with ProcessPoolExecutor(processes) as pool:
        judged = list(pool.map(_judged, cameras, [model] * len(cameras)))
    figures = _truth_figures(judged)
    for condition in CONDITIONS:
        alike = [each for each in judged if each.condition == condition]
        figures += _model_figures(condition, sum((each.by_model for each in alike), TrialScore({})))
        _print_tracking(add_up([each.tracking for each in alike]).scores)
    return figures


def _judged(camera: DemoCamera, model: str) -> Judged:
    clip = clip_of(camera, CLIPS)
    if not clip.is_ready:
        clip = render_clip(camera, CLIPS)
    known = truth.load(clip.truth)
    detector = Detector(ModelRegistry(CLIPS, [ROOT / "models"]).find(model), SessionOptions(1))
    looker, fps = ModelLooker(detector), rate(camera)
    seen = {frame.frame_no: looker.look(frame, picture) for frame, picture in chosen(_shots(clip, known), fps)}
    by_truth, by_model = (
        judge(camera, known, try_rules(camera, _shots(clip, known), each))
        for each in (TruthLooker(), Recalled(seen, looker))
    )
    return Judged(camera.condition, by_truth, by_model, tally(judged_frames(known, _tracks(known, seen, looker, fps))))


def _tracks(known: ClipTruth, seen: Mapping[int, Detections], looker: ModelLooker, fps: float) -> dict[int, Tracks]:
    tracker = Tracker(looker.labels, fps, sure=looker.sure)
    times = {frame.frame_no: frame.time_s for frame in known.frames}
    return {number: tracker.step(found, times[number], known.width / known.height) for number, found in seen.items()}


def _shots(clip: DemoClip, known: ClipTruth) -> Iterator[Shot]:
    for number, _time_s, picture in iter_frames(clip.sub):
        yield known.frames[number], picture


def _truth_figures(judged: Sequence[Judged]) -> list[Figure]:
    total = sum((each.by_truth for each in judged), TrialScore({}))
    what = f"{total.seconds / 60:.0f} min of clip, boxes of the truth"
    return [
        Figure(f"truth_{_KINDS[rule]}", min(score.recall, score.precision), "share", what, 1.0, at_most=False)
        for rule, score in total.events.items()
    ]


def _model_figures(condition: str, total: TrialScore) -> list[Figure]:
    print(f"\n  {CONDITIONS[condition]}, {total.seconds / 60:.0f} min of clip")
    figures = []
    for rule, score in total.events.items():
        _print(rule, score, total.seconds)
        what = f"{score.found + score.missed} events {CONDITIONS[condition]}"
        name = f"{condition}_{_KINDS[rule]}"
        if rule == _COUNTS:
            figures.append(Figure(f"{name}_error", score.count_error, "share", what, _MOST_COUNT_ERROR))
            continue
        for measure, value in (("recall", score.recall), ("precision", score.precision)):
            figures.append(Figure(f"{name}_{measure}", value, "share", what, _LEAST[condition], at_most=False))
    return figures


def _print_tracking(scores: TrackingScores) -> None:
    print(
        f"    tracking       HOTA {scores.hota:.3f} DetA {scores.det_a:.3f} AssA {scores.ass_a:.3f}"
        f" MOTA {scores.mota:.3f} IDF1 {scores.idf1:.3f}  {scores.id_switches} switches in {scores.boxes} boxes"
    )


def _print(rule: str, score: EventScore, seconds: float) -> None:
    hourly = score.false / seconds * 3600
    print(
        f"    {_KINDS[rule]:<14} found {score.found:>3} missed {score.missed:>3} false {score.false:>3}"
        f" ({hourly:5.1f} an hour)  time to alarm {score.time_to_alarm_s:5.2f} s"
    )
