"""What must survive: lost answers, forks, restored servers and files, revoked and late desktops.

The numbers in the names are those of the list of faults in the design of synchronisation.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.store.database import Database
from ioc_desktop.sync import engine as engine_module
from ioc_desktop.sync import staging
from ioc_desktop.sync.engine import Engine, Machine, Standing
from ioc_desktop.sync.postgres import PostgresTransport
from ioc_desktop.sync.transport import LinkLostError
from tests.support.desks import Desk, check_equal, level
from tests.support.faults import FlakyTransport
from tests.support.final_checks import ask, check_results, check_scopes, model_writes, stubborn

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
Another = Callable[..., Desk]


def test_02_an_answer_lost_after_the_commit_changes_nothing(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    assert a.server is not None
    camera = a.add_camera("Cổng")
    flaky = FlakyTransport(a.server, Random(1), before=0, after=1)
    with pytest.raises(LinkLostError):
        a.engine.push(flaky)
    before = ask(connect, "SELECT ver, recorded_at FROM ioc.camera")
    b.sync()
    b.rename(camera, "Của b")
    b.sync()
    level(pair)
    assert len(before) == 1
    assert ask(connect, "SELECT count(*) FROM sync.op_result WHERE n = 1") == [(2,)]
    assert a.names() == ["Của b"]
    check_equal(pair)


@pytest.mark.parametrize("seed", range(6))
def test_01_to_12_lost_questions_and_answers(pair: list[Desk], connect: Connect, seed: int) -> None:
    """C1–C6 after random writes on both desktops over a link that loses a fifth of everything."""
    random = Random(seed)
    for desk in pair:
        assert desk.server is not None
        desk.server = FlakyTransport(desk.server, random)
    model_writes(pair, random, rounds=40)
    for desk in pair:
        flaky = desk.server
        assert isinstance(flaky, FlakyTransport)
        desk.server = flaky.inner
    level(pair)
    check_equal(pair)
    check_results(pair, connect)


def test_01_backends_killed_at_random(
    pair: list[Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    random = Random(7)
    for round_ in range(25):
        model_writes(pair, random, rounds=3)
        if round_ % 2:
            postgres_server.kill_backends(centre)
    for desk in pair:
        stubborn(desk)
        desk.online()
    level(pair)
    check_equal(pair)
    check_results(pair, connect)


def test_05_a_copied_file_takes_an_identity_of_its_own(tmp_path: Path, pair: list[Desk], another: Another) -> None:
    a, b = pair
    a.add_camera("Trước khi chép")
    a.sync()
    a.db.close()
    (tmp_path / "C").mkdir()
    shutil.copy(a.folder / "ioc.db", tmp_path / "C" / "ioc.db")
    a.db.open()
    c = another("C")
    assert c.replica.device_id() == a.replica.device_id()
    c.add_camera("Của bản chép", 70)
    a.add_camera("Của bản gốc", 80)
    c.online()
    assert c.replica.device_id() != a.replica.device_id()
    level([a, b, c])
    assert b.names() == ["Trước khi chép", "Của bản chép", "Của bản gốc"]
    check_equal([a, b, c])


def test_05_an_old_copy_put_back_on_the_same_machine(pair: list[Desk], connect: Connect) -> None:
    """Numbers that the server knows with other operations: DEVICE_FORK, found by the operation's identity."""
    a, b = pair
    a.add_camera("Một")
    a.sync()
    a.offline()
    a.db.close()
    shutil.copy(a.folder / "ioc.db", a.folder / "old.db")
    a.db.open()
    a.add_camera("Hai")
    a.sync()
    a.offline()
    a.db.close()
    shutil.copy(a.folder / "old.db", a.folder / "ioc.db")
    a.db.open()
    before = a.replica.device_id()
    a.add_camera("Ba", 30)
    a.online()
    level(pair)
    assert a.replica.device_id() != before
    assert sorted(b.names()) == ["Ba", "Hai", "Một"]
    assert (
        len(ask(connect, "SELECT 1 FROM audit.entry WHERE action = 'push.refused' AND detail ->> 'why' = 'fork'")) == 1
    )
    check_equal(pair)


def test_17_a_catch_up_that_stops_goes_on_where_it_was(
    pair: list[Desk], another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "PAGE", 10)
    a, _ = pair
    for number in range(35):
        a.add_camera(str(number))
    a.sync()
    c = another("C").online()
    assert c.server is not None
    pages: list[int] = []

    class Cut(FlakyTransport):
        def page(self, *args: Any, **words: Any) -> Any:
            if args[0].name == "camera":
                pages.append(words["after"])
                if len(pages) == 3:
                    raise LinkLostError("cut")
            return self.inner.page(*args, **words)

    with pytest.raises(LinkLostError):
        c.engine.pull(Cut(c.server, Random(0), before=0, after=0))
    assert c.names() == []  # nothing half is seen
    first = a.cameras.list()[0]
    a.rename(first, "đổi giữa chừng")
    a.sync()
    c.engine.pull(Cut(c.server, Random(0), before=0, after=0))
    assert pages[3] == pages[2] > 0  # the page that was cut, not the first again
    assert c.cameras.get(first.id).name == "đổi giữa chừng"
    level([a, c])
    check_equal([a, c])


def test_18_below_the_floor_a_desktop_reads_anew_and_keeps_its_own_work(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    gone, kept = a.add_camera("Sẽ mất"), a.add_camera("Còn lại")
    level(pair)
    a.cameras.remove(gone.id)
    a.sync()
    ask(connect, "UPDATE sync.token SET at = now() - interval '100 days'")
    ask(connect, "SELECT sync.maintain(90)")
    assert ask(connect, "SELECT count(*) FROM ioc.camera") == [(1,)]
    b.rename(kept, "Sửa khi vắng")
    b.add_camera("Thêm khi vắng", 50)
    level(pair)
    assert a.names() == b.names() == ["Sửa khi vắng", "Thêm khi vắng"]
    check_equal(pair)


def test_22_a_restored_server_gets_back_what_it_lost(
    pair: list[Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    a, b = pair
    old = a.add_camera("Trước bản sao")
    level(pair)
    dump = postgres_server.root / f"{centre}.dump"
    run(postgres_server, "pg_dump", "-Fc", "-f", dump, "-d", postgres_server.superuser_dsn(centre))
    a.add_camera("Sau bản sao", 40)
    a.rename(old, "Đổi tên sau bản sao")
    level(pair)
    b.add_camera("Chưa gửi", 60)
    for desk in pair:
        desk.offline()
    postgres_server.execute(f"DROP DATABASE {centre} WITH (FORCE)")
    postgres_server.execute(f"CREATE DATABASE {centre}")
    run(postgres_server, "pg_restore", "-d", postgres_server.superuser_dsn(centre), dump)
    assert ask(connect, "SELECT count(*) FROM ioc.camera") == [(1,)]
    for desk in pair:
        desk.online()
    level(pair)
    assert a.names() == b.names() == ["Đổi tên sau bản sao", "Sau bản sao", "Chưa gửi"]
    check_equal(pair)


def test_22_a_declared_restore_is_noticed_without_any_difference(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    a.add_camera("Cổng")
    level(pair)
    ask(connect, "SELECT sync.declare_restore()")
    level(pair)
    assert (
        a.replica.recall("epoch")
        == b.replica.recall("epoch")
        == str(ask(connect, "SELECT epoch FROM sync.server")[0][0])
    )
    check_equal(pair)


def run(server: PostgresServer, program: str, *arguments: object) -> None:
    subprocess.run([str(server.bin / program), *map(str, arguments)], check=True, capture_output=True)


def test_23_an_old_program_reads_and_does_not_write(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    ask(connect, "UPDATE sync.server SET schema_ver = schema_ver + 1, min_client = schema_ver + 1")
    camera = a.add_camera("Chờ cập nhật")
    assert a.server is not None
    assert not a.engine.push(a.server)
    assert a.engine.standing is Standing.UPDATE_NEEDED
    assert [row[1] for row in a.outbox()] == ["I"]
    ask(connect, "UPDATE sync.server SET schema_ver = schema_ver - 1, min_client = 2")
    level(pair)
    assert [c.id for c in b.cameras.list()] == [camera.id]
    check_equal(pair)


def test_23_a_program_newer_than_the_server_waits(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    a.add_camera("Chờ máy chủ")
    ask(connect, "UPDATE sync.server SET schema_ver = 1, min_client = 1")
    assert a.server is not None
    a.sync()
    assert a.engine.standing is Standing.SERVER_OLD
    assert len(a.outbox()) == 1


def test_30_a_revoked_desktop_gets_nothing_and_keeps_its_work(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    ask(connect, "SELECT sync.revoke_device(%s)", a.replica.device_id())
    a.add_camera("Chưa gửi")
    assert a.server is not None
    a.engine.push(a.server)
    assert a.engine.standing is Standing.REVOKED
    b.add_camera("Mới", 9)
    b.sync()
    assert not a.engine.pull(a.server)
    assert a.names() == ["Chưa gửi"]


def test_two_programs_with_one_identity_are_fenced(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    a.add_camera("Một")
    a.sync()
    twin = Engine(a.replica, Machine("A", "A", "test"))
    server = PostgresTransport(connect())
    twin.greet(server)
    a.add_camera("Hai")
    assert a.server is not None
    a.engine.push(a.server)
    assert a.engine.standing is Standing.FENCED
    assert twin.push(server)
    server.close()


def test_a_silently_wrong_replica_is_found_and_mended(pair: list[Desk]) -> None:
    a, b = pair
    a.add_camera("Đúng")
    level(pair)
    b.write("UPDATE sync_control SET is_applying = 1")
    b.write("DELETE FROM camera")
    b.write("UPDATE sync_control SET is_applying = 0")
    assert b.sync() == 0
    assert b.server is not None
    assert not b.engine.compare(b.server, [1])
    level(pair)
    assert b.names() == ["Đúng"]
    check_equal(pair)


def test_the_digest_is_compared_by_itself_now_and_then(pair: list[Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "DIGEST_EVERY", 3)
    a, b = pair
    a.add_camera("Đúng")
    level(pair)
    b.write("UPDATE sync_control SET is_applying = 1")
    b.write("UPDATE camera SET ver = ver + 1")
    b.write("UPDATE sync_control SET is_applying = 0")
    for _ in range(4):
        b.sync()
    check_equal(pair)


def test_04_numbers_survive_a_file_that_lost_its_last_commits(pair: list[Desk]) -> None:
    """What was sealed and sent is found again by its identity, or the device forks: nothing is dropped silently."""
    a, b = pair
    a.add_camera("Một")
    a.sync()
    a.write("UPDATE sync_state SET value = '0' WHERE key = 'last_n'")
    a.write("DELETE FROM outbox")  # as after losing every commit since the first
    a.add_camera("Hai", 20)
    level(pair)
    assert sorted(b.names()) == ["Hai", "Một"]
    check_equal(pair)


@pytest.mark.parametrize("cut", ["before the answer", "after the answer"])
def test_04_a_power_cut_takes_back_what_did_not_wait_for_the_disk(pair: list[Desk], connect: Connect, cut: str) -> None:
    """The WAL ends where it was last flushed: with the person's change, without the numbers under which it was sent."""
    a, b = pair
    camera = a.add_camera("Một", 1)
    level(pair)
    a.rename(camera, "Đã nói là lưu rồi")
    a.add_camera("Hai", 2)
    wal = a.folder / "ioc.db-wal"
    flushed = wal.stat().st_size  # the commit of what a person wrote waits for the disk
    assert a.server is not None
    batch = a.replica.next_batch()
    assert batch is not None
    server_has = a.server.push(a.replica.device_id(), a.engine.instance, a.engine.schema, batch.text)
    if cut == "after the answer":
        b.sync()
        b.rename(camera, "Sửa tiếp")
        b.sync()
        a.engine.pull(a.server)
    assert wal.stat().st_size > flushed
    before = a.replica.device_id()
    for name in ("ioc.db", "ioc.db-wal"):
        shutil.copy(a.folder / name, a.folder / f"left-{name}")
    with (a.folder / "left-ioc.db-wal").open("r+b") as file:
        file.truncate(flushed)
    a.close()
    for name in ("ioc.db", "ioc.db-wal"):
        (a.folder / f"left-{name}").replace(a.folder / name)
    a.db.open()
    a.replica._device_id = None
    assert sorted(a.names()) == ["Hai", "Đã nói là lưu rồi"]
    a.online()
    level(pair)
    assert server_has["special"] == []
    assert a.replica.device_id() != before  # the numbers were given out twice: found, not dropped
    assert sorted(b.names()) == sorted(a.names()) == sorted(["Hai", b.cameras.get(camera.id).name])
    assert ask(connect, "SELECT count(*) FROM ioc.camera WHERE deleted_at IS NULL") == [(2,)]
    check_equal(pair)


def test_19_scopes_come_and_go(
    tmp_path: Path, pair: list[Desk], connect: Connect, centre: str, postgres_server: PostgresServer
) -> None:
    a, _ = pair
    ask(connect, "SELECT sync.add_scope('Phường Nam Đông Hà')")
    role = f"{centre}_ops"
    ask(connect, f"CREATE ROLE {role} LOGIN PASSWORD 'mat-khau-dai' IN ROLE ioc_operator")
    ask(connect, "SELECT sync.set_principal(%s, 'workstation', NULL, '')", role)
    ask(connect, "SELECT sync.grant_scope(%s, 1, true)", role)
    a.add_camera("Chung")
    a.add_camera("Riêng", 5)
    a.write("UPDATE camera SET scope_id = 2 WHERE number = 5")
    a.sync()
    c = Desk(tmp_path, "C", lambda: psycopg.connect(postgres_server.dsn(centre, role, "mat-khau-dai"), autocommit=True))
    try:
        c.join().online()
        c.sync()
        assert c.names() == ["Chung"]
        ask(connect, "SELECT sync.grant_scope(%s, 2, false)", role)
        c.sync()
        assert c.names() == ["Chung", "Riêng"]
        c.write("UPDATE camera SET name = 'không được phép' WHERE number = 5")
        c.sync()
        assert [status for _, status, _ in c.inbox()] == ["denied"]
        assert c.names() == ["Chung", "Riêng"]
        a.write("UPDATE camera SET scope_id = 2 WHERE number = 1")
        a.sync()
        ask(connect, "SELECT sync.revoke_scope(%s, 2)", role)
        c.sync()
        assert c.names() == []
        check_scopes(c, {1})
        assert c.query("SELECT scope_id FROM sync_cursor") == [(1,)]
        a.write("UPDATE camera SET scope_id = 1 WHERE number = 5")
        a.sync()
        c.sync()
        assert c.names() == ["Riêng"]
    finally:
        c.offline()
        ask(connect, "SELECT sync.shut_out(%s)", role)
        ask(connect, f"DROP ROLE {role}")


def test_20_and_a_row_that_leaves_a_scope_leaves_its_readers(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    ask(connect, "SELECT sync.add_scope('Hai')")
    camera = a.add_camera("Đi")
    level(pair)
    a.write("UPDATE camera SET scope_id = 2")
    level(pair)
    assert b.query("SELECT scope_id FROM camera") == [(2,)]
    assert ask(connect, "SELECT tbl, row_id FROM sync.exit_") == [("camera", camera.id)]
    check_equal(pair)


def test_26_a_full_disk_refuses_the_write_and_loses_nothing(pair: list[Desk]) -> None:
    a, b = pair
    a.add_camera("Một")
    ((pages,),) = a.query("PRAGMA page_count")
    with a.db.write() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    statement = (
        "INSERT INTO preference (id, account_id, key, value, scope_id, ver, created_at, updated_at) SELECT "
        "lower(hex(randomblob(16))), lower(hex(randomblob(16))), 'k', ?, 1, 0, '2026-01-01', '2026-01-01'"
    )
    with pytest.raises(ExpectedError) as caught:
        a.write(statement, json.dumps("x" * 2_000_000))
    assert caught.value.code == "store.full"
    with a.db.write() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
    level(pair)
    assert b.names() == ["Một"]
    check_equal(pair)


def test_06_a_late_commit_is_never_missed(pair: list[Desk], connect: Connect) -> None:
    """A writer that holds its transaction open delays the positions after it; a reader misses none."""
    a, b = pair
    a.add_camera("Một")
    batch = a.replica.next_batch()
    assert batch is not None
    slow = connect()
    with slow.transaction():
        slow.execute(
            "SELECT sync.push(%s, %s, %s, %s::text)",
            (a.replica.device_id(), a.engine.instance, a.engine.schema, batch.text),
        )
        before = b.sync()
        assert b.names() == []
    slow.close()
    assert before == 0
    b.sync()
    assert b.names() == ["Một"]
    level(pair)
    check_equal(pair)


def test_07_a_long_open_transaction_elsewhere_stalls_nothing(pair: list[Desk], postgres_server: PostgresServer) -> None:
    a, b = pair
    with psycopg.connect(postgres_server.superuser_dsn()) as other:
        other.execute("CREATE TABLE IF NOT EXISTS held (n int)")
        other.execute("INSERT INTO held VALUES (1)")
        a.add_camera("Một")
        level(pair)
        assert b.names() == ["Một"]
        other.rollback()


def test_a_database_from_before_joining_is_left_without_a_trace(tmp_path: Path) -> None:
    database = Database(tmp_path / "ioc.db").open()
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 0
    database.close()


def test_23_changes_that_wait_are_carried_over_a_migration(pair: list[Desk]) -> None:
    """A column is renamed while one change is pending and another is sealed: both arrive under the new name."""
    from ioc_desktop.store.pending import rewrite_pending

    a, b = pair
    sealed, pending, gone = (a.add_camera(name, number) for number, name in enumerate(("Một", "Hai", "Ba"), 1))
    level(pair)
    a.write("UPDATE camera SET place = 'cũ' WHERE id = ?", sealed.id.hex)
    assert a.replica.next_batch() is not None
    a.write("UPDATE camera SET place = 'chợ' WHERE id = ?", pending.id.hex)
    a.write("UPDATE camera SET notice_text = 'bỏ cột này' WHERE id = ?", gone.id.hex)
    with a.db.write() as session:
        changed = rewrite_pending(
            session.connection(),
            "camera",
            lambda values: {
                name: f"{value} (mới)" if name == "place" and value else value
                for name, value in values.items()
                if name != "notice_text"
            },
        )
    assert changed == 3
    level(pair)
    assert [camera.place for camera in b.cameras.list()] == ["cũ (mới)", "chợ (mới)", ""]
    assert a.inbox() == []
