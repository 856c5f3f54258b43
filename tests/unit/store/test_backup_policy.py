from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.store.backup_policy import Reason, Stamp, is_due, superfluous

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
moments = st.integers(-400 * 24, 400 * 24).map(lambda hours: NOW + timedelta(hours=hours))
stamps = st.sets(st.builds(Stamp, moments, st.sampled_from(Reason)), max_size=60)


def daily(*ages: float) -> list[Stamp]:
    return [Stamp(NOW - timedelta(days=age), Reason.DAILY) for age in ages]


@given(stamps)
def test_names_say_what_stamps_say(found: set[Stamp]) -> None:
    assert {Stamp.of(stamp.name) for stamp in found} == found


@pytest.mark.parametrize(
    "name",
    ["ioc.db", "ioc-20260101T000000.db.part", ".ioc-20260101T000000.db.part", "ioc-20261341T000000.db", "ioc-x.db"],
)
def test_other_files_are_no_backups(name: str) -> None:
    assert Stamp.of(name) is None


def test_an_upgrade_names_its_revision() -> None:
    assert Stamp(NOW, Reason.UPGRADE, "0001").name == "ioc-20260601T120000-upgrade-0001.db"
    assert Stamp.of("ioc-20260601T120000-upgrade-0001.db") == Stamp(NOW, Reason.UPGRADE, "0001")


def test_one_is_due_after_a_day() -> None:
    assert is_due([], NOW)
    assert not is_due(daily(0.9), NOW)
    assert is_due(daily(1.0), NOW)
    assert is_due([Stamp(NOW, Reason.DEMAND), Stamp(NOW, Reason.UPGRADE)], NOW)


def test_a_backup_from_the_future_does_not_put_off_the_next() -> None:
    assert is_due(daily(-3000), NOW)


def test_seven_days_four_weeks_three_on_demand() -> None:
    found = [*daily(*range(60)), *(Stamp(NOW - hour * DAY / 24, Reason.DEMAND) for hour in range(1, 9))]
    kept = set(found) - superfluous(found, NOW)
    days = sorted((NOW - stamp.at).days for stamp in kept if stamp.reason is Reason.DAILY)
    assert days[:7] == list(range(7))
    # 1 June 2026 is a Monday: its week has one day; the weeks before begin with their Sundays.
    assert days[7:] == [8, 15]
    assert sum(stamp.reason is Reason.DEMAND for stamp in kept) == 3


def test_upgrades_are_kept_for_ninety_days_and_the_newest_for_ever() -> None:
    old = [Stamp(NOW - days * DAY, Reason.UPGRADE, "0001") for days in (1, 89, 91, 200)]
    assert superfluous(old, NOW) == set(old[2:])
    assert superfluous(old[2:], NOW) == {old[3]}


def test_after_a_long_holiday_nothing_is_lost() -> None:
    found = daily(*range(100, 107))
    assert superfluous(found, NOW) == set()


@given(stamps)
def test_a_clock_set_back_deletes_nothing_newer(found: set[Stamp]) -> None:
    assert all(stamp.at <= NOW for stamp in superfluous(found, NOW))


@given(stamps, st.sampled_from(Reason))
def test_a_new_backup_survives_whatever_the_clock_was(found: set[Stamp], reason: Reason) -> None:
    new = Stamp(NOW, reason)
    assert new not in superfluous(found | {new}, NOW)


@given(stamps)
def test_deleting_is_done_once(found: set[Stamp]) -> None:
    kept = found - superfluous(found, NOW)
    assert superfluous(kept, NOW) == set()
    past = [stamp for stamp in kept if stamp.at <= NOW and stamp.reason is not Reason.UPGRADE]
    assert len(past) <= 7 + 4 + 3 + 1
