"""Rules see the same whether still pictures pass by the model or not: the loop of the vision process, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np
import pytest

from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.looking import Eye, Loop, Numbered, ThriftyEye
from ioc_desktop.vision.results import Mode, ResultBox
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleKind
from ioc_desktop.vision.worker import Seen, Watch
from tests.support.actors import along

GEOMETRY = FrameGeometry(256, 144, "stretch")
FPS, SECONDS = 5, 60
ZONE = ((0.3, 0.1), (0.9, 0.1), (0.9, 0.95), (0.3, 0.95))
RULES = (
    Rule(id="stop", kind=RuleKind.ILLEGAL_STOP, polygon=ZONE, min_s=10.0),
    Rule(id="in", kind=RuleKind.INTRUSION, polygon=ZONE, classes=("car",)),
    Rule(id="line", kind=RuleKind.LINE_CROSSING, line=((0.4, 0.0), (0.4, 1.0))),
)
PARKS = along([(0, (0.1, 0.5)), (6, (0.6, 0.5)), (36, (0.6, 0.5)), (42, (0.98, 0.5))])


class BlobEye:
    """A model that finds what is red; ``wavers`` is the share of pictures in which it does not, ticks are its own."""

    mode: Mode = "detector"
    provider = "CPU"
    batch = 1
    labels: Sequence[str] = ("person", "car")
    sure = 0.4
    detector = None
    skipped = 0

    def __init__(self, wavers: float) -> None:
        self._chance, self._wavers = np.random.default_rng(5), wavers
        self.looks = 0

    def look(self, frames: Sequence[Numbered]) -> list[Detections]:
        self.looks += len(frames)
        return [self._find(frame.picture) for _, frame in frames]

    def _find(self, picture: np.ndarray) -> Detections:
        rows, columns = np.nonzero(picture[..., 2] > 200)
        if len(rows) == 0 or self._chance.random() < self._wavers:
            return Detections.empty()
        box = np.array([[columns.min() / 256, rows.min() / 144, columns.max() / 256, rows.max() / 144]], np.float32)
        return Detections(box, np.array([0.8], np.float32), np.array([1], np.int32))


def scene(time_s: float) -> Callable[[np.ndarray], None]:
    """A car that drives in, stands for half a minute and leaves, before grain and a clock."""

    def draw(target: np.ndarray) -> None:
        grain = np.random.default_rng(int(time_s * 1000)).normal(0, 2, target.shape)
        target[:] = np.clip(90 + grain, 0, 255)
        cv2.putText(target, f"{int(time_s):03d}", (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (160, 160, 160))
        foot = PARKS(time_s)
        if foot is not None:
            x, y = int(foot[0] * 256), int(foot[1] * 144)
            cv2.rectangle(target, (x - 20, y - 24), (x + 20, y), (0, 0, 255), -1)

    return draw


@pytest.fixture
def frames() -> Iterator[AnalysisBuffer]:
    buffer = AnalysisBuffer.create(1, GEOMETRY)
    yield buffer
    buffer.close()


@pytest.fixture
def results() -> Iterator[ResultBox]:
    box = ResultBox.create(1)
    yield box
    box.close()


def told(frames: AnalysisBuffer, results: ResultBox, eye: Eye) -> list[RuleEvent]:
    seen: list[Seen] = []
    loop = Loop(frames, results, eye, seen.append)
    loop.obey(Watch(0, "stream", "camera", RULES, FPS))
    for number in range(FPS * SECONDS):
        time_s = number / FPS
        frames.write(0, scene(time_s), number + 1, time_s, 1000 + time_s, (1280, 720))
        assert loop.turn()
    return [each.event for each in seen if each.event.phase != "updated"]


def test_no_event_is_lost_and_none_is_late(frames: AnalysisBuffer, results: ResultBox) -> None:
    plain, thrifty = BlobEye(0), BlobEye(0)
    wanted, got = told(frames, results, plain), told(frames, results, ThriftyEye(thrifty))
    assert {event.rule for event in wanted} == {"stop", "in", "line"}
    assert [(event.rule, event.phase, event.start_s, event.end_s, event.value) for event in got] == [
        (event.rule, event.phase, event.start_s, event.end_s, event.value) for event in wanted
    ]
    assert plain.looks == FPS * SECONDS
    # A minute with twelve seconds of driving and a clock that ticks: a look a second and one a tick at most.
    assert thrifty.looks < 0.6 * plain.looks


def test_who_stands_there_is_not_lost_by_a_model_that_wavers(frames: AnalysisBuffer, results: ResultBox) -> None:
    for eye in (BlobEye(0.4), ThriftyEye(BlobEye(0.4))):
        stops = [event for event in told(frames, results, eye) if event.rule == "stop"]
        assert [event.phase for event in stops] == ["raised", "closed"]
        assert stops[-1].start_s == pytest.approx(6.0, abs=1.0)
        assert stops[-1].end_s == pytest.approx(36.0, abs=1.5)
