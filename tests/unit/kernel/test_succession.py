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
from ioc_desktop.kernel.org_units.succession import Succession, follow, millionths
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


OLD = {
    "Phường Đông Hà": ("Phường 1", "Phường 3", "Phường 4", "Phường Đông Giang", "Phường Đông Thanh"),
    "Phường Nam Đông Hà": ("Phường 2", "Phường 5", "Phường Đông Lễ", "Phường Đông Lương"),
}


def test_the_reform_of_2025_is_right_on_both_sides_of_the_day(db: Database) -> None:
    """Quảng Trị, 1/7/2025: provinces and wards merged, and the tier of districts between them ended."""
    units, succession, before = OrgUnitService(db), Succession(db), date(2025, 6, 30)
    old_provinces = [units.add(f"Tỉnh {name}", level="province") for name in ("Quảng Bình", "Quảng Trị")]
    city = units.add("Thành phố Đông Hà", level="district", parent_id=old_provinces[1].id)
    new_province = units.add("Tỉnh Quảng Trị", level="province", valid_from=REFORM)
    wards = {}
    for name, parts in OLD.items():
        olds = [units.add(part, level="commune", kind="ward", parent_id=city.id).id for part in parts]
        new = units.add(name, level="commune", kind="ward", parent_id=new_province.id, valid_from=REFORM)
        wards[name] = (olds, new.id)
    with pytest.raises(ExpectedError, match=r"org_unit\.has_children"):
        units.close(city.id, REFORM)
    for olds, new_ward in wards.values():
        succession.merge(olds, new_ward, REFORM)
    assert units.close(city.id, REFORM).valid_to == REFORM
    succession.merge([province.id for province in old_provinces], new_province.id, REFORM)

    first, north = wards["Phường Đông Hà"][0][0], wards["Phường Đông Hà"][1]
    assert [unit.level for unit in units.path(first, before)] == ["province", "district", "commune"]
    assert [unit.level for unit in units.path(north, REFORM)] == ["province", "commune"]
    assert units.path(first, REFORM) == []
    assert succession.successors(first, before) == {first: 1}
    assert succession.successors(first, REFORM) == {north: 1}
    assert succession.successors(city.id, REFORM) == {city.id: 1}  # a tier that ended has no successor
    assert {unit.name for unit in units.valid_on(REFORM)} == {"Tỉnh Quảng Trị", *OLD}
    assert len(units.valid_on(before)) == 2 + 1 + 9
    assert [len(node.children) for node in units.tree(REFORM)] == [2]


def test_a_split_and_a_later_merger_multiply(db: Database) -> None:
    whole, a, b, c = (unit(db, name) for name in "WABC")
    succession = Succession(db)
    succession.split(whole, {a: Fraction(1, 4), b: Fraction(3, 4)}, date(2025, 1, 1))
    succession.merge([b], c, date(2026, 1, 1))
    assert succession.successors(whole, date(2026, 6, 1)) == {a: Fraction(1, 4), c: Fraction(3, 4)}


def test_circles_closed_units_and_wrong_shares_are_refused(db: Database) -> None:
    a, b, c, closed = (unit(db, name) for name in "ABCD")
    later = OrgUnitService(db).add("E", valid_from=date(2030, 1, 1)).id
    OrgUnitService(db).close(closed, REFORM)
    succession = Succession(db)
    succession.merge([a], b, REFORM)
    for work, code in (
        (lambda: succession.merge([a], c, date(2026, 1, 1)), "org_unit.has_successors"),
        (lambda: succession.merge([a], c, date(2024, 1, 1)), "org_unit.has_successors"),
        (lambda: succession.merge([closed], c, date(2026, 1, 1)), "org_unit.closed"),
        (lambda: succession.merge([later], c, date(2029, 1, 1)), "org_unit.not_yet"),
        (lambda: succession.merge([b], later, date(2026, 1, 1)), "org_unit.successor_not_valid"),
        (lambda: succession.merge([b], closed, date(2026, 1, 1)), "org_unit.successor_not_valid"),
        (lambda: succession.merge([], c, date(2026, 1, 1)), "org_unit.nothing_to_merge"),
        (lambda: succession.split(b, {}, date(2026, 1, 1)), "org_unit.shares"),
        (lambda: succession.split(b, {a: Fraction(2), c: Fraction(-1)}, date(2026, 1, 1)), "org_unit.shares"),
        (lambda: succession.merge([b], a, date(2026, 1, 1)), "org_unit.circle"),
        (lambda: succession.merge([b], b, date(2026, 1, 1)), "org_unit.circle"),
        (lambda: succession.split(b, {c: Fraction(1, 2)}, date(2026, 1, 1)), "org_unit.shares"),
        (lambda: succession.merge([b], UUID(int=9), date(2026, 1, 1)), "org_unit.gone"),
    ):
        with pytest.raises(ExpectedError) as caught:
            work()
        assert caught.value.code == code
    assert succession.successors(b, date(2027, 1, 1)) == {b: 1}


def test_a_merger_that_cannot_be_changes_nothing(db: Database) -> None:
    a, b, into = (unit(db, name) for name in "ABC")
    OrgUnitService(db).add("A1", parent_id=b)
    with pytest.raises(ExpectedError, match=r"org_unit\.has_children"):
        Succession(db).merge([a, b], into, REFORM)
    assert Succession(db).successors(a, REFORM) == {a: 1}
    assert len(OrgUnitService(db).valid_on(REFORM)) == 4


def test_naming_a_unit_twice_merges_it_once(db: Database) -> None:
    a, into = (unit(db, name) for name in "AB")
    Succession(db).merge([a, a], into, REFORM)
    assert Succession(db).successors(a, REFORM) == {into: 1}


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=9))
def test_the_parts_of_a_unit_are_always_the_whole(weights: list[int]) -> None:
    total = sum(weights)
    parts = millionths({UUID(int=place): Fraction(weight, total) for place, weight in enumerate(weights)})
    assert sum(parts.values()) == WHOLE
    assert min(parts.values()) > 0
    for part, weight in zip(parts.values(), weights, strict=True):
        assert abs(part - Fraction(weight * WHOLE, total)) < len(weights)
    steps = {UUID(int=99): [(target, part, REFORM) for target, part in parts.items()]}
    assert sum(follow(steps, UUID(int=99), REFORM).values()) == 1


@given(st.integers(1, WHOLE - 1))
def test_what_is_less_than_a_millionth_is_no_part(denominator: int) -> None:
    small = Fraction(denominator, WHOLE * WHOLE)
    with pytest.raises(ExpectedError, match=r"org_unit\.shares"):
        millionths({UUID(int=1): 1 - small, UUID(int=2): small})


STEPS = st.dictionaries(
    st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, WHOLE), st.dates(date(2020, 1, 1), date(2030, 1, 1)))),
)


@given(STEPS, st.integers(0, 6), st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_whatever_desktops_wrote_the_parts_sum_to_one(
    drawn: dict[int, list[tuple[int, int, date]]], start: int, day: date
) -> None:
    """Circles and shares that sum to anything come of two desktops that changed one unit at once."""
    steps = {UUID(int=unit): [(UUID(int=to), share, on) for to, share, on in onward] for unit, onward in drawn.items()}
    found = follow(steps, UUID(int=start), day)
    assert sum(found.values()) == 1
    assert all(part > 0 for part in found.values())


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=4), min_size=1, max_size=4))
def test_shares_multiply_exactly_through_a_chain(generations: list[list[int]]) -> None:
    """Every unit of a generation is split alike; its part of the first is the product of the shares on its way."""
    steps: dict[UUID, list[tuple[UUID, int, date]]] = {}
    expected = {UUID(int=0): Fraction(1)}
    number = 0
    for weights in generations:
        following: dict[UUID, Fraction] = {}
        for parent, part in expected.items():
            targets = [UUID(int=number + 1 + place) for place in range(len(weights))]
            number += len(weights)
            total = sum(weights)
            shares = millionths({to: Fraction(weight, total) for to, weight in zip(targets, weights, strict=True)})
            steps[parent] = [(to, share, REFORM) for to, share in shares.items()]
            following |= {to: part * share / WHOLE for to, share in shares.items()}
        expected = following
    assert follow(steps, UUID(int=0), REFORM) == expected
