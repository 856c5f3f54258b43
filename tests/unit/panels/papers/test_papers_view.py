"""The page of documents over a real register: list, filters, steps, contents."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.papers.presenter import Act
from tests.support.register import pdf
from tests.unit.panels.papers.register_room import Room, act, press, settle, toasts, visible

if TYPE_CHECKING:
    from ioc_desktop.panels.papers.view import PapersView

pytestmark = pytest.mark.gui


def test_the_register_is_listed_with_the_newest_beside_it(room: Room, page: Callable[..., PapersView]) -> None:
    room.papers.issue(room.approved(subject="Ngập đường Trần Phú").id, room.clerk)
    room.clock.time += timedelta(hours=1)
    room.draft("Cháy chợ Đông Hà")
    view = page()
    texts = [[view.table.item(row, column).text() for column in range(5)] for row in range(view.table.rowCount())]
    assert texts == [
        ["…/BC-TTĐH", "01/07/2026", "Báo cáo", "Cháy chợ Đông Hà", "Dự thảo"],
        ["01/BC-TTĐH", "01/07/2026", "Báo cáo", "Ngập đường Trần Phú", "Đã ban hành"],
    ]
    assert view.header.summary.text() == "0 chờ duyệt, 0 chờ ban hành, 1 đã ban hành"
    assert view.detail.subject.text() == "Cháy chợ Đông Hà"
    assert view.detail.preview.document.pageCount() == 3
    assert view.detail.preview.page.text() == "Trang 1 / 3"
    assert view.detail.history.rowCount() == 1


def test_each_sees_the_steps_that_are_theirs(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft()
    view = page()
    assert visible(view) == ["Bỏ dự thảo", "Thay nội dung", "Trình duyệt"]
    press(view, loop, Act.SUBMIT)
    settle(loop, lambda: visible(view) == [])  # who approves is somebody else
    leader = page(room.leader)
    assert visible(leader) == ["Trả lại", "Duyệt"]
    press(leader, loop, Act.APPROVE)
    settle(loop, lambda: visible(leader) == ["Trả lại", "Lấy số", "Ban hành"])
    settle(loop, lambda: visible(view) == ["Lấy số", "Ban hành"])  # heard of
    press(view, loop, Act.ISSUE)
    settle(loop, lambda: visible(view) == ["Thu hồi", "Thay thế"])
    assert room.papers.get(paper.id).code == "01/BC-TTĐH"
    press(view, loop, Act.WITHDRAW, "sai số liệu")
    settle(loop, lambda: visible(view) == [])
    assert "sai số liệu" in view.detail.summary.text()
    settle(loop, lambda: view.detail.history.rowCount() == 6)
    assert [view.detail.history.item(row, 1).text() for row in range(6)] == [
        "Thu hồi", "Ban hành", "Lấy số", "Duyệt", "Trình duyệt", "Lập dự thảo",
    ]  # fmt: skip


def test_a_step_that_somebody_else_took_is_told(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft()
    view = page()
    with patch.object(view, "_wait"):  # the word of the other step has not come yet
        room.papers.submit(paper.id, room.clerk)
        press(view, loop, Act.SUBMIT)
    settle(loop, lambda: visible(view) == [])
    assert "bước khác" in toasts(view)


def test_without_a_link_it_says_that_it_waits(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    with room.db.write() as session:
        session.connection().exec_driver_sql("UPDATE sync_control SET is_joined = 1")
    room.approved()
    view = page()
    press(view, loop, Act.ISSUE)
    settle(loop, lambda: view.detail.summary.text().startswith("Chờ số"))
    assert view.table.item(0, 4).text() == "Chờ số"
    assert "chờ số" in toasts(view)


def test_the_list_is_filtered(room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop) -> None:
    room.draft("Ngập đường Trần Phú")
    room.draft("Cháy chợ Đông Hà", kind="Kế hoạch", symbol="KH-TTĐH")
    view = page()
    act(loop, lambda: view.filters.search.setText("cho dong ha"))
    settle(loop, lambda: view.table.rowCount() == 1)
    assert "đang lọc: 1" in view.header.summary.text()
    act(loop, lambda: view.filters.search.setText("không có"))
    settle(loop, lambda: view.pages.currentWidget() is view.empty)
    assert view.empty.title.text() == "Không tìm thấy"
    act(loop, view.empty.button.click)
    settle(loop, lambda: view.table.rowCount() == 2)
    view.filters.kind.setCurrentText("Kế hoạch")
    act(loop, lambda: view.filters.kind.activated.emit(0))
    settle(loop, lambda: view.table.rowCount() == 1)


def test_a_document_that_was_found_elsewhere_is_shown_whatever_the_filter(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = room.draft("Cũ")
    for number in range(3):
        room.clock.time += timedelta(hours=1)
        room.draft(f"Mới {number}")
    view = page()
    act(loop, lambda: view.filters.search.setText("moi 2"))
    settle(loop, lambda: view.table.rowCount() == 1)
    act(loop, lambda: view.show_record(Ref("paper", old.id)))
    settle(loop, lambda: view.detail.subject.text() == "Cũ")
    assert (view.table.rowCount(), view.table.currentRow(), view.filters.search.text()) == (4, 3, "")
    monkeypatch.setattr(room.papers, "find", partial(room.papers.find, limit=2))  # older than what is listed
    act(loop, lambda: view.table.selectRow(0))
    act(loop, lambda: view.show_record(Ref("paper", old.id)))
    settle(loop, lambda: view.detail.subject.text() == "Cũ" and view.table.rowCount() == 3)
    act(loop, lambda: view.show_record(Ref("paper", uuid7())))
    settle(loop, lambda: "không còn" in toasts(view))


def test_an_empty_register_says_how_to_begin(page: Callable[..., PapersView]) -> None:
    view = page()
    assert view.pages.currentWidget() is view.empty
    assert view.empty.title.text() == "Chưa có văn bản nào"


def test_a_store_that_fails_says_so_and_can_be_asked_again(
    room: Room, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise ExpectedError("store.busy", "Đang bận. Thử lại.")

    monkeypatch.setattr(room.papers, "find", failing)
    from ioc_desktop.panels.papers.view import PapersView

    made: list[PapersView] = []
    act(loop, lambda: made.append(PapersView(room.context)))  # type: ignore[arg-type]
    act(loop, made[0].show)
    settle(loop, lambda: made[0].pages.currentWidget() is made[0].failed)
    monkeypatch.undo()
    act(loop, made[0].failed.button.click)
    settle(loop, lambda: made[0].pages.currentWidget() is made[0].empty)
    made[0].close()
    made[0].deleteLater()
    act(loop)


# ---------------------------------------------------------------------- preview


def test_a_content_that_is_not_here_says_so(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft("Mất tệp")
    room.clock.time += timedelta(hours=1)
    room.draft("Có tệp", content=pdf("khác"))
    room.papers._attachments.contents.path(paper.sha256).unlink()
    view = page()
    act(loop, lambda: view.table.selectRow(1))
    settle(loop, lambda: view.detail.preview.pages.currentWidget() is view.detail.preview.broken)
    assert "chưa có hoặc bị hỏng" in view.detail.preview.broken.text.text()
    assert not view.detail.export.isEnabled()
    assert not view.detail.acts[Act.SUBMIT].isEnabled()
    act(loop, lambda: view.table.selectRow(0))
    settle(loop, lambda: view.detail.preview.is_shown)
    assert view.detail.export.isEnabled()


def test_a_broken_pdf_is_told(room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop) -> None:
    room.draft(content=pdf()[:200])
    view = page()
    settle(loop, lambda: view.detail.preview.pages.currentWidget() is view.detail.preview.broken)
    assert "bị hỏng" in view.detail.preview.broken.text.text()


def test_pages_are_turned_and_enlarged(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    room.draft()
    preview = page().detail.preview
    for _ in range(4):
        act(loop, preview.onward.click)
    settle(loop, lambda: preview.page.text() == "Trang 3 / 3")
    assert not preview.onward.isEnabled()
    act(loop, preview.back.click)
    settle(loop, lambda: preview.page.text() == "Trang 2 / 3")
    before = preview._factor()
    act(loop, preview.larger.click)
    assert preview._factor() == pytest.approx(before * 1.25)
    for _ in range(30):
        preview.zoom(1.25)
    assert preview._factor() == 5.0
    act(loop, preview.whole.click)
    assert preview._factor() < before
    assert preview.zoomed.text().endswith(" %")


def test_words_follow_the_language(room: Room, page: Callable[..., PapersView]) -> None:
    room.draft()
    view = page()
    view.retranslate()
    view.detail.retranslate()
    assert view.detail.acts[Act.SUBMIT].text() == "Trình duyệt"


def test_who_may_not_draft_is_not_offered_to(room: Room, page: Callable[..., PapersView]) -> None:
    guest = Session(uuid7(), "khach", "Khách", Role.DUTY_OFFICER, Permissions(frozenset({"papers.view"})))
    room.draft()
    view = page(guest)
    assert visible(view) == []
    assert not view.add.isVisible()
