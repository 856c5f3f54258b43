"""Holds the wall's state, reads and remembers it, undoes slips. No Qt."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.events import Event
from ioc_desktop.panels.wall.model import KEY, WallMemory
from ioc_desktop.panels.wall.state import State
from ioc_desktop.ui.video.sources import CameraSource, read_sources, tile_content

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.accounts.preferences import Preferences
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.video.content import Cover, TileContent

_UNDO_STEPS = 50


class WallPresenter:
    """One account's wall.

    Attributes:
        changed: the new state, after every move that changed something.
        to_save: emitted when there is something new to remember; call ``save`` a moment later.
        state: as it is now.
        cover: what is covered on this account's tiles.
    """

    def __init__(self, *, cameras: CameraService, preferences: Preferences, session: Session, runner: Runner) -> None:
        self._cameras, self._preferences, self._session, self._runner = cameras, preferences, session, runner
        self._sources: dict[UUID, CameraSource] = {}
        self._saved: WallMemory | None = None
        self._undo: list[State] = []
        self.changed: Event[State] = Event()
        self.to_save: Event[None] = Event()
        self.state = State()
        self.cover: Cover = "heads"

    @property
    def may_edit(self) -> bool:
        """Whether the account may arrange cameras."""
        return self._session.may("wall.edit")

    async def load(self) -> None:
        """Read the cameras; the first time also what the account left."""
        cameras, preferences, account = self._cameras, self._preferences, self._session.account_id
        sources, stored = await self._runner.read(lambda: (read_sources(cameras), preferences.get(account, KEY)))
        self._sources = {source.camera.id: source for source in sources}
        state = self.state
        if not state.loaded:
            self._saved = WallMemory.from_json(stored)
            state = state.remembering(self._saved)
        self._become(state.with_cameras([source.camera for source in sources]), always=True)

    def apply(self, state: State) -> None:
        """Take over a state made from the present one; a changed arrangement can be undone."""
        if state.cells != self.state.cells:
            if not self.may_edit:
                return
            self._undo = [*self._undo[-_UNDO_STEPS + 1 :], self.state]
        self._become(state)

    def undo(self) -> bool:
        """Take the last change of the arrangement back; whether there was one."""
        if not self._undo:
            return False
        before = self._undo.pop()
        self._become(before.with_cameras(self.state.cameras))
        return True

    def _become(self, state: State, *, always: bool = False) -> None:
        if state == self.state and not always:
            return
        self.state = state
        self.changed.emit(state)
        if state.loaded and state.memory != self._saved:
            self.to_save.emit(None)

    def save(self) -> asyncio.Future[None] | None:
        """Hand the arrangement to the writer at once, so that it outlives the panel; None if nothing is new."""
        memory = self.state.memory
        if not self.state.loaded or memory == self._saved:
            return None
        preferences, account, value = self._preferences, self._session.account_id, memory.to_json()
        self._saved = memory
        return asyncio.ensure_future(self._runner.write(lambda: preferences.set(account, KEY, value)))

    def camera(self, camera_id: UUID) -> Camera | None:
        """A camera of the wall."""
        source = self._sources.get(camera_id)
        return source.camera if source is not None else None

    def contents(self) -> list[TileContent | None]:
        """What the tiles hold: the page, or the one camera that fills the wall."""
        if self.state.enlarged is not None:
            return [self._content(self.state.enlarged, enlarged=True)]
        return [self._content(cell) for cell in self.state.on_page]

    def _content(self, camera_id: UUID | None, *, enlarged: bool = False) -> TileContent | None:
        source = self._sources.get(camera_id) if camera_id else None
        return tile_content(source, enlarged=enlarged, cover=self.cover) if source else None
