"""Desktops without a window: a real replica, engine and server, stepped by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.orm import DeclarativeBase

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store import capture
from ioc_desktop.store.database import Database
from ioc_desktop.store.rows import synced_tables
from ioc_desktop.sync.engine import Engine, Machine
from ioc_desktop.sync.postgres import PostgresTransport
from ioc_desktop.sync.replica import Replica
from ioc_desktop.sync.transport import Transport
from ioc_desktop.sync.wire import WireTable, wire_tables, wires

Connect = Callable[[], psycopg.Connection]


class Desk:
    """One desktop of a test.

    Args:
        models: other tables than the program's, made here.
        only: names of the program's tables, where a test synchronises no others.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        connect: Connect,
        *,
        machine: str = "",
        models: type[DeclarativeBase] | None = None,
        only: Sequence[str] = (),
    ) -> None:
        self.name, self.connect = name, connect
        self.folder = folder / name
        self.folder.mkdir(exist_ok=True)
        self.db = Database(self.folder / "ioc.db").open()
        self.replica = Replica(self.db, self._tables(models, only))
        self.engine = Engine(self.replica, Machine(machine or name, name, "test"))
        self.cameras = CameraService(self.db, SecretStore(self.folder, use_keyring=False))
        self.server: Transport | None = None

    def _tables(self, models: type[DeclarativeBase] | None, only: Sequence[str]) -> Mapping[str, WireTable] | None:
        if models is not None:
            return self._with(models)
        return {name: wire_tables()[name] for name in only} or None

    def _with(self, models: type[DeclarativeBase]) -> Mapping[str, WireTable]:
        """Other tables than the program's: made here, with their triggers."""
        with self.db.write() as session:
            models.metadata.create_all(session.connection())
            capture.install(session.connection(), {**synced_tables(), **synced_tables(models)})
        return wires(synced_tables(models))

    def join(self) -> Desk:
        self.replica.join()
        return self

    def online(self, server: Transport | None = None) -> Desk:
        """A new connection, or the given transport, and the greeting."""
        self.offline()
        self.server = server or PostgresTransport(self.connect())
        self.engine.greet(self.server)
        return self

    def offline(self) -> None:
        if self.server is not None:
            self.server.close()
            self.server = None

    def sync(self, rounds: int = 200) -> int:
        """Step until nothing is left; the number of steps."""
        if self.server is None:
            self.online()
        assert self.server is not None
        for count in range(rounds):
            if not self.engine.step(self.server):
                return count
        raise AssertionError(f"{self.name} does not come to rest: {self.outbox()}")

    def close(self) -> None:
        self.offline()
        self.db.close()

    # ------------------------------------------------------------------ looking and writing

    def query(self, statement: str, *parameters: object) -> list[Any]:
        with self.db.read() as session:
            return list(session.connection().exec_driver_sql(statement, parameters).all())

    def write(self, statement: str, *parameters: object) -> None:
        with self.db.write() as session:
            session.connection().exec_driver_sql(statement, parameters)

    def outbox(self) -> list[Any]:
        return self.query(
            "SELECT n, kind, tbl, state, new FROM outbox WHERE state IN ('pending', 'sealed') ORDER BY id"
        )

    def inbox(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        rows = self.query("SELECT kind, status, mine FROM sync_inbox WHERE state = 'open' ORDER BY id")
        return [(kind, status, json.loads(mine or "{}")) for kind, status, mine in rows]

    def add_camera(self, name: str, number: int | None = None) -> Camera:
        return self.cameras.add(CameraDraft(name=name, number=number, place="", main_url="rtsp://10.0.0.1/1"))

    def rename(self, camera: Camera, name: str) -> None:
        self.write("UPDATE camera SET name = ? WHERE id = ?", name, camera.id.hex)

    def move(self, camera: Camera, place: str) -> None:
        self.write("UPDATE camera SET place = ? WHERE id = ?", place, camera.id.hex)

    def names(self) -> list[str]:
        return [camera.name for camera in self.cameras.list()]

    def rows(self, table: str) -> list[Any]:
        """What is shared of a table, for comparison between desktops."""
        columns = ", ".join(self.replica.tables[table].columns)
        return self.query(f"SELECT {columns} FROM {table} ORDER BY id")

    def check_file(self) -> None:
        """C6: the file is whole and no reference hangs."""
        assert self.query("PRAGMA integrity_check") == [("ok",)]
        assert self.query("PRAGMA foreign_key_check") == []


def level(desks: Sequence[Desk]) -> None:
    """Everybody sends, then everybody reads, until nothing moves."""
    for _ in range(20):
        if not sum(desk.sync() for desk in desks):
            return
    raise AssertionError("the desktops do not come to rest")


def check_equal(desks: Sequence[Desk]) -> None:
    """C1, C5, C6: same rows everywhere, as the server's digest has them; nothing left to send."""
    for desk in desks:
        desk.check_file()
        assert desk.outbox() == []
        for table in desk.replica.tables:
            assert desk.rows(table) == desks[0].rows(table), (desk.name, table)
        assert desk.server is not None
        assert desk.server.digest(1) == desk.replica.digest(1)


@contextmanager
def desks(
    folder: Path, connect: Connect, names: str = "AB", models: type[DeclarativeBase] | None = None
) -> Iterator[list[Desk]]:
    made = [Desk(folder, name, connect, models=models).join().online() for name in names]
    try:
        yield made
    finally:
        for desk in made:
            desk.close()
