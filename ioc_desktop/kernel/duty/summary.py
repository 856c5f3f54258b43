"""What a stretch of duty was like, in numbers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from ioc_desktop.kernel.duty.model import Handover, Turn
from ioc_desktop.kernel.duty.periods import DAY_BEGINS_H, Period
from ioc_desktop.kernel.duty.times import VIETNAM, DutyTime, Slot, slots
from ioc_desktop.kernel.events.model import AlarmAnswer


@dataclass(frozen=True, kw_only=True)
class IncidentTimes:
    """An incident's way, as far as it went.

    Attributes:
        kind, severity, stage: words for people.
        acknowledged_at: it was verified. dispatched_at: forces were sent. resolved_at: it was over.
    """

    code: str
    title: str
    kind: str
    severity: str
    stage: str
    place: str
    detected_at: datetime
    acknowledged_at: datetime | None = None
    dispatched_at: datetime | None = None
    resolved_at: datetime | None = None
    opened_at: datetime | None = None
    is_drill: bool = False


@dataclass(frozen=True)
class Pace:
    """How long a step took.

    Attributes:
        count: of how many it is known.
        median_s, worst_s: seconds; None for none.
    """

    count: int
    median_s: float | None
    worst_s: float | None


@dataclass(frozen=True)
class ShiftLine:
    """One shift of the period.

    Attributes:
        stood: who was there, in the order of coming.
        handed_over: whether it ended with two signatures.
    """

    slot: Slot
    stood: tuple[UUID, ...]
    handed_over: bool
    alarms: int


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A period in numbers.

    Attributes:
        alarms_by_day: one number a day for weeks and months, one an hour (24, from ``DAY_BEGINS_H``) for a day.
        by_kind, by_place: the most first.
        answered: from an alarm's beginning to a person's answer.
        detect, acknowledge, dispatch, resolve: of incidents, each from the moment it was seen.
    """

    period: Period
    alarms: int
    confirmed: int
    rejected: int
    waiting: int
    alarms_by_day: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    by_place: tuple[tuple[str, int], ...]
    answered: Pace
    shifts: tuple[ShiftLine, ...]
    incidents: tuple[IncidentTimes, ...]
    detect: Pace
    acknowledge: Pace
    dispatch: Pace
    resolve: Pace


def summarise(
    period: Period,
    *,
    alarms: Sequence[AlarmAnswer],
    turns: Sequence[Turn],
    handovers: Sequence[Handover],
    incidents: Sequence[IncidentTimes],
    times: tuple[DutyTime, ...],
) -> Summary:
    """Count a period. Drills are listed and are in no measure of time."""
    real = [each for each in incidents if not each.is_drill]
    states = Counter(each.status for each in alarms)
    return Summary(
        period=period,
        alarms=len(alarms),
        confirmed=states["confirmed"],
        rejected=states["rejected"],
        waiting=states["new"],
        alarms_by_day=_over_time(period, alarms),
        by_kind=_most(each.kind for each in alarms),
        by_place=_most(each.place for each in alarms),
        answered=pace((each.started_at, each.decided_at) for each in alarms),
        shifts=_shifts(period, times, turns, handovers, alarms),
        incidents=tuple(incidents),
        detect=pace((each.detected_at, each.opened_at) for each in real),
        acknowledge=pace((each.detected_at, each.acknowledged_at) for each in real),
        dispatch=pace((each.detected_at, each.dispatched_at) for each in real),
        resolve=pace((each.detected_at, each.resolved_at) for each in real),
    )


def pace(steps: Iterable[tuple[datetime, datetime | None]]) -> Pace:
    """Of those steps that were taken; a clock set back between the two counts as no time."""
    taken = [max(0.0, (end - start).total_seconds()) for start, end in steps if end is not None]
    return Pace(len(taken), median(taken) if taken else None, max(taken) if taken else None)


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _over_time(period: Period, alarms: Sequence[AlarmAnswer]) -> tuple[tuple[str, int], ...]:
    if period.days == 1:
        hours = Counter(each.started_at.astimezone(VIETNAM).hour for each in alarms)
        return tuple((f"{hour % 24:02d}", hours[hour % 24]) for hour in range(DAY_BEGINS_H, DAY_BEGINS_H + 24))
    days = Counter(_day(each.started_at) for each in alarms)
    listed = [period.first + timedelta(days=place) for place in range(period.days)]
    return tuple((f"{day:%d/%m}", days[day]) for day in listed)


def _day(moment: datetime) -> date:
    return (moment.astimezone(VIETNAM) - timedelta(hours=DAY_BEGINS_H)).date()


def _shifts(
    period: Period,
    times: tuple[DutyTime, ...],
    turns: Sequence[Turn],
    handovers: Sequence[Handover],
    alarms: Sequence[AlarmAnswer],
) -> tuple[ShiftLine, ...]:
    given: Mapping[datetime, bool] = {each.slot.starts_at: each.taken_at is not None for each in handovers}
    found = [
        slot
        for slot in slots(times, period.first, period.days + 1)
        if period.starts_at <= slot.starts_at < period.ends_at
    ]
    return tuple(
        ShiftLine(
            slot,
            tuple(dict.fromkeys(turn.account_id for turn in turns if turn.slot.starts_at == slot.starts_at)),
            given.get(slot.starts_at, False),
            sum(slot.starts_at <= each.started_at < slot.ends_at for each in alarms),
        )
        for slot in found
    )
