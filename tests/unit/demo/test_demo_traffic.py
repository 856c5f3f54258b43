from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from ioc_desktop.demo.scenes.paths import Signals, straight
from ioc_desktop.demo.scenes.scene import FPS, Scene
from ioc_desktop.demo.scenes.traffic import Actor, Flow, Traffic, plate_of, simulate


def _spots(actors: list[Actor]) -> list[tuple[str, float, float]]:
    return sorted((a.kind, round(a.pose.x, 6), round(a.pose.y, 6)) for a in actors)


@pytest.mark.parametrize("time_s", [0.0, 3.4, 11.0])
def test_traffic_repeats_every_loop(junction: Scene, avenue: Scene, time_s: float) -> None:
    for scene in (junction, avenue):
        first, second = scene.traffic.at(time_s), scene.traffic.at(time_s + scene.loop_s)
        assert len(first) > 20
        for (kind_a, *a), (kind_b, *b) in zip(_spots(first), _spots(second), strict=True):
            assert kind_a == kind_b
            assert a == pytest.approx(b, abs=1e-5)


def test_numbers_are_unique_and_tracks_are_continuous(junction: Scene) -> None:
    last: dict[int, tuple[float, float, float]] = {}
    gone: set[int] = set()
    for number in range(0, junction.frame_count, 3):
        time_s = number / FPS
        actors = junction.traffic.at(time_s)
        assert len({a.number for a in actors}) == len(actors)
        for actor in actors:
            assert actor.number not in gone
            if actor.number in last:
                seen_s, x, y = last[actor.number]
                assert np.hypot(actor.pose.x - x, actor.pose.y - y) < 20 * (time_s - seen_s) + 0.1
            last[actor.number] = (time_s, actor.pose.x, actor.pose.y)
        present = {a.number for a in actors}
        gone |= {n for n in last if n not in present}


def _red_crossings(scene: Scene) -> dict[bool, int]:
    """How many trips pass their stop line on red, by whether they obey."""
    signals = scene.traffic.signals
    assert signals is not None
    found: dict[bool, int] = defaultdict(int)
    for trip in scene.traffic.trips:
        if trip.flow.stop is None:
            continue
        group, line_m = trip.flow.stop
        half = {"person": 0.25, "bicycle": 0.85, "motorcycle": 0.95, "car": 2.2, "bus": 5.25, "truck": 3.5}[trip.kind]
        step = int(np.searchsorted(trip.along_m + half, line_m))
        if 0 < step < len(trip.along_m):
            found[trip.flow.obeys] += signals.state(group, trip.start_s + (step - 1) * 0.1) == "red"
    return found


def test_nobody_who_obeys_crosses_the_line_on_red(junction: Scene) -> None:
    assert _red_crossings(junction)[True] == 0


def test_a_few_run_the_red(junction: Scene) -> None:
    assert junction.traffic.signals is not None
    runners = [t for t in junction.traffic.trips if "vượt đèn" in t.flow.lane]
    assert len(runners) == 2
    assert not any(t.flow.obeys for t in runners)
    for trip in runners:
        group, middle = ("dọc", 40 + 25.0) if "dọc" in trip.flow.lane else ("ngang", 100.0)
        step = int(np.searchsorted(trip.along_m, middle))
        assert junction.traffic.signals.state(group, trip.start_s + step * 0.1) == "red"


def test_vehicles_of_a_lane_do_not_drive_through_each_other() -> None:
    flow = Flow("làn", straight(0, 0, 0, 150), 3, 10.0, (("car", 1.0),), 0.1, ("a", 80))
    signals = Signals(20, (("a", 0, 9),))
    traffic = Traffic([flow], [], [], loop_s=20, signals=signals, seed=4)
    for time_s in np.arange(0, 20, 0.5):
        along = sorted(a.pose.y for a in traffic.at(float(time_s)))
        assert all(b - a > 4.0 for a, b in pairwise(along))


def test_a_lane_that_never_clears_is_refused() -> None:
    flow = Flow("làn", straight(0, 0, 0, 100), 12, 8.0, (("bus", 1.0),), 0.0, ("a", 50))
    with pytest.raises(ValueError, match="too many vehicles"):
        simulate(flow, 20, Signals(20, (("a", 0, 1),)), 1)


def test_plates_have_the_vietnamese_form() -> None:
    import re

    assert re.fullmatch(r"74A-\d{3}\.\d\d", plate_of("car", 5))
    assert re.fullmatch(r"74-[A-Z]\d \d{3}\.\d\d", plate_of("motorcycle", 5))
    assert plate_of("person", 5) == ""
    assert plate_of("bus", 9) == plate_of("bus", 9)
