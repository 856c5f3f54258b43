"""What the page of the duty shift shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import Handover, Post, Turn
from ioc_desktop.kernel.duty.times import VIETNAM, DutyTime, Slot, slot_after, slot_at, slots
from ioc_desktop.panels.duty.collect import collect

if TYPE_CHECKING:
    from ioc_desktop.ui.panel import PanelContext

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Now:
    """The shift that runs.

    Attributes:
        posts: who is to stand it; ``next_posts``: the one after.
        standing: who stands, of any shift.
        waiting: given and not taken.
        gift: what is open at this moment.
        people: account → name.
    """

    at: datetime
    slot: Slot
    next_slot: Slot
    posts: Sequence[Post]
    next_posts: Sequence[Post]
    standing: Sequence[Turn]
    waiting: Sequence[Handover]
    gift: Gift
    people: Mapping[UUID, str]

    def turn_of(self, account_id: UUID) -> Turn | None:
        return next((turn for turn in self.standing if turn.account_id == account_id), None)

    def given_by(self, account_id: UUID) -> Handover | None:
        return next((each for each in self.waiting if each.given_by == account_id), None)


@dataclass(frozen=True, kw_only=True)
class Week:
    """The roster of seven days.

    Attributes:
        posts: beginning of a shift → who is on it.
    """

    monday: date
    times: tuple[DutyTime, ...]
    posts: Mapping[datetime, Sequence[Post]]
    people: Mapping[UUID, str]
    on_today: date

    def slot(self, time: DutyTime, day: int) -> Slot:
        return slots((time,), self.monday + timedelta(days=day), 1)[0]


@dataclass(frozen=True, kw_only=True)
class History:
    """Hand-overs, newest first."""

    handovers: Sequence[Handover]
    people: Mapping[UUID, str] = field(default_factory=dict)


class DutyPresenter:
    """Reads for the pages, through the runner. Window thread."""

    def __init__(self, context: PanelContext) -> None:
        self._context = context

    async def now(self) -> Now:
        """The shift of this moment.

        Raises:
            ExpectedError: ``store.*``.
        """
        tiles = self._context.video.stats()["tiles"]
        assert isinstance(tiles, list)
        return await self._context.runner.read(lambda: self._read_now(tiles), latest="duty.now")

    def _read_now(self, tiles: Sequence[Mapping[str, object]]) -> Now:
        duty, context = self._context.duty, self._context
        at, times = duty.handovers.now(), duty.handovers.times()
        slot = slot_at(times, at)
        following = slot_after(times, slot)
        return Now(
            at=at,
            slot=slot,
            next_slot=following,
            posts=duty.roster.between(slot.starts_at, slot.starts_at + timedelta(seconds=1)),
            next_posts=duty.roster.between(following.starts_at, following.starts_at + timedelta(seconds=1)),
            standing=duty.handovers.standing(),
            waiting=duty.handovers.waiting(),
            gift=collect(context.incidents.queries, context.events, context.cameras, tiles),
            people=self._people(),
        )

    async def week(self, monday: date) -> Week:
        """The roster of a week.

        Raises:
            ExpectedError: ``store.*``.
        """
        return await self._context.runner.read(lambda: self._read_week(monday), latest="duty.week")

    def _read_week(self, monday: date) -> Week:
        duty = self._context.duty
        begins = datetime(monday.year, monday.month, monday.day, tzinfo=VIETNAM).astimezone(UTC)
        found: dict[datetime, list[Post]] = {}
        for post in duty.roster.between(begins, begins + timedelta(days=DAYS)):
            found.setdefault(post.slot.starts_at, []).append(post)
        return Week(
            monday=monday,
            times=duty.handovers.times(),
            posts=found,
            people=self._people(),
            on_today=duty.handovers.now().astimezone(VIETNAM).date(),
        )

    async def history(self) -> History:
        """The newest hand-overs.

        Raises:
            ExpectedError: ``store.*``.
        """
        return await self._context.runner.read(self._read_history, latest="duty.history")

    def _read_history(self) -> History:
        return History(handovers=self._context.duty.handovers.recent(), people=self._people())

    def _people(self) -> Mapping[UUID, str]:
        return {account.id: account.display_name for account in self._context.accounts.list()}

    async def write(self, deed: Callable[[], object]) -> object:
        """Do something in the order of the writes."""
        return await self._context.runner.write(deed)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
