"""The lane of detections, through a real server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg
import pytest

from ioc_desktop.kernel.events.log import Detection, EventLog
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.events import EventLane
from ioc_desktop.sync.postgres import PostgresTransport
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.server.install import install
from tests.support.desks import Desk, check_equal, level

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
CAMERA = UUID(int=7)
OWN = "SELECT * FROM detection WHERE device_id = ? ORDER BY seq"


def seen(count: int, at: datetime | None = None, **words: Any) -> list[Detection]:
    start = at or datetime.now(UTC)
    given = {
        "camera_id": CAMERA,
        "kind": "vehicle",
        "category": "car",
        "score": 0.5,
        "box": (0.1, 0.2, 0.3, 0.4),
    } | words
    return [Detection(at=start + timedelta(milliseconds=number), **given) for number in range(count)]


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def log_of(desk: Desk) -> EventLog:
    return EventLog(desk.db, desk.replica.device_id())


def lane_of(desk: Desk, **words: Any) -> EventLane:
    return EventLane(desk.db, desk.replica.device_id(), desk.engine.instance, **words)


def send(desk: Desk, connection: psycopg.Connection, lane: EventLane | None = None) -> int:
    """All that waits; how many rows the server took."""
    lane, sent = lane or lane_of(desk), 0
    while taken := lane.upload_step(connection):
        sent += taken
    return sent


def read(desk: Desk, connection: psycopg.Connection, lane: EventLane | None = None) -> int:
    lane, came = lane or lane_of(desk), 0
    while rows := lane.download_step(connection):
        came += rows
    return came


def ask(connect: Connect, statement: str, *parameters: object) -> list[Any]:
    with connect() as connection:
        return connection.execute(statement.encode(), parameters).fetchall()


@contextmanager
def login(
    connect: Connect, server: PostgresServer, centre: str, word: str, group: Group = Group.OPERATOR
) -> Iterator[Connect]:
    """Connections of a person who may see the scope of the centre and no other."""
    role = f"{centre.removeprefix('ioc_')}_{word}"
    with connect() as boss:
        password = administration.add_role(boss, role, group=group)
    try:
        yield lambda: psycopg.connect(server.dsn(centre, role, password), autocommit=True)
    finally:
        with connect() as boss:
            boss.execute(f"DROP OWNED BY {role}".encode())
            boss.execute(f"DROP ROLE {role}".encode())


# ---------------------------------------------------------------------- up and down


def test_detections_go_up_once_and_come_down_elsewhere(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(12_000, value="74A-123.45", track=9))
    with connect() as connection:
        lane = lane_of(a)
        assert [lane.upload_step(connection) for _ in range(3)] == [10_000, 2_000, 0]
        assert read(b, connection) == 12_000
        assert read(b, connection) == 0
    counted = b.query("SELECT count(*), min(seq), max(seq), max(value) FROM detection")
    assert counted == [(12_000, 1, 12_000, "74A-123.45")]
    assert a.query("SELECT * FROM detection ORDER BY seq") == b.query("SELECT * FROM detection ORDER BY seq")
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(12_000,)]


def test_every_kind_of_value_travels(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    odd = ["", "Xe bồn, 'đỏ'", '"quote" \\ slash', "{a,NULL}", "[1]", "🚗", None]
    log_of(a).append(
        [
            *(seen(1, value=value, kind=value or "x", track=None)[0] for value in odd),
            *seen(1, box=None, track=2**62, score=0.0),
            *seen(1, camera_id=uuid4(), category="xe máy", at=datetime(1970, 1, 1, tzinfo=UTC)),
            *seen(1, at=datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC) - timedelta(days=1)),
        ]
    )
    with connect() as connection:
        assert send(a, connection) == len(odd) + 3
        read(b, connection)
    device = a.replica.device_id().hex
    assert a.query(OWN, device) == b.query(OWN, device)


def test_two_desktops_meet_and_read_nothing_of_their_own(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(300, value="a"))
    log_of(b).append(seen(700, value="b"))
    with connect() as connection:
        assert (send(a, connection), send(b, connection)) == (300, 700)
        assert (read(a, connection), read(b, connection)) == (700, 300)
    counted = "SELECT value, count(*), min(seq), max(seq) FROM detection GROUP BY value ORDER BY value"
    assert a.query(counted) == b.query(counted) == [("a", 300, 1, 300), ("b", 700, 1, 700)]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(1000,)]


def test_pages_that_end_amid_a_device_lose_nothing(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(25))
    with connect() as connection:
        send(a, connection)
        lane = lane_of(b)
        assert [lane.download_step(connection, limit=10) for _ in range(4)] == [10, 10, 5, 0]


def test_only_a_recent_window_and_wanted_scopes_are_read(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    ask(connect, "SELECT sync.add_scope('Khác')")
    log_of(a).append([*seen(3, at=days_ago(9)), *seen(2), *seen(4, scope_id=2)])
    with connect() as connection:
        send(a, connection)
        assert read(b, connection, lane_of(b, scopes=[1])) == 2
        assert read(b, connection, lane_of(b, scopes=[1])) == 0


# ---------------------------------------------------------------------- numbers


def test_a_lost_answer_sends_nothing_twice(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(100))
    with connect() as connection:
        send(a, connection)
        a.write("UPDATE sync_state SET value = '40' WHERE key = 'ev_head'")  # the answer never came
        assert lane_of(a).upload_step(connection) == 60
        assert lane_of(a).upload_step(connection) == 0
    assert ask(connect, "SELECT count(*), count(DISTINCT seq) FROM ev.detection") == [(100, 100)]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(100,)]


def test_new_rows_behind_a_lost_answer_are_taken_alone(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(100))
    lane = lane_of(a)
    with connect() as connection:
        lane.upload_step(connection)
        a.write("UPDATE sync_state SET value = '40' WHERE key = 'ev_head'")
        log_of(a).append(seen(30))
        assert lane.upload_step(connection) == 90
    assert ask(connect, "SELECT count(*), count(DISTINCT seq) FROM ev.detection") == [(130, 130)]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(130,)]


def test_a_connection_that_is_cut_in_the_call_loses_and_doubles_nothing(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(500))
    lane = lane_of(a)
    with connect() as connection, connect() as boss:
        lane.upload_step(connection)
        log_of(a).append(seen(500))
        connection.execute("BEGIN")
        lane.upload_step(connection)  # taken here, and never committed there
        boss.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
        with pytest.raises(psycopg.OperationalError):
            connection.execute("COMMIT")
    with connect() as connection:
        send(a, connection, lane)
    assert ask(connect, "SELECT count(*), min(seq), max(seq) FROM ev.detection") == [(1000, 1, 1000)]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(1000,)]


def test_a_restored_server_gets_back_what_it_lost(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(50))
    with connect() as connection:
        send(a, connection)
        connection.execute("DELETE FROM ev.detection WHERE seq > 20")
        connection.execute("UPDATE sync.device SET ev_head = 20")
        connection.execute("UPDATE ev.head SET seq = 20")
    with connect() as connection:  # a restore ends connections; nothing new was seen since
        assert send(a, connection) == 30
    assert ask(connect, "SELECT count(*), max(seq) FROM ev.detection") == [(50, 50)]


def test_a_server_that_lost_rows_under_a_living_connection_gets_them_back(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(50))
    lane = lane_of(a)
    with connect() as connection:
        send(a, connection, lane)
        connection.execute("DELETE FROM ev.detection WHERE seq > 20")
        connection.execute("UPDATE sync.device SET ev_head = 20")
        log_of(a).append(seen(5))
        assert lane.upload_step(connection) == 0  # it answers with its own number
        assert lane.upload_step(connection) == 35
    assert ask(connect, "SELECT count(*), min(seq), max(seq) FROM ev.detection") == [(55, 1, 55)]


def test_a_restored_server_gets_what_is_still_here(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(50))
    with connect() as connection:
        send(a, connection)
        connection.execute("DELETE FROM ev.detection WHERE seq > 20")
        connection.execute("UPDATE sync.device SET ev_head = 20")
        a.write("DELETE FROM detection WHERE seq <= 30")
        log_of(a).append(seen(5))
        for _ in range(4):
            lane_of(a).upload_step(connection)
    assert ask(connect, "SELECT count(*), max(seq) FROM ev.detection") == [(45, 55)]


def test_rows_forgotten_before_they_were_sent_block_nothing(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append([*seen(4), *seen(1, at=days_ago(40)), *seen(5)])
    log_of(a).append(seen(10, at=days_ago(35)))
    log_of(a).append(seen(5))
    assert log_of(a).retain(30) == 11
    with connect() as connection:
        send(a, connection)
    numbers = [number for (number,) in ask(connect, "SELECT seq FROM ev.detection ORDER BY seq")]
    assert numbers == [1, 2, 3, 4, 6, 7, 8, 9, 10, 21, 22, 23, 24, 25]


def test_an_old_file_gives_its_numbers_out_anew(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(10, value="cũ"))
    with connect() as connection:
        send(a, connection)
        a.write("DELETE FROM detection WHERE seq > 6")
        a.write("UPDATE sync_state SET value = '4' WHERE key = 'ev_head'")  # 5 and 6 waited in this copy
        log_of(a).append(seen(3, value="mới", at=datetime.now(UTC) + timedelta(seconds=5)))
        send(a, connection)
        assert log_of(a).append(seen(1)) == 14
        read(b, connection)
    counted = "SELECT value, count(*) FROM {} WHERE value IS NOT NULL GROUP BY value ORDER BY count(*)"
    assert (
        ask(connect, counted.format("ev.detection"))
        == b.query(counted.format("detection"))
        == [
            ("mới", 3),
            ("cũ", 10),
        ]
    )


def test_a_new_identity_sends_the_rest_of_the_old_ones(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log, lane = log_of(a), lane_of(a)
    log.append(seen(10, value="gửi rồi"))
    with connect() as connection:
        send(a, connection, lane)
        log.append(seen(4, value="chờ"))
        a.replica.become_another()
        a.online()
        log.append(seen(2, value="chờ"))
        assert send(a, connection, lane) == 6
        assert read(b, connection) == 16
    device = a.replica.device_id()
    assert ask(connect, "SELECT count(*), max(seq) FROM ev.detection WHERE device_id = %s", device) == [(6, 6)]


# ---------------------------------------------------------------------- who may


def test_a_foreign_or_revoked_device_is_refused(
    pair: list[Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    a, _ = pair
    log_of(a).append(seen(5))
    with login(connect, postgres_server, centre, "other") as other, other() as theirs:
        assert lane_of(a).upload_step(theirs) == 0  # not the owner
    with connect() as connection:
        stranger = EventLane(a.db, a.replica.device_id(), uuid4())
        assert stranger.upload_step(connection) == 0  # another program has the identity
        connection.execute("SELECT sync.revoke_device(%s)", (a.replica.device_id(),))
        assert lane_of(a).upload_step(connection) == 0
    assert ask(connect, "SELECT (SELECT count(*) FROM ev.detection), (SELECT count(*) FROM ev.sender)") == [(0, 0)]


def test_a_device_revoked_during_its_upload_leaves_nothing(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(5))
    caught: list[Exception] = []

    def upload(connection: psycopg.Connection) -> None:
        try:
            lane_of(a).upload_step(connection)
        except psycopg.Error as error:
            caught.append(error)

    with connect() as holding, connect() as connection, connect() as boss:
        send(a, connection)
        log_of(a).append(seen(5))
        holding.execute("BEGIN")
        holding.execute("LOCK TABLE ev.minute IN ACCESS EXCLUSIVE MODE")  # its rows are written, its counts wait
        thread = threading.Thread(target=upload, args=(connection,))
        thread.start()
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'ev.minute'::regclass"
        while boss.execute(waits).fetchone() == (0,):
            pass
        boss.execute("SELECT sync.revoke_device(%s)", (a.replica.device_id(),))
        holding.execute("ROLLBACK")
        thread.join()
    assert [type(error) for error in caught] == [psycopg.errors.SerializationFailure]
    assert ask(connect, "SELECT (SELECT count(*) FROM ev.detection), (SELECT sum(n) FROM ev.minute)") == [(5, 5)]


def test_more_than_ten_thousand_rows_are_refused(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append(seen(10_001))
    lane = lane_of(a)
    lane._size = 10_001
    with connect() as connection:
        assert lane.upload_step(connection) == 0


def test_another_scope_is_neither_written_nor_seen(
    another: Callable[..., Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    ask(connect, "SELECT sync.add_scope('Kín')")
    with login(connect, postgres_server, centre, "person") as person:
        boss, desk = another("Sếp").online(), another("Người", person).online()
        log_of(boss).append([*seen(3), *seen(7, scope_id=2, value="kín")])
        log_of(desk).append([*seen(2), *seen(4, scope_id=2)])
        with connect() as full, person() as narrow:
            assert send(boss, full) == 10
            send(desk, narrow)
            assert read(desk, narrow) == 3
            assert narrow.execute("SELECT ev.heads()").fetchone() == (
                {str(boss.replica.device_id()): 3, str(desk.replica.device_id()): 2},
            )
            assert narrow.execute("SELECT sum(n) FROM ev.minutes('-infinity', 'infinity')").fetchone() == (5,)
            for table in ("detection", "minute", "head", "sender"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    narrow.execute(f"SELECT * FROM ev.{table}".encode())
            for call in ("ev.retain(1)", "ev.make_partition(current_date)", "ev.day_of(now())"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    narrow.execute(f"SELECT {call}".encode())
        desk.offline()
    written = ask(connect, "SELECT scope_id, count(*) FROM ev.detection GROUP BY 1 ORDER BY 1")
    assert written == [(1, 5), (2, 7)]  # what may not be written is not, and its numbers are passed over


def test_a_scope_that_comes_is_read_and_one_that_goes_is_purged(
    another: Callable[..., Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    ask(connect, "SELECT sync.add_scope('Huyện')")
    with login(connect, postgres_server, centre, "comer") as person:
        boss, desk = another("Sếp").online(), another("Người", person).online()
        log_of(boss).append([*seen(3), *seen(5, scope_id=2, value="kín")])
        log_of(desk).append([*seen(2), *seen(2, scope_id=2, value="kín")])
        with connect() as full, person() as narrow:
            role = narrow.info.user
            send(boss, full)
            assert read(desk, narrow) == 3
            full.execute("SELECT sync.grant_scope(%s, 2, true)", (role,))
            assert read(desk, narrow) == 8
            assert desk.query("SELECT count(*) FROM detection WHERE value = 'kín'") == [(7,)]
            full.execute("SELECT sync.revoke_scope(%s, 2)", (role,))
            assert read(desk, narrow) == 0
        assert desk.query("SELECT count(*), count(value), count(box) FROM detection WHERE scope_id = 2") == [(1, 0, 0)]
        assert log_of(desk).append(seen(1)) == 5  # the newest of its own stays, emptied, for its number
        desk.offline()


# ---------------------------------------------------------------------- days


@pytest.mark.parametrize("wrong", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_off_by_a_year_goes_to_the_servers_day(pair: list[Desk], connect: Connect, wrong: timedelta) -> None:
    a, _ = pair
    wild = datetime.now(UTC) + wrong
    log_of(a).append(seen(3, at=wild))
    with connect() as connection:
        assert send(a, connection) == 3
    found = ask(connect, "SELECT DISTINCT day, at::date = %s FROM ev.detection, (SELECT 1) x", wild.date())
    assert found == [(datetime.now(UTC).date(), True)]
    days = ask(connect, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'ev.detection'::regclass")
    assert days == [(2,)]  # today's and tomorrow's


def test_late_rows_go_to_their_days(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append([row for days in range(35, -1, -7) for row in seen(2, at=days_ago(days))])
    with connect() as connection:
        assert send(a, connection) == 12
    assert ask(connect, "SELECT count(DISTINCT tableoid), bool_and(day = at::date) FROM ev.detection") == [(6, True)]


def test_old_days_are_dropped_whole(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append([*seen(4, at=days_ago(20)), *seen(2)])
    with connect() as connection:
        send(a, connection)
    assert ask(connect, "SELECT ev.retain(10)") == [(1,)]
    assert ask(connect, "SELECT count(*) FROM ev.detection") == [(2,)]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(6,)]
    ask(connect, "SELECT ev.retain(10, 10)")
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(2,)]


def test_a_backup_holds_no_upload_up_at_midnight(pair: list[Desk], connect: Connect) -> None:
    a, _ = pair
    log_of(a).append([*seen(3), *seen(3, at=days_ago(2))])
    with connect() as connection, connect() as backup, backup.transaction():
        backup.execute("LOCK TABLE ev.detection IN ACCESS SHARE MODE")
        connection.execute("SET lock_timeout = '2s'")
        assert send(a, connection) == 6
        with pytest.raises(psycopg.errors.LockNotAvailable):  # gives up: uploads would queue behind it
            connection.execute("SELECT ev.retain(1)")


# ---------------------------------------------------------------------- beside edits


def test_an_edit_does_not_wait_for_an_upload_of_its_desktop(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(50))
    with connect() as holding, connect() as connection:
        send(a, connection)
        log_of(a).append(seen(50))
        holding.execute("BEGIN")
        holding.execute("SELECT 1 FROM ev.sender FOR UPDATE")  # as an upload has it, while its rows are written
        upload = threading.Thread(target=lambda: lane_of(a).upload_step(connection), daemon=True)
        upload.start()
        editing = connect()
        editing.execute("SET lock_timeout = '5s'")
        a.online(PostgresTransport(editing))
        a.add_camera("1")
        a.sync()
        b.sync()
        assert b.names() == ["1"]
        assert upload.is_alive()
        holding.execute("ROLLBACK")
        upload.join()
    assert ask(connect, "SELECT ev_head FROM sync.device WHERE device_id = %s", a.replica.device_id()) == [(100,)]


def test_a_flood_does_not_touch_the_lane_of_edits(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    flood, flooded = 200_000, threading.Event()

    def pour() -> None:
        log, lane, rows = log_of(a), lane_of(a), seen(10_000)
        with connect() as connection:
            for _ in range(flood // len(rows)):
                log.append(rows)
                lane.upload_step(connection)
            send(a, connection, lane)
        flooded.set()

    flooding = threading.Thread(target=pour)
    flooding.start()
    names = []
    while not flooded.is_set() or len(names) < 5:
        names.append(str(len(names) + 1))
        a.add_camera(names[-1])
        a.sync()
        b.sync()
        assert set(b.names()) == set(names)
        if not flooding.is_alive() and not flooded.is_set():
            break
    flooding.join()
    assert flooded.is_set()
    check_equal(pair)
    assert ask(connect, "SELECT count(*), count(DISTINCT seq), min(seq), max(seq) FROM ev.detection") == [
        (flood, flood, 1, flood)
    ]
    assert ask(connect, "SELECT sum(n) FROM ev.minute") == [(flood,)]
    level(pair)


def test_an_older_server_is_brought_up_to_date(pair: list[Desk], connect: Connect) -> None:
    a, b = pair
    log_of(a).append(seen(20))
    with connect() as connection:
        send(a, connection)
        connection.execute("DROP TABLE ev.head, ev.sender; DROP INDEX ev.minute_minute_idx")
        connection.execute("DELETE FROM sync.applied WHERE file = '0008_event_heads.sql'")
        connection.execute(
            "SET ROLE ioc_owner; CREATE FUNCTION ev.retain(p_days int) RETURNS int LANGUAGE sql AS 'SELECT 1'; "
            "CREATE FUNCTION ev.since(p_vector jsonb, p_window interval, p_limit int) RETURNS int LANGUAGE sql "
            "AS 'SELECT 1'; RESET ROLE"
        )
    with connect() as connection:
        assert not install(connection, centre="Trung tâm thử")
        assert connection.execute("SELECT ev.retain(10)").fetchone() == (0,)
    log_of(a).append(seen(5))
    with connect() as connection:
        assert send(a, connection) == 5
        assert read(b, connection) == 25
