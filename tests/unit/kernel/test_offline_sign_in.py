"""Signing in with and without the centre's server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.lookup import make_local
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.district_settings.choices import OFFLINE_DAYS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.store.database import Database

LOCAL, SERVER = "cây-đa-bến-nước", "sông-Hiếu-2026"


class HandClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


class FakeServer:
    """Stands in for the server's word; the real one is asked in tests/integration/sync."""

    def __init__(self) -> None:
        self.password: str | None = None
        self.is_up = True

    def prove(self, user_name: str, password: str) -> bool | None:
        del user_name
        return None if not self.is_up else password == self.password


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "ioc.db").open()
    yield database
    database.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def accounts(db: Database, clock: HandClock, server: FakeServer) -> AccountService:
    made = AccountService(db, clock, server)
    made.create(user_name="trucban", display_name="", role=Role.DUTY_OFFICER, password=LOCAL)
    return made


def code(accounts: AccountService, password: str) -> str:
    with pytest.raises(ExpectedError) as caught:
        accounts.authenticate("trucban", password)
    return caught.value.code


def test_a_password_of_the_server_is_known_here_afterwards(accounts: AccountService, server: FakeServer) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    accounts.authenticate("trucban", SERVER)
    assert code(accounts, LOCAL) == "accounts.refused"


def test_a_password_changed_on_the_server_is_refused_here(accounts: AccountService, server: FakeServer) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.password = "mới-hơn-nữa"
    assert code(accounts, SERVER) == "accounts.refused"
    server.is_up = False
    assert code(accounts, SERVER) == "accounts.refused"  # forgotten here, so being offline does not bring it back


def test_a_wrong_try_does_not_forget_the_right_password(accounts: AccountService, server: FakeServer) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    assert code(accounts, "sai-hẳn-rồi") == "accounts.refused"
    server.is_up = False
    accounts.authenticate("trucban", SERVER)


def test_the_server_keeps_the_passwords_that_it_confirmed(accounts: AccountService, server: FakeServer) -> None:
    account = accounts.list()[0]
    accounts.set_password(account.id, LOCAL + "-tạm")
    assert accounts.list()[0].must_change_password
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    assert not accounts.list()[0].must_change_password
    with pytest.raises(ExpectedError, match=r"accounts\.password_of_server"):
        accounts.change_password(account.id, SERVER, "mới-hơn-nữa")
    with pytest.raises(ExpectedError, match=r"accounts\.refused"):
        accounts.change_password(account.id, LOCAL, "mới-hơn-nữa")


def test_who_has_no_login_on_the_server_signs_in_as_before(accounts: AccountService) -> None:
    accounts.authenticate("trucban", LOCAL)


def test_an_account_of_another_desktop_needs_the_server_once(
    db: Database, accounts: AccountService, server: FakeServer
) -> None:
    with db.write() as session:
        session.add(AccountRow(user_name="mới", user_key="moi", display_name="", role="operator"))
    server.is_up = False
    with pytest.raises(ExpectedError, match=r"accounts\.refused"):
        accounts.authenticate("mới", SERVER)
    server.is_up, server.password = True, SERVER
    assert accounts.authenticate("mới", SERVER).role is Role.OPERATOR


def test_too_many_days_without_the_server_end_it(
    accounts: AccountService, server: FakeServer, clock: HandClock, db: Database
) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    clock.time += timedelta(days=14)
    accounts.authenticate("trucban", SERVER)
    clock.time += timedelta(days=1)
    assert code(accounts, SERVER) == "accounts.offline_too_long"
    DistrictSettings(db).set(OFFLINE_DAYS, 0)
    accounts.authenticate("trucban", SERVER)
    DistrictSettings(db).set(OFFLINE_DAYS, 30)
    accounts.authenticate("trucban", SERVER)


@pytest.mark.parametrize("tried", [SERVER, "sai-hẳn-rồi"])
def test_a_clock_set_back_gains_nothing(
    accounts: AccountService, server: FakeServer, clock: HandClock, tried: str
) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    clock.time += timedelta(days=10)
    accounts.authenticate("trucban", SERVER)
    clock.time += timedelta(days=5)
    code(accounts, tried)  # refused, whichever it was: the day was seen
    clock.time -= timedelta(days=14)
    assert code(accounts, SERVER) == "accounts.offline_too_long"


def test_the_server_starts_the_days_anew_after_a_clock_that_ran_ahead(
    accounts: AccountService, server: FakeServer, clock: HandClock
) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    clock.time += timedelta(days=900)
    assert code(accounts, SERVER) == "accounts.offline_too_long"
    clock.time -= timedelta(days=900)
    server.is_up = True
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    accounts.authenticate("trucban", SERVER)


def test_who_left_the_server_has_no_limit(
    accounts: AccountService, server: FakeServer, clock: HandClock, db: Database
) -> None:
    """Else the only administrator of a desktop that left could never come in again."""
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    clock.time += timedelta(days=15)
    assert code(accounts, SERVER) == "accounts.offline_too_long"
    with db.write() as session:
        make_local(session.connection())
    clock.time += timedelta(days=4000)
    account = accounts.list()[0]
    accounts.authenticate("trucban", SERVER)
    accounts.change_password(account.id, SERVER, LOCAL)
    accounts.authenticate("trucban", LOCAL)


def test_a_profile_without_a_server_has_no_limit(
    accounts: AccountService, server: FakeServer, clock: HandClock
) -> None:
    server.is_up = False
    clock.time += timedelta(days=4000)
    accounts.authenticate("trucban", LOCAL)


def test_the_right_password_is_needed_offline_too(accounts: AccountService, server: FakeServer) -> None:
    server.password = SERVER
    accounts.authenticate("trucban", SERVER)
    server.is_up = False
    assert code(accounts, "sai-hẳn-rồi") == "accounts.refused"
