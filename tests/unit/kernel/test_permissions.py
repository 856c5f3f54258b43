"""What an account may do: its role, and what was given or taken besides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.kernel.accounts.grants import GrantService
from ioc_desktop.kernel.accounts.model import PERMISSIONS, Grant, Role, resolve
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store.database import Database

UNITS = [UUID(int=number) for number in range(1, 5)]
NAMES = sorted(PERMISSIONS[Role.ADMIN])[:4]
GRANTS = st.lists(
    st.builds(
        Grant,
        st.sampled_from(NAMES),
        st.none() | st.frozensets(st.sampled_from(UNITS), min_size=1),
        st.booleans(),
    ),
    max_size=6,
)


@given(st.sampled_from(list(Role)), GRANTS, st.sampled_from(NAMES), st.sampled_from(UNITS))
def test_what_is_taken_beats_what_is_given(role: Role, grants: list[Grant], name: str, unit: UUID) -> None:
    mine = [grant for grant in grants if grant.permission == name and (grant.units is None or unit in grant.units)]
    resolved = resolve(role, grants)
    if any(not grant.is_allowed for grant in mine):
        assert not resolved.has(name, unit)
    elif mine:
        assert resolved.has(name, unit)
    else:
        assert resolved.has(name, unit) == (name in PERMISSIONS[role])


@given(st.sampled_from(list(Role)))
def test_without_grants_the_role_decides(role: Role) -> None:
    assert resolve(role).everywhere == PERMISSIONS[role]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "ioc.db").open()
    yield database
    database.close()


def test_a_grant_for_a_unit_holds_below_it_too(db: Database) -> None:
    units, accounts, grants = OrgUnitService(db), AccountService(db), GrantService(db)
    ward = units.add("Phường Đông Hà", code="DH")
    quarter = units.add("Khu phố 1", code="DH-1", parent_id=ward.id)
    other = units.add("Phường Nam Đông Hà", code="NDH")
    officer = accounts.create(user_name="trucban", display_name="", role=Role.DUTY_OFFICER, password="cây-đa-bến-nước")
    grants.put(officer.id, "cameras.manage", ward.id, is_allowed=True)
    grants.put(officer.id, "wall.edit", None, is_allowed=False)
    session = accounts.authenticate("trucban", "cây-đa-bến-nước")
    assert session.may("cameras.manage", quarter.id)
    assert not session.may("cameras.manage", other.id)
    assert not session.may("cameras.manage")
    assert not session.may("wall.edit")
    grants.clear(officer.id, "wall.edit", None)
    assert accounts.authenticate("trucban", "cây-đa-bến-nước").may("wall.edit")
    assert [row[0] for row in grants.of(officer.id)] == ["cameras.manage"]
