"""Writes down the plates that are read live, and gives the alarms of watched ones their picture and their clip."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.events.model import PICTURE, TABLE
from ioc_desktop.kernel.plates.model import Alarmed, PlateRead, way_of
from ioc_desktop.ui import tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.events.model import CameraEvent, Observation
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.kernel.plates.desk import Plates
    from ioc_desktop.ui.clips import ClipKeeper
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.vision.plates.engine import PlateEngine
    from ioc_desktop.vision.plates.orders import ReadPlate

_MOST_WAITING = 200
"""More reads that wait for the disk are a fault; the newest count."""


class PlateRecorder(QObject):
    """Window thread; the database is written off it, all that came meanwhile in one transaction.

    Args:
        clips: gets alarms their clips; without it there are none.

    Attributes:
        dropped: reads that the disk was too slow for.

    Signals:
        raised(object): an alarm of a read of this desktop, as it is stored; carried over from the thread that writes.
    """

    raised = Signal(object)

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        *,
        plates: Plates,
        events: EventService,
        attachments: AttachmentService,
        engine: PlateEngine,
        clips: ClipKeeper | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._plates, self._events, self._attachments = plates, events, attachments
        self._clips = clips
        self.raised.connect(self._film, Qt.ConnectionType.QueuedConnection)
        self._waiting: list[ReadPlate] = []
        self._is_writing = False
        # On the thread that writes: pictures of the reads in work.
        self._pictures: dict[tuple[UUID, datetime, str], bytes] = {}
        self.dropped = 0
        self._forget = [engine.read.connect(self._take), plates.alarmed.connect(self._attach)]

    def stop(self) -> None:
        """Take nothing any more; safe to call twice."""
        forget, self._forget = self._forget, []
        for each in forget:
            each()

    def _take(self, read: ReadPlate) -> None:
        self._waiting.append(read)
        if len(self._waiting) > _MOST_WAITING:
            del self._waiting[0]
            self.dropped += 1
        if not self._is_writing:
            self._is_writing = True
            tasks.start(self._write(), self._window)

    async def _write(self) -> None:
        try:
            while self._waiting:
                reads, self._waiting = self._waiting, []
                await self._runner.write(partial(self._record, reads))
        finally:
            self._is_writing = False

    def _record(self, reads: list[ReadPlate]) -> None:
        found = [observed(read) for read in reads]
        self._pictures = {
            (each.camera_id, each.at, each.plate): read.jpeg for each, read in zip(found, reads, strict=True)
        }
        self._plates.reads.record(found)
        self._pictures.clear()

    def _attach(self, alarmed: Alarmed) -> None:
        """An alarm without its picture is better than none, and says why."""
        read = alarmed.read
        jpeg = self._pictures.get((read.camera_id, read.at, read.plate))
        if jpeg is None:  # read by a command, or on another desktop
            return
        self.raised.emit(self._events.get(alarmed.event_id))
        try:
            self._attachments.add_bytes(TABLE, alarmed.event_id, jpeg, name=PICTURE)
        except ExpectedError as error:
            self._events.note_files(alarmed.event_id, error.message())
        else:
            self._events.changed.emit(alarmed.event_id)

    def _film(self, event: CameraEvent) -> None:
        """Ask for the clip: the vehicle has passed already, so it ends a while after that."""
        if self._clips is None:
            return
        self._clips.begin(event.id, f"{event.camera_id}/main", event)  # plates are read on the main stream
        self._clips.finish(event.id, event.ended_at)
        noted = self._clips.noted(event.id, event)
        tasks.start(self._note(event.id, noted), self._window)

    async def _note(self, event_id: UUID, noted: Observation) -> None:
        await self._runner.write(lambda: self._events.go_on(event_id, noted, is_open=False))


def observed(read: ReadPlate) -> PlateRead:
    """What was read, in the terms of the store. Pure."""
    return PlateRead(
        at=datetime.fromtimestamp(read.at, UTC),
        camera_id=UUID(read.camera),
        plate=read.text,
        score=read.score,
        colour=read.colour,
        box=read.box,
        track=read.track,
        way=way_of(read.direction),
    )
