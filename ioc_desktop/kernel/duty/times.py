"""The times of day at which shifts change. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
USUAL = "Ca sáng 06:00-14:00; Ca chiều 14:00-22:00; Ca đêm 22:00-06:00"
_DAY_MIN = 24 * 60
_ONE = re.compile(r"(.+?)\s+(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})")


@dataclass(frozen=True)
class DutyTime:
    """One shift of every day.

    Attributes:
        starts_min: minutes after midnight in Vietnam.
        lasts_min: its length; it may run into the next day.
    """

    name: str
    starts_min: int
    lasts_min: int


@dataclass(frozen=True, order=True)
class Slot:
    """One shift of one day; its beginning is its identity.

    Attributes:
        starts_at: aware, UTC, as ``ends_at``.
    """

    starts_at: datetime
    ends_at: datetime
    name: str

    @property
    def day(self) -> date:
        """The day in Vietnam on which it begins."""
        return self.starts_at.astimezone(VIETNAM).date()


def read_times(text: str) -> tuple[DutyTime, ...]:
    """Shifts written like ``USUAL``, in the order of the day.

    Raises:
        ValueError: the text has another form, a name twice, or two shifts at one time.
    """
    found = sorted((_one(part) for part in text.split(";") if part.strip()), key=lambda time: time.starts_min)
    if not found or len({time.name for time in found}) < len(found):
        raise ValueError(text)
    gaps = [_gap(this, found[(place + 1) % len(found)]) for place, this in enumerate(found)]
    if any(time.lasts_min > gap for time, gap in zip(found, gaps, strict=True)):
        raise ValueError(text)
    return tuple(found)


def _one(part: str) -> DutyTime:
    match = _ONE.fullmatch(part.strip())
    if match is None:
        raise ValueError(part)
    hour, minute, end_hour, end_minute = (int(number) for number in match.groups()[1:])
    if max(hour, end_hour) > 24 or max(minute, end_minute) > 59 or hour == 24:
        raise ValueError(part)
    starts, ends = hour * 60 + minute, end_hour * 60 + end_minute
    return DutyTime(match[1], starts, (ends - starts) % _DAY_MIN or _DAY_MIN)


def _gap(this: DutyTime, following: DutyTime) -> int:
    """Minutes from the beginning of one shift to that of the next."""
    return (following.starts_min - this.starts_min) % _DAY_MIN or _DAY_MIN


def is_readable(text: str) -> bool:
    """Whether ``read_times`` takes it."""
    try:
        read_times(text)
    except ValueError:
        return False
    return True


def slots(times: tuple[DutyTime, ...], first: date, days: int) -> list[Slot]:
    """The shifts that begin on these days in Vietnam, in order."""
    return [_slot(time, first + timedelta(days=day)) for day in range(days) for time in times]


def _slot(time: DutyTime, day: date) -> Slot:
    midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    starts = midnight + timedelta(minutes=time.starts_min)
    return Slot(starts.astimezone(UTC), (starts + timedelta(minutes=time.lasts_min)).astimezone(UTC), time.name)


def slot_at(times: tuple[DutyTime, ...], moment: datetime) -> Slot:
    """The shift that runs; between two shifts the one that comes next."""
    today = moment.astimezone(VIETNAM).date()
    return next(slot for slot in slots(times, today - timedelta(days=1), 3) if slot.ends_at > moment)


def slot_after(times: tuple[DutyTime, ...], slot: Slot) -> Slot:
    """The shift that follows."""
    return next(each for each in slots(times, slot.day, 3) if each.starts_at >= slot.ends_at)
