"""What can be chosen on a camera's time line, by hand and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ioc_desktop.panels.incidents.stretch import LEAST_S, Kept, Stretch

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.ring_view import RingLine
    from ioc_desktop.ui.theme import Theme

KEPT = Kept(70.0, 100.0)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
moments = st.floats(0, 200)


@given(moments, moments, moments)
def test_whatever_is_done_a_stretch_lies_in_what_is_kept(one: float, other: float, third: float) -> None:
    first = KEPT.between(one, other)
    assert first is not None
    by = third - 100
    for made in (first, KEPT.moved(first, by), KEPT.begun(first, third), KEPT.ended(first, third)):
        assert made is not None
        assert KEPT.from_s <= made.start_s
        assert made.end_s <= KEPT.now_s
        assert made.seconds >= LEAST_S - 1e-9


def test_a_stretch_loses_its_beginning_as_the_ring_lets_it_go() -> None:
    stretch = Stretch(72.0, 78.0)
    assert Kept(75.0, 105.0).left_of(stretch) == Stretch(75.0, 78.0)
    assert Kept(77.5, 107.5).left_of(stretch) is None
    assert Kept(100.0, 100.2).between(100.0, 100.2) is None


@pytest.fixture
def line(theme: Theme) -> Iterator[RingLine]:
    from ioc_desktop.panels.incidents.ring_view import RingLine

    assert theme
    made = RingLine()
    made.resize(624, 48)
    made.show_time(KEPT, NOW)
    yield made
    made.deleteLater()


@pytest.mark.gui
def test_keys_choose_move_and_stretch(line: RingLine) -> None:
    wanted: list[object] = []
    line.save_requested.connect(lambda: wanted.append(line.stretch))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wanted == []  # nothing is chosen yet
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.stretch == Stretch(90.0, 100.0)
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.stretch == Stretch(89.0, 99.0)
    QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert line.stretch == Stretch(89.0, 100.0)
    QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert line.stretch == Stretch(90.0, 100.0)
    QTest.keyClick(line, Qt.Key.Key_Home)
    assert line.stretch == Stretch(70.0, 100.0)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wanted == [Stretch(70.0, 100.0)]


@pytest.mark.gui
def test_an_edge_is_dragged_alone_and_time_eats_what_is_chosen(line: RingLine) -> None:
    line._choose(Stretch(80.0, 90.0))
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(90.0)), 16))
    QTest.mouseMove(line, QPoint(round(line.x_of(95.0)), 16))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)
    assert line.stretch is not None
    assert (line.stretch.start_s, round(line.stretch.end_s)) == (80.0, 95)
    start, _end = line.moments(line.stretch)
    assert (NOW - start).total_seconds() == 20
    told: list[object] = []
    line.changed.connect(lambda: told.append(line.stretch))
    line.show_time(Kept(120.0, 150.0), NOW)
    assert line.stretch is None
    assert told == [None]
