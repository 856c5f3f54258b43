"""A sheet as rows and rows as a sheet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import numpy as np

from ioc_desktop.kernel.budget.model import (
    Joint,
    Line,
    LineKind,
    Mode,
    Phase,
    Place,
    Pricing,
    Sheet,
    Source,
    Stated,
    Unit,
)
from ioc_desktop.kernel.budget.tables import NOTE_LETTERS, BudgetLineRow, BudgetTableRow


class LineRecord(NamedTuple):
    """The columns of ``BudgetLineRow`` that make a line, as they are stored: that opens a large table sooner.

    Attributes:
        id: any form of the identifier, the same as in ``under_id``.
        pricing: JSON text, as ``amounts``.
    """

    id: str
    under_id: str | None
    printed_number: str
    name: str
    line_kind: str
    pricing: str
    amounts: str
    when_text: str
    owner: str
    note: str


@dataclass(frozen=True)
class Origin:
    """The paper and the file that a table comes from."""

    file_name: str = ""
    sha256: str = ""
    symbol: str = ""
    issued_on: date | None = None
    signer: str = ""
    phase: Phase = Phase.PROPOSED


def fingerprint(sheet: Sheet) -> str:
    """The same for the same lines, columns and amounts, in whatever file they come."""
    told = {
        "lines": [[line.number, line.title, line.parent, line.kind] for line in sheet.lines],
        "places": [_place_json(place)[:4] for place in sheet.places],
        "amounts": np.where(sheet.printed, sheet.amounts, -(2**62)).tolist(),
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def table_row(table_id: UUID, programme_id: UUID, sheet: Sheet, origin: Origin) -> BudgetTableRow:
    return BudgetTableRow(
        id=table_id, programme_id=programme_id, name=sheet.name[:300], symbol=origin.symbol[:60],
        issued_on=origin.issued_on, signer=origin.signer[:120], phase=origin.phase.value,
        file_name=origin.file_name[:260], sha256=origin.sha256, fingerprint=fingerprint(sheet),
        columns=[_place_json(place) for place in sheet.places], extras=_extras(sheet),
        unit_dong=sheet.unit.used, declared_dong=sheet.unit.declared, unit_reason=sheet.unit.reason,
    )  # fmt: skip


def line_rows(table_id: UUID, sheet: Sheet) -> Iterator[BudgetLineRow]:
    for index, line in enumerate(sheet.lines):
        yield BudgetLineRow(
            id=_line_id(table_id, index), table_id=table_id, position=index, name=line.title[:500],
            under_id=_line_id(table_id, line.parent) if line.parent >= 0 else None,
            printed_number=line.number[:40], line_kind=line.kind.value,
            amounts=_amounts_json(sheet, index), pricing=[_pricing_json(each) for each in line.pricing],
            when_text=line.when[:200], owner=line.owner[:300], note=line.note[:NOTE_LETTERS],
        )  # fmt: skip


def _amounts_json(sheet: Sheet, line: int) -> list[list[int]]:
    columns = np.flatnonzero(sheet.printed[line])
    return [columns.tolist(), sheet.amounts[line, columns].tolist(), sheet.steps[line, columns].tolist()]


def sheet_of(table: BudgetTableRow, lines: Sequence[LineRecord]) -> Sheet:
    """The sheet again; ``lines`` in the order of their positions."""
    places = tuple(_place(each) for each in table.columns)
    at_line = {line.id: index for index, line in enumerate(lines)}
    shape = (len(lines), len(places))
    values, steps, printed = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    told = json.loads(f"[{','.join(line.amounts for line in lines)}]") or [([], [], [])]  # the lines may come later
    rows = np.repeat(np.arange(len(told)), [len(columns) for columns, _, _ in told])
    at, dong, step = (np.array([*chain.from_iterable(part)], np.int64) for part in zip(*told, strict=True))
    values[rows, at], steps[rows, at], printed[rows, at] = dong, step, True
    unit = Unit(table.declared_dong, table.unit_dong, table.unit_reason)
    made = tuple(_line(line, at_line) for line in lines)
    return Sheet(table.name, made, places, values, printed, steps, *_told(table.extras), unit)


def _line_id(table_id: UUID, index: int) -> UUID:
    return uuid5(table_id, f"line {index}")


def _place_json(place: Place) -> list[Any]:
    return [place.year, place.source, place.mode, place.phase, place.title]


def _place(told: Sequence[Any]) -> Place:
    year, source, mode, phase, title = told
    return Place(year, Source(source) if source else None, Mode(mode) if mode else None, Phase(phase), title)


def _pricing_json(pricing: Pricing) -> list[Any]:
    times = list(pricing.times)
    return [pricing.quantity, pricing.unit_price, times, pricing.source, pricing.text, pricing.counted]


def _line(row: LineRecord, at_line: dict[str, int]) -> Line:
    pricing = tuple(
        Pricing(quantity, price, tuple(times), Source(source) if source else None, text, counted)
        for quantity, price, times, source, text, counted in (json.loads(row.pricing) if row.pricing != "[]" else ())
    )
    parent = at_line.get(row.under_id, -1) if row.under_id else -1
    return Line(
        row.name, row.printed_number, parent, LineKind(row.line_kind), pricing, row.when_text, row.owner, row.note
    )


def _extras(sheet: Sheet) -> dict[str, Any]:
    return {
        "joints": [[joint.line, list(joint.columns), joint.dong, joint.step] for joint in sheet.joints],
        "stated": [[one.text, one.words, one.dong, one.step, _place_json(one.place)] for one in sheet.stated],
    }


def _told(extras: dict[str, Any]) -> tuple[tuple[Joint, ...], tuple[Stated, ...]]:
    joints = tuple(Joint(line, tuple(columns), dong, step) for line, columns, dong, step in extras["joints"])
    stated = tuple(
        Stated(text, words, dong, step, _place(place)) for text, words, dong, step, place in extras["stated"]
    )
    return joints, stated
