"""Counting at a line: every true crossing once, nothing else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ioc_desktop.vision.rules.model import Rule, RuleKind, View
from ioc_desktop.vision.tracks import Tracks
from tests.support.actors import LABELS, Actor, along, clock, going, run, views

LINE = ((0.2, 0.5), (0.8, 0.5))


def line(**fields: object) -> Rule:
    return Rule(id="r", kind=RuleKind.LINE_CROSSING, line=LINE, **fields)  # type: ignore[arg-type]


DOWN, UP = going((0.5, 0.2), (0.5, 0.9), 0, 4), going((0.5, 0.9), (0.5, 0.2), 0, 4)


@pytest.mark.parametrize(
    ("direction", "down", "up"), [(None, 1, 1), ((0.0, 1.0), 1, 0), ((0.0, -1.0), 0, 1), ((0.3, 0.9), 1, 0)]
)
def test_direction_decides_what_counts(direction: tuple[float, float] | None, down: int, up: int) -> None:
    for where, expected in ((DOWN, down), (UP, up)):
        told = run(line(direction=direction), views([Actor(where)], clock(5)))
        assert told.counts == {"r": {"car": 1} if expected else {}}
        assert [event.phase for event in told.events] == ["raised", "closed"] * expected


@pytest.mark.parametrize("fps", [2, 5, 10, 15])
def test_moment_and_value_of_a_crossing(fps: float) -> None:
    (event, _) = run(line(direction=(0.0, 1.0)), views([Actor(DOWN)], clock(5, fps))).events
    assert event.start_s == event.end_s == pytest.approx(0.3 / 0.7 * 4, abs=0.01)
    assert (event.value, event.category, event.tracks) == (1.0, "car", (1,))
    against = run(line(), views([Actor(UP)], clock(5, fps))).events
    # From left to right the line has its right side below.
    assert against[0].value == -1.0


def test_classes_are_counted_by_name() -> None:
    actors = [Actor(DOWN, 1, "car"), Actor(UP, 2, "motorcycle"), Actor(DOWN, 3, "person")]
    told = run(line(classes=("car", "motorbike")), views(actors, clock(5)))
    assert told.counts == {"r": {"car": 1, "motorcycle": 1}}


def test_a_parked_car_that_jitters_on_the_line_is_not_counted() -> None:
    random = np.random.default_rng(1)

    def where(_time_s: float) -> tuple[float, float]:
        return 0.5 + random.normal(0, 0.002), 0.5 + random.normal(0, 0.002)

    assert run(line(), views([Actor(where)], clock(120, 10))).counts == {"r": {}}


def test_the_endless_line_beside_the_drawn_one_counts_nothing() -> None:
    """Supervision #518 and #1540."""
    beside = going((0.1, 0.2), (0.1, 0.9), 0, 4)
    assert run(line(), views([Actor(beside)], clock(5))).counts == {"r": {}}
    # Round the end of the line and back under it: the side changed, the line was never crossed.
    around = along([(0, (0.5, 0.3)), (2, (0.05, 0.3)), (4, (0.05, 0.7)), (6, (0.5, 0.7))])
    assert run(line(), views([Actor(around)], clock(7))).counts == {"r": {}}


def test_one_flickering_picture_counts_in_no_direction() -> None:
    """Supervision #2598: one wrong box beyond the line and back."""

    def where(time_s: float) -> tuple[float, float]:
        return 0.5, 0.53 if round(time_s * 10) == 20 else 0.47

    told = run(line(), views([Actor(where)], clock(5, 10)))
    assert told.counts == {"r": {}}


def test_an_edge_that_jumps_is_no_crossing() -> None:
    """Something passes in front of a parked car: its lower edge rises over the line, its roof stays."""
    stream = []
    for time_s in clock(6, 10):
        bottom = 0.44 if 2 <= time_s <= 4 else 0.53
        box = np.array([[0.45, 0.3, 0.6, bottom]], np.float32)
        one = np.ones(1, np.float32)
        tracks = Tracks(
            np.array([1], np.int64), box, one, np.array([3], np.int32), np.zeros((1, 2), np.float32), one > 0
        )
        stream.append(View(time_s=float(time_s), tracks=tracks, aspect=1.0))
    assert run(line(), iter(stream)).counts == {"r": {}}


def test_objects_without_identity_are_not_one_object() -> None:
    """Supervision #2578: everything that the tracker gave up on had the identity -1."""
    actors = [Actor(DOWN, -1), Actor(UP, -1, "car")]
    assert run(line(), views(actors, clock(5))).counts == {"r": {}}


def test_a_line_near_the_picture_edge_counts() -> None:
    """Supervision #1838: boxes are cut off at the edge, feet never get beyond it."""
    low = Rule(id="r", kind=RuleKind.LINE_CROSSING, line=((0.01, 0.96), (0.99, 0.96)), direction=(0.0, 1.0))
    leaving = along([(0, (0.005, 0.5)), (2, (0.005, 1.0)), (3, (0.005, 1.0))])
    assert run(low, views([Actor(leaving, size=(0.01, 0.1))], clock(4))).counts == {"r": {"car": 1}}


def test_a_large_vehicle_that_leaves_right_behind_the_line_is_counted() -> None:
    """Its lower edge is cut off at the picture's edge, less than a band beyond the line, and it is seen there once."""
    low = Rule(id="r", kind=RuleKind.LINE_CROSSING, line=((0.05, 0.985), (0.95, 0.985)), direction=(0.0, 1.0))
    bus = Actor(lambda time_s: (0.5, min(1.0, 0.5 + 0.4 * time_s)) if time_s <= 1.5 else None, size=(0.3, 0.4))
    assert run(low, views([bus], clock(3))).counts == {"r": {"car": 1}}
    waiting = Actor(lambda _t: (0.5, 1.0), size=(0.3, 0.4))
    assert run(low, views([waiting], clock(30))).counts == {"r": {}}


@pytest.mark.parametrize("switch_s", np.arange(1.0, 2.6, 0.1).round(2).tolist())
def test_an_identity_that_switches_at_the_line_is_counted_once(switch_s: float) -> None:
    actor = Actor(DOWN, number=lambda time_s: 1 if time_s < switch_s else 2)
    assert run(line(), views([actor], clock(5, 10))).counts == {"r": {"car": 1}}


def test_an_identity_lost_for_a_second_across_the_line_is_counted() -> None:
    actor = Actor(
        DOWN,
        number=lambda time_s: 1 if time_s < 1.8 else 7,
        seen=lambda time_s: not 1.3 <= time_s <= 2.1,
    )
    told = run(line(), views([actor], clock(5, 10)))
    assert told.counts == {"r": {"car": 1}}


def test_what_is_only_foretold_does_not_cross() -> None:
    actor = Actor(DOWN, seen=lambda time_s: time_s < 1.5)
    assert run(line(), views([actor], clock(5, 10))).counts == {"r": {}}


def test_going_over_and_coming_back_are_two_crossings() -> None:
    actor = Actor(along([(0, (0.5, 0.3)), (2, (0.5, 0.7)), (4, (0.5, 0.3)), (6, (0.5, 0.7))]))
    told = run(line(), views([actor], clock(7)))
    assert told.counts == {"r": {"car": 3}}
    assert [event.value for event in told.raised] == [1.0, -1.0, 1.0]


def test_one_who_leaves_and_comes_again_is_counted_again() -> None:
    actors = [Actor(DOWN, 1), Actor(going((0.5, 0.2), (0.5, 0.9), 6, 10), 2)]
    assert run(line(), views(actors, clock(11))).counts == {"r": {"car": 2}}


def test_a_crossing_while_the_tracker_was_making_up_its_mind_is_counted() -> None:
    """First shown just past the line, in the picture after the one in which it was first found."""
    late = Actor(lambda time_s: (0.5, 0.31 + time_s * 0.2) if time_s >= 0.95 else None)
    assert run(line(), views([late], clock(3))).counts == {"r": {"car": 1}}
    beyond = Actor(lambda time_s: (0.5, 0.31 + time_s * 0.2) if time_s >= 1.15 else None)
    assert run(line(), views([beyond], clock(3))).counts == {"r": {}}


def test_one_who_appears_on_the_line_and_stays_is_not_counted() -> None:
    random = np.random.default_rng(2)
    for number in range(30):
        y = 0.5 + random.uniform(-0.008, 0.008)
        places = [(0.5 + random.normal(0, 0.003), y + random.normal(0, 0.003)) for _ in range(60)]
        actor = Actor(lambda time_s, places=places: places[round(time_s * 5)], number)
        assert run(line(), views([actor], clock(11))).counts == {"r": {}}


def test_two_abreast_are_two() -> None:
    actors = [Actor(going((0.4, 0.2), (0.4, 0.9), 0, 4), 1), Actor(going((0.5, 0.2), (0.5, 0.9), 0, 4), 2)]
    assert run(line(), views(actors, clock(5))).counts == {"r": {"car": 2}}


def test_dropped_pictures_lose_nothing() -> None:
    times = [t for t in clock(5, 10) if not 1.2 <= t <= 3.4]
    assert run(line(), views([Actor(DOWN)], times)).counts == {"r": {"car": 1}}


def test_a_stream_that_starts_again_invents_no_crossing() -> None:
    """Identity 1 is above the line at the end, and below it at the beginning of the next run."""
    above, below = Actor(lambda _t: (0.5, 0.3)), Actor(lambda _t: (0.5, 0.7))
    back = [*views([above], clock(3)), *views([below], clock(3))]
    assert run(line(), iter(back)).counts == {"r": {}}
    later = [*views([above], clock(3)), *views([below], clock(63, begin_s=60))]
    assert run(line(), iter(later)).counts == {"r": {}}


def test_repeats_within_the_cool_down_are_one_event_and_all_counted() -> None:
    actors = [Actor(going((0.5, 0.2), (0.5, 0.9), k, k + 4), k + 1) for k in range(0, 12, 3)]
    told = run(line(cool_down_s=5.0), views(actors, clock(30)))
    assert told.counts == {"r": {"car": 4}}
    assert len(told.raised) == 1
    assert told.closed[0].tracks == (1, 4, 7, 10)


legs = st.lists(
    st.tuples(st.floats(0.22, 0.78), st.one_of(st.floats(0.1, 0.44), st.floats(0.56, 0.9))), min_size=2, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(legs=legs, fps=st.sampled_from([5, 8, 15]), seed=st.integers(0, 2**16))
def test_counts_equal_true_crossings_of_any_way_with_jitter(
    legs: list[tuple[float, float]], fps: float, seed: int
) -> None:
    """Corners outside the band, jitter below it: as many crossings as changes of side."""
    random = np.random.default_rng(seed)
    way = along([(2.0 * k, corner) for k, corner in enumerate(legs)])

    def where(time_s: float) -> tuple[float, float] | None:
        foot = way(time_s)
        return None if foot is None else (foot[0], foot[1] + random.uniform(-0.004, 0.004))

    told = run(line(), views([Actor(where, size=(0.08, 0.08))], clock(2.0 * (len(legs) - 1), fps)))
    sides = [y > 0.5 for _, y in legs]
    true = sum(a != b for a, b in pairwise(sides))
    assert sum(told.counts["r"].values()) == true


@pytest.mark.parametrize(("known_s", "counts"), [(0.5, {"r": {"motorcycle": 1}}), (2.0, {"r": {}}), (9.0, {"r": {}})])
def test_who_is_known_for_a_rider_a_moment_after_passing_is_counted(known_s: float, counts: dict[str, object]) -> None:
    """From the front models see the person first, and the bike under it only near the camera."""
    passes_s = 0.3 / 0.7 * 4
    told = run(
        line(classes=("motorcycle",)),
        [
            replace(view, tracks=replace(view.tracks, classes=kinds(view, "motorcycle", passes_s + known_s)))
            for view in views([Actor(DOWN, 1, "person")], clock(6, 10))
        ],
    )
    assert told.counts == counts


def kinds(view: View, name: str, since_s: float) -> NDArray[np.int32]:
    kind = LABELS.index(name if view.time_s >= since_s else "person")
    return np.full(len(view.tracks), kind, np.int32)


@pytest.mark.parametrize("fps", [5, 10, 15])
def test_people_who_walk_along_just_behind_the_line_do_not_pass_it(fps: int) -> None:
    """They cross the street before the queue; their feet wobble over the line now and then."""
    random = np.random.default_rng(3)

    def walking(steps: list[float]) -> Actor:
        return Actor(
            lambda time_s: (0.25 + 0.05 * time_s, 0.49 + steps[round(time_s * fps)]), 1, "motorcycle", size=(0.04, 0.12)
        )

    for _ in range(20):
        steps = [float(random.choice([0.0, 0.004, 0.022], p=[0.5, 0.3, 0.2])) for _ in range(10 * fps + 1)]
        rule = Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, signal="s")
        assert not run(rule, views([walking(steps)], clock(10, fps), signal=lambda _time_s: "red")).raised


def test_one_who_is_first_found_close_to_the_line_and_drives_over_it_is_counted() -> None:
    near = Actor(lambda time_s: (0.5, 0.49 + 0.1 * (time_s - 1)) if time_s >= 1 else None)
    assert run(line(), views([near], clock(5, 10))).counts == {"r": {"car": 1}}
