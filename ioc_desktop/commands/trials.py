"""Rules on trial: drawn scenes with known offences, looked at by a model or by the truth itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.offences import Offence, offences
from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame
from ioc_desktop.demo.trials import TRIALS, VEHICLES, picture_rules
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.events import EventScore, ToldEvent, TrueEvent, score_events
from ioc_desktop.vision.looking import ModelEye
from ioc_desktop.vision.rules.constants import USUAL_FPS
from ioc_desktop.vision.rules.fields import rule_from
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.model import RuleEvent, RuleKind
from ioc_desktop.vision.rules.preview import RuleRun, TryResult

TRUTH_LABELS = ("person", *VEHICLES)
# Of what shows less than this share, nobody can tell that it is there.
_LEAST_VISIBLE = 0.15
_ROUNDING_S = 0.002

Shot = tuple[TruthFrame, Picture]


class Looker(Protocol):
    """What says who is in a picture."""

    labels: tuple[str, ...]
    sure: float

    def look(self, frame: TruthFrame, picture: Picture) -> Detections: ...


class TruthLooker:
    """Sees exactly what is there: a trial of tracker and rules alone."""

    labels = TRUTH_LABELS
    sure = 0.5

    def look(self, frame: TruthFrame, picture: Picture) -> Detections:
        del picture
        seen = [each for each in frame.objects if each.visibility >= _LEAST_VISIBLE]
        boxes = np.array([each.box for each in seen], np.float32).reshape(-1, 4)
        kinds = np.array([self.labels.index(each.kind) for each in seen], np.int32)
        return Detections(boxes, np.ones(len(seen), np.float32), kinds)


class ModelLooker:
    """Looks through a model with the thresholds of the live pipeline."""

    def __init__(self, detector: Detector) -> None:
        eye = ModelEye(detector)
        self.labels, self.sure = tuple(eye.labels), eye.sure
        self._detector, self._least = detector, eye.least

    def look(self, frame: TruthFrame, picture: Picture) -> Detections:
        del frame
        return self._detector.detect(picture, least=self._least)


@dataclass(frozen=True)
class TrialScore:
    """How right the rules of one or more trial clips were.

    Attributes:
        events: by rule; of a line, everybody who passed it.
        seconds: of clip.
    """

    events: Mapping[str, EventScore]
    seconds: float = 0.0

    def __add__(self, other: TrialScore) -> TrialScore:
        mine, theirs = self.events, other.events
        rules = sorted({*mine, *theirs})
        sums = {rule: mine.get(rule, EventScore()) + theirs.get(rule, EventScore()) for rule in rules}
        return TrialScore(sums, self.seconds + other.seconds)


def rate(camera: DemoCamera) -> float:
    """Pictures a second that are looked at, as live with these rules."""
    return USUAL_FPS * max(NEEDS[RuleKind(rule.kind)].looks for rule in TRIALS[camera.scene])


def chosen(shots: Iterable[Shot], fps: float) -> Iterator[Shot]:
    """As many pictures a second as wanted."""
    due_s = 0.0
    for frame, picture in shots:
        if frame.time_s >= due_s - _ROUNDING_S:
            due_s += 1 / fps
            yield frame, picture


def try_rules(camera: DemoCamera, shots: Iterable[Shot], looker: Looker) -> TryResult:
    """What the rules of a trial camera say of its pictures, all of one size, in order."""
    run: RuleRun | None = None
    fps = rate(camera)
    for frame, picture in chosen(shots, fps):
        height, width = picture.shape[:2]
        if run is None:
            rules = [rule_from(fields) for fields in picture_rules(camera, width, height)]
            run = RuleRun(rules, looker.labels, fps=fps, sure=looker.sure, size=(width, height))
        run.step(frame.time_s, looker.look(frame, picture), width / height, picture if run.needs_picture else None)
    assert run is not None, "a trial clip has pictures"
    return run.finish()


def judge(camera: DemoCamera, truth: ClipTruth, said: TryResult) -> TrialScore:
    """What the rules said against what happened."""
    scores = score_events(
        [_true(each) for each in offences(truth, TRIALS[camera.scene])],
        [_told(each, said.raised_s) for each in said.events],
    )
    return TrialScore(scores, seconds=truth.frames[-1].time_s)


def _true(one: Offence) -> TrueEvent:
    return TrueEvent(one.rule, one.start_s, one.due_s, one.end_s, one.times_s, one.boxes, one.is_doubtful)


def _told(event: RuleEvent, raised_s: Mapping[tuple[str, int], float]) -> ToldEvent:
    at_s = raised_s[event.rule, event.number]
    return ToldEvent(event.rule, event.start_s, event.end_s, at_s, event.peak_s, event.box)
