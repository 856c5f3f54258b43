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
