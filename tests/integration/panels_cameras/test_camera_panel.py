from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.panels.cameras.form import ProbePhase
from ioc_desktop.panels.cameras.screen import COLUMNS, Column
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.toast import Toast, Toaster
from ioc_desktop.video.types import StreamSpec, TileRect

if TYPE_CHECKING:
    from tests.integration.panels_cameras.conftest import Desk

pytestmark = pytest.mark.gui
OpenPanel = Callable[..., Awaitable["Desk"]]
Key = Qt.Key


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key on whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def type_into(desk: Desk, name: str, text: str) -> None:
    field = desk.view.form_page.inputs[name].widget
    assert isinstance(field, QLineEdit)
    field.setText(text)


def question(desk: Desk) -> ConfirmDialog:
    found = desk.view.findChildren(ConfirmDialog)
    assert len(found) == 1
    return found[0]


def newest_toast(desk: Desk) -> Toast:
    toaster = desk.view.window().findChild(Toaster)
    assert toaster is not None
    return toaster.toasts()[-1]


async def test_keys_walk_open_and_close(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    view = desk.view
    await desk.until(lambda: view.list_page.table.hasFocus() and view.list_page.selected())
    for key in (Key.Key_J, Key.Key_Down, Key.Key_J, Key.Key_K):
        press(key)
    assert view.presenter.camera(view.list_page.selected()[0]).number == 3  # type: ignore[union-attr]
    press(Key.Key_Return)
    assert view.pages.currentWidget() is view.form_page
    assert view.form_page.header.summary.text() == "Chợ Đông Hà"
    press(Key.Key_Escape)
    assert view.pages.currentWidget() is view.list_page
    assert view.list_page.table.hasFocus()


async def test_slash_searches_without_accents_and_the_filter_can_be_dropped(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    page = desk.view.list_page
    await desk.until(page.table.hasFocus)
    press(Key.Key_Slash)
    assert page.search.hasFocus()
    page.search.setText("dong ha")
    await desk.until(lambda: desk.numbers() == [1, 3])
    assert page.header.summary.text().startswith("2 trong 5 camera")
    page.search.setText("không có đâu")
    await desk.until(lambda: page.stack.currentWidget() is page.empty)
    assert "không có đâu" in page.empty.title.text()
    page.empty.button.click()
    await desk.until(lambda: desk.numbers() == [1, 2, 3, 4, 5])
    assert page.search.text() == ""


async def test_deletion_asks_with_the_safe_answer_ready_and_can_be_undone(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    page = desk.view.list_page
    before = desk.cameras.list()
    await desk.until(page.table.hasFocus)
    page.select([before[1].id, before[2].id])
    press(Key.Key_Delete)
    asked = question(desk)
    assert "02, 03" in asked.heading.text()
    assert asked.reject_button.isDefault()
    asked.reject()
    await desk.until(lambda: not desk.view.findChildren(ConfirmDialog))
    assert len(desk.cameras.list()) == 5
    assert page.bar.words.text() == "Đã chọn 2 camera"
    assert not page.bar.open_button.isVisible()
    page.bar.delete_button.click()
    question(desk).accept()
    await desk.until(lambda: desk.numbers() == [1, 4, 5])
    await desk.until(lambda: desk.view.window().findChild(Toaster))
    newest_toast(desk).button.click()
    await desk.until(lambda: desk.numbers() == [1, 2, 3, 4, 5])
    assert desk.cameras.list() == before


async def test_no_cameras_says_so_and_offers_to_add(open_panel: OpenPanel) -> None:
    desk = await open_panel(names=())
    page = desk.view.list_page
    assert page.stack.currentWidget() is page.empty
    assert page.empty.title.text() == "Chưa có camera"
    page.empty.button.click()
    assert desk.view.pages.currentWidget() is desk.view.form_page


async def test_a_new_camera_is_saved_by_key_and_selected(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    view = desk.view
    view.add()
    type_into(desk, "name", "Ga Đông Hà")
    type_into(desk, "main_url", "rtsp://10.0.0.9/main")
    view.form_page.inputs["name"].widget.setFocus()
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await desk.until(lambda: desk.numbers() == [1, 2, 3, 4, 5, 6])
    await desk.until(view.list_page.selected)
    assert view.presenter.camera(view.list_page.selected()[0]).name == "Ga Đông Hà"  # type: ignore[union-attr]
    assert newest_toast(desk).text.text() == "Đã ghi camera 06"


async def test_faults_stand_under_their_fields_and_the_cursor_goes_to_the_first(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    page = desk.view.form_page
    desk.view.add()
    assert all(item.frame.error() == "" for item in page.inputs.values())
    type_into(desk, "latitude", "mười sáu")
    page.inputs["latitude"].widget.setFocus()
    page.inputs["longitude"].widget.setFocus()
    await desk.until(lambda: "không phải số" in page.inputs["latitude"].frame.error())
    assert page.inputs["main_url"].frame.error() == ""
    page.save()
    await desk.until(lambda: page.inputs["main_url"].frame.error() != "")
    assert page.inputs["name"].widget.hasFocus()
    assert "ô cần sửa" in page.note.text()
    assert len(desk.cameras.list()) == 5


async def test_leaving_a_changed_form_asks_once(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    view = desk.view
    view.open(desk.cameras.list()[0].id)
    type_into(desk, "name", "Tên khác")
    for _twice in range(2):
        view.form_page.request_close()
    asked = question(desk)
    assert asked.reject_button.isDefault()
    asked.reject()
    await desk.until(lambda: not view.findChildren(ConfirmDialog))
    assert view.pages.currentWidget() is view.form_page
    assert view.form_page.inputs["name"].text() == "Tên khác"
    view.form_page.request_close()
    question(desk).accept()
    await desk.until(lambda: view.pages.currentWidget() is view.list_page)
    assert desk.cameras.list()[0].name == "Cầu Đông Hà"


async def test_a_connection_test_shows_picture_and_facts(open_panel: OpenPanel, clip: Path) -> None:
    desk = await open_panel()
    page = desk.view.form_page
    desk.view.add()
    assert not page.test_buttons["main_url"].isEnabled()
    type_into(desk, "main_url", str(clip))
    page.test_buttons["main_url"].click()
    await desk.until(lambda: "Đang thử" in page.probe.headline.text())
    assert page.probe.cancel.isVisible()
    await desk.until(lambda: page.probe.picture.has_picture)
    assert page.probe.headline.text() == "Đã mở được luồng chính"
    assert "320 × 180 · 10 hình/giây" in page.probe.details.text()


async def test_a_failed_connection_test_says_what_to_do(open_panel: OpenPanel, tmp_path: Path) -> None:
    desk = await open_panel()
    page = desk.view.form_page
    broken = tmp_path / "hong.mp4"
    broken.write_bytes(b"not a video" * 50)
    desk.view.add()
    type_into(desk, "main_url", str(broken))
    page.test_buttons["main_url"].click()
    await desk.until(lambda: page.probe.headline.text() == "Không mở được luồng chính")
    assert len(page.probe.details.text()) > 20
    assert not page.probe.picture.has_picture
    assert not page.probe.cancel.isVisible()


async def test_leaving_the_form_gives_up_its_test(open_panel: OpenPanel, clip: Path) -> None:
    desk = await open_panel()
    desk.view.add()
    type_into(desk, "main_url", str(clip))
    form = desk.view.form_page._form
    assert form is not None
    desk.view.form_page.test_buttons["main_url"].click()
    await desk.until(lambda: form.state.probe.phase is ProbePhase.RUNNING)
    desk.view.form_page.close_form()
    assert form.state.probe.phase is ProbePhase.IDLE


GOOD_AND_BAD = """Số gọi;Tên;Luồng chính
21;Cầu Ga;rtsp://10.0.1.21/main
bảy;Quảng trường;rtsp://10.0.1.22/main
2;Lê Duẩn;rtsp://10.0.0.2/moi
24;;htp:/sai
"""


async def test_a_dropped_file_is_previewed_then_imported(open_panel: OpenPanel, tmp_path: Path) -> None:
    desk = await open_panel()
    view, page = desk.view, desk.view.import_page
    path = tmp_path / "camera.csv"
    path.write_text(GOOD_AND_BAD, encoding="utf-8-sig")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(view.list_page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(view.list_page, drop)
    await desk.until(page.import_button.isEnabled)
    assert page.import_button.text() == "Nhập 2 dòng tốt"
    assert page.problem_model.rowCount() == 3
    page.next_problem()
    page.next_problem()
    assert page.problem_model.index(1, 0).data() == "Dòng 5, cột Tên"
    assert page.table_model.rows[page.table.currentIndex().row()].line == 5
    assert len(desk.cameras.list()) == 5
    page.store()
    await desk.until(lambda: view.pages.currentWidget() is view.list_page)
    await desk.until(lambda: desk.numbers() == [1, 2, 3, 4, 5, 21])
    assert newest_toast(desk).text.text() == "Đã nhập 2 camera: 1 mới, 1 cập nhật"


async def test_the_faults_of_a_file_can_be_kept(open_panel: OpenPanel, tmp_path: Path) -> None:
    desk = await open_panel()
    page = desk.view.import_page
    path, faults = tmp_path / "camera.csv", tmp_path / "loi.csv"
    path.write_text(GOOD_AND_BAD, encoding="utf-8")
    desk.view.import_file(path)
    await desk.until(page.save_errors_button.isVisible)
    page.save_errors(faults)
    await desk.until(faults.exists)
    await desk.until(lambda: len(faults.read_text("utf-8-sig").splitlines()) == 4)
    page.close_import()
    assert desk.view.pages.currentWidget() is desk.view.list_page
    assert len(desk.cameras.list()) == 5


async def test_live_streams_are_said_and_remembered(open_panel: OpenPanel, clip: Path) -> None:
    desk = await open_panel(names=("Cầu Đông Hà",))
    page, video = desk.view.list_page, desk.video
    stream = StreamSpec(id=f"{desk.cameras.list()[0].id}/sub", url=str(clip))
    column = COLUMNS.index(Column.STREAM)

    def said() -> str:
        video.poll()
        return str(page.model.index(0, column).data())

    assert said() == "Chưa mở"
    video.start()
    video.resize(320, 180)
    video.show({0: (stream, TileRect(0, 0, 320, 180))})
    await desk.until(lambda: said() == "Đang phát")
    assert page.header.summary.text() == "1 camera · 1 đang phát"
    video.show({})
    await desk.until(lambda: said().startswith("Có hình lúc "))
    assert str(page.model.index(0, COLUMNS.index(Column.PICTURE)).data()).startswith("320 × 180")
    assert page.header.summary.text() == "1 camera"


async def test_a_change_made_elsewhere_appears_by_itself(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    desk.cameras.add(CameraDraft(number=40, name="Từ dòng lệnh", main_url="rtsp://10.0.0.40/main"))
    await desk.until(lambda: 40 in desk.numbers())


async def test_a_database_that_fails_leaves_the_last_list_and_says_so(open_panel: OpenPanel) -> None:
    desk = await open_panel()
    good = desk.cameras.list

    def fail() -> list[object]:
        raise ExpectedError("store.busy", "Cơ sở dữ liệu đang bận. Thử lại sau một lát.")

    desk.cameras.list = fail  # type: ignore[method-assign,assignment]
    desk.view.reload()
    await desk.until(lambda: "chưa đọc lại được" in desk.view.list_page.header.summary.text())
    assert desk.numbers() == [1, 2, 3, 4, 5]
    desk.cameras.list = good  # type: ignore[method-assign]
    desk.view.reload()
    await desk.until(lambda: desk.view.list_page.header.summary.text() == "5 camera")


async def test_who_may_only_look_can_change_nothing(open_panel: OpenPanel) -> None:
    desk = await open_panel(role=Role.LEADER)
    page = desk.view.list_page
    assert not page.add_button.isVisible()
    assert not page.import_button.isVisible()
    page.select([desk.cameras.list()[0].id])
    page.request_delete()
    assert not desk.view.findChildren(ConfirmDialog)
    desk.view.open(desk.cameras.list()[0].id)
    form = desk.view.form_page
    assert not form.save_button.isVisible()
    name = form.inputs["name"].widget
    assert isinstance(name, QLineEdit)
    assert name.isReadOnly()


class Shouting(QTranslator):
    """A language in which every word is upper case."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation, n
        return text.upper().replace("{N}", "{n}").replace("{TOTAL}", "{total}").replace("{TITLE}", "{title}")

    def isEmpty(self) -> bool:  # noqa: N802  (Qt's name)
        return False


async def test_the_language_changes_while_the_panel_is_open(open_panel: OpenPanel, qapp: QApplication) -> None:
    desk = await open_panel()
    view = desk.view
    view.add()
    other = Shouting()
    qapp.installTranslator(other)
    try:
        await desk.until(lambda: view.list_page.add_button.text() == "THÊM CAMERA")
        assert view.list_page.model.headerData(1, Qt.Orientation.Horizontal) == "TÊN"
        assert view.form_page.save_button.text() == "GHI CAMERA"
        assert view.form_page.inputs["place"].frame.title.text() == "VỊ TRÍ LẮP"
        assert view.import_page.cancel_button.text() == "HỦY NHẬP"
    finally:
        qapp.removeTranslator(other)
    await desk.until(lambda: view.list_page.add_button.text() == "Thêm camera")
