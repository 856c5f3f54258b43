"""The journal of records: what is written stays, and whoever changes it behind the program's back is found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from ioc_desktop.cli import main
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.model import Break, canonical, clean, digest, joined
from ioc_desktop.kernel.records.tables import RecordEntryRow
from ioc_desktop.kernel.records.verify import RecordVerifier
from ioc_desktop.services import open_services
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

INCIDENT = uuid7()


@pytest.fixture
def journal(db: Database, clock: HandClock) -> RecordJournal:
    return RecordJournal(db, clock, "truc-ban-1")


def write(journal: RecordJournal, count: int) -> None:
    for number in range(1, count + 1):
        journal.append("incident", INCIDENT, "note", note=f"lần {number}")


def tamper(path: Path, *statements: str) -> None:
    """As somebody with a SQL tool would: the guards are taken away first."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def faults(db: Database) -> list[tuple[Break, str, int, int]]:
    return [(fault.kind, fault.workstation, fault.seq, fault.last) for fault in RecordVerifier(db).verify().faults]


def test_an_entry_says_who_did_what_when_where_and_why(db: Database, journal: RecordJournal, clock: HandClock) -> None:
    account_id = (
        AccountService(db)
        .create_first_administrator(user_name="truc", display_name="Trực ban 1", password="mật khẩu dài 1")
        .id
    )
    db.act_as(account_id)
    journal.append("incident", INCIDENT, "incident.stage", changes={"stage": ("verify", "respond")}, note=" Ngập sâu ")
    (entry,) = journal.of("incident", INCIDENT)
    assert (entry.who, entry.who_id, entry.workstation) == ("Trực ban 1", account_id, "truc-ban-1")
    assert (entry.at, entry.action, entry.note) == (clock.now(), "incident.stage", "Ngập sâu")
    assert entry.changes == {"stage": ("verify", "respond")}
    assert journal.of("incident", uuid7()) == []


def test_the_entry_is_stored_with_the_change_or_not_at_all(db: Database, journal: RecordJournal) -> None:
    with suppress(RuntimeError), db.write() as session:
        journal.append("incident", INCIDENT, "note", session=session)
        raise RuntimeError
    assert journal.count() == 0
    write(journal, 2)
    assert [entry.seq for entry in journal.of("incident", INCIDENT)] == [2, 1]
    assert RecordVerifier(db).verify().entries == 2


def test_nobody_changes_or_removes_an_entry_by_the_program(db: Database, journal: RecordJournal) -> None:
    write(journal, 1)
    for statement in ("UPDATE record_entry SET note = 'khác'", "DELETE FROM record_entry"):
        with pytest.raises(IntegrityError, match="stay as they are"), db.write() as session:
            session.connection().exec_driver_sql(statement)
    assert faults(db) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE record_entry SET note = 'khác' WHERE seq = 3", (Break.EDITED, 3, 3)),
        ("UPDATE record_entry SET who = 'Người khác' WHERE seq = 5", (Break.EDITED, 5, 5)),
        ("UPDATE record_entry SET at = replace(at, '08', '09') WHERE seq = 1", (Break.EDITED, 1, 1)),
        ("UPDATE record_entry SET note = char(31) || note WHERE seq = 2", (Break.EDITED, 2, 2)),
        ("UPDATE record_entry SET seq = 1 WHERE seq = 2", (Break.TWIN, 1, 1)),
        ("DELETE FROM record_entry WHERE seq = 2", (Break.MISSING, 2, 2)),
        ("DELETE FROM record_entry WHERE seq BETWEEN 1 AND 3", (Break.MISSING, 1, 3)),
        ("DELETE FROM record_entry WHERE seq > 4", (Break.CUT, 5, 5)),
        ("DELETE FROM record_entry", (Break.CUT, 1, 5)),
    ],
)
def test_what_a_sql_tool_did_is_named(
    db: Database, journal: RecordJournal, statement: str, found: tuple[Break, int, int]
) -> None:
    write(journal, 5)
    tamper(db.path, statement)
    kind, seq, last = found
    assert (kind, "truc-ban-1", seq, last) in faults(db)


@pytest.mark.parametrize("seq", [2, 5])
def test_an_entry_that_was_replaced_with_a_right_hash_is_named(db: Database, journal: RecordJournal, seq: int) -> None:
    """In the middle by the entry after it, at the end by what was seen before."""
    write(journal, 5)
    with db.read() as session:
        row = session.query(RecordEntryRow).filter_by(seq=seq).one()
    line = (row.device_id.hex, seq, row.at, None, row.who, row.workstation, row.tbl, row.record_id.hex)
    mark = digest(joined((*line, row.action, row.changes, "khác", row.detail, row.prev)))
    tamper(db.path, f"UPDATE record_entry SET note = 'khác', hash = '{mark}' WHERE seq = {seq}")
    assert faults(db) == [(Break.REPLACED, "truc-ban-1", seq, seq)]


def test_each_workstation_has_a_chain_of_its_own(db: Database, journal: RecordJournal, clock: HandClock) -> None:
    write(journal, 2)
    with db.write() as session:  # as when this file is found to be a copy of another desktop's
        session.connection().exec_driver_sql(
            "UPDATE sync_state SET value = ? WHERE key = 'device_id'", (json.dumps(uuid7().hex),)
        )
    write(RecordJournal(db, clock, "truc-ban-2"), 3)
    verdict = RecordVerifier(db).verify()
    assert (verdict.entries, verdict.chains, verdict.faults) == (5, 2, ())
    tamper(db.path, "DELETE FROM record_entry WHERE seq = 2")
    assert faults(db) == [(Break.CUT, "truc-ban-1", 2, 2), (Break.MISSING, "truc-ban-2", 2, 2)]


def test_entries_may_lie_in_any_order(db: Database, journal: RecordJournal) -> None:
    """As they come from a server: what lies too early waits for what comes before it."""
    write(journal, 6)
    tamper(db.path, "UPDATE record_entry SET rowid = 100 - rowid")
    assert faults(db) == []
    tamper(db.path, "UPDATE record_entry SET note = 'khác' WHERE seq = 4", "DELETE FROM record_entry WHERE seq = 2")
    assert faults(db) == [(Break.MISSING, "truc-ban-1", 2, 2), (Break.EDITED, "truc-ban-1", 4, 4)]


@pytest.mark.parametrize("column", ["who", "workstation", "changes", "detail", "action", "record_id", "prev", "hash"])
def test_every_field_is_covered(db: Database, journal: RecordJournal, column: str) -> None:
    write(journal, 3)
    tamper(db.path, f"UPDATE record_entry SET {column} = '00' WHERE seq = 2")
    assert (Break.EDITED, 2) in {(kind, seq) for kind, _, seq, _ in faults(db)}


def test_a_verification_can_be_stopped(db: Database, journal: RecordJournal) -> None:
    write(journal, 3)
    told: list[int] = []
    verdict = RecordVerifier(db).verify(lambda read: told.append(read) or False)
    assert (verdict.is_whole, told) == (False, [3])


def test_wrong_clocks_do_no_harm(db: Database, journal: RecordJournal, clock: HandClock) -> None:
    write(journal, 1)
    clock.time = datetime(1999, 1, 1, tzinfo=UTC)
    write(journal, 1)
    assert faults(db) == []


def test_a_note_is_cleaned_before_it_is_hashed(db: Database, journal: RecordJournal) -> None:
    journal.append("incident", INCIDENT, "note", note="một\x1fhai\0ba\nbốn\ud800")
    assert journal.of("incident", INCIDENT)[0].note == "mộthaiba\nbốn"
    assert faults(db) == []


@given(st.lists(st.text(max_size=8), min_size=2, max_size=6), st.lists(st.text(max_size=8), min_size=2, max_size=6))
def test_two_lines_never_have_the_same_bytes(one: list[str], other: list[str]) -> None:
    ours, theirs = ([clean(field, 100) for field in line] for line in (one, other))
    if len(ours) == len(theirs) and ours != theirs:
        assert joined(ours) != joined(theirs)


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(), st.none(), st.booleans())))
def test_the_form_of_json_is_one(value: dict[str, object]) -> None:
    turned = dict(reversed(list(value.items())))
    assert canonical(value) == canonical(turned)
    assert "\x1f" not in canonical(value)


def test_the_command_names_the_entry_and_the_workstation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.node", lambda: "ban-truc-2")
    paths = AppPaths(tmp_path / "profile")
    services = open_services(paths)
    write(RecordJournal(services.database), 4)
    path = services.database.path
    services.close()
    verify: Callable[[], tuple[int, dict[str, object]]] = lambda: (  # noqa: E731
        main(["journal", "verify", "--json", "--profile", str(paths.root)]),
        json.loads(capsys.readouterr().out),
    )
    assert verify() == (0, {"ok": True, "own_entries": 0, "record_entries": 4, "faults": []})
    tamper(path, "UPDATE record_entry SET detail = '{\"unit\": 2}' WHERE seq = 3")
    code, answer = verify()
    assert code == 1
    assert answer["faults"] == ["Nhật ký hồ sơ của máy ban-truc-2: mục 3 bị sửa. Báo người phụ trách."]
    assert UUID(INCIDENT.hex).version == 7
