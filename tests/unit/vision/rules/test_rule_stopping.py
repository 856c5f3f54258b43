"""Standing where it is forbidden, through occlusions and switched identities."""

import numpy as np
import pytest

from ioc_desktop.vision.rules.model import RuleKind
from tests.support.actors import Actor, along, clock, rule_of, run, views

STOP = rule_of(RuleKind.ILLEGAL_STOP, min_s=10.0)
PARKS = along([(0, (0.1, 0.5)), (4, (0.5, 0.5)), (34, (0.5, 0.5)), (38, (0.9, 0.5))])


@pytest.mark.parametrize("fps", [2, 5, 15])
def test_a_stop_is_told_once_with_its_time(fps: float) -> None:
    random = np.random.default_rng(7)

    def where(time_s: float) -> tuple[float, float] | None:
        foot = PARKS(time_s)
        return None if foot is None else (foot[0] + random.normal(0, 0.002), foot[1] + random.normal(0, 0.002))

    told = run(STOP, views([Actor(where)], clock(60, fps)))
    assert len(told.raised) == 1
    event = told.closed[0]
    assert event.start_s == pytest.approx(4.0, abs=0.6)
    assert event.end_s == pytest.approx(34.0, abs=0.8)
    assert event.value == pytest.approx(30.0, abs=1.2)


def test_too_short_or_moving_is_no_stop() -> None:
    assert not run(rule_of(RuleKind.ILLEGAL_STOP, min_s=40.0), views([Actor(PARKS)], clock(60))).events
    creeping = Actor(along([(0, (0.3, 0.5)), (40, (0.7, 0.5))]))
    assert not run(STOP, views([creeping], clock(45))).events


def test_a_bus_in_front_does_not_interrupt() -> None:
    actor = Actor(PARKS, seen=lambda time_s: not 8 <= time_s <= 18)
    told = run(STOP, views([actor], clock(60)))
    assert len(told.raised) == 1
    assert told.closed[0].value == pytest.approx(30.0, abs=1.0)


def test_nobody_is_accused_while_hidden() -> None:
    """Seen for six seconds, then never again: ten seconds were not seen."""
    actor = Actor(PARKS, seen=lambda time_s: time_s <= 10)
    assert not run(STOP, views([actor], clock(60))).events


@pytest.mark.parametrize("lost_s", [0.0, 3.0, 9.0])
def test_a_new_identity_at_the_same_place_goes_on(lost_s: float) -> None:
    actor = Actor(
        PARKS,
        number=lambda time_s: 1 if time_s < 9 else 2,
        seen=lambda time_s: not 9 <= time_s < 9 + lost_s,
    )
    told = run(STOP, views([actor], clock(60)))
    assert len(told.raised) == 1
    assert told.closed[0].start_s == pytest.approx(4.0, abs=0.6)


def test_the_next_one_at_the_place_starts_anew() -> None:
    """The first drives off in sight, six seconds later another stops there: neither stood for ten."""
    first = Actor(along([(0, (0.5, 0.5)), (6, (0.5, 0.5)), (8, (0.9, 0.5)), (20, (0.9, 0.5))]), 1)
    second = Actor(along([(9, (0.1, 0.5)), (12, (0.5, 0.5)), (19, (0.5, 0.5)), (20, (0.9, 0.5))]), 2)
    assert not run(STOP, views([first, second], clock(30))).events


def test_half_of_the_box_hidden_for_a_while_is_the_same_stop() -> None:
    def where(time_s: float) -> tuple[float, float] | None:
        foot = PARKS(time_s)
        return (foot[0] + 0.03, foot[1]) if foot is not None and 10 <= time_s <= 14 else foot

    told = run(STOP, views([Actor(where)], clock(60)))
    assert len(told.raised) == 1
    assert told.closed[0].value == pytest.approx(30.0, abs=1.0)


@pytest.mark.parametrize(("away_s", "stops"), [(0.8, 1), (5.0, 0)])
def test_a_box_dragged_along_for_a_moment_has_not_left(away_s: float, stops: int) -> None:
    """Stands from 2 s to 16 s; at 9 s a vehicle passes right before it, and takes its box along."""
    still, away = (0.5, 0.5), (0.62, 0.5)
    way = along([(0, (0.2, 0.5)), (2, still), (9, still), (9.1, away), (9 + away_s, away), (9.1 + away_s, still),
                 (16, still), (17, (0.9, 0.5))])  # fmt: skip
    assert len(run(STOP, views([Actor(way)], clock(20, 10))).raised) == stops


def test_neighbours_are_two_stops() -> None:
    actors = [Actor(PARKS, 1), Actor(lambda _t: (0.58, 0.52), 2)]
    told = run(STOP, views(actors, clock(60)))
    assert len(told.raised) == 2


def test_neighbours_who_swap_identities_stay_two_stops() -> None:
    one = Actor(lambda _t: (0.45, 0.5), lambda time_s: 1 if time_s < 20 else 2)
    other = Actor(lambda _t: (0.55, 0.5), lambda time_s: 2 if time_s < 20 else 1)
    told = run(STOP, views([one, other], clock(60)))
    assert len(told.raised) == 2
    assert {round(event.end_s) for event in told.closed} == {60}


def test_outside_the_area_everybody_may_stand() -> None:
    assert not run(STOP, views([Actor(lambda _t: (0.2, 0.2))], clock(60))).events


def test_people_and_goods_that_stay_encroach() -> None:
    random = np.random.default_rng(8)
    vendor = Actor(lambda _t: (0.5 + random.normal(0, 0.01), 0.5), 1, "person", size=(0.05, 0.12))
    passer = Actor(along([(0, (0.0, 0.6)), (30, (1.0, 0.6))]), 2, "person", size=(0.05, 0.12))
    told = run(rule_of(RuleKind.ENCROACHMENT, min_s=30.0), views([vendor, passer], clock(60)))
    assert [event.tracks for event in told.raised] == [(1,)]


def test_the_memory_is_bounded() -> None:
    """A new identity stops at a new place every half second for five minutes."""
    from ioc_desktop.vision.rules.constants import MAX_PLACES
    from ioc_desktop.vision.rules.places import Places
    from ioc_desktop.vision.rules.scene import SceneBuilder

    actors = [
        Actor(
            lambda time_s, k=k: (
                (0.31 + 0.38 * ((k * 0.618) % 1), 0.31 + 0.38 * ((k * 0.377) % 1))
                if k * 0.5 <= time_s < k * 0.5 + 3
                else None
            ),
            k,
            size=(0.01, 0.01),
        )
        for k in range(600)
    ]
    places, builder = Places(0.2), SceneBuilder()
    for view in views(actors, clock(300, 2)):
        scene = builder.build(view)
        places.look(scene, scene.of(None))
        assert len(places) <= MAX_PLACES
    assert len(scene.paths) < 60
