"""The duty shift on two desktops: one roster, one taker, one summary."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import HandoverState, Item, ItemKind
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from tests.support.desks import Desk, check_equal, level

pytestmark = pytest.mark.postgres
PEOPLE = {name: Session(uuid7(), name, name, Role.DUTY_OFFICER) for name in ("giver", "first_taker", "second_taker")}
ITEMS = (Item(ItemKind.ALARM, "07", "Vào vùng cấm", "Cầu chợ", "high", "2026-07-01T07:00:00+00:00"),)


class AnyPassword:
    """Stands for the accounts: passwords are held elsewhere."""

    def authenticate(self, user_name: str, password: str) -> Session:
        del password
        return PEOPLE[user_name]


class Fixed:
    def now(self) -> datetime:
        return datetime(2026, 7, 1, 8, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


def duty(desk: Desk) -> Duty:
    journal = DeviceJournal(desk.db)
    return Duty(desk.db, journal, AnyPassword(), EventService(desk.db), clock=Fixed(), workstation=desk.name)


def test_a_shift_given_at_one_desk_is_taken_at_the_other(pair: list[Desk]) -> None:
    a, b = (duty(desk) for desk in pair)
    a.handovers.check_in(PEOPLE["giver"])
    given = a.handovers.give(PEOPLE["giver"], "x", Gift(items=ITEMS, note="Nước đang rút"))
    level(pair)
    assert b.handovers.waiting() == [given]
    b.handovers.take(given.id, "first_taker", "x", "Đã nhận")
    level(pair)
    (taken,) = a.handovers.recent()
    assert (taken.state, taken.taken_by, taken.items) == (HandoverState.TAKEN, PEOPLE["first_taker"].account_id, ITEMS)
    assert [turn.account_id for turn in a.handovers.standing()] == [PEOPLE["first_taker"].account_id]
    check_equal(pair)


def test_two_who_take_one_shift_at_once_are_one_taker_and_one_who_is_told(pair: list[Desk]) -> None:
    a, b = (duty(desk) for desk in pair)
    a.handovers.check_in(PEOPLE["giver"])
    given = a.handovers.give(PEOPLE["giver"], "x", Gift())
    level(pair)
    a.handovers.take(given.id, "first_taker", "x")
    b.handovers.take(given.id, "second_taker", "x")
    level(pair)
    takers = {each.recent()[0].taken_by for each in (a.handovers, b.handovers)}
    assert takers == {PEOPLE["first_taker"].account_id}
    assert not pair[0].inbox()
    assert any("taken_by" in mine for _, _, mine in pair[1].inbox()), "the late taker is told"
    check_equal(pair)


def test_one_summary_that_two_desks_make_is_one(pair: list[Desk]) -> None:
    a, b = (duty(desk) for desk in pair)
    (period, *_) = a.briefs.due()
    for each in (a, b):
        each.briefs.note(period)
    level(pair)
    assert len(a.briefs.made()) == len(b.briefs.made()) == 1
    assert [desk.inbox() for desk in pair] == [[], []]
    assert period not in b.briefs.due()
    check_equal(pair)
