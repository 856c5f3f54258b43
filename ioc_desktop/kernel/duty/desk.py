"""All that the duty shift needs, opened once."""

from __future__ import annotations

import platform
from collections.abc import Set as AbstractSet

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.duty.briefs import Briefs, IncidentSource
from ioc_desktop.kernel.duty.handovers import Handovers, Prover
from ioc_desktop.kernel.duty.roster import Roster
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database

TABLES = frozenset({"duty_post", "duty_turn", "duty_handover", "duty_brief"})


class Duty:
    """The duty shift.

    Attributes:
        changed: after a commit here, or rows of another desktop; on the thread of the commit.
    """

    def __init__(
        self,
        db: Database,
        journal: DeviceJournal,
        prover: Prover,
        events: EventService,
        *,
        incidents: IncidentSource = lambda _start, _end: (),
        clock: Clock | None = None,
        workstation: str = "",
    ) -> None:
        self.changed: Event[None] = Event()
        clock = clock or SystemClock()
        self.roster = Roster(db, journal, self.changed)
        self.handovers = Handovers(
            db,
            journal,
            self.changed,
            prover=prover,
            clock=clock,
            workstation=workstation or platform.node(),
        )
        self.briefs = Briefs(
            db, self.changed, events=events, handovers=self.handovers, incidents=incidents, clock=clock
        )

    def applied(self, tables: AbstractSet[str]) -> None:
        """Rows of these tables came from other desktops."""
        if tables & TABLES:
            self.changed.emit(None)
