"""How planned, committed and disbursed money grow over the months of a programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ioc_desktop.kernel.budget.tracking.progress import Progress

_MOST_YEARS = 40


@dataclass(frozen=True)
class BurnUp:
    """Sums up to and with each month; all of one length.

    Attributes:
        months: first days, ascending, from the first year's January to the last year's December.
        planned: grows evenly over the months of a year.
        committed: None from the month after today's on, as ``disbursed``.
        undated: committed and disbursed đồng without a day, which stand in no month.
    """

    months: tuple[date, ...]
    planned: tuple[int, ...]
    committed: tuple[int | None, ...]
    disbursed: tuple[int | None, ...]
    undated: tuple[int, int]


def burn_up(progress: Progress) -> BurnUp | None:
    """The growth; None where neither plan nor money has a year."""
    committed, disbursed = dict(_signed(progress)), dict(_paid(progress))
    years = {*progress.years, *(day.year for day in (*committed, *disbursed))}
    if not years:
        return None
    first = max(min(years), max(years) - _MOST_YEARS)
    months = tuple(date(year, month, 1) for year in range(first, max(years) + 1) for month in range(1, 13))
    return BurnUp(
        months,
        tuple(_planned(progress, months)),
        tuple(_grown(committed, months, progress.today)),
        tuple(_grown(disbursed, months, progress.today)),
        (
            progress.total.committed - sum(committed.values()),
            progress.total.disbursed - sum(disbursed.values()),
        ),
    )


def _signed(progress: Progress) -> Iterable[tuple[date, int]]:
    days: dict[date, int] = defaultdict(int)
    for contract in progress.tracked.contracts:
        day = contract.signed_on or contract.starts_on
        if day is not None:
            days[day] += contract.committed
    return days.items()


def _paid(progress: Progress) -> Iterable[tuple[date, int]]:
    days: dict[date, int] = defaultdict(int)
    for contract in progress.tracked.contracts:
        for payment in contract.payments:
            days[payment.paid_on] += payment.dong
    return days.items()


def _planned(progress: Progress, months: Iterable[date]) -> Iterator[int]:
    before, by_year = 0, progress.by_year
    for month in months:
        of_year = by_year[month.year].planned if month.year in by_year else 0
        yield before + of_year * month.month // 12
        if month.month == 12:
            before += of_year


def _grown(days: Mapping[date, int], months: Iterable[date], today: date) -> Iterator[int | None]:
    total, left = 0, sorted(days.items())
    for month in months:
        while left and (left[0][0].year, left[0][0].month) <= (month.year, month.month):
            total += left.pop(0)[1]
        yield total if (month.year, month.month) <= (today.year, today.month) else None
