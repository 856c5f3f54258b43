"""Desktops with their running synchronisation: the thread, the notices, the outages."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store.database import Database
from ioc_desktop.sync.desk import SyncDesk
from ioc_desktop.sync.engine import Machine
from ioc_desktop.sync.state import ServerAddress

LIMIT_S = 20.0


class Room:
    """A desktop with its running synchronisation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir(exist_ok=True)
        self.db = Database(self.folder / "ioc.db").open()
        self.secrets = SecretStore(self.folder, use_keyring=False)
        self.cameras = CameraService(self.db, self.secrets)
        self.desk = SyncDesk(self.db, self.secrets, Machine(name, name, "test"), self.folder)

    def add(self, name: str, number: int | None = None) -> None:
        self.cameras.add(CameraDraft(name=name, number=number, place="", main_url="rtsp://10.0.0.1/1"))

    def names(self) -> list[str]:
        return [camera.name for camera in self.cameras.list()]

    def close(self) -> None:
        self.desk.close()
        self.db.close()


def until(holds: Callable[[], object], what: Callable[[], object] = lambda: "") -> None:
    deadline = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < deadline, f"still not so: {what()}"
        time.sleep(0.01)


Rooms = Callable[[str], Room]
Station = tuple[ServerAddress, str]
"""A workstation's address and password."""
