import av
import numpy as np
import pytest

from ioc_desktop.video.pixels import Converter, TilePainter, luma, picture_of
from ioc_desktop.video.types import TileRect
from tests.support.clips import BAR_COLOURS_BGR, bars

FORMATS = ["yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "nv12", "yuv420p10le", "gray", "bgr24"]


def _frame(width: int = 560, height: int = 320, pixel_format: str = "yuv420p") -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(bars(width, height), format="bgr24").reformat(format=pixel_format)


@pytest.mark.parametrize("pixel_format", FORMATS)
@pytest.mark.parametrize("size", [(560, 320), (280, 160), (420, 240), (140, 80), (141, 81), (700, 400)])
def test_colours_survive_every_format_and_size(pixel_format: str, size: tuple[int, int]) -> None:
    width, height = size
    target = np.zeros((height, width, 4), np.uint8)
    Converter().convert(_frame(pixel_format=pixel_format), target)
    for index, colour in enumerate(BAR_COLOURS_BGR):
        middle = round((index + 0.5) * width / 7)
        seen = target[height // 2, middle, :3].astype(int)
        if pixel_format == "gray":
            assert np.ptp(seen) <= 2
        else:
            assert np.abs(seen - colour).max() < 10, (pixel_format, size, index, seen)


def test_bt709_is_told_from_bt601() -> None:
    frame = av.VideoFrame.from_ndarray(bars(560, 320), format="bgr24")
    frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709")
    frame.colorspace = 1
    target = np.zeros((160, 280, 4), np.uint8)
    Converter().convert(frame, target)
    for index, colour in enumerate(BAR_COLOURS_BGR):
        assert np.abs(target[80, index * 40 + 20, :3].astype(int) - colour).max() < 10


def test_planes_wider_than_the_picture_are_read_right() -> None:
    frame = _frame(358, 202)
    assert frame.planes[0].line_size > 358
    plane = luma(frame)
    assert plane is not None
    assert plane.shape == (202, 358)


def test_the_model_gets_three_channels() -> None:
    target = np.zeros((160, 280, 3), np.uint8)
    Converter().convert(_frame(), target)
    assert np.abs(target[80, 20].astype(int) - BAR_COLOURS_BGR[0]).max() < 6


def test_a_tile_keeps_the_shape_and_its_rectangle() -> None:
    pages = np.full((2, 200, 300, 4), 9, np.uint8)
    painter = TilePainter(pages, TileRect(50, 50, 200, 100))
    painter.paint(_frame(320, 320), 1, Converter())
    inside = pages[1, 50:150, 50:250]
    assert not inside[:, :50].any()
    assert not inside[:, 150:].any()
    assert inside[:, 60:140, :3].mean() > 60
    outside = pages[1].copy()
    outside[50:150, 50:250] = 9
    assert np.all(outside == 9)
    assert np.all(pages[0] == 9)


def test_another_size_of_the_source_moves_the_bars() -> None:
    pages = np.zeros((2, 100, 200, 4), np.uint8)
    painter, converter = TilePainter(pages, TileRect(0, 0, 200, 100)), Converter()
    painter.paint(_frame(320, 320), 0, converter)
    painter.paint(_frame(640, 160), 0, converter)
    assert not pages[0][:25].any()
    assert not pages[0][75:].any()
    assert pages[0][30:70, :, :3].mean() > 60


def test_the_first_picture_of_a_probe_is_whole() -> None:
    assert picture_of(_frame(358, 202)).shape == (202, 358, 3)
