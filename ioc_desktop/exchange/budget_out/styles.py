"""How cells of an exported annex look: face of official papers, thin frames, totals in bold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ioc_desktop.kernel.budget.annex import AnnexColumn, Field

_FACE: Final = "Times New Roman"
_WIDTHS: Final = {Field.NUMBER: 6, Field.TITLE: 44, Field.WHEN: 16, Field.OWNER: 18, Field.NOTE: 40}
_AMOUNT_WIDTH: Final = 13


@dataclass(frozen=True)
class Look:
    """Made once for each kind of cell: openpyxl compares styles cell by cell otherwise."""

    font: Any
    alignment: Any
    border: Any

    def put_on(self, cell: Any) -> None:
        cell.font, cell.alignment = self.font, self.alignment
        if self.border is not None:
            cell.border = self.border


@cache
def look_of(
    *, bold: bool = False, italic: bool = False, align: str = "left", wraps: bool = False, framed: bool = False
) -> Look:
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415  (slow, for exports only)

    side = Side("thin")
    return Look(
        Font(name=_FACE, size=12, bold=bold, italic=italic),
        Alignment(horizontal=align, vertical="center", wrap_text=wraps),
        Border(side, side, side, side) if framed else None,
    )


@cache
def column_letter(at: int) -> str:
    """Letters of a column, from 0."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def width_of(column: AnnexColumn) -> int:
    """In letters."""
    return _WIDTHS.get(column.field, _AMOUNT_WIDTH) if column.field else _AMOUNT_WIDTH
