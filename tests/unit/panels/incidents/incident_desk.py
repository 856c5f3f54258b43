"""The panel of incidents with what is behind it, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import (
    Incident,
    IncidentDraft,
    Kind,
)  # fmt: skip
from ioc_desktop.kernel.incidents.pictures import IncidentPictures
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.store.database import Database
from ioc_desktop.video.engine import VideoEngine
from tests.unit.kernel.conftest import HandClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.incidents.view import IncidentsView

Show = Callable[["QWidget"], "QWidget"]


class Desk:
    """The panel and what is behind it."""

    def __init__(self, folder: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> None:
        self.database = Database(folder / "ioc.db").open()
        self.context, self.loop, self.clock, self.folder = context, loop, HandClock(), folder
        self.attachments = AttachmentService(self.database, ContentFolder(folder / "files"))
        self.incidents = Incidents(self.database, self.attachments, self.clock)
        self.covered: list[bytes] = []
        self.shown: list[tuple[str, object]] = []
        secrets = SecretStore(folder / "secrets", use_keyring=False)
        context.kit = RecordKit(self.database, secrets, self.attachments.contents.read)
        context.incidents, context.attachments, context.clock = self.incidents, self.attachments, self.clock
        context.incident_pictures = IncidentPictures(self.attachments.contents, self._cover)
        context.cameras = CameraService(self.database, secrets)
        context.district = DistrictSettings(self.database)
        book = NumberBook(self.database)
        context.papers = PaperService(self.database, self.attachments, self.incidents.journal, book, clock=self.clock)
        context.video, context.vision = VideoEngine(workers=1), None
        context.show_record = lambda panel, ref: self.shown.append((panel, ref.id))
        self.who: Session = context.session

    def add_opener(self, window: QWidget, folder: Path) -> None:
        """What needs a window."""
        from ioc_desktop.ui.incident_opener import IncidentOpener

        context = self.context
        context.opener = IncidentOpener(
            window, context.runner, incidents=self.incidents, cameras=context.cameras, video=context.video,
            clock=self.clock, folder=folder,
        )  # fmt: skip

    def _cover(self, content: bytes, _regions: object) -> bytes:
        self.covered.append(content)
        return b"covered"

    def open(self, title: str = "Ngập đường Kè sông Hiếu", **words: Any) -> Incident:
        values = {"title": title, "kind": Kind.FLOOD, "place": "đoạn cầu Đông Hà"} | words
        return self.incidents.service.open(IncidentDraft(**values), self.who)

    def act(self, action: Callable[[], object] = lambda: None, rounds: int = 8) -> None:
        """Do something, then live on until nothing is under way."""
        from ioc_desktop.ui import tasks

        async def go() -> None:
            done = action()
            if asyncio.iscoroutine(done):
                await done
            for _ in range(rounds):
                await asyncio.sleep(0.01)
            for _ in range(2000):
                if not tasks._running:
                    break
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)

        self.loop.run_until_complete(go())


def columns(view: IncidentsView) -> dict[str, list[str]]:
    return {each.stage: [card.title for card in each.list.cards.incidents] for each in view.board.columns}


def fresh(desk: Desk, incident_id: UUID) -> Incident:
    return desk.incidents.queries.get(incident_id)
