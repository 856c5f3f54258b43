"""Every conflict rule, between two desktops and a real server, on tables made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid5

import psycopg
import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.sync.inbox import Inbox
from ioc_desktop.sync.server.install import install
from tests.support.desks import Desk, check_equal, desks, level
from tests.support.postgres import PostgresServer
from tests.support.sync_models import MODELS, TestBase

pytestmark = pytest.mark.postgres
NOW = "2026-01-01 00:00:00.000000"


@pytest.fixture
def connect(postgres_server: PostgresServer, pg_database: str) -> Callable[[], psycopg.Connection]:
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        install(connection, models=MODELS)
    return lambda: psycopg.connect(postgres_server.superuser_dsn(pg_database), autocommit=True)


@pytest.fixture
def pair(tmp_path: Path, connect: Callable[[], psycopg.Connection]) -> Iterator[list[Desk]]:
    with desks(tmp_path, connect, models=TestBase) as made:
        yield made


def put(desk: Desk, table: str, identifier: str | None = None, **values: object) -> str:
    identifier = identifier or uuid7().hex
    row = {"id": identifier, "scope_id": 1, "ver": 0, "created_at": NOW, "updated_at": NOW, **values}
    row |= dict.fromkeys(desk.replica.tables[table].search_keys, "")
    places = ", ".join("?" * len(row))
    desk.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", *row.values())
    return identifier


def change(desk: Desk, table: str, identifier: str, **values: object) -> None:
    assignments = ", ".join(f"{name} = ?" for name in values)
    desk.write(f"UPDATE {table} SET {assignments} WHERE id = ?", *values.values(), identifier)


def value(desk: Desk, table: str, column: str) -> list[object]:
    return [row[0] for row in desk.query(f"SELECT {column} FROM {table} ORDER BY id")]


def verdicts(desk: Desk) -> list[tuple[str, str]]:
    return [(kind, status) for kind, status, _ in desk.inbox()]


def test_every_type_of_column_travels(pair: list[Desk]) -> None:
    a, b = pair
    place = put(a, "t_place", name="Chợ Đông Hà", secret="ở lại")
    whole = {
        "title": "Ẵ",
        "state": "new",
        "story": "a\nb",
        "score": 0.1 + 0.2,
        "flag": 1,
        "due": NOW,
        "data": '{"k": [1, null]}',
    }
    put(a, "t_case", place_id=place, **whole)
    put(a, "t_case", title="trống", state="new", story="")
    level(pair)
    assert b.query("SELECT title, score, flag, due, data FROM t_case WHERE score IS NOT NULL")[0] == (
        "Ẵ", 0.3, 1, NOW, '{"k": [1, null]}',
    )  # fmt: skip
    assert b.query("SELECT name, search_key, secret FROM t_place") == [("Chợ Đông Hà", "cho dong ha", None)]
    assert value(a, "t_place", "secret") == ["ở lại"]  # what stays here is not overwritten by what returns
    check_equal(pair)


def test_a_state_moves_only_along_declared_steps(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="")
    level(pair)
    change(a, "t_case", case, state="closed")
    change(b, "t_case", case, state="assigned")
    a.sync()
    level(pair)
    assert value(a, "t_case", "state") == value(b, "t_case", "state") == ["closed"]
    assert verdicts(b) == [("refused", "invalid")]
    change(b, "t_case", case, state="new")
    level(pair)
    assert value(a, "t_case", "state") == value(b, "t_case", "state") == ["closed"]
    check_equal(pair)


def test_a_state_is_never_merged_with_other_columns(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="")
    level(pair)
    change(a, "t_case", case, state="assigned")
    change(b, "t_case", case, state="closed", title="đã xong")
    a.sync()
    level(pair)
    assert value(a, "t_case", "title") == ["x"]
    assert b.inbox() == [("refused", "invalid", {"state": "closed", "title": "đã xong"})]
    check_equal(pair)


def test_long_texts_are_merged_line_by_line(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="một\nhai\nba\nbốn\nnăm\n")
    level(pair)
    change(a, "t_case", case, story="một\nHAI\nba\nbốn\nnăm\n")
    change(b, "t_case", case, story="một\nhai\nba\nbốn\nNĂM\n")
    level(pair)
    assert value(a, "t_case", "story") == ["một\nHAI\nba\nbốn\nNĂM\n"]
    assert a.inbox() == b.inbox() == []
    change(a, "t_case", case, story="A\n")
    change(b, "t_case", case, story="B\n")
    a.sync()
    level(pair)
    assert value(b, "t_case", "story") == ["A\n"]
    assert b.inbox() == [("conflict", "conflict", {"story": "B\n"})]
    check_equal(pair)


def test_notes_are_only_added(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="")
    note = put(a, "t_note", case_id=case, text="đầu")
    level(pair)
    put(a, "t_note", case_id=case, text="của a")
    put(b, "t_note", case_id=case, text="của b")
    change(b, "t_note", note, text="sửa lén")
    level(pair)
    b.write("DELETE FROM t_note WHERE id = ?", note)
    level(pair)
    assert sorted(map(str, value(a, "t_note", "text"))) == ["của a", "của b", "đầu"]
    assert verdicts(b) == [("refused", "denied")] * 2
    check_equal(pair)


def test_the_first_vote_stays_and_a_late_one_is_told(pair: list[Desk]) -> None:
    a, b = pair
    poll = put(a, "t_poll", closes_at=None)
    level(pair)
    vote = uuid5(uuid7(), "member").hex
    put(a, "t_vote", vote, poll_id=poll, choice="for")
    put(b, "t_vote", vote, poll_id=poll, choice="against")
    a.sync()
    level(pair)
    assert value(b, "t_vote", "choice") == ["for"]
    assert b.inbox()[0][:2] == ("conflict", "exists")
    change(a, "t_poll", poll, closes_at="2020-01-01 00:00:00.000000")
    level(pair)
    put(b, "t_vote", poll_id=poll, choice="for")
    level(pair)
    assert value(b, "t_vote", "choice") == ["for"]
    assert verdicts(b)[1] == ("refused", "too_old")
    check_equal(pair)


def test_the_same_vote_twice_is_one(pair: list[Desk]) -> None:
    a, b = pair
    poll = put(a, "t_poll", closes_at=None)
    level(pair)
    vote = uuid7().hex
    for desk in pair:
        put(desk, "t_vote", vote, poll_id=poll, choice="for")
    level(pair)
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_a_budget_is_never_overdrawn(pair: list[Desk]) -> None:
    a, b = pair
    line = put(a, "t_line", limit_dong=100)
    level(pair)
    put(a, "t_entry", line_id=line, amount_dong=60)
    put(b, "t_entry", line_id=line, amount_dong=30)
    put(b, "t_entry", line_id=line, amount_dong=30)
    put(b, "t_entry", line_id=line, amount_dong=10)
    a.sync()
    level(pair)
    assert sorted(map(int, map(str, value(a, "t_entry", "amount_dong")))) == [10, 30, 60]
    assert b.query("SELECT reason FROM sync_inbox") == [("over_limit",)]
    put(a, "t_entry", line_id=line, amount_dong=-50)
    put(b, "t_entry", line_id=line, amount_dong=50)
    a.sync()
    level(pair)
    assert sum(map(int, map(str, value(b, "t_entry", "amount_dong")))) == 100
    check_equal(pair)


def test_the_last_mark_stays_and_nobody_is_asked(pair: list[Desk]) -> None:
    a, b = pair
    mark = put(a, "t_mark", value="0")
    level(pair)
    change(a, "t_mark", mark, value="a")
    change(b, "t_mark", mark, value="b")
    a.sync()
    level(pair)
    assert value(a, "t_mark", "value") == ["b"]
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_personal_data_does_not_outlive_its_row(pair: list[Desk], connect: Callable[[], psycopg.Connection]) -> None:
    a, _ = pair
    place = put(a, "t_place", name="Nhà", note="số điện thoại")
    level(pair)
    a.write("DELETE FROM t_place WHERE id = ?", place)
    level(pair)
    with connect() as connection:
        assert connection.execute("SELECT note, deleted_at IS NOT NULL FROM ioc.t_place").fetchall() == [(None, True)]


def test_take_mine_writes_over_what_the_server_holds(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="")
    level(pair)
    change(a, "t_case", case, title="A")
    change(b, "t_case", case, title="B")
    a.sync()
    level(pair)
    inbox = Inbox(b.db, b.replica.tables)
    (entry,) = inbox.entries()
    assert (entry.mine, entry.base, entry.theirs["title"]) == ({"title": "B"}, {"title": "x"}, "A")
    inbox.apply_mine(entry.id)
    level(pair)
    assert value(a, "t_case", "title") == ["B"]
    assert list(inbox.entries()) == []
    check_equal(pair)


def test_take_mine_brings_a_removed_row_back(pair: list[Desk]) -> None:
    a, b = pair
    case = put(a, "t_case", title="x", state="new", story="s")
    level(pair)
    a.write("DELETE FROM t_case WHERE id = ?", case)
    change(b, "t_case", case, title="vẫn cần")
    a.sync()
    level(pair)
    inbox = Inbox(b.db, b.replica.tables)
    (entry,) = inbox.entries()
    assert (entry.status, dict(entry.theirs)) == ("gone", {})
    inbox.apply_mine(entry.id)
    level(pair)
    assert a.query("SELECT title, story FROM t_case") == [("vẫn cần", "s")]
    check_equal(pair)


def test_a_refused_row_is_sent_again_when_it_fits(pair: list[Desk]) -> None:
    a, b = pair
    one = put(a, "t_place", name="Một", code="X")
    put(b, "t_place", name="Hai", code="X")
    a.sync()
    level(pair)
    change(a, "t_place", one, code="Y")
    level(pair)
    inbox = Inbox(b.db, b.replica.tables)
    inbox.apply_mine(inbox.entries()[0].id)
    level(pair)
    assert sorted(map(str, value(a, "t_place", "name"))) == ["Hai", "Một"]
    check_equal(pair)


def test_poison_in_a_batch_stops_nothing_else(pair: list[Desk]) -> None:
    a, b = pair
    with a.db.write() as session:
        for number in range(60):
            values = (uuid7().hex, NOW, NOW, f"c{number}", "x" * 200 if number == 31 else "new")
            session.connection().exec_driver_sql(
                "INSERT INTO t_case (id, scope_id, ver, created_at, updated_at, title, state, story) "
                "VALUES (?, 1, 0, ?, ?, ?, ?, '')",
                values,
            )
    level(pair)
    assert len(value(b, "t_case", "id")) == 59
    assert verdicts(a) == [("refused", "invalid")]
    assert a.query("SELECT reason FROM sync_inbox")[0][0].startswith("22001")
    check_equal(pair)


def test_the_children_of_a_refused_row_are_refused_with_it(pair: list[Desk]) -> None:
    a, _ = pair
    case = put(a, "t_case", title="x", state="x" * 200, story="")
    put(a, "t_note", case_id=case, text="con")
    put(a, "t_place", name="không liên quan")
    level(pair)
    assert value(a, "t_case", "id") == value(a, "t_note", "id") == []
    assert verdicts(a) == [("refused", "invalid")] * 2
    assert len(value(a, "t_place", "id")) == 1
    check_equal(pair)


def test_more_than_one_batch_keeps_children_behind_their_parents(
    pair: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ioc_desktop.sync import engine

    monkeypatch.setattr(engine, "BATCH", 3)
    a, b = pair
    a.engine._limit = 3
    note_of = []
    for number in range(7):
        case = put(a, "t_case", title=str(number), state="new", story="")
        place = put(a, "t_place", name=str(number))
        change(a, "t_case", case, place_id=place)  # folded into the insert, before its parent's
        note_of.append(put(a, "t_note", case_id=case, text="n"))
    level(pair)
    assert a.inbox() == []
    assert len(value(b, "t_note", "id")) == 7
    assert None not in value(b, "t_case", "place_id")
    check_equal(pair)
