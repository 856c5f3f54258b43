"""A rider and the bike are one, whoever merely stands near stays a person."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Detections, Floats
from ioc_desktop.vision.tracking.riders import Joined, join_riders

LABELS = ("person", "bicycle", "motorcycle", "car")
PERSON, BICYCLE, MOTORCYCLE, CAR = range(4)
Box = tuple[float, float, float, float]
BIKE: Box = (0.40, 0.50, 0.46, 0.60)
RIDER: Box = (0.405, 0.44, 0.455, 0.57)


def nobody(boxes: Floats) -> NDArray[np.bool_]:
    return np.zeros(len(boxes), np.bool_)


def joined(*objects: tuple[int, Box], parked: NDArray[np.bool_] | None = None) -> Joined:
    seen = Detections(
        np.array([box for _, box in objects], np.float32).reshape(-1, 4),
        np.full(len(objects), 0.8, np.float32),
        np.array([kind for kind, _ in objects], np.int32),
    )
    return join_riders(seen, LABELS, nobody if parked is None else lambda _boxes: parked)


def test_a_rider_joins_the_bike_and_the_box_grows_over_both() -> None:
    found = joined((MOTORCYCLE, BIKE), (PERSON, RIDER))
    assert found.users.classes.tolist() == [MOTORCYCLE]
    np.testing.assert_allclose(found.users.boxes[0], (0.40, 0.44, 0.46, 0.60))
    assert found.ridden.tolist() == [True]


def test_three_on_one_bike_are_one_road_user() -> None:
    riders = [(PERSON, (0.405 + shift, 0.44 + shift, 0.455 + shift, 0.57)) for shift in (0.0, 0.004, 0.008)]
    assert joined((MOTORCYCLE, BIKE), *riders).users.classes.tolist() == [MOTORCYCLE]


def test_who_stands_beside_the_bike_stays_a_person() -> None:
    for walker in ((0.45, 0.46, 0.48, 0.61), (0.41, 0.45, 0.44, 0.605), (0.2, 0.4, 0.25, 0.57)):
        assert joined((MOTORCYCLE, BIKE), (PERSON, walker)).users.classes.tolist() == [MOTORCYCLE, PERSON]


def test_a_rider_and_a_bike_in_nearly_the_same_box_are_one() -> None:
    """From the front and far off, models put both boxes around the whole of it."""
    found = joined((MOTORCYCLE, (0.40, 0.45, 0.43, 0.60)), (PERSON, (0.40, 0.44, 0.43, 0.598)))
    assert found.users.classes.tolist() == [MOTORCYCLE]
    np.testing.assert_allclose(found.users.boxes[0], (0.40, 0.44, 0.43, 0.60))


def test_a_parked_bike_takes_nobody() -> None:
    found = joined((MOTORCYCLE, BIKE), (PERSON, RIDER), parked=np.array([True]))
    assert found.users.classes.tolist() == [MOTORCYCLE, PERSON]
    assert found.ridden.tolist() == [False, False]


def test_each_of_two_riders_takes_the_own_bike() -> None:
    other_bike, other_rider = (0.45, 0.50, 0.51, 0.60), (0.455, 0.44, 0.505, 0.57)
    found = joined((BICYCLE, BIKE), (MOTORCYCLE, other_bike), (PERSON, other_rider), (PERSON, RIDER))
    assert found.users.classes.tolist() == [BICYCLE, MOTORCYCLE]
    np.testing.assert_allclose(found.users.boxes[:, 0], (0.40, 0.45), atol=1e-6)


def test_a_driver_seen_through_the_windscreen_is_left_alone() -> None:
    assert joined((CAR, BIKE), (PERSON, RIDER)).users.classes.tolist() == [CAR, PERSON]


def test_nothing_and_other_labels_are_no_trouble() -> None:
    assert len(joined().users) == 0
    seen = Detections(np.array([BIKE], np.float32), np.ones(1, np.float32), np.zeros(1, np.int32))
    assert len(join_riders(seen, ("motion",), nobody).users) == 1
