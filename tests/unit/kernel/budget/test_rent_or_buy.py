from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.budget.plans.rent_or_buy import Choice, price_of, rent_of, rented, weigh
from tests.support import budget_annexes as annexes

TRIEU = 10**6


def test_present_values_are_those_of_the_formula() -> None:
    done = weigh(Choice(rent=100 * TRIEU, price=300 * TRIEU, maintenance=20 * TRIEU, rate=Decimal("0.10")))
    assert done.rent_value == 379_078_677  # 100 × (1 − 1,1⁻⁵) / 0,1
    assert done.buy_value == 375_815_735  # 300 + 20 × 3,79078677
    assert done.break_even == 5
    assert done.buy == (320 * TRIEU, *(4 * (20 * TRIEU,)))
    assert done.rent_sum[-1] == 500 * TRIEU


def test_without_interest_it_is_plain_addition_and_dear_buying_never_pays() -> None:
    plain = Choice(rent=100, price=300, maintenance=0, rate=Decimal(0))
    assert (weigh(plain).rent_value, weigh(plain).break_even) == (500, 3)
    assert weigh(replace(plain, price=501)).break_even is None
    assert weigh(replace(plain, rate=Decimal("0.99"))).break_even is None


@pytest.mark.parametrize(
    "change", [{"rent": -1}, {"price": 10**16}, {"rate": Decimal("1.5")}, {"rate": Decimal("NaN")}, {"years": 0}]
)
def test_what_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ExpectedError) as refusal:
        weigh(replace(Choice(1, 1, 1), **change))  # type: ignore[arg-type]
    assert refusal.value.code == "budget.rent_or_buy"


def test_the_table_says_what_is_rented() -> None:
    sheet = read_text(annexes.text_of(annexes.IA_HDRAI))[0].sheet
    line = next(at for at, each in enumerate(sheet.lines) if each.title.startswith("Đường truyền"))
    assert line in rented(sheet)
    assert rent_of(sheet, line) == 60 * TRIEU
    assert price_of(sheet, line) == 0
