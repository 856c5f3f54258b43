"""The roster of the demo district: this week and the next, seeded once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.model import Task
from ioc_desktop.kernel.duty.times import VIETNAM, slots

_DAYS = 14


class DutyServices(Protocol):
    """What seeding needs of the opened profile."""

    @property
    def accounts(self) -> AccountService: ...
    @property
    def duty(self) -> Duty: ...


def seed_duty(services: DutyServices, now: datetime) -> None:
    """Post the demo's accounts in turn, unless somebody is posted already; the desk officers take turns.

    Raises:
        ExpectedError: ``store.*``.
    """
    today = now.astimezone(VIETNAM).date()
    monday = today - timedelta(days=today.weekday())
    begins = datetime(monday.year, monday.month, monday.day, tzinfo=VIETNAM)
    roster = services.duty.roster
    if roster.between(begins, begins + timedelta(days=_DAYS)):
        return
    by_role: dict[Role, UUID] = {account.role: account.id for account in services.accounts.list()}
    planner = Session(by_role[Role.ADMIN], "quantri", "", Role.ADMIN)
    desk = (Role.DUTY_OFFICER, Role.OPERATOR)
    for place, slot in enumerate(slots(services.duty.handovers.times(), monday, _DAYS)):
        roster.post(slot, by_role[Role.LEADER], Task.LEADER, planner)
        roster.post(slot, by_role[desk[place % len(desk)]], Task.OFFICER, planner)
