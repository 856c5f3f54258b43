"""The use cases around programmes. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.budget.checks.findings import Finding
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Phase, Sheet
from ioc_desktop.kernel.budget.plans.flow import APPROVED
from ioc_desktop.kernel.budget.reading import ancestry, sheet_in, table_of
from ioc_desktop.kernel.budget.storing import Origin, fingerprint, line_rows, table_row
from ioc_desktop.kernel.budget.tables import (
    NAME_LETTERS,
    NOTE_LETTERS,
    BudgetAcceptanceRow,
    BudgetLineRow,
    BudgetProgrammeRow,
    BudgetTableRow,
)
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

TABLE = "budget_table"
_PROGRAMMES = UUID("019d6f2a-5d0c-7f4e-9a35-0b6a6d3f1c77")
"""Identifiers are made of it and the name, so that two desktops making one programme make one row."""
IMPORT, ACCEPT = "budget.import", "budget.accept"
_SHORTEST_REASON = 5


@dataclass(frozen=True)
class TableSummary:
    """A table of a programme's list.

    Attributes:
        state: ``draft``, ``submitted``, ``approved``.
        adjusts_id: the table that it was drafted to replace; None for a table of a paper.
    """

    id: UUID
    programme_id: UUID
    programme: str
    name: str
    symbol: str
    phase: Phase
    file_name: str
    lines: int
    state: str = "draft"
    adjusts_id: UUID | None = None


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes:
        is_new: False where the same table was there already; then nothing was written.
    """

    table_id: UUID
    programme: str
    is_new: bool


@dataclass(frozen=True)
class Acceptance:
    """Who answers for a finding, and why it stays."""

    reason: str
    by: str


@dataclass(frozen=True)
class Judged:
    """A finding and its acceptance, if there is one."""

    finding: Finding
    key: str
    acceptance: Acceptance | None


class BudgetService:
    """Programmes of this profile; who writes is ``Database.acting``.

    Attributes:
        changed: after a commit here, and when rows of another desktop came in.
    """

    def __init__(self, db: Database, records: RecordJournal) -> None:
        self._db, self._records = db, records
        self.changed: Event[None] = Event()

    def tables(self) -> Sequence[TableSummary]:
        """Every table, by the names of the programmes; within one the newest first, drafts not approved yet last."""
        counted = select(BudgetLineRow.table_id, func.count().label("n")).group_by(BudgetLineRow.table_id).subquery()
        is_open_draft = (BudgetTableRow.adjusts_id.is_not(None)) & (BudgetTableRow.state != APPROVED)
        asked = (
            select(BudgetTableRow, BudgetProgrammeRow.name, counted.c.n)
            .join(BudgetProgrammeRow, BudgetProgrammeRow.id == BudgetTableRow.programme_id)
            .outerjoin(counted, counted.c.table_id == BudgetTableRow.id)
            .order_by(
                BudgetProgrammeRow.search_key, is_open_draft, BudgetTableRow.created_at.desc(), BudgetTableRow.name
            )
        )
        with self._db.read() as session:
            return [_summary(row, programme, lines or 0) for row, programme, lines in session.execute(asked)]

    def sheet(self, table_id: UUID) -> Sheet:
        """A table with its amounts; raises ``budget.gone``."""
        with self._db.read() as session:
            return sheet_in(session, table_of(session, table_id))

    def judged(self, table_id: UUID) -> tuple[Sheet, Sequence[Judged]]:
        """A table and everything the checker says of it; raises ``budget.gone``, ``budget.line_in_itself``."""
        with self._db.read() as session:
            sheet = sheet_in(session, table_of(session, table_id))
            accepted = _acceptances(session, table_id)
        keyed = [(finding, finding.key(sheet)) for finding in check(sheet)]
        return sheet, [Judged(finding, key, accepted.get(key)) for finding, key in keyed]

    def find(self, sheet: Sheet) -> TableSummary | None:
        """The table that is this very sheet, in whatever file it came."""
        with self._db.read() as session:
            row = session.scalars(
                select(BudgetTableRow).where(BudgetTableRow.fingerprint == fingerprint(sheet)).limit(1)
            ).first()
            if row is None:
                return None
            programme = session.get(BudgetProgrammeRow, row.programme_id)
            return _summary(row, programme.name if programme else "", len(sheet.lines))

    def import_sheet(self, programme: str, sheet: Sheet, origin: Origin, who: Session | None = None) -> Imported:
        """Put a table under a programme, which is made when there is none of that name.

        The same table a second time, from whatever file, is recognised and not written again.

        Args:
            who: None for the command line, whose user has the whole profile in their hands.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.unnamed``, ``store.*``.
        """
        _require(who, IMPORT)
        name = nfc(" ".join(programme.split()))[:NAME_LETTERS]
        if not name:
            raise ExpectedError("budget.unnamed", QT_TRANSLATE_NOOP("errors", "Chương trình cần có tên. Nhập tên."))
        if known := self.find(sheet):
            return Imported(known.id, known.programme, is_new=False)
        with self._db.write() as session:
            programme_id = _programme(session, name)
            table_id = uuid5(programme_id, fingerprint(sheet))
            session.add(table_row(table_id, programme_id, sheet, origin))
            session.add_all(line_rows(table_id, sheet))
            detail = {"programme": name, "file": origin.file_name, "sha256": origin.sha256, "lines": len(sheet.lines)}
            self._records.append(TABLE, table_id, "budget.import", detail=detail, session=session)
        self.changed.emit(None)
        return Imported(table_id, name, is_new=True)

    def accept(self, table_id: UUID, key: str, reason: str, who: Session) -> None:
        """Let a finding stand, with a reason.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.reason_missing``, ``budget.gone``, ``store.*``.
        """
        _require(who, ACCEPT)
        text = nfc(reason.strip())[:NOTE_LETTERS]
        if len(text) < _SHORTEST_REASON:
            raise ExpectedError(
                "budget.reason_missing",
                QT_TRANSLATE_NOOP("errors", "Ghi lý do giữ số này, ít nhất {count} ký tự."),
                count=_SHORTEST_REASON,
            )
        with self._db.write() as session:
            table_of(session, table_id)
            if key in _acceptances(session, table_id):
                return
            session.add(BudgetAcceptanceRow(table_id=table_id, finding_key=key, reason=text))
            self._records.append(TABLE, table_id, "budget.accept", note=text, detail={"finding": key}, session=session)
        self.changed.emit(None)

    def applied(self, tables: set[str] | frozenset[str]) -> None:
        """Rows of another desktop came in."""
        if any(table.startswith("budget_") for table in tables):
            self.changed.emit(None)


def _require(who: Session | None, permission: str) -> None:
    if who is not None and not who.may(permission):
        raise ExpectedError(
            "budget.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không được làm việc đó với bảng kinh phí. Nhờ người có quyền."),
        )


def _summary(row: BudgetTableRow, programme: str, lines: int) -> TableSummary:
    phase = Phase(row.phase)
    return TableSummary(
        row.id, row.programme_id, programme, row.name, row.symbol, phase, row.file_name, lines,
        row.state, row.adjusts_id,
    )  # fmt: skip


def _acceptances(session: Transaction, table_id: UUID) -> dict[str, Acceptance]:
    """The first acceptance of each finding; a draft keeps those of the tables that it adjusts."""
    asked = (
        select(BudgetAcceptanceRow, AccountRow.display_name)
        .outerjoin(AccountRow, AccountRow.id == BudgetAcceptanceRow.created_by)
        .where(BudgetAcceptanceRow.table_id.in_(ancestry(session, table_id)))
        .order_by(BudgetAcceptanceRow.created_at)
    )
    found: dict[str, Acceptance] = {}
    for row, name in session.execute(asked):
        found.setdefault(row.finding_key, Acceptance(row.reason, name or ""))
    return found


def _programme(session: Transaction, name: str) -> UUID:
    """The programme of this name, however its letters are written; a new one otherwise."""
    known = {fold(row.name): row.id for row in session.scalars(select(BudgetProgrammeRow))}
    if (found := known.get(fold(name))) is not None:
        return found
    row = BudgetProgrammeRow(id=uuid5(_PROGRAMMES, fold(name)), name=name, note="")
    session.add(row)
    session.flush()
    return row.id
