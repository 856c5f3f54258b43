"""A login of the centre that turns against it, with plain SQL: refused or bounded, and written down."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import psycopg
import pytest

from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
ACCOUNT, SOMEBODY = UUID(int=0xA), UUID(int=0xB)
DEVICE, INSTANCE = UUID(int=0xD1), UUID(int=0xD2)


@pytest.fixture
def hostile(postgres_server: PostgresServer, centre: str, connect: Connect) -> Iterator[psycopg.Connection]:
    """A person of the operators' group, who may see scope 1 and not scope 2, with a device of their own."""
    role = centre.removeprefix("ioc_") + "_hostile"
    with connect() as boss:
        boss.execute("SELECT sync.add_scope('Kín')")
        password = administration.add_role(boss, role, group=Group.OPERATOR, kind="person", account_id=ACCOUNT)
    connection = psycopg.connect(postgres_server.dsn(centre, role, password), autocommit=True)
    connection.execute("SELECT sync.hello(%s, %s, 'm', 'n', '1', 2)", (DEVICE, INSTANCE))
    yield connection
    connection.close()
    with connect() as boss:
        boss.execute(f"DROP OWNED BY {role}")
        boss.execute(f"DROP ROLE {role}")


def push(
    connection: psycopg.Connection, *ops: dict[str, object], device: UUID = DEVICE, **words: object
) -> dict[str, object]:
    row = connection.execute(
        "SELECT sync.push(%s, %s, %s::int, %s::text)",
        (device, words.get("instance", INSTANCE), words.get("schema", 2), json.dumps(list(ops), default=str)),
    ).fetchone()
    assert row is not None
    answer: dict[str, object] = row[0]
    return answer


def op(n: int, kind: str = "I", row: UUID | None = None, **values: object) -> dict[str, object]:
    whole = {"scope_id": 1, "name": "x", "account_id": str(SOMEBODY), "key": f"k{n}", "value": 1}
    return {"n": n, "u": uuid4().hex, "t": "preference", "r": str(row or uuid4()), "k": kind,
            "v": {key: value for key, value in (whole | values).items() if key != "name"}}  # fmt: skip


def entries(connect: Connect, action: str) -> list[str]:
    with connect() as boss:
        rows = boss.execute("SELECT detail ->> 'why' FROM audit.entry WHERE action = %s ORDER BY seq", (action,))
        return [why for (why,) in rows]


def put_secret(connect: Connect) -> UUID:
    secret = uuid4()
    with connect() as boss:
        boss.execute(
            "INSERT INTO ioc.org_unit (id, scope_id, ver, created_at, updated_at, name, code, level, kind) "
            "VALUES (%s, 2, 1, now(), now(), 'kín', 'MẬT', '', '')",
            (secret,),
        )
    return secret


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ioc.camera (id) VALUES (gen_random_uuid())",
        "UPDATE ioc.org_unit SET name = 'x'",
        "DELETE FROM ioc.org_unit",
        "TRUNCATE ioc.org_unit",
        "ALTER TABLE ioc.org_unit DISABLE ROW LEVEL SECURITY",
        "SELECT * FROM sync.device",
        "SELECT * FROM sync.op_result",
        "SELECT * FROM audit.entry",
        "DELETE FROM audit.entry",
        "UPDATE sync.scope SET head = 0",
        "INSERT INTO sync.scope_grant VALUES (session_user, 2, true)",
        "SELECT sync.grant_scope(session_user, 2, true)",
        "SELECT sync.revoke_device('00000000-0000-0000-0000-0000000000d1')",
        "SELECT sync.declare_restore()",
        "SELECT sync.maintain(0)",
        "SELECT sync.set_principal(session_user, 'workstation', NULL, '')",
        "SELECT sync.take_positions('{}')",
        "SELECT sync.write_camera('{}', 0)",
        "SELECT sync.decide_camera('{}', '{2}', NULL, true)",
        "SELECT audit.append(0, NULL, 'x', '{}')",
        "CREATE TEMP TABLE camera (id uuid)",
        "CREATE TABLE public.x (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION sync.rank() RETURNS int LANGUAGE sql AS 'SELECT 4'",
        "SET ROLE ioc_owner",
        "SET ROLE ioc_admin",
        "SET SESSION AUTHORIZATION postgres",
        "COPY ioc.org_unit TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "ALTER ROLE CURRENT_USER CREATEROLE",
    ],
)
def test_plain_sql_is_refused(hostile: psycopg.Connection, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable)):
        hostile.execute(statement.encode())


def test_other_scopes_are_not_seen_by_any_door(hostile: psycopg.Connection, connect: Connect) -> None:
    secret = put_secret(connect)
    assert hostile.execute("SELECT count(*) FROM ioc.org_unit").fetchone() == (0,)
    assert hostile.execute("SELECT sync.fetch_rows('org_unit', %s)", ([secret],)).fetchone() == ([],)
    assert hostile.execute("SELECT count(*) FROM sync.digest(2)").fetchone() == (0,)
    (changes,) = hostile.execute("""SELECT sync.changes('{"2": {"pos": 1}}', 1000)""").fetchone()  # type: ignore[misc]
    assert [scope["id"] for scope in changes["scopes"]] == [1]
    assert hostile.execute("SELECT count(*) FROM audit.read(2, NULL, 10)").fetchone() == (0,)
    assert hostile.execute("SELECT count(*) FROM audit.read(0, NULL, 10)").fetchone() == (0,)
    hostile.execute("SET row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hostile.execute("SELECT count(*) FROM ioc.org_unit")


def test_a_row_of_another_scope_is_neither_changed_nor_told(hostile: psycopg.Connection, connect: Connect) -> None:
    secret = put_secret(connect)
    change = {
        "n": 1,
        "u": uuid4().hex,
        "t": "org_unit",
        "r": str(secret),
        "k": "U",
        "v": {"name": "x"},
        "b": {"name": "kín"},
    }
    steal = {"n": 2, "u": uuid4().hex, "t": "org_unit", "r": str(uuid4()), "k": "I",
             "v": {"scope_id": 2, "name": "gài", "code": None}}  # fmt: skip
    answer = push(hostile, change, steal)
    assert [(one["status"], one["row"]) for one in answer["special"]] == [("denied", None), ("denied", None)]  # type: ignore[union-attr, index]
    with connect() as boss:
        assert boss.execute("SELECT name FROM ioc.org_unit").fetchall() == [("kín",)]


def test_an_author_cannot_be_forged(hostile: psycopg.Connection, connect: Connect) -> None:
    forged = op(1) | {"a": str(SOMEBODY)}
    assert push(hostile, forged)["special"] == []
    with connect() as boss:
        assert boss.execute("SELECT created_by, updated_by FROM ioc.preference").fetchall() == [(ACCOUNT, ACCOUNT)]
        assert "hostile" in str(boss.execute("SELECT role FROM audit.entry WHERE chain = 1").fetchall())


def test_columns_of_the_bookkeeping_cannot_be_written(hostile: psycopg.Connection, connect: Connect) -> None:
    answer = push(hostile, op(1, ver=999, created_by=str(SOMEBODY), deleted_at="2020-01-01"))
    assert answer["special"] == []
    with connect() as boss:
        assert boss.execute("SELECT ver, created_by, deleted_at FROM ioc.preference").fetchall() == [(1, ACCOUNT, None)]
    change = op(2, "U", UUID(str(op(1)["r"])))
    with connect() as boss:
        (row,) = boss.execute("SELECT id FROM ioc.preference").fetchone()  # type: ignore[misc]
    change |= {"r": str(row), "v": {"ver": 5}, "b": {"ver": 1}}
    assert push(hostile, change)["special"][0]["status"] == "invalid"  # type: ignore[index]


def test_tables_above_ones_rank_are_refused(hostile: psycopg.Connection, connect: Connect) -> None:
    with connect() as boss:
        boss.execute("UPDATE sync.synced SET writers = 4 WHERE tbl = 'preference'")
    answer = push(hostile, op(1))
    assert answer["special"][0]["status"] == "denied"  # type: ignore[index]


def test_another_ones_device_is_refused_and_written_down(hostile: psycopg.Connection, connect: Connect) -> None:
    with connect() as boss:
        boss.execute("SELECT sync.hello(%s, %s, 'm2', 'n', '1', 2)", (SOMEBODY, INSTANCE))
    assert push(hostile, op(1), device=SOMEBODY) == {"error": "not_owner"}
    assert push(hostile, op(1), device=uuid4()) == {"error": "not_owner"}
    assert push(hostile, op(1), instance=uuid4()) == {"error": "fenced"}
    assert entries(connect, "push.refused") == ["not_owner", "not_owner", "fenced"]
    hostile.execute("SELECT sync.report(%s, 5)", (SOMEBODY,))
    with connect() as boss:
        assert boss.execute("SELECT lag FROM sync.device WHERE device_id = %s", (SOMEBODY,)).fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("ops", "why"),
    [
        ([op(2)], "hole"),
        ([op(1), op(1)], "hole"),
        ([op(1), op(3)], "hole"),
        ([op(1, row=SOMEBODY), op(2, row=SOMEBODY)], "two_on_one_row"),
        ([op(1) | {"k": "Z"}], "malformed"),
        ([op(1) | {"u": None}], "malformed"),
        ([], "malformed"),
    ],
)
def test_a_batch_out_of_order_is_refused_whole(
    hostile: psycopg.Connection, connect: Connect, ops: list[dict[str, object]], why: str
) -> None:
    assert push(hostile, *ops) == {"error": why}
    assert entries(connect, "push.refused") == [why]
    with connect() as boss:
        assert boss.execute("SELECT count(*) FROM ioc.preference").fetchone() == (0,)


def test_a_million_operations_are_too_large(hostile: psycopg.Connection, connect: Connect) -> None:
    text = "[" + ",".join(["{}"] * 1_000_000) + "]"
    answer = hostile.execute("SELECT sync.push(%s, %s, 2, %s::text)", (DEVICE, INSTANCE, text)).fetchone()
    assert answer == ({"error": "too_large"},)
    assert entries(connect, "push.refused") == ["too_large"]


def test_a_trojan_table_is_not_used(hostile: psycopg.Connection) -> None:
    """No temporary objects, and our functions look into the catalogue and their own schemas first (CVE-2007-2138)."""
    hostile.execute("SET search_path = pg_temp, public, sync")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hostile.execute("CREATE TEMP TABLE server (epoch uuid)")
    assert push(hostile, op(1))["special"] == []


def test_every_definer_function_has_a_safe_path(connect: Connect) -> None:
    with connect() as boss:
        rows = boss.execute(
            "SELECT p.oid::regprocedure::text, p.proconfig FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname IN ('sync', 'audit', 'ev') AND p.prosecdef"
        ).fetchall()
    assert rows
    for name, config in rows:
        paths = [setting for setting in config or [] if setting.startswith("search_path=")]
        assert paths, name
        assert paths[0].startswith("search_path=pg_catalog"), name
        assert paths[0].endswith("pg_temp"), name


def test_a_flood_of_notices_stops_nobody(hostile: psycopg.Connection, pair: list[object]) -> None:
    from tests.support.desks import check_equal, level

    a, b = pair  # type: ignore[assignment]
    for number in range(2000):
        hostile.execute("SELECT pg_notify('ioc_s1', %s)", (str(number),))
    a.add_camera("Vẫn đi")  # type: ignore[attr-defined]
    level(pair)  # type: ignore[arg-type]
    assert b.names() == ["Vẫn đi"]  # type: ignore[attr-defined]
    check_equal(pair)  # type: ignore[arg-type]


def test_29_a_limit_that_is_lifted_is_set_by_the_others(hostile: psycopg.Connection, connect: Connect) -> None:
    """Anybody may lift his own limit of statements: whoever then sleeps on is ended, and written down."""
    hostile.execute("SET statement_timeout = 0")
    hostile.execute("SET idle_in_transaction_session_timeout = 0")
    pid = hostile.info.backend_pid
    ended: list[psycopg.Error] = []

    def sleep() -> None:
        try:
            hostile.execute("SELECT pg_sleep(600)")
        except psycopg.Error as error:
            ended.append(error)

    sleeper = threading.Thread(target=sleep, name="sleeper")
    sleeper.start()
    with connect() as boss:
        while boss.execute("SELECT state, query FROM pg_stat_activity WHERE pid = %s", (pid,)).fetchone() != (
            "active", "SELECT pg_sleep(600)",
        ):  # fmt: skip
            pass
        assert boss.execute("SELECT sync.watch()").fetchone() == (0,)  # not for five minutes
        assert boss.execute("SELECT sync.watch('0 s')").fetchone() == (1,)
    sleeper.join(20)
    assert isinstance(ended[0], psycopg.errors.AdminShutdown)
    with connect() as boss:
        (detail,) = boss.execute("SELECT detail FROM audit.entry WHERE action = 'statement.ended'").fetchone()  # type: ignore[misc]
        assert detail["role"].endswith("_hostile")
        source = boss.execute("SELECT prosrc FROM pg_proc WHERE proname = 'report'").fetchone()
        assert "sync.watch()" in str(source)  # every desktop looks once a minute


def test_costly_statements_are_bounded(hostile: psycopg.Connection) -> None:
    assert hostile.execute("SHOW statement_timeout").fetchone() == ("3min",)
    assert hostile.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)
    hostile.execute("SET statement_timeout = '200ms'")
    with pytest.raises(psycopg.errors.QueryCanceled):
        hostile.execute("SELECT pg_sleep(10)")


def test_a_login_without_a_group_gets_nothing(postgres_server: PostgresServer, centre: str, connect: Connect) -> None:
    role = centre.removeprefix("ioc_") + "_nobody"
    with connect() as boss:
        boss.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'mat-khau-dai'")
    try:
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(postgres_server.dsn(centre, role, "mat-khau-dai"))
    finally:
        with connect() as boss:
            boss.execute(f"DROP ROLE {role}")


def test_a_login_of_another_centre_in_the_cluster_gets_nothing(
    postgres_server: PostgresServer, centre: str, connect: Connect
) -> None:
    """Groups belong to the whole cluster; what one centre gave counts there only."""
    from ioc_desktop.sync.server.install import install

    role = centre.removeprefix("ioc_") + "_neighbour"
    with postgres_server.new_database() as other:
        with psycopg.connect(postgres_server.superuser_dsn(other)) as boss:
            install(boss)
            password = administration.add_role(boss, role, group=Group.ADMIN)
        try:
            with psycopg.connect(postgres_server.dsn(centre, role, password), autocommit=True) as neighbour:
                assert neighbour.execute("SELECT sync.rank(), sync.my_scopes()").fetchone() == (0, [])
                hello = neighbour.execute("SELECT sync.hello(%s, %s, 'm', 'n', '1', 2)", (DEVICE, INSTANCE)).fetchone()
                assert hello == ({"error": "no_role"},)
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    neighbour.execute("SELECT sync.maintain(0)")
        finally:
            with psycopg.connect(postgres_server.superuser_dsn(other)) as boss:
                boss.execute(f"DROP OWNED BY {role}")
            with connect() as boss:
                boss.execute(f"DROP OWNED BY {role}")
                boss.execute(f"DROP ROLE {role}")
