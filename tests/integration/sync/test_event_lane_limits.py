"""The lane of detections: who may send and see what, days, and what goes on beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest

from ioc_desktop.sync.events import EventLane
from ioc_desktop.sync.postgres import PostgresTransport
from ioc_desktop.sync.server.install import install
from tests.support.desks import Desk, check_equal, level
from tests.support.event_lanes import Connect, ask, days_ago, lane_of, log_of, login, read, seen, send

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres

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
