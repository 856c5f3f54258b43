"""What the benchmarks of synchronisation stand on: a real server, rows of 148 bytes, desktops without windows."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402  (the tree is not installed when a script runs)
from sqlalchemy import BigInteger, String, Uuid  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column  # noqa: E402

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.store.rows import NAMING, SyncedRow, synced_tables  # noqa: E402
from ioc_desktop.store.sync_rules import merge_columns  # noqa: E402
from ioc_desktop.store.types import UtcDateTime  # noqa: E402
from ioc_desktop.sync.server.install import install  # noqa: E402
from tests.support.desks import Desk  # noqa: E402
from tests.support.postgres import PostgresServer, find_binaries  # noqa: E402

NOW = "2026-01-01 00:00:00.000000"
COLUMNS = ("id", "scope_id", "ver", "created_at", "updated_at", "code", "title", "amount", "seen_at")
RUNS = 7


def clock(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def interleaved(ours: Callable[[], float], bare: Callable[[], float], runs: int = RUNS) -> float:
    """Median of ours over median of bare, after one round that does not count."""
    pairs = [(ours(), bare()) for _ in range(runs + 1)][1:]
    mine, theirs = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    print(f"    {mine * 1000:9.2f} ms against {theirs * 1000:9.2f} ms")
    return mine / theirs


class BenchBase(DeclarativeBase):
    """Tables of the benchmarks alone."""

    type_annotation_map = {UUID: Uuid(), datetime: UtcDateTime(), int: BigInteger()}  # noqa: RUF012


BenchBase.metadata.naming_convention = NAMING  # type: ignore[assignment]


class Reading(SyncedRow, BenchBase):
    """A row as people write them: a code, a name, a number, a time."""

    __tablename__ = "b_reading"
    conflict_rule = merge_columns()
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    amount: Mapped[int]
    seen_at: Mapped[datetime]


def rows(count: int) -> list[tuple[object, ...]]:
    """New rows as SQLite stores them, in the order of ``COLUMNS``."""
    return [
        (uuid7().hex, 1, 0, NOW, NOW, f"C{number:08}", "Trạm đo mực nước cầu Đông Hà", number, NOW)
        for number in range(count)
    ]


def write_rows(desk: Desk, new: list[tuple[object, ...]]) -> None:
    places = ", ".join("?" * len(COLUMNS))
    with desk.db.write() as session:
        session.connection().exec_driver_sql(f"INSERT INTO b_reading ({', '.join(COLUMNS)}) VALUES ({places})", new)


def copy_text(new: list[tuple[object, ...]]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in new)


class Bed:
    """A server with the bench's table; desktops on demand."""

    def __init__(self, folder: Path) -> None:
        binaries = find_binaries()
        if binaries is None:
            raise SystemExit("PostgreSQL is not installed: make setup")
        self.folder = folder
        self.server = PostgresServer(binaries).make().start()
        self.server.execute("CREATE DATABASE bench")
        self.dsn = self.server.superuser_dsn("bench")
        self.models = synced_tables(BenchBase)
        self._desks: list[Desk] = []
        with psycopg.connect(self.dsn) as connection:
            install(connection, models=self.models)
        self.execute(
            "CREATE TABLE public.bare (id uuid PRIMARY KEY, scope_id int, ver bigint, created_at timestamptz, "
            "updated_at timestamptz, code text, title text, amount bigint, seen_at timestamptz)"
        )

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.dsn, autocommit=True)

    def execute(self, statement: str) -> None:
        with self.connect() as connection:
            connection.execute(statement.encode())

    def desk(self, name: str) -> Desk:
        desk = Desk(self.folder, name, self.connect, models=BenchBase).join().online()
        self._desks.append(desk)
        return desk

    def close(self) -> None:
        for desk in self._desks:
            desk.close()
        self.server.remove()


Timed = Callable[[], float]


def copied_into_a_bare_file(connection: psycopg.Connection[Any], query: str, file_path: Path) -> float:
    """Seconds that COPY out of the server and ``executemany`` into a table without anything of ours take."""
    file = sqlite3.connect(file_path)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute(f"CREATE TABLE bare (id TEXT PRIMARY KEY, {', '.join(COLUMNS[1:])})")

    def work() -> None:
        with connection.cursor() as cursor, cursor.copy(query.encode()) as copy:
            read = list(copy.rows())
        with file:
            file.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(COLUMNS))})", read)

    taken = clock(work)
    file.close()
    return taken
