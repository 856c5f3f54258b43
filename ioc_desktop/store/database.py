"""The local database: one writer at a time, readers that never wait for it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.store import damage, migrate
from ioc_desktop.store.connections import DatabaseKey, connect, driver
from ioc_desktop.store.failures import BUSY, error_code, explained
from ioc_desktop.store.models import load_models

BUSY_TIMEOUT_S = 10.0
WAL_RETRY_S = 0.01


class Database:
    """A SQLite file in WAL mode.

    Usable from any thread, and by several processes at once. ``read`` gives a snapshot; ``write`` takes the one
    write lock at its start (``BEGIN IMMEDIATE``), commits at its end and rolls back on an exception.

    Args:
        path: the file; made by ``open`` in a folder that exists.
        busy_timeout_s: how long a writer waits for another thread or process.
        key: opens an encrypted file, or makes one; see ``encryption``.
        backs_up: whether a file is backed up before it is upgraded; False for one that is a copy already.
        loads_models: whether ``open`` loads every table of the program, so that any row can be written whatever it
            refers to; False where somebody waits and calls ``load_models`` a moment later.

    Attributes:
        acting: account that works at this desktop now; set by ``act_as``.
        captured: emitted after a write that left something to send to the centre, on the thread that made it.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        key: DatabaseKey | None = None,
        backs_up: bool = True,
        loads_models: bool = True,
    ) -> None:
        self.path, self.key, self._backs_up, self._loads_models = path, key, backs_up, loads_models
        self._busy_timeout_s = busy_timeout_s
        self._writer: Engine | None = None
        self._reader: Engine | None = None
        self._write_lock = threading.Lock()
        self._writing_thread: int | None = None
        self._level = "FULL"
        self.acting: UUID | None = None
        self.captured: Event[None] = Event()
        self._captured_upto = 0

    def open(self) -> "Database":
        """Connect and bring the schema up to date; returns itself.

        Raises:
            ExpectedError: ``store.damaged`` (a copy is set aside first), ``store.newer``, ``store.read_only``,
                ``store.full``, ``store.busy``, ``store.cannot_open``.
        """
        if self._loads_models:
            load_models()
        try:
            with explained(self.path):
                self._writer = self._engine(read_only=False)
                migrate.upgrade(self._writer, self.path, self._back_up)
                self._reader = self._engine(read_only=True)
        except BaseException as error:
            self.close()
            if isinstance(error, ExpectedError) and error.code == "store.damaged":
                damage.set_aside(self.path)
            raise
        self.path.chmod(0o600)
        return self

    @property
    def backups(self) -> Path:
        """Folder of this file's backups."""
        return self.path.parent / "backups"

    def _back_up(self, revision: str) -> None:
        from ioc_desktop.store.backup import before_upgrade  # noqa: PLC0415  (only when there is an upgrade)

        if self._backs_up:
            before_upgrade(self.path, self.backups, self.key, revision)

    def close(self) -> None:
        """Close every connection; the WAL is folded into the file."""
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()
        self._reader = self._writer = None

    @property
    def is_open(self) -> bool:
        return self._reader is not None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over a snapshot; writing in it fails."""
        with explained(self.path), Session(self._open_engine(self._reader), expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, *, is_durable: bool = True) -> Iterator[Session]:
        """A session that holds the write lock; all or nothing. Not to be nested.

        Args:
            is_durable: False for what can be had again, such as rows that came from the server: the commit does not
                wait for the disk. A power cut may take it back, whole, with nothing written after it left behind.
        """
        with self._exclusively():
            self._level = "FULL" if is_durable else "NORMAL"
            with (
                explained(self.path),
                Session(self._open_engine(self._writer), expire_on_commit=False) as session,
                session.begin(),
            ):
                session.info["actor"] = self.acting
                connection = session.connection()  # takes the lock before the caller reads what it is going to change
                yield session
                session.flush()
                upto = _last_captured(connection)
            has_captured, self._captured_upto = upto != self._captured_upto, upto
        if has_captured:
            self.captured.emit(None)

    def act_as(self, account_id: UUID | None) -> None:
        """Whoever signed in: rows and captured changes carry this account from now on."""
        self.acting = account_id
        with self.write() as session:
            session.execute(
                text("UPDATE sync_control SET actor = :actor WHERE id = 1"),
                {"actor": account_id.hex if account_id else None},
            )

    @contextmanager
    def _exclusively(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("write() inside write(): pass the session on instead")
        if not self._write_lock.acquire(timeout=self._busy_timeout_s):
            raise ExpectedError("store.busy", BUSY, path=self.path)
        self._writing_thread = threading.get_ident()
        try:
            yield
        finally:
            self._writing_thread = None
            self._write_lock.release()

    def _open_engine(self, engine: Engine | None) -> Engine:
        if engine is None:
            raise RuntimeError("database is not open")
        return engine

    def _engine(self, *, read_only: bool) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=driver(self.key),
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4 if read_only else 1,
            max_overflow=16 if read_only else 0,
        )
        event.listen(engine, "connect", _read_only_connection if read_only else self._writing_connection)
        event.listen(engine, "begin", _begin_reading if read_only else self._begin_writing)
        event.listen(engine, "handle_error", _leave_damaged)
        return engine

    def _begin_writing(self, connection: Connection) -> None:
        """SQLite takes another level of safety between transactions only; asking costs less than setting it anew."""
        if connection.info.get("level", "FULL") != self._level:
            connection.exec_driver_sql(f"PRAGMA synchronous = {self._level}")
            connection.info["level"] = self._level
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _connect(self) -> Any:
        return connect(self.path, self.key, "rwc", timeout_s=self._busy_timeout_s)

    def _writing_connection(self, connection: Any, _record: Any) -> None:
        _switch_to_wal(connection, self._busy_timeout_s)
        # FULL: what a person was told is saved survives a power cut, and no number of an operation is used twice.
        cache_kib = (
            8000 if self.key is None else 32_000
        )  # a page that does not fit is encrypted, read and decrypted again
        for pragma in ("foreign_keys = ON", "synchronous = FULL", f"cache_size = -{cache_kib}"):
            connection.execute(f"PRAGMA {pragma}")


def _begin_reading(connection: Connection) -> None:
    """SQLAlchemy's way to send our own BEGIN, as sqlite3 would send one only before the first write."""
    connection.exec_driver_sql("BEGIN")


def _last_captured(connection: Connection) -> int:
    """Number of the newest change that was ever noted in the outbox; it never falls."""
    found: int | None = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").scalar()
    return found or 0


def _leave_damaged(context: ExceptionContext) -> None:
    """Use no connection again that met damage: SQLCipher's answers out of memory from then on."""
    if error_code(context.original_exception) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        context.is_disconnect = True


def _switch_to_wal(connection: Any, timeout_s: float) -> None:
    """Put the file in WAL mode, waiting for whoever else is making it.

    SQLite's own busy time-out is not asked while another connection to a file in the old mode holds its write lock:
    the statement fails at once (SQLITE_BUSY), to avoid a deadlock. Two programs that open a new file meet there.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except Exception as error:
            if error_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(WAL_RETRY_S)
        else:
            return


def _read_only_connection(connection: Any, _record: Any) -> None:
    for pragma in ("foreign_keys = ON", "query_only = ON", "cache_size = -8000"):
        connection.execute(f"PRAGMA {pragma}")
