from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import Placement
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.motion import MotionDetector

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 640, 352


def watch(draw: Callable[[NDArray[np.float32], int], None], count: int = 50, noise: float = 6) -> list[Detections]:
    """What is reported over ``count`` noisy pictures of a textured street with something drawn on each."""
    rng = np.random.default_rng(3)
    street = cv2.GaussianBlur(rng.uniform(0, 255, (HEIGHT, WIDTH, 3)).astype(np.float32), (0, 0), 6)
    street = (street - street.min()) / np.ptp(street) * 140 + 50
    detector, found = MotionDetector(), []
    for number in range(count):
        picture = street.copy()
        draw(picture, number)
        picture += rng.normal(0, noise, picture.shape)
        found.append(detector.look(np.clip(picture, 0, 255).astype(np.uint8)))
    return found


def still(_picture: NDArray[np.float32], _number: int) -> None:
    pass


def square(picture: NDArray[np.float32], number: int) -> None:
    if number >= 10:
        left = 20 + 9 * (number - 10)
        picture[150:190, left : left + 50] = (20, 20, 230)


def rain(picture: NDArray[np.float32], number: int) -> None:
    rng = np.random.default_rng(number)
    for x, y in zip(rng.integers(0, WIDTH, 80), rng.integers(0, HEIGHT, 80), strict=True):
        cv2.line(picture, (int(x), int(y)), (int(x) + 3, int(y) + 25), (190, 190, 190), 1, cv2.LINE_AA)


def test_moving_square_is_found_where_it_is() -> None:
    found = watch(square)
    assert all(len(one) == 0 for one in found[:10])
    assert all(len(one) == 1 for one in found[14:])
    left = 20 + 9 * (49 - 10)
    expected = [left / WIDTH, 150 / HEIGHT, (left + 50) / WIDTH, 190 / HEIGHT]
    np.testing.assert_allclose(found[-1].boxes[0], expected, atol=0.025)
    assert 0 < found[-1].scores[0] <= 1
    assert found[-1].classes.tolist() == [0]


@pytest.mark.parametrize("noise", [2, 8, 18])
def test_noise_is_no_motion(noise: float) -> None:
    assert sum(len(one) for one in watch(still, 60, noise)) == 0


def test_light_changes_are_no_motion() -> None:
    def dusk(picture: NDArray[np.float32], number: int) -> None:
        picture -= 0.8 * number

    def lamp(picture: NDArray[np.float32], number: int) -> None:
        picture += 40 if number > 25 else 0

    assert sum(len(one) for one in watch(dusk)) == 0
    assert sum(len(one) for one in watch(lamp)) == 0


def test_rain_is_hardly_ever_motion() -> None:
    found = watch(rain, 60)
    assert sum(len(one) > 0 for one in found) <= 3


def test_square_is_found_in_the_rain() -> None:
    def both(picture: NDArray[np.float32], number: int) -> None:
        rain(picture, number)
        square(picture, number)

    assert sum(len(one) > 0 for one in watch(both)[14:]) >= 30


def test_cut_to_another_scene_is_no_motion() -> None:
    rng = np.random.default_rng(5)
    other = cv2.GaussianBlur(rng.uniform(0, 255, (HEIGHT, WIDTH, 3)).astype(np.float32), (0, 0), 9) * 20 - 2420

    def cut(picture: NDArray[np.float32], number: int) -> None:
        if number >= 20:
            picture[:] = np.clip(other, 0, 255)

    assert sum(len(one) for one in watch(cut)[20:24]) == 0


def test_padding_is_left_out_and_a_new_size_starts_anew() -> None:
    detector = MotionDetector()
    place = Placement(0, 40, 320, 180)
    for number in range(20):
        picture = np.full((260, 320, 3), 90, np.uint8)
        picture[100:130, 12 * number : 12 * number + 30] = 255
        found = detector.look(picture, place)
    np.testing.assert_allclose(found.boxes[0, [1, 3]], [60 / 180, 90 / 180], atol=0.03)
    assert len(detector.look(np.zeros((100, 200, 3), np.uint8))) == 0


def parked_then_gone(picture: NDArray[np.float32], number: int) -> None:
    if number < 12:
        picture[150:210, 300:380] = (20, 20, 230)


def test_what_has_left_leaves_no_ghost() -> None:
    found = watch(parked_then_gone, count=40)
    assert all(len(one) == 0 for one in found[16:])
