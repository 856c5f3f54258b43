"""Faults of meeting writes: programs killed, five desktops on one row, poison, references across pages and scopes.

The numbers in the names are those of the list of faults in the design of synchronisation; ``final_checks`` are its
checks C1–C7.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import event

from ioc_desktop.sync import engine as engine_module
from ioc_desktop.sync import staging
from tests.support.desks import Desk, check_equal, desks, level
from tests.support.faults import FlakyTransport
from tests.support.final_checks import ask, check_results, check_scopes

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
Another = Callable[..., Desk]


@pytest.fixture
def five(tmp_path: Path, connect: Connect) -> Iterator[list[Desk]]:
    with desks(tmp_path, connect, names="ABCDE") as made:
        yield made


def shared(desk: Desk, column: str) -> list[Any]:
    return [value for (value,) in desk.query(f"SELECT {column} FROM camera ORDER BY id")]


# ---------------------------------------------------------------------- 3: killed anywhere


class Killer(FlakyTransport):
    """Ends this process, as ``kill -9`` does, before the n-th statement to either database, or after an answer."""

    def __init__(self, desk: Desk, after: int) -> None:
        assert desk.server is not None
        super().__init__(desk.server, Random(0))
        self.left = after
        for engine in (desk.db._reader, desk.db._writer):
            event.listen(engine, "before_cursor_execute", self.tick)
            event.listen(engine, "commit", self.tick)

    def tick(self, *_: object) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _maybe(self, question: Callable[[], Any]) -> Any:
        self.tick()
        answer = question()
        self.tick()
        return answer


def killed_while_syncing(folder: Path, connect: Connect, after: int) -> bool:
    """One process that syncs the desktop A and is killed before its statement number ``after``; False: it survived."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    status = 1
    try:
        desk = Desk(folder, "A", connect).online()
        desk.server = Killer(desk, after)
        desk.sync()
        status = 0
    finally:
        os._exit(status)  # never back into the test


def test_03_killed_before_any_statement(tmp_path: Path, another: Another, connect: Connect) -> None:
    """Before each statement of a seal, a push with a conflict, its answer and a pull, and before each commit."""
    b = another("B").online()
    camera = b.add_camera("X", 1)
    b.sync()
    Desk(tmp_path, "A", connect).join().close()
    was_killed, after = True, 0
    while was_killed:
        a = Desk(tmp_path, "A", connect)
        a.sync()
        level([a, b])
        assert a.outbox() == []
        b.rename(camera, f"của B {after}")
        b.sync()
        a.rename(camera, f"của A {after}")
        a.add_camera(f"mới {after}", after + 2)
        a.close()
        was_killed = killed_while_syncing(tmp_path, connect, after)
        after += 1
    assert after > 40
    a = Desk(tmp_path, "A", connect).online()
    level([a, b])
    check_equal([a, b])
    check_results([a, b], connect)
    assert len(a.inbox()) == after
    assert len(a.names()) == after + 1
    a.close()


# ---------------------------------------------------------------------- 8: five desktops


@pytest.mark.parametrize("seed", range(3))
def test_08_five_desktops_write_one_column(five: list[Desk], connect: Connect, seed: int) -> None:
    """Whoever arrives first stays; the four others have what they wrote in their inbox."""
    camera = five[0].add_camera("Cũ")
    level(five)
    for desk in five:
        desk.rename(camera, f"của {desk.name}")
    order = Random(seed).sample(five, len(five))
    for desk in order:
        desk.sync()
    level(five)
    assert {name for desk in five for name in desk.names()} == {f"của {order[0].name}"}
    for desk in five:
        lost = [] if desk is order[0] else [("conflict", "conflict", {"name": f"của {desk.name}"})]
        assert desk.inbox() == lost
    check_equal(five)
    check_results(five, connect)


@pytest.mark.parametrize("seed", range(3))
def test_08_five_desktops_write_five_columns(five: list[Desk], connect: Connect, seed: int) -> None:
    camera = five[0].add_camera("Cũ", 1)
    level(five)
    wanted = {"name": "Mới", "place": "Chợ", "number": 7, "notice_text": "Có camera", "retention_days": 9}
    for desk, (column, value) in zip(five, wanted.items(), strict=True):
        desk.write(f"UPDATE camera SET {column} = ? WHERE id = ?", value, camera.id.hex)
    for desk in Random(seed).sample(five, len(five)):
        desk.sync()
    level(five)
    for desk in five:
        assert {column: shared(desk, column)[0] for column in wanted} == wanted
        assert desk.inbox() == []
    check_equal(five)
    check_results(five, connect)


def test_08_five_desktops_write_the_same_value(five: list[Desk], connect: Connect) -> None:
    camera = five[0].add_camera("Cũ")
    level(five)
    for desk in five:
        desk.rename(camera, "Giống nhau")
    for desk in five:
        desk.sync()
    level(five)
    assert [desk.inbox() for desk in five] == [[]] * 5
    assert {name for desk in five for name in desk.names()} == {"Giống nhau"}
    results = ask(connect, "SELECT status FROM sync.op_result WHERE kind = 'U'")
    assert Counter(status for (status,) in results) == {"applied": 1, "merged": 4}
    check_equal(five)
    check_results(five, connect)


# ---------------------------------------------------------------------- 9 to 12


@pytest.mark.parametrize("size", [1, 7, 100])
def test_09_a_whole_life_in_one_batch(
    pair: list[Desk], connect: Connect, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Inserted, changed and removed before anything was sent, in batches of one, seven and a hundred."""
    monkeypatch.setattr(engine_module, "BATCH", size)
    a, b = pair
    a.engine._limit = size
    random = Random(size)
    made = [a.add_camera(str(number), number + 1) for number in range(40)]
    for _ in range(80):
        a.rename(random.choice(made), str(random.randrange(1000)))
    for camera in made[::2]:
        a.write("DELETE FROM camera WHERE id = ?", camera.id.hex)
    a.rename(made[1], "Cuối cùng")
    level(pair)
    assert len(b.names()) == 20
    assert "Cuối cùng" in b.names()
    assert {status for (status,) in ask(connect, "SELECT DISTINCT status FROM sync.op_result")} == {"applied"}
    assert ask(connect, "SELECT count(*) FROM sync.op_result") == [(20,)]  # what undid itself was never sent
    check_equal(pair)


@pytest.mark.parametrize("first", ["change", "removal"])
def test_10_change_against_removal(pair: list[Desk], connect: Connect, first: str) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.rename(camera, "Sửa")
    b.write("DELETE FROM camera")
    for desk in pair if first == "change" else reversed(pair):
        desk.sync()
    level(pair)
    assert a.names() == b.names() == []
    assert a.inbox() == ([] if first == "change" else [("conflict", "gone", {"name": "Sửa"})])
    check_equal(pair)
    check_results(pair, connect)


def test_10_a_change_of_a_row_that_is_known_to_be_gone(pair: list[Desk], connect: Connect) -> None:
    """Written before the tombstone came and sent after it: the tombstone does not take the work away unseen."""
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    b.rename(camera, "Chưa gửi")
    a.cameras.remove(camera.id)
    a.sync()
    assert b.server is not None
    b.engine.pull(b.server)  # the removal arrives first
    level(pair)
    assert b.inbox() == [("conflict", "gone", {"name": "Chưa gửi"})]
    check_equal(pair)
    check_results(pair, connect)


def test_11_what_is_refused_goes_back_to_what_the_server_has(pair: list[Desk], connect: Connect) -> None:
    """Denied, twice the same number, too long: here it is the server's value again, and the person sees why."""
    a, b = pair
    denied, twin, long = (a.add_camera(name, number) for number, name in enumerate(("Cấm", "Trùng", "Dài"), 1))
    level(pair)
    b.write("UPDATE camera SET number = 30 WHERE id = ?", twin.id.hex)
    a.write("UPDATE camera SET number = 30 WHERE id = ?", long.id.hex)
    a.sync()
    b.write("UPDATE camera SET name = ? WHERE id = ?", "x" * 400, long.id.hex)
    b.sync()
    ask(connect, "UPDATE sync.synced SET writers = 5 WHERE tbl = 'camera'")
    b.rename(denied, "Không có quyền")
    b.sync()
    ask(connect, "UPDATE sync.synced SET writers = 2 WHERE tbl = 'camera'")
    level(pair)
    assert sorted(b.names()) == ["Cấm", "Dài", "Trùng"]
    assert shared(b, "number") == [1, 2, 30]
    assert [(kind, status) for kind, status, _ in b.inbox()] == [
        ("refused", "dup"),
        ("refused", "invalid"),
        ("refused", "denied"),
    ]
    check_equal(pair)


def test_12_poison_amid_five_hundred(pair: list[Desk]) -> None:
    """One operation that no server takes, and the row that refers to it: the 499 others arrive."""
    a, b = pair
    level(pair)
    now = "2026-01-01 00:00:00.000000"
    unit = "INSERT INTO org_unit (id, scope_id, ver, created_at, updated_at, name, search_key, level, kind, parent_id) "
    rows = [(f"{n:032x}", now, now, "x" * 300 if n == 250 else f"Đơn vị {n}", None) for n in range(1, 501)]
    child = (f"{501:032x}", now, now, "Con", f"{250:032x}")
    with a.db.write() as session:
        for row in (*rows, child):
            session.connection().exec_driver_sql(unit + "VALUES (?, 1, 0, ?, ?, ?, '', '', '', ?)", row)
    level(pair)
    assert b.query("SELECT count(*) FROM org_unit") == [(499,)]
    assert [(kind, status) for kind, status, _ in a.inbox()] == [("refused", "invalid")] * 2
    reasons = [reason for (reason,) in a.query("SELECT reason FROM sync_inbox ORDER BY id")]
    assert reasons[0].startswith("22001")
    assert reasons[1] == "parent:parent_id"
    check_equal(pair)


# ---------------------------------------------------------------------- 16: references


def watch_references(desk: Desk) -> list[int]:
    """Counts the commits; each of them is checked for references that hang."""
    commits: list[int] = []

    def check(connection: Any) -> None:
        commits.append(1)
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []

    event.listen(desk.db._writer, "commit", check)
    return commits


def put_unit(desk: Desk, number: int, parent: int | None = None, scope: int = 1) -> None:
    now = "2026-01-01 00:00:00.000000"
    desk.write(
        "INSERT INTO org_unit (id, scope_id, ver, created_at, updated_at, name, search_key, level, kind, parent_id) "
        "VALUES (?, ?, 0, ?, ?, ?, '', '', '', ?)",
        f"{number:032x}", scope, now, now, f"Đơn vị {number}", None if parent is None else f"{parent:032x}",
    )  # fmt: skip


def parents(desk: Desk) -> dict[str, str | None]:
    return {row[-2:]: parent and parent[-2:] for row, parent in desk.query("SELECT id, parent_id FROM org_unit")}


@pytest.mark.parametrize("way", ["pages", "at once"])
def test_16_children_that_come_before_their_parents(
    pair: list[Desk], another: Another, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The parent was changed after its children were written: by version it comes behind them, pages apart."""
    monkeypatch.setattr(staging, "PAGE", 2)
    a, b = pair
    c = another("C").online()
    c.sync()
    for number in range(1, 7):
        put_unit(a, number, parent=None if number == 1 else 1)
    a.sync()
    a.write("UPDATE org_unit SET name = 'Sau cùng' WHERE id = ?", f"{1:032x}")
    a.sync()
    commits = watch_references(c)
    if way == "pages":
        monkeypatch.setattr(engine_module, "SMALL_PULL", 1)
    c.sync()
    assert commits
    assert parents(c) == {"01": None, **{f"{number:02}": "01" for number in range(2, 7)}}
    level([a, b, c])
    check_equal([a, b, c])


def test_16_a_parent_that_moves_out_of_sight(
    tmp_path: Path, pair: list[Desk], connect: Connect, centre: str, postgres_server: PostgresServer
) -> None:
    """The child stays without its parent until that is seen again; no reference hangs, nobody turns in circles."""
    a, b = pair
    role = f"{centre}_ops"
    ask(connect, "SELECT sync.add_scope('Kín')")
    ask(connect, f"CREATE ROLE {role} LOGIN PASSWORD 'mat-khau-dai' IN ROLE ioc_operator")
    ask(connect, "SELECT sync.set_principal(%s, 'workstation', NULL, '')", role)
    ask(connect, "SELECT sync.grant_scope(%s, 1, true)", role)
    c = Desk(tmp_path, "C", lambda: psycopg.connect(postgres_server.dsn(centre, role, "mat-khau-dai"), autocommit=True))
    try:
        put_unit(a, 1)
        put_unit(a, 2, parent=1)
        level(pair)
        c.join().online()
        c.sync()
        commits = watch_references(c)
        assert parents(c) == {"01": None, "02": "01"}
        a.write("UPDATE org_unit SET scope_id = 2 WHERE id = ?", f"{1:032x}")
        level(pair)
        c.sync()
        assert c.sync() == 0
        assert parents(c) == {"02": None}
        check_scopes(c, {1})
        assert parents(b) == {"01": None, "02": "01"}  # who sees both scopes sees no difference
        a.write("UPDATE org_unit SET name = 'Con đổi tên' WHERE id = ?", f"{2:032x}")
        level(pair)
        c.sync()
        assert c.query("SELECT name, parent_id FROM org_unit") == [("Con đổi tên", None)]
        assert c.outbox() == []  # what is missing here is not taken from others
        a.write("UPDATE org_unit SET scope_id = 1 WHERE id = ?", f"{1:032x}")
        level(pair)
        c.sync()
        assert parents(c) == {"01": None, "02": "01"}
        assert commits
        level(pair)
        check_equal([a, b, c])
    finally:
        c.close()
        ask(connect, "SELECT sync.shut_out(%s)", role)
        ask(connect, f"DROP ROLE {role}")


def test_16_a_child_written_here_while_its_parent_goes(pair: list[Desk]) -> None:
    """Unsent, under a parent that another desktop removes: the server refuses it, nothing hangs on either side."""
    a, b = pair
    put_unit(a, 1)
    level(pair)
    commits = watch_references(b)
    put_unit(b, 2, parent=1)
    a.write("DELETE FROM org_unit WHERE id = ?", f"{1:032x}")
    a.sync()
    level(pair)
    assert commits
    assert parents(a) == parents(b) == {}
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("refused", "invalid")]
    check_equal(pair)
