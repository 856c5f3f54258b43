"""When a picture may pass by the model: only where the model would say the same again."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.gating import DOUBT_S, MOST_AGE_S, SAME_ANSWERS, Gate, cells_of, differs, same_answer

SIZE = (1280, 720)
SURE = 0.4
STEP_S = 0.2
CAR = (0.2, 0.2, 0.4, 0.4)


def picture(noise: float = 0.0, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    ground = np.linspace(40, 120, 288 * 512 * 3).reshape(288, 512, 3)
    return np.clip(ground + rng.normal(0, noise, ground.shape), 0, 255).astype(np.uint8)


def found(*boxes: tuple[float, ...], score: float = 0.9, kind: int = 1) -> Detections:
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4), np.full(len(boxes), score, np.float32),
        np.full(len(boxes), kind, np.int32),
    )  # fmt: skip


class Stream:
    """Shows pictures to a gate and lets a stand-in of the model look where it must."""

    def __init__(self) -> None:
        self.gate, self.at_s, self.looks = Gate(SURE), 100.0, 0

    def show(self, shown: np.ndarray, model: Detections, source: tuple[int, int] = SIZE) -> tuple[bool, Detections]:
        """Whether the model looked, and what is said of the picture."""
        self.at_s += STEP_S
        answer = self.gate.repeated(shown, source, self.at_s)
        if answer is not None:
            return False, answer
        self.looks += 1
        self.gate.looked(model, self.at_s)
        return True, model

    def settle(self, shown: np.ndarray, model: Detections) -> None:
        for _ in range(SAME_ANSWERS):
            assert self.show(shown, model)[0]


def test_a_still_picture_is_looked_at_once_a_second_and_says_what_the_model_said() -> None:
    stream, shown, model = Stream(), picture(), found(CAR)
    stream.settle(shown, model)
    before = stream.looks
    for _ in range(50):
        assert stream.show(shown, model)[1] is model
    assert 50 * STEP_S / MOST_AGE_S - 1 <= stream.looks - before <= 50 * STEP_S / MOST_AGE_S + 1


@pytest.mark.parametrize("grain", [0.5, 2, 6])
def test_grain_is_no_change(grain: float) -> None:
    stream = Stream()
    stream.settle(picture(grain, 0), found(CAR))
    assert not any(stream.show(picture(grain, seed), found(CAR))[0] for seed in range(1, 4))


@pytest.mark.parametrize("contrast", [12, -12])
def test_a_far_walker_is_a_change(contrast: int) -> None:
    stream, shown = Stream(), picture(2)
    stream.settle(shown, found())
    walker = picture(2, 1)
    walker[100:109, 203:208] = np.clip(walker[100:109, 203:208].astype(int) + contrast * 2, 0, 255)
    assert stream.show(walker, found())[0]


def test_what_creeps_is_compared_with_what_the_model_saw() -> None:
    stream, shown = Stream(), picture()
    stream.settle(shown, found())
    looked = []
    for step in range(1, 5):
        brighter = shown.copy()
        brighter[96:112, 200:216] += np.uint8(step)
        looked.append(stream.show(brighter, found())[0])
    assert looked == [False, False, False, True]


def test_a_model_that_wavers_is_asked_every_time() -> None:
    """Somebody at the edge of the threshold: a chance miss is not repeated, else the tracker would lose them."""
    stream, shown = Stream(), picture()
    stream.settle(shown, found(CAR))
    while not stream.show(shown, found())[0]:
        pass
    assert DOUBT_S >= 10
    rng = np.random.default_rng(3)
    for _ in range(int(DOUBT_S / STEP_S) - 1):
        assert stream.show(shown, found(CAR) if rng.random() < 0.5 else found())[0]


def test_a_chance_find_is_not_repeated() -> None:
    stream, shown = Stream(), picture()
    stream.settle(shown, found())
    while not stream.show(shown, found(CAR))[0]:
        pass
    assert [len(stream.show(shown, found())[1]) for _ in range(5)] == [0] * 5


def test_after_a_change_the_model_has_to_say_it_again() -> None:
    stream, one, other = Stream(), picture(), picture() + np.uint8(40)
    stream.settle(one, found(CAR))
    assert not stream.show(one, found(CAR))[0]
    stream.settle(other, found())
    assert not stream.show(other, found())[0]
    assert stream.show(one, found(CAR))[0]


def test_another_size_of_the_stream_is_another_view() -> None:
    stream, shown = Stream(), picture()
    stream.settle(shown, found(CAR))
    assert stream.show(shown, found(CAR), (640, 480))[0]


def test_a_clock_that_steps_back_is_looked_at() -> None:
    stream, shown = Stream(), picture()
    stream.settle(shown, found(CAR))
    stream.at_s -= 50
    assert stream.show(shown, found(CAR))[0]


def test_answers_are_the_same_where_a_tracker_makes_the_same_of_them() -> None:
    two, unsure = (0.6, 0.6, 0.8, 0.8), SURE - 0.01
    assert same_answer(found(CAR, two), found(two, CAR), SURE)
    assert same_answer(found(), found(), SURE)
    assert same_answer(found(CAR), found((0.22, 0.2, 0.42, 0.4)), SURE)
    assert same_answer(found(CAR), found(CAR, score=unsure), SURE)
    assert same_answer(found(CAR, score=unsure), found(), SURE)
    assert not same_answer(found(CAR), found(), SURE)
    assert not same_answer(found(), found(CAR), SURE)
    assert not same_answer(found(CAR, CAR), found(CAR, two), SURE)
    assert not same_answer(found(CAR), found(CAR, kind=2), SURE)
    assert not same_answer(found(CAR), found((0.27, 0.2, 0.47, 0.4)), SURE)


def test_a_clock_in_the_picture_costs_one_look_a_tick() -> None:
    stream, shown = Stream(), picture()
    stream.settle(shown, found(CAR))
    before = stream.looks
    for number in range(50):
        ticked = shown.copy()
        ticked[8:20, 400:410] = 255 * (number // 5 % 2)
        stream.show(ticked, found(CAR))
    assert stream.looks - before <= 2 * 50 / 5


def test_cells_are_means_in_every_colour() -> None:
    flat = np.zeros((288, 512, 3), np.uint8)
    flat[..., 2] = 90
    cells = cells_of(flat)
    assert cells.shape == (36, 64, 3)
    assert (cells == [0, 0, 90]).all()
    assert differs(cells, np.ascontiguousarray(cells[..., ::-1]))
    assert differs(cells, cells[:-1])
    assert cells_of(np.zeros((4, 4, 3), np.uint8)).shape == (1, 1, 3)
