"""The last minute of a camera."""

from __future__ import annotations

import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.recent import MOST_RESULTS, RecentResults
from ioc_desktop.vision.results import AnalysisResult, Mode


def result(pts_s: float, mode: Mode = "detector") -> AnalysisResult:
    return AnalysisResult(round(pts_s * 5), pts_s, Detections.empty(), 1.0, mode)


def times(recent: RecentResults, camera: str = "a") -> list[float]:
    return [each.pts_s for each in recent.of(camera)]


def test_a_minute_is_kept_and_no_more() -> None:
    recent = RecentResults()
    for number in range(500):
        recent.add("a", result(number / 5))
    assert times(recent)[0] == pytest.approx(39.8)
    assert times(recent)[-1] == pytest.approx(99.8)
    assert recent.of("b") == []


@pytest.mark.parametrize("jump_s", [-5.0, 500.0])
def test_a_stream_whose_clock_jumps_starts_afresh(jump_s: float) -> None:
    recent = RecentResults()
    recent.add("a", result(10.0))
    recent.add("a", result(10.0 + jump_s))
    assert times(recent) == [10.0 + jump_s]


def test_motion_and_model_do_not_mix() -> None:
    recent = RecentResults()
    recent.add("a", result(1.0, "motion"))
    recent.add("a", result(1.2))
    assert [each.mode for each in recent.of("a")] == ["detector"]


def test_a_flood_is_bounded() -> None:
    recent = RecentResults()
    for number in range(3 * MOST_RESULTS):
        recent.add("a", result(number / 1000))
    assert len(recent.of("a")) == MOST_RESULTS


def test_cameras_that_are_gone_are_forgotten() -> None:
    recent = RecentResults()
    recent.add("a", result(1.0))
    recent.add("b", result(1.0))
    recent.keep_only({"b"})
    assert (times(recent), times(recent, "b")) == ([], [1.0])
