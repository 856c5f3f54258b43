"""A wall panel with everything real behind it: database, secrets, runner, decoders; and the loop it lives on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Self

import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.config.settings import Settings
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.kernel.accounts.grants import GrantService
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.plates.desk import Plates
from ioc_desktop.kernel.rules.service import RuleService
from ioc_desktop.panels.wall.view import WallView
from ioc_desktop.store.database import Database
from ioc_desktop.ui import tasks
from ioc_desktop.ui.incident_opener import IncidentOpener
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.runner import Runner
from ioc_desktop.ui.settings_store import SettingsStore
from ioc_desktop.ui.theme import Theme
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.vision.engine import VisionEngine


class WallRoom:
    """Open it with ``with``; ``run`` a scenario on the window's loop."""

    def __init__(self, app: Any, folder: Path) -> None:
        self.app = app
        self._stack = ExitStack()
        self.paths = AppPaths(folder).create()
        self.database = Database(self.paths.database).open()
        self._stack.callback(self.database.close)
        self.secrets = SecretStore(self.paths.secrets)
        self.cameras = CameraService(self.database, self.secrets)
        self.accounts = AccountService(self.database)
        self.preferences = Preferences(self.database)
        self.theme = Theme()
        self.video = VideoEngine(workers=2)
        self.vision = VisionEngine()
        self.runner = Runner()
        self.attachments = AttachmentService(self.database, ContentFolder(self.paths.root / "attachments"))
        self.incidents = Incidents(self.database, self.attachments)
        self.window = QWidget()
        self.visited: list[str] = []
        self.asked_for: list[tuple[str, object]] = []
        self._stack.callback(self.window.deleteLater)
        self._stack.callback(self.runner.close)
        self._stack.callback(self.vision.stop)
        self._stack.callback(self.video.stop)
        self.video.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def add_cameras(self, urls: Sequence[tuple[str, str]]) -> None:
        """One camera per (sub, main) address, numbered from 1."""
        for number, (sub, main) in enumerate(urls, 1):
            unit = "Phường Đông Hà" if number % 3 else "Phường Nam Đông Hà"
            name = NAMES[(number - 1) % len(NAMES)]
            self.cameras.add(CameraDraft(number=number, name=name, org_unit=unit, main_url=main, sub_url=sub))

    def session(self, name: str = "trucban1", role: Role = Role.DUTY_OFFICER) -> Session:
        account = self.accounts.create(user_name=name, display_name="Trực ban", role=role, password="Mat-khau-1234")
        return Session(account.id, name, "Trực ban", role)

    def context(self, session: Session) -> PanelContext:
        opener = IncidentOpener(
            self.window, self.runner, incidents=self.incidents, cameras=self.cameras, video=self.video,
            clock=SystemClock(), folder=self.paths.cache / "incident-clips",
        )  # fmt: skip
        self._stack.callback(opener.stop)
        unused: dict[str, Any] = dict.fromkeys((each.name for each in fields(PanelContext)), None)
        return replace(
            PanelContext(**unused),
            accounts=self.accounts,
            grants=GrantService(self.database),
            org_units=OrgUnitService(self.database),
            cameras=self.cameras,
            rules=RuleService(self.database),
            events=EventService(self.database),
            attachments=self.attachments,
            plates=Plates(self.database, DeviceJournal(self.database), DistrictSettings(self.database)),
            district=DistrictSettings(self.database),
            incidents=self.incidents,
            opener=opener,
            preferences=self.preferences,
            runner=self.runner,
            video=self.video,
            vision=self.vision,
            session=session,
            settings=SettingsStore(self.paths.settings, Settings(), self.runner),
            paths=self.paths,
            theme=self.theme,
            clock=SystemClock(),
            go_to=self.visited.append,
            show_record=lambda panel, ref: self.asked_for.append((panel, ref.id)),
        )

    def run(self, scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run a coroutine function on a qasync loop until it is done."""
        self.theme.apply(self.app)

        async def whole() -> None:
            await scenario()
            await tasks.finish()

        with qasync.QEventLoop(self.app) as loop:
            loop.run_until_complete(whole())
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    async def open_view(self, session: Session, width: int = 1552, height: int = 1054) -> WallView:
        """The panel, shown, with its cameras read."""
        view = WallView(self.context(session))
        view.resize(width, height)
        view.show()
        view.activateWindow()
        await until(lambda: view.state.loaded, "the cameras were not read")
        return view


async def closed(view: WallView) -> None:
    """Close a view as the shell does, and let it go."""
    view.close()
    view.deleteLater()
    await asyncio.sleep(0)


async def until(is_true: Callable[[], bool], otherwise: str, limit_s: float = 30.0) -> None:
    """Live on until something holds."""
    deadline_s = time.monotonic() + limit_s
    while not is_true():
        assert time.monotonic() < deadline_s, otherwise
        await asyncio.sleep(0.02)


NAMES = (
    "Cầu Đông Hà",
    "Lê Duẩn – QL9",
    "Chợ Đông Hà",
    "Trần Hưng Đạo",
    "Hùng Vương 1",
    "Ga Đông Hà",
    "Kè sông Hiếu",
    "Bến xe",
    "Lý Thường Kiệt",
    "Công viên Fidel",
    "Nguyễn Huệ",
    "Cổng trường tiểu học Ẳ Ễ Ợ ỵ, Ngã tư Ông Ích Khiêm",
    "Hồ Trung Chỉ",
    "Hàm Nghi",
    "Lê Lợi",
    "QL9, km 4",
)
