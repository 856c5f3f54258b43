"""The journal's page, over a stand-in that answers from memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.panels.journal import words
from ioc_desktop.sync.state import SyncStatus
from tests.support.sync_stand_in import UNREACHABLE, SyncStandIn, line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.journal.view import JournalView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(30):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def open_view(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, stand_in: SyncStandIn
) -> JournalView:
    from ioc_desktop.panels.journal.view import JournalView

    context.sync = stand_in
    made: list[JournalView] = []
    act(loop, lambda: made.append(JournalView(context)))  # type: ignore[arg-type]
    shown(made[0])
    act(loop)
    return made[0]


def test_lines_are_words_and_can_be_filtered() -> None:
    push, role = line(2), line(1, "role.add", role="may01", kind="workstation")
    assert words.action(push) == "Gửi thay đổi"
    assert words.summary(push) == "2 thay đổi: camera"
    assert words.summary(role) == "may01 · workstation"
    assert words.matches(role, "cap tai khoan MAY01")
    assert not words.matches(push, "may01")


def test_newest_first_with_detail_and_filter(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.lines = [line(3), line(2, "device.new", name="truc-03"), line(1, who="quantri")]
    view = open_view(loop, context, shown, stand_in)
    assert view.table.rowCount() == 3
    view.table.selectRow(1)
    assert '"name": "truc-03"' in view.detail.toPlainText()
    view.search.setText("quantri")
    act(loop, view._filter)
    assert view.table.rowCount() == 1
    view.search.setText("không có ai")
    act(loop, view._filter)
    assert view.pages.currentWidget() is view.empty


def test_without_a_server_the_desktop_shows_its_own(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn(SyncStatus())
    open_view(loop, context, shown, stand_in)
    assert stand_in.asked[0] == ("journal", True, None)


def test_more_is_read_from_the_oldest_on(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.lines = [line(seq) for seq in range(250, 0, -1)]
    view = open_view(loop, context, shown, stand_in)
    assert (view.table.rowCount(), view.more.isVisible()) == (200, True)
    act(loop, view.more.click)
    assert (view.table.rowCount(), view.more.isVisible()) == (250, False)
    assert stand_in.asked[-1] == ("journal", False, 51)


def test_a_server_that_does_not_answer_is_told(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.failure = UNREACHABLE
    view = open_view(loop, context, shown, stand_in)
    assert view.pages.currentWidget() is view.failed
    act(loop, view.check.click)
    assert "Không tới được" in view.verdict.text()
    assert view.check.isEnabled()
    stand_in.failure = None
    act(loop, view.failed.button.click)
    assert view.pages.currentWidget() is view.empty


@pytest.mark.parametrize(("faults", "said"), [([], "nguyên vẹn"), (["chuỗi 0: sai từ mục 1"], "sai từ mục 1")])
def test_the_check_tells_its_result(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, faults: list[str], said: str
) -> None:
    stand_in = SyncStandIn()
    stand_in.faults = faults
    view = open_view(loop, context, shown, stand_in)
    act(loop, view.check.click)
    assert said in view.verdict.text()
