"""Bad lines and bad days of the server: faults 21, 24 and 25 of the list, with running workers.

The numbers in the names are those of the list of faults in the design of synchronisation.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync import connection as connection_module
from ioc_desktop.sync import worker as worker_module
from ioc_desktop.sync.connection import connect as connect_to
from ioc_desktop.sync.state import Link, ServerAddress
from ioc_desktop.sync.worker import SyncWorker
from tests.support.proxy import CaptivePortal, Proxy
from tests.support.rooms import Room, Rooms, Station, until

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
MakeProxy = Callable[..., Proxy]


@pytest.fixture
def proxy(postgres_server: PostgresServer) -> Iterator[MakeProxy]:
    """Makes lines to the server: ``proxy(delay_s=0.15)``."""
    with ExitStack() as stack:

        def make(**words: Any) -> Proxy:
            return stack.enter_context(closing(Proxy((postgres_server.host, postgres_server.port), **words)))

        yield make


def is_level(room: Room) -> bool:
    status = room.desk.status
    return status.link is Link.ONLINE and status.to_send == 0 and room.desk.still().to_send == 0


def check_level(rooms: list[Room], connect: Connect) -> None:
    """C1, C3, C5, C6: the same rows everywhere and on the server, one result for each operation, whole files."""
    for room in rooms:
        until(lambda room=room: is_level(room), lambda room=room: room.desk.status)  # type: ignore[misc]
    with connect() as boss:
        rows = boss.execute("SELECT name FROM ioc.camera WHERE deleted_at IS NULL ORDER BY name").fetchall()
        twice = boss.execute("SELECT op_uuid FROM sync.op_result GROUP BY op_uuid HAVING count(*) > 1").fetchall()
    expected = [name for (name,) in rows]
    for room in rooms:
        until(lambda room=room: sorted(room.names()) == expected, lambda room=room: (room.names(), expected))  # type: ignore[misc]
        with room.db.read() as session:
            connection = session.connection()
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            numbers = connection.exec_driver_sql("SELECT n FROM outbox WHERE n IS NOT NULL ORDER BY n").scalars().all()
            assert list(numbers) == list(range(1, len(numbers) + 1))
    assert twice == []


# ---------------------------------------------------------------------- 24: the line


def test_24_slow_and_lossy(rooms: Rooms, station: Station, proxy: MakeProxy, connect: Connect) -> None:
    """A round trip of 300 ms and one packet in twenty lost: slow, and level."""
    address, password = station
    far = proxy(delay_s=0.15, loss=0.05, seed=3)
    a, b = rooms("xa"), rooms("gần")
    for room in (a, b):
        room.desk.join(address, password, begin=room is b)
    a.desk._replica.remember(server=vars(replace(address, port=far.port)))
    a.desk.start()
    a.add("Từ xa", 1)
    b.add("Từ gần", 2)
    check_level([a, b], connect)
    assert sorted(a.names()) == ["Từ gần", "Từ xa"]


def test_24_nobody_waits_for_a_silent_line(
    rooms: Rooms, station: Station, proxy: MakeProxy, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A firewall forgets the connection and still acknowledges: people write on, the desktop finds out by itself."""
    address, password = station
    line = proxy()
    a, b = rooms("a"), rooms("b")
    monkeypatch.setattr(connection_module, "ANSWER_LIMIT_S", 1.0)
    b.desk.join(address, password)
    a.desk.join(replace(address, port=line.port), password)
    until(lambda: is_level(a))
    line.fall_silent()
    a.add("Vào khoảng không")
    assert line.swallowed.wait(20)  # the worker waits for an answer that will not come
    a.add("Trong lúc chờ")
    assert len(a.names()) == 2
    until(lambda: a.desk.status.link is Link.OFFLINE, lambda: a.desk.status)
    assert a.desk.status.problem is not None
    assert a.desk.status.problem.code == "sync.unreachable"
    monkeypatch.undo()
    line.cut()
    line.speak()
    a.desk.sync_now()
    check_level([a, b], connect)
    assert sorted(b.names()) == ["Trong lúc chờ", "Vào khoảng không"]


def test_24_the_end_of_the_program_does_not_wait_for_a_silent_line(
    rooms: Rooms, station: Station, proxy: MakeProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, password = station
    line = proxy()
    a = rooms("a")
    a.desk.join(replace(address, port=line.port), password)
    until(lambda: is_level(a))
    monkeypatch.setattr(worker_module, "GRACE_S", 0.05)
    line.fall_silent()
    a.add("Không ai trả lời")
    assert line.swallowed.wait(20)
    a.desk.stop()  # leaves no thread, else the fixture of leaked threads tells
    assert not [thread for thread in threading.enumerate() if thread.name in {"sync", "sync-lanes"}]
    assert a.names() == ["Không ai trả lời"]


def test_24_a_dead_peer_is_found_by_the_system(station: Station) -> None:
    """Half-open TCP: the kernel asks every few seconds and gives up in half a minute."""
    with connect_to(*station) as made:
        line = socket.socket(fileno=made.fileno())
        try:
            asked = line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            words = [
                line.getsockopt(socket.IPPROTO_TCP, option)
                for option in (
                    socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT,
                )
            ]  # fmt: skip
        finally:
            line.detach()
    assert (asked, words) == (1, [10, 5, 3, 25_000])


@pytest.mark.parametrize("trouble", ["portal", "dns", "nobody", "mute"])
def test_24_wrong_networks_are_told_and_left_by_themselves(
    rooms: Rooms, station: Station, connect: Connect, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    """A captive portal, no DNS, nobody at the port, and somebody who takes the connection and says nothing."""
    address, password = station
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(address, password)
    until(lambda: is_level(a))
    a.desk.stop()
    monkeypatch.setattr(connection_module, "CONNECT_LIMIT_S", 2)  # libpq's shortest
    with ExitStack() as stack:
        a.desk._replica.remember(server=vars(_wrong(address, trouble, stack)))
        a.desk.start()
        a.add("Khi lạc mạng")
        until(lambda: a.desk.status.link is Link.OFFLINE, lambda: a.desk.status)
        assert a.desk.status.problem is not None
        assert a.desk.status.problem.code in {"sync.unreachable", "sync.no_tls"}
        assert password not in a.desk.status.problem.message()
        a.desk.stop()
    a.desk._replica.remember(server=vars(address))
    a.desk.start()
    check_level([a, b], connect)
    assert b.names() == ["Khi lạc mạng"]


def _wrong(address: ServerAddress, trouble: str, stack: ExitStack) -> ServerAddress:
    if trouble == "portal":
        return replace(address, port=stack.enter_context(closing(CaptivePortal())).port)
    if trouble == "dns":
        return replace(address, host="khong-co.invalid")
    mute = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
    if trouble == "nobody":
        mute.close()
        return replace(address, port=1)
    return replace(address, port=mute.getsockname()[1])


# ---------------------------------------------------------------------- 25: the server

TROUBLES = {
    "sync.server_full": ("53100", "53200"),
    "sync.timeout": ("57014", "55P03"),
    "": ("40001", "40P01"),
}
"""Code that is shown; nothing for what is over at the next try → SQLSTATEs, one after the other."""


@pytest.mark.parametrize("trouble", TROUBLES)
def test_25_a_server_in_trouble_loses_nothing(rooms: Rooms, station: Station, connect: Connect, trouble: str) -> None:
    """Raised amid the push, twice: what it wrote is rolled back, the desktop says why and tries again."""
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a) and is_level(b))
    first, second = TROUBLES[trouble]
    told: list[str] = []
    a.desk.changed.connect(lambda status: told.append(status.problem.code if status.problem else ""))
    with connect() as boss:
        boss.execute("CREATE SEQUENCE public.troubles")
        boss.execute(
            "CREATE FUNCTION public.trouble() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
            f"CASE nextval('public.troubles') WHEN 1 THEN RAISE EXCEPTION 'x' USING ERRCODE = '{first}'; "
            f"WHEN 2 THEN RAISE EXCEPTION 'x' USING ERRCODE = '{second}'; ELSE NULL; END CASE; RETURN NULL; END $$"
        )
        boss.execute(
            "CREATE TRIGGER trouble AFTER INSERT ON ioc.camera FOR EACH STATEMENT EXECUTE FUNCTION public.trouble()"
        )
    a.add("Ngày xấu trời")
    until(lambda: b.names() == ["Ngày xấu trời"], lambda: a.desk.status)
    check_level([a, b], connect)
    with connect() as boss:
        assert boss.execute("SELECT last_value FROM public.troubles").fetchone() == (3,)
        assert boss.execute("SELECT count(*) FROM sync.op_result WHERE tbl = 'camera'").fetchone() == (1,)
    assert trouble in told


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (("ROLE {role} CONNECTION LIMIT 0", "ROLE {role} CONNECTION LIMIT 6"), "sync.too_many"),
        (("DATABASE {db} CONNECTION LIMIT 0", "DATABASE {db} CONNECTION LIMIT -1"), "sync.too_many"),
        (
            (
                "ROLE {role} SET default_transaction_read_only = on",
                "ROLE {role} RESET default_transaction_read_only",
            ),
            "sync.read_only",
        ),
        (("DATABASE {db} ALLOW_CONNECTIONS false", "DATABASE {db} ALLOW_CONNECTIONS true"), "sync.refused"),
    ],
)
def test_25_full_or_read_only(
    rooms: Rooms, station: Station, postgres_server: PostgresServer, trouble: tuple[str, str], code: str
) -> None:
    """No connection is left, or the server is a standby: told as what it is, tried again, nothing lost."""
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a) and is_level(b))
    harm, mend = (f"ALTER {half.format(role=station[0].user, db=station[0].database)}" for half in trouble)
    postgres_server.execute(harm)
    try:
        postgres_server.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{station[0].user}'"
        )
        a.add("Chờ máy chủ")
        until(lambda: _problem(a) == code, lambda: a.desk.status)
        assert a.desk.status.link in {Link.OFFLINE, Link.REFUSED}
        until(lambda: a.desk.status.to_send > 0)
    finally:
        postgres_server.execute(mend)
    for room in (a, b):
        room.desk.sync_now()
    dsn = postgres_server.superuser_dsn(station[0].database)
    check_level([a, b], lambda: psycopg.connect(dsn))
    assert b.names() == ["Chờ máy chủ"]


def _problem(room: Room) -> str:
    problem = room.desk.status.problem
    return problem.code if isinstance(problem, ExpectedError) else ""


def test_25_a_lock_that_somebody_holds_ends_the_statement_not_the_work(
    rooms: Rooms, station: Station, connect: Connect
) -> None:
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a) and is_level(b))
    with connect() as boss:
        boss.execute(f"ALTER ROLE {station[0].user} SET lock_timeout = '50ms'")
        boss.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (station[0].user,))
        with boss.transaction():
            boss.execute("SELECT 1 FROM sync.scope FOR UPDATE")
            a.add("Sau khi hết khóa")
            until(lambda: _problem(a) == "sync.timeout", lambda: a.desk.status)
            assert b.names() == []
    a.desk.sync_now()
    check_level([a, b], connect)
    assert b.names() == ["Sau khi hết khóa"]


# ---------------------------------------------------------------------- 21: notices


def test_21_without_any_notice_the_poll_brings_it(
    rooms: Rooms, station: Station, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SyncWorker, "_listen", lambda *_: None)
    monkeypatch.setattr(worker_module, "POLL_S", 0.2)
    monkeypatch.setattr(worker_module, "LOOK_S", 0.1)
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    a.add("Không ai báo")
    check_level([a, b], connect)
    assert b.names() == ["Không ai báo"]


def test_21_notices_twice_early_late_and_to_a_crowd(rooms: Rooms, station: Station, connect: Connect) -> None:
    """Doubled, before the commit, after it, of scopes that do not exist, with sixty others listening."""
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a) and is_level(b))
    with ExitStack() as stack:
        crowd = [stack.enter_context(connect()) for _ in range(60)]
        for listener in crowd:
            listener.execute("LISTEN ioc_s1")
        for number in range(8):
            for channel in ("ioc_s1", "ioc_s1", "ioc_s77"):
                crowd[0].execute("SELECT pg_notify(%s, %s)", (channel, str(number)))
            (a if number % 2 else b).add(str(number), number + 1)
            crowd[1].execute("NOTIFY ioc_s1")
        check_level([a, b], connect)
    assert len(a.names()) == 8


def test_29_a_flood_of_notices_is_answered_a_few_times_a_second(
    rooms: Rooms, station: Station, connect: Connect
) -> None:
    """Anybody may send notices; a desktop that answered each with a question would flood the server itself."""
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a) and is_level(b))
    asked: list[int] = []
    engine = a.desk._worker._engine  # type: ignore[union-attr]
    hear = engine.hear
    engine.hear = lambda server: (asked.append(1), hear(server))[1]  # type: ignore[method-assign, func-returns-value]
    with connect() as enemy:
        for number in range(1500):
            enemy.execute("SELECT pg_notify('ioc_s1', %s)", (str(number),))
    b.add("Vẫn tới nơi")
    check_level([a, b], connect)
    assert len(asked) < 150
