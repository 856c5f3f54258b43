"""Mergers and splits of units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.org_units.succession import Succession, _millionths, follow
from ioc_desktop.kernel.org_units.tables import WHOLE
from ioc_desktop.store.database import Database

REFORM = date(2025, 7, 1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "ioc.db").open()
    yield database
    database.close()


def unit(db: Database, name: str) -> UUID:
    return OrgUnitService(db).add(name).id


def test_wards_that_merged_are_found_on_both_sides_of_the_day(db: Database) -> None:
    """Quảng Trị, 1/7/2025: wards 1, 3, 4 and Đông Giang became Phường Đông Hà."""
    old = [unit(db, name) for name in ("Phường 1", "Phường 3", "Phường 4", "Phường Đông Giang")]
    new = unit(db, "Phường Đông Hà")
    succession = Succession(db)
    succession.merge(old, new, REFORM)
    assert succession.successors(old[0], date(2025, 6, 30)) == {old[0]: 1}
    assert succession.successors(old[0], REFORM) == {new: 1}
    names = {found.name for found in OrgUnitService(db).valid_on(REFORM)}
    assert names == {"Phường Đông Hà"}
    assert len(OrgUnitService(db).valid_on(date(2025, 6, 30))) == 5


def test_a_split_and_a_later_merger_multiply(db: Database) -> None:
    whole, a, b, c = (unit(db, name) for name in "WABC")
    succession = Succession(db)
    succession.split(whole, {a: Fraction(1, 4), b: Fraction(3, 4)}, date(2025, 1, 1))
    succession.merge([b], c, date(2026, 1, 1))
    assert succession.successors(whole, date(2026, 6, 1)) == {a: Fraction(1, 4), c: Fraction(3, 4)}


def test_circles_closed_units_and_wrong_shares_are_refused(db: Database) -> None:
    a, b, c = (unit(db, name) for name in "ABC")
    succession = Succession(db)
    succession.merge([a], b, REFORM)
    for work, code in (
        (lambda: succession.merge([a], c, date(2026, 1, 1)), "org_unit.closed"),
        (lambda: succession.merge([b], a, date(2026, 1, 1)), "org_unit.circle"),
        (lambda: succession.merge([b], b, date(2026, 1, 1)), "org_unit.circle"),
        (lambda: succession.split(b, {c: Fraction(1, 2)}, date(2026, 1, 1)), "org_unit.shares"),
        (lambda: succession.merge([b], UUID(int=9), date(2026, 1, 1)), "org_unit.gone"),
    ):
        with pytest.raises(ExpectedError) as caught:
            work()
        assert caught.value.code == code
    assert succession.successors(b, date(2027, 1, 1)) == {b: 1}


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=9))
def test_the_parts_of_a_unit_are_always_the_whole(weights: list[int]) -> None:
    total = sum(weights)
    shares = {UUID(int=place): Fraction(weight, total) for place, weight in enumerate(weights)}
    parts = _millionths(shares)
    assert sum(parts.values()) == WHOLE
    assert min(parts.values()) > 0
    steps = {UUID(int=99): [(target, part, REFORM) for target, part in parts.items()]}
    assert sum(follow(steps, UUID(int=99), REFORM).values()) == 1
