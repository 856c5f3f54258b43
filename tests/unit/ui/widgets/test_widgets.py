from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.theme import Theme

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]
Show = Callable[["QWidget"], "QWidget"]
Until = Callable[[Callable[[], object]], None]


def window() -> QWidget:
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    made.resize(900, 600)
    return made


def test_at_most_three_toasts_stand_bottom_right(theme: Theme, shown: Show) -> None:
    from ioc_desktop.ui.widgets.toast import Toaster, toast

    owner = shown(window())
    for number in range(5):
        toast(owner, f"Ẳ Ổ {number}")
    toaster = owner.findChild(Toaster)
    assert [one.text.text() for one in toaster.toasts()] == ["Ẳ Ổ 2", "Ẳ Ổ 3", "Ẳ Ổ 4"]
    area = toaster.geometry()
    assert owner.rect().contains(area)
    assert area.right() == owner.width() - 17
    assert area.height() == 3 * theme.number("size.toast") + 2 * 8


def test_a_toasts_action_acts_once_and_closes_it(shown: Show) -> None:
    from ioc_desktop.ui.widgets.toast import Toaster, toast

    owner = shown(window())
    undone: list[bool] = []
    one = toast(owner, "Đã xóa camera 07", action="Hoàn tác", on_action=lambda: undone.append(True))
    one.button.click()
    assert undone == [True]
    assert owner.findChild(Toaster).toasts() == []


def test_toasts_move_with_the_window(shown: Show, until: Until) -> None:
    from ioc_desktop.ui.widgets.toast import Toaster, toast

    owner = shown(window())
    toast(owner, "Đã ghi")
    owner.resize(700, 400)
    until(lambda: owner.findChild(Toaster).geometry().right() == owner.width() - 17)


def test_enter_takes_the_safe_answer(shown: Show) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ioc_desktop.ui.widgets.dialog import ConfirmDialog

    dialog = ConfirmDialog(None, "Xóa camera 07?", "Hoàn tác được ngay.", accept="Xóa camera")
    shown(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == ConfirmDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_a_destructive_act_waits_for_its_reason(theme: Theme, shown: Show) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from ioc_desktop.ui.widgets.dialog import ConfirmDialog

    dialog = ConfirmDialog(None, "Dừng ghi hình?", accept="Dừng ghi", reason=True)
    shown(dialog)
    assert dialog.width() == theme.number("size.dialog.width")
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.findChild(QLineEdit), "bao tri")  # QTest hangs on letters beyond ASCII
    assert dialog.accept_button.isEnabled()
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.reason() == "bao tri"
    assert dialog.result() == ConfirmDialog.DialogCode.Accepted


def test_a_field_says_its_error_and_takes_it_back() -> None:
    from PySide6.QtWidgets import QLineEdit

    from ioc_desktop.ui.widgets.form_field import FormField

    box = QLineEdit()
    field = FormField("Biển số", box, hint="Như trên xe", required=True)
    assert field.title.text() == "Biển số (bắt buộc)"
    field.set_error("Thiếu một chữ số ở cuối")
    assert field.error() == "Thiếu một chữ số ở cuối"
    assert box.property("invalid") is True
    field.set_error("")
    assert field.error() == ""
    assert field.note.text() == "Như trên xe"
    assert box.property("invalid") is False


def test_exactly_one_segment_is_down() -> None:
    from ioc_desktop.ui.widgets.chip import SegmentedButtons

    buttons = SegmentedButtons((("a", "4×4"), ("b", "5×5"), ("c", "6×6")), "b")
    chosen: list[str] = []
    buttons.changed.connect(chosen.append)
    buttons.select("c")
    assert chosen == []
    buttons.button("a").click()
    assert chosen == ["a"]
    assert buttons.selected() == "a"
    assert [buttons.button(key).isChecked() for key in "abc"] == [True, False, False]


def test_slash_jumps_to_the_search_and_typing_reports(shown: Show, until: Until) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    from ioc_desktop.ui.widgets.search_field import SearchField

    owner = window()
    column = QVBoxLayout(owner)
    other, field = QPushButton("x"), SearchField("Tìm")
    column.addWidget(other)
    column.addWidget(field)
    shown(owner)
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Slash)
    assert field.hasFocus()
    sought: list[str] = []
    field.searched.connect(sought.append)
    QTest.keyClicks(field, "ke / ")
    until(lambda: sought)
    assert sought[-1] == "ke /"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert sought[-1] == ""


def test_loading_bars_wait_before_they_show(shown: Show) -> None:
    from ioc_desktop.ui.widgets.states import LoadingBars

    bars = LoadingBars(rows=3)
    bars.resize(400, 200)
    shown(bars)
    blank = bars.grab().toImage()
    bars._appear()
    assert bars.grab().toImage() != blank


def test_states_change_their_words() -> None:
    from ioc_desktop.ui.widgets.states import EmptyState, ErrorState

    pressed: list[bool] = []
    empty = EmptyState("camera", "Chưa có camera", action="Thêm camera", on_action=lambda: pressed.append(True))
    empty.button.click()
    assert pressed == [True]
    empty.set_words("Không có camera khớp", "Bộ lọc: Khu phố 3")
    assert empty.button.isHidden()
    assert not empty.text.isHidden()
    assert ErrorState("Không tới được máy chủ", retry="Thử lại").button.text() == "Thử lại"


def test_icons_follow_the_theme(dark: Theme, shown: Show) -> None:
    from ioc_desktop.ui.widgets.labels import Button, Picture

    button, picture = Button("Thêm", icon="action.add"), Picture("camera")
    shown(button)
    shown(picture)
    before = button.grab().toImage(), picture.grab().toImage()
    dark.set_mode("light")
    assert button.grab().toImage() != before[0]
    assert picture.grab().toImage() != before[1]


def test_a_header_is_exactly_as_high_as_the_tokens_say(theme: Theme, shown: Show) -> None:
    from ioc_desktop.ui.widgets.header import Header
    from ioc_desktop.ui.widgets.labels import Button

    header = Header("Camera", "16 camera")
    header.add_action(Button("Thêm", "primary"))
    shown(header)
    assert header.height() == theme.number("size.header") + 1
    assert header.title.geometry().center().y() in range(30, 34)


def test_controls_are_as_high_as_the_tokens_say(theme: Theme, shown: Show) -> None:
    from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox

    from ioc_desktop.ui.widgets.labels import Button, IconButton

    owner = window()
    row = QHBoxLayout(owner)
    controls = [QLineEdit(), QComboBox(), QSpinBox(), Button("Ghi"), IconButton("action.add", "Thêm")]
    for control in controls:
        row.addWidget(control)
    shown(owner)
    assert {control.height() for control in controls} == {theme.number("size.control")}


def test_a_ring_stands_around_the_focused_button_with_a_gap(shown: Show, until: Until) -> None:
    from PySide6.QtCore import QRect, Qt

    from ioc_desktop.ui.widgets.focus_ring import _Ring
    from ioc_desktop.ui.widgets.labels import Button

    owner = window()
    button, other = Button("Ghi", "primary"), Button("Hủy")
    for place, made in enumerate((button, other)):
        made.setParent(owner)
        made.setGeometry(QRect(40, 40 + 80 * place, 120, 40))
    shown(owner)
    owner.activateWindow()
    until(owner.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    until(lambda: _rings(owner, _Ring) == [QRect(36, 36, 128, 48)])
    other.setFocus(Qt.FocusReason.TabFocusReason)
    until(lambda: _rings(owner, _Ring) == [QRect(36, 116, 128, 48)])
    other.hide()
    until(lambda: QRect(36, 116, 128, 48) not in _rings(owner, _Ring))


def test_a_ring_goes_along_when_what_carries_the_button_moves(shown: Show, until: Until) -> None:
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.widgets.focus_ring import _Ring
    from ioc_desktop.ui.widgets.labels import Button

    owner = window()
    carrier = QWidget(owner)
    carrier.setGeometry(QRect(20, 20, 120, 40))
    button = Button("Ghi")
    button.setParent(carrier)
    button.setGeometry(QRect(0, 0, 120, 40))
    shown(owner)
    owner.activateWindow()
    until(owner.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    until(lambda: _rings(owner, _Ring) == [QRect(16, 16, 128, 48)])
    carrier.move(60, 30)
    until(lambda: _rings(owner, _Ring) == [QRect(56, 26, 128, 48)])


def _rings(owner: QWidget, kind: type[QWidget]) -> list[object]:
    return [ring.geometry() for ring in owner.findChildren(kind) if ring.isVisible()]
