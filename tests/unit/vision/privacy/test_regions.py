"""Heads are where they are looked for: in the upper part of persons and of who rides."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.labels import labels
from ioc_desktop.vision.privacy.regions import around_faces, heads, knows_people, of_people, riders_heads, swept
from ioc_desktop.vision.tracks import Tracks

LABELS = labels(("person", "motorcycle", "car"))


def boxes(*rows: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(-1, 4)


def seen(*rows: tuple[int, tuple[float, float, float, float]]) -> Detections:
    count = len(rows)
    return Detections(
        boxes(*(box for _, box in rows)), np.ones(count, np.float32), np.array([c for c, _ in rows], np.int32)
    )


def followed(number: int, box: tuple[float, float, float, float], velocity: tuple[float, float]) -> Tracks:
    return Tracks(
        np.array([1]), boxes(box), np.ones(1, np.float32), np.array([number], np.int32),
        np.array([velocity], np.float32), np.array([False]),
    )  # fmt: skip


def test_who_stands_is_covered_down_to_the_shoulders_and_not_to_the_feet() -> None:
    (head,) = heads(boxes((0.4, 0.2, 0.46, 0.8)), 16 / 9)
    x1, y1, x2, y2 = head
    assert x1 < 0.4
    assert x2 > 0.46
    assert y1 < 0.2, "hair"
    assert 0.2 + 0.6 / 6 < y2 < 0.2 + 0.6 / 3


def test_who_is_seen_to_the_waist_only_is_covered_further() -> None:
    """A portrait: as wide as high; the face fills more than half of it."""
    (head,) = heads(boxes((0.3, 0.2, 0.6, 0.8)), 1.0)
    assert head[3] >= 0.2 + 0.3 * 0.69
    (lying,) = heads(boxes((0.2, 0.7, 0.6, 0.8)), 16 / 9)
    assert lying[3] == pytest.approx(0.8), "whichever end the head is at"


def test_a_rider_is_covered_and_the_plate_below_is_not() -> None:
    (head,) = riders_heads(boxes((0.4, 0.2, 0.5, 0.6)))
    assert head[1] < 0.2
    assert 0.2 + 0.4 * 0.4 < head[3] < 0.2 + 0.4 * 0.6


def test_everybody_found_or_foretold_and_no_cars() -> None:
    found = seen((0, (0.1, 0.1, 0.2, 0.5)), (2, (0.5, 0.5, 0.9, 0.9)))
    regions = of_people(found, followed(1, (0.6, 0.1, 0.7, 0.4), (0, 0)), LABELS, 16 / 9)
    assert len(regions) == 2
    assert regions[0][0] < 0.1
    assert regions[1][0] < 0.6
    assert len(of_people(found, Tracks.empty(), labels(("car",)), 16 / 9)) == 0
    assert knows_people(LABELS)
    assert not knows_people(labels(("motion",)))


def test_who_moves_is_covered_from_here_to_there() -> None:
    region = boxes((0.4, 0.4, 0.5, 0.5))
    (covered,) = swept(region, np.array([[0.2, -0.1]], np.float32), 0.5)
    assert covered.tolist() == pytest.approx([0.4, 0.35, 0.6, 0.5])
    assert np.array_equal(swept(region, np.array([[1, 1]], np.float32), 0), region)
    ahead = of_people(Detections.empty(), followed(0, (0.4, 0.4, 0.45, 0.7), (0.2, 0)), LABELS, 16 / 9, ahead_s=0.5)
    still = of_people(Detections.empty(), followed(0, (0.4, 0.4, 0.45, 0.7), (0, 0)), LABELS, 16 / 9, ahead_s=0.5)
    assert ahead[0][2] - still[0][2] == pytest.approx(0.1)


def test_regions_stay_inside_the_picture() -> None:
    at_the_edge = boxes((0.0, 0.0, 0.1, 0.2), (0.9, 0.9, 1.0, 1.0))
    for regions in (heads(at_the_edge, 1.5), riders_heads(at_the_edge), around_faces(at_the_edge)):
        assert regions.dtype == np.float32
        assert regions.min() >= 0
        assert regions.max() <= 1
    assert len(heads(boxes(), 1.5)) == len(around_faces(boxes())) == 0
