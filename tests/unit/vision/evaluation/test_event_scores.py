"""What rules said against what they should have said: once, of the right one, at the right time."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.evaluation.events import EventScore, ToldEvent, TrueEvent, score_events

HERE, THERE = (0.4, 0.4, 0.5, 0.6), (0.8, 0.4, 0.9, 0.6)
Box = tuple[float, float, float, float]


def true(start_s: float, end_s: float, *, box: Box = HERE, is_doubtful: bool = False) -> TrueEvent:
    times = np.arange(start_s - 1, end_s + 1, 0.1)
    return TrueEvent("r", start_s, start_s, end_s, times, np.tile(np.array(box), (len(times), 1)), is_doubtful)


def told(start_s: float, end_s: float, *, box: Box | None = HERE) -> ToldEvent:
    return ToldEvent("r", start_s, end_s, start_s + 0.5, start_s, box)


def score(trues: list[TrueEvent], tolds: list[ToldEvent]) -> tuple[int, int, int]:
    found = score_events(trues, tolds).get("r", EventScore())
    return found.found, found.missed, found.false


def test_told_once_of_the_right_one_in_time_is_right() -> None:
    assert score([true(10, 14)], [told(10.5, 14)]) == (1, 0, 0)
    assert score([true(10, 14)], [told(10.5, 14, box=None)]) == (1, 0, 0)


@pytest.mark.parametrize("wrong", [told(20, 21), told(10, 14, box=THERE), told(2, 5)])
def test_another_time_or_another_place_is_wrong_twice(wrong: ToldEvent) -> None:
    assert score([true(10, 14)], [wrong]) == (0, 1, 1)


def test_the_same_thing_told_again_is_wrong() -> None:
    assert score([true(10, 14)], [told(10, 11), told(12, 14)]) == (1, 0, 1)


def test_of_two_beside_each_other_each_has_its_own() -> None:
    assert score([true(10, 14), true(10, 14, box=THERE)], [told(10, 14), told(10, 14, box=THERE)]) == (2, 0, 0)
    assert score([true(10, 14), true(11, 15)], [told(11, 15)]) == (1, 1, 0)


def test_what_nobody_can_judge_is_neither_right_nor_wrong() -> None:
    doubtful = true(10, 14, is_doubtful=True)
    assert score([doubtful], []) == (0, 0, 0)
    assert score([doubtful], [told(10, 11), told(12, 14)]) == (0, 0, 0)
    assert score([doubtful, true(11, 14)], [told(10.5, 14)]) == (1, 0, 0)


def test_scores_add_up_and_speak_for_themselves() -> None:
    sum_of = EventScore(3, 1, 0, (0.2, 0.4, 0.9)) + EventScore(1, 0, 2, (0.6,))
    assert (sum_of.recall, sum_of.precision, sum_of.count_error) == (0.8, pytest.approx(4 / 6), pytest.approx(0.2))
    assert sum_of.time_to_alarm_s == pytest.approx(0.5)
    assert (EventScore().recall, EventScore().precision, EventScore().count_error) == (1.0, 1.0, 0.0)
    assert np.isnan(EventScore().time_to_alarm_s)
