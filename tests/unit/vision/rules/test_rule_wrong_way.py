"""Driving against the direction, and everything that only looks like it."""

import math

import numpy as np
import pytest

from ioc_desktop.vision.rules.model import RuleKind
from tests.support.actors import Actor, along, clock, going, rule_of, run, views

DOWN = rule_of(RuleKind.WRONG_WAY, direction=(0.0, 1.0))
UP_IT_GOES = going((0.5, 0.95), (0.5, 0.1), 0, 6)


@pytest.mark.parametrize("fps", [2, 5, 10, 15])
def test_one_against_the_direction_is_told_once(fps: float) -> None:
    told = run(DOWN, views([Actor(UP_IT_GOES, name="motorcycle")], clock(12, fps)))
    assert len(told.raised) == 1
    event = told.closed[0]
    assert event.start_s == pytest.approx(0.25 / 0.85 * 6, abs=0.6)
    assert event.end_s == pytest.approx(0.65 / 0.85 * 6, abs=0.6)
    assert event.category == "motorcycle"


@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_angles(degrees: int) -> None:
    """Against it within 50° is wrong, beyond 60° is not."""
    turn = math.radians(degrees)
    way = np.array([math.sin(turn), -math.cos(turn)]) * 0.4
    start, end = (0.5 - way[0], 0.5 - way[1]), (0.5 + way[0], 0.5 + way[1])
    told = run(DOWN, views([Actor(going(start, end, 0, 6))], clock(9, 10)))
    off = min(degrees, 360 - degrees)
    if off <= 50 or off >= 60:
        assert len(told.raised) == (off <= 50)


def test_a_parked_or_slowly_shifting_vehicle_is_not_wrong() -> None:
    random = np.random.default_rng(6)
    jitter = Actor(lambda _t: (0.5, 0.5 + random.normal(0, 0.006)))
    assert not run(DOWN, views([jitter], clock(60, 10))).events
    manoeuvre = Actor(along([(0, (0.5, 0.5)), (3, (0.5, 0.46)), (6, (0.5, 0.5)), (9, (0.5, 0.46))]))
    assert not run(DOWN, views([manoeuvre], clock(10, 10))).events


def test_turning_off_through_the_area_is_not_wrong() -> None:
    """In from the right, a bow up and out to the left."""
    bow = Actor(along([(0, (0.9, 0.55)), (2, (0.6, 0.52)), (3, (0.5, 0.5)), (4, (0.4, 0.47)), (6, (0.1, 0.45))]))
    assert not run(DOWN, views([bow], clock(10, 10))).events
    left_turn = Actor(along([(0, (0.5, 0.1)), (3, (0.5, 0.45)), (4, (0.55, 0.55)), (7, (0.95, 0.56))]))
    assert not run(DOWN, views([left_turn], clock(10, 10))).events


def test_a_u_turn_that_drives_back_is_wrong_from_where_it_turned() -> None:
    u_turn = Actor(along([(0, (0.4, 0.1)), (3, (0.4, 0.6)), (4, (0.5, 0.62)), (8, (0.5, 0.1))]))
    told = run(DOWN, views([u_turn], clock(12, 10)))
    assert len(told.raised) == 1
    assert told.raised[0].start_s == pytest.approx(4.0, abs=0.5)


def test_it_ends_when_the_right_way_is_taken_again() -> None:
    repents = Actor(along([(0, (0.5, 0.65)), (3, (0.5, 0.35)), (6, (0.5, 0.68)), (10, (0.5, 0.69))]))
    told = run(DOWN, views([repents], clock(10, 10)))
    assert len(told.raised) == 1
    assert told.closed[0].end_s == pytest.approx(3.4, abs=0.4)


def test_a_switched_identity_is_one_offender() -> None:
    actor = Actor(UP_IT_GOES, number=lambda time_s: 1 if time_s < 3 else 2)
    assert len(run(DOWN, views([actor], clock(12, 10))).raised) == 1


def test_a_jump_between_neighbours_is_not_driving() -> None:
    """The tracker hands an identity from one vehicle to the one behind."""
    jump = Actor(lambda time_s: (0.5, 0.65 if time_s < 3 else 0.4))
    assert not run(DOWN, views([jump], clock(8, 10))).events


def test_people_walk_as_they_like() -> None:
    assert not run(DOWN, views([Actor(UP_IT_GOES, name="person")], clock(12))).events


def test_a_wide_picture_stretches_directions() -> None:
    """Drawn at 45° in shares of the picture, that is a flat direction in a 2:1 picture."""
    flat = rule_of(RuleKind.WRONG_WAY, direction=(1.0, 1.0))
    back = Actor(going((0.7, 0.7), (0.3, 0.3), 0, 4), size=(0.03, 0.06))
    assert len(run(flat, views([back], clock(6, 10), aspect=2.0)).raised) == 1
