"""What a budget consists of, without a database. Every amount is an integer of đồng; units are only for showing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Amounts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

LARGEST_AMOUNT: Final = 10**15
"""Beyond it, đồng, an amount is taken for a slip of the pen: the state's whole budget is some 2 × 10^15."""


class Source(StrEnum):
    """Who pays (nguồn kinh phí).

    ``local`` and ``state`` are what papers print when they don't say which tier; ``social`` is xã hội hóa.
    """

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    DISTRICT = "district"
    COMMUNE = "commune"
    LOCAL = "local"
    STATE = "state"
    ENTERPRISE = "enterprise"
    SPONSOR = "sponsor"
    ODA = "oda"
    CITIZENS = "citizens"
    SOCIAL = "social"


class Mode(StrEnum):
    """How it is paid for (hình thức): đầu tư, thuê, duy trì."""

    BUY = "buy"
    RENT = "rent"
    MAINTAIN = "maintain"


class Phase(StrEnum):
    """How far the money has come, in this order."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ADJUSTED = "adjusted"
    COMMITTED = "committed"
    DISBURSED = "disbursed"

    @property
    def rank(self) -> int:
        return list(Phase).index(self)


class LineKind(StrEnum):
    """``total`` adds up the table, ``subtotal`` repeats the sum of the section above it and is not added again."""

    ITEM = "item"
    TOTAL = "total"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True)
class Place:
    """What a column's amounts are for; None means "all of them together".

    Attributes:
        title: the heading as printed.
    """

    year: int | None = None
    source: Source | None = None
    mode: Mode | None = None
    phase: Phase = Phase.PROPOSED
    title: str = field(default="", compare=False)


@dataclass(frozen=True)
class Pricing:
    """One way in which a line's amount is explained: so many, at so much, for so long.

    Attributes:
        unit_price: đồng.
        times: by how many months or years the price may count, the likeliest first; ``(1,)`` where no time is named.
        source: whose amount it explains, where the text says so.
        text: as printed.
        counted: what is counted, folded, such as ``co so giao duc``.
    """

    quantity: int
    unit_price: int
    times: tuple[int, ...] = (1,)
    source: Source | None = None
    text: str = ""
    counted: str = ""


@dataclass(frozen=True)
class Line:
    """One row.

    Attributes:
        number: as printed, such as ``I``, ``1.10``, ``a)``; "" where the paper has none.
        parent: index of the line that this one is part of; -1 for none.
        pricing: every explanation of the amounts that was found.
        when: the time as printed.
        row: of the source table, from 1; 0 where there is none.
    """

    title: str
    number: str = ""
    parent: int = -1
    kind: LineKind = LineKind.ITEM
    pricing: tuple[Pricing, ...] = ()
    when: str = ""
    owner: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True)
class Joint:
    """An amount printed once across several columns, as a grand total under two sources."""

    line: int
    columns: tuple[int, ...]
    dong: int
    step: int


@dataclass(frozen=True)
class Stated:
    """An amount that the text around the table states.

    Attributes:
        words: what follows "bằng chữ"; "" where there is none.
        dong: of the digits; None where only words are given.
        step: the smallest amount the digits can tell apart, đồng.
        place: what the amount is for.
    """

    text: str
    words: str = ""
    dong: int | None = None
    step: int = 1
    place: Place = Place()


@dataclass(frozen=True)
class Unit:
    """In what the table's numbers count.

    Attributes:
        declared: đồng per 1 as the heading says; 0 where it says nothing.
        used: đồng per 1 as they were read.
        reason: why ``used`` is not, or may not be, ``declared``: ``stated``, ``prices``, ``chosen``, ``small``; "".
    """

    declared: int = 1
    used: int = 1
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table of amounts.

    Attributes:
        places: of the columns.
        amounts: lines × columns, đồng; 0 where nothing is printed.
        printed: lines × columns, whether an amount stands there: a blank is not a zero.
        steps: lines × columns, the smallest amount that the printed number can tell apart, đồng.
    """

    name: str
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    amounts: Amounts
    printed: Mask
    steps: Amounts
    joints: tuple[Joint, ...] = ()
    stated: tuple[Stated, ...] = ()
    unit: Unit = Unit()

    def __post_init__(self) -> None:
        shape = (len(self.lines), len(self.places))
        if not self.amounts.shape == self.printed.shape == self.steps.shape == shape:
            raise ValueError("amounts, printed and steps have one row per line and one column per place")
        largest = int(np.abs(self.amounts).max(initial=0))
        if largest * max(shape[0], shape[1], 1) >= 2**62:
            raise ExpectedError(
                "budget.too_large",
                QT_TRANSLATE_NOOP(
                    "errors", "Bảng có số tiền quá lớn để cộng chính xác. Kiểm tra đơn vị tính của bảng."
                ),
            )

    @classmethod
    def of(cls, name: str, lines: tuple[Line, ...], places: tuple[Place, ...], amounts: Amounts) -> Self:
        """A sheet in which everything is printed to the đồng."""
        return cls(name, lines, places, amounts, np.ones(amounts.shape, np.bool_), np.ones(amounts.shape, np.int64))

    @property
    def parents(self) -> npt.NDArray[np.intp]:
        return np.array([line.parent for line in self.lines], dtype=np.intp)

    def path(self, line: int) -> str:
        """The numbers from the top down to a line, such as ``I/1.1``; titles stand in for missing numbers."""
        names: list[str] = []
        while line >= 0 and len(names) <= len(self.lines):
            if self.lines[line].kind is LineKind.ITEM or not names:
                names.append(self.lines[line].number or self.lines[line].title[:40])
            line = self.lines[line].parent
        return "/".join(reversed(names))


@dataclass(frozen=True)
class Document:
    """The paper behind a phase: plan, resolution, decision."""

    number: str
    issued: date | None
    signer: str
    phase: Phase
    subject: str = ""


@dataclass(frozen=True)
class Programme:
    """A programme and its table, with the papers behind its phases."""

    title: str
    sheet: Sheet
    documents: tuple[Document, ...] = ()
