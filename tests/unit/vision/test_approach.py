from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.vision.approach import moved, rates
from ioc_desktop.vision.tracks import Tracks

BOX = (0.4, 0.3, 0.5, 0.6)
LARGER = (0.38, 0.3, 0.52, 0.69)


def one(box: tuple[float, float, float, float], number: int = 1, *, seen: bool = True) -> Tracks:
    return Tracks(
        np.array([number]),
        np.array([box], np.float32),
        np.ones(1, np.float32),
        np.zeros(1, np.int32),
        np.array([(0.0, 0.1)], np.float32),
        np.array([seen]),
    )


def test_who_grows_comes_nearer() -> None:
    assert 0.2 < rates(one(BOX), one(LARGER), 0.8)[0] < 0.3 / 0.8
    assert rates(one(LARGER), one(BOX), 0.8)[0] < -0.2
    assert rates(one(BOX), one(BOX), 0.8)[0] == 0


@pytest.mark.parametrize(
    ("before", "now", "gap_s"),
    [
        (one(BOX), one(LARGER), 0.2),
        (one(BOX), one(LARGER, 2), 0.8),
        (one(BOX, seen=False), one(LARGER), 0.8),
        (one(BOX), one(LARGER, seen=False), 0.8),
        (one((0.4, 0.3, 0.5, 1.0)), one((0.4, 0.6, 0.5, 1.0)), 0.8),
        (Tracks.empty(), one(LARGER), 0.8),
    ],
    ids=["too short", "another", "foretold before", "foretold now", "cut by the edge", "new"],
)
def test_of_whom_too_little_is_known_no_growth_is_taken(before: Tracks, now: Tracks, gap_s: float) -> None:
    assert rates(before, now, gap_s).tolist() == [0.0]


def test_without_growth_boxes_go_straight_on_and_back() -> None:
    there = moved(one(BOX), np.zeros(1, np.float32), 0.5, 0.8)
    assert there[0] == pytest.approx((0.4, 0.35, 0.5, 0.65), abs=1e-6)
    assert there.dtype == np.float32
    back = moved(one(BOX), np.zeros(1, np.float32), -0.5, 0.8)
    assert back[0] == pytest.approx((0.4, 0.25, 0.5, 0.55), abs=1e-6)


def test_nobody_grows_without_bound() -> None:
    there = moved(one(BOX), np.ones(1, np.float32), 1.0, 0.8)
    assert there[0, 3] - there[0, 1] == pytest.approx(0.6, abs=1e-5)
