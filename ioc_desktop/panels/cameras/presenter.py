"""The camera list without its widgets: loading, search, what the streams do, deletion and its undoing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.panels.cameras.removal import remove_cameras
from ioc_desktop.panels.cameras.rows import (
    CameraRow,
    StreamKind,
    StreamView,
    Trouble,
    matches,
    stream_view,
    streams_by_camera,
)

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.video.types import StreamStatus


class Phase(StrEnum):
    """Where loading the list stands."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class State:
    """What the list shows.

    Attributes:
        rows: the cameras that match ``query``, by call number.
        total: how many there are without the search.
        kinds: how many of all streams are in each state.
        error: why the newest loading failed; the last good rows stay.
    """

    phase: Phase = Phase.LOADING
    rows: tuple[CameraRow, ...] = ()
    total: int = 0
    query: str = ""
    kinds: tuple[tuple[StreamKind, int], ...] = ()
    error: ExpectedError | None = None

    def count(self, *kinds: StreamKind) -> int:
        """How many streams are in one of ``kinds``."""
        return sum(n for kind, n in self.kinds if kind in kinds)


class CameraList:
    """Window thread only; the database is read and written through the runner.

    Args:
        streams: status of every stream that some screen shows now.

    Attributes:
        changed: the new state, emitted only when it differs.
    """

    def __init__(
        self,
        *,
        cameras: CameraService,
        runner: Runner,
        clock: Clock,
        streams: Callable[[], Iterable[StreamStatus]],
    ) -> None:
        self.state = State()
        self.changed: Event[State] = Event()
        self._cameras = cameras
        self._runner = runner
        self._clock = clock
        self._streams = streams
        self._all: tuple[Camera, ...] = ()
        self._asked = 0
        self._seen: dict[UUID, StreamView] = {}
        self._troubles: dict[UUID, Trouble] = {}

    async def load(self) -> None:
        """Read the cameras again; on failure the last good list stays."""
        self._asked += 1
        asked = self._asked
        try:
            found = await self._runner.read(self._cameras.list)
        except ExpectedError as error:
            self._show(replace(self.state, phase=Phase.FAILED, error=error))
            return
        if asked != self._asked:
            return  # a later question is under way; its answer is newer
        self._all = tuple(sorted(found, key=lambda camera: camera.number))
        self._refresh(replace(self.state, phase=Phase.READY, error=None))

    def search(self, query: str) -> None:
        """Keep the cameras that match ``query``."""
        self._refresh(replace(self.state, query=query))

    def refresh_streams(self) -> None:
        """Ask again what every stream does."""
        self._refresh(self.state)

    def watch(self) -> None:
        """Remember what streams did while nobody looks at the list; cheaper than ``refresh_streams``."""
        for camera_id, status in streams_by_camera(self._streams()).items():
            self._note(camera_id, status)

    def camera(self, camera_id: UUID) -> Camera | None:
        return next((camera for camera in self._all if camera.id == camera_id), None)

    async def remove(self, ids: Sequence[UUID]) -> Callable[[], None]:
        """Delete cameras; what is returned brings them back, to be run as a write.

        Raises:
            ExpectedError: the database refused; nothing is deleted then.
        """
        wanted = tuple(ids)
        undo = await self._runner.write(lambda: remove_cameras(self._cameras, wanted))
        await self.load()
        return undo

    async def restore(self, undo: Callable[[], None]) -> None:
        """Bring back what ``remove`` deleted."""
        await self._runner.write(undo)
        await self.load()

    def _refresh(self, state: State) -> None:
        rows = self._rows()
        kinds = Counter(row.stream.kind for row in rows)
        self._show(
            replace(
                state,
                rows=tuple(row for row in rows if matches(row.camera, state.query)),
                total=len(rows),
                kinds=tuple(sorted(kinds.items())),
            )
        )

    def _rows(self) -> list[CameraRow]:
        statuses = streams_by_camera(self._streams())
        now_s = self._clock.monotonic()
        return [self._row(camera, statuses.get(camera.id), now_s) for camera in self._all]

    def _row(self, camera: Camera, status: StreamStatus | None, now_s: float) -> CameraRow:
        view = self._seen.get(camera.id, StreamView())
        if status is not None and status.state.name != "OFF":
            self._note(camera.id, status)
            view = stream_view(status, now_s)
        return CameraRow(camera, view, self._troubles.get(camera.id))

    def _note(self, camera_id: UUID, status: StreamStatus) -> None:
        if status.state.name == "LIVE":
            self._seen[camera_id] = StreamView(
                width=status.width, height=status.height, fps=status.fps, seen_at=self._clock.now()
            )
        if status.reason is not None:
            self._note_trouble(camera_id, status.reason)

    def _note_trouble(self, camera_id: UUID, reason: ExpectedError) -> None:
        known = self._troubles.get(camera_id)
        if known is None or known.reason.message() != reason.message():
            self._troubles[camera_id] = Trouble(self._clock.now(), reason)

    def _show(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
