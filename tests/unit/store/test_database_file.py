from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import OperationalError, StatementError

import ioc_desktop.kernel.accounts.tables
import ioc_desktop.kernel.cameras.tables  # noqa: F401  (both: the metadata must know every table)
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store import capture, migrate
from ioc_desktop.store import database as database_module
from ioc_desktop.store.database import Database
from ioc_desktop.store.inspection import inspect_file
from ioc_desktop.store.rows import Base

pytestmark = pytest.mark.usefixtures("first_start")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "cơ sở?%20.db", busy_timeout_s=0.3).open()
    yield database
    database.close()


def unit(name: str = "Phường") -> OrgUnitRow:
    return OrgUnitRow(name=name, search_key=name)


def count(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(OrgUnitRow)) or 0


def schema(path: Path) -> dict[str, list[str]]:
    """Every table and index as its parts, in any order: Alembic writes the constraints of a table in another one."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
        ).fetchall()
    connection.close()
    parts = {name: re.split(r",\s+(?=\w+ )", re.sub(r'[\s"]+', " ", sql).rstrip(" )")) for name, sql in rows}
    parts.pop("alembic_version", None)
    return {name: sorted(part.strip(" )") for part in split) for name, split in parts.items()}


def test_the_file_is_set_up_for_one_writer_and_many_readers(db: Database) -> None:
    with db.write() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA busy_timeout")) == 300
    assert db.path.stat().st_mode & 0o077 == 0


def test_what_is_written_is_read(db: Database) -> None:
    with db.write() as session:
        session.add(unit())
    assert count(db) == 1


def test_a_write_that_fails_half_way_leaves_nothing(db: Database) -> None:
    def half() -> None:
        with db.write() as session:
            session.add(unit("Khác"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert count(db) == 0


def test_a_reading_session_cannot_write(db: Database) -> None:
    with db.read() as session:
        session.add(unit())
        with pytest.raises(OperationalError, match="readonly"):
            session.flush()
    with pytest.raises(ExpectedError) as caught, db.read() as session:
        session.execute(text("DELETE FROM org_unit"))
    assert caught.value.code == "store.read_only"


def test_a_reader_keeps_its_snapshot_and_never_waits(db: Database) -> None:
    with db.read() as before:
        assert before.scalar(select(func.count()).select_from(OrgUnitRow)) == 0
        with db.write() as session:
            session.add(unit())
        assert before.scalar(select(func.count()).select_from(OrgUnitRow)) == 0
    assert count(db) == 1


def test_writers_of_one_process_take_turns(db: Database) -> None:
    patient = Database(db.path).open()

    def add() -> None:
        for _ in range(10):
            with patient.write() as session:
                seen = session.scalar(select(func.count()).select_from(OrgUnitRow))
                session.add(unit(str(seen)))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with patient.read() as session:
        names = session.scalars(select(OrgUnitRow.name)).all()
    patient.close()
    assert sorted(map(int, names)) == list(range(40))


def test_a_writer_that_waits_too_long_is_told_so(db: Database) -> None:
    other = Database(db.path).open()
    with other.write():
        with pytest.raises(ExpectedError) as caught, db.write():
            pass
        assert caught.value.code == "store.busy"
    other.close()


def test_only_a_write_that_leaves_something_to_send_is_told(db: Database) -> None:
    told: list[None] = []
    db.captured.connect(told.append)
    with db.write() as session:
        session.add(unit())  # belongs to no centre yet: nothing is captured
    with db.write() as session:
        session.execute(text("UPDATE sync_control SET is_joined = 1"))
    assert told == []
    with db.write() as session:
        session.add(unit())
    assert len(told) == 1
    with db.write() as session:
        session.execute(text("UPDATE sync_state SET value = value"))
    orphan = unit()
    orphan.parent_id = uuid7()
    with pytest.raises(Exception, match="FOREIGN KEY"), db.write() as session:
        session.add(orphan)
    assert len(told) == 1
    with db.write() as session:  # takes the number that was rolled back
        session.add(unit())
    assert len(told) == 2


def test_a_write_inside_a_write_is_a_bug_that_is_named(db: Database) -> None:
    with db.write(), pytest.raises(RuntimeError, match="inside"), db.write():
        pass
    with db.write() as session:
        session.add(unit())
    assert count(db) == 1


def test_wrong_sql_stays_a_bug(db: Database) -> None:
    with pytest.raises(OperationalError), db.read() as session:
        session.execute(text("SELECT nothing FROM nowhere"))


def test_times_are_kept_in_utc_and_naive_ones_refused(db: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    row = unit()
    row.created_at = datetime(2026, 1, 1, 6, 30, tzinfo=hanoi)
    with db.write() as session:
        session.add(row)
    with db.read() as session:
        assert session.scalar(select(OrgUnitRow.created_at)) == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
        assert session.execute(text("SELECT created_at FROM org_unit")).scalar() == "2025-12-31 23:30:00.000000"
    naive = unit()
    naive.created_at = datetime(2026, 1, 1)  # noqa: DTZ001  (the fault under test)
    with pytest.raises(StatementError, match="naive"), db.write() as session:
        session.add(naive)


def test_a_parent_that_does_not_exist_is_refused(db: Database) -> None:
    row = unit()
    row.parent_id = uuid7()
    with pytest.raises(Exception, match="FOREIGN KEY"), db.write() as session:
        session.add(row)


def test_the_upgraded_schema_is_the_fresh_schema(db: Database, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}")
    Base.metadata.create_all(engine)
    engine.dispose()
    assert schema(db.path) == schema(fresh)
    with db.read() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []


def test_revisions_are_a_line_that_ends_in_the_known_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [migrate.HEAD]
    for revision in script.walk_revisions():
        assert Path(revision.path).name.startswith(f"{revision.revision}_")


def test_the_known_fingerprint_is_that_of_the_triggers_that_the_models_ask_for(db: Database) -> None:
    """After a change of a synchronised model: the number that this prints goes into ``migrate.TRIGGERS``."""
    with db.read() as session:
        assert capture.fingerprint(session.connection()) == migrate.TRIGGERS


def test_a_trigger_that_is_missing_or_not_what_it_should_be_is_renewed_when_the_file_is_opened(db: Database) -> None:
    db.close()
    with sqlite3.connect(db.path) as connection:
        (name,) = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'capture_u_%' LIMIT 1").fetchone()
        connection.execute(f"DROP TRIGGER {name}")
    connection.close()
    db.open()
    with db.read() as session:
        assert capture.fingerprint(session.connection()) == migrate.TRIGGERS


def test_opening_again_changes_nothing(db: Database) -> None:
    before = schema(db.path)
    db.close()
    assert not db.is_open
    db.open()
    assert schema(db.path) == before


def test_many_threads_and_profiles_open_a_new_file_at_once(tmp_path: Path) -> None:
    databases = [Database(tmp_path / "new.db") for _ in range(6)]
    failures: list[BaseException] = []

    def start(database: Database) -> None:
        try:
            database.open()
        except BaseException as error:  # noqa: BLE001  (shown by the assertion)
            failures.append(error)

    threads = [threading.Thread(target=start, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {count(database) for database in databases} == {0}
    for database in databases:
        database.close()


@contextmanager
def being_written_in_the_old_mode(path: Path) -> Iterator[sqlite3.Connection]:
    """Where another program stands that makes the file; SQLite refuses the change to WAL at once, without waiting."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_opening_waits_for_the_program_that_makes_the_file(tmp_path: Path) -> None:
    with being_written_in_the_old_mode(tmp_path / "new.db") as maker:
        refused = threading.Event()
        database = Database(tmp_path / "new.db")
        thread = threading.Thread(target=database.open)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database_module.time, "sleep", lambda _s: refused.set())
            thread.start()
            assert refused.wait(10)
            maker.execute("COMMIT")
            thread.join(10)
    assert database.is_open
    assert count(database) == 0
    database.close()


def test_opening_gives_up_on_a_file_that_stays_locked(tmp_path: Path) -> None:
    with being_written_in_the_old_mode(tmp_path / "new.db"), pytest.raises(ExpectedError) as caught:
        Database(tmp_path / "new.db", busy_timeout_s=0.05).open()
    assert caught.value.code == "store.busy"


def test_a_file_of_a_newer_program_is_left_alone(db: Database) -> None:
    db.close()
    with sqlite3.connect(db.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(ExpectedError) as caught:
        db.open()
    assert caught.value.code == "store.newer"
    assert "phiên bản mới hơn" in caught.value.message()
    state = inspect_file(db.path)
    assert state is not None
    assert (state.revision, state.is_current) == ("9999", False)


def test_a_closed_database_says_so(db: Database) -> None:
    db.close()
    with pytest.raises(RuntimeError, match="not open"), db.read():
        pass


def test_looking_at_a_file_makes_none(tmp_path: Path) -> None:
    assert inspect_file(tmp_path / "none.db") is None
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations somewhere else on the disk, as in a bundle, with one more to come."""
    scripts = tmp_path / "bundle" / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    last, following = migrate.HEAD, f"{int(migrate.HEAD) + 1:04}"
    monkeypatch.setattr(migrate, "HEAD", following)
    script = scripts / "versions" / f"{following}_next.py"
    script.write_text(
        f'from alembic import op\nrevision = "{following}"\ndown_revision = "{last}"\n'
        'def upgrade() -> None:\n    op.execute("CREATE TABLE extra (id INTEGER)")\n',
        encoding="utf-8",
    )
    return script


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return names


def test_an_older_file_is_upgraded_with_its_content(db: Database, request: pytest.FixtureRequest) -> None:
    with db.write() as session:
        session.add(unit())
    db.close()
    request.getfixturevalue("next_version")
    db.open()
    assert count(db) == 1
    state = inspect_file(db.path)
    assert state is not None
    assert state.revision == migrate.HEAD
    assert "extra" in tables(db.path)


def test_an_upgrade_that_fails_leaves_the_old_file(db: Database, request: pytest.FixtureRequest) -> None:
    db.close()
    last = migrate.HEAD
    script: Path = request.getfixturevalue("next_version")
    script.write_text(script.read_text("utf-8") + "    op.execute('SELECT nothing FROM nowhere')\n", encoding="utf-8")
    before = schema(db.path)
    with pytest.raises(OperationalError):
        db.open()
    assert not db.is_open
    assert schema(db.path) == before
    state = inspect_file(db.path)
    assert state is not None
    assert state.revision == last


NOW = "2026-01-01 00:00:00.000000"
ACCOUNT, UNIT, CAMERA = (f"{letter}0000000000070008000000000000001" for letter in "abc")
FIRST_ROWS: dict[str, dict[str, object]] = {
    "account": {
        "id": ACCOUNT, "user_name": "Quản", "user_key": "quan", "display_name": "Quản trị", "role": "admin",
        "password_hash": "$argon2id$x", "is_active": 1, "must_change_password": 1, "failures": 2,
    },
    "preference": {"account_id": ACCOUNT, "key": "wall.layout", "value": '"4x4"'},
    "org_unit": {"id": UNIT, "code": "DH", "name": "Phường", "search_key": "phuong"},
    "camera": {
        "id": CAMERA, "number": 7, "name": "Cổng", "place": "", "org_unit_id": UNIT, "main_url": "rtsp://x",
        "sub_url": "", "transport": "tcp", "kind": "fixed", "notice_text": "", "retention_days": 30, "search_key": "k",
    },
}  # fmt: skip


def first_file(path: Path) -> None:
    """A file of the first version, with accounts, units and cameras that refer to each other."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table, values in FIRST_ROWS.items():
            row = {"created_at": NOW, "updated_at": NOW} | values
            row = row if table != "preference" else {k: v for k, v in row.items() if k != "created_at"}
            places = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
            connection.exec_driver_sql(statement, tuple(row.values()))
    engine.dispose()


def test_a_file_of_the_first_version_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first_file(path)
    database = Database(path).open()
    with database.read() as session:

        def rows(question: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in session.connection().exec_driver_sql(question)]

        assert rows("SELECT c.name, u.name FROM camera c JOIN org_unit u ON u.id = c.org_unit_id") == [
            ("Cổng", "Phường")
        ]
        assert rows(
            "SELECT a.user_name, s.password_hash, s.must_change_password, s.failures "
            "FROM account a JOIN account_secret s ON s.account_id = a.id"
        ) == [("Quản", "$argon2id$x", 1, 2)]
        assert rows("SELECT value FROM preference") == [('"4x4"',)]
        assert rows("PRAGMA foreign_key_check") == []
        assert rows("PRAGMA foreign_keys") == [(1,)]
    database.close()
    assert [backup.name for backup in (tmp_path / "backups").iterdir()]
