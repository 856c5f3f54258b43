"""How large a batch is, and how long it waits: no clock runs here."""

from __future__ import annotations

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.batching import Patience, saturating, sizes_up_to


class Device:
    """Takes so many seconds for a batch; its clock stands still otherwise."""

    def __init__(self, per_run_s: float, per_picture_s: float, room: int = 99, first_s: float = 0.0) -> None:
        self.now_s, self.tried = 0.0, dict[int, int]()
        self._per_run_s, self._per_picture_s, self._room, self._first_s = per_run_s, per_picture_s, room, first_s

    def clock(self) -> float:
        return self.now_s

    def run(self, size: int) -> None:
        if size > self._room:
            raise ExpectedError("model.run_failed", "hết bộ nhớ")
        self.tried[size] = self.tried.get(size, 0) + 1
        first_s = self._first_s if self.tried[size] == 1 else 0.0
        self.now_s += first_s + self._per_run_s + size * self._per_picture_s

    def choose(self, limit_s: float = 60.0) -> int:
        return saturating(self.run, sizes_up_to(16), self.clock, limit_s)


def test_a_cpu_takes_one_at_a_time() -> None:
    device = Device(0.0001, 0.03)
    assert device.choose() == 1


def test_an_accelerator_takes_as_many_as_pay() -> None:
    # Pictures a second: 198, 392, 769, 1481, 2759.
    assert Device(0.005, 0.00005).choose() == 16
    # 333, 500, 667, 800, 889: each doubling still brings more than 5 %.
    assert Device(0.002, 0.001).choose() == 16
    # 909, 952, 976, 988, 994: one is within 9 %, two within 5 %.
    assert Device(0.0001, 0.001).choose() == 2


def test_what_is_slower_than_before_ends_the_trial() -> None:
    device = Device(0.0, 0.01)
    device.choose()
    assert max(device.tried) == 2


def test_the_first_run_of_a_size_does_not_count() -> None:
    assert Device(0.005, 0.00005, first_s=2.0).choose() == 16


def test_the_trial_ends_in_time() -> None:
    device = Device(0.5, 0.01)
    assert device.choose(limit_s=1.0) == 1
    assert device.now_s < 2.5
    quick = Device(0.005, 0.00005)
    quick.choose(limit_s=0.05)
    assert quick.now_s <= 0.06


def test_what_does_not_fit_the_memory_is_not_chosen() -> None:
    assert Device(0.005, 0.00005, room=5).choose() == 4
    with pytest.raises(ExpectedError):
        Device(0.005, 0.00005, room=0).choose()


def test_sizes_double() -> None:
    assert sizes_up_to(16) == [1, 2, 4, 8, 16]
    assert sizes_up_to(6) == [1, 2, 4]
    assert sizes_up_to(1) == [1]


def lively(batch: int = 4, streams: int = 4) -> Patience:
    patience = Patience(batch, 0.004)
    patience.waits(range(max(streams, batch)), 9.9)
    patience.waits([], 9.9)
    return patience


def test_a_full_batch_waits_for_nothing() -> None:
    assert not lively().waits([0, 1, 2, 3], 10.0)


def test_a_batch_with_room_waits_once_and_not_long() -> None:
    patience = lively()
    assert patience.waits([0], 10.0)
    assert patience.waits([0, 1], 10.003)
    assert not patience.waits([0, 1], 10.0041)
    assert patience.waits([2], 10.005)


def test_nobody_waits_for_streams_that_rest() -> None:
    patience = lively()
    assert not patience.waits([0, 1], 11.5)


def test_one_at_a_time_and_no_time_mean_no_wait() -> None:
    assert not Patience(1, 0.004).is_needed
    assert not Patience(8, 0.0).is_needed
    assert not Patience(8, 0.0).waits([0], 1.0)
