"""Checks of size and style that all components share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ioc_desktop.documents.lint.finding import Finding, comma
from ioc_desktop.documents.lint.form import Range, sizes, within
from ioc_desktop.documents.lint.parts import rule_under
from ioc_desktop.documents.lint.reading import Row, Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """How a component is to look; None where either is allowed.

    Attributes:
        code: first part of the findings' codes.
        part: in Vietnamese.
    """

    code: str
    part: str
    size: Range
    bold: bool | None = None
    italic: bool | None = None
    upper: bool | None = None


def check_look(rows: Iterable[Row | None], look: Look) -> Iterator[Finding]:
    """Size and style of each line of a component."""
    for row in rows:
        if row is None:
            continue
        if not within(row.size, look.size):
            yield Finding(f"{look.code}.size", row.page, look.part, f"cỡ chữ {comma(row.size)}", sizes(look.size))
        for name, found, wanted, yes, no in (
            ("bold", row.bold, look.bold, "chữ đậm", "chữ không đậm"),
            ("italic", row.italic, look.italic, "chữ nghiêng", "chữ đứng"),
            ("upper", row.is_upper, look.upper, "chữ in hoa", "chữ in thường"),
        ):
            if wanted is not None and found != wanted:
                yield Finding(
                    f"{look.code}.{name}", row.page, look.part, yes if found else no, yes if wanted else no
                )  # fmt: skip


def check_rule(row: Row, sheet: Sheet, share: Range, look: Look, wanted: str) -> Iterator[Finding]:
    """The rule under a component is there, and as long as asked.

    Args:
        share: of the line's length.
        wanted: in Vietnamese, how long it is to be.
    """
    rule = rule_under(row, sheet)
    if rule is None:
        yield Finding(f"{look.code}.rule", row.page, look.part, "không có đường kẻ bên dưới", wanted)
        return
    length = rule.width / max(1.0, row.x1 - row.x0)
    if not within(length, share, 0.06):
        yield Finding(f"{look.code}.rule", row.page, look.part, f"đường kẻ dài {length:.0%} dòng chữ", wanted)
