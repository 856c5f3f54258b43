"""A camera's picture that becomes another: which rules are to be looked at, and what the others forget."""

from collections.abc import Iterator

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.rules.files import rule_fields, rule_from
from ioc_desktop.vision.rules.model import Rule, RuleKind, View
from ioc_desktop.vision.rules.picture_sizes import PictureSizes, Shown, Size, outgrown
from ioc_desktop.vision.rules.preview import RuleRun
from ioc_desktop.vision.tracking.tracker import Tracker
from tests.support.actors import LABELS, Actor, clock, going, rule_of, run, views

HD, SMALL, OLD = (1920, 1080), (640, 360), (704, 576)


@pytest.mark.parametrize(
    ("drawn", "accepted", "shown", "expected"),
    [
        (HD, (0, 0), Shown(HD), None),
        (HD, (0, 0), Shown((1280, 720)), HD),
        (HD, (0, 0), Shown(OLD), HD),
        (HD, OLD, Shown(OLD), None),
        ((0, 0), (0, 0), Shown(OLD), None),
        (HD, (0, 0), None, None),
        (HD, (0, 0), Shown(SMALL, is_drawn_on=False), None),
        (HD, (0, 0), Shown(OLD, is_drawn_on=False), HD),
        (HD, OLD, Shown(OLD, is_drawn_on=False), None),
        (HD, OLD, Shown((352, 288), is_drawn_on=False), None),
        (HD, OLD, Shown(SMALL, is_drawn_on=False), None),
        (HD, OLD, Shown((640, 640), is_drawn_on=False), OLD),
    ],
)
def test_the_main_picture_must_keep_its_size_and_the_small_one_its_shape(
    drawn: Size, accepted: Size, shown: Shown | None, expected: Size | None
) -> None:
    rule = rule_of(RuleKind.INTRUSION, picture_size=drawn, accepted_size=accepted)
    assert outgrown(rule, shown) == expected


def test_what_is_drawn_nowhere_is_never_outgrown() -> None:
    assert outgrown(Rule(id="r", kind=RuleKind.TAMPERING, picture_size=HD), Shown(OLD)) is None


def test_sizes_are_told_once_and_travel_with_the_rule() -> None:
    sizes, told = PictureSizes(), []
    sizes.changed.connect(told.append)
    for size in (HD, HD, (0, 0), OLD):
        sizes.note("a", Shown(size))
    assert told == ["a", "a"]
    assert sizes.of("a") == Shown(OLD)
    rule = rule_of(RuleKind.INTRUSION, picture_size=HD, accepted_size=OLD)
    assert rule_from(rule_fields(rule)) == rule


def test_a_picture_of_another_shape_crosses_no_line() -> None:
    """A standing car is elsewhere in another cut-out; that it went there is not so."""
    line = Rule(id="r", kind=RuleKind.LINE_CROSSING, line=((0.5, 0.05), (0.5, 0.95)))

    def stream(aspects: tuple[float, float]) -> Iterator[View]:
        yield from views([Actor(going((0.30, 0.5), (0.44, 0.5), 0, 2))], clock(2), aspect=aspects[0])
        yield from views([Actor(going((0.56, 0.5), (0.70, 0.5), 2.2, 4))], clock(4, begin_s=2.2), aspect=aspects[1])

    assert len(run(line, stream((16 / 9, 16 / 9))).events) > 0
    assert run(line, stream((16 / 9, 4 / 3))).events == []


def test_a_picture_of_another_shape_ends_what_lasts_and_begins_it_anew() -> None:
    area = rule_of(RuleKind.INTRUSION)

    def stream() -> Iterator[View]:
        still = Actor(lambda _time_s: (0.5, 0.5))
        yield from views([still], clock(3), aspect=16 / 9)
        yield from views([still], clock(6, begin_s=3.2), aspect=4 / 3)

    told = run(area, stream())
    assert [event.end_s for event in told.closed] == [3.0, 6.0]


def test_nobody_keeps_their_identity_through_another_shape() -> None:
    tracker = Tracker(LABELS, 5.0)
    box = Detections(np.array([[0.4, 0.4, 0.5, 0.5]], np.float32), np.array([0.9], np.float32), np.array([3], np.int32))
    before = [tracker.step(box, number / 5, 16 / 9).ids.tolist() for number in range(4)][-1]
    after = [tracker.step(box, 1 + number / 5, 4 / 3).ids.tolist() for number in range(4)][-1]
    assert before
    assert after
    assert before != after


def test_a_file_whose_pictures_change_flags_its_rules() -> None:
    going_on = RuleRun([rule_of(RuleKind.INTRUSION, picture_size=HD)], LABELS, size=HD)
    assert going_on.resize(HD) == []
    assert [each.error.code for each in going_on.resize(OLD)] == ["rule.stretched"]
    assert going_on.resize(OLD) == [], "once"
    assert [each.error.code for each in going_on.finish().problems] == ["rule.stretched"]
