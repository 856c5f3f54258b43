"""What a registered document is and how it moves. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP

TABLE = "paper"
"""Table of the register, and ``owner_table`` of its contents among the attachments."""

KINDS: tuple[tuple[str, str], ...] = (
    ("Báo cáo", "BC"), ("Công văn", "CV"), ("Kế hoạch", "KH"), ("Thông báo", "TB"), ("Tờ trình", "TTr"),
    ("Biên bản", "BB"), ("Quyết định", "QĐ"), ("Phiếu chuyển", "PC"),
)  # fmt: skip
"""Kinds of documents with their abbreviation (Decree 30/2020, Appendix III): words of the papers, never translated."""


class PaperState(StrEnum):
    """Where a document stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    VOID = "void"


STATE_TITLES: Mapping[PaperState, str] = MappingProxyType(
    {
        PaperState.DRAFT: QT_TRANSLATE_NOOP("papers", "Dự thảo"),
        PaperState.SUBMITTED: QT_TRANSLATE_NOOP("papers", "Chờ duyệt"),
        PaperState.APPROVED: QT_TRANSLATE_NOOP("papers", "Đã duyệt"),
        PaperState.ISSUED: QT_TRANSLATE_NOOP("papers", "Đã ban hành"),
        PaperState.REPLACED: QT_TRANSLATE_NOOP("papers", "Đã thay thế"),
        PaperState.WITHDRAWN: QT_TRANSLATE_NOOP("papers", "Đã thu hồi"),
        PaperState.VOID: QT_TRANSLATE_NOOP("papers", "Hủy, giữ số"),
    }
)
WAITING_TITLE = QT_TRANSLATE_NOOP("papers", "Chờ số")

CLOSED = (PaperState.ISSUED, PaperState.REPLACED, PaperState.WITHDRAWN, PaperState.VOID)
"""States in which nothing of a document changes any more."""

_D, _S, _A, _I = PaperState.DRAFT, PaperState.SUBMITTED, PaperState.APPROVED, PaperState.ISSUED
STEPS: Mapping[PaperState, tuple[PaperState, ...]] = MappingProxyType(
    {
        _D: (_S,),
        _S: (_A, _D),
        _A: (_I, _D, PaperState.VOID),
        _I: (PaperState.REPLACED, PaperState.WITHDRAWN),
        PaperState.REPLACED: (),
        PaperState.WITHDRAWN: (),
        PaperState.VOID: (),
    }
)
"""What each state may become in one step."""


def reachable(start: PaperState) -> tuple[PaperState, ...]:
    """Every state that steps lead to: a desktop without a link sends several steps as one."""
    found: list[PaperState] = []
    open_ = [start]
    while open_:
        for end in STEPS[open_.pop()]:
            if end not in found:
                found.append(end)
                open_.append(end)
    return tuple(end for end in found if end is not start)


@dataclass(frozen=True, kw_only=True)
class PaperDraft:
    """A document to register.

    Attributes:
        kind: kind in words, such as ``Báo cáo``.
        symbol: what follows the number, such as ``BC-TTĐH``.
        org: who issues it.
        family: ``committee``, ``council`` or ``party``: which form it has.
        owner_table: table of the record that it was made from; "" for none.
        replaces_id: the issued document that this one is to replace.
        is_drill: made in an exercise: it gets no number of the real book.
    """

    kind: str
    symbol: str
    org: str
    subject: str
    family: str = "committee"
    owner_table: str = ""
    owner_id: UUID | None = None
    replaces_id: UUID | None = None
    is_drill: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """Who did something to a document, and when."""

    by: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Paper(PaperDraft):
    """A registered document.

    Attributes:
        number: once it is taken; with ``year`` it names the document for ever.
        year: of the number; until there is one, of the draft.
        dated: the date that it bears, in Vietnam.
        sha256: its content among the attachments.
        source_sha256: the content without number, date and signatures.
        is_signed: the content carries digital signatures.
        note: why it was sent back, withdrawn or voided.
        asked: somebody on this desktop issued it while its number could not be had: it waits for that.
        replaced_by_id: what came in its place.
    """

    id: UUID
    state: PaperState
    number: int | None
    year: int
    dated: date | None
    sha256: str
    size: int
    source_sha256: str
    source_size: int
    is_signed: bool
    note: str
    drafted: Step
    submitted: Step | None
    approved: Step | None
    issued: Step | None
    ended: Step | None
    asked: Step | None
    replaced_by_id: UUID | None = None

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_waiting(self) -> bool:
        return self.state is PaperState.APPROVED and self.asked is not None

    @property
    def code(self) -> str:
        """Number and symbol as they stand on the paper: ``05/BC-TTĐH``; without a number the symbol alone."""
        return code_of(self.number, self.symbol)


def code_of(number: int | None, symbol: str) -> str:
    """Numbers below ten with a zero, as Decree 30/2020 writes them."""
    shown = "" if number is None else f"{number:02d}"
    return f"{shown}/{symbol}"


@dataclass(frozen=True, kw_only=True)
class PaperFilter:
    """What of the register is shown; everything narrows it.

    Attributes:
        text: words of number, symbol, subject, kind and organisation, without regard to marks.
        year: of the number; of what has none the year in which it was made.
    """

    states: frozenset[PaperState] = frozenset()
    kind: str = ""
    year: int | None = None
    text: str = ""
    owner_table: str = ""
    owner_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """One reading of the register.

    Attributes:
        papers: the newest that the filter finds.
        total: how many it finds.
        counts: state → how many there are without a filter.
        kinds: kinds that occur, in alphabetical order of their keys.
        years: years that occur, newest first.
    """

    papers: tuple[Paper, ...] = ()
    total: int = 0
    counts: Mapping[PaperState, int] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
