"""Trial scenes: people do what they are drawn to do, and the truth says so."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.demo.offences import offences
from ioc_desktop.demo.scenes.paths import straight
from ioc_desktop.demo.scenes.traffic import Flow, Traffic
from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame, TruthObject
from ioc_desktop.demo.trials import TRIALS, TrialRule, picture_rules, trial_camera

AREA = ((0.0, 10.0), (4.0, 10.0), (4.0, 20.0), (0.0, 20.0))
FPS = 10


@pytest.mark.parametrize("for_s", [3.0, 12.0])
def test_who_is_to_halt_stands_for_as_long_and_goes_on(for_s: float) -> None:
    lane = Flow("lề", straight(0, 0, 0, 100), 1, 8.0, (("car", 1.0),), at_s=(0.0,), halt=(50.0, for_s))
    (trip,) = Traffic([lane], [], [], loop_s=60.0, signals=None, seed=1).trips
    speeds = np.diff(trip.along_m) / 0.1
    standing = trip.along_m[1:][speeds < 0.3]
    assert len(standing) * 0.1 == pytest.approx(for_s, abs=1.5)
    assert 46 < standing.min() <= standing.max() <= 50
    assert trip.along_m[-1] >= 100


def clip(where: object, *, kind: str = "motorcycle", visibility: float = 1.0, signal: str = "red") -> ClipTruth:
    """Twenty seconds of one road user at ``where(time_s)``, a rider on it where it is a two-wheeler."""
    frames = []
    for number in range(20 * FPS):
        x, y = where(number / FPS)  # type: ignore[operator]
        box = (0.4, 0.4, 0.5, 0.6)
        parts = [TruthObject(40, kind, box, visibility, "", "", x, y, 0.0)]
        if kind == "motorcycle":
            parts.append(TruthObject(41, "person", (0.42, 0.3, 0.48, 0.5), 1.0, "", "", x, y, 0.0))
        frames.append(TruthFrame(number, number / FPS, {"dọc": signal}, tuple(parts)))
    return ClipTruth("x", FPS, 640, 360, tuple(frames))


def spans(truth: ClipTruth, **fields: object) -> list[tuple[float, float, bool]]:
    rule = TrialRule(id="r", **fields)  # type: ignore[arg-type]
    return [(round(one.start_s, 1), round(one.end_s, 1), one.is_doubtful) for one in offences(truth, [rule])]


def towards(time_s: float) -> tuple[float, float]:
    """From 40 m to the camera at 2 m/s: in the area from 10 s to 15 s."""
    return 2.0, 40 - 2 * time_s


def test_driving_against_the_way_is_an_offence_and_along_it_none() -> None:
    assert spans(clip(towards), kind="wrong_way", area_m=AREA, way_m=(0.0, 1.0)) == [(10.0, 15.0, False)]
    assert spans(clip(towards), kind="wrong_way", area_m=AREA, way_m=(0.0, -1.0)) == []


def test_the_box_and_the_class_are_those_of_rider_and_bike_together() -> None:
    (one,) = offences(clip(towards), [TrialRule(id="r", kind="intrusion", area_m=AREA)])
    assert one.kind == "motorcycle"
    np.testing.assert_allclose(one.boxes[0], (0.4, 0.3, 0.5, 0.6))
    assert spans(clip(towards), kind="intrusion", area_m=AREA, classes=("person",)) == []


def test_only_who_stands_for_long_enough_stops_illegally() -> None:
    def stops(time_s: float) -> tuple[float, float]:
        return 2.0, 40 - 2 * min(time_s, 12) - 2 * max(0.0, time_s - 17)

    assert spans(clip(stops), kind="illegal_stop", area_m=AREA, min_s=4.0) == [(12.1, 17.0, False)]
    assert spans(clip(stops), kind="illegal_stop", area_m=AREA, min_s=6.0) == []


@pytest.mark.parametrize(("y0", "count"), [(25.0, 1), (26.0, 1), (90.0, 0)])
def test_a_line_is_passed_once_also_by_who_is_exactly_on_it(y0: float, count: int) -> None:
    line = ((-5.0, y0), (5.0, y0))
    assert len(spans(clip(towards), kind="line_crossing", line_m=line)) == count


def test_a_light_is_run_only_on_red_and_only_along_the_counted_way() -> None:
    line = {"kind": "red_light", "line_m": ((-5.0, 24.9), (5.0, 24.9)), "group": "dọc"}
    assert spans(clip(towards), **line, way_m=(0.0, -1.0)) == [(7.6, 7.6, False)]
    assert spans(clip(towards), **line, way_m=(0.0, 1.0)) == []
    assert spans(clip(towards, signal="green"), **line, way_m=(0.0, -1.0)) == []


def test_what_is_cut_off_or_hidden_is_doubtful() -> None:
    far = ((0.0, 36.5), (4.0, 36.5), (4.0, 60.0), (0.0, 60.0))
    assert spans(clip(towards), kind="intrusion", area_m=far) == [(0.0, 1.7, True)]
    assert spans(clip(towards, visibility=0.1), kind="intrusion", area_m=AREA) == [(10.0, 15.0, True)]


@pytest.mark.parametrize("layout", sorted(TRIALS))
def test_rules_on_the_ground_are_drawn_within_the_picture(layout: str) -> None:
    rules = picture_rules(trial_camera(layout, "day", 900001), 640, 360)
    assert [rule["id"] for rule in rules] == [rule.id for rule in TRIALS[layout]]
    for rule in rules:
        for u, v in (*rule.get("polygon", ()), *rule.get("line", ()), *rule.get("lamp", ())):
            assert 0 <= u <= 1
            assert 0 <= v <= 1
