from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.ui.video.geometry import Box, arrange, is_seamless
from ioc_desktop.ui.video.layouts import LAYOUTS, Layout, layout_for

layouts = st.sampled_from(list(LAYOUTS.values()))
sides = st.integers(320, 4000)
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0])


def overlap(first: Box, second: Box) -> bool:
    apart = first.right <= second.x or second.right <= first.x or first.bottom <= second.y or second.bottom <= first.y
    return not apart


@given(layout=layouts, width=sides, height=sides, ratio=ratios, wall=st.booleans())
def test_tiles_keep_their_shape_and_their_distance(
    layout: Layout, width: int, height: int, ratio: float, *, wall: bool
) -> None:
    places = arrange(layout, width, height, ratio=ratio, wall=wall)
    assert len(places) == len(layout.cells)
    for place in places:
        assert abs(place.picture.width * 9 / 16 - place.picture.height) <= 1
        assert (place.caption.x, place.caption.y) == (place.picture.x, place.picture.bottom)
        assert place.caption.width == place.picture.width
        assert place.caption.height >= 24 * ratio - 1
    assert not any(overlap(one.outer, other.outer) for one, other in combinations(places, 2))


@given(layout=layouts, width=st.integers(640, 4000), height=st.integers(600, 4000), wall=st.booleans())
def test_tiles_lie_inside_the_surface(layout: Layout, width: int, height: int, *, wall: bool) -> None:
    for place in arrange(layout, width, height, wall=wall):
        assert place.outer.x >= 0
        assert place.outer.y >= 0
        assert place.outer.right <= width
        assert place.outer.bottom <= height


@given(layouts, st.integers(900, 4000), st.integers(640, 4000))
def test_a_16_9_stream_fills_every_picture(layout: Layout, width: int, height: int) -> None:
    assert all(is_seamless(place.picture.width) for place in arrange(layout, width, height))


@given(layouts, sides, sides)
def test_rows_and_columns_are_aligned(layout: Layout, width: int, height: int) -> None:
    places = arrange(layout, width, height)
    for cell, place in zip(layout.cells, places, strict=True):
        for other, other_place in zip(layout.cells, places, strict=True):
            if cell.column == other.column:
                assert place.outer.x == other_place.outer.x
            if cell.row == other.row:
                assert place.outer.y == other_place.outer.y
            if cell.column + cell.span == other.column + other.span:
                assert place.outer.right == other_place.outer.right
            if cell.row + cell.span == other.row + other.span:
                assert place.outer.bottom == other_place.outer.bottom


def test_gaps_are_four_pixels_everywhere() -> None:
    places = arrange(LAYOUTS["4x4"], 1920, 1032, wall=True)
    for left, right in pairwise(places[:4]):
        assert right.outer.x - left.outer.right == 4
    for above, below in pairwise(places[::4]):
        assert below.outer.y - above.outer.bottom == 4


def test_the_wall_fills_its_screen_at_wall_scale() -> None:
    places = arrange(LAYOUTS["4x4"], 1920, 1032, wall=True)
    assert {place.caption.height for place in places} == {46}
    assert places[-1].outer.bottom - places[0].outer.y >= 1032 - 20


@pytest.mark.parametrize(
    ("tiles", "key"), [(1, "1"), (2, "2x2"), (5, "3x3"), (16, "4x4"), (17, "5x5"), (64, "8x8"), (99, "8x8")]
)
def test_the_smallest_layout_that_shows_all(tiles: int, key: str) -> None:
    assert layout_for(tiles).key == key


@pytest.mark.parametrize(
    ("key", "cells"),
    [("1", 1), ("2x2", 4), ("3x3", 9), ("4x4", 16), ("5x5", 25), ("6x6", 36), ("8x8", 64), ("1+5", 6), ("1+7", 8)],
)
def test_layouts_have_as_many_tiles_as_their_names_say(key: str, cells: int) -> None:
    layout = LAYOUTS[key]
    assert len(layout.cells) == cells
    covered = [(c.column + x, c.row + y) for c in layout.cells for x in range(c.span) for y in range(c.span)]
    assert sorted(covered) == [(x, y) for x in range(layout.columns) for y in range(layout.rows)]
