"""Who gets looked at, when several places want something looked at. The decoders are a stand-in that notes orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.engine import VisionEngine
from ioc_desktop.vision.feed import AnalysisFeed, Wish, camera_of
from ioc_desktop.vision.results import AnalysisResult

SLOTS = 4


class NotedDecoders:
    """Stands where the decoders stand."""

    def __init__(self) -> None:
        self.streams: Mapping[str, int] = {}
        self.fps = 0.0
        self.rates: Mapping[str, float] = {}

    def analyse(self, streams: Mapping[str, int], _buffer: object, fps: float, rates: Mapping[str, float]) -> None:
        self.streams, self.fps, self.rates = dict(streams), fps, dict(rates)


class ReadyEngine(VisionEngine):
    """An engine whose process need not be started; results are put in by hand."""

    def __init__(self) -> None:
        super().__init__(slots=SLOTS)
        self.found: dict[int, AnalysisResult] = {}

    @property
    def is_running(self) -> bool:
        return True

    def poll(self) -> dict[int, AnalysisResult]:
        found, self.found = self.found, {}
        return found


@pytest.fixture
def vision() -> Iterator[ReadyEngine]:
    engine = ReadyEngine()
    yield engine
    engine.stop()


@pytest.fixture
def video() -> NotedDecoders:
    return NotedDecoders()


@pytest.fixture
def feed(vision: ReadyEngine, video: NotedDecoders) -> AnalysisFeed:
    return vision.feed_from(video)  # type: ignore[arg-type]


def result(frame_no: int) -> AnalysisResult:
    return AnalysisResult(frame_no, frame_no / 5, Detections.empty(), 1.0)


def test_a_stream_that_two_want_is_looked_at_once_and_both_are_told(
    feed: AnalysisFeed, vision: ReadyEngine, video: NotedDecoders
) -> None:
    feed.show("wall", ["a/sub", "b/sub"])
    feed.want("watch", {"a/sub": Wish(10.0, is_armed=True)})
    assert video.streams == {"a/sub": 0, "b/sub": 1}
    assert video.rates == {"a/sub": 10.0}
    vision.found = {0: result(7), 1: result(9)}
    assert {stream: each.frame_no for stream, each in feed.poll("wall").items()} == {"a/sub": 7, "b/sub": 9}
    assert {stream: each.frame_no for stream, each in feed.poll("watch").items()} == {"a/sub": 7}
    assert feed.poll("wall") == feed.poll("watch") == {}


def test_who_leaves_takes_only_what_nobody_else_wants(feed: AnalysisFeed, video: NotedDecoders) -> None:
    feed.show("wall", ["a/sub", "b/sub"])
    feed.want("watch", {"a/sub": Wish(is_armed=True)})
    feed.show("wall", ())
    assert video.streams == {"a/sub": 0}


def test_rules_run_on_the_armed_stream_alone(feed: AnalysisFeed, vision: ReadyEngine) -> None:
    from ioc_desktop.vision.rules.model import Rule, RuleKind

    vision.orders.arm({"a": (Rule(id="r", kind=RuleKind.TAMPERING),)})
    feed.show("page", ["a/main"])
    feed.want("watch", {"a/sub": Wish(is_armed=True)})
    assert {order.stream: len(order.rules) for order in vision.orders.take()} == {"a/main": 0, "a/sub": 1}


def test_armed_streams_take_the_room_of_others_when_the_buffer_is_full(
    feed: AnalysisFeed, video: NotedDecoders
) -> None:
    feed.show("wall", [f"{number}/sub" for number in range(SLOTS + 2)])
    assert len(video.streams) == SLOTS
    feed.want("watch", {"x/sub": Wish(is_armed=True)})
    assert "x/sub" in video.streams
    assert len(video.streams) == SLOTS
    assert len(set(video.streams.values())) == SLOTS


def test_a_slot_is_given_out_again_as_late_as_possible(feed: AnalysisFeed, video: NotedDecoders) -> None:
    feed.show("wall", ["a"])
    feed.show("wall", ["b"])
    assert video.streams == {"b": 1}


def test_the_usual_rate_reaches_the_decoders(feed: AnalysisFeed, video: NotedDecoders) -> None:
    feed.show("wall", ["a"])
    feed.set_rate(0.0)
    assert (video.fps, video.rates) == (0.0, {})


@pytest.mark.parametrize(
    ("stream", "camera"), [("7/sub", "7"), ("7/main", "7"), ("rtsp://h/sub", "rtsp://h"), ("clip.mp4", "clip.mp4")]
)
def test_streams_of_a_camera_are_known(stream: str, camera: str) -> None:
    assert camera_of(stream) == camera
