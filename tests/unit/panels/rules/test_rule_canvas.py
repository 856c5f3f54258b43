"""Drawing with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.panels.rules.drawing import Handle, Sketch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.rules.canvas_view import RuleCanvas
    from ioc_desktop.ui.theme import Theme

pytestmark = pytest.mark.gui
SQUARE = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))


@pytest.fixture
def canvas(theme: Theme, shown: Callable[[QWidget], QWidget]) -> RuleCanvas:
    del theme
    from PySide6.QtCore import QRectF

    from ioc_desktop.panels.rules.canvas_view import RuleCanvas

    made = RuleCanvas()
    made.resize(660, 380)
    made.lie_over(QRectF(10, 10, 640, 360))
    shown(made)
    return made


def press(canvas: RuleCanvas, x: float, y: float) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(x, y))


def at(x: float, y: float):  # noqa: ANN201  (a QPoint; Qt is imported late)
    from PySide6.QtCore import QPoint

    return QPoint(round(10 + 640 * x), round(10 + 360 * y))


def key(canvas: RuleCanvas, name: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(canvas, getattr(Qt.Key, f"Key_{name}"))


def test_presses_set_points_and_the_first_one_closes(canvas: RuleCanvas) -> None:
    canvas.show_sketch(Sketch().starting("polygon"), editable=True)
    for corner in (*SQUARE, SQUARE[0]):
        press(canvas, *corner)
    assert canvas.sketch.pending is None
    assert len(canvas.sketch.polygon) == 4
    assert canvas.sketch.polygon[2] == pytest.approx((0.8, 0.8), abs=0.002)


def test_enter_closes_backspace_takes_back_escape_gives_up(canvas: RuleCanvas) -> None:
    canvas.show_sketch(Sketch(SQUARE), editable=True)
    canvas.replace_sketch(canvas.sketch.starting("polygon"))
    for corner in SQUARE:
        press(canvas, *corner)
    key(canvas, "Backspace")
    assert len(canvas.sketch.polygon) == 3
    key(canvas, "Return")
    assert canvas.sketch.pending is None
    canvas.replace_sketch(canvas.sketch.starting("polygon"))
    press(canvas, 0.5, 0.5)
    key(canvas, "Escape")
    assert len(canvas.sketch.polygon) == 3, "what was there before comes back"


def test_a_point_is_dragged_and_the_drag_undone(canvas: RuleCanvas) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    said: list[Sketch] = []
    canvas.sketched.connect(said.append)
    canvas.show_sketch(Sketch(SQUARE), editable=True)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(0.2, 0.2))
    QTest.mouseMove(canvas, at(0.3, 0.3))
    QTest.mouseMove(canvas, at(0.4, 0.4))
    assert said == [], "told once, when it is let go"
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(0.4, 0.4))
    assert said[-1].polygon[0] == pytest.approx((0.4, 0.4), abs=0.002)
    assert len(said) == 1
    assert canvas.undo()
    assert canvas.sketch.polygon == SQUARE
    assert not canvas.undo()


def test_the_keyboard_does_it_all(canvas: RuleCanvas) -> None:
    canvas.show_sketch(Sketch(SQUARE), editable=True)
    canvas.setFocus()
    key(canvas, "Tab")
    assert canvas.chosen == Handle("polygon", 0)
    key(canvas, "Right")
    assert canvas.sketch.polygon[0] == pytest.approx((0.2 + 1 / 640, 0.2))
    key(canvas, "Delete")
    assert len(canvas.sketch.polygon) == 3


def test_a_press_on_an_edge_makes_a_point(canvas: RuleCanvas) -> None:
    canvas.show_sketch(Sketch(SQUARE), editable=True)
    press(canvas, 0.5, 0.2)
    assert len(canvas.sketch.polygon) == 5


def test_who_may_not_change_only_looks(canvas: RuleCanvas) -> None:
    canvas.show_sketch(Sketch(SQUARE), editable=False)
    press(canvas, 0.5, 0.2)
    key(canvas, "Delete")
    assert canvas.sketch.polygon == SQUARE


def test_it_is_painted_without_a_picture_and_with_anything(canvas: RuleCanvas) -> None:
    from PySide6.QtCore import QRectF

    canvas.say("Chạy thử")
    for sketch in (Sketch(), Sketch().starting("line"), Sketch(SQUARE, SQUARE[:2], SQUARE, (0.1, 0.1))):
        canvas.show_sketch(sketch, [Sketch(SQUARE, SQUARE[:2])], editable=True)
        assert not canvas.grab().isNull()
    canvas.lie_over(QRectF())
    press(canvas, 0.5, 0.5)
    assert not canvas.grab().isNull()
