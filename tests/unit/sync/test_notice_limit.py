"""A flood of notices that bring nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from ioc_desktop.sync.notices import BURST, PER_S, NoticeLimit


class HandClock:
    time = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def monotonic(self) -> float:
        return self.time


def test_a_few_idle_notices_are_nothing_unusual() -> None:
    limit = NoticeLimit(HandClock())
    for _ in range(BURST):
        limit.note_idle()
        assert limit.deaf_s == 0


def test_a_flood_is_asked_after_a_few_times_a_second() -> None:
    clock = HandClock()
    limit, asked = NoticeLimit(clock), 0
    while clock.time < 100:
        if limit.deaf_s == 0:
            limit.note_idle()  # a notice waits at any time
            asked += 1
        clock.time += 0.001
    assert 100 * PER_S <= asked <= BURST + 100 * PER_S + 2
    assert limit.deaf_s < 2 / PER_S  # and the first notice after the flood is heard


def test_quiet_makes_good() -> None:
    clock = HandClock()
    limit = NoticeLimit(clock)
    for _ in range(BURST + 1):
        limit.note_idle()
    assert limit.deaf_s > 0
    clock.time += BURST / PER_S
    for _ in range(BURST - 1):
        limit.note_idle()
    assert limit.deaf_s == 0
