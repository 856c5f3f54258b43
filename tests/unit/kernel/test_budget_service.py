from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.comparison import Change, compare
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database
from tests.support import budget_annexes as annexes

LEADER, CLERK = (Session(uuid7(), role.value, role.value, role) for role in (Role.LEADER, Role.OPERATOR))
PROGRAMME = "Trung tâm điều hành 2022-2025"


def sheet_of(annex: annexes.Annex) -> Sheet:
    return read_text(annexes.text_of(annex))[0].sheet


@pytest.fixture
def budget(db: Database) -> BudgetService:
    return BudgetService(db, RecordJournal(db))


@pytest.mark.parametrize("annex", [annex for made in annexes.ALL.values() for annex in made])
def test_a_stored_table_is_the_table_that_was_read(budget: BudgetService, annex: annexes.Annex) -> None:
    sheet = sheet_of(annex)
    done = budget.import_sheet(PROGRAMME, sheet, Origin("phu-luc.docx", "0" * 64))
    again = budget.sheet(done.table_id)
    assert replace(again, amounts=sheet.amounts, printed=sheet.printed, steps=sheet.steps).places == sheet.places
    for name in ("amounts", "printed", "steps"):
        assert (getattr(again, name) == getattr(sheet, name)).all()
    assert [replace(line, row=0) for line in sheet.lines] == list(again.lines)
    assert (again.joints, again.stated, again.unit) == (sheet.joints, sheet.stated, sheet.unit)
    assert list(check(again)) == list(check(sheet))


def test_the_same_annex_is_recognised_from_another_file(budget: BudgetService) -> None:
    first = budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin("a.docx", "1" * 64))
    second = budget.import_sheet("Chương trình khác", sheet_of(annexes.QUANG_BINH), Origin("b.xlsx", "2" * 64))
    assert (first.is_new, second.is_new) == (True, False)
    assert (second.table_id, second.programme) == (first.table_id, PROGRAMME)
    assert len(budget.tables()) == 1


def test_a_programme_is_one_however_its_name_is_typed(budget: BudgetService) -> None:
    budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin())
    budget.import_sheet("  trung tâm ĐIỀU HÀNH   2022-2025 ", sheet_of(annexes.DONG_HA_YEARS), Origin())
    assert {table.programme for table in budget.tables()} == {PROGRAMME}
    assert sorted(table.lines for table in budget.tables()) == [23, 32]


def test_a_reissue_is_shown_line_by_line() -> None:
    old = sheet_of(annexes.QUANG_BINH)
    annex = annexes.QUANG_BINH.with_cell("94", "93", row_with="Hạ tầng")
    annex = replace(annex, rows=(*annex.rows[:-1], ("7", "Thêm", "", "", "1", "", "1", ""), annex.rows[-1]))
    changes = compare(old, sheet_of(annex))
    assert [(one.change, one.title) for one in changes] == [(Change.AMOUNT, "Hạ tầng"), (Change.ADDED, "Thêm")]
    assert (changes[0].old, changes[0].new) == (94 * 10**9, 93 * 10**9)
    assert compare(old, old) == ()
    assert [one.change for one in compare(sheet_of(annex), old)] == [Change.AMOUNT, Change.REMOVED]


def test_a_finding_is_accepted_once_with_a_reason(budget: BudgetService, db: Database) -> None:
    table_id = budget.import_sheet(PROGRAMME, sheet_of(annexes.IA_HDRAI), Origin()).table_id
    _, judged = budget.judged(table_id)
    with pytest.raises(ExpectedError) as refusal:
        budget.accept(table_id, judged[0].key, "  ok ", LEADER)
    assert refusal.value.code == "budget.reason_missing"
    with pytest.raises(ExpectedError) as refusal:
        budget.accept(table_id, judged[0].key, "Số đã ký, giữ nguyên", CLERK)
    assert refusal.value.code == "budget.not_allowed"
    budget.accept(table_id, judged[0].key, "Số đã ký, giữ nguyên", LEADER)
    budget.accept(table_id, judged[0].key, "Lần thứ hai", LEADER)
    _, again = budget.judged(table_id)
    assert [one.acceptance.reason for one in again if one.acceptance] == ["Số đã ký, giữ nguyên"]
    entries = RecordJournal(db).of("budget_table", table_id)
    assert [entry.action for entry in entries] == ["budget.accept", "budget.import"]


def test_who_may_not_import_is_refused(budget: BudgetService) -> None:
    officer = Session(uuid7(), "truc", "Trực ban", Role.DUTY_OFFICER)
    with pytest.raises(ExpectedError) as refusal:
        budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin(), officer)
    assert refusal.value.code == "budget.not_allowed"
    assert budget.tables() == []


def test_what_is_gone_and_what_has_no_name_is_said(budget: BudgetService) -> None:
    with pytest.raises(ExpectedError) as gone:
        budget.judged(uuid7())
    with pytest.raises(ExpectedError) as unnamed:
        budget.import_sheet("  ", sheet_of(annexes.QUANG_BINH), Origin())
    assert (gone.value.code, unnamed.value.code) == ("budget.gone", "budget.unnamed")


def test_an_import_cut_off_leaves_nothing(budget: BudgetService, db: Database) -> None:
    with db.write() as session:
        session.execute(text("CREATE TRIGGER cut BEFORE INSERT ON budget_line BEGIN SELECT RAISE(ABORT, 'cut'); END"))
    with pytest.raises(Exception, match="cut"):
        budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin())
    with db.write() as session:
        session.execute(text("DROP TRIGGER cut"))
    assert budget.tables() == []
    assert budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin()).is_new


def test_a_table_whose_lines_have_not_arrived_is_empty(budget: BudgetService, db: Database) -> None:
    table_id = budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin()).table_id
    with db.write() as session:
        session.execute(text("DELETE FROM budget_line WHERE position > 0"))
    sheet, judged = budget.judged(table_id)
    assert [line.title for line in sheet.lines] == ["Hạ tầng"]
    with db.write() as session:
        session.execute(text("DELETE FROM budget_line"))
    sheet, judged = budget.judged(table_id)
    assert (len(sheet.lines), list(judged)) == (0, [])


def test_a_line_moved_into_itself_is_a_sentence(budget: BudgetService, db: Database) -> None:
    table_id = budget.import_sheet(PROGRAMME, sheet_of(annexes.QUANG_BINH), Origin()).table_id
    with db.write() as session:
        session.execute(text("UPDATE budget_line SET under_id = id WHERE position = 3"))
    with pytest.raises(ExpectedError) as refusal:
        budget.judged(table_id)
    assert refusal.value.code == "budget.line_in_itself"


def test_rows_of_other_desktops_are_told(budget: BudgetService) -> None:
    heard: list[None] = []
    budget.changed.connect(heard.append)
    budget.applied({"camera"})
    budget.applied({"budget_line", "camera"})
    assert len(heard) == 1
