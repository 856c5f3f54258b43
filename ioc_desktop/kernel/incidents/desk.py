"""Incidents of one desktop, put together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.events.model import CameraEvent
from ioc_desktop.kernel.incidents import map_layer
from ioc_desktop.kernel.incidents.district_flow import DistrictFlow
from ioc_desktop.kernel.incidents.evidence import IncidentEvidence
from ioc_desktop.kernel.incidents.from_event import draft_of
from ioc_desktop.kernel.incidents.limits import IncidentLimits
from ioc_desktop.kernel.incidents.model import TABLE, VIEW, Incident, IncidentFilter
from ioc_desktop.kernel.incidents.numbers import IncidentNumbers
from ioc_desktop.kernel.incidents.queries import ALL, IncidentQueries
from ioc_desktop.kernel.incidents.service import IncidentService
from ioc_desktop.kernel.incidents.work import IncidentWork
from ioc_desktop.kernel.incidents.writing import Writer, require
from ioc_desktop.kernel.numbers.model import NumberServer
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.record_check import RecordState, check_record

if TYPE_CHECKING:
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.store.database import Database

_TABLES = {
    *("incident", "incident_step", "incident_task", "incident_resource", "incident_person", "incident_evidence"),
    "record_entry",
}


class Incidents:
    """Made once.

    Args:
        numbers: gives the numbers of a desktop that belongs to a server.

    Attributes:
        flow: how they go at this centre: statuses, steps between stages, checklists.
        service: their life.
        work: checklist, units, resources, people.
        evidence: files.
        limits: who is late.
        numbers: gives those that wait their number.
        queries: asking.
        journal: what was done, of every record.
        changed: an incident's id after a commit here, None when many may have changed; on the thread of the commit.
    """

    def __init__(
        self,
        db: Database,
        attachments: AttachmentService,
        clock: Clock | None = None,
        *,
        numbers: NumberServer | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self.journal = RecordJournal(db, clock)
        self._writer = Writer(db, self.journal, clock)
        self.numbers = IncidentNumbers(self._writer, NumberBook(db, numbers))
        self.flow = DistrictFlow(db, self.journal)
        self.service = IncidentService(self._writer, self.numbers, self.flow)
        self.work = IncidentWork(self._writer)
        self.evidence = IncidentEvidence(self._writer, attachments)
        self.limits = IncidentLimits(self._writer)
        self.queries = IncidentQueries(db)

    @property
    def changed(self) -> Event[UUID | None]:
        return self._writer.changed

    def open_from_event(self, event: CameraEvent, camera: Camera | None, who: SignedIn) -> Incident:
        """The incident of an event that a person confirmed, with its picture and clip as evidence.

        Whoever opens it again gets the same one, with the files that have come meanwhile.

        Raises:
            ExpectedError: ``incident.*``, ``attachment.*``, ``store.*``.
        """
        incident = self.service.open(draft_of(event, camera), who)
        self.evidence.add_of_event(incident.id, event, who)
        return incident

    def map_layer(self, who: SignedIn, wanted: IncidentFilter = ALL) -> dict[str, Any]:
        """What a map shows of the incidents that a filter finds, as GeoJSON; see ``map_layer``.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``store.*``.
        """
        require(who, VIEW)
        return map_layer.layer(self.queries.placed(wanted, map_layer.MOST_FEATURES + 1), self.flow.way)

    def check_journal(self, incident_id: UUID) -> RecordState:
        """Whether the journal of an incident is whole."""
        return check_record(self._writer.db, TABLE, incident_id)

    def applied(self, tables: AbstractSet[str]) -> None:
        """Rows of these tables came from other desktops."""
        if "district_setting" in tables:
            self.flow.arrived()
        if tables & _TABLES:
            self.changed.emit(None)
