"""The demo's truth as road users, and the tracker judged on it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.scene_tracks import ALL, road_users, tracking_table
from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame, TruthObject
from ioc_desktop.vision.tracks import Tracks

WIDTH, HEIGHT = 1280, 720
Box = tuple[float, float, float, float]
CAR: Box = (0.1, 0.1, 0.3, 0.3)


def part(track_id: int, kind: str, box: Box, visibility: float = 1.0) -> TruthObject:
    return TruthObject(track_id, kind, box, visibility, "", "", 0.0, 0.0, 0.0)


def clip(*frames: list[TruthObject], camera: str = "c") -> ClipTruth:
    numbered = tuple(TruthFrame(n, n / 5, {}, tuple(objects)) for n, objects in enumerate(frames))
    return ClipTruth(camera, 5, WIDTH, HEIGHT, numbered)


def said(*boxes: Box, ids: list[int] | None = None, seen: list[bool] | None = None) -> Tracks:
    count = len(boxes)
    return Tracks(
        np.array(ids if ids is not None else range(count), np.int64), np.array(boxes, np.float32).reshape(-1, 4),
        np.full(count, 0.9, np.float32), np.zeros(count, np.int32), np.zeros((count, 2), np.float32),
        np.array(seen if seen is not None else [True] * count, np.bool_),
    )  # fmt: skip


def test_rider_and_bike_are_one_road_user() -> None:
    truth = clip([
        part(21, "person", (0.42, 0.2, 0.48, 0.4)), part(4, "car", CAR), part(20, "motorcycle", (0.4, 0.3, 0.5, 0.5)),
    ])  # fmt: skip
    users, clear = road_users(truth.frames[0], WIDTH, HEIGHT)
    assert users.ids.tolist() == [1, 5]
    assert users.boxes[1] == pytest.approx([0.4 * WIDTH, 0.2 * HEIGHT, 0.1 * WIDTH, 0.3 * HEIGHT])
    assert clear.all()
    table = tracking_table([truth], [{0: said(CAR, (0.4, 0.2, 0.5, 0.5))}])
    assert (table["c"].hota, table["c"].boxes) == (pytest.approx(1), 2)


def test_what_can_hardly_be_seen_is_neither_missed_nor_wrong() -> None:
    hidden, tiny = part(8, "bus", (0.5, 0.5, 0.9, 0.9), 0.2), part(12, "person", (0.7, 0.1, 0.71, 0.115))
    truth = clip([part(4, "car", CAR), hidden, tiny])
    found = (CAR, (0.7, 0.1, 0.71, 0.115), (0.5, 0.5, 0.62, 0.62))  # of the bus only the part in view
    for boxes in ((CAR,), found):
        scores = tracking_table([truth], [{0: said(*boxes)}])["c"]
        assert (scores.boxes, scores.misses, scores.false_positives) == (1, 0, 0)
    elsewhere = tracking_table([truth], [{0: said(CAR, (0.1, 0.5, 0.3, 0.9))}])["c"]
    assert elsewhere.false_positives == 1


def test_foretold_places_do_not_count() -> None:
    scores = tracking_table([clip([part(4, "car", CAR)])], [{0: said(CAR, CAR, ids=[1, 2], seen=[True, False])}])["c"]
    assert (scores.misses, scores.false_positives) == (0, 0)


def test_only_frames_that_were_looked_at_are_judged_and_clips_add_up() -> None:
    car = [part(4, "car", CAR)]
    one, other = clip(car, car, car, camera="a"), clip(car, car, camera="b")
    table = tracking_table([one, other], [{0: said(CAR), 2: said(CAR, ids=[7])}, {1: Tracks.empty()}])
    assert (table["a"].boxes, table["a"].id_switches) == (2, 1)
    assert (table["b"].misses, table["b"].hota) == (1, 0)
    assert (table[ALL].boxes, table[ALL].misses, table[ALL].id_switches) == (3, 1, 1)
