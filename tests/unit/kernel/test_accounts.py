from __future__ import annotations

from typing import Protocol

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts import passwords
from ioc_desktop.kernel.accounts.lockout import LONGEST_LOCK_S, lock_length_s
from ioc_desktop.kernel.accounts.model import PERMISSIONS, Account, Role
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.accounts.tables import AccountSecretRow
from ioc_desktop.store.database import Database

GOOD = "hoa-sữa-thơm-27"


class Moving(Protocol):
    def pass_s(self, seconds: float) -> None: ...


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 itself with little work: these tests sign in some hundred times."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def accounts(db: Database, clock: object) -> AccountService:
    return AccountService(db, clock)  # type: ignore[arg-type]


@pytest.fixture
def officer(accounts: AccountService) -> Account:
    return accounts.create(user_name="TrucBan", display_name="Trực ban", role=Role.DUTY_OFFICER, password=GOOD)


def refusal(accounts: AccountService, user_name: str, password: str) -> str:
    with pytest.raises(ExpectedError) as caught:
        accounts.authenticate(user_name, password)
    return caught.value.code


def test_the_right_password_signs_in_whatever_the_case_of_the_name(accounts: AccountService, officer: Account) -> None:
    session = accounts.authenticate(" trucban ", GOOD)
    assert (session.account_id, session.user_name, session.role) == (officer.id, "TrucBan", Role.DUTY_OFFICER)
    assert session.may("wall.view")
    assert not session.may("cameras.manage")


def test_both_normal_forms_of_a_password_are_one(accounts: AccountService, officer: Account) -> None:
    import unicodedata

    assert accounts.authenticate("trucban", unicodedata.normalize("NFD", GOOD)).account_id == officer.id


def test_unknown_wrong_and_closed_give_the_same_answer(accounts: AccountService, officer: Account) -> None:
    accounts.create(user_name="quantri", display_name="", role=Role.ADMIN, password=GOOD)
    accounts.update(officer.id, display_name="x", role=Role.OPERATOR, is_active=False)
    answers = set()
    for name, password in [("nobody", GOOD), ("quantri", "wrong"), ("trucban", GOOD), ("", ""), ("a\0b", "\0")]:
        with pytest.raises(ExpectedError) as caught:
            accounts.authenticate(name, password)
        answers.add((caught.value.code, caught.value.message()))
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["trucban", "nobody"])
@pytest.mark.usefixtures("officer")
def test_five_failures_lock_for_a_growing_time(accounts: AccountService, clock: Moving, name: str) -> None:
    assert [refusal(accounts, name, "wrong") for _ in range(5)] == ["accounts.refused"] * 5
    for lock_s in (30, 60, 120, 240):
        assert refusal(accounts, name, GOOD) == "accounts.locked"
        clock.pass_s(lock_s - 1)
        assert refusal(accounts, name, GOOD) == "accounts.locked"
        clock.pass_s(1)
        assert refusal(accounts, name, "wrong") == "accounts.refused"


@pytest.mark.usefixtures("officer")
def test_the_right_password_after_the_lock_clears_the_count(accounts: AccountService, clock: Moving) -> None:
    for _ in range(5):
        refusal(accounts, "trucban", "wrong")
    clock.pass_s(30)
    accounts.authenticate("trucban", GOOD)
    assert [refusal(accounts, "trucban", "wrong") for _ in range(5)] == ["accounts.refused"] * 5


@pytest.mark.usefixtures("officer")
def test_a_lock_survives_a_restart(accounts: AccountService, db: Database, clock: Moving) -> None:
    for _ in range(5):
        refusal(accounts, "trucban", "wrong")
    assert refusal(AccountService(db, clock), "trucban", GOOD) == "accounts.locked"  # type: ignore[arg-type]


@pytest.mark.usefixtures("officer")
def test_a_clock_set_back_does_not_lock_for_years(accounts: AccountService, clock: Moving) -> None:
    for _ in range(5):
        refusal(accounts, "trucban", "wrong")
    clock.pass_s(-3 * 365 * 86400)
    assert refusal(accounts, "trucban", GOOD) == "accounts.locked"
    clock.pass_s(30)
    accounts.authenticate("trucban", GOOD)


@given(st.integers(0, 10_000))
def test_locks_grow_up_to_an_hour(failures: int) -> None:
    assert 0 <= lock_length_s(failures) <= lock_length_s(failures + 1) <= LONGEST_LOCK_S


def test_the_first_administrator_is_made_once(accounts: AccountService) -> None:
    assert not accounts.has_any()
    accounts.create_first_administrator(user_name="quantri", display_name="", password=GOOD)
    assert accounts.has_any()
    with pytest.raises(ExpectedError, match=r"accounts\.exist_already"):
        accounts.create_first_administrator(user_name="khac", display_name="", password=GOOD)
    assert [(account.user_name, account.display_name) for account in accounts.list()] == [("quantri", "quantri")]


def test_the_last_administrator_stays(accounts: AccountService, officer: Account) -> None:
    chief = accounts.create(user_name="quantri", display_name="", role=Role.ADMIN, password=GOOD)
    with pytest.raises(ExpectedError, match=r"accounts\.last_administrator"):
        accounts.update(chief.id, display_name="x", role=Role.ADMIN, is_active=False)
    with pytest.raises(ExpectedError, match=r"accounts\.last_administrator"):
        accounts.update(chief.id, display_name="x", role=Role.LEADER, is_active=True)
    accounts.update(officer.id, display_name="x", role=Role.ADMIN, is_active=True)
    accounts.update(chief.id, display_name="x", role=Role.LEADER, is_active=True)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("name", ["trucban", "TRUCBAN"])
def test_a_name_is_taken_once(accounts: AccountService, name: str) -> None:
    with pytest.raises(ExpectedError, match=r"accounts\.name_taken"):
        accounts.create(user_name=name, display_name="", role=Role.OPERATOR, password=GOOD)


@pytest.mark.parametrize("name", ["", "a", "có dấu", "x" * 61, "a b", "-a", "a\0b"])
def test_odd_names_are_refused(accounts: AccountService, name: str) -> None:
    with pytest.raises(ExpectedError, match=r"accounts\.name_wrong"):
        accounts.create(user_name=name, display_name="", role=Role.ADMIN, password=GOOD)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "short"),
        ("", "short"),
        ("x" * 129, "long"),
        ("aaaaaaaaaaaa", "common"),
        ("12345678", "common"),
        ("MậtKhẩu123", "common"),
        ("trucban-2026", "common"),
        ("Password1!", "common"),
    ],
)
def test_weak_passwords_are_refused(accounts: AccountService, password: str, code: str) -> None:
    with pytest.raises(ExpectedError, match=rf"accounts\.password_{code}"):
        accounts.create(user_name="trucban", display_name="", role=Role.OPERATOR, password=password)


def test_a_password_is_changed_by_who_knows_it(accounts: AccountService, officer: Account) -> None:
    with pytest.raises(ExpectedError, match=r"accounts\.refused"):
        accounts.change_password(officer.id, "wrong", "cây-đa-bến-nước")
    with pytest.raises(ExpectedError, match=r"accounts\.password_short"):
        accounts.change_password(officer.id, GOOD, "abc")
    accounts.change_password(officer.id, GOOD, "cây-đa-bến-nước")
    assert refusal(accounts, "trucban", GOOD) == "accounts.refused"
    accounts.authenticate("trucban", "cây-đa-bến-nước")


def test_guessing_the_old_password_locks_too(accounts: AccountService, officer: Account) -> None:
    for _ in range(5):
        with pytest.raises(ExpectedError, match=r"accounts\.refused"):
            accounts.change_password(officer.id, "wrong", GOOD)
    with pytest.raises(ExpectedError, match=r"accounts\.locked"):
        accounts.change_password(officer.id, GOOD, GOOD)
    assert refusal(accounts, "trucban", GOOD) == "accounts.locked"


def test_a_given_password_opens_the_lock_and_is_to_be_changed(accounts: AccountService, officer: Account) -> None:
    for _ in range(5):
        refusal(accounts, "trucban", "wrong")
    accounts.set_password(officer.id, "cây-đa-bến-nước")
    accounts.authenticate("trucban", "cây-đa-bến-nước")
    assert [account.must_change_password for account in accounts.list()] == [True]


def test_old_hashes_are_renewed_at_the_next_sign_in(accounts: AccountService, officer: Account, db: Database) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(GOOD)
    with db.write() as session:
        session.execute(update(AccountSecretRow).values(password_hash=weak))
    accounts.authenticate("trucban", GOOD)
    with db.read() as session:
        renewed = session.scalar(
            select(AccountSecretRow.password_hash).where(AccountSecretRow.account_id == officer.id)
        )
    assert renewed != weak
    assert not passwords.is_outdated(renewed or "")
    accounts.authenticate("trucban", GOOD)


def test_unknown_names_cost_as_much_as_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert not passwords.is_outdated(passwords.NOBODY)
    assert not passwords.matches(passwords.NOBODY, "")


def test_passwords_are_never_stored(accounts: AccountService, officer: Account, db: Database) -> None:
    del accounts, officer
    with db.read() as session:
        stored = session.scalar(select(AccountSecretRow.password_hash)) or ""
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored


def test_every_role_has_its_permissions_and_title() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert all(role.label for role in Role)
    assert all("wall.view" in permissions for permissions in PERMISSIONS.values())
    assert all(permissions <= PERMISSIONS[Role.ADMIN] for permissions in PERMISSIONS.values())


def test_preferences_are_kept_by_account(accounts: AccountService, officer: Account, db: Database) -> None:
    other = accounts.create(user_name="quantri", display_name="", role=Role.ADMIN, password=GOOD)
    preferences = Preferences(db)
    assert preferences.get(officer.id, "wall.layout", "4x4") == "4x4"
    layout = {"layout": "3x3", "tiles": [1, None, "ô"], "page": 0}
    preferences.set(officer.id, "wall.layout", {})
    preferences.set(officer.id, "wall.layout", layout)
    preferences.set(officer.id, "wall.note", None)
    assert Preferences(db).get(officer.id, "wall.layout") == layout
    assert preferences.get(officer.id, "wall.note", "x") is None
    assert preferences.get(other.id, "wall.layout") is None
    assert preferences.all(officer.id) == {"wall.layout": layout, "wall.note": None}
