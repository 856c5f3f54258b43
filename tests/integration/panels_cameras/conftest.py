"""The panel in a real window on the virtual display, with a real database and the engine's real probe."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.panels.cameras.view import CamerasView
from ioc_desktop.store.database import Database
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.runner import Runner
from ioc_desktop.ui.tasks import finish
from ioc_desktop.ui.theme import Theme
from ioc_desktop.video.engine import VideoEngine

NAMES = ("Cầu Đông Hà", "Lê Duẩn – Quốc lộ 9", "Chợ Đông Hà", "Trần Hưng Đạo", "Kè sông Hiếu")


class Desk:
    """One open panel and what lies behind it."""

    def __init__(self, view: CamerasView, context: PanelContext) -> None:
        self.view, self.cameras, self.video = view, context.cameras, context.video

    async def until(self, condition: Callable[[], object], limit_s: float = 30.0) -> None:
        """Let the window live until something holds."""
        deadline_s = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < deadline_s, "it never happened"
            await asyncio.sleep(0.01)

    def numbers(self) -> list[int]:
        """Call numbers in the order of the table."""
        order, model = self.view.list_page.order, self.view.list_page.model
        return [model.row(order.mapToSource(order.index(at, 0))).camera.number for at in range(order.rowCount())]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """A test of this folder is a coroutine on the window's own loop."""
    if "window_loop" not in pyfuncitem.funcargs or not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    loop: Any = pyfuncitem.funcargs["window_loop"]
    loop.run_until_complete(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture
def window_loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The loop that the application runs on."""
    import qasync

    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Role], PanelContext]]:
    """What the shell would give; the parts that this panel never asks for are missing."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    database = Database(tmp_path / "ioc.sqlite").open()
    video, runner, theme = VideoEngine(workers=1), Runner(), Theme()
    theme.apply(qapp)
    cameras = CameraService(database, SecretStore(secrets, use_keyring=False))

    def make(role: Role) -> PanelContext:
        unused: dict[str, Any] = dict.fromkeys((each.name for each in fields(PanelContext)), None)
        return replace(
            PanelContext(**unused),
            cameras=cameras,
            runner=runner,
            video=video,
            session=Session(uuid4(), "admin", "Quản trị", role),
            theme=theme,
            clock=SystemClock(),
            go_to=lambda _panel: None,
            show_record=lambda _panel, _ref: None,
        )

    yield make
    video.stop()
    runner.close()
    database.close()


@pytest.fixture
def open_panel(
    window_loop: asyncio.AbstractEventLoop, context: Callable[[Role], PanelContext]
) -> Iterator[Callable[..., Awaitable[Desk]]]:
    """Await it with the ``names`` of cameras and a ``role``; the panel is open and loaded then."""
    opened: list[CamerasView] = []

    async def make(names: tuple[str, ...] = NAMES, role: Role = Role.ADMIN) -> Desk:
        given = context(role)
        for number, name in enumerate(names, start=1):
            given.cameras.add(CameraDraft(number=number, name=name, main_url=f"rtsp://10.0.0.{number}/main"))
        view = CamerasView(given)
        opened.append(view)
        view.resize(1280, 800)
        view.show()
        view.activateWindow()
        desk = Desk(view, given)
        await desk.until(view.isActiveWindow)
        await desk.until(lambda: view.presenter.state.phase != "loading")
        return desk

    yield make

    async def close() -> None:
        for view in opened:
            view.close()
            view.deleteLater()
        await finish()

    window_loop.run_until_complete(close())


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """One second of moving grey, 320×180 at 10 fps."""
    import cv2
    import numpy as np

    path = tmp_path / "clip.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 180))
    for at in range(10):
        writer.write(np.full((180, 320, 3), 20 * at, np.uint8))
    writer.release()
    return path
