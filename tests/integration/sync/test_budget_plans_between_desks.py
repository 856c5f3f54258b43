"""Plans on two desktops: what one submits, approves, locks or moves while the other, offline, changes the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.plans.editing import Amount, AmountEdit, Move
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.records.journal import RecordJournal
from tests.support import budget_annexes as annexes
from tests.support.desks import Desk, check_equal, level

pytestmark = pytest.mark.postgres
CLERK, OTHER = (Session(uuid7(), name, name, Role.OPERATOR) for name in ("cv1", "cv2"))
LEADER = Session(uuid7(), "lanh.dao", "Lãnh đạo", Role.LEADER)


class Room:
    """Both desktops' services over one imported table."""

    def __init__(self, pair: list[Desk]) -> None:
        self.pair = pair
        self.budgets = [BudgetService(desk.db, RecordJournal(desk.db)) for desk in pair]
        self.plans = [
            PlanService(desk.db, RecordJournal(desk.db), b) for desk, b in zip(pair, self.budgets, strict=True)
        ]
        sheet = read_text(annexes.text_of(annexes.DONG_HA_YEARS))[0].sheet
        self.table = self.budgets[0].import_sheet("Đông Hà", sheet, Origin()).table_id
        level(pair)
        self.programme = self.budgets[0].tables()[0].programme_id
        self.ids = self.plans[0].lines(self.table)

    def edit(self, desk: int, dong: int, line: int = 3) -> None:
        old = int(self.budgets[desk].sheet(self.table).amounts[line, 0])
        self.plans[desk].set_amount(self.table, AmountEdit(self.ids[line], 0, old, Amount(dong)), CLERK)

    def amounts(self) -> list[int]:
        return [int(budget.sheet(self.table).amounts[3, 0]) for budget in self.budgets]

    def settle(self) -> None:
        level(self.pair)
        for plans in self.plans:
            plans.applied({"budget_table", "budget_line"})
        level(self.pair)


@pytest.fixture
def room(pair: list[Desk]) -> Room:
    return Room(pair)


def states(room: Room) -> list[str]:
    return [budget.tables()[0].state for budget in room.budgets]


def test_an_edit_that_comes_after_the_submission_is_refused_and_told(room: Room) -> None:
    before = room.amounts()[0]
    room.plans[0].submit(room.table, CLERK)
    room.edit(1, 77)
    room.settle()
    assert room.amounts() == [before, before]
    assert any("amounts" in mine for _, _, mine in room.pair[1].inbox()), "the late one is told"
    room.plans[1].approve(room.table, LEADER)
    room.settle()
    assert states(room) == ["approved", "approved"]
    check_equal(room.pair)


def test_an_edit_that_came_before_the_submission_is_never_approved_unseen(room: Room) -> None:
    room.edit(1, 77)
    room.plans[0].submit(room.table, CLERK)
    room.pair[1].sync()
    room.settle()
    assert room.amounts() == [77, 77]
    with pytest.raises(ExpectedError) as refusal:
        room.plans[0].approve(room.table, LEADER)
    assert refusal.value.facts["fields"] == ("is_same",)


def test_of_an_approval_and_a_step_back_at_once_the_first_stands_and_the_table_is_whole(room: Room) -> None:
    room.plans[0].submit(room.table, CLERK)
    room.settle()
    room.plans[0].approve(room.table, LEADER)
    room.plans[1].send_back(room.table, LEADER, "Xem lại số")
    room.settle()
    assert states(room) == ["approved", "approved"]
    assert room.pair[1].inbox()
    for desk in room.pair:
        assert desk.query("SELECT DISTINCT state FROM budget_line") == [("closed",)]
    check_equal(room.pair)


def test_a_year_that_two_close_is_one_lock_and_what_was_changed_meanwhile_is_seen(room: Room) -> None:
    year = room.budgets[0].sheet(room.table).places[0].year or 0
    room.plans[0].lock_year(room.programme, year, LEADER, "Khóa sổ cuối năm")
    room.edit(1, 77)
    room.settle()
    for plans in room.plans:
        (lock,) = plans.years(room.programme)
        assert lock.is_locked
        assert len(lock.changed) == 1, "the edit of the other desktop is named"
    with pytest.raises(ExpectedError) as refusal:
        room.edit(1, 78)
    assert refusal.value.code == "budget.year_locked"
    check_equal(room.pair)


def test_lines_moved_into_each_other_by_two_are_shown_and_brought_out(room: Room) -> None:
    first, second = _siblings(room)
    for desk, (line, under) in enumerate(((first, second), (second, first))):
        sheet = room.budgets[desk].sheet(room.table)
        parent = sheet.lines[line].parent
        old = room.ids[parent] if parent >= 0 else None
        room.plans[desk].move(room.table, Move(room.ids[line], old, room.ids[under]), CLERK)
    room.settle()
    for plans in room.plans:
        sheet, loose = plans.mended(room.table)
        assert set(loose) == {first, second}
    room.plans[1].move(room.table, Move(room.ids[first], room.ids[second], None), OTHER)
    room.settle()
    for plans in room.plans:
        assert plans.mended(room.table)[1] == ()
    check_equal(room.pair)


def test_two_drafts_of_one_table_approved_apart_are_named_rivals(room: Room) -> None:
    room.plans[0].submit(room.table, CLERK)
    room.plans[0].approve(room.table, LEADER)
    drafts: list[UUID] = [room.plans[0].draft(room.table, f"Phương án {n}", CLERK) for n in (1, 2)]
    for draft in drafts:
        room.plans[0].submit(draft, CLERK)
    room.settle()
    for plans, draft in zip(room.plans, drafts, strict=True):
        plans.approve(draft, LEADER)
    room.settle()
    for plans in room.plans:
        assert [one.has_rival for one in plans.plans(room.programme)] == [False, True, True]


def _siblings(room: Room) -> tuple[int, int]:
    lines = room.budgets[0].sheet(room.table).lines
    found = [at for at, line in enumerate(lines) if line.number and line.parent == lines[1].parent]
    return found[0], found[1]
