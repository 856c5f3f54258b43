from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from ioc_desktop.ui.panel import PanelManifest
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.shell.status import StatusSnapshot
from ioc_desktop.ui.shell.sync_words import SyncWords

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.shell.window import Shell

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme", "opened")]
Show = Callable[["QWidget"], "QWidget"]
Until = Callable[[Callable[[], object]], None]


def manifest(key: str, order: int, view: str) -> PanelManifest:
    return PanelManifest(key=key, title=key.title(), icon="camera", order=order, view=view, permission=f"{key}.view")


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Names of the test panels' views in the order they were made."""
    from PySide6.QtWidgets import QWidget

    made: list[str] = []

    class Wall(QWidget):
        def __init__(self, _context: object) -> None:
            super().__init__()
            made.append("wall")
            self.wall_mode: bool | None = None
            self.refreshed = 0
            self.lets_go = True

        def hotkeys(self) -> list[Hotkey]:
            return [Hotkey("Enter", "Phóng to")]

        def refresh(self) -> None:
            self.refreshed += 1

        def set_wall_mode(self, on: bool) -> None:  # noqa: FBT001
            self.wall_mode = on

        def can_leave(self) -> bool:
            return self.lets_go

    class Plain(QWidget):
        def __init__(self, _context: object) -> None:
            super().__init__()
            made.append("plain")

    module = ModuleType("panels_of_this_test")
    module.Wall, module.Plain = Wall, Plain  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    yield made
    del sys.modules[module.__name__]


PANELS = [
    manifest("wall", 10, "panels_of_this_test:Wall"),
    manifest("cameras", 20, "panels_of_this_test:Plain"),
    manifest("about", 910, "no_such_module:View"),
    manifest("secret", 30, "panels_of_this_test:Plain"),
]


@pytest.fixture
def shell(shown: Show, context: SimpleNamespace, tmp_path: Path) -> Shell:
    from ioc_desktop.ui.shell.window import Shell

    made = Shell(geometry_file=tmp_path / "window.ini")
    shown(made)
    made.open_session(context, PANELS)
    return made


def press(shell: Shell, key: str) -> None:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    chord = QKeySequence(key)[0]
    QTest.keyClick(shell.focusWidget() or shell, chord.key(), chord.keyboardModifiers())


def test_panels_open_when_first_shown_and_only_with_permission(shell: Shell, opened: list[str]) -> None:
    assert shell.deck is not None
    assert opened == ["wall"]
    shell.go_to("cameras")
    shell.go_to("wall")
    shell.go_to("cameras")
    assert opened == ["wall", "plain"]
    assert shell.deck.keys() == ["wall", "cameras", "about"]
    shell.go_to("secret")
    assert shell.deck.current == "cameras"


def test_the_rail_follows_and_leads(shell: Shell) -> None:
    assert shell.deck is not None
    shell.rail.item("cameras").click()
    assert shell.deck.current == "cameras"
    assert shell.rail.item("cameras").isChecked()
    assert not shell.rail.item("wall").isChecked()
    shell.set_badge("cameras", 1200, alarm=True)
    assert shell.rail.item("cameras").badge == 1200
    assert shell.rail.width() == 88


def test_a_panel_that_fails_shows_its_error_and_can_be_retried(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from ioc_desktop.ui.widgets.states import ErrorState

    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    shell.go_to("about")
    assert shell.deck is not None
    page = shell.deck.view("about")
    assert isinstance(page, ErrorState)
    assert "About" in page.title.text()
    assert len(caught) == 1
    page.button.click()
    assert len(caught) == 2
    shell.go_to("wall")
    assert shell.deck.current == "wall"


def test_hotkeys_move_between_panels(shell: Shell) -> None:
    assert shell.deck is not None
    press(shell, "Ctrl+2")
    assert shell.deck.current == "cameras"
    press(shell, "Alt+Left")
    assert shell.deck.current == "wall"
    press(shell, "F5")
    assert shell.deck.view("wall").refreshed == 1  # type: ignore[union-attr]


def test_a_panel_can_keep_the_person(shell: Shell) -> None:
    assert shell.deck is not None
    wall = shell.deck.view("wall")
    wall.lets_go = False  # type: ignore[union-attr]
    shell.go_to("cameras")
    assert shell.deck.current == "wall"
    assert not shell.close()
    wall.lets_go = True  # type: ignore[union-attr]


def test_f11_fills_the_screen_and_escape_returns(shell: Shell) -> None:
    assert shell.deck is not None
    press(shell, "Ctrl+2")
    press(shell, "F11")
    assert shell.deck.current == "wall"
    assert shell.deck.view("wall").wall_mode is True  # type: ignore[union-attr]
    assert shell.rail.isHidden()
    assert shell.isFullScreen()
    assert shell.status.minimumHeight() == 48
    press(shell, "Esc")
    assert not shell.isFullScreen()
    assert not shell.rail.isHidden()
    assert shell.status.minimumHeight() == 34
    assert shell.deck.view("wall").wall_mode is False  # type: ignore[union-attr]


def test_f1_lists_every_hotkey_of_here(shell: Shell, until: Until) -> None:
    from ioc_desktop.ui.shell.key_sheet import KeySheet

    press(shell, "F1")
    sheet = shell.findChild(KeySheet)
    assert sheet is not None
    assert sheet.geometry() == shell.rect()
    words = {hotkey.words for group in sheet.groups for hotkey in group.hotkeys}
    assert {"Phóng to", "Làm mới", "Cameras"} <= words
    press(shell, "Esc")
    until(lambda: shell.findChild(KeySheet) is None)


def test_the_status_bar_says_what_is_measured(shell: Shell) -> None:
    bar = shell.status
    shell.set_status(
        StatusSnapshot(
            cameras_live=14,
            cameras_total=16,
            analysis_fps=78.4,
            analysis_label="yolox_s",
            provider="CPU",
            database=SyncWords("Lưu tại máy", "mdi6.database-outline", "text.secondary"),
            technical="2 camera mất tín hiệu",
        )
    )
    assert bar.cameras.text() == "Camera 14/16"
    assert bar.analysis.text() == "78,4 hình/giây · yolox_s · CPU"
    assert bar.technical.text() == "2 camera mất tín hiệu"
    assert bar.role.text() == "Quản trị"
    shell.set_status(StatusSnapshot(cameras_total=16))
    assert bar.technical.isHidden()
    bar.cameras.click()
    assert shell.deck is not None
    assert shell.deck.current == "cameras"


def test_the_clock_shows_utc_plus_seven(shown: Show) -> None:
    from ioc_desktop.ui.shell.window import Shell

    clock = SimpleNamespace(now=lambda: datetime(2026, 11, 20, 17, 24, 7, tzinfo=UTC), monotonic=lambda: 0.0)
    shell = Shell(clock=clock)
    shown(shell)
    assert (shell.status.date.text(), shell.status.clock.text()) == ("21/11/2026", "00:24:07")


def test_signing_out_leaves_no_panel_behind(shell: Shell, until: Until) -> None:
    shell.close_session()
    assert shell.deck is None
    assert shell.status.role.isHidden()
    press(shell, "F1")
    until(lambda: shell.pages.count() == 1)


def test_geometry_is_remembered(shell: Shell, shown: Show, tmp_path: Path) -> None:
    from ioc_desktop.ui.shell.window import Shell

    shell.resize(1111, 777)
    shell.close()
    again = Shell(geometry_file=tmp_path / "window.ini")
    shown(again)
    assert (again.width(), again.height()) == (1111, 777)


def test_a_notice_stays_until_it_is_closed(shell: Shell, until: Until) -> None:
    from PySide6.QtWidgets import QToolButton

    from ioc_desktop.ui.shell.crash_notice import show_crash_notice
    from ioc_desktop.ui.shell.notice_bar import NoticeBar

    show_crash_notice(shell, datetime(2026, 11, 20, 10, 2, tzinfo=UTC), Path("/nowhere/crash.log"))
    bar = shell.findChild(NoticeBar)
    assert bar.text.text() == "Lần chạy trước dừng đột ngột, 20/11/2026 17:02."
    bar.findChild(QToolButton).click()
    until(lambda: shell.findChild(NoticeBar) is None)


@pytest.fixture
def early(shown: Show, context: SimpleNamespace, opened: list[str]) -> Shell:
    """A window whose session began before all services were open."""
    from ioc_desktop.ui.shell.window import Shell

    class Records(sys.modules["panels_of_this_test"].Plain):  # type: ignore[misc]
        def __init__(self, given: SimpleNamespace) -> None:
            super().__init__(given)
            self.given = given
            self.records: list[object] = []

        def show_record(self, ref: object) -> None:
            self.records.append(ref)

    sys.modules["panels_of_this_test"].Records = Records  # type: ignore[attr-defined]
    made = Shell()
    shown(made)
    first, *others = PANELS
    panels = [replace(first, opens_first=True), *others, manifest("papers", 40, "panels_of_this_test:Records")]
    made.open_session(context, panels, is_whole=False)  # type: ignore[arg-type]
    assert opened == ["wall"]
    return made


def test_a_panel_opened_before_its_services_waits_and_then_opens_with_all_of_them(
    early: Shell, context: SimpleNamespace, opened: list[str]
) -> None:
    from ioc_desktop.kernel.links.model import Ref
    from ioc_desktop.ui.widgets.states import LoadingBars

    assert early.deck is not None
    early.go_to("cameras")
    ref = Ref("record", uuid4())
    early.show_record("papers", ref)
    assert opened == ["wall"]
    assert early.deck.is_waiting
    assert isinstance(early.deck.currentWidget(), LoadingBars)
    whole = SimpleNamespace(**vars(context))
    early.deck.complete(whole)  # type: ignore[arg-type]
    assert opened == ["wall", "plain"]  # what was left again opens when it is next shown
    view: Any = early.deck.currentWidget()
    assert view.given is whole
    assert view.records == [ref]
    assert not early.deck.is_waiting
    early.go_to("cameras")
    assert opened == ["wall", "plain", "plain"]
    early.go_to("wall")
    assert opened == ["wall", "plain", "plain"]


def test_a_record_that_was_wished_for_in_a_panel_left_again_is_not_shown_in_another(early: Shell) -> None:
    from ioc_desktop.kernel.links.model import Ref

    assert early.deck is not None
    early.show_record("cameras", Ref("record", uuid4()))
    early.go_to("papers")
    early.deck.complete(SimpleNamespace(session=None))  # type: ignore[arg-type]
    view: Any = early.deck.currentWidget()
    assert view.records == []


def test_panels_whose_services_do_not_come_say_why_now_and_later(early: Shell, opened: list[str]) -> None:
    from ioc_desktop.ui.widgets.states import ErrorState

    assert early.deck is not None
    early.go_to("cameras")
    early.deck.fail("Đĩa đầy. Dọn chỗ trống rồi mở lại.")
    for key in ("cameras", "about"):
        early.go_to(key)
        state = early.deck.currentWidget()
        assert isinstance(state, ErrorState)
        assert "Đĩa đầy" in state.text.text()
    assert opened == ["wall"]
    early.go_to("wall")
    assert early.deck.currentWidget() is early.deck.view("wall")
