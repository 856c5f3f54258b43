"""Summaries of days, weeks and months: which are due, which were made. Call off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.clock import Clock
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.duty.handovers import Handovers
from ioc_desktop.kernel.duty.periods import Period, Span, last_whole
from ioc_desktop.kernel.duty.summary import IncidentTimes, Summary, summarise
from ioc_desktop.kernel.duty.tables import DutyBriefRow
from ioc_desktop.kernel.duty.times import VIETNAM
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.store.database import Database

BRIEF_TABLE = "duty_brief"
"""Owner of the attachments of summaries."""
_SETTLES = timedelta(minutes=10)
"""After the end of a period, for what other desktops still send."""
IncidentSource = Callable[[datetime, datetime], Sequence[IncidentTimes]]
"""Incidents that were detected in [start, end)."""


@dataclass(frozen=True)
class Brief:
    """A summary that was made."""

    period: Period
    made_at: datetime

    @property
    def id(self) -> UUID:
        return self.period.id


class Briefs:
    """Summaries of this centre.

    Args:
        incidents: asked for the incidents of a period.
    """

    def __init__(
        self,
        db: Database,
        changed: Event[None],
        *,
        events: EventService,
        handovers: Handovers,
        incidents: IncidentSource,
        clock: Clock,
    ) -> None:
        self._db, self._changed, self._clock = db, changed, clock
        self._events, self._handovers, self._incidents = events, handovers, incidents

    def made(self, limit: int = 100) -> Sequence[Brief]:
        """The newest first."""
        question = select(DutyBriefRow).order_by(DutyBriefRow.starts_at.desc(), DutyBriefRow.span).limit(limit)
        with self._db.read() as session:
            return [_brief(row) for row in session.scalars(question)]

    def due(self) -> Sequence[Period]:
        """Of each kind the newest period that is over, where nobody has made its summary."""
        now = self._clock.now() - _SETTLES
        wanted = [last_whole(span, now) for span in Span]
        with self._db.read() as session:
            return [period for period in wanted if session.get(DutyBriefRow, period.id) is None]

    def summary(self, period: Period) -> Summary:
        """The numbers of a period as they are known here now."""
        start, end = period.starts_at, period.ends_at
        return summarise(
            period,
            alarms=self._events.answers(start, end),
            turns=self._handovers.turns(start, end),
            handovers=self._handovers.of_shifts(start, end),
            incidents=self._incidents(start, end),
            times=self._handovers.times(),
        )

    def note(self, period: Period) -> Brief:
        """Remember that a summary was made, again perhaps."""
        with self._db.write() as session:
            row = session.get(DutyBriefRow, period.id)
            if row is None:
                row = DutyBriefRow(id=period.id, span=period.span.value, starts_at=period.starts_at)
                session.add(row)
            row.made_at = self._clock.now()
            session.flush()
            brief = _brief(row)
        self._changed.emit(None)
        return brief


def _brief(row: DutyBriefRow) -> Brief:
    first = row.starts_at.astimezone(VIETNAM).date()
    return Brief(Period(Span(row.span), first), row.made_at)
