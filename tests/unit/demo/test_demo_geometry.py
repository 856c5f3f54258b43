from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.demo.scenes.camera import Pinhole
from ioc_desktop.demo.scenes.paths import Signals, closed, straight, turning

CAMERA = Pinhole(6.5, 13.0, 9.0, 60.0)


@given(st.floats(-20, 20), st.floats(8, 200))
def test_ground_points_survive_the_way_to_the_picture_and_back(x: float, y: float) -> None:
    uv, depth = CAMERA.project(np.array([(x, y, 0.0)]))
    back = CAMERA.ground_at(*uv[0])
    assert depth[0] > 0
    assert back is not None
    assert back == pytest.approx((x, y), abs=1e-6 * max(1.0, y**2))


def test_sky_has_no_ground() -> None:
    assert CAMERA.ground_at(640, CAMERA.horizon_row - 5) is None


def test_ground_grid_agrees_with_single_pixels() -> None:
    grid = CAMERA.ground_grid()
    row, column = 300, 411
    expected = CAMERA.ground_at(column + 0.5, grid.top_row + row + 0.5)
    assert expected is not None
    assert (grid.x[row, column], grid.y[row, column]) == pytest.approx(expected, rel=1e-4)


def test_outline_drops_what_lies_behind_the_camera() -> None:
    behind = np.array([(-1.0, -5.0, 0), (1, -5, 0), (1, -9, 0)])
    assert CAMERA.outline(behind) is None
    across = CAMERA.outline(np.array([(-1.0, -5.0, 0), (1, -5, 0), (1, 40, 0), (-1, 40, 0)]))
    assert across is not None
    assert np.isfinite(across).all()


def test_offset_lies_to_the_right_of_the_direction_of_travel() -> None:
    away, towards = straight(2, 0, 2, 100).at(10, 1.0), straight(-2, 100, -2, 0).at(10, 1.0)
    assert (away.x, away.y) == pytest.approx((3, 10))
    assert (towards.x, towards.y) == pytest.approx((-3, 90))


def test_turns_are_continuous_and_loops_close() -> None:
    path = turning((0, 0), (0, 20), (30, 20), 5)
    poses = [path.at(s) for s in np.arange(0, path.length_m, 0.25)]
    steps = [np.hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(poses)]
    assert max(steps) < 0.26
    loop = closed((3, 4), 10, 1, 90)
    start, end = loop.at(0), loop.at(loop.length_m)
    assert (start.x, start.y) == pytest.approx((end.x, end.y))


def test_signal_goes_green_yellow_red() -> None:
    signals = Signals(40, (("a", 0, 17), ("b", 21, 36)))
    assert [signals.state("a", t) for t in (0, 16.9, 17, 19.9, 20, 39, 40)] == [
        "green", "green", "yellow", "yellow", "red", "red", "green",
    ]  # fmt: skip
    assert signals.states(25) == {"a": "red", "b": "green"}
