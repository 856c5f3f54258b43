"""Reading the register: rows to papers, filters to questions."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.papers.model import Paper, PaperFilter, PaperState, Register, Step
from ioc_desktop.kernel.papers.rules import gone
from ioc_desktop.kernel.papers.tables import PaperRow

PAGE = 200


def row_of(session: Session, paper_id: UUID) -> PaperRow:
    """The row; raises ``paper.gone``."""
    row = session.get(PaperRow, paper_id)
    if row is None:
        raise gone()
    return row


def register(session: Session, wanted: PaperFilter, limit: int) -> Register:
    """The newest documents that a filter finds, and what filters may choose from."""
    conditions = list(_conditions(wanted))
    newest = PaperRow.drafted_at.desc(), PaperRow.id.desc()
    rows = session.scalars(select(PaperRow).where(*conditions).order_by(*newest).limit(limit))
    counted = session.execute(select(PaperRow.state, func.count()).group_by(PaperRow.state))
    return Register(
        papers=tuple(paper_of(row) for row in rows),
        total=session.scalar(select(func.count()).select_from(PaperRow).where(*conditions)) or 0,
        counts={PaperState(state): count for state, count in counted},
        kinds=tuple(sorted(session.scalars(select(PaperRow.kind).distinct()), key=fold)),
        years=tuple(session.scalars(select(PaperRow.year).distinct().order_by(PaperRow.year.desc()))),
    )


def _conditions(wanted: PaperFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(PaperRow.state.in_(sorted(state.value for state in wanted.states)))
    if wanted.kind:
        found.append(PaperRow.kind == wanted.kind)
    if wanted.year is not None:
        found.append(PaperRow.year == wanted.year)
    if wanted.owner_id is not None:
        found.append(PaperRow.owner_id == wanted.owner_id)
    if wanted.owner_table:
        found.append(PaperRow.owner_table == wanted.owner_table)
    found += [PaperRow.search_key.contains(word, autoescape=True) for word in _words(wanted.text)]
    return found


def _words(text: str) -> list[str]:
    """As a person writes a number: ``05/BC-TTĐH`` finds number 5 with that symbol."""
    words = re.split(r"[\s/]+", fold(text))
    return [word.lstrip("0") or word for word in words if word]


def paper_of(row: PaperRow) -> Paper:
    """The row in the words of the model."""
    steps: dict[str, Any] = {name: _step(row, name) for name in ("submitted", "approved", "issued", "ended", "asked")}
    return Paper(
        id=row.id, kind=row.kind, symbol=row.symbol, org=row.org, family=row.family, subject=row.subject,
        owner_table=row.owner_table, owner_id=row.owner_id, replaces_id=row.replaces_id, is_drill=row.is_drill,
        state=PaperState(row.state), number=row.number, year=row.year, dated=row.dated, sha256=row.sha256,
        size=row.size, source_sha256=row.source_sha256, source_size=row.source_size,
        is_signed=row.is_signed, note=row.note, replaced_by_id=row.replaced_by_id,
        drafted=Step(by=row.drafted_by, at=row.drafted_at), **steps,
    )  # fmt: skip


def _step(row: PaperRow, name: str) -> Step | None:
    by, at = getattr(row, f"{name}_by"), getattr(row, f"{name}_at")
    return Step(by=by, at=at) if by is not None and at is not None else None
