"""The numbers of a table: Vietnamese (1.234,5) or English (1,234.5), signs, brackets, currencies, own units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT

UNITS: Final = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 1000, "ngan": 1000, "": 1}
_DASHES: Final = frozenset("-–—−‒.…")
_SIGN: Final = re.compile(r"^[-–−]\s*(?=[\d(])")
_LOCAL: Final = re.compile(r"\s*(?:dong|vnd|₫|d)\.?$")
_SCALE: Final = re.compile(r"\s*(ty|ti|trieu|tr|nghin|ngan)$")
_FOREIGN: Final = re.compile(r"[$€£¥]|\b(?:usd|eur|jpy|krw)\b")
_SPACED: Final = re.compile(r"(?<=\d)[ '’](?=\d{3}(?:\D|$))")
_CORE: Final = re.compile(r"\d+(?:[.,]\d+)*")


class NumberForm(StrEnum):
    """Which mark separates what."""

    VIETNAMESE = "vietnamese"
    ENGLISH = "english"


CellKind = Literal["amount", "zero", "blank", "dash", "problem", "text", "heading", "number", "title", "skipped"]


@dataclass(frozen=True)
class CellReading:
    """How one cell was read.

    Attributes:
        dong: the amount; 0 where there is none.
        step: the smallest amount that the printed number can tell apart, đồng.
        how: what was decided, as codes: ``thousands``, ``decimals``, ``by_form`` (the other cells decided which),
            ``negative``, ``currency``, ``own_unit``, ``stored`` (the spreadsheet's own number); for a problem, its
            name: ``not_a_number``, ``foreign``, ``too_large``, ``part_of_dong``.
    """

    text: str
    kind: CellKind
    dong: int = 0
    step: int = 0
    how: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Core:
    """Digits and marks only, with what was taken off them."""

    digits: str
    how: tuple[str, ...]
    scale: int
    negative: bool


def form_of(texts: Iterable[str]) -> tuple[NumberForm, bool]:
    """The form that the unambiguous numbers show, and whether some of them show the other; Vietnamese by default."""
    votes = {NumberForm.VIETNAMESE: 0, NumberForm.ENGLISH: 0}
    for text in texts:
        core = _core(text)
        decimal = _decimal_mark(core.digits) if isinstance(core, _Core) else None
        if decimal is not None:
            votes[NumberForm.VIETNAMESE if decimal == "," else NumberForm.ENGLISH] += 1
    english = votes[NumberForm.ENGLISH] > votes[NumberForm.VIETNAMESE]
    return (NumberForm.ENGLISH if english else NumberForm.VIETNAMESE), all(votes.values())


def read_amount(text: str, form: NumberForm, unit: int, stored: Decimal | None = None) -> CellReading:
    """One cell of an amount column.

    Args:
        unit: đồng per 1, unless the cell names its own.
        stored: the spreadsheet's number, which then needs no guessing.
    """
    if stored is not None:
        return _amount(text, stored, unit, ("stored",))
    if not text.strip():
        return CellReading(text, "blank")
    if set(text.strip()) <= _DASHES:
        return CellReading(text, "dash")
    core = _core(text)
    if isinstance(core, str):
        return CellReading(text, "problem", how=(core,))
    value, how = _value(core.digits, form, whole=unit == 1 and "own_unit" not in core.how)
    if value is None:
        return CellReading(text, "problem", how=("not_a_number",))
    return _amount(
        text, -value if core.negative else value, core.scale if "own_unit" in core.how else unit, (*core.how, *how)
    )


def _core(text: str) -> _Core | str:
    """The digits of a number, or the name of the problem."""
    rest, how, scale = fold(text).replace("\u00a0", " ").strip(), [], 1
    if _FOREIGN.search(rest):
        return "foreign"
    negative = bool(_SIGN.match(rest))
    rest = _SIGN.sub("", rest)
    if rest.startswith("(") and rest.endswith(")"):
        negative, rest = True, rest[1:-1].strip()
    stripped = _LOCAL.sub("", rest.removeprefix("₫").strip())
    if stripped != rest:
        how.append("currency")
    if match := _SCALE.search(stripped):
        scale, stripped = UNITS[match[1]], stripped[: match.start()]
    if match or how:
        how.append("own_unit")
    if negative:
        how.append("negative")
    digits = _SPACED.sub("", stripped.strip())
    return _Core(digits, tuple(how), scale, negative) if _CORE.fullmatch(digits) else "not_a_number"


def _decimal_mark(digits: str) -> str | None:
    """The mark that separates decimals, or the opposite of the one that surely separates thousands; None if unsure."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots + commas == 0:
        return None
    mark, other = (".", ",") if dots else (",", ".")
    if dots + commas > 1:
        return other
    head, _, tail = digits.partition(mark)
    sure = len(tail) != 3 or len(head) > 3 or head.startswith("0")
    return mark if sure else None


def _value(digits: str, form: NumberForm, *, whole: bool) -> tuple[Decimal | None, tuple[str, ...]]:
    """The value and how it was found; ``whole`` where the unit has no parts, so a lone group is thousands."""
    if "." not in digits and "," not in digits:
        return Decimal(digits), ()
    mark, how = _decimal_mark(digits), ""
    if mark is None:
        mark, how = ("," if form is NumberForm.VIETNAMESE else "."), "by_form"
        if whole:
            mark, how = (next(one for one in ".," if one not in digits)), "thousands"
    thousands = "." if mark == "," else ","
    head, _, tail = digits.partition(mark)
    groups = head.split(thousands)
    grouped = len(groups) == 1 or (len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not grouped or thousands in tail or mark in tail:
        return None, ()
    kind = "decimals" if tail else "thousands"
    return Decimal("".join(groups) + ("." + tail if tail else "")), (kind, how) if how == "by_form" else (kind,)


def _amount(text: str, value: Decimal, unit: int, how: tuple[str, ...]) -> CellReading:
    dong = value * unit
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if abs(dong) > LARGEST_AMOUNT:
        return CellReading(text, "problem", how=("too_large",))
    if dong != int(dong):
        return CellReading(text, "problem", how=("part_of_dong",))
    step = max(1, unit // 10**decimals)
    return CellReading(text, "amount" if dong else "zero", int(dong), step, how)
