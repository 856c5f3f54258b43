"""The lane of detections: up and down, lost answers, servers and files put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.support.desks import Desk
from tests.support.event_lanes import OWN, Connect, ask, days_ago, lane_of, log_of, read, seen, send

pytestmark = pytest.mark.postgres

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
