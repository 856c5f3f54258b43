"""Made plates are found, straightened and read; rubbish is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.demo.plates import Layout, flat_plate, plate_picture, random_plate
from ioc_desktop.kernel.plates.formats import PlateColour, read_plate
from ioc_desktop.kernel.plates.model import Way, way_of
from ioc_desktop.vision.plates import reader as reading
from ioc_desktop.vision.plates.clips import ClipPlates
from ioc_desktop.vision.plates.finder import find_plates, ground_colour
from ioc_desktop.vision.plates.lines import line_pictures, two_lines
from ioc_desktop.vision.plates.quads import ordered, size_of, straightened
from ioc_desktop.vision.plates.reader import PlateReader, model_file
from ioc_desktop.vision.plates.spotter import PlateSpotter
from ioc_desktop.vision.session import SessionOptions

Bytes = NDArray[np.uint8]
CASES: list[tuple[Layout, PlateColour]] = [
    ("one", PlateColour.WHITE), ("two", PlateColour.YELLOW), ("bike", PlateColour.WHITE), ("one", PlateColour.BLUE),
    ("two", PlateColour.RED), ("bike", PlateColour.BLUE),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> PlateReader:
    return PlateReader(options=SessionOptions(threads=1))


@pytest.mark.parametrize(("layout", "colour"), CASES)
def test_a_plate_seen_straight_is_read(reader: PlateReader, layout: Layout, colour: PlateColour) -> None:
    text = random_plate(np.random.default_rng(5), layout, colour)
    read = reader.read(flat_plate(text, colour, layout), colour)
    assert (read.text, read.is_plate) == (text, True)
    assert read.score > 0.8


@pytest.mark.parametrize(("layout", "colour"), CASES)
def test_a_plate_on_a_vehicle_is_found_and_read(reader: PlateReader, layout: Layout, colour: PlateColour) -> None:
    made = plate_picture(4, layout, colour, "sharp")
    seen = PlateSpotter(reader).look(made.pixels)
    assert seen is not None
    assert (seen.reading.text, seen.colour) == (made.text, colour)
    assert np.abs(seen.corners.mean(axis=0) - made.corners.mean(axis=0)).max() < 8


def test_plates_of_vehicles_are_placed_in_the_scene(reader: PlateReader) -> None:
    made = plate_picture(4, "one", PlateColour.WHITE, "sharp")
    height, width = made.pixels.shape[:2]
    scene = np.full((height + 200, width + 300, 3), 90, np.uint8)
    scene[150 : 150 + height, 250 : 250 + width] = made.pixels
    boxes = np.array([[0, 0, 100, 100], [250, 150, 250 + width, 150 + height], [5, 5, 8, 8]], np.float32)
    (seen,) = PlateSpotter(reader).look_at(scene, boxes)
    assert (seen.vehicle, seen.reading.text) == (1, made.text)
    assert np.abs(seen.corners - np.array([250, 150]) - made.corners).max() < 12


def test_the_frames_of_a_clip_vote(reader: PlateReader) -> None:
    made = plate_picture(4, "bike", PlateColour.WHITE, "sharp")
    clip = ClipPlates(PlateSpotter(reader), None, 5.0)
    for frame in range(3):
        clip.step(frame, frame / 5, made.pixels)
    clip.step(3, 0.6, np.zeros((40, 40, 3), np.uint8))
    (said,) = clip.finish()
    assert (said.plate.text, said.plate.readings, said.colour) == (made.text, 3, PlateColour.WHITE)
    assert said.direction == pytest.approx((0.0, 0.0), abs=0.02)


def test_a_clip_says_which_way_a_plate_went(reader: PlateReader) -> None:
    made = plate_picture(4, "one", PlateColour.WHITE, "sharp")
    height, width = made.pixels.shape[:2]
    clip = ClipPlates(PlateSpotter(reader), None, 5.0)
    for frame in range(3):
        scene = np.full((3 * height, 2 * width, 3), 90, np.uint8)
        top = frame * height // 2
        scene[top : top + height, :width] = made.pixels
        clip.step(frame, frame / 5, scene)
    (said,) = clip.finish()
    assert said.direction == pytest.approx((0.0, 1 / 3), abs=0.02)
    assert way_of(said.direction) is Way.TOWARDS


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (3, 400), (400, 3), (11, 11), (64, 64), (1080, 1920)])
def test_pictures_without_a_plate_give_none(reader: PlateReader, shape: tuple[int, int]) -> None:
    for picture in (np.zeros((*shape, 3), np.uint8), np.full((*shape, 3), 255, np.uint8)):
        assert PlateSpotter(reader).look(picture) is None


def test_noise_is_no_plate(reader: PlateReader) -> None:
    random = np.random.default_rng(1)
    for _ in range(3):
        assert PlateSpotter(reader).look(random.integers(0, 255, (200, 300, 3), np.uint8)) is None


@pytest.mark.parametrize("colour", list(PlateColour))
def test_the_ground_has_its_colour(colour: PlateColour) -> None:
    text = "TM1234" if colour is PlateColour.RED else "51F12345"
    assert ground_colour(flat_plate(text, colour, "one")) is colour


def test_two_lines_are_cut_between_them() -> None:
    plate = flat_plate("59X112345", PlateColour.WHITE, "bike")
    upper, lower = two_lines(plate)
    assert 0.35 < upper.shape[0] / plate.shape[0] < 0.65
    assert upper.shape[0] + lower.shape[0] >= plate.shape[0]
    assert list(line_pictures(np.zeros((4, 4, 3), np.uint8))) == []


def test_corners_are_ordered_and_straightened() -> None:
    corners = np.array([[90, 60], [10, 20], [12, 58], [92, 22]], np.float32)
    assert ordered(corners).tolist() == [[10, 20], [92, 22], [90, 60], [12, 58]]
    width, height = size_of(ordered(corners))
    assert (round(width), round(height)) == (80, 38)
    assert straightened(np.zeros((80, 100, 3), np.uint8), ordered(corners)).shape[0] == 128


def test_a_finder_is_bounded() -> None:
    random = np.random.default_rng(3)
    assert len(find_plates(random.integers(0, 255, (300, 400, 3), np.uint8), most=2)) <= 2


def test_made_plates_exist_and_are_the_same_again() -> None:
    for layout in ("one", "two", "bike"):
        for colour in PlateColour:
            one = plate_picture(9, layout, colour, "night")  # type: ignore[arg-type]
            assert read_plate(one.text) is not None
            assert (one.pixels == plate_picture(9, layout, colour, "night").pixels).all()  # type: ignore[arg-type]


def test_a_reader_without_its_model_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExpectedError) as problem:
        PlateReader(tmp_path / "none.onnx")
    assert problem.value.code == "model.missing"
    monkeypatch.setattr(reading.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ExpectedError) as problem:
        model_file()
    assert problem.value.code == "plates.no_reader"
