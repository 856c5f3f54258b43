import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.video.letterbox import FrameGeometry, Mode, Placement, model_boxes, normalise_boxes, place

sides = st.integers(16, 4000)


@given(sides, sides, sides, sides, st.sampled_from(["top_left", "centre"]))
def test_the_picture_lies_inside_and_keeps_its_shape(
    source_width: int,
    source_height: int,
    width: int,
    height: int,
    mode: Mode,
) -> None:
    placed = place(source_width, source_height, width, height, mode)
    assert placed.x >= 0
    assert placed.y >= 0
    assert placed.x + placed.width <= width
    assert placed.y + placed.height <= height
    assert placed.width % 2 == placed.height % 2 == 0
    ratio = min(width / source_width, height / source_height)
    assert abs(placed.width - max(2, source_width * ratio)) <= 2
    assert abs(placed.height - max(2, source_height * ratio)) <= 2


@given(sides, sides)
def test_stretch_fills_the_model(source_width: int, source_height: int) -> None:
    assert FrameGeometry(417, 300, "stretch").place(source_width, source_height) == Placement(0, 0, 417, 300)


@given(sides, sides, st.lists(st.floats(0, 1, width=32), min_size=4, max_size=4))
def test_boxes_come_back_where_they_were(source_width: int, source_height: int, corners: list[float]) -> None:
    placed = FrameGeometry(640, 640).place(source_width, source_height)
    boxes = np.array([corners], np.float32)
    assert normalise_boxes(model_boxes(boxes, placed), placed) == pytest.approx(boxes, abs=2e-4)


def test_boxes_in_the_padding_are_cut() -> None:
    placed = place(640, 360, 640, 640)
    boxes = normalise_boxes(np.array([[0, 0, 640, 640]], np.float32), placed)
    assert boxes.tolist() == [[0, 0, 1, 1]]
