"""What keeps a rule from being armed is said; schedules; labels."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import Rule, RuleKind, Schedule, View
from ioc_desktop.vision.rules.schedule import is_armed
from ioc_desktop.vision.rules.validation import check_rule, check_rules
from tests.support.actors import LABELS, Actor, clock, rule_of, run, tracks_of, views

SQUARE = ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7))
LINE = ((0.2, 0.5), (0.8, 0.5))


def line(**fields: object) -> Rule:
    return Rule(id="r", kind=RuleKind.LINE_CROSSING, **{"line": LINE, **fields})  # type: ignore[arg-type]


FAULTS = [
    ("rule.polygon_crossed", rule_of(RuleKind.INTRUSION, polygon=((0.1, 0.1), (0.9, 0.9), (0.9, 0.1), (0.1, 0.9)))),
    ("rule.polygon_points", rule_of(RuleKind.INTRUSION, polygon=((0.1, 0.1), (0.9, 0.9)))),
    ("rule.polygon_points", rule_of(RuleKind.INTRUSION, polygon=((0.1, 0.1), (0.9, 0.9), (0.1, 0.1)))),
    ("rule.polygon_points", rule_of(RuleKind.INTRUSION, polygon=())),
    ("rule.polygon_flat", rule_of(RuleKind.INTRUSION, polygon=((0.1, 0.1), (0.5, 0.5), (0.9, 0.9)))),
    ("rule.outside", rule_of(RuleKind.INTRUSION, polygon=((100, 100), (200, 100), (200, 200)))),
    ("rule.outside", rule_of(RuleKind.INTRUSION, polygon=((math.nan, 0.1), (0.5, 0.5), (0.9, 0.1)))),
    ("rule.outside", line(line=((0.2, 0.5), (1.4, 0.5)))),
    ("rule.line_short", line(line=((0.5, 0.5), (0.5, 0.5)))),
    ("rule.line_points", line(line=((0.5, 0.5),))),
    ("rule.line_points", line(line=())),
    ("rule.direction_along", line(direction=(1.0, 0.0))),
    ("rule.direction_zero", line(direction=(0.0, 0.0))),
    ("rule.direction_zero", line(direction=(math.nan, 1.0))),
    ("rule.no_direction", rule_of(RuleKind.WRONG_WAY)),
    ("rule.no_signal", Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE)),
    ("rule.polygon_points", Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, lamp=((0.1, 0.1), (0.2, 0.2)))),
    ("rule.number", rule_of(RuleKind.INTRUSION, min_s=-1.0)),
    ("rule.number", rule_of(RuleKind.CROWD, limit=math.inf)),
    ("rule.sensitivity", rule_of(RuleKind.INTRUSION, sensitivity=1.5)),
    ("rule.schedule", rule_of(RuleKind.INTRUSION, schedule=Schedule(days=()))),
    ("rule.schedule", rule_of(RuleKind.INTRUSION, schedule=Schedule(start_min=60, end_min=60))),
    ("rule.schedule", rule_of(RuleKind.INTRUSION, schedule=Schedule(end_min=1500))),
    ("rule.no_class", rule_of(RuleKind.NO_HELMET)),
    ("rule.no_class", rule_of(RuleKind.INTRUSION, classes=("giraffe",))),
    ("rule.no_class", rule_of(RuleKind.INTRUSION, classes=())),
]


@pytest.mark.parametrize(("code", "rule"), FAULTS)
def test_a_faulty_rule_is_named_and_not_armed(code: str, rule: Rule) -> None:
    rules = RuleSet([rule], LABELS)
    assert [problem.error.code for problem in rules.problems] == [code]
    assert rules.problems[0].severity == "error"
    sentence = rules.problems[0].error.message()
    assert "r" in sentence
    assert sentence.endswith(".")
    assert rules.counts == {}
    for view in views([Actor(lambda _t: (0.5, 0.5))], clock(2)):
        assert not rules.step(view)


def test_one_faulty_rule_does_not_disarm_the_others() -> None:
    good = Rule(id="good", kind=RuleKind.INTRUSION, polygon=SQUARE)
    rules = RuleSet([good, rule_of(RuleKind.WRONG_WAY)], LABELS)
    assert set(rules.counts) == {"good"}


def test_the_same_id_twice_arms_neither() -> None:
    rules = RuleSet([rule_of(RuleKind.INTRUSION), rule_of(RuleKind.LOITERING)], LABELS)
    assert [problem.error.code for problem in rules.problems] == ["rule.twice"]
    assert rules.counts == {}


def test_a_model_without_some_of_the_classes_is_told_and_serves() -> None:
    (problem,) = check_rule(rule_of(RuleKind.INTRUSION, classes=("car", "giraffe")), LABELS)
    assert (problem.severity, problem.error.code) == ("warning", "rule.some_classes")
    assert "hươu cao cổ" in problem.error.message()
    # A kind's own list is a wish, not a demand.
    assert not check_rule(rule_of(RuleKind.ILLEGAL_STOP), LABELS)
    (abandoned,) = check_rule(rule_of(RuleKind.ABANDONED), ("person", "car"))
    assert abandoned.severity == "warning"


def test_plain_motion_serves_where_it_can() -> None:
    assert not check_rule(rule_of(RuleKind.ILLEGAL_STOP), ("motion",))
    assert not check_rule(rule_of(RuleKind.INTRUSION, classes=("person",)), ("motion",))
    (problem,) = check_rule(rule_of(RuleKind.CROWD), ("motion",))
    assert problem.error.code == "rule.no_class"


def test_a_helmet_model_arms_the_rule() -> None:
    rule = rule_of(RuleKind.NO_HELMET, polygon=())
    assert not check_rule(rule, ("helmet", "no_helmet"))
    actor = Actor(lambda t: (0.5, 0.5) if t < 3 else None, name="bicycle")
    told = run(rule, views([actor], clock(6)), labels=("helmet", "no_helmet"))
    assert [event.category for event in told.raised] == ["no_helmet"]


@pytest.mark.parametrize(
    ("drawn", "now", "code"),
    [
        ((1920, 1080), (1280, 720), "rule.rescaled"),
        ((1920, 1088), (1920, 1080), "rule.rescaled"),
        ((704, 576), (1920, 1080), "rule.stretched"),
    ],
)
def test_another_resolution_is_rescaled_and_flagged(drawn: tuple[int, int], now: tuple[int, int], code: str) -> None:
    rule = rule_of(RuleKind.INTRUSION, picture_size=drawn)
    rules = RuleSet([rule], LABELS, now)
    assert [(problem.severity, problem.error.code) for problem in rules.problems] == [("warning", code)]
    assert set(rules.counts) == {"r"}
    assert not check_rules([rule], LABELS, drawn)
    assert not check_rules([rule], LABELS)


minutes = st.integers(0, 1440)


@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    start=minutes,
    end=minutes,
    minute=st.integers(0, 1439),
    day=st.integers(0, 6),
)
def test_a_schedule_holds_in_exactly_its_minutes(days: set[int], start: int, end: int, minute: int, day: int) -> None:
    """Over midnight a period belongs to the day it began on."""
    schedule = Schedule(days=tuple(days), start_min=start, end_min=end)
    length = end - start if start <= end else end - start + 1440
    week = 7 * 1440
    now = day * 1440 + minute
    expected = any((now - (one * 1440 + start)) % week < length for one in days)
    assert is_armed(schedule, (minute, day)) == expected
    assert is_armed(schedule, None)


def test_outside_its_schedule_a_rule_sleeps_and_wakes_afresh() -> None:
    """Someone stands there all the time; the rule is armed from the third minute to the fifth."""
    rule = rule_of(RuleKind.INTRUSION, min_s=20.0, schedule=Schedule(start_min=3, end_min=5))
    actor = Actor(lambda _t: (0.5, 0.5))
    stream = (
        View(time_s=t, tracks=tracks_of([actor], t), aspect=1.0, local_minute=(int(t // 60), 2))
        for t in clock(420, 1).tolist()
    )
    told = run(rule, stream)
    assert len(told.raised) == 1
    assert told.raised[0].start_s == 180
    assert told.closed[0].end_s == 299


def test_rubbish_boxes_are_left_out() -> None:
    import numpy as np

    from ioc_desktop.vision.tracks import Tracks

    boxes = np.array(
        [
            [np.nan, 0, 1, 1],
            [0.6, 0.6, 0.4, 0.4],
            [-np.inf, 0, 0.5, 0.5],
            [0.45, 0.4, 0.55, 0.5],
            [0.45, 0.4, 0.55, 0.5],
        ],
        np.float32,
    )
    count = len(boxes)
    tracks = Tracks(
        np.array([1, 2, 3, 4, 4], np.int64), boxes, np.full(count, 0.9, np.float32),
        np.array([3, 3, 3, 99, -1], np.int32), np.full((count, 2), np.nan, np.float32), np.ones(count, np.bool_),
    )  # fmt: skip
    rules = RuleSet([rule_of(RuleKind.INTRUSION)], LABELS)
    told = [event for t in clock(2).tolist() for event in rules.step(View(time_s=t, tracks=tracks, aspect=1.0))]
    assert [event.phase for event in told] == ["raised", "updated"]
    # A class that the model does not have has no name.
    assert told[0].category == ""
