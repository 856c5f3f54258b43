"""Cameras shared out among devices: alike at every start, and nobody moves who need not."""

from collections import Counter
from uuid import UUID

import pytest

from ioc_desktop.config.gpus import CARDS, MOST_PROCESSES, gpu_numbers
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.devices import device_for, provider_text, seats, spread

CAMERAS = [str(UUID(int=number * 7919)) for number in range(400)]


def test_a_camera_keeps_its_device_for_ever() -> None:
    """Written down: another hash would move every camera of every installation."""
    assert [device_for(f"cam-{number}", (0, 1)) for number in range(8)] == [1, 0, 0, 1, 0, 1, 1, 0]
    assert all(device_for(camera, (0, 1, 2)) == device_for(camera, (2, 0, 1)) for camera in CAMERAS)


def test_a_lost_device_moves_its_own_cameras_alone_and_to_all_the_others() -> None:
    before = {camera: device_for(camera, (0, 1, 2)) for camera in CAMERAS}
    after = {camera: device_for(camera, (0, 2)) for camera in CAMERAS}
    moved = {camera for camera in CAMERAS if before[camera] != after[camera]}
    assert moved == {camera for camera in CAMERAS if before[camera] == 1}
    assert set(Counter(after[camera] for camera in moved)) == {0, 2}


@pytest.mark.parametrize("count", [2, 3, 8])
def test_every_device_gets_its_share(count: int) -> None:
    sizes = [len(each) for each in spread(CAMERAS, range(count)).values()]
    assert sum(sizes) == len(CAMERAS)
    fair = len(CAMERAS) / count
    assert min(sizes) > 0.6 * fair
    assert max(sizes) < 1.4 * fair


def test_one_device_takes_all() -> None:
    assert {device_for(camera, (3,)) for camera in CAMERAS} == {3}


def test_a_second_process_of_a_card_has_a_number_that_no_card_has() -> None:
    assert seats([0, 1]) == (0, 1), "one each: the number is the card's own"
    found = seats([0, 1, 0, 63, 0, 63])
    assert len(set(found)) == 6
    assert [seat % CARDS for seat in found] == [0, 1, 0, 63, 0, 63]


@pytest.mark.parametrize(
    ("providers", "text"),
    [
        ([], ""),
        ([""], ""),
        (["CUDA"], "CUDA"),
        (["CUDA", "CUDA"], "CUDA ×2"),
        (["CUDA", "", "CUDA", "CPU"], "CUDA ×2 + CPU"),
    ],
)
def test_what_it_runs_on_is_said_in_few_words(providers: list[str], text: str) -> None:
    assert provider_text(providers) == text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", (0,)), ("  ", (0,)), ("0", (0,)), ("1, 0", (1, 0)), ("0,0", (0, 0)), ("0,1,2,3", (0, 1, 2, 3))],
)
def test_cards_are_written_as_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert gpu_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "0,",
        ",",
        "0 1",
        "-1",
        "00",
        "64",
        "1.5",
        "٣",
        "²",
        "9" * 5000,
        ",".join(map(str, range(MOST_PROCESSES + 1))),
    ],
)
def test_what_is_no_list_of_cards_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        gpu_numbers(text)
    assert caught.value.code == "analysis.gpus"
    assert "ví dụ: 0,1" in caught.value.message()
