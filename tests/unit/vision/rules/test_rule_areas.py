"""Being where one must not be: intrusion, loitering, lanes, pavements."""

import numpy as np
import pytest

from ioc_desktop.vision.rules.model import RuleKind
from tests.support.actors import SQUARE, Actor, along, clock, going, rule_of, run, views

THROUGH = going((0.1, 0.5), (0.9, 0.5), 0, 8)


def test_an_intruder_is_told_once_updated_each_second_and_closed() -> None:
    told = run(rule_of(RuleKind.INTRUSION), views([Actor(THROUGH, name="person")], clock(15, 10)))
    phases = [event.phase for event in told.events]
    assert phases == ["raised", *["updated"] * 3, "closed"]
    last = told.closed[0]
    assert last.start_s == pytest.approx(2.0, abs=0.11)
    assert last.end_s == pytest.approx(6.0, abs=0.11)
    assert last.value == pytest.approx(4.0, abs=0.2)
    assert last.category == "person"
    assert last.box is not None
    assert told.counts == {"r": {"person": 1}}


def test_it_must_last() -> None:
    assert not run(rule_of(RuleKind.INTRUSION, min_s=4.5), views([Actor(THROUGH)], clock(15))).events
    told = run(rule_of(RuleKind.INTRUSION, min_s=3.0), views([Actor(THROUGH)], clock(15)))
    assert len(told.raised) == 1
    assert told.raised[0].start_s == pytest.approx(2.0, abs=0.21)


def test_a_ghost_of_one_picture_is_nobody() -> None:
    actor = Actor(lambda time_s: (0.5, 0.5) if round(time_s * 10) == 20 else None)
    assert not run(rule_of(RuleKind.INTRUSION), views([actor], clock(5, 10))).events


def test_walking_along_the_border_outside_is_no_intrusion() -> None:
    random = np.random.default_rng(3)

    def where(time_s: float) -> tuple[float, float]:
        return 0.3 + time_s / 50, 0.299 + random.uniform(-0.002, 0.002)

    actor = Actor(where, name="person", size=(0.05, 0.15))
    assert not run(rule_of(RuleKind.INTRUSION), views([actor], clock(18, 10))).events


def test_wobbling_on_the_border_inside_is_one_event() -> None:
    random = np.random.default_rng(4)

    def where(time_s: float) -> tuple[float, float]:
        return 0.3 + time_s / 50, 0.305 + random.normal(0, 0.006)

    told = run(rule_of(RuleKind.INTRUSION), views([Actor(where, name="person")], clock(18, 10)))
    assert len(told.raised) == 1


def test_classes_choose() -> None:
    actors = [Actor(THROUGH, 1, "person"), Actor(THROUGH, 2, "truck")]
    told = run(rule_of(RuleKind.INTRUSION, classes=("truck",)), views(actors, clock(15)))
    assert [event.category for event in told.raised] == ["truck"]


@pytest.mark.parametrize("edge", [0.985, 1.0])
def test_an_area_to_the_picture_edge_holds_boxes_cut_off_there(edge: float) -> None:
    low = ((0.2, 0.7), (0.8, 0.7), (0.8, edge), (0.2, edge))
    cut = Actor(lambda time_s: (0.5, 1.0) if time_s >= 1 else None)
    told = run(rule_of(RuleKind.INTRUSION, polygon=low), views([cut], clock(5)))
    assert len(told.raised) == 1


def test_a_thin_strip_at_the_edge_is_not_folded_away() -> None:
    strip = ((0.0, 0.0), (0.015, 0.0), (0.015, 1.0), (0.0, 1.0))
    actor = Actor(lambda _t: (0.008, 0.5), size=(0.01, 0.02))
    assert run(rule_of(RuleKind.INTRUSION, polygon=strip), views([actor], clock(5))).raised


def test_a_switched_identity_stays_one_intruder() -> None:
    actor = Actor(THROUGH, number=lambda time_s: 1 + int(time_s / 1.5))
    told = run(rule_of(RuleKind.INTRUSION, min_s=2.0), views([actor], clock(15, 10)))
    assert len(told.raised) == 1
    assert len(told.closed[0].tracks) > 1


def test_two_who_go_in_are_two_and_with_a_cool_down_one() -> None:
    actors = [Actor(THROUGH, 1), Actor(going((0.1, 0.6), (0.9, 0.6), 1, 9), 2)]
    assert len(run(rule_of(RuleKind.INTRUSION), views(actors, clock(15))).raised) == 2
    told = run(rule_of(RuleKind.INTRUSION, cool_down_s=20.0), views(actors, clock(15)))
    assert len(told.raised) == 1
    assert told.closed[0].tracks == (1, 2)


def test_repeats_after_the_cool_down_are_new() -> None:
    actors = [Actor(THROUGH, 1), Actor(going((0.1, 0.6), (0.9, 0.6), 10, 18), 2)]
    told = run(rule_of(RuleKind.INTRUSION, cool_down_s=4.0), views(actors, clock(30)))
    assert [event.number for event in told.raised] == [1, 2]
    joined = run(rule_of(RuleKind.INTRUSION, cool_down_s=8.0), views(actors, clock(30)))
    assert len(joined.raised) == 1


def test_a_loiterer_may_step_out_for_a_moment() -> None:
    stops = [(0, (0.5, 0.5)), (14, (0.5, 0.5)), (15, (0.2, 0.5)), (18, (0.2, 0.5)), (19, (0.5, 0.5)), (40, (0.5, 0.5))]
    actor = Actor(along(stops), name="person")
    told = run(rule_of(RuleKind.LOITERING, min_s=25.0), views([actor], clock(50)))
    assert len(told.raised) == 1
    assert told.closed[0].value == pytest.approx(40, abs=0.3)
    passing = Actor(THROUGH, name="person")
    assert not run(rule_of(RuleKind.LOITERING), views([passing], clock(15))).events


def test_a_stream_that_starts_again_ends_events_where_they_were_seen() -> None:
    actor = Actor(lambda _t: (0.5, 0.5))
    stream = [*views([actor], clock(10)), *views([actor], clock(3))]
    told = run(rule_of(RuleKind.INTRUSION, min_s=5.0), iter(stream))
    assert len(told.raised) == 1
    assert told.closed[0].end_s == 10.0
    # Three seconds before and three after the jump are no five seconds.
    short = [*views([actor], clock(3)), *views([actor], clock(3))]
    assert not run(rule_of(RuleKind.INTRUSION, min_s=5.0), iter(short)).events
    gap = [*views([actor], clock(3)), *views([actor], clock(63, begin_s=60))]
    assert not run(rule_of(RuleKind.INTRUSION, min_s=5.0), iter(gap)).events


def test_a_lane_offender_must_drive_along_it() -> None:
    lane = rule_of(RuleKind.WRONG_LANE, classes=("truck",), direction=(0.0, 1.0))
    down = Actor(going((0.5, 0.2), (0.5, 0.9), 0, 6), name="truck")
    across = Actor(THROUGH, name="truck")
    assert len(run(lane, views([down], clock(10))).raised) == 1
    assert not run(lane, views([across], clock(10))).events
    assert not run(lane, views([Actor(down.where, name="car")], clock(10))).events


def test_people_may_walk_on_the_pavement_vehicles_may_not() -> None:
    actors = [Actor(THROUGH, 1, "person"), Actor(going((0.1, 0.6), (0.9, 0.6), 0, 8), 2, "motorcycle")]
    told = run(rule_of(RuleKind.PAVEMENT), views(actors, clock(15)))
    assert [event.category for event in told.raised] == ["motorcycle"]


def test_five_hundred_objects_are_kept_apart() -> None:
    """Half of them stand inside; every one of those is told, none twice."""
    random = np.random.default_rng(5)
    places = random.uniform(0.02, 0.98, (500, 2))
    actors = [
        Actor(lambda _t, foot=(float(x), float(y)): foot, number, size=(0.01, 0.01))
        for number, (x, y) in enumerate(places)
    ]
    low, high = SQUARE[0][0], SQUARE[2][0]
    inside = ((places > low + 0.002) & (places < high - 0.002)).all(axis=1).sum()
    told = run(rule_of(RuleKind.INTRUSION), views(actors, clock(3, 2)))
    assert inside <= len(told.raised) <= ((places > low) & (places < high)).all(axis=1).sum()
