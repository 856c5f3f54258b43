"""Identities last through what happens in a street."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.tracking.tracker import FORETELL_S, MOST_OBJECTS, Tracker
from ioc_desktop.vision.tracks import Tracks

LABELS = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
PERSON, _, MOTORCYCLE, CAR, BUS, TRUCK = range(6)
ASPECT = 16 / 9
Thing = tuple[int, float, float, float]
"""Class, left, top, score; 0.06 wide and 0.08 high."""


def seen(*things: Thing) -> Detections:
    return Detections(
        np.array([(x, y, x + 0.06, y + 0.08) for _, x, y, _ in things], np.float32).reshape(-1, 4),
        np.array([score for *_, score in things], np.float32),
        np.array([kind for kind, *_ in things], np.int32),
    )


def run(frames: Sequence[Sequence[Thing]], fps: float = 5.0, tracker: Tracker | None = None) -> list[Tracks]:
    tracker = tracker or Tracker(LABELS, fps)
    return [tracker.step(seen(*things), number / fps, ASPECT) for number, things in enumerate(frames)]


def test_a_car_keeps_its_identity_and_its_speed_is_told() -> None:
    tracks = run([[(CAR, 0.1 + 0.02 * n, 0.5, 0.9)] for n in range(20)])
    assert [len(each) for each in tracks[:3]] == [0, 1, 1]
    assert {each.ids[0] for each in tracks[1:]} == {0}
    assert tracks[-1].velocities[0] == pytest.approx((0.1, 0.0), abs=1e-3)
    assert tracks[-1].feet[0] == pytest.approx((0.1 + 0.02 * 19 + 0.03, 0.58), abs=1e-3)


def test_two_cars_that_meet_do_not_swap() -> None:
    frames = [[(CAR, 0.1 + 0.02 * n, 0.50, 0.9), (CAR, 0.7 - 0.02 * n, 0.54, 0.9)] for n in range(30)]
    tracks = run(frames)
    paths = {number: [] for number in tracks[1].ids.tolist()}
    for each in tracks[1:]:
        for number, box in zip(each.ids.tolist(), each.boxes, strict=True):
            paths[number].append(float(box[0]))
    assert [math.copysign(1, path[-1] - path[0]) for path in paths.values()] == [1, -1]


def test_behind_a_pole_the_identity_is_foretold_and_found_again() -> None:
    frames = [[] if n in (10, 11, 12) else [(MOTORCYCLE, 0.1 + 0.02 * n, 0.5, 0.9)] for n in range(20)]
    tracks = run(frames)
    assert [bool(each.seen[0]) for each in tracks[8:15]] == [True, True, False, False, False, True, True]
    assert {each.ids[0] for each in tracks[1:]} == {0}
    assert tracks[12].boxes[0, 0] == pytest.approx(0.1 + 0.02 * 12, abs=0.02)


def test_what_stays_away_is_no_longer_told() -> None:
    tracks = run([[(CAR, 0.4, 0.5, 0.9)]] * 5 + [[]] * 15)
    gone = [len(each) for each in tracks[5:]]
    assert gone[: round(FORETELL_S * 5)] == [1] * 5
    assert sum(gone[6:]) == 0


def test_unsure_boxes_keep_the_known_alive_and_make_nobody() -> None:
    frames: list[list[Thing]] = [
        [(CAR, 0.1 + 0.01 * n, 0.5, 0.9 if n < 5 else 0.2), (CAR, 0.7, 0.2, 0.2)] for n in range(15)
    ]
    tracks = run(frames)
    assert all(each.ids.tolist() == [0] and each.seen.all() for each in tracks[1:])


def test_the_class_is_what_was_seen_most() -> None:
    kinds = [TRUCK, TRUCK, BUS, TRUCK, CAR, TRUCK, BUS, TRUCK]
    tracks = run([[(kind, 0.4, 0.5, 0.9)] for kind in kinds])
    assert {int(each.classes[0]) for each in tracks[1:]} == {TRUCK}


def test_dropped_pictures_do_not_slow_anybody_down() -> None:
    tracker = Tracker(LABELS, 10)
    times = [n / 10 for n in range(40) if n % 7 not in (3, 4, 5)]
    tracks = [tracker.step(seen((CAR, 0.05 + 0.2 * t, 0.5, 0.9)), t, ASPECT) for t in times]
    assert {number for each in tracks for number in each.ids.tolist()} == {0}
    assert tracks[-1].velocities[0, 0] == pytest.approx(0.2, rel=0.02)


@pytest.mark.parametrize("jump_s", [-3.0, 0.0, 60.0])
def test_after_a_jump_of_the_clock_nobody_is_known_and_no_number_comes_twice(jump_s: float) -> None:
    tracker = Tracker(LABELS, 5)
    before = [tracker.step(seen((CAR, 0.4, 0.5, 0.9)), 10 + n / 5, ASPECT) for n in range(5)]
    start_s = 10.8 + jump_s
    after = [tracker.step(seen((CAR, 0.4, 0.5, 0.9)), start_s + n / 5, ASPECT) for n in range(5)]
    assert len(after[0]) == 0
    assert {each.ids[0] for each in before[1:]}.isdisjoint({each.ids[0] for each in after[1:]})


def test_a_parked_motorbike_does_not_swallow_who_walks_past() -> None:
    parked: Thing = (MOTORCYCLE, 0.5, 0.5, 0.9)
    frames = [[parked, (PERSON, 0.30 + 0.02 * n, 0.465, 0.9)] for n in range(20)]
    tracks = run(frames)
    assert all(set(each.classes.tolist()) == {MOTORCYCLE, PERSON} for each in tracks[1:])


def test_a_rider_at_the_red_light_stays_on_the_bike() -> None:
    def both(x: float) -> list[Thing]:
        return [(MOTORCYCLE, x, 0.5, 0.9), (PERSON, x, 0.472, 0.9)]

    tracks = run([both(0.1 + 0.02 * n) for n in range(10)] + [both(0.3)] * 20)
    assert all(each.classes.tolist() == [MOTORCYCLE] for each in tracks[1:])


def test_a_flood_of_boxes_is_bounded() -> None:
    rng = np.random.default_rng(1)
    things = [(CAR, float(x), float(y), 0.9) for x, y in rng.random((5 * MOST_OBJECTS, 2)) * 0.9]
    tracks = run([things] * 4)
    assert 0 < len(tracks[-1]) <= MOST_OBJECTS


boxes = st.lists(
    st.tuples(*[st.floats(-1, 2, width=32)] * 4, st.floats(0, 1, width=32), st.integers(0, 5)), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.0, 12.0), boxes), max_size=12))
def test_rubbish_gives_whole_arrays_and_numbers_that_never_come_twice(
    frames: list[tuple[float, list[tuple[float, ...]]]],
) -> None:
    tracker, time_s = Tracker(LABELS, 5), 0.0
    for gap_s, found in frames:
        time_s += gap_s
        detections = Detections(
            np.array([each[:4] for each in found], np.float32).reshape(-1, 4),
            np.array([each[4] for each in found], np.float32),
            np.array([each[5] for each in found], np.int32),
        )
        tracks = tracker.step(detections, time_s, ASPECT)
        assert len(set(tracks.ids.tolist())) == len(tracks)
        assert np.isfinite(tracks.boxes).all()
        assert tracks.boxes.shape == (len(tracks), 4)
        assert tracks.velocities.shape == (len(tracks), 2)
