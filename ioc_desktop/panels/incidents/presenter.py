"""What the panel of incidents shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import (
    TABLE,
    Cancelled,
    Column,
    Dossier,
    Evidence,
    Incident,
    IncidentDraft,
    IncidentFilter,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.incidents.queries import PAGE
from ioc_desktop.kernel.links.model import DISTINCT, Ref
from ioc_desktop.kernel.records.model import RecordEntry

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.incidents.duplicates import Twin
    from ioc_desktop.kernel.records.record_check import RecordState
    from ioc_desktop.ui.panel import PanelContext

T = TypeVar("T")
BOARD, LIST, LINE = "board", "list", "line"
LINE_HOURS = 24


@dataclass(frozen=True)
class Overview:
    """Everything on the page of all incidents.

    Attributes:
        columns: of the board.
        incidents: of the list, loaded so far, newest first; or of the line of time, oldest first.
        total: how many the filter finds.
        now: when it was read.
    """

    way: str = BOARD
    filter: IncidentFilter = field(default_factory=IncidentFilter)
    columns: Sequence[Column] = ()
    incidents: Sequence[Incident] = ()
    total: int = 0
    open_total: int = 0
    now: datetime | None = None

    @property
    def is_loaded(self) -> bool:
        return self.now is not None

    @property
    def has_more(self) -> bool:
        return self.way == LIST and len(self.incidents) < self.total


@dataclass(frozen=True)
class Page:
    """One incident with its journal.

    Attributes:
        intact: evidence → whether its file is still what it was; None where it is not here.
        state: whether the journal is whole; None when nobody looked.
        twins: incidents that may be the same.
    """

    dossier: Dossier
    journal: Sequence[RecordEntry] = ()
    cameras: Sequence[Camera] = ()
    intact: dict[UUID, bool | None] = field(default_factory=dict)
    state: RecordState | None = None
    twins: Sequence[Twin] = ()


class IncidentsPresenter:
    """Window thread; the database is asked through the runner.

    Attributes:
        changed: the overview.
        opened: the page of one incident, whenever it was read anew; None when it is closed.
    """

    def __init__(self, context: PanelContext) -> None:
        self._context = context
        self.overview = Overview()
        self.page: Page | None = None
        self.changed: Event[Overview] = Event()
        self.opened: Event[Page | None] = Event()

    def may(self, permission: str) -> bool:
        return self._context.session.may(permission)

    # ------------------------------------------------------------------ all of them

    async def load(self) -> None:
        """Read what is shown.

        Raises:
            ExpectedError: ``store.*``.
        """
        view, now = self.overview, self._context.clock.now()
        fresh = await self._context.runner.read(lambda: self._read(view, now), latest="incidents.overview")
        self._put(fresh)

    def _read(self, view: Overview, now: datetime) -> Overview:
        queries = self._context.incidents.queries
        view = replace(view, now=now, open_total=queries.open_count(), columns=(), incidents=())
        if view.way == BOARD:
            columns = queries.board(view.filter)
            return replace(view, columns=columns, total=sum(column.total for column in columns))
        if view.way == LINE:
            start = now - timedelta(hours=LINE_HOURS)
            found = queries.line(start, now + timedelta(hours=1), view.filter)
            return replace(view, incidents=found, total=len(found))
        shown = max(PAGE, len(self.overview.incidents))
        return replace(view, incidents=queries.find(view.filter, limit=shown), total=queries.count(view.filter))

    async def load_more(self) -> None:
        """The next page of the list."""
        view = self.overview
        if not view.has_more or not view.incidents:
            return
        last, wanted = view.incidents[-1], view.filter
        page = await self._context.runner.read(
            lambda: self._context.incidents.queries.find(wanted, after=last), latest="incidents.more"
        )
        if view.incidents is self.overview.incidents:
            self._put(replace(self.overview, incidents=[*view.incidents, *page]))

    async def turn(self, way: str) -> None:
        """Board, list or line of time."""
        self.overview = replace(self.overview, way=way, incidents=(), columns=())
        await self.load()

    async def filter(self, wanted: IncidentFilter) -> None:
        """Show others."""
        self.overview = replace(self.overview, filter=wanted, incidents=())
        await self.load()

    def _put(self, view: Overview) -> None:
        self.overview = view
        self.changed.emit(view)

    # ------------------------------------------------------------------ one of them

    async def open(self, incident_id: UUID) -> None:
        """Show one.

        Raises:
            ExpectedError: ``incident.gone``, ``store.*``.
        """
        page = await self._context.runner.read(lambda: self._read_page(incident_id), latest="incidents.page")
        self.page = page
        self.opened.emit(page)

    async def reload(self) -> None:
        """Read the one that is open again."""
        if self.page is not None:
            await self.open(self.page.dossier.incident.id)

    def _read_page(self, incident_id: UUID) -> Page:
        incidents = self._context.incidents
        dossier = incidents.queries.dossier(incident_id)
        contents = self._context.attachments.contents
        here = {each.id: True if contents.has(each.sha256) else None for each in dossier.evidence}
        entries = incidents.journal.of(TABLE, incident_id)
        state = incidents.check_journal(incident_id)
        incident = dossier.incident
        is_open = incident.stage in flow.OPEN_STAGES
        twins = incidents.queries.twins(incident, incident.detected_at) if is_open else ()
        return Page(dossier, entries, self._context.cameras.list(), here, state, twins)

    def close(self) -> None:
        """Back to all of them."""
        self.page = None
        self.opened.emit(None)

    async def check(self, evidence: Evidence) -> bool | None:
        """Read a file and compare its hash."""
        return await self._context.runner.read(lambda: self._context.incidents.evidence.intact(evidence))

    async def thumbnail(self, evidence: Evidence) -> bytes | None:
        """Its picture as this account may see it."""
        pictures, who = self._context.incident_pictures, self._context.session
        return await self._context.runner.read(lambda: pictures.look(evidence, who))

    # ------------------------------------------------------------------ doing

    async def write(self, deed: Callable[[], T]) -> T:
        """Do something to the database, then show what is new.

        Raises:
            ExpectedError: what the deed raises.
        """
        done = await self._context.runner.write(deed)
        await self.reload()
        return done

    async def start(self, draft: IncidentDraft) -> Incident:
        """Open a new incident."""
        service, who = self._context.incidents.service, self._context.session
        incident = await self._context.runner.write(lambda: service.open(draft, who))
        await self.open(incident.id)
        return incident

    async def move(self, end: str, reason: str = "") -> None:
        """Bring the open one to another stage; from the verification on it counts as true.

        Raises:
            ExpectedError: ``incident.moved``, ``workflow.*``, ``store.*``.
        """
        assert self.page is not None
        incident, who = self.page.dossier.incident, self._context.session
        service = self._context.incidents.service

        def deed() -> Incident:
            if (incident.stage, end) == (flow.VERIFYING, flow.RESPONDING):
                service.decide(incident.id, Verdict.TRUE, who)
            return service.move(incident.id, end, who, was=incident.stage, reason=reason)

        await self.write(deed)

    async def cancel(self, kind: Cancelled, reason: str) -> None:
        """End the open one before its time."""
        assert self.page is not None
        incident, who = self.page.dossier.incident, self._context.session
        service = self._context.incidents.service
        await self.write(lambda: service.cancel(incident.id, kind, reason, who, was=incident.stage))

    async def merge(self, into: UUID) -> None:
        """The open one is the same as another."""
        assert self.page is not None
        incident, who = self.page.dossier.incident, self._context.session
        service = self._context.incidents.service
        await self.write(lambda: service.merge(incident.id, into, who, was=incident.stage))

    async def merge_twin(self, other: Incident) -> None:
        """The open one and another are the same: what was opened later goes into what was there before.

        Raises:
            ExpectedError: as ``merge``.
        """
        assert self.page is not None
        mine, who, service = self.page.dossier.incident, self._context.session, self._context.incidents.service
        is_later = (mine.detected_at, str(mine.id)) > (other.detected_at, str(other.id))
        gone, stays = (mine, other) if is_later else (other, mine)
        await self._context.runner.write(lambda: service.merge(gone.id, stays.id, who, was=gone.stage))
        await self.open(stays.id)

    async def tell_apart(self, other: Incident) -> None:
        """The open one and another are two: nobody is asked again, on any desktop."""
        assert self.page is not None
        mine, links = self.page.dossier.incident, self._context.kit.links
        await self.write(lambda: links.link(Ref(TABLE, mine.id), Ref(TABLE, other.id), DISTINCT))

    async def twins(self, draft: IncidentDraft) -> Sequence[Twin]:
        """Incidents that may be what somebody is about to open."""
        queries, now = self._context.incidents.queries, self._context.clock.now()
        return await self._context.runner.read(lambda: queries.twins(draft, now), latest="incidents.twins")

    async def others(self) -> Sequence[Incident]:
        """Open incidents that the open one may be merged into."""
        assert self.page is not None
        mine = self.page.dossier.incident.id
        queries = self._context.incidents.queries
        found = await self._context.runner.read(lambda: queries.find(IncidentFilter(is_open=True), limit=PAGE))
        return [each for each in found if each.id != mine]
