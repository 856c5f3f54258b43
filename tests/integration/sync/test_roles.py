"""Login roles: who may make and revoke them, what they can do, what the server ever sees of a password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.server.administration import add_role, list_roles, revoke_role, set_password
from ioc_desktop.sync.server.dsn import administrator
from ioc_desktop.sync.server.health import examine

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
SignIn = Callable[[str, str], psycopg.Connection]


@pytest.fixture
def boss(connect: Callable[[], psycopg.Connection]) -> Iterator[psycopg.Connection]:
    """PostgreSQL's own administrator in the centre's database."""
    with closing(connect()) as connection:
        yield connection


@pytest.fixture
def names(boss: psycopg.Connection, centre: str) -> Iterator[Callable[[str], str]]:
    """Role names of this test, dropped at its end."""
    prefix = centre.removeprefix("ioc_")

    yield lambda short: f"{prefix}_{short}"
    for (role,) in boss.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", (prefix,)).fetchall():
        boss.execute(f"DROP OWNED BY {role}; DROP ROLE {role}".encode())


@pytest.fixture
def sign_in(postgres_server: PostgresServer, centre: str) -> Iterator[SignIn]:
    made: list[psycopg.Connection] = []

    def connect_as(name: str, password: str) -> psycopg.Connection:
        made.append(psycopg.connect(postgres_server.dsn(centre, name, password), autocommit=True))
        return made[-1]

    yield connect_as
    for connection in made:
        connection.close()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as caught:
        act()
    assert "{" not in caught.value.message()
    return caught.value.code


def test_a_role_is_bounded_and_its_password_never_seen(
    boss: psycopg.Connection, names: Callable[[str], str], sign_in: SignIn, postgres_server: PostgresServer
) -> None:
    boss.execute("SET log_statement = 'all'")
    until = datetime.now(UTC) + timedelta(days=30)
    password = add_role(boss, names("may01"), group=Group.OPERATOR, valid_until=until)
    assert len(password) >= 16
    assert password not in postgres_server.log_text()
    (role,) = list_roles(boss)
    assert (role.name, role.group, role.kind, dict(role.scopes)) == (
        names("may01"),
        "operator",
        "workstation",
        {1: True},
    )
    assert role.valid_until is not None
    assert abs(role.valid_until - until) < timedelta(seconds=1)
    row = boss.execute(
        "SELECT rolconnlimit, rolcreaterole, rolsuper, rolpassword LIKE 'SCRAM-SHA-256$%%' "
        "FROM pg_authid WHERE rolname = %s", (role.name,)
    ).fetchone()  # fmt: skip
    assert row == (6, False, False, True)
    inside = sign_in(role.name, password)
    for name in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout", "temp_file_limit"):
        assert inside.execute(f"SHOW {name}".encode()).fetchone() not in {("0",), ("-1",)}, name
    assert inside.execute("SELECT sync.rank()").fetchone() == (2,)


def test_names_groups_and_passwords_that_cannot_be(boss: psycopg.Connection, names: Callable[[str], str]) -> None:
    for wrong in ("Truc01", "a", "1may", "tên", "pg_may", "ioc_may", 'x"; DROP ROLE y', "x" * 60):
        assert code_of(lambda name=wrong: add_role(boss, name, group=Group.VIEWER)) == "server.role_name"
    add_role(boss, names("may01"), group=Group.VIEWER)
    assert code_of(lambda: add_role(boss, names("may01"), group=Group.VIEWER)) == "server.role_taken"
    assert code_of(lambda: add_role(boss, names("b"), group=Group.VIEWER, password="ngắn")) == "server.password_short"
    assert code_of(lambda: add_role(boss, names("b"), group=Group.VIEWER, scopes={9: True})) == "server.scope_unknown"
    assert [role.name for role in list_roles(boss)] == [names("may01")]
    assert boss.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (names("b"),)).fetchone() is None
    assert code_of(lambda: set_password(boss, names("khong_co"))) == "server.role_unknown"


def test_only_our_own_roles_are_touched(boss: psycopg.Connection) -> None:
    for name in ("postgres", "ioc_owner", "khong_co"):
        assert code_of(lambda name=name: revoke_role(boss, name)) == "server.role_unknown"
        assert code_of(lambda name=name: set_password(boss, name)) == "server.role_unknown"


def test_administrators_look_after_each_others_logins(
    boss: psycopg.Connection, names: Callable[[str], str], sign_in: SignIn
) -> None:
    first, second = (
        sign_in(names(name), add_role(boss, names(name), group=Group.ADMIN)) for name in ("quan", "truong")
    )
    password = add_role(first, names("may01"), group=Group.SUPERVISOR)
    station = sign_in(names("may01"), password)
    again = set_password(second, names("may01"), "mật khẩu do trung tâm đặt")
    assert again == "mật khẩu do trung tâm đặt"
    sign_in(names("may01"), again).close()
    with pytest.raises(psycopg.OperationalError):
        sign_in(names("may01"), password)
    assert revoke_role(second, names("may01")) >= 1
    with pytest.raises(psycopg.OperationalError):
        station.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError):
        sign_in(names("may01"), again)
    revoked = next(role for role in list_roles(first) if role.name == names("may01"))
    assert (revoked.may_log_in, revoked.group, dict(revoked.scopes)) == (False, "", {})
    actions = boss.execute("SELECT action, role FROM audit.entry WHERE chain = 0 ORDER BY seq DESC LIMIT 1").fetchone()
    assert actions == ("role.revoke", names("truong"))


def test_an_administrator_is_made_and_revoked_by_the_server_s_own(
    boss: psycopg.Connection, names: Callable[[str], str], sign_in: SignIn
) -> None:
    admin = sign_in(names("quan"), add_role(boss, names("quan"), group=Group.ADMIN))
    assert code_of(lambda: add_role(admin, names("truong"), group=Group.ADMIN)) == "server.rights"
    assert code_of(lambda: revoke_role(admin, names("quan"))) == "server.role_own"
    row = admin.execute("SELECT rolcreaterole, rolsuper FROM pg_roles WHERE rolname = session_user").fetchone()
    assert row == (False, False)
    may01 = add_role(admin, names("may01"), group=Group.VIEWER)
    assert revoke_role(boss, names("quan")) == 1
    with pytest.raises(psycopg.OperationalError):
        admin.execute("SELECT 1")
    assert sign_in(names("may01"), may01).execute("SELECT sync.rank()").fetchone() == (1,)


@pytest.mark.parametrize("group", [Group.VIEWER, Group.OPERATOR, Group.SUPERVISOR])
def test_nobody_else_makes_or_revokes(
    boss: psycopg.Connection, names: Callable[[str], str], sign_in: SignIn, group: Group
) -> None:
    other = names("khac")
    add_role(boss, other, group=Group.VIEWER)
    person = sign_in(names("ai"), add_role(boss, names("ai"), group=group))
    for act in (
        lambda: administration._require_schema(person),
        lambda: person.execute("SELECT sync.rank()"),
    ):
        act()
    with pytest.raises(ExpectedError):
        add_role(person, names("moi"), group=Group.VIEWER)
    for act in (lambda: revoke_role(person, other), lambda: set_password(person, other)):
        with pytest.raises((ExpectedError, psycopg.errors.InsufficientPrivilege)):
            act()
    for statement in (
        "SET ROLE ioc_registrar",
        "SET ROLE ioc_owner",
        f"CREATE ROLE {names('x')}",
        f"ALTER ROLE {other} NOLOGIN",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            person.execute(statement.encode())


def test_up_from_sixteen_an_administrator_cannot_reach_further(
    boss: psycopg.Connection, names: Callable[[str], str], sign_in: SignIn
) -> None:
    if boss.info.server_version < 16_00_00:
        pytest.skip("CREATEROLE reaches everything but superusers before PostgreSQL 16")
    admin = sign_in(names("quan"), add_role(boss, names("quan"), group=Group.ADMIN))
    admin.execute("SET ROLE ioc_registrar")
    for group in ("ioc_owner", "ioc_admin", "pg_execute_server_program", "pg_read_server_files"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            admin.execute(f"GRANT {group} TO {names('quan')}".encode())


def test_a_person_and_the_end_of_a_role(boss: psycopg.Connection, names: Callable[[str], str]) -> None:
    add_role(boss, names("lan"), group=Group.OPERATOR, kind="person", account_id=UUID(int=5), connection_limit=2)
    boss.execute(f"ALTER ROLE {names('lan')} VALID UNTIL 'infinity'".encode())
    (role,) = list_roles(boss)
    assert (role.kind, role.account_id, role.valid_until) == ("person", UUID(int=5), None)
    soon = datetime.now(UTC) + timedelta(days=3)
    set_password(boss, names("lan"), valid_until=soon)
    (role,) = list_roles(boss)
    assert role.valid_until is not None
    told = {finding.title: finding for finding in examine(boss)}
    assert names("lan") in told["Tài khoản sắp hết hạn"].detail


def test_the_doctor_of_an_administrator_and_of_somebody_else(
    boss: psycopg.Connection, names: Callable[[str], str], postgres_server: PostgresServer, centre: str
) -> None:
    admin = postgres_server.dsn(centre, names("quan"), add_role(boss, names("quan"), group=Group.ADMIN))
    with administrator(admin) as connection:
        findings = list(examine(connection))
    assert [finding for finding in findings if finding.state == "bad" and finding.title != "ssl"] == []
    station = postgres_server.dsn(centre, names("may01"), add_role(boss, names("may01"), group=Group.VIEWER))

    def ask() -> None:
        with administrator(station) as connection:
            list(examine(connection))

    assert code_of(ask) == "sync.no_rights"
