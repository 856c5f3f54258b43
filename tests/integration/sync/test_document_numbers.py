"""Numbers of documents across workstations: one book on the server, whatever is killed, cut or done at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.numbers.model import Series, number_id
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.model import PaperState
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.services import _fetch
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.desk import take_number
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.state import Link
from tests.support.desks import Desk, check_equal, level
from tests.support.proxy import Proxy
from tests.support.register import CLERK, LEADER, Fixed, approved, desk
from tests.support.rooms import Room, Rooms, Station, until

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
BOOK = Series(org="Trung tâm", kind="Báo cáo", year=2026)


def book(room: Room) -> NumberBook:
    return NumberBook(room.db, room.desk)


def register(room: Room) -> PaperService:
    return desk(room.db, room.folder, Fixed(), room.desk)


def is_level(*rooms: Room) -> bool:
    return all(room.desk.status.link is Link.ONLINE and room.desk.status.to_send == 0 for room in rooms)


def numbers(room: Room) -> list[int]:
    with room.db.read() as session:
        rows = session.connection().exec_driver_sql("SELECT number FROM document_number ORDER BY number")
        return [number for (number,) in rows]


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as caught:
        deed()
    return caught.value.code


def test_many_workstations_at_once_leave_no_gap_and_no_twin(rooms: Rooms, station: Station) -> None:
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: is_level(a, b))
    owners = [uuid7() for _ in range(24)]
    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(lambda job: book((a, b)[job[0] % 2]).assign(BOOK, job[1]).number, enumerate(owners)))
        again = list(pool.map(lambda job: book((b, a)[job[0] % 2]).assign(BOOK, job[1]).number, enumerate(owners)))
    assert sorted(taken) == list(range(1, 25))
    assert again == taken  # whoever asks for the same paper hears the same number
    until(lambda: numbers(a) == numbers(b) == list(range(1, 25)), lambda: (numbers(a), numbers(b)))
    assert book(a).assign(replace(BOOK, kind="Kế hoạch"), uuid7()).number == 1
    assert book(b).assign(replace(BOOK, year=2027), uuid7()).number == 1


def test_what_was_counted_alone_is_counted_on(rooms: Rooms, station: Station) -> None:
    a, b = rooms("a"), rooms("b")
    assert [book(a).assign(BOOK, uuid7()).number for _ in range(3)] == [1, 2, 3]
    a.desk.join(*station, begin=False)
    assert code(lambda: book(a).assign(BOOK, uuid7())) == "number.waiting"  # its own three are not there yet
    a.desk.start()
    b.desk.join(*station)
    until(lambda: is_level(a, b) and numbers(b) == [1, 2, 3])
    assert book(b).assign(BOOK, uuid7()).number == 4
    until(lambda: numbers(a) == [1, 2, 3, 4])
    assert a.desk.inbox() == b.desk.inbox() == []


def test_cut_off_the_document_waits_and_is_issued_when_the_line_is_back(
    rooms: Rooms, station: Station, postgres_server: PostgresServer
) -> None:
    address, password = station
    room, other = rooms("a"), rooms("b")
    line = Proxy((postgres_server.host, postgres_server.port))
    try:
        room.desk.join(replace(address, port=line.port), password)
        other.desk.join(address, password)
        until(lambda: is_level(room, other))
    finally:
        line.close()
    papers = register(room)
    paper = approved(papers)
    assert code(lambda: papers.issue(paper.id, CLERK)) == "number.waiting"
    assert papers.get(paper.id).is_waiting
    assert book(other).assign(Series(org=paper.org, kind=paper.kind, year=2026), uuid7()).number == 1
    room.desk.stop()
    room.desk._replica.remember(server=room.desk._replica.recall("server") | {"port": address.port})
    room.desk.start()
    assert [(done.state, done.number) for done in papers.finish_waiting()] == [(PaperState.ISSUED, 2)]
    theirs = register(other)
    until(lambda: theirs.find().total == 1 and theirs.get(paper.id).state is PaperState.ISSUED)
    assert not theirs.get(paper.id).is_waiting  # that somebody waited is this desktop's own
    until(lambda: is_level(room))
    assert room.desk.inbox() == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from tests.support.register import CLERK, Fixed, desk
from tests.support.rooms import Room

room = Room(Path(sys.argv[1]), "a")
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
desk(room.db, room.folder, Fixed(), room.desk, stamp=kill).issue(UUID(sys.argv[2]), CLERK)
"""


def test_killed_between_the_number_and_the_issue_the_number_is_found_again(
    tmp_path: Path, rooms: Rooms, station: Station
) -> None:
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    paper = approved(register(a))
    until(lambda: is_level(a, b))
    a.desk.stop()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), str(paper.id)], check=False, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert register(a).get(paper.id).state is PaperState.APPROVED
    until(lambda: numbers(b) == [1])  # the server gave it
    assert register(b).issue(approved(register(b)).id, CLERK).number == 2
    assert register(a).issue(paper.id, CLERK).number == 1
    a.desk.start()
    until(lambda: is_level(a, b) and numbers(a) == numbers(b) == [1, 2])
    assert a.desk.inbox() == b.desk.inbox() == []


def test_two_workstations_issue_one_document(rooms: Rooms, station: Station) -> None:
    """One number, one issue; who comes second is told."""
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    paper = approved(register(a))
    until(lambda: is_level(a, b) and register(b).find().total == 1)
    for room in (a, b):
        room.desk.stop()
    b.desk.contents.put_bytes(register(a).content(paper))
    one, two = register(a).issue(paper.id, CLERK), register(b).issue(paper.id, LEADER)
    assert one.number == two.number == 1
    a.desk.start()
    until(lambda: is_level(a))
    b.desk.start()
    until(lambda: is_level(b) and register(b).get(paper.id).issued == one.issued)
    assert [entry.table for entry in b.desk.inbox() if entry.table == "paper"] == ["paper"]


def test_the_content_of_another_workstation_is_fetched(rooms: Rooms, station: Station) -> None:
    a, b = rooms("a"), rooms("b")
    for room in (a, b):
        room.desk.join(*station)
    paper = register(a).issue(approved(register(a)).id, CLERK)
    until(lambda: is_level(a, b) and register(b).find().total == 1)
    theirs = register(b)
    theirs._fetch = partial(_fetch, b.desk)
    until(lambda: _fetch(b.desk, paper.sha256, paper.size))
    assert theirs.content(paper) == register(a).content(paper)


def test_a_sealed_document_is_the_servers_too(pair: list[Desk]) -> None:
    a, b = pair
    ours = desk(a.db, a.folder, Fixed())
    for one in pair:
        one.write("UPDATE sync_control SET is_joined = 0")
    paper = ours.issue(approved(ours).id, CLERK)
    for one in pair:
        one.replica.join()
    level(pair)
    for trigger in ("seal_u_paper", "seal_d_paper"):  # somebody with a tool for SQLite
        b.write(f"DROP TRIGGER {trigger}")
    b.write("UPDATE paper SET subject = 'Khác'")
    level(pair)
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("refused", "invalid")]
    b.write("DELETE FROM paper")
    level(pair)
    b.write("UPDATE paper SET note = 'khác'")
    level(pair)
    assert {subject for subject, note in a.query("SELECT subject, note FROM paper")} == {paper.subject}
    b.write("UPDATE paper SET state = 'withdrawn', note = 'thu hồi', ended_by = drafted_by, ended_at = drafted_at")
    level(pair)
    assert a.query("SELECT state, note FROM paper") == [("withdrawn", "thu hồi")]
    check_equal(pair)


def test_a_number_that_was_given_stays_given(pair: list[Desk]) -> None:
    a, b = pair
    for one in pair:
        one.write("UPDATE sync_control SET is_joined = 0")
    NumberBook(a.db).assign(BOOK, uuid7())
    for one in pair:
        one.replica.join()
    level(pair)
    b.write("UPDATE document_number SET number = 9")
    level(pair)
    b.write("DELETE FROM document_number")
    level(pair)
    assert a.query("SELECT number FROM document_number") == b.query("SELECT number FROM document_number") == [(1,)]


def test_two_that_counted_alone_meet(pair: list[Desk]) -> None:
    """Both have a number one: the first at the server keeps it, the second hears of it; nobody counts over it."""
    a, b = pair
    for one in pair:
        one.write("UPDATE sync_control SET is_joined = 0")
        NumberBook(one.db).assign(BOOK, uuid7())
    for one in pair:
        one.replica.join()
    a.sync()
    level(pair)
    assert a.query("SELECT number FROM document_number") == [(1,)]
    assert a.inbox() == []
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("refused", "dup")]


def test_who_may_not_write_takes_no_number(
    postgres_server: PostgresServer, centre: str, connect: Connect, station: Station, rooms: Rooms
) -> None:
    role, owner = centre.removeprefix("ioc_") + "_viewer", uuid7()
    with connect() as boss:
        password = administration.add_role(boss, role, group=Group.VIEWER)
    try:
        room = rooms("a")
        room.desk.join(replace(station[0], user=role), password)
        assert code(lambda: book(room).assign(BOOK, owner)) == "number.denied"
        stolen = "SELECT sync.take_number(%s, %s, %s, 's', 'o', 'k', 2026, NULL)"
        with psycopg.connect(postgres_server.dsn(centre, role, password)) as connection:
            row = connection.execute(stolen, (UUID(int=1), number_id(owner), owner)).fetchone()
            assert row == ({"error": "denied"},)
        with connect() as boss:
            (count,) = boss.execute("SELECT count(*) FROM audit.entry WHERE action = 'number.refused'").fetchone()  # type: ignore[misc]
            assert count == 2
        room.desk.stop()
    finally:
        with connect() as boss:
            boss.execute(f"DROP OWNED BY {role}")
            boss.execute(f"DROP ROLE {role}")


def test_a_restored_server_gets_its_numbers_back(
    pair: list[Desk], connect: Connect, postgres_server: PostgresServer, centre: str
) -> None:
    a, b = pair

    def book_of(one: Desk) -> NumberBook:
        def ask(number: UUID, owner: UUID, series: Series) -> Mapping[str, Any]:
            with connect() as boss:
                device = boss.execute("SELECT device_id FROM sync.device WHERE name = %s", (one.name,)).fetchone()
                assert device is not None
                key = (device[0], number, owner, series.key, series.org, series.kind, series.year, None)
                return take_number(boss, key)

        return NumberBook(one.db, SimpleNamespace(take_number=ask))

    assert book_of(a).assign(BOOK, uuid7()).number == 1
    level(pair)
    dump = postgres_server.root / f"{centre}.dump"
    run(postgres_server, "pg_dump", "-Fc", "-f", dump, "-d", postgres_server.superuser_dsn(centre))
    assert [book_of(one).assign(BOOK, uuid7()).number for one in (a, b, a)] == [2, 3, 4]
    level(pair)
    assert a.inbox() == b.inbox() == []
    for one in pair:
        one.offline()
    postgres_server.execute(f"DROP DATABASE {centre} WITH (FORCE)")
    postgres_server.execute(f"CREATE DATABASE {centre}")
    run(postgres_server, "pg_restore", "-d", postgres_server.superuser_dsn(centre), dump)
    for one in pair:
        one.online()
    level(pair)
    for one in pair:
        assert one.query("SELECT number FROM document_number ORDER BY number") == [(1,), (2,), (3,), (4,)]
        assert one.inbox() == []
    assert book_of(b).assign(BOOK, uuid7()).number == 5
    level(pair)
    check_equal(pair)


def run(server: PostgresServer, program: str, *arguments: object) -> None:
    subprocess.run([str(server.bin / program), *map(str, arguments)], check=True, capture_output=True)
