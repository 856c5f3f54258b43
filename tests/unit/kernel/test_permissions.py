"""What an account may do: its role, and what was given or taken besides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
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
    grants.grant(officer.id, "cameras.manage", ward.id)
    grants.restrict(officer.id, "wall.edit")
    session = accounts.authenticate("trucban", "cây-đa-bến-nước")
    assert session.may("cameras.manage", quarter.id)
    assert not session.may("cameras.manage", other.id)
    assert not session.may("cameras.manage")
    assert not session.may("wall.edit")
    grants.clear(officer.id, "wall.edit")
    assert accounts.authenticate("trucban", "cây-đa-bến-nước").may("wall.edit")
    assert grants.grants_of(officer.id) == [("cameras.manage", ward.id, True)]


def test_a_restriction_of_a_unit_leaves_the_rest(db: Database) -> None:
    units, accounts, grants = OrgUnitService(db), AccountService(db), GrantService(db)
    ward, other = units.add("Phường Đông Hà", code="DH"), units.add("Phường Nam Đông Hà", code="NDH")
    operator = accounts.create(user_name="cv", display_name="", role=Role.OPERATOR, password="cây-đa-bến-nước")
    grants.restrict(operator.id, "cameras.manage", ward.id)
    session = accounts.authenticate("cv", "cây-đa-bến-nước")
    assert session.may("cameras.manage")
    assert session.may("cameras.manage", other.id)
    assert not session.may("cameras.manage", ward.id)
    grants.grant(operator.id, "cameras.manage", ward.id)  # the same row: the later word counts
    assert accounts.authenticate("cv", "cây-đa-bến-nước").may("cameras.manage", ward.id)


def test_the_last_administrator_keeps_the_accounts(db: Database) -> None:
    accounts, grants = AccountService(db), GrantService(db)
    first = accounts.create_first_administrator(user_name="qt", display_name="", password="cây-đa-bến-nước")
    with pytest.raises(ExpectedError, match=r"accounts\.last_administrator"):
        grants.restrict(first.id, "accounts.manage")
    assert grants.grants_of(first.id) == []
    second = accounts.create(user_name="qt2", display_name="", role=Role.ADMIN, password="cây-đa-bến-nước")
    grants.restrict(second.id, "accounts.manage")
    for work in (
        lambda: grants.restrict(first.id, "accounts.manage"),
        lambda: accounts.update(first.id, display_name="", role=Role.ADMIN, is_active=False),
        lambda: accounts.update(first.id, display_name="", role=Role.LEADER, is_active=True),
    ):
        with pytest.raises(ExpectedError, match=r"accounts\.last_administrator"):
            work()
    grants.restrict(first.id, "wall.edit")  # anything else may be taken
    grants.clear(second.id, "accounts.manage")
    grants.restrict(first.id, "accounts.manage")


def test_what_does_not_exist_is_refused(db: Database) -> None:
    accounts, grants = AccountService(db), GrantService(db)
    account = accounts.create_first_administrator(user_name="qt", display_name="", password="cây-đa-bến-nước")
    for work, code in (
        (lambda: grants.grant(UUID(int=1), "wall.edit"), "accounts.gone"),
        (lambda: grants.grant(account.id, "wall.edti"), "accounts.permission_unknown"),
        (lambda: grants.restrict(account.id, "wall.edit", UUID(int=1)), "org_unit.gone"),
    ):
        with pytest.raises(ExpectedError) as caught:
            work()
        assert caught.value.code == code
    grants.clear(account.id, "wall.edit")
