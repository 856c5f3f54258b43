"""The administrator's and the installer's commands, as processes against a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Command = Callable[..., tuple[int, Any]]
Centre = tuple["PostgresServer", str, str]


@pytest.fixture
def command() -> Command:
    """Run ``main.py`` with ``--json``; exit code and answer."""

    def run(*arguments: object, **variables: str) -> tuple[int, Any]:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments), "--json"],
            capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | variables, timeout=120,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else done.stderr

    return run


@pytest.fixture
def dsn(postgres_server: PostgresServer, pg_database: str) -> str:
    return f"postgresql://postgres@127.0.0.1:{postgres_server.port}/{pg_database}"


@pytest.fixture
def centre_of(postgres_server: PostgresServer, pg_database: str, dsn: str) -> Centre:
    """Server, database, and the superuser's DSN without its password."""
    return postgres_server, pg_database, dsn


@pytest.fixture
def roles(postgres_server: PostgresServer, pg_database: str) -> Iterator[Callable[[str], str]]:
    """Names of roles of this test, which are the whole cluster's; dropped at its end."""
    made: list[str] = []

    def name(short: str) -> str:
        made.append(f"{pg_database.removeprefix('ioc_')}_{short}")  # ioc_ is kept for the groups
        return made[-1]

    yield name
    for role in made:
        for database in (pg_database, "postgres"):
            postgres_server.execute(
                f"DO $$ BEGIN EXECUTE 'DROP OWNED BY {role}'; EXCEPTION WHEN OTHERS THEN END $$", database
            )
        postgres_server.execute(f"DROP ROLE IF EXISTS {role}")


def profile(tmp_path: Path, name: str) -> Path:
    return tmp_path / name


def test_from_an_empty_database_to_two_desktops_in_step(
    command: Command, centre_of: Centre, roles: Callable[[str], str], tmp_path: Path
) -> None:
    postgres_server, pg_database, dsn = centre_of
    admin, station = roles("admin"), roles("may01")
    secret = {"IOC_PASSWORD": postgres_server.password}
    code, made = command("server", "init", "--dsn", dsn, "--admin", admin, **secret)
    assert (code, made["made"], made["admin"]) == (0, True, admin)
    assert len(made["password"]) >= 16
    assert command("server", "init", "--dsn", dsn, **secret)[1]["made"] is False
    as_admin = f"postgresql://{admin}@127.0.0.1:{postgres_server.port}/{pg_database}"
    code, role = command("server", "role", "add", station, "--dsn", as_admin, IOC_PASSWORD=made["password"])
    assert code == 0, role
    where = ["--host", "127.0.0.1", "--port", postgres_server.port, "--database", pg_database, "--user", station]
    where += ["--ca", postgres_server.ca_file]
    csv = tmp_path / "cameras.csv"
    csv.write_text("Số;Tên;Luồng chính\n7;Cổng chợ;rtsp://10.0.0.7/1\n", encoding="utf-8")
    a, b = profile(tmp_path, "a"), profile(tmp_path, "b")
    command("cameras", "import", csv, "--profile", a)
    code, status = command("sync", "join", *where, "--profile", a, IOC_PASSWORD=role["password"])
    assert (code, status["link"], status["to_send"]) == (0, "online", 0), status
    command("sync", "join", *where, "--profile", b, IOC_PASSWORD=role["password"])
    listing = command("cameras", "list", "--profile", b)[1]
    assert "Cổng chợ" in json.dumps(listing, ensure_ascii=False)
    code, answer = command("journal", "verify", "--profile", a)
    assert (code, answer["ok"], answer["faults"]) == (0, True, [])
    assert answer["own_entries"] >= 1
    code, status = command("sync", "status", "--profile", b)
    assert (code, status["server"]) == (0, f"127.0.0.1:{postgres_server.port}/{pg_database}")
    assert role["password"] not in json.dumps(status)
    assert command("sync", "reset", "--profile", b)[0] == 0
    assert command("sync", "once", "--profile", b)[1]["link"] == "online"

    code, answer = command("server", "role", "revoke", station, "--dsn", as_admin, IOC_PASSWORD=made["password"])
    assert code == 0, answer
    code, answer = command("sync", "once", "--profile", a)
    assert (code, answer["error"]) == (1, "sync.role_expired"), answer
    code, status = command("sync", "leave", "--profile", a)
    assert (code, status["link"]) == (0, "alone")
    assert "Cổng chợ" in json.dumps(command("cameras", "list", "--profile", a)[1], ensure_ascii=False)


def test_the_journal_of_the_server_cannot_be_rewritten_unnoticed(
    command: Command, centre_of: Centre, roles: Callable[[str], str], tmp_path: Path
) -> None:
    postgres_server, pg_database, dsn = centre_of
    station, secret = roles("may01"), {"IOC_PASSWORD": postgres_server.password}
    command("server", "init", "--dsn", dsn, **secret)
    role = command("server", "role", "add", station, "--group", "admin", "--dsn", dsn, **secret)[1]
    where = ["--host", "127.0.0.1", "--port", postgres_server.port, "--database", pg_database, "--user", station]
    a = profile(tmp_path, "a")
    assert command("sync", "join", *where, "--profile", a, IOC_PASSWORD=role["password"])[0] == 0
    assert command("journal", "verify", "--profile", a)[0] == 0
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        connection.execute("UPDATE audit.entry SET role = 'ai khác' WHERE chain = 0 AND seq = 1")
    code, answer = command("journal", "verify", "--profile", a)
    assert code == 1
    assert "chuỗi 0: sai từ mục 1" in answer["faults"][0]
    rewritten = """DO $$ DECLARE e audit.entry; p bytea := ''; BEGIN
        FOR e IN SELECT * FROM audit.entry WHERE chain = 0 ORDER BY seq LOOP
            UPDATE audit.entry x SET prev = p, hash = audit.digest(0, e.seq, e.at, e.role, e.device, e.action,
                e.payload_hash, p) WHERE x.chain = 0 AND x.seq = e.seq RETURNING x.hash INTO p;
        END LOOP;
        UPDATE audit.chain SET hash = p WHERE chain = 0;
    END $$"""
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        connection.execute(rewritten)
    code, answer = command("journal", "verify", "--profile", a)
    assert code == 1
    assert "khác với bản mà máy này đã lưu" in answer["faults"][0]


def test_the_journal_of_the_desktop_cannot_be_rewritten_unnoticed(command: Command, tmp_path: Path) -> None:
    import sqlite3

    from ioc_desktop.kernel.journal.chain import DeviceJournal
    from ioc_desktop.store.database import Database

    a = profile(tmp_path, "a")
    a.mkdir()
    database = Database(a / "ioc.db").open()
    for number in range(3):
        DeviceJournal(database).append("trucban", "export", {"n": number})
    database.close()
    assert command("journal", "verify", "--profile", a) == (0, {"ok": True, "own_entries": 3, "faults": []})
    with sqlite3.connect(a / "ioc.db") as connection:
        connection.execute("DELETE FROM device_journal WHERE seq = 2")
    connection.close()
    code, answer = command("journal", "verify", "--profile", a)
    assert code == 1
    assert "từ mục 2" in answer["faults"][0]


def test_doctor_tells_what_to_mend(
    command: Command, postgres_server: PostgresServer, pg_database: str, dsn: str
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    code, answer = command("server", "doctor", "--dsn", dsn, **secret)
    assert (code, answer["error"]) == (1, "server.not_ours")
    command("server", "init", "--dsn", dsn, **secret)
    code, answer = command("server", "doctor", "--dsn", dsn, **secret)
    assert (code, answer["ok"]) == (0, True), [finding for finding in answer["findings"] if finding["state"] == "bad"]
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        connection.execute("ALTER TABLE ioc.camera DISABLE ROW LEVEL SECURITY")
        connection.execute(f"GRANT TEMP ON DATABASE {pg_database} TO PUBLIC")
        connection.execute("GRANT EXECUTE ON FUNCTION sync.must_be_admin() TO ioc_viewer")
    code, answer = command("server", "doctor", "--dsn", dsn, **secret)
    assert code == 1
    bad = {finding["title"] for finding in answer["findings"] if finding["state"] == "bad"}
    assert bad == {"Bảng đồng bộ", "Quyền của PUBLIC", "Hàm mở cho máy trạm"}
    command("server", "init", "--dsn", dsn, **secret)
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        connection.execute(f"REVOKE TEMP ON DATABASE {pg_database} FROM PUBLIC")
    assert command("server", "doctor", "--dsn", dsn, **secret)[0] == 0


def test_a_server_is_backed_up_and_restored_elsewhere(
    command: Command, postgres_server: PostgresServer, dsn: str, tmp_path: Path
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    command("server", "init", "--dsn", dsn, **secret)
    code, answer = command("server", "backup", tmp_path / "ioc.dump", "--dsn", dsn, **secret)
    assert code == 0, answer
    assert answer["entries"] > 50
    code, answer = command("server", "restore", tmp_path / "ioc.dump", "--dsn", dsn, **secret)
    assert (code, answer["error"]) == (1, "server.not_empty")
    with postgres_server.new_database() as other:
        there = f"postgresql://postgres@127.0.0.1:{postgres_server.port}/{other}"
        code, answer = command("server", "restore", tmp_path / "ioc.dump", "--dsn", there, **secret)
        assert code == 0, answer
        assert command("server", "doctor", "--dsn", there, **secret)[1]["findings"][1]["state"] == "ok"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--dsn", "postgresql://postgres@127.0.0.1:1/ioc"], "sync.unreachable"),
        (["--dsn", "không=phải=dsn"], "server.dsn_wrong"),
        (["--dsn", "postgresql://postgres@127.0.0.1:{port}/khong_co"], "sync.database_missing"),
        (["--dsn", "postgresql://postgres:sai@127.0.0.1:{port}/postgres"], "sync.password_wrong"),
    ],
)
def test_a_wrong_address_is_a_sentence(
    command: Command, postgres_server: PostgresServer, arguments: list[str], error: str
) -> None:
    filled = [word.format(port=postgres_server.port) for word in arguments]
    variables = {} if "sai" in filled[1] else {"IOC_PASSWORD": postgres_server.password}
    code, answer = command("server", "doctor", *filled, **variables)
    assert (code, answer["error"]) == (1, error), answer
    assert postgres_server.password not in json.dumps(answer)


def test_a_database_of_something_else_and_a_newer_server_are_left_alone(
    command: Command, postgres_server: PostgresServer, pg_database: str, dsn: str
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    postgres_server.execute("CREATE SCHEMA ioc", pg_database)
    assert command("server", "init", "--dsn", dsn, **secret)[1]["error"] == "server.not_ours"
    postgres_server.execute("DROP SCHEMA ioc", pg_database)
    command("server", "init", "--dsn", dsn, **secret)
    postgres_server.execute("UPDATE sync.server SET schema_ver = 999", pg_database)
    assert command("server", "init", "--dsn", dsn, **secret)[1]["error"] == "server.newer"


def test_an_older_server_is_brought_up_to_date(
    command: Command, postgres_server: PostgresServer, pg_database: str, dsn: str
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    command("server", "init", "--dsn", dsn, **secret)
    postgres_server.execute("DROP TABLE ioc.preference", pg_database)
    postgres_server.execute("UPDATE sync.server SET schema_ver = 1", pg_database)
    assert command("server", "doctor", "--dsn", dsn, **secret)[0] == 1
    assert command("server", "init", "--dsn", dsn, **secret)[0] == 0
    assert command("server", "doctor", "--dsn", dsn, **secret)[0] == 0


def test_a_profile_that_belongs_nowhere_says_so(command: Command, tmp_path: Path) -> None:
    assert command("sync", "status", "--profile", tmp_path)[1]["link"] == "alone"
    assert command("sync", "once", "--profile", tmp_path) == (
        1,
        {
            "error": "sync.not_joined",
            "message": "Máy này chưa thuộc máy chủ nào. Mở Đồng bộ để vào.",
        },
    )
