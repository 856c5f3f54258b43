"""What the page of alarms shows and does. No Qt."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.events.model import CameraEvent, Counts, Doubt, EventFilter, Status
from ioc_desktop.kernel.events.service import PAGE
from ioc_desktop.panels.alarms.clip import EventClip, find_clip

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.events.pictures import EventPicture, EventPictures
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.ui.runner import Runner

_UNDO = timedelta(seconds=10)


@dataclass(frozen=True)
class State:
    """Everything on the page.

    Attributes:
        events: loaded so far, newest first.
        total: how many the filter finds.
        load: alarms of the last ten minutes.
        chosen: the event beside the list.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    events: Sequence[CameraEvent] = ()
    total: int = 0
    load: int = 0
    waiting: int = 0
    doubts: Sequence[Doubt] = ()
    counts: Counts | None = None
    cameras: Sequence[Camera] = ()
    chosen: CameraEvent | None = None
    is_loaded: bool = False

    @property
    def has_more(self) -> bool:
        return len(self.events) < self.total


@dataclass(frozen=True)
class _Fresh:
    events: Sequence[CameraEvent]
    total: int
    load: int
    waiting: int
    doubts: Sequence[Doubt]
    counts: Counts | None
    cameras: Sequence[Camera]


class AlarmsPresenter:
    """One page's work. Window thread; the database is asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(
        self,
        *,
        events: EventService,
        pictures: EventPictures,
        attachments: AttachmentService,
        cameras: CameraService,
        runner: Runner,
        clock: Clock,
        session: Session,
    ) -> None:
        self._events, self._pictures, self._attachments, self._cameras = events, pictures, attachments, cameras
        self._runner, self._clock = runner, clock
        self._session = session
        self.may_decide, self.may_see_faces = session.may("alarms.decide"), session.may(SEE_FACES)
        self.state = State()
        self._wants_counts = False
        self.changed: Event[State] = Event()
        self._last: tuple[CameraEvent, datetime] | None = None

    # ------------------------------------------------------------------ reading

    def count(self, *, wanted: bool) -> None:
        """Whether the dashboard is looked at; else nothing is counted for it."""
        self._wants_counts = wanted

    async def load(self) -> None:
        """Read again: as many events as are shown, at least a page.

        Raises:
            ExpectedError: ``store.*``.
        """
        wanted, shown, now = self.state.filter, max(PAGE, len(self.state.events)), self._clock.now()
        fresh = await self._runner.read(lambda: self._read(wanted, shown, now), latest="alarms.page")
        if wanted != self.state.filter:
            return
        chosen_id = self.state.chosen.id if self.state.chosen else None
        chosen = next((event for event in fresh.events if event.id == chosen_id), self.state.chosen)
        if chosen is None and fresh.events:
            chosen = fresh.events[0]
        self._put(replace(self.state, **vars(fresh), chosen=chosen, is_loaded=True))

    def _read(self, wanted: EventFilter, shown: int, now: datetime) -> _Fresh:
        events = self._events
        return _Fresh(
            events.find(wanted, limit=shown),
            events.count(wanted),
            events.load(now),
            events.waiting(),
            events.doubts(now),
            events.counts(wanted) if self._wants_counts else None,
            self._cameras.list(),
        )

    async def load_more(self) -> None:
        """The next page."""
        state = self.state
        if not state.has_more or not state.events:
            return
        page = await self._runner.read(
            lambda: self._events.find(state.filter, after=state.events[-1]), latest="alarms.more"
        )
        if state.events is self.state.events:
            self._put(replace(self.state, events=[*state.events, *page]))

    async def filter(self, wanted: EventFilter) -> None:
        """Show others."""
        self._put(replace(self.state, filter=wanted, events=(), chosen=None))
        await self.load()

    def choose(self, event_id: UUID | None) -> None:
        """Show an event beside the list."""
        chosen = next((event for event in self.state.events if event.id == event_id), None)
        if chosen != self.state.chosen:
            self._put(replace(self.state, chosen=chosen))

    async def show(self, event_id: UUID) -> None:
        """Show an event that was found elsewhere, listed or not.

        Raises:
            ExpectedError: ``event.gone``, ``store.*``.
        """
        event = await self._runner.read(lambda: self._events.get(event_id))
        self._put(replace(self.state, chosen=event))

    def step(self, by: int) -> None:
        """Choose the next or the previous event of the list."""
        ids = [event.id for event in self.state.events]
        if not ids:
            return
        at = ids.index(self.state.chosen.id) + by if self.state.chosen and self.state.chosen.id in ids else 0
        self.choose(ids[min(max(at, 0), len(ids) - 1)])

    async def picture(self, event_id: UUID) -> EventPicture | None:
        """The picture in which the rule spoke first, as this account may see it; None while there is none here.

        Raises:
            ExpectedError: ``event.gone``, ``privacy.picture_unreadable``, ``store.*``.
        """
        return await self._runner.read(lambda: self._pictures.look(event_id, self._session), latest="alarms.picture")

    async def save_picture(self, event_id: UUID, path: Path, *, is_whole: bool, reason: str) -> None:
        """Write the picture into a file; faces are covered unless ``is_whole``.

        Raises:
            ExpectedError: ``privacy.*``, ``event.gone``, ``file.unwritable``, ``store.*``.
        """

        def write() -> None:
            made = self._pictures.export(event_id, self._session, is_whole=is_whole, reason=reason)
            replace_bytes(path, made)

        await self._runner.write(write)

    async def clip(self, event: CameraEvent) -> EventClip:
        """The event's clip as it is now."""
        now, shows_faces = self._clock.now(), self.may_see_faces
        return await self._runner.read(
            lambda: find_clip(self._attachments, event, now, shows_faces=shows_faces), latest="alarms.clip"
        )

    async def save_clip(self, event: CameraEvent, clip: EventClip, path: Path, reason: str) -> None:
        """A copy of the clip with faces as a file; the journal says who took it and why.

        Raises:
            ExpectedError: ``privacy.reason_missing``, ``attachment.missing``, ``file.unwritable``, ``store.*``.
        """
        await self._runner.write(lambda: self._copy(event, clip, path, reason))

    def _copy(self, event: CameraEvent, clip: EventClip, path: Path, reason: str) -> None:
        content = self._attachments.contents.read(clip.sha256)
        self._events.note_export(event, self._session, reason)
        replace_bytes(path, content)

    async def note_covered_clip(self, event: CameraEvent) -> None:
        """A copy without faces is going to be made."""
        await self._runner.write(lambda: self._events.note_export(event, self._session, is_covered=True))

    # ------------------------------------------------------------------ deciding

    async def decide(self, status: Status, reason: str = "") -> CameraEvent | None:
        """Confirm or reject the chosen event and go on to the next that waits; the decided event.

        Raises:
            ExpectedError: ``event.*``, ``store.*``.
        """
        chosen = self.state.chosen
        if chosen is None or not self.may_decide:
            return None
        decided = await self._write(chosen, status, reason)
        self._last = (decided, self._clock.now())
        waiting = self._next_waiting(chosen)
        await self.load()
        if waiting is not None:
            self.choose(waiting)
        return decided

    async def undo(self) -> bool:
        """Take the last decision back, for ten seconds; whether there was one."""
        if self._last is None or self._clock.now() - self._last[1] > _UNDO:
            return False
        event, self._last = self._last[0], None
        await self._write(event, Status.NEW, "")
        await self.load()
        self.choose(event.id)
        return True

    def _write(self, event: CameraEvent, status: Status, reason: str) -> Awaitable[CameraEvent]:
        return self._runner.write(
            lambda: self._events.decide(event.id, status, who=self._session, reason=reason, was=event.status)
        )

    def _next_waiting(self, after: CameraEvent) -> UUID | None:
        """The next older one that waits, else the newest that does."""
        ids = [event.id for event in self.state.events]
        at = ids.index(after.id) if after.id in ids else 0
        ring = [*self.state.events[at + 1 :], *self.state.events[:at]]
        return next((event.id for event in ring if event.status is Status.NEW), None)

    def _put(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)
