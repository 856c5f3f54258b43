"""The panel under keys, mouse and drops, with its own database and decoders."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.panels.wall.presenter import KEY
from ioc_desktop.panels.wall.view import WallView
from ioc_desktop.ui.video.interaction import CAMERA_MIME, TILE_MIME
from ioc_desktop.ui.video.tile import Kind
from tests.integration.wall.wall_room import WallRoom, closed, until

pytestmark = pytest.mark.gui


def shown(view: WallView) -> list[str]:
    """Call numbers on the page, "" for free places."""
    tiles = [view.surface.tile(slot) for slot in range(len(view.surface.places()))]
    return [tile.content.number if tile.content else "" for tile in tiles]


def press(view: WallView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view.surface, key)


def click(view: WallView, slot: int) -> None:
    QTest.mouseClick(view.surface, Qt.MouseButton.LeftButton, pos=view.surface.tile(slot).picture.center())


def double_click(view: WallView, slot: int) -> None:
    QTest.mouseDClick(view.surface, Qt.MouseButton.LeftButton, pos=view.surface.tile(slot).picture.center())


def drop(widget: QWidget, point: QPoint, mime: str, value: str) -> None:
    """What Qt delivers when something is dragged over a widget and let go."""
    data = QMimeData()
    data.setData(mime, value.encode())
    action, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, action, data, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(point), action, data, left, none))


def stream_ids(room: WallRoom, count: int = 64) -> set[str]:
    return {room.video.status(slot).stream_id for slot in range(count)} - {""}


def test_cameras_stand_by_number_in_4x4(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 18)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        assert shown(view) == [f"{number:02d}" for number in range(1, 17)]
        assert view.header.pages.words.text() == "Trang 1/2"
        press(view, Qt.Key.Key_PageDown)
        assert shown(view)[:3] == ["17", "18", ""]
        await closed(view)

    room.run(scenario)


def test_keys_move_enlarge_and_jump(room: WallRoom, small_clip: str, large_clip: str) -> None:
    room.add_cameras([(small_clip, large_clip)] * 6)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left)
        assert view.state.selected == 4
        press(view, Qt.Key.Key_Return)
        assert shown(view) == ["05"]
        assert all(stream.endswith("/main") for stream in stream_ids(room))
        press(view, Qt.Key.Key_Escape)
        assert len(shown(view)) == 16
        press(view, Qt.Key.Key_0, Qt.Key.Key_6)
        assert view.echo.text() == "Camera 06"
        press(view, Qt.Key.Key_Enter)
        assert view.state.selected == 5
        press(view, Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_Return)
        assert view.echo.text() == "Không có camera 99"
        assert view.state.selected == 5
        press(view, Qt.Key.Key_B)
        assert not view.state.boxes
        assert not view.header.boxes.isChecked()
        await closed(view)

    room.run(scenario)


def test_keys_belong_to_a_text_field_with_focus(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 2)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        view.tree.search.setFocus()
        await until(view.tree.search.hasFocus, "the window did not become active")
        QTest.keyClicks(view.tree.search, "b2")
        QTest.keyClick(view.tree.search, Qt.Key.Key_PageDown)
        assert view.state.boxes
        assert view.state.typed == ""
        assert view.tree.search.text() == "b2"
        await closed(view)

    room.run(scenario)


def test_double_click_takes_the_main_stream_and_esc_returns(room: WallRoom, small_clip: str, large_clip: str) -> None:
    room.add_cameras([(small_clip, large_clip)] * 4)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        await until(lambda: all(view.surface.tile(slot).look.kind is Kind.LIVE for slot in range(4)), "not live")
        assert len(stream_ids(room)) == 4
        double_click(view, 2)
        assert len(stream_ids(room)) == 1, "the other streams stop"
        await until(lambda: view.surface.status(0).width == 640, "no main stream")
        await until(lambda: view.surface.painted[view.surface.tile(0).stream_id] > 3, "not painted")
        press(view, Qt.Key.Key_Escape)
        assert view.state.selected == 2
        await until(lambda: view.surface.status(2).width == 320, "no small stream")
        await closed(view)

    room.run(scenario)


def test_tiles_and_cameras_are_dragged(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 5)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        view.header.layout_chosen.emit("2x2")
        surface = view.surface
        drop(surface, surface.tile(3).picture.center(), TILE_MIME, "0")
        assert shown(view) == ["04", "02", "03", "01"]
        fifth = view.state.cameras[4]
        drop(surface, surface.tile(1).picture.center(), CAMERA_MIME, str(fifth.id))
        assert shown(view) == ["04", "05", "03", "01"]
        drop(view.tree.tree.viewport(), QPoint(20, 20), TILE_MIME, "2")
        assert shown(view) == ["04", "05", "", "01"]
        click(view, 0)
        press(view, Qt.Key.Key_Delete)
        assert shown(view) == ["", "05", "", "01"]
        QTest.keyClick(surface, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert shown(view) == ["04", "05", "", "01"]
        drop(view, QPoint(view.width() // 2, 10), TILE_MIME, "0")
        assert shown(view)[0] == ""
        await closed(view)

    room.run(scenario)


def test_the_tree_finds_without_accents_and_shows_on_enter(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 9)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        view.header.layout_chosen.emit("2x2")
        view.tree.search.setFocus()
        await until(view.tree.search.hasFocus, "the window did not become active")
        view.tree.search.setText("ke song")
        await until(lambda: view.tree.tree.topLevelItemCount() == 1, "the search did not settle")
        QTest.keyClick(view.tree.search, Qt.Key.Key_Return)
        assert shown(view) == ["05", "06", "07", "08"]
        assert view.state.selected == 2
        view.tree.search.setText("không có gì")
        await until(lambda: not view.tree.nothing.isHidden(), "nothing says that nothing is found")
        await closed(view)

    room.run(scenario)


def test_the_arrangement_is_remembered_per_account(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 4)
    first, second = room.session("trucban1"), room.session("trucban2")

    async def scenario() -> None:
        view = await room.open_view(first)
        view.header.layout_chosen.emit("1+5")
        drop(view.surface, view.surface.tile(0).picture.center(), TILE_MIME, "3")
        press(view, Qt.Key.Key_K)
        assert view.header.exact.isChecked()
        assert view.echo.text() == "Khung chính xác: hình hiện chậm lại"
        press(view, Qt.Key.Key_B)
        assert not view.header.exact.isEnabled(), "without boxes nothing has to wait"
        await until(lambda: room.preferences.get(first.account_id, KEY) is not None, "nothing was written")
        await until(lambda: room.preferences.get(first.account_id, KEY)["boxes"] is False, "not the newest")
        await closed(view)
        other = await room.open_view(second)
        assert (other.state.layout_key, shown(other)[0]) == ("4x4", "01")
        assert not other.state.exact
        await closed(other)
        again = await room.open_view(first)
        assert again.state.layout_key == "1+5"
        assert shown(again)[:4] == ["04", "02", "03", "01"]
        assert not again.state.boxes
        assert again.state.exact
        assert again.header.exact.isChecked()
        await closed(again)

    room.run(scenario)


def test_leaving_the_panel_stops_decoding_and_all_timers(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 4)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        await until(lambda: view.surface.tile(0).look.kind is Kind.LIVE, "not live")
        view.hide()
        assert stream_ids(room) == set()
        assert [timer for timer in view.findChildren(QTimer) if timer.isActive()] == []
        view.show()
        await until(lambda: len(stream_ids(room)) == 4, "not shown again")
        await closed(view)

    room.run(scenario)


def test_wall_mode_leaves_only_the_pictures(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 16)
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session, 1920, 1032)
        view.set_wall_mode(True)
        await until(lambda: view.surface.size() == view.size(), "header or tree is still there")
        assert view.header.isHidden()
        assert view.tree.isHidden()
        await until(lambda: view.surface.places()[0].caption.height == 46, "not at wall scale")
        view.set_wall_mode(False)
        assert not view.header.isHidden()
        assert not view.tree.isHidden()
        await closed(view)

    room.run(scenario)


def test_without_cameras_the_way_to_add_one_is_shown(room: WallRoom) -> None:
    admin, officer = room.session("quantri", Role.ADMIN), room.session("trucban")

    async def scenario() -> None:
        view = await room.open_view(admin)
        assert view.pages.currentWidget() is view.empty
        assert view.empty.button.text() == "Thêm camera"
        view.empty.button.click()
        assert room.visited == ["cameras"]
        await closed(view)
        plain = await room.open_view(officer)
        assert not plain.empty.button.isVisibleTo(plain)
        await closed(plain)

    room.run(scenario)


def test_a_new_camera_appears_by_itself(room: WallRoom, small_clip: str) -> None:
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        await room.runner.write(lambda: room.add_cameras([(small_clip, small_clip)]))
        await until(lambda: shown(view)[:1] == ["01"], "the new camera is not on the wall")
        await closed(view)

    room.run(scenario)


def test_the_menu_offers_what_helps(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip), ("/khong/co.mp4", "/khong/co.mp4")])
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        await until(lambda: view.surface.tile(0).look.kind is Kind.LIVE, "not live")
        await until(lambda: view.surface.tile(1).look.kind is Kind.LOST, "not lost")
        live, lost = view.tile_menu(0), view.tile_menu(1)
        assert "Thử lại ngay" not in [action.text() for action in live.actions()]
        retry = next(action for action in lost.actions() if action.text() == "Thử lại ngay")
        retry.trigger()
        await until(lambda: view.surface.tile(1).look.kind is Kind.LOST, "not tried again")
        assert view.surface.status(0).state.name == "LIVE"
        assert view.tile_menu(2).isEmpty()
        await asyncio.sleep(0)
        await closed(view)

    room.run(scenario)
