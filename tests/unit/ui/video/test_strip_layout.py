"""A large picture over a strip: whole pictures, captions under them, nothing over the edge or over each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.ui.video.geometry import Box, arrange, picture_height
from ioc_desktop.ui.video.layouts import strip_layout


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@given(st.integers(1, 7), st.integers(320, 4000), st.integers(300, 2200), st.sampled_from((1.0, 1.25, 2.0)))
def test_tiles_lie_inside_and_beside_each_other(count: int, width: int, height: int, ratio: float) -> None:
    places = arrange(strip_layout(count, 4), width, height, ratio=ratio)
    assert len(places) == min(count, 5)
    for place in places:
        assert (place.outer.x >= 0, place.outer.right <= width, place.outer.bottom <= height) == (True,) * 3
        assert place.caption.y == place.picture.bottom
        assert place.picture.height == picture_height(place.picture.width)
    assert not any(overlap(a.outer, b.outer) for a, b in combinations(places, 2))
    assert all(place.picture.width < places[0].picture.width for place in places[1:])


@pytest.mark.parametrize("size", [(544, 380), (960, 560)])
def test_the_large_picture_takes_what_the_strip_leaves(size: tuple[int, int]) -> None:
    width, height = size
    alone, first, *strip = (*arrange(strip_layout(1, 4), width, height), *arrange(strip_layout(5, 4), width, height))
    assert alone.picture.width > first.picture.width
    assert {place.picture.y for place in strip} == {first.outer.bottom + 4}
    assert abs(strip[-1].picture.right - first.picture.right) <= 4
