"""A covered face cannot be brought back, and nothing else is touched."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.privacy.blur import blur, blur_file, blur_whole
from ioc_desktop.vision.privacy.cells import MOST_CELLS, ROWS, cells, pixel_rects

CHANCE = np.random.default_rng(7)
NOISE = CHANCE.integers(0, 256, (360, 640, 3), np.uint8)
FACE = [0.25, 0.25, 0.375, 0.5]
"""80 × 90 px."""


def test_outside_the_regions_nothing_changes() -> None:
    covered = blur(NOISE, [FACE])
    outside = np.ones(NOISE.shape[:2], bool)
    outside[90:180, 160:240] = False
    assert np.array_equal(covered[outside], NOISE[outside])
    assert not np.array_equal(covered[~outside], NOISE[~outside])


def test_what_tells_faces_apart_is_gone() -> None:
    before, after = NOISE[90:180, 160:240].astype(float), blur(NOISE, [FACE])[90:180, 160:240].astype(float)
    assert after.std() < 0.1 * before.std(), "only averages of some 15 × 15 pixels are left"
    columns, rows = cells(80, 90)
    assert max(columns, rows) <= MOST_CELLS
    steps = np.abs(np.diff(after, axis=1)).max()
    assert steps < 6, "no edge inside a cell"


def test_two_faces_with_the_same_averages_come_out_the_same() -> None:
    """So nothing behind the averages can be brought back by anybody."""
    columns = rows = 4
    averages = CHANCE.integers(40, 200, (rows, columns, 3))
    faces = []
    for sign in (1, -1):
        picture = np.repeat(np.repeat(averages, 20, axis=0), 20, axis=1).astype(int)
        picture[::2, ::2] += 30 * sign
        picture[1::2, 1::2] -= 30 * sign
        faces.append(blur(picture.astype(np.uint8), [[0, 0, 1, 1]]))
    assert np.array_equal(*faces)


@given(x=st.floats(-1, 2), y=st.floats(-1, 2), width=st.floats(0, 2), height=st.floats(0, 2))
def test_any_region_is_covered_as_far_as_it_is_inside(x: float, y: float, width: float, height: float) -> None:
    rects = pixel_rects([[x, y, x + width, y + height]], 64, 36)
    assert all(0 <= x1 < x2 <= 64 and 0 <= y1 < y2 <= 36 for x1, y1, x2, y2 in rects)
    assert blur(NOISE[:36, :64], [[x, y, x + width, y + height]]).shape == (36, 64, 3)


@pytest.mark.parametrize("side", [1, 3, 9, 15, 23])
def test_small_faces_keep_less_than_a_cell_for_every_eight_pixels(side: int) -> None:
    columns, rows = cells(side, side)
    assert columns == rows == min(MOST_CELLS, max(1, side // 8))
    picture = NOISE[:40, :40]
    part = blur(picture, [[0, 0, side / 40, side / 40]])[:side, :side]
    if columns == 1:
        assert (part == part[0, 0]).all()


def test_where_nobody_knows_of_faces_only_large_shapes_are_left() -> None:
    covered = blur_whole(NOISE)
    assert covered.shape == NOISE.shape
    assert covered.std() < 0.2 * NOISE.std()
    back = cv2.resize(covered, (round(ROWS * 640 / 360), ROWS), interpolation=cv2.INTER_AREA)
    again = cv2.resize(back, (640, 360), interpolation=cv2.INTER_LINEAR)
    assert np.abs(again.astype(int) - covered.astype(int)).mean() < 3, "all there is fits in so few numbers"


def test_a_file_is_covered_and_its_other_words_are_gone() -> None:
    smooth = cv2.resize(NOISE[:72, :128], (640, 360), interpolation=cv2.INTER_CUBIC)
    _, jpeg = cv2.imencode(".jpg", smooth)
    with_place = jpeg.tobytes()[:2] + b"\xff\xe1\x00\x10Exif\0\0 PLACE\0\0" + jpeg.tobytes()[2:]
    made = blur_file(with_place, [FACE])
    assert b"PLACE" not in made
    picture = cv2.imdecode(np.frombuffer(made, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    outside, steps = picture[200:, 300:], np.abs(np.diff(picture[100:170, 170:230].astype(int), axis=1))
    assert steps.max() < 0.6 * np.abs(np.diff(smooth[100:170, 170:230].astype(int), axis=1)).max()
    assert np.abs(outside.astype(int) - smooth[200:, 300:].astype(int)).mean() < 15, "a JPEG of noise"
    whole = cv2.imdecode(np.frombuffer(blur_file(with_place, None), np.uint8), cv2.IMREAD_COLOR)
    assert whole is not None
    assert whole.std() < smooth.std()


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_a_file_that_is_no_picture_is_told(content: bytes) -> None:
    with pytest.raises(ExpectedError) as told:
        blur_file(content, [FACE])
    assert told.value.code == "privacy.picture_unreadable"
