"""Whole pictures kept for a closer look: cut out by the frame's own number, never torn, never more than a ring."""

from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
import pytest

from ioc_desktop.video.detail_ring import MOST_PX, PAGES, DetailRing, kept_size
from ioc_desktop.video.shared_block import remove


@pytest.fixture
def ring() -> Iterator[DetailRing]:
    made = DetailRing.create(2)
    yield made
    made.close()


def frame(number: int, width: int = 640, height: int = 360, pixel_format: str = "yuv420p") -> av.VideoFrame:
    """Grey of the number's own level, with a red square in the middle."""
    picture = np.full((height, width, 3), 40 + number * 5, np.uint8)
    picture[height // 4 : height // 2, width // 4 : width // 2] = (0, 0, 220)
    made = av.VideoFrame.from_ndarray(picture, format="bgr24").reformat(format=pixel_format)
    made.pts, made.time_base = number, Fraction(1, 10)
    return made


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuvj420p", "yuv444p", "nv12"])
def test_a_part_is_cut_from_the_very_frame(ring: DetailRing, pixel_format: str) -> None:
    reader = DetailRing.attach(ring.name, ring.size)
    for number in range(3):
        ring.write(1, frame(number, pixel_format=pixel_format), number, 7.0 + number)
    detail = reader.cut(1, 1, 0.1, (0.25, 0.25, 0.75, 0.75))
    assert detail is not None
    assert (detail.left, detail.top, detail.width, detail.height) == (160, 90, 640, 360)
    assert detail.captured_s == 8.0
    assert detail.picture.shape[:2] == pytest.approx((180, 320), abs=2)
    blue, _, red = detail.picture[40, 60]
    assert red > 150 > blue
    assert detail.picture[150, 300] == pytest.approx(45, abs=8)


def test_what_is_not_there_any_more_is_none(ring: DetailRing) -> None:
    for number in range(PAGES + 2):
        ring.write(0, frame(number), number, 0.0)
    whole = (0.0, 0.0, 1.0, 1.0)
    assert ring.cut(0, 1, 0.1, whole) is None
    assert ring.cut(0, 2, 0.2, whole) is not None
    assert ring.cut(0, 2, 9.0, whole) is None, "the number of an earlier connection"
    assert ring.cut(1, 2, 0.2, whole) is None, "another stream"
    assert ring.cut(0, 2, 0.2, (1.2, 1.2, 1.5, 1.5)) is None


def test_a_page_that_is_being_written_is_not_given(ring: DetailRing) -> None:
    ring.write(0, frame(1), 1, 0.0)
    ring._table[0]["started"][0] += 1
    assert ring.cut(0, 1, 0.1, (0.0, 0.0, 1.0, 1.0)) is None


def test_huge_pictures_are_kept_smaller(ring: DetailRing) -> None:
    assert kept_size(1920, 1080) == (1920, 1080)
    assert kept_size(1080, 1920) == (1080, 1920)
    width, height = kept_size(3840, 2160)
    assert width * height <= MOST_PX
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    ring.write(0, frame(1, 3840, 2160), 1, 0.0)
    detail = ring.cut(0, 1, 0.1, (0.0, 0.0, 1.0, 1.0))
    assert detail is not None
    assert detail.picture.shape[:2] == (height, width)


def test_a_removed_ring_cannot_be_attached() -> None:
    made = DetailRing.create(1)
    made.close()
    remove(made.name)
    with pytest.raises(FileNotFoundError):
        DetailRing.attach(made.name)
