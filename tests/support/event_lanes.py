"""Detections of the tests of their lane: made, sent, read, asked for, and people who may see some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg

from ioc_desktop.kernel.events.log import Detection, EventLog
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.events import EventLane
from ioc_desktop.sync.server import administration
from tests.support.desks import Desk

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

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
