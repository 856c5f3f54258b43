"""The same vehicle boxed twice is one; vehicles side by side are not."""

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.tracking.doubles import singles

LABELS = ("person", "motorbike", "car", "truck")
Box = tuple[float, float, float, float]
WHOLE = (0.2, 0.2, 0.4, 0.4)


def kept(*found: tuple[str, Box, float]) -> list[str]:
    seen = Detections(
        np.array([box for _, box, _ in found], np.float32).reshape(-1, 4),
        np.array([score for *_, score in found], np.float32),
        np.array([LABELS.index(name) for name, *_ in found], np.int32),
    )
    return [LABELS[kind] for kind in singles(seen, LABELS).classes]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (("truck", (0.21, 0.2, 0.4, 0.41), 0.5), 1),  # car and lorry at once
        (("car", (0.3, 0.2, 0.4, 0.4), 0.5), 1),  # its right half
        (("car", (0.36, 0.34, 0.4, 0.4), 0.5), 2),  # a small one far behind
        (("car", (0.32, 0.2, 0.52, 0.4), 0.5), 2),  # the next in the queue
        (("motorbike", WHOLE, 0.5), 2),
        (("person", WHOLE, 0.5), 2),
    ],
)
def test_the_less_sure_of_two_boxes_on_one_vehicle_goes(other: tuple[str, Box, float], count: int) -> None:
    assert kept(("car", WHOLE, 0.8), other) == ["car", other[0]][:count]
    assert kept(other, ("car", WHOLE, 0.8)) == [other[0], "car"][2 - count :]


BIKE: Box = (0.40, 0.5, 0.42, 0.6)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ((0.40, 0.51, 0.45, 0.605), 1),  # with its shadow
        ((0.39, 0.5, 0.41, 0.6), 2),  # the next beside it
        ((0.401, 0.475, 0.419, 0.57), 2),  # the next behind it
        ((0.40, 0.3, 0.45, 0.42), 2),
    ],
)
def test_a_two_wheeler_with_and_without_its_shadow_is_one(other: Box, count: int) -> None:
    assert len(kept(("motorbike", BIKE, 0.8), ("motorbike", other, 0.5))) == count


def test_people_may_stand_in_each_other_and_in_two_wheelers() -> None:
    assert len(kept(("motorbike", WHOLE, 0.8), ("person", WHOLE, 0.7), ("person", WHOLE, 0.6))) == 3


def test_nothing_and_unknown_classes_pass() -> None:
    assert kept() == []
    odd = Detections(np.array([WHOLE, WHOLE], np.float32), np.ones(2, np.float32), np.array([99, -1], np.int32))
    assert len(singles(odd, LABELS)) == 2
