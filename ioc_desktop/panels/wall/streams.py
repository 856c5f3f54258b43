"""What a wall will decode as soon as it is shown, told before there is one. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ioc_desktop.panels.wall.model import KEY, WallMemory
from ioc_desktop.panels.wall.state import State
from ioc_desktop.ui.video.sources import read_sources, stream_spec

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.accounts.preferences import Preferences
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.video.types import StreamSpec


def first_streams(cameras: CameraService, preferences: Preferences, session: Session) -> list[StreamSpec]:
    """The small streams of the page that the account left; a tile large enough for the main stream asks for it later.

    Reads disk and keyring: not on the window's thread.
    """
    sources = {source.camera.id: source for source in read_sources(cameras)}
    memory = WallMemory.from_json(preferences.get(session.account_id, KEY))
    page = State().remembering(memory).with_cameras([source.camera for source in sources.values()]).on_page
    shown = [sources[cell] for cell in page if cell is not None]
    return [stream_spec(source.camera, "sub", source.login) for source in shown]
