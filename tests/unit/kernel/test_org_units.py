"""Units on a day: the tree, the way up, and what may not be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.org_units.service import OrgUnit, OrgUnitService, UnitNode, grown
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database

DAY = date(2026, 1, 1)


def names(nodes: list[UnitNode] | tuple[UnitNode, ...]) -> list[object]:
    return [(node.unit.name, names(node.children)) if node.children else node.unit.name for node in nodes]


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as caught:
        work()
    assert caught.value.message()
    return caught.value.code


def test_a_tree_has_as_many_levels_as_there_are(db: Database) -> None:
    units = OrgUnitService(db)
    levels = ("province", "commune", "quarter", "group", "department")
    above: UUID | None = None
    for level in levels:
        above = units.add(level, level=level, parent_id=above).id
    assert above is not None
    assert [unit.level for unit in units.path(above, DAY)] == list(levels)
    assert names(units.tree(DAY)) == [("province", [("commune", [("quarter", [("group", ["department"])])])])]


def test_neighbours_are_in_natural_order_and_kinds_are_kept(db: Database) -> None:
    units = OrgUnitService(db)
    ward = units.add(" Phường Đông Hà ", code="DH", level="commune", kind="ward")
    for number in (10, 9, 1):
        units.add(f"Khu phố {number}", parent_id=ward.id, level="quarter")
    assert names(units.tree(DAY)) == [("Phường Đông Hà", ["Khu phố 1", "Khu phố 9", "Khu phố 10"])]
    assert (units.valid_on(DAY)[-1].kind, units.valid_on(DAY)[-1].level) == ("ward", "commune")


def test_a_unit_that_does_not_exist_on_a_day_has_no_way_up(db: Database) -> None:
    units = OrgUnitService(db)
    ward = units.add("Phường 1", valid_to=DAY)
    assert units.path(ward.id, DAY) == []
    assert units.path(UUID(int=1), DAY) == []
    assert [unit.name for unit in units.path(ward.id, date(2025, 12, 31))] == ["Phường 1"]


def test_a_unit_lies_within_the_time_of_its_parent(db: Database) -> None:
    units = OrgUnitService(db)
    ward = units.add("Phường", valid_from=date(2025, 7, 1), valid_to=date(2030, 1, 1))
    for valid_from, valid_to in (
        (None, None),
        (date(2025, 6, 30), date(2029, 1, 1)),
        (date(2025, 7, 1), None),
        (date(2025, 7, 1), date(2030, 1, 2)),
    ):
        assert (
            refused(
                lambda start=valid_from, end=valid_to: units.add(
                    "Khu phố", parent_id=ward.id, valid_from=start, valid_to=end
                )
            )
            == "org_unit.parent_not_valid"
        )
    units.add("Khu phố", parent_id=ward.id, valid_from=date(2025, 7, 1), valid_to=date(2030, 1, 1))


def test_what_cannot_be_is_refused(db: Database) -> None:
    units = OrgUnitService(db)
    top = units.add("Tỉnh", code="QT")
    middle = units.add("Phường", parent_id=top.id)
    low = units.add("Khu phố", parent_id=middle.id)
    assert refused(lambda: units.add(" ")) == "org_unit.name_wrong"
    assert refused(lambda: units.add("x" * 201)) == "org_unit.name_wrong"
    assert refused(lambda: units.add("x", code="QT")) == "org_unit.code_taken"
    assert refused(lambda: units.add("x", parent_id=UUID(int=1))) == "org_unit.gone"
    assert refused(lambda: units.add("x", valid_from=DAY, valid_to=DAY)) == "org_unit.dates_wrong"
    assert refused(lambda: units.move(top.id, low.id)) == "org_unit.parent_circle"
    assert refused(lambda: units.move(top.id, top.id)) == "org_unit.parent_circle"
    assert refused(lambda: units.move(low.id, UUID(int=1))) == "org_unit.gone"
    assert refused(lambda: units.close(top.id, DAY)) == "org_unit.has_children"
    assert names(units.tree(DAY)) == [("Tỉnh", [("Phường", ["Khu phố"])])]


def test_units_close_from_below_and_once(db: Database) -> None:
    units = OrgUnitService(db)
    top = units.add("Quận", valid_from=date(2020, 1, 1))
    low = units.add("Phường", parent_id=top.id, valid_from=date(2020, 1, 1))
    assert refused(lambda: units.close(low.id, date(2020, 1, 1))) == "org_unit.not_yet"
    units.close(low.id, DAY)
    assert units.close(top.id, DAY).valid_to == DAY
    assert refused(lambda: units.close(top.id, date(2027, 1, 1))) == "org_unit.closed"
    assert units.tree(DAY) == []
    assert names(units.tree(date(2025, 12, 31))) == [("Quận", ["Phường"])]


def test_a_unit_moves_with_everything_below(db: Database) -> None:
    units = OrgUnitService(db)
    a, b = units.add("A"), units.add("B")
    low = units.add("C", parent_id=a.id)
    units.add("D", parent_id=low.id)
    units.move(low.id, b.id)
    assert names(units.tree(DAY)) == ["A", ("B", [("C", ["D"])])]
    assert units.move(low.id, None).parent_id is None


def test_a_circle_that_two_desktops_made_still_shows_every_unit(db: Database) -> None:
    units = OrgUnitService(db)
    a, b = units.add("A"), units.add("B")
    with db.write() as session:  # each row was right where it was written
        for row, parent in ((a, b), (b, a)):
            found = session.get(OrgUnitRow, row.id)
            assert found is not None
            found.parent_id = parent.id
    assert names(units.tree(DAY)) == [("A", ["B"])]
    assert [unit.name for unit in units.path(b.id, DAY)] == ["A", "B"]
    assert refused(lambda: units.move(a.id, b.id)) == "org_unit.parent_circle"


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_every_unit_is_in_the_tree_once_whatever_the_parents(parents: list[int]) -> None:
    made = [
        OrgUnit(UUID(int=place), None, str(place), UUID(int=parent), None, None) for place, parent in enumerate(parents)
    ]

    def listed(nodes: tuple[UnitNode, ...]) -> list[OrgUnit]:
        return [unit for node in nodes for unit in (node.unit, *listed(node.children))]

    found = listed(tuple(grown(made)))
    assert len(found) == len(made)
    assert set(found) == set(made)
