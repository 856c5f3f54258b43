"""Units and amounts that the text around a table states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ioc_desktop.core.text import fold
from ioc_desktop.exchange.budget_table.headings import source_of, year_of
from ioc_desktop.exchange.budget_table.numbers import UNITS, NumberForm, read_amount
from ioc_desktop.kernel.budget.model import Place, Stated

_COUNTED_IN: Final = r"(?P<a>ty|ti|trieu|tr|nghin|ngan|1[.,]?000)?\.?\s*(?:dong|vnd|d)"
_UNIT: Final = re.compile(rf"(?:don vi(?: tinh)?|dvt)\s*(?:la)?\s*:?\s*\(?{_COUNTED_IN}\b")
_UNIT_IN_BRACKETS: Final = re.compile(rf"\(\s*(?:dvt:?\s*)?{_COUNTED_IN}\s*\)")
_WORDS: Final = re.compile(r"[Bb]ằng chữ\s*[:;]?\s*(?P<words>[^()*:;]+?)\s*(?:\./\.|[.)*;]|$)", re.IGNORECASE)
_DIGITS: Final = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)\s*(?P<scale>ty|ti|trieu|nghin|ngan)?\s*(?:dong|vnd)")
_ITEM: Final = re.compile(r"^[-+•·–\s]*(?P<label>[^:\d]*(?:\d{4})?[^:\d]*):\s*(?P<amount>.+?)[.;,]?$")
_NEAR: Final = 12


def unit_in(texts: Iterable[str]) -> int:
    """Đồng per 1, as the first text that names a unit says; 0 where none does."""
    for text in texts:
        folded = fold(text)
        if match := _UNIT.search(folded) or _UNIT_IN_BRACKETS.search(folded):
            name = match["a"] or ""
            return 1000 if name.startswith("1") else UNITS[name]
    return 0


def statements(paragraphs: Iterable[str]) -> tuple[Stated, ...]:
    """Amounts in words with the digits beside them, and the shares of years and payers listed right after."""
    return tuple(_statements(list(paragraphs)))


def _statements(paragraphs: list[str]) -> Iterator[Stated]:
    near = 0
    for paragraph in paragraphs:
        match = _WORDS.search(paragraph)
        if match:
            dong, step = _amount_before(paragraph[: match.start()])
            yield Stated(paragraph[:300], match["words"].strip(" ,"), dong, step)
            near = _NEAR
        elif near:
            near -= 1
            yield from _share(paragraph)


def _amount_before(text: str) -> tuple[int | None, int]:
    """The last amount in a text and its step."""
    found = list(_DIGITS.finditer(fold(text)))
    return _read(found[-1]) if found else (None, 1)


def _read(match: re.Match[str]) -> tuple[int | None, int]:
    reading = read_amount(match["digits"], NumberForm.VIETNAMESE, UNITS[match["scale"] or ""])
    return (reading.dong, reading.step) if reading.kind in {"amount", "zero"} else (None, 1)


def _share(paragraph: str) -> Iterator[Stated]:
    match = _ITEM.match(paragraph)
    digits = _DIGITS.fullmatch(fold(match["amount"])) if match else None
    if not match or not digits:
        return
    place = Place(year_of(match["label"]), source_of(match["label"]))
    dong, step = _read(digits)
    if dong is not None and place != Place():
        yield Stated(paragraph[:300], dong=dong, step=step, place=place)
