"""The face model on real photographs of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from ioc_desktop.vision.labels import labels
from ioc_desktop.vision.privacy.blur import blur
from ioc_desktop.vision.privacy.finder import BY_BOX, BY_MODEL, FaceFinder, open_face_model
from ioc_desktop.vision.registry import pack_for_file

if TYPE_CHECKING:
    from tests.integration.vision.conftest import Finder

# Middles of faces on 1.jpg, read by eye off a 952 x 632 print of it; the last is half hidden.
BY_EYE = (
    (124, 322), (222, 320), (322, 315), (426, 305), (524, 310), (624, 332), (707, 320), (817, 300), (892, 290),
    (150, 197), (305, 240), (415, 225), (550, 158), (645, 160), (778, 140), (727, 85), (808, 95), (655, 82), (502, 78),
    (428, 75), (348, 92), (461, 50), (826, 222), (753, 220), (875, 235), (716, 272),
)  # fmt: skip


@pytest.fixture
def finder(model_file: Finder) -> FaceFinder:
    return FaceFinder(face=open_face_model(pack_for_file(model_file("ultraface_slim_320.onnx"))))


def test_faces_of_a_group_are_found(finder: FaceFinder, media: Finder) -> None:
    picture = cv2.imread(str(media("images/faces/1.jpg")))
    assert picture is not None
    found = finder.find(np.asarray(picture, np.uint8))
    assert found is not None
    assert found.by == BY_MODEL
    points = np.array(BY_EYE) / (952, 632)
    hit = [((found.regions[:, :2] < at) & (found.regions[:, 2:] > at)).all(axis=1).any() for at in points]
    assert np.mean(hit) >= 0.95


def test_covered_faces_are_no_faces_to_the_model(finder: FaceFinder, media: Finder) -> None:
    for name in ("1.jpg", "11.jpg"):
        picture = np.asarray(cv2.imread(str(media(f"images/faces/{name}"))), np.uint8)
        before = finder.find(picture)
        assert before is not None
        after = finder.find(blur(picture, before.regions))
        assert after is not None
        assert len(after.regions) <= 0.3 * len(before.regions), "a blob on shoulders may still look like one"


def test_without_any_model_nobody_can_tell() -> None:
    picture = np.zeros((90, 160, 3), np.uint8)
    blind, by_box = FaceFinder(), FaceFinder(labels=labels(("person",)))
    assert blind.find(picture) is None
    found = by_box.find(picture)
    assert found is not None
    assert (found.by, len(found.regions)) == (BY_BOX, 0)
    assert open_face_model(None) is None
