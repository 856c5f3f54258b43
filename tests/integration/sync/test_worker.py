"""The thread of synchronisation against a real server: joining, notices, outages, refusals, two windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.state import JournalEntry, Link, ends
from tests.support.rooms import Room, Rooms, Station, until

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]


def test_what_is_written_here_is_there_without_asking(rooms: Rooms, station: Station) -> None:
    a, b = rooms("a"), rooms("b")
    heard: list[frozenset[str]] = []
    b.desk.applied.connect(heard.append)
    for room in (a, b):
        room.desk.join(*station)
    a.add("Cổng")
    until(lambda: b.names() == ["Cổng"], lambda: (a.desk.status, b.desk.status))
    assert frozenset({"camera"}) in heard
    until(lambda: a.desk.status.link is Link.ONLINE and a.desk.status.to_send == 0)
    assert abs(a.desk.status.clock_offset_s or 0) < 5
    devices = a.desk.devices()
    assert {device.name for device in devices} == {"a", "b"}
    assert [device.is_this for device in devices].count(True) == 1
    assert any(entry.action == "push" for entry in a.desk.journal())
    assert a.desk.journal(own=True)[0].action == "sync.join"
    assert a.desk.verify_journal() == []


def test_the_journal_is_read_page_by_page_across_its_chains(rooms: Rooms, station: Station, connect: Connect) -> None:
    """The clock of the server was set back once: a page still misses and repeats nothing."""
    a = rooms("a")
    a.desk.join(*station)
    for number in range(4):
        a.add(str(number))
        until(lambda: a.desk.status.link is Link.ONLINE and a.desk.status.to_send == 0)
        with connect() as boss:
            boss.execute("SELECT sync.grant_scope(%s, 1, true)", (station[0].user,))
    with connect() as boss:
        boss.execute("UPDATE audit.entry SET at = '2030-01-01T00:00:00.000000Z' WHERE chain = 1 AND seq = 2")
    a.desk.stop()
    whole = list(a.desk.journal(limit=1000))
    pages: list[JournalEntry] = []
    while page := a.desk.journal(limit=3, before=ends(pages)):
        pages += page
    assert len(whole) > 6
    assert {entry.chain for entry in whole} == {"server", "scope 1"}
    assert sorted((entry.chain, entry.seq) for entry in pages) == sorted((entry.chain, entry.seq) for entry in whole)


def test_an_outage_is_told_once_and_ends_by_itself(
    rooms: Rooms, station: Station, postgres_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: a.desk.status.link is Link.ONLINE)
    postgres_server.stop(immediate=True)
    until(lambda: a.desk.status.link is Link.OFFLINE, lambda: a.desk.status)
    assert a.desk.status.problem is not None
    a.add("Khi mất mạng")
    until(lambda: a.desk.status.to_send > 0)
    assert a.names() == ["Khi mất mạng"]
    postgres_server.start()
    until(
        lambda: a.desk.status.link is Link.ONLINE and b.names() == ["Khi mất mạng"],
        lambda: (a.desk.status, b.desk.status),
    )
    told = [record for record in caplog.records if "interrupted" in record.message]
    assert len(told) <= 4  # one or two for each desktop: cut, then refused while the server is away
    assert station[1] not in caplog.text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"user": "khong_co_ai"}, "sync.password_wrong"),
        ({"database": "khong_co"}, "sync.database_missing"),
        ({"port": 1}, "sync.unreachable"),
        ({"database": "postgres"}, "sync.not_ours"),
        ({"ca_file": "other"}, "sync.certificate"),
        ({"host": "localhost", "ca_file": "other"}, "sync.certificate"),
    ],
)
def test_a_join_that_fails_says_why_and_changes_nothing(
    rooms: Rooms, station: Station, postgres_server: PostgresServer, change: dict[str, object], code: str
) -> None:
    from dataclasses import replace

    if change.get("ca_file") == "other":
        change = change | {"ca_file": str(postgres_server.other_ca_file)}
    a = rooms("a")
    with pytest.raises(ExpectedError) as caught:
        a.desk.join(replace(station[0], **change), station[1])  # type: ignore[arg-type]
    assert caught.value.code == code
    assert station[1] not in str(caught.value)
    assert a.desk.address() is None
    a.add("Vẫn làm được")
    assert a.desk.still().link is Link.ALONE


def test_a_wrong_password_is_refused(rooms: Rooms, station: Station) -> None:
    with pytest.raises(ExpectedError) as caught:
        rooms("a").desk.join(station[0], "sai")
    assert caught.value.code == "sync.password_wrong"


def test_an_expired_role_stops_and_keeps_the_work(rooms: Rooms, station: Station, connect: Connect) -> None:
    a = rooms("a")
    a.desk.join(*station)
    until(lambda: a.desk.status.link is Link.ONLINE)
    with connect() as boss:
        boss.execute(f"ALTER ROLE {station[0].user} VALID UNTIL '2020-01-01'")
        boss.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (station[0].user,))
    until(lambda: a.desk.status.link is Link.REFUSED, lambda: a.desk.status)
    a.add("Chưa gửi")
    until(lambda: a.desk.status.to_send > 0)
    with connect() as boss:
        boss.execute(f"ALTER ROLE {station[0].user} VALID UNTIL 'infinity'")
    a.desk.sync_now()
    until(lambda: a.desk.status.link is Link.ONLINE and a.desk.status.to_send == 0)


def test_only_one_window_of_a_profile_synchronises(rooms: Rooms, station: Station, tmp_path: Path) -> None:
    a = rooms("a")
    a.desk.join(*station)
    until(lambda: a.desk.status.link is Link.ONLINE)
    second = Room(tmp_path, "a")
    second.desk.start()
    until(lambda: second.desk.status.link is Link.PAUSED)
    with pytest.raises(ExpectedError) as caught:
        second.desk.once()
    assert caught.value.code == "sync.busy"
    second.add("Từ cửa sổ hai")
    until(lambda: a.desk.status.to_send == 0 and a.db.path.exists() and _sent(a) > 0)
    a.desk.stop()
    until(lambda: second.desk.status.link is Link.ONLINE, lambda: second.desk.status)
    second.close()


def _sent(room: Room) -> int:
    with room.db.read() as session:
        return int(
            session.connection().exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'acked'").scalar() or 0
        )


def test_a_wrong_clock_is_shown_and_decides_nothing(rooms: Rooms, station: Station) -> None:
    a = rooms("a")
    a.desk.join(*station)
    until(lambda: a.desk.status.clock_offset_s is not None)
    assert a.desk.status.clock_offset_s == 0


def test_leaving_keeps_the_rows_and_joining_again_sends_them(rooms: Rooms, station: Station) -> None:
    a, b = rooms("a"), rooms("b")
    a.add("Ở lại")
    a.desk.join(*station)
    until(lambda: a.desk.status.link is Link.ONLINE and a.desk.status.to_send == 0)
    a.desk.leave()
    assert (a.desk.status.link, a.names()) == (Link.ALONE, ["Ở lại"])
    assert a.secrets.get("sync/password") is None
    a.desk.join(*station)
    b.desk.join(*station)
    until(lambda: b.names() == ["Ở lại"])
    until(lambda: a.desk.status.link is Link.ONLINE and a.desk.status.to_send == 0)
    assert a.desk.inbox() == []


def test_the_certificate_is_shown_before_anything_is_sent(station: Station, postgres_server: PostgresServer) -> None:
    from dataclasses import replace

    from ioc_desktop.sync.certificate import look_at

    seen = look_at(station[0])
    assert seen is not None
    assert (seen.is_trusted, seen.problem) == (True, "")
    assert len(seen.fingerprint.split(":")) == 32
    wrong = look_at(replace(station[0], ca_file=str(postgres_server.other_ca_file)))
    assert wrong is not None
    assert not wrong.is_trusted
    assert wrong.fingerprint == seen.fingerprint
    with pytest.raises(ExpectedError) as caught:
        look_at(replace(station[0], port=1))
    assert caught.value.code == "sync.unreachable"


def test_a_persons_password_is_proven_by_the_server(
    rooms: Rooms, station: Station, connect: Connect, centre: str, postgres_server: PostgresServer
) -> None:
    from uuid import UUID

    a = rooms("a")
    person = centre.removeprefix("ioc_") + "_nguoi"
    assert a.desk.prove(person, "gì cũng được") is None  # belongs to no server
    a.desk.join(*station)
    with connect() as boss:
        password = administration.add_role(boss, person, group=Group.OPERATOR, kind="person", account_id=UUID(int=7))
    try:
        assert a.desk.prove(person, password) is True
        assert a.desk.prove(person, "sai") is False
        assert a.desk.prove(station[0].user, station[1]) is False  # a workstation's password is nobody's own
        postgres_server.stop()
        assert a.desk.prove(person, password) is None
    finally:
        if a.desk.status.link is not Link.ALONE and postgres_server._process is None:
            postgres_server.start()
        with connect() as boss:
            boss.execute(f"DROP OWNED BY {person}")
            boss.execute(f"DROP ROLE {person}")
