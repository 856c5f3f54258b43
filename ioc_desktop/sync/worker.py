"""The thread of synchronisation: one connection, one conversation, until it is stopped."""

from __future__ import annotations

import logging
import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import psycopg

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.file_lock import FileLock
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.sync.connection import cut, expected_error
from ioc_desktop.sync.engine import Engine
from ioc_desktop.sync.notices import NoticeLimit
from ioc_desktop.sync.postgres import PostgresTransport
from ioc_desktop.sync.standing import LINKS, problem_of
from ioc_desktop.sync.state import Link, ServerAddress, SyncStatus
from ioc_desktop.sync.transport import LinkLostError

log = logging.getLogger(__name__)

LOOK_S = 1.0
"""How often another program's writes to this profile are looked for."""
POLL_S = 10.0
"""How often the server is asked when it says nothing: its notices may get lost."""
ECHO_S = 0.05
"""After sending, this desktop reads what became of it; others' desktops are first at the server with their question."""
REPORT_S = 60.0
GRACE_S = 2.0
"""How long an ending worker may finish its step before its connection is cut."""
ANCHOR_S = 3600.0


class Told(Enum):
    """What ended a rest."""

    NOTHING = "nothing"
    HERE = "here"
    BY_SERVER = "by_server"


@dataclass(frozen=True)
class Server:
    """Where to connect, and how."""

    address: ServerAddress
    connect: Callable[[], psycopg.Connection]


class SyncWorker:
    """Runs an engine against a server.

    Attributes:
        changed: a new status, on the worker's thread.
    """

    def __init__(
        self, engine: Engine, server: Server, journal: DeviceJournal, lock: FileLock, *, clock: Clock | None = None
    ) -> None:
        self._engine, self._server, self._journal, self._lock = engine, server, journal, lock
        self._clock = clock or SystemClock()
        self._stopping = threading.Event()
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._backoff = Backoff(first_s=0.5, ceiling_s=30.0)
        self._notices = NoticeLimit(self._clock)
        self._connection: psycopg.Connection | None = None
        self._reported_at = self._anchored_at = float("-inf")
        self.changed: Event[SyncStatus] = Event()
        self.status = SyncStatus(
            link=Link.CONNECTING,
            since=self._clock.now(),
            server=server.address.shown,
            login=server.address.user,
            device_id=engine.replica.device_id(),
        )
        engine.progressed.connect(lambda share: self._show(receiving=share))

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way; a connection that hangs is cut."""
        self._stopping.set()
        self.wake()
        self._thread.join(timeout=GRACE_S)
        connection = self._connection
        if self._thread.is_alive() and connection is not None:
            cut(connection)
        self._thread.join(timeout=20)
        self._lock.release()
        self._bell.close()
        self._ring.close()

    def wake(self) -> None:
        """Something was written here, or somebody does not want to wait."""
        with suppress(BlockingIOError, OSError):
            self._ring.send(b"!")

    # ------------------------------------------------------------------ the thread

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._lock.try_acquire():
                self._show(link=Link.PAUSED, problem=None)
                self._rest(None, 2.0)
                continue
            self._converse()

    def _converse(self) -> None:
        """Connect and stay connected; on a failure say so and rest."""
        try:
            connection = self._connection = self._server.connect()
        except ExpectedError as error:
            self._fall_out(error)
            return
        try:
            self._serve(connection)
        except (LinkLostError, ExpectedError, psycopg.Error) as error:
            self._fall_out(self._explained(error))
        except Exception:  # a bug must not end synchronisation for ever
            log.exception("synchronisation failed")
            self._fall_out(None)
        finally:
            self._connection = None
            with suppress(psycopg.Error):
                connection.close()

    def _serve(self, connection: psycopg.Connection) -> None:
        server = PostgresTransport(connection)
        since = self._clock.monotonic()
        self._engine.greet(server)
        self._listen(connection)
        level_at = since
        while not self._stopping.is_set():
            now = self._clock.monotonic()
            if self._backoff.attempts and now - since > self._backoff.healthy_after_s:
                self._backoff.attempts = 0
            if now >= level_at:
                self._level(server)
                self._tell(server)
                level_at = now + POLL_S
            elif self._engine.push(server):
                level_at = min(level_at, now + ECHO_S)
                self._show_counts()
            told = self._rest(connection, min(LOOK_S, max(0.0, level_at - now)))
            if told is Told.BY_SERVER and not self._engine.hear(server):
                self._notices.note_idle()
            elif told is Told.BY_SERVER:
                self._level(server)
            elif told is Told.HERE:
                has_sent = self._engine.push(server)
                level_at = min(level_at, now + ECHO_S) if has_sent else now  # or somebody does not want to wait
                self._show_counts()

    def _level(self, server: PostgresTransport) -> None:
        """Step until nothing is left to send or to read."""
        while self._engine.step(server) and not self._stopping.is_set():
            self._show_counts()
        link = LINKS[self._engine.standing]
        if link is Link.ONLINE:
            self._note_level()
        else:
            self._show(link=link, problem=problem_of(self._engine.standing, self._server.address))

    def _tell(self, server: PostgresTransport) -> None:
        """Now and then: what the server's list of devices shows, and what its journal shows to us."""
        now = self._clock.monotonic()
        if now - self._reported_at >= REPORT_S:
            self._reported_at = now
            server.report(self._engine.replica.device_id(), 0)
        if now - self._anchored_at >= ANCHOR_S:
            self._anchored_at = now
            self._journal.keep_anchors(server.journal_heads())

    def _listen(self, connection: psycopg.Connection) -> None:
        for scope in self._engine.replica.cursors():
            connection.execute(f"LISTEN ioc_s{int(scope)}".encode())
        connection.execute(b"LISTEN ioc_s1")

    def _rest(self, connection: psycopg.Connection | None, seconds: float) -> Told:
        """Wait for a notice of the server, a ring of this program, or the time."""
        deaf_s = self._notices.deaf_s
        is_deaf = connection is None or deaf_s > 0
        sources: list[Any] = [self._bell] if is_deaf else [self._bell, connection.fileno()]  # type: ignore[union-attr]
        ready, _, _ = select.select(sources, [], [], min(seconds, deaf_s) if deaf_s else seconds)
        rung = self._bell in ready
        if rung:
            with suppress(BlockingIOError):
                while self._bell.recv(4096):
                    pass
        if connection is not None and not is_deaf and len(ready) > int(rung):
            own = connection.info.backend_pid
            if [notice for notice in connection.notifies(timeout=0) if notice.pid != own]:
                return Told.BY_SERVER
        return Told.HERE if rung else Told.NOTHING

    # ------------------------------------------------------------------ what it says

    def _fall_out(self, error: ExpectedError | None) -> None:
        if self._stopping.is_set():
            return
        link = Link.REFUSED if error is not None and error.code in _SHUT else Link.OFFLINE
        if self.status.link is not link:
            log.warning("synchronisation is interrupted: %s", error)
        self._show(link=link, problem=error)
        self._show_counts()
        self._rest(None, self._backoff.failed())

    def _explained(self, error: Exception) -> ExpectedError | None:
        cause = error.__cause__ if isinstance(error, LinkLostError) else error
        if isinstance(cause, psycopg.Error):
            return expected_error(cause, self._server.address)
        return error if isinstance(error, ExpectedError) else None

    def _note_level(self) -> None:
        if self.status.link is not Link.ONLINE:
            log.info("in step with %s", self._server.address.shown)
        now = self._clock.now()
        offset = self._offset(now)
        changes: dict[str, object] = {"link": Link.ONLINE, "problem": None, "clock_offset_s": offset}
        last = self.status.last_sync_at
        if last is None or now - last > timedelta(seconds=1) or self.status.link is not Link.ONLINE:
            changes["last_sync_at"] = now
        self._show(**changes)
        self._show_counts()

    def _offset(self, now: datetime) -> float | None:
        try:
            theirs = datetime.fromisoformat(self._engine.server_now)
        except ValueError:
            return None
        return round((now - theirs.astimezone(UTC)).total_seconds())

    def _show_counts(self) -> None:
        waiting = self._engine.replica.outstanding()
        self._show(to_send=waiting.to_send, conflicts=waiting.conflicts, refused=waiting.refused)

    def _show(self, **changes: object) -> None:
        if "link" in changes and changes["link"] is not self.status.link:
            changes["since"] = self._clock.now()
        new = replace(self.status, **changes)  # type: ignore[arg-type]  # names of the fields, above
        if new != self.status:
            self.status = new
            self.changed.emit(new)


_SHUT = frozenset({"sync.password_wrong", "sync.role_expired", "sync.no_rights", "sync.certificate", "sync.not_ours"})
"""Failures that a person has to deal with; waiting alone will not help."""
