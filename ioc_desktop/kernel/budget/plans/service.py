"""The use cases around changes of tables. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.comparison import Change, LineChange, compare
from ioc_desktop.kernel.budget.model import Phase, Sheet
from ioc_desktop.kernel.budget.plans import editing, locks
from ioc_desktop.kernel.budget.plans.editing import AmountEdit, Move
from ioc_desktop.kernel.budget.plans.flow import APPROVED, CLOSED, DRAFT, EDIT, LOCK, OPEN, SUBMITTED, WORKFLOW
from ioc_desktop.kernel.budget.plans.history import history
from ioc_desktop.kernel.budget.plans.locks import YearLock
from ioc_desktop.kernel.budget.reading import line_ids, sheet_in, table_of
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin, fingerprint, line_rows, table_row
from ioc_desktop.kernel.budget.tables import (
    NAME_LETTERS,
    NOTE_LETTERS,
    BudgetLineRow,
    BudgetTableRow,
    BudgetYearLockRow,
)
from ioc_desktop.kernel.budget.tree import loops, mended
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.store.database import Database

SYMBOL_LETTERS, SIGNER_LETTERS = 60, 120
TABLE, LINE, YEAR = "budget_table", "budget_line", "budget_year_lock"
_SHORTEST_REASON = 5
_TABLES = {TABLE, LINE}


@dataclass(frozen=True)
class TablePaper:
    """The paper behind a table, and how far its money has come with it."""

    symbol: str = ""
    issued_on: date | None = None
    signer: str = ""
    phase: Phase = Phase.PROPOSED


@dataclass(frozen=True)
class PlanSummary:
    """A table in the list of what may become of a programme's money.

    Attributes:
        adjusts_id: the table that it was drafted to replace.
        has_rival: another table that adjusts the same one was approved too.
    """

    id: UUID
    programme_id: UUID
    name: str
    state: str
    phase: Phase
    adjusts_id: UUID | None
    submitted_by: str
    approved_by: str
    approved_at: datetime | None
    has_rival: bool = False
    paper: TablePaper = TablePaper()


class PlanService:
    """Changes of tables.

    Args:
        budget: told of what changes, and asked what the checker says.
    """

    def __init__(self, db: Database, records: RecordJournal, budget: BudgetService, clock: Clock | None = None) -> None:
        self._db, self._records, self._budget, self._clock = db, records, budget, clock or SystemClock()

    @property
    def changed(self) -> Event[None]:
        """After a commit here, and when rows of another desktop came in."""
        return self._budget.changed

    # ------------------------------------------------------------------ reading

    def lines(self, table_id: UUID) -> Sequence[UUID]:
        """Identifiers of the lines, in the order of the sheet."""
        with self._db.read() as session:
            return line_ids(session, table_id)

    def parent(self, table_id: UUID, line_id: UUID) -> UUID | None:
        """What a line is part of now; raises ``budget.gone``, ``budget.line_gone``."""
        with self._db.read() as session:
            return editing.line_of(session, table_of(session, table_id), line_id).under_id

    def mended(self, table_id: UUID) -> tuple[Sheet, tuple[int, ...]]:
        """A table that has lines in themselves, with these at the top; raises ``budget.gone``."""
        with self._db.read() as session:
            return mended(sheet_in(session, table_of(session, table_id)))

    def plans(self, programme_id: UUID) -> Sequence[PlanSummary]:
        """All tables of a programme, each followed by the drafts that adjust it."""
        with self._db.read() as session:
            asked = select(BudgetTableRow).where(BudgetTableRow.programme_id == programme_id)
            rows = session.scalars(asked.order_by(BudgetTableRow.created_at, BudgetTableRow.id)).all()
            names = {row.id: row.display_name for row in session.scalars(select(AccountRow))}
        return [_plan(row, rows, names) for row in _in_order(rows)]

    def compare(self, old: UUID, new: UUID) -> Sequence[LineChange]:
        """Every difference between two tables, line by line; raises ``budget.gone``."""
        with self._db.read() as session:
            sheets = [mended(sheet_in(session, table_of(session, each)))[0] for each in (old, new)]
        return compare(*sheets)

    def history(self, table_id: UUID, line_id: UUID | None = None) -> Sequence[RecordEntry]:
        """What was done to a table and its lines, or to one line, newest first."""
        with self._db.read() as session:
            return history(session, table_id, line_id)

    def years(self, programme_id: UUID) -> Sequence[YearLock]:
        """The years of a programme that were ever closed."""
        with self._db.read() as session:
            return locks.year_locks(session, programme_id)

    # ------------------------------------------------------------------ editing

    def set_amount(self, table_id: UUID, edit: AmountEdit, who: Session) -> None:
        """Write one amount of a draft.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, as ``editing.put_amount``, ``store.*``.
        """
        self.set_amounts(table_id, [edit], who)

    def set_amounts(self, table_id: UUID, edits: Sequence[AmountEdit], who: Session) -> None:
        """Write several amounts, all or none; raises as ``set_amount``."""
        require(who, EDIT)
        with self._db.write() as session:
            table = table_of(session, table_id)
            for edit in edits:
                row = editing.put_amount(session, table, edit)
                title = str(table.columns[edit.column][4])
                self._records.append(
                    LINE, row.id, "budget.amount.undo" if edit.is_undo else "budget.amount",
                    changes={title: (edit.old, edit.new.dong)}, note=edit.reason,
                    detail={"table": table_id.hex, "line": _label(row), "column": edit.column}, session=session,
                )  # fmt: skip
        self.changed.emit(None)

    def move(self, table_id: UUID, move: Move, who: Session) -> Move:
        """Put a line under another parent; None as the new one is the top. The move as it was made.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, as ``editing.put_under``, ``store.*``.
        """
        require(who, EDIT)
        with self._db.write() as session:
            table = table_of(session, table_id)
            under = move.new or (None if move.is_undo else editing.top_of(session, table))
            made = Move(move.line_id, move.old, under, move.reason, move.is_undo)
            row = editing.put_under(session, table, made)
            titles = [_label(session.get(BudgetLineRow, each)) for each in (move.old, under)]
            self._records.append(
                LINE, row.id, "budget.move.undo" if move.is_undo else "budget.move",
                changes={"under": (titles[0], titles[1])}, note=move.reason,
                detail={"table": table_id.hex, "line": _label(row)}, session=session,
            )  # fmt: skip
        self.changed.emit(None)
        return made

    def set_paper(self, table_id: UUID, paper: TablePaper, who: Session) -> None:
        """Say which paper a draft comes from: number, day, signer, phase; the old ones stay in the journal.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, ``budget.sealed``, ``store.*``.
        """
        require(who, EDIT)
        told = {
            "symbol": nfc(paper.symbol.strip())[:SYMBOL_LETTERS], "issued_on": paper.issued_on,
            "signer": nfc(paper.signer.strip())[:SIGNER_LETTERS], "phase": paper.phase.value,
        }  # fmt: skip
        with self._db.write() as session:
            row = table_of(session, table_id)
            editing.check_draft(row)
            changes = {
                name: (_plain(getattr(row, name)), _plain(value))
                for name, value in told.items()
                if getattr(row, name) != value
            }
            for name in changes:
                setattr(row, name, told[name])
            if changes:
                self._records.append(TABLE, table_id, "budget.paper", changes=changes, session=session)
        self.changed.emit(None)

    # ------------------------------------------------------------------ drafts

    def draft(self, table_id: UUID, name: str, who: Session, reason: str = "") -> UUID:
        """A what-if draft of a table: a copy under a name of its own, to be changed and compared.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, ``budget.draft_unnamed``, ``store.*``.
        """
        require(who, EDIT)
        title = nfc(" ".join(name.split()))[:NAME_LETTERS]
        if not title:
            raise ExpectedError("budget.draft_unnamed", QT_TRANSLATE_NOOP("errors", "Phương án cần có tên. Nhập tên."))
        with self._db.write() as session:
            base = table_of(session, table_id)
            sheet, draft_id = mended(sheet_in(session, base))[0], uuid7()
            row = table_row(draft_id, base.programme_id, sheet, Origin(phase=Phase(base.phase)))
            row.name, row.adjusts_id, row.fingerprint = title, base.id, ""
            session.add(row)
            session.add_all(line_rows(draft_id, sheet))
            self._note(session, draft_id, "budget.plan", reason, {"of": base.id.hex, "name": title})
        self.changed.emit(None)
        return draft_id

    def discard(self, table_id: UUID, who: Session, reason: str) -> None:
        """Remove a what-if draft; what was done to it stays in the journal.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, ``budget.sealed``, ``budget.not_a_draft``.
        """
        require(who, EDIT)
        with self._db.write() as session:
            row = table_of(session, table_id)
            editing.check_draft(row)
            if row.adjusts_id is None:
                raise ExpectedError(
                    "budget.not_a_draft",
                    QT_TRANSLATE_NOOP("errors", "Bảng của văn bản không xóa được, chỉ bỏ được phương án."),
                )
            self._note(session, table_id, "budget.discard", reason, {"name": row.name})
            open_lines = update(BudgetLineRow).where(BudgetLineRow.table_id == table_id, BudgetLineRow.state == CLOSED)
            session.execute(open_lines.values(state=OPEN))
            session.execute(delete(BudgetLineRow).where(BudgetLineRow.table_id == table_id))
            session.delete(row)
        self.changed.emit(None)

    # ------------------------------------------------------------------ the way to the approval

    def submit(self, table_id: UUID, who: Session, note: str = "") -> None:
        """Put a draft before who approves; from here on it is sealed.

        Raises:
            ExpectedError: ``budget.gone``, ``budget.line_in_itself``, ``workflow.*``, ``store.*``.
        """
        _, judged = self._budget.judged(table_id)
        faults = sum(one.finding.level is Level.FAULT and one.acceptance is None for one in judged)
        with self._db.write() as session:
            row = table_of(session, table_id)
            WORKFLOW.check(row.state, SUBMITTED, {"faults": faults}, who.may)
            sheet = sheet_in(session, row)
            row.submitted_by, row.submitted_at = who.account_id, self._clock.now()
            row.submitted_print, row.state = fingerprint(sheet), SUBMITTED
            session.flush()
            _set_lines(session, table_id, CLOSED)
            self._step(session, row, DRAFT, note)
        self.changed.emit(None)

    def send_back(self, table_id: UUID, who: Session, reason: str) -> None:
        """Make a submitted table a draft again; raises as ``submit``."""
        with self._db.write() as session:
            row = table_of(session, table_id)
            WORKFLOW.check(row.state, DRAFT, {}, who.may, reason=reason)
            row.state = DRAFT
            session.flush()
            _set_lines(session, table_id, OPEN)
            self._step(session, row, SUBMITTED, reason)
        self.changed.emit(None)

    def approve(self, table_id: UUID, who: Session, note: str = "") -> None:
        """Find it right. A draft of a table becomes its adjusted table, linked to it.

        Raises:
            ExpectedError: ``budget.gone``, ``workflow.*`` (``workflow.incomplete`` for the submitter's own table, for
                one that changed since it was submitted, for changes of a closed year), ``store.*``.
        """
        with self._db.write() as session:
            row = table_of(session, table_id)
            WORKFLOW.check(row.state, APPROVED, _approval(session, row, who), who.may)
            row.approved_by, row.approved_at = who.account_id, self._clock.now()
            row.phase = (Phase.ADJUSTED if row.adjusts_id else max(Phase(row.phase), Phase.APPROVED, key=_rank)).value
            row.state = APPROVED
            self._step(session, row, SUBMITTED, note)
        self.changed.emit(None)

    def applied(self, tables: set[str] | frozenset[str]) -> None:
        """Rows of another desktop came in: lines of a sealed table that a step back, which lost, opened, are closed."""
        if not tables & _TABLES:
            return
        sealed = select(BudgetTableRow.id).where(BudgetTableRow.state != DRAFT)
        open_lines = (BudgetLineRow.state == OPEN, BudgetLineRow.table_id.in_(sealed))
        with self._db.read() as session:
            if session.scalars(select(BudgetLineRow.id).where(*open_lines).limit(1)).first() is None:
                return
        with self._db.write() as session:
            session.execute(update(BudgetLineRow).where(*open_lines).values(state=CLOSED))

    # ------------------------------------------------------------------ closed years

    def lock_year(self, programme_id: UUID, year: int, who: Session, reason: str) -> None:
        """Close a year: its amounts, and payments of its days, stay as they are.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.reason_missing``, ``store.*``.
        """
        self._set_year(programme_id, year, locks.LOCKED, who, reason)

    def reopen_year(self, programme_id: UUID, year: int, who: Session, reason: str) -> None:
        """Open a closed year again; raises as ``lock_year``."""
        self._set_year(programme_id, year, locks.REOPENED, who, reason)

    def _set_year(self, programme_id: UUID, year: int, state: str, who: Session, reason: str) -> None:
        require(who, LOCK)
        text, identifier = checked_reason(reason), locks.lock_id(programme_id, year)
        with self._db.write() as session:
            row = session.get(BudgetYearLockRow, identifier)
            before = row.state if row else locks.REOPENED
            if before == state:
                return
            sums = locks.year_sums(session, programme_id, year) if state == locks.LOCKED else {}
            if row is None:
                row = BudgetYearLockRow(id=identifier, programme_id=programme_id, year=year)
                session.add(row)
            row.state, row.reason, row.sums = state, text, sums
            self._records.append(
                YEAR, identifier, f"budget.year.{state}", changes={"state": (before, state)}, note=text,
                detail={"programme": programme_id.hex, "year": year}, session=session,
            )  # fmt: skip
        self.changed.emit(None)

    # ------------------------------------------------------------------ journal

    def _step(self, session: Transaction, row: BudgetTableRow, before: str, note: str) -> None:
        self._records.append(
            TABLE, row.id, f"budget.{row.state}", changes={"state": (before, row.state)}, note=note,
            detail={"print": row.submitted_print}, session=session,
        )  # fmt: skip

    def _note(self, session: Transaction, table_id: UUID, action: str, note: str, detail: dict[str, str]) -> None:
        self._records.append(TABLE, table_id, action, note=note, detail=detail, session=session)


def require(who: Session, permission: str) -> None:
    """Raises ``budget.not_allowed``."""
    if not who.may(permission):
        raise ExpectedError(
            "budget.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không được làm việc đó với bảng kinh phí. Nhờ người có quyền."),
        )


def checked_reason(reason: str) -> str:
    """The reason as it is kept; raises ``budget.reason_missing``."""
    text = nfc(" ".join(reason.split()))[:NOTE_LETTERS]
    if len(text) < _SHORTEST_REASON:
        raise ExpectedError(
            "budget.reason_missing",
            QT_TRANSLATE_NOOP("errors", "Ghi lý do, ít nhất {count} ký tự."),
            count=_SHORTEST_REASON,
        )
    return text


def _approval(session: Transaction, row: BudgetTableRow, who: Session) -> dict[str, object]:
    """What the approval asks of the table."""
    sheet, base = sheet_in(session, row), session.get(BudgetTableRow, row.adjusts_id) if row.adjusts_id else None
    closed = locks.locked_years(session, row.programme_id)
    touched = (
        one.place is not None and one.place.year in closed
        for one in (compare(mended(sheet_in(session, base))[0], sheet) if base is not None and closed else ())
        if one.change is Change.AMOUNT
    )
    return {
        "is_other": row.submitted_by != who.account_id,
        "is_same": not loops(sheet) and fingerprint(sheet) == row.submitted_print,
        "is_base_approved": row.adjusts_id is None or (base is not None and base.state == APPROVED),
        "keeps_years": not any(touched),
    }


def _set_lines(session: Transaction, table_id: UUID, state: str) -> None:
    session.execute(update(BudgetLineRow).where(BudgetLineRow.table_id == table_id).values(state=state))


def _rank(phase: Phase) -> int:
    return phase.rank


def _plain(value: object) -> object:
    """As the journal's JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value


def _label(row: BudgetLineRow | None) -> str:
    return "" if row is None else f"{row.printed_number} {row.name}".strip()[:120]


def _in_order(rows: Sequence[BudgetTableRow]) -> Sequence[BudgetTableRow]:
    """Each table before those that adjust it."""
    known = {row.id for row in rows}

    def below(under: UUID | None) -> list[BudgetTableRow]:
        of = [row for row in rows if row.adjusts_id == under or (under is None and row.adjusts_id not in known)]
        return [each for row in of for each in (row, *below(row.id))]

    return below(None)


def _plan(row: BudgetTableRow, rows: Sequence[BudgetTableRow], names: dict[UUID, str]) -> PlanSummary:
    rivals = [one for one in rows if one.adjusts_id == row.adjusts_id and one.state == APPROVED]
    return PlanSummary(
        row.id, row.programme_id, row.name or row.file_name, row.state, Phase(row.phase), row.adjusts_id,
        names.get(row.submitted_by, "") if row.submitted_by else "",
        names.get(row.approved_by, "") if row.approved_by else "",
        row.approved_at, row.adjusts_id is not None and row.state == APPROVED and len(rivals) > 1,
        TablePaper(row.symbol, row.issued_on, row.signer, Phase(row.phase)),
    )  # fmt: skip
