"""Quantity × unit price × time against the amounts they explain."""

from collections.abc import Iterator

import numpy as np

from ioc_desktop.kernel.budget.checks.findings import Cell, Facts, Finding, FindingKind, Level, slip_factor
from ioc_desktop.kernel.budget.model import Pricing, Sheet, Source

_MOST_TIMES = 120
_LARGEST_PRODUCT = 2**60


def check_products(sheet: Sheet) -> Iterator[Finding]:
    """Lines none of whose amounts is what their own explanation makes."""
    for index in _unexplained(sheet):
        columns = [int(column) for column in np.flatnonzero(sheet.printed[index] & (sheet.amounts[index] != 0))]
        yield _finding(sheet, index, columns, sheet.lines[index].pricing[0])
    yield from _counts(sheet)


def _unexplained(sheet: Sheet) -> list[int]:
    """The lines with prices and amounts that no price explains; every product against every column at once."""
    priced = [
        (index, pricing, min(pricing.quantity * pricing.unit_price * times, _LARGEST_PRODUCT))
        for index, line in enumerate(sheet.lines)
        for pricing in line.pricing
        for times in pricing.times
    ]
    if not priced:
        return []
    lines = np.array([index for index, _, _ in priced])
    products = np.array([product for _, _, product in priced], np.int64)[:, None]
    filled = sheet.printed[lines] & (sheet.amounts[lines] != 0)
    fits = filled & (np.abs(sheet.amounts[lines] - products) * 2 <= sheet.steps[lines])
    sources = {source: np.array([place.source is source for place in sheet.places]) for source in Source}
    for row, (_, pricing, _) in enumerate(priced):
        if pricing.source and (filled[row] & sources[pricing.source]).any():
            fits[row] &= sources[pricing.source]
    explained = set(lines[fits.any(axis=1)].tolist())
    return [int(index) for index in np.unique(lines[filled.any(axis=1)]) if index not in explained]


def _explained(sheet: Sheet, columns: list[int], pricing: Pricing) -> list[int]:
    """The columns of the payer whom the explanation names; all where it names nobody, or nobody of the table."""
    named = [column for column in columns if pricing.source and sheet.places[column].source is pricing.source]
    return named or columns


def _finding(sheet: Sheet, index: int, columns: list[int], pricing: Pricing) -> Finding:
    column = _explained(sheet, columns, pricing)[0]
    printed = int(sheet.amounts[index, column])
    once = pricing.quantity * pricing.unit_price
    products = [once * times for times in pricing.times]
    slipped = next((product for product in products if slip_factor(printed, product)), products[0])
    times = round(printed / once) if once else 0
    fits = 0 < times <= _MOST_TIMES and abs(times * once - printed) * 50 <= abs(printed)
    facts: Facts = {
        "quantity": pricing.quantity,
        "unit_price": pricing.unit_price,
        "times": slipped // once if once else 1,
        "implied_times": times if fits else 0,
    }
    factor = slip_factor(printed, slipped)
    level = Level.FAULT if factor else Level.QUESTION
    return Finding(FindingKind.PRODUCT, level, (Cell(index, column),), printed, slipped, factor=factor, facts=facts)


def _counts(sheet: Sheet) -> Iterator[Finding]:
    """The same things counted differently on two lines, by less than a twentieth: 833 schools here, 835 there."""
    first: dict[str, tuple[int, int]] = {}
    for index, line in enumerate(sheet.lines):
        for pricing in line.pricing:
            if len(pricing.counted.split()) < 2:
                continue
            where, quantity = first.setdefault(pricing.counted, (index, pricing.quantity))
            if quantity != pricing.quantity and abs(quantity - pricing.quantity) * 20 <= quantity:
                facts: Facts = {"counted": pricing.counted, "one": quantity, "other": pricing.quantity}
                yield Finding(FindingKind.COUNTS_DIFFER, Level.QUESTION, (Cell(where), Cell(index)), facts=facts)
                first[pricing.counted] = (index, pricing.quantity)
