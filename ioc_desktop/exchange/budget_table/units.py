"""Whether the unit in the heading can be true: the document's own totals and prices know better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.checks.stated import total_of
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT, Place, Sheet, Unit
from ioc_desktop.kernel.budget.tree import add_up
from ioc_desktop.kernel.number_words.parsing import amount_from_words

_FACTORS: Final = ((1000, 1), (1, 1000), (10**6, 1), (1, 10**6), (10**9, 1))
_ENOUGH_PRICES: Final = 2
_SMALL: Final = 1000


def proven_unit(sheet: Sheet) -> Unit:
    """The unit that a stated total or the prices in the notes prove; else the declared one, with a doubt if there is.

    Args:
        sheet: read with the declared unit.
    """
    unit = sheet.unit
    for reason, proof in (("stated", _by_total), ("prices", _by_prices)):
        factor = proof(sheet)
        if factor and factor[0] * unit.used % factor[1] == 0:
            return Unit(unit.declared, unit.used * factor[0] // factor[1], reason) if factor != (1, 1) else unit
    if not unit.declared:
        return Unit(0, unit.used, "undeclared")
    return Unit(unit.declared, unit.used, "small") if _is_small(sheet) else unit


def _by_total(sheet: Sheet) -> tuple[int, int] | None:
    """The factor that makes the table's total what the text states; None where nothing is stated or nothing fits."""
    found = total_of(sheet, add_up(sheet), Place())
    if found is None:
        return None
    _, total, steps = found
    for dong in _stated(sheet):
        for up, down in ((1, 1), *_FACTORS):
            if abs(dong * down - total * up) * 2 <= steps * up and total:
                return up, down
    return None


def _stated(sheet: Sheet) -> Iterator[int]:
    for stated in sheet.stated:
        if stated.place != Place():
            continue
        if stated.dong is not None:
            yield stated.dong
        else:
            try:
                yield amount_from_words(stated.words)
            except ExpectedError:
                continue


def _by_prices(sheet: Sheet) -> tuple[int, int] | None:
    """The factor under which most explained amounts come out; None where too few do."""
    scores = {factor: _explained(sheet, *factor) for factor in ((1, 1), *_FACTORS)}
    best = max(scores, key=lambda factor: scores[factor])
    return best if scores[best] >= _ENOUGH_PRICES and scores[best] > scores[1, 1] else None


def _explained(sheet: Sheet, up: int, down: int) -> int:
    return sum(
        any(
            abs(pricing.quantity * pricing.unit_price * times * down - int(amount) * up) * 2 <= int(step) * up
            for pricing in line.pricing
            for times in pricing.times
            for amount, step in zip(sheet.amounts[index], sheet.steps[index], strict=True)
            if amount
        )
        for index, line in enumerate(sheet.lines)
    )


def _is_small(sheet: Sheet) -> bool:
    """Whether every amount is written with three decimals of a unit and below a thousand of it: likely one unit up."""
    amounts = sheet.amounts[sheet.printed & (sheet.amounts != 0)]
    steps = sheet.steps[sheet.printed & (sheet.amounts != 0)]
    unit = sheet.unit.used
    if not len(amounts) or unit >= 10**9 or unit < _SMALL:
        return False
    fine = bool((np.mean(steps * 1000 <= unit) > 0.8) and np.abs(amounts).max() < 1000 * unit)
    return fine or bool(np.median(np.abs(amounts)) * 1000 > LARGEST_AMOUNT)
