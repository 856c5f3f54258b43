"""Reads and watches of plates on one desktop, put together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ioc_desktop.core.clock import Clock
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates.model import Alarmed
from ioc_desktop.kernel.plates.reads import PlateReadService
from ioc_desktop.kernel.plates.watches import PlateWatchService
from ioc_desktop.store.database import Database

_TABLES = {"plate_watch"}


class Plates:
    """Made once; makes what is missing of the index.

    Attributes:
        reads: what was read.
        watches: what is watched for.
        alarmed: a read has become an event; on the thread that stored it.
    """

    def __init__(
        self, db: Database, journal: DeviceJournal, district: DistrictSettings, clock: Clock | None = None
    ) -> None:
        self.reads = PlateReadService(db, journal, district, clock)
        self.watches = PlateWatchService(db, journal, self.reads, clock)
        self.alarmed: Event[Alarmed] = Event()

    def applied(self, tables: AbstractSet[str]) -> None:
        """Rows of these tables came from other desktops."""
        if tables & _TABLES:
            self.watches.arrived()
