"""The finder and the bell: what a signed-in person has everywhere."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.ui.panel import PanelManifest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.shell.session_tools import SessionTools
    from ioc_desktop.ui.shell.window import Shell

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]
Until = Callable[[Callable[[], object]], None]


class Place:
    """A profile with a camera, a colleague, and a window in which an administrator works."""

    def __init__(self, folder: Path, context: SimpleNamespace, show: Callable[[QWidget], QWidget]) -> None:
        from ioc_desktop.config.secrets import SecretStore
        from ioc_desktop.kernel.accounts.model import Role, Session
        from ioc_desktop.kernel.accounts.preferences import Preferences
        from ioc_desktop.kernel.accounts.service import AccountService
        from ioc_desktop.kernel.cameras.model import CameraDraft
        from ioc_desktop.kernel.cameras.service import CameraService
        from ioc_desktop.kernel.kit.desk import RecordKit
        from ioc_desktop.store.database import Database
        from ioc_desktop.ui.shell.session_tools import SessionTools
        from ioc_desktop.ui.shell.window import Shell

        self.db = Database(folder / "ioc.db").open()
        secrets = SecretStore(folder / "secrets", use_keyring=False)
        self.kit = RecordKit(self.db, secrets, lambda _name: b"")
        self.camera = CameraService(self.db, secrets).add(
            CameraDraft(name="Cổng chợ Đông Hà", place="đường Lê Duẩn", main_url="rtsp://192.0.2.1/a")
        )
        account = AccountService(self.db).create(
            user_name="lan", display_name="Lan", role=Role.ADMIN, password="Mot-mat-khau-2026"
        )
        context.session = Session(account.id, "lan", "Lan", Role.ADMIN)
        context.kit, context.preferences = self.kit, Preferences(self.db)
        self.context = context
        self.shell: Shell = Shell(geometry_file=None)
        self.shell.resize(1280, 800)
        show(self.shell)
        self.shell.open_session(context, PANELS)  # type: ignore[arg-type]
        self.tools: SessionTools = SessionTools(self.shell, context)  # type: ignore[arg-type]

    def shown_records(self) -> list[Ref]:
        deck = self.shell.deck
        assert deck is not None
        view: Any = deck.view("cameras")
        return [] if view is None else list(view.shown)


def manifest(key: str, title: str, order: int, view: str) -> PanelManifest:
    return PanelManifest(
        key=key, title=title, icon="camera", order=order, view=f"panels_of_finder:{view}", permission="cameras.view"
    )


PANELS = [manifest("wall", "Tường", 10, "Plain"), manifest("cameras", "Camera", 20, "Cameras")]


@pytest.fixture(autouse=True)
def views() -> Iterator[None]:
    from PySide6.QtWidgets import QWidget

    class Plain(QWidget):
        def __init__(self, _context: object) -> None:
            super().__init__()

    class Cameras(Plain):
        def __init__(self, context: object) -> None:
            super().__init__(context)
            self.shown: list[Ref] = []

        def show_record(self, ref: Ref) -> None:
            self.shown.append(ref)

    module = ModuleType("panels_of_finder")
    module.Plain, module.Cameras = Plain, Cameras  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    yield
    del sys.modules[module.__name__]


@pytest.fixture
def place(
    tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop, shown: Callable[[QWidget], QWidget]
) -> Iterator[Place]:
    async def make() -> Place:
        return Place(tmp_path, context, shown)

    made = loop.run_until_complete(make())
    yield made
    made.tools.end()
    made.shell.close_session()
    made.db.close()


def run(loop: asyncio.AbstractEventLoop, condition: Callable[[], object]) -> None:
    """Let the loop work until a condition holds."""

    async def wait() -> None:
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  (the condition is the window's, it has no event)
                await asyncio.sleep(0.005)

    loop.run_until_complete(wait())


def act(loop: asyncio.AbstractEventLoop, deed: Callable[[], object]) -> None:
    """Do something as the running window would."""

    async def do() -> None:
        deed()

    loop.run_until_complete(do())


def press(widget: QWidget, key: str, text: str = "") -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    if text:
        QTest.keyClicks(widget, text)
    else:
        QTest.keyClick(widget, getattr(Qt.Key, f"Key_{key}"))


def test_a_record_is_found_by_a_few_letters_and_opened(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    place.shell.status.finder.click()
    finder = place.tools.finder
    assert finder is not None
    assert [entry.title.text for entry in finder.list.entries.entries] == ["Tường", "Camera"]
    press(finder.field, "", "cho dong")
    run(loop, lambda: any(entry.title.spans for entry in finder.list.entries.entries))
    (entry,) = finder.list.entries.entries
    assert [entry.title.text[a:b] for a, b in entry.title.spans] == ["chợ", "Đông"]
    press(finder.field, "Return")
    assert place.tools.finder is None
    assert place.shell.deck is not None
    assert place.shell.deck.current == "cameras"
    assert place.shown_records() == [Ref("camera", place.camera.id)]


def test_a_panel_is_opened_by_its_name_and_the_keys_move(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    place.tools.find()
    finder = place.tools.finder
    assert finder is not None
    press(finder.field, "Down")
    assert finder.list.currentIndex().row() == 1
    press(finder.field, "Down")
    assert finder.list.currentIndex().row() == 0
    press(finder.field, "", "cam")
    run(loop, lambda: len(finder.list.entries.entries) == 1)
    finder.list.choose()
    assert place.shell.deck is not None
    assert place.shell.deck.current == "cameras"


def test_what_is_not_there_is_said_and_esc_closes(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    place.tools.find()
    finder = place.tools.finder
    assert finder is not None
    press(finder.field, "", "xyz khong")
    run(loop, finder.said.text)
    assert "xyz khong" in finder.said.text()
    press(finder.field, "Escape")
    assert place.tools.finder is None
    place.tools.find()
    place.tools.find()
    assert place.tools.finder is None, "the key closes what it opened"


def test_the_bell_counts_and_opens_what_it_is_about(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    who, notices, status = place.context.session.account_id, place.kit.notices, place.shell.status
    run(loop, lambda: status.notices.text() == "0")
    notices.send(who, "Quá hạn xử lý", "Camera mất hình", Ref("camera", place.camera.id), is_urgent=True)
    run(loop, lambda: status.notices.text() == "1")
    status.notices.click()
    popup = place.tools.bell.popup
    assert popup is not None
    (entry,) = popup.list.entries.entries
    assert (entry.title.text, entry.is_new) == ("Quá hạn xử lý", True)
    act(loop, popup.list.choose)
    run(loop, lambda: status.notices.text() == "0")
    assert place.shown_records() == [Ref("camera", place.camera.id)]
    assert notices.unread(who) == 0


def test_what_comes_in_is_shown_once(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    from ioc_desktop.ui.widgets.toast import Toast

    who = place.context.session.account_id
    run(loop, lambda: place.shell.status.notices.text() == "0")
    place.kit.notices.send(who, "Được nhắc")
    run(loop, lambda: place.shell.findChildren(Toast))
    assert [toast.text.text() for toast in place.shell.findChildren(Toast)] == ["Được nhắc"]
    act(loop, place.tools.bell.refresh)
    place.kit.notices.mark_read(who)
    run(loop, lambda: place.shell.status.notices.text() == "0")
    assert len(place.shell.findChildren(Toast)) == 1


def test_how_a_person_is_told_is_their_choice(place: Place, loop: asyncio.AbstractEventLoop) -> None:
    who, preferences = place.context.session.account_id, place.context.preferences
    run(loop, lambda: place.shell.status.notices.text() == "0")
    place.tools.bell.toggle()
    popup = place.tools.bell.popup
    assert popup is not None
    assert not popup.read_all.isEnabled()
    assert popup.empty.isVisible()
    act(loop, lambda: popup.mail_chosen.emit("all"))
    act(loop, lambda: popup.desktop_chosen.emit(False))
    run(loop, lambda: preferences.all(who) == {"notices.mail": "all", "notices.desktop": False})
    run(loop, lambda: popup.mail.currentData() == "all")
    place.tools.bell.toggle()
    assert not popup.isVisible()


def test_nothing_is_left_of_them_after_signing_out(place: Place) -> None:
    place.tools.find()
    place.tools.end()
    status = place.shell.status
    assert (status.finder.text(), status.notices.text()) == ("", "")
    place.kit.notices.send(place.context.session.account_id, "sau khi thoát")
    place.tools = type("Nothing", (), {"end": lambda _self: None})()  # type: ignore[assignment]
