"""Explanations of amounts in notes: "14 Account: 1,348,750 VNĐ/01 Account/01 tháng"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ioc_desktop.core.text import fold
from ioc_desktop.exchange.budget_table.headings import source_of
from ioc_desktop.exchange.budget_table.numbers import UNITS, NumberForm, read_amount
from ioc_desktop.kernel.budget.model import Pricing

_PRICE: Final = re.compile(
    r"(?P<price>\d+(?:[.,]\d+)*)\s*(?P<scale>ty|trieu|tr|nghin|ngan)?\s*(?P<currency>vnd|dong|d)?\s*/\s*0?1?\s*"
    r"(?P<per>[a-z][a-z ]*?)\s*(?:/\s*0?1?\s*(?P<period>thang|quy|nam))?(?=$|[^a-z ]|\s[^a-z])"
)
_COUNT: Final = re.compile(r"(?<![\d.,/-])(?P<count>\d{1,3}(?:[.,]\d{3})+|\d{1,6})\s+(?P<noun>[a-z]+(?: [a-z]+)*)")
_PERIODS: Final = {"thang": 12, "quy": 4, "nam": 1}
_TIME_WORDS: Final = frozenset(["nam", "thang", "quy", "ngay", "tro", "dau"])
_SPAN: Final = re.compile(r"(?:(\d{1,2})\s*/?\s*)?((?:19|20)\d\d)?\s*[-–]\s*(?:(\d{1,2})\s*/\s*)?((?:19|20)\d\d)")
_MOST_COUNTED: Final = 10**9


def explanations(note: str, when: str) -> tuple[Pricing, ...]:
    """Every price in a note with the count before it, and by how many months or years it may count."""
    return tuple(_explanations(" ".join(fold(note).split()), fold(when)))


def span_months(when: str) -> int:
    """How many months a printed time takes, such as ``Tháng 7-9/2017``; 0 if it doesn't say."""
    match = _SPAN.search(when)
    if not match:
        return 0
    first_month, first_year, last_month, last_year = match.groups()
    begin_year = int(first_year or last_year)
    begin = begin_year * 12 + (int(first_month) if first_month and (last_month or not first_year) else 1)
    end = int(last_year) * 12 + (int(last_month) if last_month else 12)
    return max(0, end - begin + 1)


def _explanations(note: str, when: str) -> Iterator[Pricing]:
    months, at, counted = span_months(when), 0, (1, "")
    for match in _PRICE.finditer(note):
        price = _price(match)
        if not price:
            continue
        before = note[at : match.start()]
        counted = _counted(before) or counted
        at = match.end()
        period = match["period"] or (match["per"] if match["per"] in _PERIODS else "")
        yield Pricing(counted[0], price, _times(period, months), source_of(before), match[0], counted[1])


def _price(match: re.Match[str]) -> int:
    """Đồng; 0 for a bare small number, which is a count or a date."""
    text = match["price"]
    bare = not match["scale"] and not match["currency"]
    if bare and not re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        return 0
    unit = UNITS[match["scale"] or ""]
    reading = read_amount(text, NumberForm.VIETNAMESE, unit)
    return int(Decimal(reading.dong)) if reading.kind == "amount" else 0


def _counted(before: str) -> tuple[int, str] | None:
    """What is counted before a price: the last count, or all counts that are added by +; None where none is."""
    clause = re.split(r"[.;:](?=\s)", before.rstrip(" :-(")) if before.strip() else []
    for part in reversed(clause):
        found = [
            (int(re.sub(r"[.,]", "", match["count"])), match["noun"])
            for match in _COUNT.finditer(part)
            if match["noun"].split()[0] not in _TIME_WORDS
        ]
        if found and re.search(r"\d[^+]*\+\s*\d", part):
            return min(sum(count for count, _ in found), _MOST_COUNTED), ""
        if found:
            return min(found[-1][0], _MOST_COUNTED), found[-1][1]
    return None


def _times(period: str, months: int) -> tuple[int, ...]:
    """By how many periods the price may count: those of the printed time, then those of a year, then one."""
    if not period:
        return (1,)
    a_year = _PERIODS[period]
    spanned = months * a_year // 12
    return tuple(dict.fromkeys(times for times in (spanned, a_year, 1) if times))
