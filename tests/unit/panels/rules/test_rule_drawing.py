"""Shapes under the pointer."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.panels.rules.drawing import MOST_POINTS, Handle, Point, Sketch, inside

SQUARE = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
places = st.tuples(st.floats(-2, 3), st.floats(-2, 3))


def reach(one: Point, other: Point) -> float:
    return math.dist(one, other)


def drawn(*points: Point) -> Sketch:
    sketch = Sketch().starting("polygon")
    for point in points:
        sketch = sketch.adding(point)
    return sketch


def test_a_polygon_is_whole_when_it_is_closed() -> None:
    sketch = drawn(*SQUARE)
    assert sketch.pending == "polygon"
    assert sketch.middle() is None
    whole = sketch.finishing()
    assert (whole.pending, whole.polygon) == (None, SQUARE)
    assert whole.adding((0.5, 0.5)) == whole


def test_two_points_are_no_area() -> None:
    assert drawn((0, 0), (1, 1)).finishing().pending == "polygon"


def test_a_line_is_done_with_its_second_point() -> None:
    sketch = Sketch().starting("line").adding((0.1, 0.5)).adding((0.9, 0.5))
    assert (sketch.pending, sketch.line) == (None, ((0.1, 0.5), (0.9, 0.5)))


def test_the_last_point_is_taken_back() -> None:
    assert drawn(*SQUARE).stepping_back().polygon == SQUARE[:3]
    assert drawn().stepping_back().polygon == ()


@given(st.lists(places, max_size=80))
def test_whatever_is_clicked_stays_in_the_picture_and_is_bounded(points: list[Point]) -> None:
    sketch = drawn(*points)
    assert len(sketch.polygon) <= MOST_POINTS
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in sketch.polygon)


def test_points_are_moved_removed_and_inserted() -> None:
    sketch = drawn(*SQUARE).finishing()
    assert sketch.moving(Handle("polygon", 1), (5, 0.1)).polygon[1] == (1.0, 0.1)
    fewer = sketch.removing(Handle("polygon", 0))
    assert fewer.polygon == SQUARE[1:]
    assert fewer.removing(Handle("polygon", 0)) == fewer
    assert sketch.inserting("polygon", 1, (0.5, 0.1)).polygon[1] == (0.5, 0.1)


def test_what_is_near_is_found_and_what_is_far_is_not() -> None:
    sketch = drawn(*SQUARE).finishing()
    assert sketch.handle_at((0.21, 0.2), reach, 0.05) == Handle("polygon", 0)
    assert sketch.handle_at((0.5, 0.5), reach, 0.05) is None
    part, index, foot = sketch.edge_at((0.5, 0.82), reach, 0.05) or ("line", 0, (0.0, 0.0))
    assert (part, index) == ("polygon", 3)
    assert foot == pytest.approx((0.5, 0.8))
    assert sketch.edge_at((0.5, 0.5), reach, 0.05) is None
    assert drawn(*SQUARE).edge_at((0.5, 0.8), reach, 0.05) is None


def test_the_arrow_crosses_the_line_at_a_right_angle_on_the_screen() -> None:
    aspect = 16 / 9
    sketch = Sketch().starting("line").adding((0.1, 0.2)).adding((0.7, 0.9)).pointing(aspect=aspect, one_way=True)
    assert sketch.direction is not None
    along = ((0.7 - 0.1) * aspect, 0.9 - 0.2)
    across = (sketch.direction[0] * aspect, sketch.direction[1])
    assert along[0] * across[0] + along[1] * across[1] == pytest.approx(0)
    assert math.hypot(*across) == pytest.approx(0.16)
    turned = sketch.moving(Handle(None), (0.4, 0.05))
    assert turned.tip() == pytest.approx((0.4, 0.05))
    assert turned.pointing(aspect=aspect, one_way=True) == turned
    assert turned.pointing(aspect=aspect, one_way=False).direction is None
    assert turned.removing(Handle(None)).direction is None


def test_the_arrow_wins_over_a_point_under_it() -> None:
    sketch = drawn(*SQUARE).finishing().pointing(aspect=1, one_way=True).moving(Handle(None), SQUARE[0])
    assert sketch.handle_at(SQUARE[0], reach, 0.01) == Handle(None)


def test_nothing_has_no_middle() -> None:
    assert Sketch().middle() is None
    assert Sketch().tip() is None
    assert Sketch().moving(Handle(None), (1, 1)) == Sketch()
    assert inside((-1, 2)) == (0.0, 1.0)
