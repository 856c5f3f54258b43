"""The columns of a budget annex on lying paper: how wide each is, and the tables they make where one has no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from ioc_desktop.documents import fonts
from ioc_desktop.documents.layout import STATE
from ioc_desktop.documents.model import Align, Column
from ioc_desktop.kernel.budget.annex import Annex, AnnexColumn, Field, printed_number

PAPER_PT: Final = STATE.lying().text_width
_SIDES_PT, _NUMBER_PT, _TITLE_PT, _NOTE_PT = 8.0, 34.0, 150.0, 90.0
_FIELD_PT: Final = {Field.NUMBER: _NUMBER_PT, Field.TITLE: _TITLE_PT, Field.NOTE: _NOTE_PT}
_OTHER_PT, _WIDEST_WORD_PT = 78.0, 78.0
_WORDY_SHARE: Final = 4.0
_ALIGN: Final = {Field.NUMBER: Align.CENTRE, Field.QUANTITY: Align.RIGHT, Field.PRICE: Align.RIGHT}
_LEADING: Final = (Field.NUMBER, Field.TITLE)


def parts_of(annex: Annex) -> Iterator[tuple[AnnexColumn, ...]]:
    """Columns of one table after the other; number and title lead each of them."""
    lead = tuple(column for column in annex.columns if column.field in _LEADING)
    taken = sum(width_pt(annex, column) for column in lead)
    part: list[AnnexColumn] = []
    used = taken
    for column in annex.columns:
        if column.field in _LEADING:
            continue
        width = width_pt(annex, column)
        if part and used + width > PAPER_PT:
            yield (*lead, *part)
            part, used = [], taken
        part.append(column)
        used += width
    yield (*lead, *part)


def columns_of(annex: Annex, columns: Sequence[AnnexColumn]) -> tuple[Column, ...]:
    """As the document has them; room that is left goes to titles and notes."""
    widths = [width_pt(annex, column) for column in columns]
    wordy = [column.field in {Field.TITLE, Field.NOTE} for column in columns]
    amounts = [column.field is None for column in columns]
    spare = max(0.0, PAPER_PT - sum(widths)) / (_WORDY_SHARE * sum(wordy) + sum(amounts))
    return tuple(
        Column(
            column.path[-1],
            width + spare * (_WORDY_SHARE if is_wordy else float(is_amount)),
            _ALIGN.get(column.field, Align.LEFT) if column.field else Align.RIGHT,
            column.path[:-1],
        )
        for column, width, is_wordy, is_amount in zip(columns, widths, wordy, amounts, strict=True)
    )


def width_pt(annex: Annex, column: AnnexColumn) -> float:
    """The least width at which no number and no word of the innermost heading breaks."""
    if column.field is not None:
        return _FIELD_PT.get(column.field, _OTHER_PT)
    sheet, size = annex.sheet, STATE.table_pt
    at = column.amount
    lines = np.flatnonzero(sheet.printed[:, at]).tolist()
    amounts = {(int(sheet.amounts[line, at]), annex.decimals(line, at)) for line in lines} or {(0, 0)}
    longest = max((printed_number(dong, annex.unit, decimals) for dong, decimals in amounts), key=len)
    number = fonts.width(longest, fonts.BOLD, size)
    word = max(fonts.width(each, fonts.BOLD, size) for each in column.path[-1].split())
    return max(number, min(word, _WIDEST_WORD_PT)) + _SIDES_PT
