from __future__ import annotations

import pickle
import random
from datetime import UTC, datetime
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core import ids
from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event, Latest


class RefinedError(ExpectedError):
    pass


def test_the_system_clock_is_aware_and_never_runs_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.monotonic() <= clock.monotonic()


def test_an_expected_error_fills_in_its_facts_and_takes_a_translation() -> None:
    error = ExpectedError("area.code", "Có {n} lỗi.", n=3)
    assert error.message() == "Có 3 lỗi."
    assert error.message({"Có {n} lỗi.": "{n} errors."}.__getitem__) == "3 errors."
    assert str(error) == "area.code: Có 3 lỗi."


def test_an_expected_error_survives_a_pipe_with_its_class() -> None:
    copy = pickle.loads(pickle.dumps(RefinedError("a.b", "Lỗi {n}.", n=1)))
    assert type(copy) is RefinedError
    assert (copy.code, copy.sentence, copy.facts) == ("a.b", "Lỗi {n}.", {"n": 1})


def test_identifiers_say_their_version_and_sort_by_time() -> None:
    made = [ids.uuid7() for _ in range(200)]
    assert {value.version for value in made} == {7}
    assert {value.variant for value in made} == {RFC_4122}
    assert len(set(made)) == 200
    stamps = [value.int >> 80 for value in made]
    assert stamps == sorted(stamps)


def test_delays_double_to_the_ceiling_and_forget_after_health() -> None:
    backoff = Backoff(first_s=1, ceiling_s=8, jitter=0, healthy_after_s=10)
    assert [backoff.failed() for _ in range(5)] == [1, 2, 4, 8, 8]
    assert backoff.failed(uptime_s=9.9) == 8
    assert backoff.failed(uptime_s=10) == 1


@given(st.integers(0, 5000), st.integers())
def test_a_delay_stays_within_its_jitter_for_ever(attempts: int, seed: int) -> None:
    backoff = Backoff(first_s=0.5, ceiling_s=15, jitter=0.25, attempts=attempts, random=random.Random(seed))
    assert 0.375 <= backoff.failed() <= 18.75


def test_listeners_are_called_in_order_and_may_leave_meanwhile() -> None:
    event: Event[int] = Event()
    heard: list[tuple[str, int]] = []

    def once(value: int) -> None:
        heard.append(("a", value))
        leave()

    leave = event.connect(once)
    event.connect(lambda value: heard.append(("b", value)))
    event.emit(1)
    event.emit(2)
    assert heard == [("a", 1), ("b", 1), ("b", 2)]


def test_the_newest_value_wins_and_lost_ones_are_counted() -> None:
    box: Latest[int] = Latest()
    assert box.take() is None
    for value in range(4):
        box.put(value)
    assert (box.take(), box.take(), box.dropped) == (3, None, 3)
