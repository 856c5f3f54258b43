import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.video import frame_stamp


def _grey(width: int = 640, height: int = 360) -> np.ndarray:
    return np.random.default_rng(3).integers(40, 200, (height, width), np.uint8)


@given(st.integers(0, frame_stamp.MODULUS - 1))
def test_every_time_is_read_back(stamp_ms: int) -> None:
    picture = _grey()
    frame_stamp.write(picture, stamp_ms)
    assert frame_stamp.read(picture) == stamp_ms


@pytest.mark.parametrize("width", [200, 240, 320, 390, 480, 1280])
def test_it_survives_scaling(width: int) -> None:
    picture = _grey()
    frame_stamp.write(picture, 0xDEADBEEF)
    scaled = cv2.resize(picture, (width, width * 9 // 16), interpolation=cv2.INTER_LINEAR)
    assert frame_stamp.read(np.asarray(scaled, np.uint8)) == 0xDEADBEEF


def test_it_is_read_from_colour_pictures_too() -> None:
    picture = np.dstack([_grey()] * 3)
    frame_stamp.write(picture, 123456)
    assert frame_stamp.read(picture) == 123456


def test_pictures_without_a_mark_give_nothing() -> None:
    assert frame_stamp.read(_grey()) is None
    assert frame_stamp.read(np.zeros((360, 640), np.uint8)) is None
    assert frame_stamp.read(_grey(32, 18)) is None


def test_a_damaged_mark_gives_nothing() -> None:
    picture = _grey()
    frame_stamp.write(picture, 99)
    picture[:8, 160:168] = 255 - picture[:8, 160:168]
    assert frame_stamp.read(picture) is None


def test_ages_go_over_the_end_of_the_numbers() -> None:
    assert frame_stamp.age_ms(frame_stamp.MODULUS - 10, 20) == 30
    assert frame_stamp.age_ms(20, 5) == -15
    assert 0 <= frame_stamp.now_ms() < frame_stamp.MODULUS
