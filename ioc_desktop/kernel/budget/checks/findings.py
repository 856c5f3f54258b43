"""What the checker says: which cells, what they print, what they come to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ioc_desktop.kernel.budget.model import Sheet

Facts = Mapping[str, str | int]


class FindingKind(StrEnum):
    """The classes of faults."""

    SUM = "sum"
    HEADING_ZERO = "heading_zero"
    HEADING_BLANK = "heading_blank"
    CARRIED = "carried"
    ACROSS = "across"
    ACROSS_MISSING = "across_missing"
    NO_BREAKDOWN = "no_breakdown"
    NOT_A_PARTITION = "not_a_partition"
    ROUNDING = "rounding"
    PRODUCT = "product"
    COUNTS_DIFFER = "counts_differ"
    WORDS = "words"
    WORDS_UNREADABLE = "words_unreadable"
    STATED = "stated"
    UNIT = "unit"
    SLIP = "slip"
    DUPLICATE = "duplicate"
    NUMBER_REPEATED = "number_repeated"
    NUMBER_SKIPPED = "number_skipped"
    PHASE = "phase"


class Level(StrEnum):
    """How sure it is: two printed facts contradict each other, somebody must be asked, or it is good to know."""

    FAULT = "fault"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True)
class Cell:
    """A cell of the sheet, indices from 0; ``column`` is -1 for the whole line, ``line`` is -1 for the text around."""

    line: int
    column: int = -1


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        cells: that it is about, the one that prints ``printed`` first.
        printed: đồng; None where the class of fault has no amount.
        computed: đồng, what ``printed`` ought to be by the other cells.
        causes: cells that explain the difference.
        factor: the slip that would explain it, such as 10 for a computed amount ten times the printed; 0 for none.
        facts: more for the sentence.
    """

    kind: FindingKind
    level: Level
    cells: tuple[Cell, ...]
    printed: int | None = None
    computed: int | None = None
    causes: tuple[Cell, ...] = ()
    factor: float = 0.0
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))

    @property
    def difference(self) -> int:
        """Computed less printed, đồng."""
        return (self.computed or 0) - (self.printed or 0)

    def key(self, sheet: Sheet) -> str:
        """The same for the same fault of the same lines, wherever these stand now: acceptances hang on it."""
        parts = [self.kind, str(self.printed), str(self.computed)]
        for cell in self.cells:
            parts.append(sheet.path(cell.line) if cell.line >= 0 else "")
            parts.append(sheet.lines[cell.line].title if cell.line >= 0 else "")
            parts.append(repr(sheet.places[cell.column]) if cell.column >= 0 else "")
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def slip_factor(printed: int, computed: int) -> float:
    """10, 1000, a million or their inverses when that is what one amount is of the other, to a hundredth; else 0."""
    if not printed or not computed or (printed < 0) != (computed < 0):
        return 0.0
    ratio = computed / printed
    return next(
        (size for size in (10.0, 1000.0, 1e6, 0.1, 0.001, 1e-6) if abs(ratio / size - 1) <= 0.01),
        0.0,
    )


def is_rounding(difference: int, steps: int, size: int) -> bool:
    """Whether a difference is what rounding each term can make, and next to nothing: half a step a term, 0,1 %.

    The second bound keeps whole numbers of tỷ honest: 17 + 2 is not 20, though each may have been rounded.
    """
    return abs(difference) * 2 <= steps and abs(difference) * 1000 <= abs(size)
