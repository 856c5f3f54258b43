"""Crowds, flow and congestion."""

import numpy as np
import pytest

from ioc_desktop.vision.rules.congestion import Level, SpeedClass, level_of
from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import RuleKind
from tests.support.actors import LABELS, Actor, clock, going, rule_of, run, views

ROAD = ((0.3, 0.0), (0.7, 0.0), (0.7, 1.0), (0.3, 1.0))


def standing_people(count: int, until_s: float = 100.0) -> list[Actor]:
    random = np.random.default_rng(9)
    places = random.uniform(0.35, 0.65, (count, 2)).tolist()
    return [
        Actor(lambda t, x=x, y=y: (x, y) if t <= until_s else None, k, "person", size=(0.02, 0.05))
        for k, (x, y) in enumerate(places)
    ]


@pytest.mark.parametrize(("count", "told"), [(11, 0), (12, 1), (30, 1)])
def test_a_crowd_has_at_least_the_limit(count: int, told: int) -> None:
    rule = rule_of(RuleKind.CROWD, limit=12.0)
    events = run(rule, views(standing_people(count), clock(20))).closed
    assert [event.value for event in events] == [float(count)] * told


def test_a_crowd_that_hides_each_other_for_a_moment_is_one_crowd() -> None:
    people = standing_people(12, until_s=30)
    for person in people[6:]:
        person.seen = lambda t: not 10 <= t <= 11.5
    told = run(rule_of(RuleKind.CROWD, limit=12.0), views(people, clock(40)))
    assert len(told.raised) == 1
    assert told.closed[0].end_s == pytest.approx(30.0, abs=0.3)
    assert told.closed[0].box is not None


def test_a_crowd_must_last() -> None:
    people = standing_people(12, until_s=4)
    assert not run(rule_of(RuleKind.CROWD, limit=12.0), views(people, clock(20))).events


def flowing(every_s: float, name: str = "car") -> list[Actor]:
    """One vehicle every so many seconds, four seconds from top to bottom."""
    begins = np.arange(0, 90, every_s).tolist()
    return [
        Actor(going((0.5, 0.0), (0.5, 1.0), begin, begin + 4), k, name, size=(0.1, 0.1))
        for k, begin in enumerate(begins)
    ]


@pytest.mark.parametrize(("name", "pcu"), [("car", 1.0), ("motorcycle", 0.3), ("truck", 2.0), ("bus", 2.5)])
def test_flow_is_counted_per_minute_and_in_car_units(name: str, pcu: float) -> None:
    rules = RuleSet([rule_of(RuleKind.CONGESTION, polygon=ROAD)], LABELS)
    for view in views(flowing(5.0, name), clock(88)):
        rules.step(view)
    flow = rules.flows["r"]
    assert flow.vehicles_min == pytest.approx(12, abs=1)
    assert flow.pcu_min == pytest.approx(12 * pcu, abs=pcu)
    assert flow.speed_class is SpeedClass.FLOWING
    assert flow.level is Level.FREE
    # A tenth of the picture is 0.4 of the road's width and their lower halves are 0.05 high.
    assert flow.occupancy == pytest.approx(0.1 * 0.05 / 0.4 * 4 / 5, rel=0.5)


def test_a_standing_queue_is_a_jam_and_a_moving_one_is_not() -> None:
    rows, columns = np.linspace(0.05, 1.0, 20), np.linspace(0.34, 0.66, 5)
    places = [(float(x), float(y)) for y in rows for x in columns]
    jam = [Actor(lambda _t, foot=foot: foot, k, size=(0.075, 0.1)) for k, foot in enumerate(places)]
    told = run(rule_of(RuleKind.CONGESTION, polygon=ROAD, min_s=30.0), views(jam, clock(90)))
    assert len(told.raised) == 1
    assert told.closed[0].value == float(Level.JAM)
    moving = [
        Actor(
            lambda t, x=x, y=y: (x, (y + t / 4) % 1.0), lambda t, k=k, y=y: k + 1000 * int(y + t / 4), size=(0.075, 0.1)
        )
        for k, (x, y) in enumerate(places)
    ]
    assert not run(rule_of(RuleKind.CONGESTION, polygon=ROAD, min_s=30.0), views(moving, clock(90))).events


def test_an_empty_road_is_free() -> None:
    rules = RuleSet([rule_of(RuleKind.CONGESTION, polygon=ROAD)], LABELS)
    for view in views([], clock(30)):
        assert not rules.step(view)
    assert rules.flows["r"].speed_class is SpeedClass.NONE
    assert level_of(0.0, 0.0) is Level.FREE
