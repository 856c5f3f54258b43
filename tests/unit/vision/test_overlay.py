from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.holding import MOST_S, AnalysisDelay
from ioc_desktop.vision.overlay import Overlay
from ioc_desktop.vision.placement import Moment
from ioc_desktop.vision.results import AnalysisResult


def looked_at(
    delay: AnalysisDelay, *, fps: float, latency_s: float, from_s: float = 100.0, seconds: float = 4.0
) -> float:
    """Results as regular as a clock; when the last one arrived."""
    arrival_s = from_s
    for number in range(round(seconds * fps)):
        arrival_s = from_s + number / fps + latency_s
        delay.note(from_s + number / fps, arrival_s)
    return arrival_s


@pytest.mark.parametrize(("fps", "latency_s"), [(5.0, 0.1), (10.0, 0.05), (5.0, 0.4), (2.0, 0.3)])
def test_the_hold_is_latency_and_interval_and_little_more(fps: float, latency_s: float) -> None:
    delay = AnalysisDelay()
    now_s = looked_at(delay, fps=fps, latency_s=latency_s)
    need_s = latency_s + 1 / fps
    assert need_s + 0.03 < delay.hold_s(now_s) < need_s + 0.2


def test_streams_with_faces_to_cover_wait_whether_or_not_boxes_are_to_be_exact() -> None:
    overlay = Overlay()
    for number in range(8):
        at_s = 100 + number / 5
        empty = AnalysisResult(number + 1, number / 5, Detections.empty(), 200.0, captured_s=at_s)
        for stream in ("covered", "other"):
            overlay.take(stream, empty, at_s + 0.2)
    assert overlay.holds_s(101.7) == {}
    overlay.waiting = frozenset({"covered"})
    holds = overlay.holds_s(103.0)
    assert set(holds) == {"covered"}
    assert overlay.hold_s("covered", 103.0) == holds["covered"] >= 0.4
    assert overlay.hold_s("other", 103.0) == overlay.hold_s("unknown", 103.0) == 0


def test_nothing_is_held_before_results_and_after_the_last() -> None:
    delay = AnalysisDelay()
    assert delay.hold_s(99.0) == 0
    now_s = looked_at(delay, fps=5, latency_s=0.2)
    assert delay.hold_s(now_s) > 0
    assert delay.hold_s(now_s + 2.9) > 0
    assert delay.hold_s(now_s + 4) == 0


def test_a_machine_that_is_far_too_slow_shows_pictures_two_seconds_late_at_most() -> None:
    delay = AnalysisDelay()
    assert delay.hold_s(looked_at(delay, fps=1, latency_s=2.5, seconds=10)) == MOST_S


def test_an_outage_of_the_analysis_is_no_delay() -> None:
    delay = AnalysisDelay()
    looked_at(delay, fps=5, latency_s=0.1)
    now_s = looked_at(delay, fps=5, latency_s=0.1, from_s=200.0)
    assert delay.hold_s(now_s) < 0.5


def test_the_hold_rises_at_once_and_does_not_follow_every_breath() -> None:
    delay = AnalysisDelay()
    now_s = looked_at(delay, fps=5, latency_s=0.2)
    first_s = delay.hold_s(now_s)
    now_s = looked_at(delay, fps=5, latency_s=0.6, from_s=now_s)
    raised_s = delay.hold_s(now_s)
    assert raised_s > first_s + 0.3
    now_s = looked_at(delay, fps=5, latency_s=0.5, from_s=now_s, seconds=20)
    assert delay.hold_s(now_s) == raised_s
    now_s = looked_at(delay, fps=5, latency_s=0.2, from_s=now_s, seconds=20)
    assert delay.hold_s(now_s) == pytest.approx(first_s)


def result(frame_no: int, captured_s: float) -> AnalysisResult:
    return AnalysisResult(frame_no, frame_no / 15, Detections.empty(), 100.0, captured_s=captured_s)


def watched(overlay: Overlay, stream_id: str = "a") -> float:
    now_s = 0.0
    for number in range(20):
        now_s = 50 + number / 5 + 0.1
        overlay.take(stream_id, result(1 + 3 * number, 50 + number / 5), now_s)
    return now_s


def test_pictures_wait_in_exact_mode_only() -> None:
    overlay = Overlay()
    now_s = watched(overlay)
    assert overlay.holds_s(now_s) == {}
    assert overlay.seen_s("a") == now_s
    overlay.exact = True
    holds_s = overlay.holds_s(now_s)
    assert holds_s == {"a": pytest.approx(0.4)}
    assert overlay.seen_s("a") == pytest.approx(now_s + 0.4), "its boxes are drawn so much later"
    assert overlay.holds_s(now_s + 5) == {}, "nobody looks at it any more: live again"


def test_streams_that_are_not_shown_are_forgotten() -> None:
    overlay = Overlay()
    watched(overlay, "a")
    watched(overlay, "b")
    overlay.keep_only(["b"])
    assert overlay.at("a", Moment(10, 0.7)) is None
    assert overlay.at("b", Moment(10, 0.7)) is not None
    assert np.isfinite(overlay.seen_s("b"))
