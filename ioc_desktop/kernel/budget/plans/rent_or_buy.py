"""Renting against buying and maintaining: cost per year, present value, and the year from which buying is cheaper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT, LineKind, Mode, Sheet

YEARS: Final = 5
_LONGEST: Final = 30
DEFAULT_RATE: Final = Decimal("0.08")
"""A year: what a programme might state where its own papers state none; always shown, always editable."""


@dataclass(frozen=True)
class Choice:
    """What is compared, đồng.

    Attributes:
        rent: a year.
        price: of buying, paid when the first year begins.
        maintenance: a year of what was bought.
        rate: discount rate a year; 0.08 is 8 %.
    """

    rent: int
    price: int
    maintenance: int
    rate: Decimal = DEFAULT_RATE
    years: int = YEARS


@dataclass(frozen=True)
class Verdict:
    """What it comes to, đồng.

    Attributes:
        rent, buy: cost of each year.
        rent_sum, buy_sum: costs up to the end of each year.
        rent_value, buy_value: net present values of all years; rent and maintenance count at the end of their year.
        break_even: the first year, from 1, by whose end the present value of renting has reached that of buying;
            None where it does not within the years.
    """

    rent: tuple[int, ...]
    buy: tuple[int, ...]
    rent_sum: tuple[int, ...]
    buy_sum: tuple[int, ...]
    rent_value: int
    buy_value: int
    break_even: int | None


def weigh(choice: Choice) -> Verdict:
    """The comparison.

    Raises:
        ExpectedError: ``budget.rent_or_buy``, for amounts, a rate or years that make no sense.
    """
    amounts = (choice.rent, choice.price, choice.maintenance)
    is_rate = choice.rate.is_finite() and 0 <= choice.rate < 1
    if min(amounts) < 0 or max(amounts) > LARGEST_AMOUNT or not is_rate or not 1 <= choice.years <= _LONGEST:
        raise ExpectedError(
            "budget.rent_or_buy",
            QT_TRANSLATE_NOOP("errors", "Nhập số tiền không âm, lãi suất từ 0 đến dưới 100 %, và 1 đến 30 năm."),
        )
    span = range(1, choice.years + 1)
    rent = tuple(choice.rent for _ in span)
    buy = tuple(choice.maintenance + (choice.price if year == 1 else 0) for year in span)
    values = [_values(choice, year) for year in span]
    even = next((year for year, (one, other) in zip(span, values, strict=True) if one >= other), None)
    rent_value, buy_value = values[-1]
    return Verdict(rent, buy, _running(rent), _running(buy), _dong(rent_value), _dong(buy_value), even)


def rent_of(sheet: Sheet, line: int) -> int:
    """What renting costs a year by the table, đồng: the dearest year of the columns of rent; 0 where there is none."""
    return max((sum(year) for year in _by_year(sheet, line, Mode.RENT).values()), default=0)


def price_of(sheet: Sheet, line: int) -> int:
    """What buying costs by the table, đồng, all years together; 0 where there is none."""
    return sum(sum(year) for year in _by_year(sheet, line, Mode.BUY).values())


def rented(sheet: Sheet) -> tuple[int, ...]:
    """The lines of which the table says what renting costs."""
    return tuple(at for at, line in enumerate(sheet.lines) if line.kind is LineKind.ITEM and rent_of(sheet, at) > 0)


def _by_year(sheet: Sheet, line: int, mode: Mode) -> dict[int | None, list[int]]:
    """The amounts of a mode by year; those that are for no one year only where there are no others."""
    found: dict[int | None, list[int]] = {}
    for column, place in enumerate(sheet.places):
        if place.mode is mode and sheet.printed[line, column]:
            found.setdefault(place.year, []).append(int(sheet.amounts[line, column]))
    return {year: amounts for year, amounts in found.items() if year is not None} or found


def _values(choice: Choice, year: int) -> tuple[Decimal, Decimal]:
    """Present values of renting and of buying up to the end of a year."""
    factor = sum((1 / (1 + choice.rate) ** at for at in range(1, year + 1)), Decimal(0))
    return choice.rent * factor, choice.price + choice.maintenance * factor


def _running(costs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sum(costs[: at + 1]) for at in range(len(costs)))


def _dong(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
