"""The use cases around contracts, payments, milestones and owners. Synchronous; call off the window's thread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session as Transaction

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.budget.model import Phase
from ioc_desktop.kernel.budget.storing import LineRecord, sheet_of
from ioc_desktop.kernel.budget.tables import BudgetLineRow, BudgetTableRow
from ioc_desktop.kernel.budget.tracking import storing
from ioc_desktop.kernel.budget.tracking.checking import (
    checked_contract,
    checked_milestone,
    checked_owner,
    checked_payment,
    refuse,
)
from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState, LineOwner, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.progress import Progress, progress_of
from ioc_desktop.kernel.budget.tracking.results import TRACK, LineResults
from ioc_desktop.kernel.budget.tracking.tables import (
    BudgetContractRow,
    BudgetLineOwnerRow,
    BudgetMilestoneRow,
    BudgetPaymentRow,
)
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.search.service import SearchService
from ioc_desktop.store.database import Database

_UTC_PLUS_7 = timedelta(hours=7)
Changes = dict[str, tuple[object, object]]
AnyRow = BudgetContractRow | BudgetMilestoneRow | BudgetLineOwnerRow
Row = TypeVar("Row", BudgetContractRow, BudgetMilestoneRow)


class TrackingService:
    """What follows the lines of this profile's tables; who writes is ``Database.acting``.

    Args:
        clock: its day, in Việt Nam, is today.

    Attributes:
        changed: after a commit here, and when rows of another desktop came in.
    """

    def __init__(self, db: Database, records: RecordJournal, clock: Clock | None = None) -> None:
        self._db, self._records, self._clock = db, records, clock or SystemClock()
        self.changed: Event[None] = Event()

    @property
    def today(self) -> date:
        return (self._clock.now() + _UTC_PLUS_7).date()

    def progress(self, table_id: UUID) -> Progress:
        """How far a table's money has come today; raises ``budget.gone``, ``budget.line_in_itself``."""
        with self._db.read() as session:
            table = session.get(BudgetTableRow, table_id)
            if table is None:
                raise _gone_table()
            columns = [type_coerce(getattr(BudgetLineRow, name), String) for name in LineRecord._fields]
            asked = select(*columns).where(BudgetLineRow.table_id == table_id).order_by(BudgetLineRow.position)
            lines = [LineRecord._make(row) for row in session.execute(asked)]
            sheet, phase = sheet_of(table, lines), Phase(table.phase)
            found = storing.tracked(session, table_id)
        return progress_of(sheet, [UUID(line.id) for line in lines], phase, found, self.today)

    def line_ids(self, table_id: UUID) -> list[UUID]:
        """Of the lines, in the order of the sheet."""
        with self._db.read() as session:
            return storing.line_ids(session, table_id)

    def results(self, links: LinkService, search: SearchService) -> LineResults:
        """What lines paid for, over the links that other rooms show."""
        return LineResults(self._db, self._records, links, search)

    # ------------------------------------------------------------------ contracts

    def save_contract(self, contract: Contract, who: Session | None = None) -> UUID:
        """Write a new contract (``id`` is None), or what a person changed of one; its payments stay as they are.

        Args:
            who: None for the program itself.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.contract_*``, ``budget.gone``, ``store.*``.
        """
        _require(who)
        made = checked_contract(contract)
        with self._db.write() as session:
            table_id = _table_of(session, made.line_id)
            row = _existing(session, BudgetContractRow, made.id)
            if row is None:
                row = BudgetContractRow(
                    id=uuid7(), state=ContractState.ACTIVE.value, **_contract_values(made, table_id)
                )
                session.add(row)
                self._note(session, row, "contract.add", {"number": made.number, "dong": made.dong})
            else:
                _check_paid(session, row.id, made.dong)
                self._update(session, row, "contract.change", _contract_values(made, table_id))
            identifier = row.id
        self.changed.emit(None)
        return identifier

    def end_contract(self, contract_id: UUID, state: ContractState, reason: str, who: Session | None = None) -> None:
        """Settle or cancel a contract, or take that back (``ACTIVE``).

        Raises:
            ExpectedError: ``budget.reason_missing``, ``budget.not_allowed``, ``budget.gone``, ``store.*``.
        """
        _require(who)
        said = reason.strip()
        if not said:
            raise refuse("budget.reason_missing", QT_TRANSLATE_NOOP("errors", "Chưa có lý do. Ghi lý do rồi lưu lại."))
        with self._db.write() as session:
            row = _needed(session, BudgetContractRow, contract_id)
            if row.state == state.value:
                return
            self._update(session, row, f"contract.{state.value}", {"state": state.value}, said)
        self.changed.emit(None)

    def pay(self, contract_id: UUID, payment: Payment, who: Session | None = None) -> UUID:
        """Write a payment down; a negative one takes money back.

        Raises:
            ExpectedError: ``budget.payment_*``, ``budget.not_allowed``, ``budget.gone``, ``store.*``.
        """
        _require(who)
        made = checked_payment(payment, self.today)
        with self._db.write() as session:
            contract = _needed(session, BudgetContractRow, contract_id)
            _check_room(session, contract, made.dong)
            row = BudgetPaymentRow(
                id=uuid7(), table_id=contract.table_id, contract_id=contract_id, paid_on=made.paid_on, dong=made.dong,
                payer=made.source, document=made.document, note=made.note,
            )  # fmt: skip
            session.add(row)
            detail = {"dong": made.dong, "paid_on": made.paid_on.isoformat(), "document": made.document}
            self._note(session, contract, "payment.add", detail, made.note)
            identifier = row.id
        self.changed.emit(None)
        return identifier

    # ------------------------------------------------------------------ milestones and owners

    def save_milestone(self, milestone: Milestone, who: Session | None = None) -> UUID:
        """Write a new milestone, or what a person changed of one.

        Raises:
            ExpectedError: ``budget.milestone_*``, ``budget.not_allowed``, ``budget.gone``, ``store.*``.
        """
        _require(who)
        made = checked_milestone(milestone, self.today)
        with self._db.write() as session:
            values = _milestone_values(made, _table_of(session, made.line_id))
            row = _existing(session, BudgetMilestoneRow, made.id)
            if row is None:
                row = BudgetMilestoneRow(id=uuid7(), **values)
                session.add(row)
                self._note(session, row, "milestone.add", {"name": made.name})
            else:
                self._update(session, row, "milestone.change", values)
            identifier = row.id
        self.changed.emit(None)
        return identifier

    def remove_milestone(self, milestone_id: UUID, who: Session | None = None) -> None:
        """Take a milestone away; no error when it is gone already.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``store.*``.
        """
        _require(who)
        with self._db.write() as session:
            row = session.get(BudgetMilestoneRow, milestone_id)
            if row is None:
                return
            self._note(session, row, "milestone.remove", {"name": row.name})
            session.delete(row)
        self.changed.emit(None)

    def set_owner(self, owner: LineOwner, who: Session | None = None) -> None:
        """Say who answers for a line, and who pays it; an empty one takes that back.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``budget.gone``, ``store.*``.
        """
        _require(who)
        made = checked_owner(owner)
        values = {"unit": made.unit, "person": made.person, "payer": made.source.value if made.source else None}
        with self._db.write() as session:
            table_id, identifier = _table_of(session, made.line_id), uuid5(made.line_id, "owner")
            row = session.get(BudgetLineOwnerRow, identifier)
            if row is not None:
                self._update(session, row, "owner.change", values)
            elif not made.is_empty:
                row = BudgetLineOwnerRow(id=identifier, table_id=table_id, line_id=made.line_id, **values)
                session.add(row)
                self._note(session, row, "owner.set", values)
        self.changed.emit(None)

    def applied(self, tables: set[str] | frozenset[str]) -> None:
        """Rows of another desktop came in."""
        if any(table.startswith("budget_") for table in tables):
            self.changed.emit(None)

    def _update(self, session: Transaction, row: AnyRow, action: str, values: dict[str, Any], why: str = "") -> None:
        """Write what differs, with the old values in the journal; nothing where nothing differs."""
        changes: Changes = {
            name: (_plain(getattr(row, name)), _plain(value))
            for name, value in values.items()
            if getattr(row, name) != value
        }
        for name in changes:
            setattr(row, name, values[name])
        if changes:
            table = row.__tablename__
            self._records.append(table, row.id, action, changes=changes, note=why, session=session)

    def _note(self, session: Transaction, row: AnyRow, action: str, detail: dict[str, Any], why: str = "") -> None:
        self._records.append(row.__tablename__, row.id, action, note=why, detail=detail, session=session)


def _plain(value: object) -> object:
    """As the journal's JSON can hold it."""
    return value if value is None or isinstance(value, int | str) else str(value)


def _contract_values(made: Contract, table_id: UUID) -> dict[str, Any]:
    return {
        "table_id": table_id, "line_id": made.line_id, "number": made.number, "name": made.name,
        "supplier": made.supplier, "signed_on": made.signed_on, "starts_on": made.starts_on, "ends_on": made.ends_on,
        "dong": made.dong, "payer": made.source.value if made.source else None, "note": made.note,
    }  # fmt: skip


def _milestone_values(made: Milestone, table_id: UUID) -> dict[str, Any]:
    return {
        "table_id": table_id, "line_id": made.line_id, "contract_id": made.contract_id, "name": made.name,
        "planned_on": made.planned_on, "actual_on": made.actual_on, "dong": made.dong, "note": made.note,
    }  # fmt: skip


def _require(who: Session | None) -> None:
    if who is not None and not who.may(TRACK):
        raise refuse(
            "budget.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không được làm việc đó với bảng kinh phí. Nhờ người có quyền."),
        )


def _gone_table() -> ExpectedError:
    return refuse("budget.gone", QT_TRANSLATE_NOOP("errors", "Bảng kinh phí này không còn. Tải lại danh sách."))


def _gone() -> ExpectedError:
    return refuse("budget.gone", QT_TRANSLATE_NOOP("errors", "Mục này không còn. Tải lại trang theo dõi."))


def _table_of(session: Transaction, line_id: UUID) -> UUID:
    row = session.get(BudgetLineRow, line_id)
    if row is None:
        raise _gone()
    return row.table_id


def _existing(session: Transaction, kind: type[Row], identifier: UUID | None) -> Row | None:
    return None if identifier is None else _needed(session, kind, identifier)


def _needed(session: Transaction, kind: type[Row], identifier: UUID) -> Row:
    row = session.get(kind, identifier)
    if row is None:
        raise _gone()
    return row


def _paid(session: Transaction, contract_id: UUID) -> int:
    asked = select(func.coalesce(func.sum(BudgetPaymentRow.dong), 0))
    return int(session.scalar(asked.where(BudgetPaymentRow.contract_id == contract_id)) or 0)


def _check_paid(session: Transaction, contract_id: UUID, dong: int) -> None:
    if (paid := _paid(session, contract_id)) > dong:
        raise refuse(
            "budget.contract_below_paid",
            QT_TRANSLATE_NOOP("errors", "Giá trị hợp đồng nhỏ hơn số đã chi {paid} đồng. Kiểm tra lại số tiền."),
            paid=f"{paid:,}".replace(",", "."),
        )


def _check_room(session: Transaction, contract: BudgetContractRow, dong: int) -> None:
    """Payments stay between nothing and the contract's value; the server checks the latter once more."""
    paid = _paid(session, contract.id)
    if dong > 0 and contract.state != ContractState.ACTIVE.value:
        raise refuse(
            "budget.payment_ended",
            QT_TRANSLATE_NOOP("errors", "Hợp đồng {number} đã kết thúc. Mở lại hợp đồng trước khi ghi khoản chi."),
            number=contract.number,
        )
    if dong > 0 and paid + dong > contract.dong:
        raise refuse(
            "budget.payment_over_contract",
            QT_TRANSLATE_NOOP("errors", "Hợp đồng {number} chỉ còn {left} đồng. Nhập số tiền không quá số còn lại."),
            number=contract.number,
            left=f"{contract.dong - paid:,}".replace(",", "."),
        )
    if paid + dong < 0:
        raise refuse(
            "budget.payment_below_zero",
            QT_TRANSLATE_NOOP("errors", "Chỉ lấy lại được tối đa số đã chi {paid} đồng. Nhập số nhỏ hơn."),
            paid=f"{paid:,}".replace(",", "."),
        )
