"""A sheet as the printed annex: columns with merged headings, rows as printed, the amount in words. No file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from ioc_desktop.kernel.budget.checks.stated import total_of
from ioc_desktop.kernel.budget.model import Joint, Line, LineKind, Place, Sheet
from ioc_desktop.kernel.budget.sentences import unit_text
from ioc_desktop.kernel.budget.tree import add_up
from ioc_desktop.kernel.number_words.words import LARGEST, amount_in_words

IN_WORDS: Final = "Bằng chữ"
_MOST_DECIMALS: Final = 3


class Field(StrEnum):
    """What a column beside the amounts holds."""

    NUMBER = "number"
    TITLE = "title"
    WHEN = "when"
    OWNER = "owner"
    QUANTITY = "quantity"
    PRICE = "price"
    TIMES = "times"
    NOTE = "note"


_TITLES: Final = {
    Field.NUMBER: "STT",
    Field.TITLE: "Hạng mục",
    Field.WHEN: "Thời gian thực hiện",
    Field.OWNER: "Đơn vị chủ trì",
    Field.QUANTITY: "Số lượng",
    Field.PRICE: "Đơn giá (đồng)",
    Field.TIMES: "Số tháng",
    Field.NOTE: "Ghi chú",
}


@dataclass(frozen=True)
class AnnexColumn:
    """One column.

    Attributes:
        path: its headings from the top.
        amount: index among the sheet's columns; -1 where it holds something else.
        field: what else; None for an amount.
    """

    path: tuple[str, ...]
    amount: int = -1
    field: Field | None = None


@dataclass(frozen=True)
class HeadingCell:
    """A cell of the heading, over ``width`` columns and ``height`` rows, from 0."""

    text: str
    row: int
    column: int
    width: int
    height: int


@dataclass(frozen=True)
class Annex:
    """What stands on the paper.

    Attributes:
        unit: đồng per 1 in which its amounts are written.
        before: lines over the table, without the unit's; ``after`` stands below it.
    """

    sheet: Sheet
    columns: tuple[AnnexColumn, ...]
    unit: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    def decimals(self, line: int, column: int) -> int:
        """Of a printed amount."""
        return decimals_of(int(self.sheet.steps[line, column]), self.unit)

    @property
    def unit_line(self) -> str:
        return f"Đơn vị tính: {unit_text(self.unit)}"

    @property
    def depth(self) -> int:
        """Rows of the heading."""
        return max(len(column.path) for column in self.columns)

    def joints(self, line: int) -> tuple[Joint, ...]:
        """Amounts printed across columns in a row of their own below a line."""
        return tuple(joint for joint in self.sheet.joints if joint.line == line)


def annex_of(sheet: Sheet) -> Annex:
    """The annex of a table, in the unit it came in.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    around = [(one.text, one.dong is None and bool(one.words)) for one in sheet.stated]
    before = tuple(dict.fromkeys(text for text, is_below in around if not is_below))
    after = tuple(dict.fromkeys(text for text, is_below in around if is_below))
    if not any(one.words for one in sheet.stated):
        after = (*after, *_in_words(sheet))
    return Annex(sheet, tuple(_columns(sheet)), sheet.unit.used, before, after)


def number_in(dong: int, unit: int) -> Decimal:
    """An amount in a unit, exactly.

    >>> number_in(4_345_000_000, 10**6), number_in(566_000_000, 10**9)
    (Decimal('4345'), Decimal('0.566'))
    """
    exact = (Decimal(dong) / max(unit, 1)).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def decimals_of(step: int, unit: int) -> int:
    """How many decimals the paper printed, by the smallest amount that its number can tell apart; at most three."""
    known = 1 < step < unit
    return next((count for count in range(1, _MOST_DECIMALS + 1) if known and step * 10**count == unit), 0)


def printed_number(dong: int, unit: int, decimals: int = 0) -> str:
    """As papers write it: ``4.345``, ``0,566``; with at least so many decimals.

    >>> printed_number(7_000_000_000, 10**9, 1), printed_number(4_345_000_000, 10**6)
    ('7,0', '4.345')
    """
    number = number_in(dong, unit)
    if number == number.quantize(Decimal(1).scaleb(-decimals)):
        number = number.quantize(Decimal(1).scaleb(-decimals))
    return format(number, ",f").translate(str.maketrans(".,", ",."))


def field_of(line: Line, field: Field) -> str | int | None:
    """What a line has in a column that is no amount; None for nothing."""
    if field in {Field.QUANTITY, Field.PRICE, Field.TIMES}:
        priced = _priced(line)
        if priced is None:
            return None
        return {Field.QUANTITY: priced[0], Field.PRICE: priced[1], Field.TIMES: priced[2]}[field]
    text = {
        Field.NUMBER: line.number, Field.TITLE: line.title, Field.WHEN: line.when, Field.OWNER: line.owner,
        Field.NOTE: line.note,
    }[field]  # fmt: skip
    return text or None


def heading_cells(columns: Sequence[AnnexColumn], depth: int) -> Iterator[HeadingCell]:
    """The cells of the heading: neighbours under one heading share it, the last heading of a column goes down."""
    for level in range(depth):
        at = 0
        while at < len(columns):
            width = _run(columns, at, level)
            path = columns[at].path
            if level < len(path):
                is_last = level == len(path) - 1
                yield HeadingCell(path[level], level, at, width, depth - level if is_last else 1)
            at += width


def _run(columns: Sequence[AnnexColumn], at: int, level: int) -> int:
    """How many columns from ``at`` on share the heading of a level; one whose headings end there stands alone."""
    path = columns[at].path
    if level >= len(path) - 1:
        return 1
    end = at + 1
    while (
        end < len(columns)
        and len(columns[end].path) > level + 1
        and columns[end].path[: level + 1] == path[: level + 1]
    ):
        end += 1
    return end - at


def _columns(sheet: Sheet) -> Iterator[AnnexColumn]:
    """Number and title, what explains the line, the amounts, and the notes; only what some line has."""
    first = (Field.NUMBER, Field.TITLE, Field.WHEN, Field.OWNER, Field.QUANTITY, Field.PRICE, Field.TIMES)
    for field in first:
        if field in {Field.NUMBER, Field.TITLE} or any(field_of(line, field) is not None for line in sheet.lines):
            yield AnnexColumn((_TITLES[field],), field=field)
    for index, place in enumerate(sheet.places):
        yield AnnexColumn(_path(place), index)
    if any(line.note for line in sheet.lines):
        yield AnnexColumn((_TITLES[Field.NOTE],), field=Field.NOTE)


def _path(place: Place) -> tuple[str, ...]:
    """The printed headings; made of the place where nothing was printed."""
    parts = tuple(part for part in place.title.split(" · ") if part)
    if parts:
        return parts
    return (f"Năm {place.year}",) if place.year else ("Kinh phí",)


def _priced(line: Line) -> tuple[int, int, int] | None:
    """Quantity, unit price and months where the table itself had columns for them."""
    return next(((one.quantity, one.unit_price, one.times[0]) for one in line.pricing if not one.text), None)


def _in_words(sheet: Sheet) -> Iterator[str]:
    """The table's own total in words; nothing where it has none."""
    found = total_of(sheet, add_up(sheet), Place())
    if found is not None and abs(found[1]) <= LARGEST:
        yield f"{IN_WORDS}: {amount_in_words(found[1])}"


def is_total(line: Line) -> bool:
    return line.kind is not LineKind.ITEM


def is_section(line: Line) -> bool:
    """A line whose number is a letter or a Roman figure heads a section."""
    return bool(line.number) and line.number.strip("().").isupper()
