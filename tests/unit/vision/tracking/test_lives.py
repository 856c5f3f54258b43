"""What somebody is, by votes over their life: riders of whom mostly the person is seen are riders all the same."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.tracking.lives import Life

PERSON, BICYCLE, MOTORCYCLE = range(3)
HEIGHT = 0.1
STEP_S = 0.1


def lived(heights_a_second: float, ridden: int, *, steps: int = 20) -> Life:
    """Somebody who goes across the picture; the model sees the bike in every ``ridden``-th picture, never for 0."""
    life = Life(3, PERSON, MOTORCYCLE, aspect=1.0)
    for number in range(steps):
        x = 0.1 + heights_a_second * HEIGHT * STEP_S * number
        box = np.array([x, 0.5, x + 0.03, 0.5 + HEIGHT], np.float32)
        is_ridden = bool(ridden) and number % ridden == ridden - 1
        life.see(
            number * STEP_S, box, 0.4 if is_ridden else 0.8, MOTORCYCLE if is_ridden else PERSON, is_ridden=is_ridden
        )
    return life


@pytest.mark.parametrize(
    ("heights_a_second", "ridden", "kind"),
    [
        (0.8, 0, PERSON),  # walks
        (0.8, 5, PERSON),  # walks past a bike
        (1.5, 5, MOTORCYCLE),  # the bike shows now and then
        (1.5, 0, PERSON),  # runs
        (3.0, 0, MOTORCYCLE),  # the bike never shows
        (0.2, 2, MOTORCYCLE),  # comes straight towards the camera
    ],
)
def test_who_rides_is_known_by_the_bike_and_by_the_speed(heights_a_second: float, ridden: int, kind: int) -> None:
    assert lived(heights_a_second, ridden).kind == kind


def test_one_leap_of_a_box_makes_no_rider() -> None:
    life = Life(3, PERSON, MOTORCYCLE, aspect=1.0)
    life.see(0.0, np.array([0.1, 0.5, 0.13, 0.6], np.float32), 0.8, PERSON)
    for number in range(1, 10):
        life.see(number * STEP_S, np.array([0.2, 0.5, 0.23, 0.6], np.float32), 0.8, PERSON)
        assert life.kind == PERSON


def test_a_rider_who_waits_at_the_lights_stays_one() -> None:
    life = lived(3.0, 4)
    place = life.box
    for number in range(20, 120):
        is_ridden = number % 10 == 0
        life.see(number * STEP_S, place, 0.8, MOTORCYCLE if is_ridden else PERSON, is_ridden=is_ridden)
    assert life.kind == MOTORCYCLE


def test_a_walker_who_took_over_a_riders_identity_is_a_walker_again() -> None:
    life = lived(3.0, 0)
    assert life.kind == MOTORCYCLE
    for number in range(20, 80):
        x = 0.3 + 0.8 * HEIGHT * STEP_S * number
        life.see(number * STEP_S, np.array([x, 0.5, x + 0.03, 0.5 + HEIGHT], np.float32), 0.8, PERSON)
    assert life.kind == PERSON


def test_a_walker_beside_bikes_who_was_fast_once_is_a_walker_again() -> None:
    """Now and then a bike is seen where it walks: that makes riders of those who stand, not of those who walk."""
    life = lived(3.0, 5)
    assert life.kind == MOTORCYCLE
    for number in range(20, 100):
        x = 0.7 + 0.8 * HEIGHT * STEP_S * (number - 19)
        is_ridden = number % 6 == 0
        box = np.array([x, 0.5, x + 0.03, 0.5 + HEIGHT], np.float32)
        life.see(number * STEP_S, box, 0.8, MOTORCYCLE if is_ridden else PERSON, is_ridden=is_ridden)
    assert life.kind == PERSON


@pytest.mark.parametrize("fps", [5, 10, 15])
def test_a_foot_that_slips_for_a_moment_makes_no_rider(fps: int) -> None:
    """Somebody comes out from behind a bike: the box loses its lower third within a fifth of a second."""
    life = Life(3, PERSON, MOTORCYCLE, aspect=1.0)
    for number in range(fps):
        time_s = number / fps
        bottom = 0.65 - 0.05 * min(time_s, 0.2) / 0.2
        life.see(time_s, np.array([0.1, 0.5, 0.13, bottom], np.float32), 0.8, PERSON)
        assert life.kind == PERSON


def test_what_was_seen_before_a_pause_weighs_less() -> None:
    life = Life(3, aspect=1.0)
    box = np.array([0.1, 0.5, 0.2, 0.6], np.float32)
    for number in range(20):
        life.see(number * STEP_S, box, 0.8, BICYCLE)
    for number in range(50, 63):
        life.see(number * STEP_S, box, 0.8, MOTORCYCLE)
    assert life.kind == MOTORCYCLE
