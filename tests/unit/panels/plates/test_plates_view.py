"""The page of plates over a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates.desk import Plates
from ioc_desktop.kernel.plates.model import PlateRead, WatchDraft, WatchStatus, Way
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.plates.view import PlatesView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
OTHER = Session(uuid7(), "chuyenvien", "Chuyên viên 1", Role.OPERATOR)
CAMERA = SimpleNamespace(id=uuid7(), name="Cầu chợ")


@pytest.fixture
def plates(tmp_path: Path) -> Iterator[Plates]:
    db = Database(tmp_path / "plates.db").open()
    yield Plates(db, DeviceJournal(db), DistrictSettings(db))
    db.close()


@pytest.fixture
def page(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, plates: Plates
) -> Callable[[], PlatesView]:
    def open_view() -> PlatesView:
        from ioc_desktop.panels.plates.view import PlatesView

        people = [SimpleNamespace(id=who.account_id, display_name=who.display_name) for who in (context.session, OTHER)]
        context.plates = plates
        context.cameras = SimpleNamespace(list=lambda: [CAMERA])
        context.accounts = SimpleNamespace(list=lambda: people)
        made: list[PlatesView] = []
        act(loop, lambda: made.append(PlatesView(context)))  # type: ignore[arg-type]
        shown(made[0])
        return made[0]

    return open_view


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(40):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def fill(page: PlatesView, plate: str, reason: str) -> None:
    page.search.plate.field.setText(plate)
    page.search.reason.field.setText(reason)


def draft(plates: Plates, plate: str = "51F-123.45") -> WatchDraft:
    until = plates.watches.today + timedelta(days=9)
    return WatchDraft(pattern=plate, reason="xe mất cắp", owner="Công an xã", valid_until=until)


def record(plates: Plates, *texts: str) -> None:
    now = SystemClock().now()
    plates.reads.record(
        [
            PlateRead(at=now, camera_id=CAMERA.id, plate=text, score=0.93, colour="white", way=Way.TOWARDS)
            for text in texts
        ]
    )


def test_a_search_without_a_reason_finds_nothing(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates
) -> None:
    record(plates, "51F12345")
    view = page()
    fill(view, "51F-123.45", "")
    act(loop, view.search.button.click)
    assert view.search.reason.error()
    assert view.search.pages.currentWidget() is view.search.start
    assert view.search.button.isEnabled()


def test_reads_are_found_with_their_camera_and_likeness(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates
) -> None:
    record(plates, "51F12345", "5IF12345", "30A00000")
    view = page()
    fill(view, "51F-123.45", "vụ 118/2026")
    act(loop, view.search.button.click)
    table = view.search.table
    cells = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert sorted(cells) == [["51F-123.45", "đúng", "Cầu chợ"], ["5IF12345", "giống 88 %", "Cầu chợ"]]
    assert [table.item(0, column).text() for column in (4, 6)] == ["Lại gần", "Trắng (cá nhân, tổ chức)"]
    assert view.search.count.text() == "2 lượt đọc"
    view.search.is_strict.setChecked(True)
    act(loop, view.search.button.click)
    assert table.rowCount() == 1


def test_what_is_read_while_somebody_looks_is_listed_newest_first_and_looking_is_noted(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates
) -> None:
    view = page()
    act(loop, lambda: record(plates, "51F11111"))
    act(loop, lambda: view.turn("live"))
    assert view.live.pages.currentWidget() is view.live.empty, "what was read before is for a search"
    noted = [entry.action for entry in plates.reads._journal.entries()]
    assert noted == ["plates.live"]
    act(loop, lambda: record(plates, "51F12345"))
    act(loop, lambda: record(plates, "30A00000"))
    table = view.live.table
    cells = [[table.item(row, column).text() for column in range(2)] for row in range(table.rowCount())]
    assert cells == [["30A-000.00", "Cầu chợ"], ["51F-123.45", "Cầu chợ"]]
    assert view.header.summary.text() == "2 biển vừa đọc"
    act(loop, lambda: view.turn("search"))
    act(loop, lambda: view.turn("live"))
    assert table.rowCount() == 0, "left, it forgets"


def test_the_live_list_is_bounded(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates
) -> None:
    from ioc_desktop.panels.plates.live_view import MOST

    view = page()
    act(loop, lambda: view.turn("live"))
    act(loop, lambda: record(plates, *(f"51F{number:05}" for number in range(MOST + 20))))
    assert view.live.table.rowCount() == MOST
    assert view.live.table.item(0, 0).text() == "51F-001.19"
    assert view.live.table.item(0, 3).text() == "Lại gần"


def test_without_the_right_nothing_is_shown_live(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates, context: SimpleNamespace
) -> None:
    context.session = SimpleNamespace(
        account_id=uuid7(), user_name="khach", display_name="Khách", may=lambda _permission: False
    )
    view = page()
    act(loop, lambda: view.turn("live"))
    assert view.live.pages.currentWidget() is view.live.failed
    act(loop, lambda: record(plates, "51F12345"))
    assert view.live.table.rowCount() == 0


@pytest.mark.parametrize(("text", "is_wrong"), [("99C-999.99", False), ("xe đỏ", True), ("5*", True)])
def test_nothing_found_and_nonsense_are_told_apart(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], text: str, *, is_wrong: bool
) -> None:
    view = page()
    fill(view, text, "vụ 118/2026")
    act(loop, view.search.button.click)
    assert bool(view.search.plate.error()) is is_wrong
    assert view.search.pages.currentWidget() is (view.search.start if is_wrong else view.search.empty)


def test_a_store_that_fails_is_said_with_a_way_to_try_again(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ExpectedError("store.busy", "Cơ sở dữ liệu đang bận.")

    view = page()
    monkeypatch.setattr(plates.reads, "search", fail)
    monkeypatch.setattr(plates.watches, "all", fail)
    fill(view, "51F-123.45", "vụ 118/2026")
    act(loop, view.search.button.click)
    assert view.search.pages.currentWidget() is view.search.failed
    act(loop, view.watch.reload)
    assert view.watch.pages.currentWidget() is view.watch.failed


def test_only_what_may_be_done_is_offered(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates, context: SimpleNamespace
) -> None:
    plates.watches.propose([draft(plates)], OTHER)
    plates.watches.propose([draft(plates, "30A-111.11")], context.session)
    view = page()
    act(loop, lambda: view.turn("watch"))
    assert view.header.summary.text() == "0 đang theo dõi, 2 chờ duyệt"
    offered = {}
    for row in range(2):
        view.watch.table.selectRow(row)
        buttons = (view.watch.approve, view.watch.reject, view.watch.revoke)
        offered[view.watch.table.item(row, 0).text()] = [not button.isHidden() for button in buttons]
    assert offered == {"51F-123.45": [True, True, False], "30A-111.11": [False, True, False]}


def test_a_proposal_is_approved_and_the_list_follows(
    loop: asyncio.AbstractEventLoop,
    page: Callable[[], PlatesView],
    plates: Plates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ioc_desktop.panels.plates import watch_view

    plates.watches.propose([draft(plates)], OTHER)
    view = page()
    monkeypatch.setattr(watch_view.ConfirmDialog, "ask", lambda _: True)
    act(loop, lambda: view.turn("watch"))
    view.watch.table.selectRow(0)
    act(loop, view.watch.approve.click)
    assert plates.watches.all()[0].status is WatchStatus.APPROVED
    assert view.watch.table.item(0, 1).text() == "Đang theo dõi"
    assert view.header.summary.text() == "1 đang theo dõi, 0 chờ duyệt"


def test_a_plate_is_proposed_and_its_faults_stand_at_their_fields(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates
) -> None:
    from ioc_desktop.panels.plates.dialogs import ProposeDialog

    view = page()
    dialog = ProposeDialog(view, view.watch._propose, plates.watches.today)
    dialog.plate.field.setText("nonsense")
    dialog.owner.field.setText("Công an xã")
    dialog.reason.field.setText("xe mất cắp")
    act(loop, dialog.press)
    assert dialog.plate.error()
    dialog.plate.field.setText("51F-123.45")
    act(loop, dialog.press)
    assert [watch.pattern for watch in plates.watches.all()] == ["51F12345"]
    dialog.deleteLater()


def test_a_file_is_shown_with_its_faults_before_anything_is_stored(
    loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView], plates: Plates, tmp_path: Path
) -> None:
    from ioc_desktop.panels.plates.dialogs import ImportDialog

    until = f"{plates.watches.today + timedelta(days=5):%d/%m/%Y}"
    file = tmp_path / "list.csv"
    rows = [f"{plate};Xe mất cắp;Công an xã;{until}" for plate in ("51F-123.45", "13A-1", "59X1-123.45")]
    file.write_text("\n".join(["Biển số;Lý do;Đơn vị yêu cầu;Đến ngày", *rows]), "utf-8")
    view = page()
    loop.run_until_complete(view.watch.preview(file))
    (dialog,) = view.watch.findChildren(ImportDialog)
    assert dialog.faults.toPlainText().startswith("Dòng 3:")
    assert plates.watches.all() == []
    act(loop, dialog.submit.click)
    assert {watch.pattern for watch in plates.watches.all()} == {"51F12345", "59X112345"}


def test_the_page_speaks_another_language(loop: asyncio.AbstractEventLoop, page: Callable[[], PlatesView]) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    view = page()
    chosen = view.search.span.field.currentIndex()

    def tell() -> None:
        for widget in (view, view.search, view.live, view.watch):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))

    act(loop, tell)
    assert view.search.span.field.currentIndex() == chosen
    assert view.search.span.field.count() == 4
