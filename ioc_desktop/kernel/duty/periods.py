"""The stretches of time that summaries are made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from ioc_desktop.kernel.duty.times import VIETNAM

_NAMESPACE = UUID("0a6e3d0e-7a36-5a2f-9d3a-2f4f7a3c9b55")
DAY_BEGINS_H = 6
"""A day of duty begins when the morning shift does: the night belongs to the day before."""


class Span(StrEnum):
    """How long a summary reaches."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """One day, week (from Monday) or month of duty.

    Attributes:
        first: its first day in Vietnam.
    """

    span: Span
    first: date

    @property
    def id(self) -> UUID:
        """The same on every desktop, so that a summary is stored once."""
        return uuid5(_NAMESPACE, f"{self.span}/{self.first.isoformat()}")

    @property
    def starts_at(self) -> datetime:
        return _begin(self.first)

    @property
    def ends_at(self) -> datetime:
        return _begin(following(self).first)

    @property
    def days(self) -> int:
        return (following(self).first - self.first).days


def following(period: Period) -> Period:
    """The period after."""
    if period.span is Span.MONTH:
        return Period(Span.MONTH, (period.first.replace(day=28) + timedelta(days=4)).replace(day=1))
    return Period(period.span, period.first + timedelta(days=1 if period.span is Span.DAY else 7))


def before(period: Period) -> Period:
    """The period that precedes."""
    return containing(period.span, period.starts_at - timedelta(hours=1))


def containing(span: Span, moment: datetime) -> Period:
    """The period that a moment is in."""
    day = (moment.astimezone(VIETNAM) - timedelta(hours=DAY_BEGINS_H)).date()
    if span is Span.WEEK:
        day -= timedelta(days=day.weekday())
    if span is Span.MONTH:
        day = day.replace(day=1)
    return Period(span, day)


def last_whole(span: Span, now: datetime) -> Period:
    """The newest period that is over."""
    return before(containing(span, now))


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, DAY_BEGINS_H, tzinfo=VIETNAM).astimezone(UTC)
