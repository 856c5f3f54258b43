"""Who passes a line while something hides them: told once, where and when it was; nobody else is told."""

import pytest

from ioc_desktop.vision.rules.model import Rule, RuleKind
from tests.support.actors import Actor, Told, along, clock, going, run, views

LINE = Rule(id="r", kind=RuleKind.RED_LIGHT, line=((0.2, 0.5), (0.8, 0.5)), signal="s", direction=(0.0, -1.0))
QUEUE = Actor(going((0.52, 0.53), (0.52, 0.53), 0, 9), 9, "motorcycle")


def rider(found_s: float, number: int = 1, lost_s: float = 9.0, speed: float = 0.4) -> Actor:
    """On the line at 3 s, going up; seen only between two moments."""
    way = going((0.5, 0.5 + 3 * speed), (0.5, 0.5 - 3 * speed), 0, 6)
    return Actor(lambda time_s: way(time_s) if found_s <= time_s <= lost_s else None, number, "motorcycle")


def told(*actors: Actor) -> Told:
    return run(LINE, views(actors, clock(9, 10), signal=lambda _time_s: "red"))


def test_a_rider_found_beyond_the_line_has_passed_behind_the_queue() -> None:
    (event,) = told(QUEUE, rider(3.25)).raised
    assert event.start_s == pytest.approx(3.0, abs=0.06)
    assert event.tracks == (1,)


def test_nobody_comes_out_of_nothing() -> None:
    assert not told(rider(3.25)).raised


def test_longer_ago_than_a_moment_is_a_guess() -> None:
    assert not told(QUEUE, rider(4.2)).raised


def test_who_walks_out_from_behind_the_queue_was_there() -> None:
    assert not told(QUEUE, rider(3.4, speed=0.08)).raised


def test_one_rider_under_two_identities_is_told_once() -> None:
    assert len(told(QUEUE, rider(1.0, lost_s=3.4), rider(3.25, 2)).raised) == 1


@pytest.mark.parametrize(("goes_on", "crossings"), [(True, 1), (False, 0)])
def test_an_identity_that_leaps_over_the_line_must_go_on(*, goes_on: bool, crossings: int) -> None:
    end = (0.5, 0.1) if goes_on else (0.5, 0.41)
    way = along([(0, (0.5, 0.9)), (2, (0.5, 0.6)), (2.8, (0.5, 0.42)), (5, end)])
    leaping = Actor(way, 1, "motorcycle", seen=lambda time_s: not 2 < time_s < 2.8)
    assert len(told(leaping).raised) == crossings


@pytest.mark.parametrize(("stops_s", "crossings"), [(9.0, 1), (3.05, 0)])
def test_an_identity_that_leapt_to_somebody_goes_on_in_steps(stops_s: float, crossings: int) -> None:
    """It stands before the line, is found beyond it with one who crosses the street, and leaps on to a rider there."""
    ways = {True: [(0, (0.5, 0.6)), (2, (0.5, 0.6)), (3, (0.5, 0.46)), (5, (0.5, 0.2))],
            False: [(0, (0.5, 0.6)), (2, (0.5, 0.6)), (3, (0.5, 0.46)), (3.1, (0.5, 0.46)), (3.2, (0.5, 0.2)),
                    (5, (0.5, 0.2))]}  # fmt: skip
    leaping = Actor(along(ways[stops_s > 4]), 1, "motorcycle", seen=lambda time_s: not 2 < time_s < 2.95)
    assert len(told(leaping).raised) == crossings


@pytest.mark.parametrize(("second_s", "crossings"), [(3.1, 1), (3.8, 0)])
def test_only_who_is_found_twice_in_a_row_is_followed_back(second_s: float, crossings: int) -> None:
    """Found once just past the line, and again far beyond it: after a while that may be anybody."""
    way = along([(3.0, (0.5, 0.48)), (second_s, (0.5, 0.44)), (9, (0.5, 0.1))])
    assert len(told(Actor(way, 1, "motorcycle", seen=lambda at: at < 3.05 or at >= second_s)).raised) == crossings


def test_a_wobbling_box_is_followed_back_all_the_same() -> None:
    way = rider(3.25).where

    def where(time_s: float) -> tuple[float, float] | None:
        foot = way(time_s)
        return foot and (foot[0], foot[1] + 0.05 * (round(time_s * 10) % 3 == 1))

    assert len(told(QUEUE, Actor(where, 1, "motorcycle")).raised) == 1


@pytest.mark.parametrize(("side", "crossings"), [(0.0, 1), (0.25, 0)])
def test_who_vanished_at_the_line_came_out_beyond_it(side: float, crossings: int) -> None:
    """Its identity was taken over by nobody, and another was given to it beyond the line."""
    far = Actor(going((0.5 + side, 0.9), (0.5 + side, 0.53), 0, 2.8), 3, "motorcycle")
    assert len(told(far, rider(3.25)).raised) == crossings


@pytest.mark.parametrize(("apart", "crossings"), [(0.02, 1), (0.07, 2)])
def test_two_on_one_spot_are_one_and_two_abreast_are_two(apart: float, crossings: int) -> None:
    other = going((0.5 + apart, 1.72), (0.5 + apart, -0.68), 0.05, 6.05)
    assert len(told(rider(1.0), Actor(other, 2, "motorcycle")).raised) == crossings


def test_a_rider_beside_a_lorry_is_told_beside_it() -> None:
    lorry = Actor(going((0.57, 1.72), (0.57, -0.68), 0.1, 6.1), 2, "truck", size=(0.25, 0.3))
    assert len(told(rider(1.0), lorry).raised) == 2


def test_who_was_taken_for_past_the_line_passes_it_when_it_comes_back() -> None:
    """Born on the line; a box that is too long looks like the way back; then it drives over."""
    feet = {30: 0.501, 31: 0.545, 32: 0.485, 33: 0.46, 34: 0.44, 35: 0.42, 36: 0.40}

    def where(time_s: float) -> tuple[float, float] | None:
        at = round(time_s * 10)
        return (0.5, feet[at]) if at in feet else None

    assert len(told(Actor(where, 1, "motorcycle")).raised) == 1
