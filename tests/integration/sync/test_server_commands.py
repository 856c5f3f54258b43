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
    code, answer = command("server", "init", "--dsn", dsn, **secret)
    assert (code, answer.get("made")) == (0, False), answer
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
    assert "chuỗi 0: mục 1 bị sửa" in answer["faults"][0]
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
    whole = {"ok": True, "own_entries": 3, "record_entries": 0, "faults": []}
    assert command("journal", "verify", "--profile", a) == (0, whole)
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
    assert command("server", "doctor", "--dsn", dsn, **secret)[0] == 0


def test_a_server_is_backed_up_and_restored_elsewhere(
    command: Command, postgres_server: PostgresServer, pg_database: str, dsn: str, tmp_path: Path
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    file = tmp_path / "ioc.dump"
    assert command("server", "backup", file, "--dsn", dsn, **secret)[1]["error"] == "server.not_ours"
    command("server", "init", "--dsn", dsn, **secret)
    code, answer = command("server", "backup", file, "--dsn", dsn, **secret)
    assert code == 0, answer
    assert answer["entries"] > 50
    assert file.stat().st_mode & 0o777 == 0o600
    code, answer = command("server", "restore", file, "--dsn", dsn, **secret)
    assert (code, answer["error"]) == (1, "server.not_empty")
    with postgres_server.new_database() as other:
        there = f"postgresql://postgres@127.0.0.1:{postgres_server.port}/{other}"
        code, answer = command("server", "restore", file, "--dsn", there, **secret)
        assert (code, answer["roles_missing"]) == (0, []), answer
        assert command("server", "doctor", "--dsn", there, **secret)[0] == 0
        epochs = [postgres_server.execute("SELECT epoch FROM sync.server", name) for name in (other, pg_database)]
        assert epochs[0] != epochs[1]


def test_a_restore_takes_the_place_of_what_is_there_or_changes_nothing(
    command: Command, centre_of: Centre, roles: Callable[[str], str], tmp_path: Path
) -> None:
    postgres_server, pg_database, dsn = centre_of
    secret = {"IOC_PASSWORD": postgres_server.password}
    file, broken, station = tmp_path / "ioc.dump", tmp_path / "broken.dump", roles("may01")
    command("server", "init", "--dsn", dsn, **secret)
    command("server", "role", "add", station, "--dsn", dsn, **secret)
    assert command("server", "backup", file, "--dsn", dsn, **secret)[0] == 0
    broken.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    postgres_server.execute("UPDATE sync.server SET centre = 'Về sau'; DROP TABLE ioc.preference", pg_database)
    postgres_server.execute("CREATE TABLE ioc.later (a uuid REFERENCES ioc.camera (id))", pg_database)

    code, answer = command("server", "restore", broken, "--replace", "--dsn", dsn, **secret)
    assert (code, answer["error"]) == (1, "server.dump_failed"), answer
    assert postgres_server.execute("SELECT centre FROM sync.server", pg_database) == [("Về sau",)]
    code, answer = command("server", "restore", file, "--replace", "--dsn", dsn, **secret)
    assert (code, answer["roles_missing"]) == (0, []), answer
    assert postgres_server.execute("SELECT centre FROM sync.server", pg_database) == [("Trung tâm điều hành",)]
    assert postgres_server.execute(
        "SELECT datconnlimit FROM pg_database WHERE datname = current_database()", pg_database
    ) == [(-1,)]
    assert command("server", "doctor", "--dsn", dsn, **secret)[0] == 0


def test_a_lost_cluster_comes_back_with_its_logins(
    command: Command, centre_of: Centre, roles: Callable[[str], str], tmp_path: Path
) -> None:
    postgres_server, pg_database, dsn = centre_of
    secret, file = {"IOC_PASSWORD": postgres_server.password}, tmp_path / "ioc.dump"
    admin, station = roles("quan"), roles("may01")
    first = command("server", "init", "--dsn", dsn, "--admin", admin, **secret)[1]
    role = command("server", "role", "add", station, "--days", "9", "--group", "supervisor", "--dsn", dsn, **secret)[1]
    before = command("server", "role", "list", "--dsn", dsn, **secret)
    assert command("server", "backup", file, "--dsn", dsn, **secret)[0] == 0
    beside = tmp_path / "ioc.dump.logins"
    assert beside.stat().st_mode & 0o777 == 0o600
    assert role["password"] not in beside.read_text()
    for name in (admin, station):
        postgres_server.execute(f"DROP ROLE {name}")

    code, answer = command("server", "restore", file, "--replace", "--dsn", dsn, **secret)
    assert (code, answer["roles_missing"]) == (0, []), answer
    assert command("server", "role", "list", "--dsn", dsn, **secret) == before
    psycopg.connect(postgres_server.dsn(pg_database, station, role["password"])).close()
    as_admin = f"postgresql://{admin}@127.0.0.1:{postgres_server.port}/{pg_database}"
    assert command("server", "role", "revoke", station, "--dsn", as_admin, IOC_PASSWORD=first["password"])[0] == 0
    beside.unlink()
    postgres_server.execute(f"DROP ROLE {admin}")
    code, answer = command("server", "restore", file, "--replace", "--dsn", dsn, **secret)
    assert (code, answer["roles_missing"]) == (0, [admin]), "who was revoked stays out"


def test_a_backup_that_fails_keeps_the_one_before(
    command: Command, postgres_server: PostgresServer, pg_database: str, dsn: str, tmp_path: Path
) -> None:
    secret = {"IOC_PASSWORD": postgres_server.password}
    command("server", "init", "--dsn", dsn, **secret)
    file = tmp_path / "ioc.dump"
    file.write_text("bản trước")
    postgres_server.execute(
        "ALTER FUNCTION sync.rank() OWNER TO postgres; CREATE ROLE ioc_test_reader LOGIN PASSWORD 'x'"
    ) if False else None
    code, answer = command("server", "backup", tmp_path / "none" / "ioc.dump", "--dsn", dsn, **secret)
    assert (code, answer["error"]) == (1, "file.unwritable")
    reader = f"{pg_database}_reader"
    postgres_server.execute(f"CREATE ROLE {reader} LOGIN PASSWORD 'mot-mat-khau'; GRANT ioc_viewer TO {reader}")
    try:
        as_reader = f"postgresql://{reader}@127.0.0.1:{postgres_server.port}/{pg_database}"
        code, answer = command("server", "backup", file, "--dsn", as_reader, IOC_PASSWORD="mot-mat-khau")
        assert (code, answer["error"]) == (1, "server.dump_failed")
        assert "mot-mat-khau" not in json.dumps(answer)
    finally:
        postgres_server.execute(f"DROP ROLE {reader}")
    assert [path.name for path in tmp_path.iterdir()] == ["ioc.dump"]
    assert file.read_text() == "bản trước"


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
    before = postgres_server.execute("SELECT epoch, centre FROM sync.server", pg_database)
    postgres_server.execute(
        "DROP TABLE ioc.preference; "
        "ALTER TABLE ioc.camera DROP COLUMN name, ADD COLUMN long_gone text NOT NULL DEFAULT ''; "
        "ALTER TABLE ioc.camera ALTER COLUMN long_gone DROP DEFAULT; "
        "CREATE OR REPLACE FUNCTION sync.rank() RETURNS int LANGUAGE plpgsql STABLE AS 'BEGIN RETURN 4; END'; "
        "DROP FUNCTION sync.principal_kind(); DROP FUNCTION sync.report(uuid, bigint); "
        "CREATE FUNCTION sync.report(a uuid, b bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'; "
        "DROP SCHEMA ev CASCADE; DROP TABLE sync.blob, sync.blob_chunk, sync.blob_quota, sync.applied; "
        "UPDATE sync.server SET schema_ver = 1",
        pg_database,
    )
    code, answer = command("server", "doctor", "--dsn", dsn, **secret)
    assert code == 1
    bad = {finding["title"]: finding["detail"] for finding in answer["findings"] if finding["state"] == "bad"}
    assert {"Lược đồ", "Bảng đồng bộ", "Hàm trên máy chủ"} <= bad.keys()
    assert "camera thiếu cột name" in bad["Bảng đồng bộ"]
    assert "sync.rank bị sửa" in bad["Hàm trên máy chủ"]
    code, answer = command("server", "init", "--dsn", dsn, **secret)
    assert (code, answer.get("made")) == (0, False), answer
    code, answer = command("server", "doctor", "--dsn", dsn, **secret)
    assert code == 0, [finding for finding in answer["findings"] if finding["state"] == "bad"]
    assert postgres_server.execute("SELECT epoch, centre FROM sync.server", pg_database) == before
    nullable = "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'ioc.camera'::regclass AND attname = 'long_gone'"
    assert postgres_server.execute(nullable, pg_database) == [(False,)]


def test_a_second_init_changes_nothing(command: Command, centre_of: Centre, roles: Callable[[str], str]) -> None:
    postgres_server, pg_database, dsn = centre_of
    secret, admin = {"IOC_PASSWORD": postgres_server.password}, roles("quan")
    first = command("server", "init", "--dsn", dsn, "--admin", admin, "--centre", "Huyện A", **secret)[1]
    second = command("server", "init", "--dsn", dsn, "--admin", admin, "--centre", "Huyện B", **secret)
    assert second == (0, {"made": False, "schema": first["schema"], "admin": admin, "password": None})
    assert postgres_server.execute("SELECT centre FROM sync.server", pg_database) == [("Huyện A",)]
    as_admin = f"postgresql://{admin}@127.0.0.1:{postgres_server.port}/{pg_database}"
    assert command("server", "doctor", "--dsn", as_admin, IOC_PASSWORD=first["password"])[0] == 0


def test_who_may_not_install_is_told_so(command: Command, centre_of: Centre, roles: Callable[[str], str]) -> None:
    postgres_server, pg_database, _ = centre_of
    nobody = roles("khong_quyen")
    postgres_server.execute(f"CREATE ROLE {nobody} LOGIN PASSWORD 'mot-mat-khau'")
    as_nobody = f"postgresql://{nobody}:mot-mat-khau@127.0.0.1:{postgres_server.port}/{pg_database}"
    code, answer = command("server", "init", "--dsn", as_nobody)
    assert (code, answer["error"]) == (1, "server.rights"), answer
    assert postgres_server.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'sync'", pg_database) == [(0,)]
    assert "mot-mat-khau" not in json.dumps(answer)


def test_an_installer_needs_to_be_no_superuser(
    command: Command, centre_of: Centre, roles: Callable[[str], str]
) -> None:
    """On a rented server nobody is one: CREATEROLE and owning the database are enough."""
    postgres_server, pg_database, dsn = centre_of
    if postgres_server.execute("SELECT 1 FROM pg_roles WHERE rolname = 'ioc_owner'") and (
        postgres_server.execute("SHOW server_version_num") >= [("160000",)]
    ):
        pytest.skip("from PostgreSQL 16 on, only who made the groups may grant them; the cluster has them already")
    owner = roles("chu")
    postgres_server.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD 'mot-mat-khau'")
    postgres_server.execute(f"ALTER DATABASE {pg_database} OWNER TO {owner}")
    as_owner = f"postgresql://{owner}@127.0.0.1:{postgres_server.port}/{pg_database}"
    try:
        code, answer = command("server", "init", "--dsn", as_owner, IOC_PASSWORD="mot-mat-khau")
        assert (code, answer.get("made")) == (0, True), answer
    finally:
        postgres_server.execute(f"ALTER DATABASE {pg_database} OWNER TO postgres")
    assert command("server", "doctor", "--dsn", dsn, IOC_PASSWORD=postgres_server.password)[0] == 0


def test_a_profile_that_belongs_nowhere_says_so(command: Command, tmp_path: Path) -> None:
    assert command("sync", "status", "--profile", tmp_path)[1]["link"] == "alone"
    assert command("sync", "once", "--profile", tmp_path) == (
        1,
        {
            "error": "sync.not_joined",
            "message": "Máy này chưa thuộc máy chủ nào. Mở Đồng bộ để vào.",
        },
    )
