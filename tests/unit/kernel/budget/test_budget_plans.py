"""Edits, moves, drafts, approval and closed years of budget tables over a real store."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.comparison import Change
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT, Phase
from ioc_desktop.kernel.budget.plans.editing import Amount, AmountEdit, Move
from ioc_desktop.kernel.budget.plans.locks import require_open
from ioc_desktop.kernel.budget.plans.service import PlanService, TablePaper
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, LineOwner, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database
from tests.support import budget_annexes as annexes

CLERK, LEADER = (Session(uuid7(), role.value, role.value, role) for role in (Role.OPERATOR, Role.LEADER))
ADMIN = Session(uuid7(), "qt", "Quản trị", Role.ADMIN)
TRIEU = 10**6


class Desk:
    """The services, and a clean table (Đông Hà: no faults) stored."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.budget = BudgetService(db, RecordJournal(db))
        self.plans = PlanService(db, RecordJournal(db), self.budget)
        sheet = read_text(annexes.text_of(annexes.DONG_HA_YEARS))[0].sheet
        self.table = self.budget.import_sheet("Đô thị thông minh", sheet, Origin("a.docx")).table_id
        self.programme = self.budget.tables()[0].programme_id

    def edit(
        self, line: int, column: int, dong: int | None, *, table: UUID | None = None, **more: object
    ) -> AmountEdit:
        sheet = self.budget.sheet(table or self.table)
        old = int(sheet.amounts[line, column]) if sheet.printed[line, column] else None
        ids = self.plans.lines(table or self.table)
        made = AmountEdit(ids[line], column, old, Amount(dong), **more)  # type: ignore[arg-type]
        self.plans.set_amount(table or self.table, made, CLERK)
        return made

    def move(self, line: int, under: int | None, table: UUID | None = None) -> Move:
        table = table or self.table
        ids, sheet = self.plans.lines(table), self.budget.sheet(table)
        parent = sheet.lines[line].parent
        old = ids[parent] if parent >= 0 else None
        return self.plans.move(table, Move(ids[line], old, None if under is None else ids[under]), CLERK)

    def keep_all(self, table: UUID) -> None:
        for one in self.budget.judged(table)[1]:
            self.budget.accept(table, one.key, "Số đã ký, giữ nguyên", LEADER)

    def approve(self, table: UUID | None = None) -> None:
        self.plans.submit(table or self.table, CLERK)
        self.plans.approve(table or self.table, LEADER)


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


def refused(code: str) -> object:
    return pytest.raises(ExpectedError, check=lambda error: error.code == code)


def leaf(desk: Desk) -> int:
    """A line that holds no others."""
    sheet = desk.budget.sheet(desk.table)
    holders = {line.parent for line in sheet.lines}
    return next(at for at, line in enumerate(sheet.lines) if at not in holders and sheet.printed[at, 0])


def test_an_edit_is_written_with_who_why_and_from_what(desk: Desk) -> None:
    line = leaf(desk)
    old = desk.edit(line, 0, 7 * TRIEU, reason="Theo dự toán mới").old
    sheet = desk.budget.sheet(desk.table)
    assert sheet.amounts[line, 0] == 7 * TRIEU
    (entry,) = desk.plans.history(desk.table, desk.plans.lines(desk.table)[line])
    assert list(entry.changes.values()) == [(old, 7 * TRIEU)]
    assert entry.note == "Theo dự toán mới"
    assert [one.action for one in desk.plans.history(desk.table)] == ["budget.amount", "budget.import"]
    desk.edit(line, 0, None)
    assert not desk.budget.sheet(desk.table).printed[line, 0]


def test_amounts_that_make_no_sense_are_refused_or_asked(desk: Desk) -> None:
    line = leaf(desk)
    with refused("budget.amount_too_large"):
        desk.edit(line, 0, LARGEST_AMOUNT + 1)
    with refused("budget.negative_unasked"):
        desk.edit(line, 0, -TRIEU)
    desk.edit(line, 0, -TRIEU, takes_negative=True)
    assert desk.budget.sheet(desk.table).amounts[line, 0] == -TRIEU


def test_an_edit_over_somebody_elses_is_refused(desk: Desk) -> None:
    line = leaf(desk)
    made = desk.edit(line, 0, 5 * TRIEU)
    with refused("budget.changed_meanwhile"):
        desk.plans.set_amount(desk.table, made, CLERK)


def test_several_edits_are_all_or_none(desk: Desk) -> None:
    line, before = leaf(desk), desk.budget.sheet(desk.table).amounts.copy()
    ids, old = desk.plans.lines(desk.table), int(desk.budget.sheet(desk.table).amounts[leaf(desk), 0])
    good, bad = (AmountEdit(ids[line], 0, value, Amount(1)) for value in (old, 12345))
    with refused("budget.changed_meanwhile"):
        desk.plans.set_amounts(desk.table, [good, bad], CLERK)
    assert (desk.budget.sheet(desk.table).amounts == before).all()


def test_a_line_goes_under_another_and_back_but_never_into_itself(desk: Desk) -> None:
    sheet = desk.budget.sheet(desk.table)
    child = next(at for at, line in enumerate(sheet.lines) if line.parent >= 0 and sheet.lines[line.parent].number)
    parent = sheet.lines[child].parent
    with refused("budget.line_under_itself"):
        desk.move(parent, child)
    with refused("budget.line_under_itself"):
        desk.move(child, child)
    made = desk.move(child, None)
    assert desk.budget.sheet(desk.table).lines[child].parent != parent
    back = Move(made.line_id, made.new, made.old, is_undo=True)
    desk.plans.move(desk.table, back, CLERK)
    assert desk.budget.sheet(desk.table).lines[child].parent == parent


def test_lines_in_themselves_are_shown_at_the_top(desk: Desk) -> None:
    with desk.db.write() as session:
        session.execute(text("UPDATE budget_line SET under_id = id WHERE position = 3"))
    sheet, loose = desk.plans.mended(desk.table)
    assert loose == (3,)
    assert sheet.lines[3].parent == -1
    with refused("budget.line_in_itself"):
        desk.plans.submit(desk.table, CLERK)


def test_a_submitted_table_is_sealed_and_comes_back_with_a_reason(desk: Desk) -> None:
    desk.plans.submit(desk.table, CLERK)
    with refused("budget.sealed"):
        desk.edit(leaf(desk), 0, 1)
    with pytest.raises(IntegrityError), desk.db.write() as session:  # the seal holds below the service too
        session.execute(text("UPDATE budget_line SET name = 'x' WHERE position = 3"))
    with refused("workflow.reason_missing"):
        desk.plans.send_back(desk.table, LEADER, "")
    desk.plans.send_back(desk.table, LEADER, "Thiếu thuyết minh")
    desk.edit(leaf(desk), 0, 3 * TRIEU)


def test_faults_are_answered_before_a_table_is_submitted(desk: Desk) -> None:
    sheet = read_text(annexes.text_of(annexes.QUANG_BINH))[0].sheet
    table = desk.budget.import_sheet("QB", sheet, Origin()).table_id
    with refused("workflow.incomplete"):
        desk.plans.submit(table, CLERK)
    desk.keep_all(table)
    desk.plans.submit(table, CLERK)


def test_who_submitted_does_not_approve_and_a_clerk_may_not(desk: Desk) -> None:
    desk.plans.submit(desk.table, ADMIN)
    with refused("workflow.not_allowed"):
        desk.plans.approve(desk.table, CLERK)
    with refused("workflow.incomplete"):
        desk.plans.approve(desk.table, ADMIN)
    desk.plans.approve(desk.table, LEADER)
    assert [(one.state, one.phase) for one in desk.budget.tables()] == [("approved", Phase.APPROVED)]


def test_what_changed_after_the_submission_is_not_approved(desk: Desk) -> None:
    desk.plans.submit(desk.table, CLERK)
    with desk.db.write() as session:  # as a row of another desktop comes in, past the seal
        session.execute(text("UPDATE sync_control SET is_applying = 1"))
        session.execute(text("UPDATE budget_line SET amounts = '[[0],[1],[1]]' WHERE position = 3"))
        session.execute(text("UPDATE sync_control SET is_applying = 0"))
    with pytest.raises(ExpectedError) as refusal:
        desk.plans.approve(desk.table, LEADER)
    assert refusal.value.facts["fields"] == ("is_same",)


def test_a_draft_is_compared_approved_and_becomes_the_adjusted_table(desk: Desk) -> None:
    line = leaf(desk)
    draft = desk.plans.draft(desk.table, "Giảm 10 % camera", CLERK)
    other = desk.plans.draft(desk.table, "Giữ nguyên", CLERK)
    desk.edit(line, 0, 9 * TRIEU, table=draft)
    (change, *rest) = desk.plans.compare(desk.table, draft)
    assert (change.change, change.new, rest) == (Change.AMOUNT, 9 * TRIEU, [])
    assert len(desk.plans.compare(other, draft)) == 1
    assert not desk.plans.compare(desk.table, other)
    desk.keep_all(draft)
    desk.plans.submit(draft, CLERK)
    with refused("workflow.incomplete"):
        desk.plans.approve(draft, LEADER)  # the table it adjusts is no approved one yet
    desk.approve()
    desk.plans.approve(draft, LEADER)
    base, adjusted, _ = desk.plans.plans(desk.programme)
    assert (adjusted.state, adjusted.phase, adjusted.adjusts_id) == ("approved", Phase.ADJUSTED, base.id)
    assert not adjusted.has_rival
    desk.approve(other)
    assert [one.has_rival for one in desk.plans.plans(desk.programme)] == [False, True, True]


def test_a_draft_is_thrown_away_and_a_paper_is_not(desk: Desk) -> None:
    draft = desk.plans.draft(desk.table, "Thử", CLERK)
    with refused("budget.not_a_draft"):
        desk.plans.discard(desk.table, CLERK, "Bỏ")
    desk.plans.discard(draft, CLERK, "Không dùng nữa")
    assert [one.id for one in desk.plans.plans(desk.programme)] == [desk.table]
    with refused("budget.draft_unnamed"):
        desk.plans.draft(desk.table, "  ", CLERK)


def test_a_closed_year_keeps_its_amounts_until_it_is_opened_with_a_reason(desk: Desk) -> None:
    line, year = leaf(desk), desk.budget.sheet(desk.table).places[0].year
    assert year is not None
    draft = desk.plans.draft(desk.table, "Đổi năm đã khóa", CLERK)
    with refused("budget.not_allowed"):
        desk.plans.lock_year(desk.programme, year, CLERK, "Khóa sổ cuối năm")
    with refused("budget.reason_missing"):
        desk.plans.lock_year(desk.programme, year, LEADER, " ")
    desk.edit(line, 0, 8 * TRIEU, table=draft)
    desk.plans.lock_year(desk.programme, year, LEADER, "Khóa sổ cuối năm")
    with refused("budget.year_locked"):
        desk.edit(line, 0, 1)
    with desk.db.read() as session, refused("budget.year_locked"):
        require_open(session, desk.programme, year)
    desk.edit(line, 1, 2 * TRIEU)
    (lock,) = desk.plans.years(desk.programme)
    assert (lock.year, lock.is_locked, lock.changed) == (year, True, ())
    desk.plans.reopen_year(desk.programme, year, LEADER, "Kiểm toán yêu cầu sửa")
    desk.edit(line, 0, 1)
    (lock,) = desk.plans.years(desk.programme)
    assert (lock.is_locked, lock.reason) == (False, "Kiểm toán yêu cầu sửa")


def test_a_draft_that_changes_a_closed_year_is_not_approved(desk: Desk) -> None:
    draft = desk.plans.draft(desk.table, "Đổi năm đã khóa", CLERK)
    sheet = desk.budget.sheet(desk.table)
    line = next(at for at, each in enumerate(sheet.lines) if each.parent == -1)
    desk.approve()
    desk.edit(line, 0, int(sheet.amounts[line, 0]) + TRIEU, table=draft)
    desk.keep_all(draft)
    desk.plans.submit(draft, CLERK)
    desk.plans.lock_year(desk.programme, sheet.places[0].year or 0, LEADER, "Khóa sổ cuối năm")
    with pytest.raises(ExpectedError) as refusal:
        desk.plans.approve(draft, LEADER)
    assert refusal.value.facts["fields"] == ("keeps_years",)


def test_a_submission_cut_off_leaves_a_draft(desk: Desk) -> None:
    with desk.db.write() as session:
        when = "BEFORE UPDATE ON budget_line WHEN NEW.position = 5"
        session.execute(text(f"CREATE TRIGGER cut {when} BEGIN SELECT RAISE(ABORT, 'cut'); END"))
    with pytest.raises(IntegrityError, match="cut"):
        desk.plans.submit(desk.table, CLERK)
    assert desk.budget.tables()[0].state == "draft"
    desk.edit(leaf(desk), 0, 4 * TRIEU)


def test_contracts_and_owners_go_on_in_the_table_that_adjusts_theirs(desk: Desk) -> None:
    tracking = TrackingService(desk.db, RecordJournal(desk.db))
    desk.keep_all(desk.table)
    desk.approve()
    line = desk.plans.lines(desk.table)[1]
    contract = tracking.save_contract(Contract(number="01/HĐ", dong=500 * TRIEU, line_id=line))
    tracking.pay(contract, Payment(paid_on=date(2025, 3, 1), dong=200 * TRIEU))
    tracking.set_owner(LineOwner(line_id=line, unit="Phòng Văn hóa"))
    draft = desk.plans.draft(desk.table, "Giãn tiến độ", CLERK)
    before, after = tracking.progress(desk.table), tracking.progress(draft)
    assert after.committed.tolist() == before.committed.tolist()
    assert (after.total.committed, after.total.disbursed) == (500 * TRIEU, 200 * TRIEU)
    assert after.owners[1] == "Phòng Văn hóa"
    its_own = desk.plans.lines(draft)[1]
    tracking.set_owner(LineOwner(line_id=its_own, unit="Phòng Kinh tế"))
    assert tracking.progress(draft).owners[1] == "Phòng Kinh tế"
    assert tracking.progress(desk.table).owners[1] == "Phòng Văn hóa"


def test_a_closed_year_takes_no_payment(desk: Desk) -> None:
    tracking = TrackingService(desk.db, RecordJournal(desk.db))
    line = desk.plans.lines(desk.table)[1]
    contract = tracking.save_contract(Contract(number="01/HĐ", dong=500 * TRIEU, line_id=line))
    desk.plans.lock_year(desk.programme, 2025, LEADER, "Quyết toán xong")
    with pytest.raises(ExpectedError) as refusal:
        tracking.pay(contract, Payment(paid_on=date(2025, 3, 1), dong=TRIEU))
    assert refusal.value.code == "budget.year_locked"
    tracking.pay(contract, Payment(paid_on=date(2026, 3, 1), dong=TRIEU))
    assert tracking.progress(desk.table).total.disbursed == TRIEU


def test_a_draft_says_which_paper_it_comes_from_and_a_sealed_table_keeps_it(desk: Desk) -> None:
    paper = TablePaper("12/KH-UBND", date(2025, 1, 5), "Nguyễn Văn A", Phase.APPROVED)
    desk.plans.set_paper(desk.table, paper, CLERK)
    assert desk.plans.plans(desk.programme)[0].paper == paper
    (entry,) = [one for one in desk.plans.history(desk.table) if one.action == "budget.paper"]
    assert [*entry.changes["issued_on"]] == [None, "2025-01-05"]
    desk.keep_all(desk.table)
    desk.approve()
    with pytest.raises(ExpectedError) as refusal:
        desk.plans.set_paper(desk.table, TablePaper(), CLERK)
    assert refusal.value.code == "budget.sealed"
