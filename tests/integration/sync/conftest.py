"""A real PostgreSQL server with our schema for the tests of synchronisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.server.install import install
from ioc_desktop.sync.state import ServerAddress
from tests.support.desks import Desk, desks
from tests.support.postgres import PostgresServer, pg_database, postgres_server
from tests.support.rooms import Room

__all__ = ["pg_database", "postgres_server"]


@pytest.fixture
def centre(postgres_server: PostgresServer, pg_database: str) -> str:
    """The name of a database with our schema."""
    with psycopg.connect(postgres_server.superuser_dsn(pg_database)) as connection:
        install(connection, centre="Trung tâm thử")
    return pg_database


@pytest.fixture
def connect(postgres_server: PostgresServer, centre: str) -> Callable[[], psycopg.Connection]:
    """Connections as the server's superuser, who may see everything."""
    return lambda: psycopg.connect(postgres_server.superuser_dsn(centre), autocommit=True)


@pytest.fixture
def another(tmp_path: Path, connect: Callable[[], psycopg.Connection]) -> Iterator[Callable[..., Desk]]:
    """Makes further desktops, which end with the test: ``another("C")``."""
    made: list[Desk] = []

    def make(name: str, how: Callable[[], psycopg.Connection] = connect) -> Desk:
        made.append(Desk(tmp_path, name, how).join())
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def pair(tmp_path: Path, connect: Callable[[], psycopg.Connection]) -> Iterator[list[Desk]]:
    """Two desktops that have joined."""
    with desks(tmp_path, connect) as made:
        yield made


@pytest.fixture
def station(
    postgres_server: PostgresServer, centre: str, connect: Callable[[], psycopg.Connection]
) -> Iterator[tuple[ServerAddress, str]]:
    """A workstation's address and password."""
    role = centre.removeprefix("ioc_") + "_station"
    with connect() as boss:
        password = administration.add_role(boss, role, group=Group.ADMIN)
    yield (
        ServerAddress(
            host="127.0.0.1",
            port=postgres_server.port,
            database=centre,
            user=role,
            ca_file=str(postgres_server.ca_file),
        ),
        password,
    )
    with connect() as boss:
        boss.execute(f"DROP OWNED BY {role}")
        boss.execute(f"DROP ROLE {role}")


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Callable[[str], Room]]:
    made: list[Room] = []

    def make(name: str) -> Room:
        made.append(Room(tmp_path, name))
        return made[-1]

    yield make
    for room in made:
        room.close()
