"""The roster, turns and hand-overs: two signatures, nobody signs for both, nothing is taken twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.district_settings.choices import DUTY_SHIFTS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import HandoverState, Item, ItemKind, Task
from ioc_desktop.kernel.duty.times import read_times, slot_at, slots
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

PASSWORD = "phong-dieu-hanh"
ITEMS = (Item(ItemKind.INCIDENT, "SV-2026-0007", "Ngập đường", "Ứng phó", "critical", "2026-07-01T07:00:00+00:00"),)


@pytest.fixture
def accounts(db: Database, clock: HandClock) -> AccountService:
    return AccountService(db, clock)


def account(accounts: AccountService, name: str, role: Role = Role.DUTY_OFFICER) -> Session:
    accounts.create(user_name=name, display_name=name, role=role, password=PASSWORD)
    return accounts.authenticate(name, PASSWORD)


@pytest.fixture
def first(accounts: AccountService) -> Session:
    return account(accounts, "trucban1")


@pytest.fixture
def second(accounts: AccountService) -> Session:
    return account(accounts, "trucban2")


@pytest.fixture
def leader(accounts: AccountService) -> Session:
    return account(accounts, "lanhdao", Role.LEADER)


@pytest.fixture
def duty(db: Database, accounts: AccountService, clock: HandClock) -> Duty:
    return Duty(db, DeviceJournal(db), accounts, EventService(db), clock=clock, workstation="BAN-1")


def actions(db: Database) -> list[str]:
    return [entry.action for entry in reversed(DeviceJournal(db).entries()) if entry.action.startswith("duty.")]


# ---------------------------------------------------------------------- roster


def test_a_leader_posts_and_the_leader_of_the_shift_comes_first(duty: Duty, leader: Session, first: Session) -> None:
    slot = slot_at(duty.handovers.times(), duty.handovers.now())
    duty.roster.post(slot, first.account_id, Task.OFFICER, leader)
    duty.roster.post(slot, leader.account_id, Task.LEADER, leader)
    posts = duty.roster.between(slot.starts_at, slot.ends_at)
    assert [(post.account_id, post.task) for post in posts] == [
        (leader.account_id, Task.LEADER),
        (first.account_id, Task.OFFICER),
    ]


def test_posting_again_changes_the_task_and_makes_no_second_line(duty: Duty, leader: Session, first: Session) -> None:
    slot = slot_at(duty.handovers.times(), duty.handovers.now())
    for task in (Task.OFFICER, Task.LEADER):
        duty.roster.post(slot, first.account_id, task, leader)
    (post,) = duty.roster.between(slot.starts_at, slot.ends_at)
    assert post.task is Task.LEADER


def test_a_duty_officer_does_not_plan(duty: Duty, first: Session) -> None:
    slot = slot_at(duty.handovers.times(), duty.handovers.now())
    with pytest.raises(ExpectedError) as refused:
        duty.roster.post(slot, first.account_id, Task.OFFICER, first)
    assert refused.value.code == "duty.not_allowed"


def test_a_week_is_copied_once_and_what_is_planned_stays(duty: Duty, leader: Session, first: Session) -> None:
    monday = date(2026, 7, 6)
    week_before = slots(duty.handovers.times(), monday - timedelta(days=7), 7)
    for slot in week_before:
        duty.roster.post(slot, first.account_id, Task.OFFICER, leader)
    assert duty.roster.copy_week(monday, leader) == len(week_before)
    assert duty.roster.copy_week(monday, leader) == 0


def test_there_is_nothing_to_copy_after_an_empty_week(duty: Duty, leader: Session) -> None:
    with pytest.raises(ExpectedError) as refused:
        duty.roster.copy_week(date(2026, 7, 6), leader)
    assert refused.value.code == "duty.nothing_to_copy"


def test_taken_off_twice_is_no_error(duty: Duty, leader: Session, first: Session) -> None:
    slot = slot_at(duty.handovers.times(), duty.handovers.now())
    post = duty.roster.post(slot, first.account_id, Task.OFFICER, leader)
    duty.roster.take_off(post.id, leader)
    duty.roster.take_off(post.id, leader)
    assert not duty.roster.between(slot.starts_at, slot.ends_at)


# ---------------------------------------------------------------------- turns and hand-overs


def test_nobody_stands_twice(duty: Duty, first: Session) -> None:
    turn = duty.handovers.check_in(first)
    assert (turn.slot.name, turn.workstation) == ("Ca chiều", "BAN-1")
    with pytest.raises(ExpectedError) as refused:
        duty.handovers.check_in(first)
    assert refused.value.code == "duty.stands_already"


def test_a_hand_over_takes_two_signatures_and_moves_the_turn(
    duty: Duty, db: Database, clock: HandClock, first: Session, second: Session
) -> None:
    duty.handovers.check_in(first)
    clock.pass_s(6 * 3600)
    given = duty.handovers.give(first, PASSWORD, Gift(items=ITEMS, left_out={"alarm": 3}, note="Nước đang rút"))
    assert [turn.account_id for turn in duty.handovers.standing()] == [first.account_id], "stands until it is taken"
    clock.pass_s(120)
    taken, who = duty.handovers.take(given.id, "trucban2", PASSWORD, "Đã nhận đủ")
    assert who.account_id == second.account_id
    assert (taken.state, taken.items, taken.answer) == (HandoverState.TAKEN, ITEMS, "Đã nhận đủ")
    assert taken.taken_at - taken.given_at == timedelta(seconds=120) if taken.taken_at else False
    assert [turn.account_id for turn in duty.handovers.standing()] == [second.account_id]
    assert actions(db) == ["duty.check_in", "duty.give", "duty.take"]


@pytest.mark.parametrize("wrong", ["", "sai-mat-khau"])
def test_without_the_right_password_nothing_is_signed(duty: Duty, first: Session, second: Session, wrong: str) -> None:
    duty.handovers.check_in(first)
    with pytest.raises(ExpectedError):
        duty.handovers.give(first, wrong, Gift())
    given = duty.handovers.give(first, PASSWORD, Gift())
    with pytest.raises(ExpectedError):
        duty.handovers.take(given.id, second.user_name, wrong)
    assert duty.handovers.waiting() == [given]


def test_the_giver_does_not_take_their_own_shift(duty: Duty, first: Session) -> None:
    duty.handovers.check_in(first)
    given = duty.handovers.give(first, PASSWORD, Gift())
    with pytest.raises(ExpectedError) as refused:
        duty.handovers.take(given.id, first.user_name, PASSWORD)
    assert refused.value.code == "duty.own_gift"


def test_the_database_refuses_one_person_on_both_sides(duty: Duty, db: Database, first: Session) -> None:
    duty.handovers.check_in(first)
    duty.handovers.give(first, PASSWORD, Gift())
    with pytest.raises(IntegrityError), db.write() as session:
        session.execute(text("UPDATE duty_handover SET state = 'taken', taken_by = given_by"))


def test_what_is_taken_is_not_taken_again_nor_withdrawn(duty: Duty, first: Session, second: Session) -> None:
    duty.handovers.check_in(first)
    given = duty.handovers.give(first, PASSWORD, Gift())
    duty.handovers.take(given.id, second.user_name, PASSWORD)
    for act in (
        lambda: duty.handovers.take(given.id, second.user_name, PASSWORD),
        lambda: duty.handovers.withdraw(given.id, first),
    ):
        with pytest.raises(ExpectedError) as refused:
            act()
        assert refused.value.code == "duty.taken_already"


def test_a_withdrawn_one_may_be_given_anew(duty: Duty, first: Session, second: Session) -> None:
    duty.handovers.check_in(first)
    given = duty.handovers.give(first, PASSWORD, Gift())
    with pytest.raises(ExpectedError) as refused:
        duty.handovers.withdraw(given.id, second)
    assert refused.value.code == "duty.not_yours"
    duty.handovers.withdraw(given.id, first)
    assert duty.handovers.give(first, PASSWORD, Gift()).id != given.id


def test_one_shift_is_not_given_twice(duty: Duty, first: Session) -> None:
    duty.handovers.check_in(first)
    duty.handovers.give(first, PASSWORD, Gift())
    with pytest.raises(ExpectedError) as refused:
        duty.handovers.give(first, PASSWORD, Gift())
    assert refused.value.code == "duty.given_already"


def test_leaving_without_a_hand_over_needs_a_reason(duty: Duty, first: Session) -> None:
    duty.handovers.check_in(first)
    with pytest.raises(ExpectedError) as refused:
        duty.handovers.check_out(first, "  ")
    assert refused.value.code == "duty.reason_missing"
    duty.handovers.check_out(first, "Trung tâm nghỉ đêm")
    assert not duty.handovers.standing()


def test_who_stands_already_takes_over_and_keeps_one_turn(duty: Duty, first: Session, second: Session) -> None:
    for who in (first, second):
        duty.handovers.check_in(who)
    given = duty.handovers.give(first, PASSWORD, Gift())
    duty.handovers.take(given.id, second.user_name, PASSWORD)
    assert [turn.account_id for turn in duty.handovers.standing()] == [second.account_id]


def test_the_centre_chooses_its_shifts(duty: Duty, db: Database) -> None:
    settings = DistrictSettings(db)
    settings.set(DUTY_SHIFTS, "Ban ngày 07:00-19:00; Ban đêm 19:00-07:00")
    assert duty.handovers.times() == read_times("Ban ngày 07:00-19:00; Ban đêm 19:00-07:00")
    with pytest.raises(ExpectedError) as refused:
        settings.set(DUTY_SHIFTS, "lúc nào cũng được")
    assert refused.value.code == "settings.form_wrong"
    assert "Ca sáng" in refused.value.message()


def test_turns_are_found_by_the_shift_they_belong_to(duty: Duty, first: Session) -> None:
    turn = duty.handovers.check_in(first)
    begins: datetime = turn.slot.starts_at
    assert [each.id for each in duty.handovers.turns(begins, begins + timedelta(minutes=1))] == [turn.id]
    assert not duty.handovers.turns(turn.slot.ends_at, turn.slot.ends_at + timedelta(hours=8))
