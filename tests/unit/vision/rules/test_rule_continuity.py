"""A new identity where an old one vanished: how far from its foretold place it may be."""

import numpy as np
import pytest

from ioc_desktop.vision.rules.continuity import Continuity


def subjects_before_and_after(speed: float, off: float) -> tuple[int, int]:
    """Of somebody of size 0.1 who goes up at a speed, is unseen for 0.4 s and comes back so much short of its way."""
    continuity, size = Continuity(), 0.1

    def seen(time_s: float, number: int, foot_y: float) -> int:
        box = np.array([[1.0 - size / 2, foot_y - size, 1.0 + size / 2, foot_y]])
        velocities = np.array([[0.0, -speed]])
        ids, kinds = np.array([number]), np.zeros(1, np.int32)
        return int(continuity.step(time_s, 16 / 9, ids, box, kinds, velocities=velocities)[0])

    before = [seen(number / 10, 1, 0.9 - speed * number / 10) for number in range(4)][-1]
    foretold = 0.9 - speed * 0.3 - speed * 0.4
    return before, seen(0.7, 2, foretold + off)


@pytest.mark.parametrize(
    ("speed", "off", "is_same"),
    [
        (0.0, 0.05, True),
        (0.0, 0.08, False),  # a neighbour in the queue
        (0.5, 0.08, True),  # rode two sizes unseen, and more slowly
        (0.5, 0.12, False),
    ],
)
def test_whoever_rode_on_unseen_may_be_further_off_than_whoever_stood(
    *, speed: float, off: float, is_same: bool
) -> None:
    before, after = subjects_before_and_after(speed, off)
    assert (before == after) is is_same
