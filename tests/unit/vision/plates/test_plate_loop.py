"""The loop of the reading process: where rules say, when they say, once per plate, one picture at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import av
import numpy as np
import pytest

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.video.detail_ring import DetailRing
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.plates.grammar import Reading
from ioc_desktop.vision.plates.loop import AGAIN_S, PlateLoop
from ioc_desktop.vision.plates.orders import PlateOrder, ReadPlate
from ioc_desktop.vision.plates.spotter import SeenPlate
from ioc_desktop.vision.results import AnalysisResult, ResultBox
from ioc_desktop.vision.rules.model import Rule, RuleKind, Schedule
from ioc_desktop.vision.tracks import Tracks

LABELS = ("person", "car")
CAR, PERSON = 1, 0
RULE = Rule(id="r", kind=RuleKind.PLATE_READ)


class Bench:
    """A loop with one stream, driven by hand. Every picture shows the plate that ``text`` is at the moment."""

    def __init__(self) -> None:
        self.boxes, self.ring = [ResultBox.create(2), ResultBox.create(2)], DetailRing.create(1)
        self.box = 0
        self.told: list[ReadPlate] = []
        self.looked: list[Picture] = []
        self.text: str | None = "51F12345"
        self.time_s = 0.0
        self.number = 0
        self.loop = PlateLoop(self.boxes, self.ring, self._look, self.told.append, self)

    def monotonic(self) -> float:
        return self.time_s

    def now(self) -> datetime:
        return datetime(2026, 11, 27, 3, tzinfo=UTC) + timedelta(seconds=self.time_s)  # a Friday, 10:00 in Vietnam

    def order(self, *rules: Rule) -> None:
        self.loop.obey(PlateOrder(0, 0, "cam/main", "cam", rules, LABELS, self.box))

    def _look(self, picture: Picture) -> SeenPlate | None:
        self.looked.append(picture)
        if self.text is None:
            return None
        corners = np.array([[20, 60], [80, 60], [80, 90], [20, 90]], np.float32)
        reading = Reading(self.text, (0.99,) * len(self.text), is_plate=True)
        return SeenPlate(reading, corners, np.zeros((30, 60, 3), np.uint8), PlateColour.WHITE)

    def show(self, track: int, box: tuple[float, float, float, float], kind: int = CAR) -> None:
        """A picture with one vehicle, then whatever the loop wants to do."""
        self.number += 1
        self.time_s += 0.1
        frame = av.VideoFrame.from_ndarray(np.full((720, 1280, 3), 90, np.uint8), format="bgr24")
        frame.pts, frame.time_base = self.number, Fraction(1, 10)
        self.ring.write(0, frame, self.number, self.time_s)
        tracks = Tracks(
            np.array([track]), np.array([box], np.float32), np.ones(1, np.float32), np.array([kind], np.int32),
            np.zeros((1, 2), np.float32), np.ones(1, np.bool_),
        )  # fmt: skip
        result = AnalysisResult(self.number, frame.time or 0.0, Detections.empty(), 0.0, "detector", tracks)
        self.boxes[self.box].write(0, result, self.time_s, self.time_s)
        self.work()

    def work(self) -> None:
        while self.loop.turn():
            pass

    def leave(self) -> None:
        self.time_s += 2.0
        self.work()


LEFT, RIGHT = (0.1, 0.3, 0.3, 0.6), (0.6, 0.3, 0.8, 0.6)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.ring.close()
    for box in made.boxes:
        box.close()


def test_a_vehicle_is_told_once_with_its_place_time_and_way(bench: Bench) -> None:
    bench.order(RULE)
    bench.show(5, LEFT)
    bench.show(5, (0.15, 0.32, 0.35, 0.62))
    bench.leave()
    (told,) = bench.told
    assert (told.camera, told.track, told.text, told.readings, told.colour) == ("cam", 5, "51F12345", 2, "white")
    assert told.direction == pytest.approx((0.05, 0.02), abs=1e-3)
    assert told.at == pytest.approx((datetime(2026, 11, 27, 3, tzinfo=UTC)).timestamp() + 0.1, abs=0.11)
    left, top, width, height = told.box
    assert 0.1 < left < 0.2
    assert (width, height) == pytest.approx((60 / 1280, 30 / 720), abs=0.002)
    assert 0.3 < top < 0.5
    assert told.jpeg[:2] == b"\xff\xd8"


def test_only_vehicles_in_the_area_are_looked_at(bench: Bench) -> None:
    half = Rule(id="r", kind=RuleKind.PLATE_READ, polygon=((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0)))
    bench.order(half)
    bench.show(1, LEFT)
    bench.show(2, RIGHT, PERSON)
    assert bench.looked == []
    bench.show(3, RIGHT)
    assert len(bench.looked) == 1


def test_nothing_is_read_outside_of_the_schedule(bench: Bench) -> None:
    bench.order(Rule(id="r", kind=RuleKind.PLATE_READ, schedule=Schedule(start_min=22 * 60, end_min=6 * 60)))
    bench.show(1, LEFT)
    assert bench.looked == []


def test_small_vehicles_are_left_alone(bench: Bench) -> None:
    bench.order(RULE)
    bench.show(1, (0.1, 0.3, 0.2, 0.4))
    assert bench.looked == []
    bench.order(Rule(id="r", kind=RuleKind.PLATE_READ, limit=50.0))
    bench.show(1, (0.1, 0.3, 0.2, 0.4))
    assert len(bench.looked) == 1


def test_the_same_plate_is_not_told_again_within_the_cool_down(bench: Bench) -> None:
    bench.order(RULE)
    for track in (1, 2):
        bench.show(track, LEFT)
        bench.leave()
    assert [each.track for each in bench.told] == [1]
    bench.time_s += AGAIN_S
    bench.show(3, LEFT)
    bench.leave()
    assert [each.track for each in bench.told] == [1, 3]


def test_an_unsure_reading_of_one_picture_is_not_told(bench: Bench) -> None:
    bench.order(RULE)
    bench.text = None
    bench.show(1, LEFT)
    bench.leave()
    assert bench.looked
    assert bench.told == []


def test_of_riders_the_lower_half_is_looked_at_and_the_plate_is_where_it_is(bench: Bench) -> None:
    bench.order(RULE)
    bench.show(1, (0.1, 0.2, 0.2, 0.8))
    bench.leave()
    assert bench.looked[0].shape[0] == pytest.approx(0.6 * 1.08 * 720 / 2, abs=3)
    (told,) = bench.told
    assert told.box[1] == pytest.approx(0.5 + 60 / 720, abs=0.01)


def test_an_order_without_rules_ends_it(bench: Bench) -> None:
    bench.order(RULE)
    bench.show(1, LEFT)
    bench.order()
    bench.leave()
    assert bench.told == []
    assert bench.loop.streams == {}


def test_results_are_taken_from_the_device_that_has_the_camera_now(bench: Bench) -> None:
    bench.order(RULE)
    bench.show(1, LEFT)
    bench.box = 1
    bench.show(2, RIGHT)
    assert len(bench.looked) == 1, "nobody said yet that the camera has moved"
    bench.order(RULE)
    bench.show(1, RIGHT)
    bench.leave()
    assert len(bench.looked) == 2
    (told,) = bench.told
    assert (told.track, told.readings) == (1, 1), "track 1 of the other process was another vehicle"
