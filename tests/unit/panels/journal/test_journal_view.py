"""The journal's page, over a stand-in that answers from memory."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.panels.journal import words
from ioc_desktop.sync.state import Device, JournalEntry, SyncStatus
from tests.support.sync_stand_in import UNREACHABLE, SyncStandIn, line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.journal.view import JournalView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
FAULT = ExpectedError("journal.own_broken", "Nhật ký bị sửa từ mục {seq}.", seq=7)


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


def known(name: str) -> Device:
    return Device(
        device_id=uuid.uuid4(), name=name, owner="x", app_version="0.1.0", schema=2, last_seen=None, last_op=1, lag=0,
        is_revoked=False, is_this=False,
    )  # fmt: skip


def plain(_context: str, text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (line(2), "2 thay đổi: Camera"),
        (line(2, ops=9, refused=1, tables=["org_unit", "vote"]), "9 thay đổi: Đơn vị, vote · 1 bị từ chối"),
        (line(1, "role.add", role="may01", kind="workstation", account=None), "may01 · của máy trạm"),
        (line(1, "scope.grant", role="may01", scope=3, write=True), "may01 · phạm vi 3 · đọc và ghi"),
        (line(1, "blob.refused", why="quota", size=1200), "lý do: quá hạn mức · 1.200 byte"),
        (line(1, "device.revoke", device="019a0b1c-0000-7000"), "máy 019a0b1c-0000"),
        (
            line(1, "duty.post", account="truc", shift="2026-12-06 Ca đêm", task="officer"),
            "truc · ca 06/12/2026 Ca đêm · trực ban",
        ),
        (line(1, "duty.copy_week", monday="2026-12-07", why=""), "tuần từ 07/12/2026"),
        (line(1, "unheard.of", list=[1], word="chữ"), "chữ"),
    ],
)  # fmt: skip
def test_details_are_words(entry: JournalEntry, said: str) -> None:
    assert words.summary(entry, plain) == said


def test_acts_are_words_and_lines_are_found() -> None:
    role = line(1, "role.add", role="may01", kind="workstation")
    assert words.action(line(2), plain) == "Gửi thay đổi"
    assert words.action(line(2, "unheard.of"), plain) == "unheard.of"
    assert words.matches(role, "cap tai khoan MAY01", plain, {})
    assert not words.matches(line(2), "may01", plain, {})
    assert words.matches(replace(role, device="7"), "hai lang", plain, {"7": "UBND xã Hải Lăng"})


def test_newest_first_with_detail_and_filter(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.known = [known("Máy trực 3")]
    stand_in.lines = [line(3), line(2, "device.new", name="truc-03"), line(1, who="quantri")]
    stand_in.lines[1] = replace(stand_in.lines[1], device=str(stand_in.known[0].device_id))
    view = open_view(loop, context, shown, stand_in)
    assert view.table.rowCount() == 3
    assert view.table.item(1, 2).text() == "Máy trực 3"
    view.table.selectRow(1)
    assert '"name": "truc-03"' in view.detail.toPlainText()
    view.search.setText("truc 3")
    act(loop, view._filter)
    assert view.table.rowCount() == 1
    assert view.table.entry() == stand_in.lines[1]
    assert view.header.summary.text() == "Hiện 1 trong 3 đã tải"
    view.search.setText("không có ai")
    act(loop, view._filter)
    assert view.pages.currentWidget() is view.empty
    assert view.detail.isHidden()
    act(loop, view.empty.button.click)
    assert view.table.rowCount() == 3


def test_without_a_server_the_desktop_shows_its_own(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn(SyncStatus())
    open_view(loop, context, shown, stand_in)
    assert stand_in.asked[0] == ("journal", True, {})


def test_more_is_read_across_chains(loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show) -> None:
    stand_in = SyncStandIn()
    stand_in.lines = [replace(line(seq), chain="server" if seq % 5 == 0 else "scope 1") for seq in range(250, 0, -1)]
    view = open_view(loop, context, shown, stand_in)
    assert (view.table.rowCount(), view.more.isVisible()) == (200, True)
    act(loop, view.more.click)
    assert (view.table.rowCount(), view.more.isVisible()) == (250, False)
    asked = [question for question in stand_in.asked if question[0] == "journal"]
    assert asked == [("journal", False, {}), ("journal", False, {"server": 55, "scope 1": 51})]
    assert view._entries == stand_in.lines
    assert view.header.summary.text() == "250 mục"


def test_what_is_there_stays_when_more_cannot_be_read(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.lines = [line(seq) for seq in range(250, 0, -1)]
    view = open_view(loop, context, shown, stand_in)
    stand_in.failure = UNREACHABLE
    act(loop, view.more.click)
    assert view.pages.currentWidget() is view.table
    assert view.table.rowCount() == 200
    assert view.more.isEnabled()


def test_a_server_that_does_not_answer_is_told(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show
) -> None:
    stand_in = SyncStandIn()
    stand_in.failure = UNREACHABLE
    view = open_view(loop, context, shown, stand_in)
    assert view.pages.currentWidget() is view.failed
    act(loop, view.check.click)
    assert "Không tới được" in view.verdict.text.text()
    assert view.check.isEnabled()
    stand_in.failure = None
    act(loop, view.failed.button.click)
    assert view.pages.currentWidget() is view.empty


@pytest.mark.parametrize(
    ("faults", "said"), [([], "nguyên vẹn"), ([FAULT], "bị sửa từ mục 7"), ([FAULT] * 8, "Và 3 lỗi khác.")]
)
def test_the_check_tells_its_result(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, faults: list[ExpectedError], said: str
) -> None:
    stand_in = SyncStandIn()
    stand_in.faults = faults
    view = open_view(loop, context, shown, stand_in)
    act(loop, view.check.click)
    assert said in view.verdict.text.text()
