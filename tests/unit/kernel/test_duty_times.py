"""Shifts of the day: what a person may write, and which one runs at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.kernel.duty.times import USUAL, is_readable, read_times, slot_after, slot_at, slots


def at(day: int, hour_vn: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour_vn, minute, tzinfo=UTC) - timedelta(hours=7)


def test_the_usual_times_are_three_shifts_of_eight_hours() -> None:
    found = read_times(USUAL)
    assert [(time.name, time.starts_min, time.lasts_min) for time in found] == [
        ("Ca sáng", 360, 480),
        ("Ca chiều", 840, 480),
        ("Ca đêm", 1320, 480),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "06:00-14:00",
        "Ca sáng 06:00",
        "Ca sáng 25:00-14:00",
        "Ca sáng 24:00-14:00",
        "Ca sáng 06:00-14:75",
        "Ca sáng 06:00-14:00; Ca sáng 14:00-22:00",
        "Ca sáng 06:00-15:00; Ca chiều 14:00-22:00",
        "Cả ngày 07:00-07:00; Ca đêm 22:00-06:00",
    ],
)
def test_what_cannot_be_a_plan_of_the_day_is_refused(text: str) -> None:
    assert not is_readable(text)


def test_other_ways_to_write_hours_are_understood() -> None:
    assert [time.starts_min for time in read_times("Ban ngày 7h30 – 16h30; Ban đêm 16h30 - 7h30")] == [450, 990]


def test_a_single_shift_may_last_the_whole_day() -> None:
    (time,) = read_times("Ca trực 07:00-07:00")
    assert time.lasts_min == 24 * 60


@pytest.mark.parametrize(
    ("moment", "name", "day"),
    [
        (at(20, 6), "Ca sáng", 20),
        (at(20, 13, 59), "Ca sáng", 20),
        (at(20, 14), "Ca chiều", 20),
        (at(20, 23), "Ca đêm", 20),
        (at(21, 5, 59), "Ca đêm", 20),
    ],
)
def test_the_night_shift_belongs_to_the_day_on_which_it_began(moment: datetime, name: str, day: int) -> None:
    slot = slot_at(read_times(USUAL), moment)
    assert (slot.name, slot.day) == (name, date(2026, 11, day))


def test_between_two_shifts_the_next_one_counts() -> None:
    office = read_times("Hành chính 07:30-16:30")
    assert slot_at(office, at(20, 18)).day == date(2026, 11, 21)


@given(st.integers(0, 10**9).map(lambda seconds: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)))
def test_every_moment_is_in_one_shift_and_the_shifts_follow_each_other(moment: datetime) -> None:
    times = read_times(USUAL)
    slot = slot_at(times, moment)
    assert slot.starts_at <= moment < slot.ends_at
    assert slot_after(times, slot).starts_at == slot.ends_at
    assert slot in slots(times, slot.day, 1)
