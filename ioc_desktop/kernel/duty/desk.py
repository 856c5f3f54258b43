"""All that the duty shift needs, opened once."""

from __future__ import annotations

import platform
from collections.abc import Set as AbstractSet

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.duty.handovers import Handovers, Prover
from ioc_desktop.kernel.duty.roster import Roster
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database

TABLES = frozenset({"duty_post", "duty_turn", "duty_handover"})


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
        *,
        clock: Clock | None = None,
        workstation: str = "",
    ) -> None:
        self.changed: Event[None] = Event()
        self.roster = Roster(db, journal, self.changed)
        self.handovers = Handovers(
            db,
            journal,
            self.changed,
            prover=prover,
            clock=clock or SystemClock(),
            workstation=workstation or platform.node(),
        )

    def applied(self, tables: AbstractSet[str]) -> None:
        """Rows of these tables came from other desktops."""
        if tables & TABLES:
            self.changed.emit(None)
