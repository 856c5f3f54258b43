"""A trial over recorded detections."""

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.rules.model import Rule, RuleKind
from ioc_desktop.vision.rules.preview import Frame, try_rule
from tests.support.actors import LABELS, Actor, clock, going, rule_of, tracks_of

LINE = Rule(id="l", kind=RuleKind.LINE_CROSSING, line=((0.2, 0.5), (0.8, 0.5)))


def frames(actors: list[Actor], end_s: float, fps: float = 5.0) -> list[Frame]:
    found = [(t, tracks_of(actors, t)) for t in clock(end_s, fps).tolist()]
    return [(t, Detections(tracks.boxes, tracks.scores, tracks.classes), None) for t, tracks in found]


def test_a_trial_tells_events_counts_and_paths() -> None:
    cars = [Actor(going((x, 0.2), (x, 0.9), begin, begin + 5), name="car") for x, begin in ((0.4, 0), (0.6, 4))]
    result = try_rule([LINE, rule_of(RuleKind.INTRUSION)], LABELS, frames(cars, 10), 1.0)
    assert result.counts == {"l": {"car": 2}, "r": {"car": 2}}
    assert [event.rule for event in result.events] == ["r", "l", "r", "l"]
    assert {event.phase for event in result.events} == {"closed"}
    assert [path.category for path in result.paths] == ["car", "car"]
    first = result.paths[0].points
    assert first[0][2] == pytest.approx(0.2, abs=0.05)
    assert first[-1][2] == pytest.approx(0.9, abs=0.03)
    assert [point[0] for point in first] == sorted(point[0] for point in first)


def test_long_paths_are_thinned_not_cut() -> None:
    standing = Actor(lambda _t: (0.5, 0.5))
    (path,) = try_rule([LINE], LABELS, frames([standing], 200), 1.0).paths
    assert len(path.points) <= 240
    assert path.points[-1][0] == 200
    assert path.points[0][0] < 1


def test_nothing_seen_and_faulty_rules() -> None:
    result = try_rule([LINE, rule_of(RuleKind.WRONG_WAY)], LABELS, [], 1.0)
    assert (result.events, result.paths) == ((), ())
    assert [problem.error.code for problem in result.problems] == ["rule.no_direction"]
    assert np.array_equal(list(result.counts), ["l"])
