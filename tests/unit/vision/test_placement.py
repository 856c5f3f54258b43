from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.placement import LIMIT_S, Moment, Sightings, eased
from ioc_desktop.vision.results import AnalysisResult, Mode
from ioc_desktop.vision.tracks import Tracks

FPS = 15
BOX = (0.4, 0.4, 0.5, 0.6)
Boxes = dict[int, tuple[float, float, float, float]]


def result(
    frame_no: int, boxes: Boxes, velocity: tuple[float, float] = (0.0, 0.0), *, pts_s: float | None = None,
    mode: Mode = "detector", hidden: tuple[int, ...] = (),
) -> AnalysisResult:  # fmt: skip
    count = len(boxes)
    places = np.array(list(boxes.values()), np.float32).reshape(-1, 4)
    tracks = Tracks(
        np.array(list(boxes), np.int64),
        places,
        np.full(count, 0.9, np.float32),
        np.array(list(boxes), np.int32),
        np.tile(np.array(velocity, np.float32), (count, 1)),
        np.array([number not in hidden for number in boxes], bool),
    )
    found = Detections(places, tracks.scores, tracks.classes)
    return AnalysisResult(frame_no, frame_no / FPS if pts_s is None else pts_s, found, 100.0, mode, tracks)


def sightings(*results: AnalysisResult) -> Sightings:
    kept = Sightings()
    for each in results:
        kept.add(each)
    return kept


def at(kept: Sightings, frame_no: int, pts_s: float | None = None) -> Boxes:
    """Boxes by class number, which is the identity in these tests."""
    found = kept.at(Moment(frame_no, frame_no / FPS if pts_s is None else pts_s))
    return {number: tuple(box) for number, box in zip(found.classes.tolist(), found.boxes.tolist(), strict=True)}


def moved(right: float, down: float) -> tuple[float, float, float, float]:
    return (BOX[0] + right, BOX[1] + down, BOX[2] + right, BOX[3] + down)


SPEEDS = st.floats(-0.4, 0.4)


@given(SPEEDS, SPEEDS, st.integers(1, 9))
def test_a_steady_mover_is_exactly_placed_after_its_last_result(right: float, down: float, frames: int) -> None:
    """Up to 0.6 s."""
    kept = sightings(result(30, {1: BOX}, (right, down)))
    expected = moved(right * frames / FPS, down * frames / FPS)
    assert at(kept, 30 + frames)[1] == pytest.approx(expected, abs=1e-5)


@given(SPEEDS, SPEEDS, st.integers(0, 15), st.integers(1, 15))
def test_a_steady_mover_is_exactly_placed_between_two_results(right: float, down: float, frames: int, gap: int) -> None:
    """Also where the tracker has no idea how fast it is."""
    assume(frames <= gap)
    end = moved(right * gap / FPS, down * gap / FPS)
    kept = sightings(result(30, {1: BOX}), result(30 + gap, {1: end}))
    expected = moved(right * frames / FPS, down * frames / FPS)
    assert at(kept, 30 + frames)[1] == pytest.approx(expected, abs=1e-5)


@given(st.floats(-12, 12), st.floats(-4, 4), st.integers(1, 9))
def test_who_drives_evenly_on_flat_ground_is_placed_better_than_straight_on(
    speed_mps: float, across_m: float, frames: int
) -> None:
    """Coming nearer it grows and gets faster in the picture; a straight line falls behind."""

    def seen_at(frame_no: int) -> tuple[float, float, float, float]:
        away_m = 14 - speed_mps * (frame_no - 30) / FPS
        x, foot, wide, tall = 0.5 + 0.4 * across_m / away_m, 0.3 + 3.0 / away_m, 0.9 / away_m, 1.2 / away_m
        return (x - wide / 2, foot - tall, x + wide / 2, foot)

    at_numbers = [18, 21, 24, 27, 30]
    times = np.array(at_numbers) / FPS
    feet = np.array([((box[0] + box[2]) / 2, box[3]) for box in map(seen_at, at_numbers)])
    velocity = [float(np.polyfit(times, feet[:, axis], 1)[0]) for axis in (0, 1)]
    kept = sightings(*(result(number, {1: seen_at(number)}, (velocity[0], velocity[1])) for number in at_numbers))
    expected = np.array(seen_at(30 + frames))
    assume((expected[:2] > 0.01).all() and (expected[2:] < 0.99).all())
    placed = np.array(at(kept, 30 + frames)[1])
    straight = np.array(seen_at(30)) + np.tile(velocity, 2) * frames / FPS
    assert np.abs(placed - expected).max() <= max(0.6 * np.abs(straight - expected).max(), 0.01)


def test_the_box_of_the_analysed_picture_is_the_one_that_the_tracker_gave() -> None:
    kept = sightings(result(30, {1: BOX}, (0.3, 0.0)), result(33, {1: moved(0.01, 0)}), result(36, {1: moved(0.5, 0)}))
    assert at(kept, 33)[1] == pytest.approx(moved(0.01, 0))


@given(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0))
def test_nobody_runs_on_for_ever(one: float, other: float) -> None:
    """Later is never nearer, never faster than the mover, and there is an end."""
    low, high = sorted((one, other))
    assert 0 <= eased(high) - eased(low) <= high - low + 1e-9
    assert abs(eased(one)) <= LIMIT_S * 0.8 + 1e-9
    assert eased(LIMIT_S) == eased(10.0)


def test_far_from_every_result_nothing_is_drawn() -> None:
    kept = sightings(result(30, {1: BOX}))
    assert at(kept, 30 + FPS) != {}
    assert at(kept, 30 + FPS + 1) == {}
    assert at(kept, 30 - FPS - 1) == {}
    assert at(Sightings(), 30) == {}


def test_an_identity_of_one_result_is_drawn_in_the_half_of_the_time_near_to_it() -> None:
    kept = sightings(result(30, {1: BOX, 2: BOX}, (0.1, 0)), result(36, {1: BOX, 3: BOX}, (0.1, 0)))
    assert set(at(kept, 32)) == {1, 2}
    assert at(kept, 32)[2] == pytest.approx(moved(0.1 * 2 / FPS, 0), abs=1e-5)
    assert set(at(kept, 35)) == {1, 3}
    assert at(kept, 35)[3] == pytest.approx(moved(-0.1 / FPS, 0), abs=1e-5)


def test_who_leaves_the_picture_is_not_drawn_at_its_edge() -> None:
    kept = sightings(result(30, {1: (0.9, 0.4, 0.99, 0.6)}, (0.5, 0.0)))
    assert at(kept, 32)[1][2] == 1.0
    assert at(kept, 36) == {}


def test_whom_the_model_has_lost_is_drawn_for_half_a_second() -> None:
    """The tracker goes on telling where it might be."""
    kept = sightings(result(30, {1: BOX, 2: BOX}), result(33, {1: BOX, 2: BOX}, hidden=(2,)))
    assert set(at(kept, 37)) == {1, 2}
    kept.add(result(36, {1: BOX, 2: BOX}, hidden=(2,)))
    assert set(at(kept, 37)) == {1, 2}
    assert set(at(kept, 38)) == {1}
    assert set(at(kept, 34)) == {1}, "between two pictures in which it was not found it is nowhere"
    assert set(at(kept, 32)) == {1, 2}
    kept.add(result(39, {1: BOX, 2: BOX}))
    assert set(at(kept, 37)) == {1, 2}, "found again"


def test_a_jump_of_the_times_takes_old_boxes_away_until_the_next_result() -> None:
    kept = sightings(result(30, {1: BOX}), result(33, {1: BOX}))
    assert at(kept, 34, pts_s=3600.0) == {}
    assert at(kept, 34, pts_s=0.1) == {}
    kept.add(result(36, {2: BOX}, pts_s=3600.1))
    assert set(at(kept, 37, pts_s=3600.2)) == {2}
    assert at(kept, 33) == {}, "results before the jump are forgotten"


def test_a_stream_that_starts_anew_under_its_name_is_another_one() -> None:
    kept = sightings(result(300, {1: BOX}), result(3, {2: BOX}))
    assert set(at(kept, 4)) == {2}
    assert at(kept, 301) == {}


def test_numbers_that_go_on_over_a_reconnection_place_nothing_old() -> None:
    """The number goes on, the time begins at 0."""
    kept = sightings(result(300, {1: BOX}))
    assert at(kept, 301, pts_s=0.0) == {}
    assert at(kept, 330, pts_s=2.0) == {}


def test_a_stream_without_times_keeps_its_boxes_where_they_were() -> None:
    kept = sightings(result(30, {1: BOX}, pts_s=0.0), result(33, {1: moved(0.1, 0)}, pts_s=0.0))
    assert at(kept, 32, pts_s=0.0)[1] == pytest.approx(BOX)
    assert at(kept, 35, pts_s=0.0)[1] == pytest.approx(moved(0.1, 0))


def test_corners_are_not_cut_between_results_far_apart() -> None:
    kept = sightings(result(30, {1: BOX}), result(60, {1: moved(0.4, 0)}))
    assert at(kept, 34)[1] == pytest.approx(BOX)
    assert at(kept, 58)[1] == pytest.approx(moved(0.4, 0))


def test_motion_has_no_identities_so_the_nearest_result_is_shown_as_it_is() -> None:
    kept = sightings(result(30, {1: BOX}, mode="motion"), result(36, {2: BOX}, mode="motion"))
    assert set(at(kept, 32)) == {1}
    assert set(at(kept, 35)) == {2}
    assert set(at(kept, 40)) == {2}
    kept.add(result(39, {3: BOX}))
    assert set(at(kept, 36)) == {3}, "what motion saw is forgotten: a model's numbers mean something else"


def test_memory_is_bounded() -> None:
    kept = sightings(*(result(number, {1: BOX}) for number in range(1000)))
    assert at(kept, 1000 - 65, pts_s=(1000 - 65) / FPS) != {}, "the oldest kept one is after it"
    assert len(kept._kept) <= 64
