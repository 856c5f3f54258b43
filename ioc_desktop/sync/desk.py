"""Synchronisation as the rest of the program sees it. ``port`` lists what the screens may ask.

What speaks to PostgreSQL is imported when it is needed: a desktop that belongs to no server does not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.file_lock import FileLock
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.attachments.files import ContentFolder, unreadable
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.verify import RecordVerifier, Verdict
from ioc_desktop.store.database import Database
from ioc_desktop.sync import journals
from ioc_desktop.sync.engine import Engine, Machine
from ioc_desktop.sync.inbox import Inbox
from ioc_desktop.sync.replica import Replica
from ioc_desktop.sync.standing import LINKS, problem_of
from ioc_desktop.sync.state import (
    CertificateSeen,
    Device,
    Fetched,
    InboxEntry,
    JournalEntry,
    Link,
    ServerAddress,
    SyncStatus,
)

if TYPE_CHECKING:
    import psycopg

    from ioc_desktop.kernel.numbers.model import Series
    from ioc_desktop.sync.lanes import LaneWorker
    from ioc_desktop.sync.worker import SyncWorker

T = TypeVar("T")

_PASSWORD = "sync/password"  # noqa: S105  (the name under which it is kept)


class SyncDesk:
    """Belongs to a profile; does nothing until it has joined a server.

    Args:
        machine: what this computer tells of itself.
        folder: the profile's folder, for the lock between its windows.
    """

    def __init__(self, db: Database, secrets: SecretStore, machine: Machine, folder: Path) -> None:
        self._db, self._secrets, self._machine = db, secrets, machine
        self._folder, self._lock_file = folder, folder / "sync.lock"
        self._replica = Replica(db)
        self._journal = DeviceJournal(db)
        self.contents = ContentFolder(folder / "attachments")
        self._worker: SyncWorker | None = None
        self._lanes: LaneWorker | None = None
        self._gate = threading.Lock()
        self.changed: Event[SyncStatus] = Event()
        self.applied: Event[frozenset[str]] = Event()
        self._unhear = db.captured.connect(lambda _none: self.sync_now())

    # ------------------------------------------------------------------ life

    @cached_property
    def _inbox(self) -> Inbox:
        return Inbox(self._db, self._replica.tables)

    def start(self) -> None:
        """Begin to synchronise, if this profile has joined a server."""
        address = self.address()
        if address is None:
            return
        with self._gate:
            if self._worker is None:
                self._worker, self._lanes = self._make_workers(address)
                self._worker.start()
                self._lanes.start()

    def stop(self) -> None:
        """End; safe to call twice."""
        with self._gate:
            worker, lanes, self._worker, self._lanes = self._worker, self._lanes, None, None
        if worker is not None and lanes is not None:
            lanes.stop()
            worker.stop()

    def close(self) -> None:
        self._unhear()
        self.stop()

    @property
    def status(self) -> SyncStatus:
        worker = self._worker
        return worker.status if worker is not None else SyncStatus(link=Link.ALONE)

    def sync_now(self) -> None:
        worker = self._worker
        if worker is not None:
            worker.wake()

    def address(self) -> ServerAddress | None:
        """The server of this profile; None when it has joined none."""
        known = self._replica.recall("server")
        return ServerAddress(**known) if known else None

    def _make_workers(self, address: ServerAddress) -> tuple[SyncWorker, LaneWorker]:
        from ioc_desktop.sync.attachments import AttachmentLane  # noqa: PLC0415  (see above)
        from ioc_desktop.sync.connection import connect  # noqa: PLC0415
        from ioc_desktop.sync.events import EventLane  # noqa: PLC0415
        from ioc_desktop.sync.lanes import LaneWorker  # noqa: PLC0415
        from ioc_desktop.sync.worker import Server, SyncWorker  # noqa: PLC0415

        engine = self._engine()
        engine.applied.connect(self.applied.emit)
        server = Server(address, lambda: connect(address, self._password()))
        worker = SyncWorker(engine, server, self._journal, FileLock(self._lock_file))
        worker.changed.connect(self.changed.emit)
        events = EventLane(self._db, self._replica.device_id(), engine.instance)
        files = AttachmentLane(self._db, self.contents)
        steps = (events.upload_step, files.upload_step, events.download_step, files.download_step)
        return worker, LaneWorker(server.connect, steps, lambda: worker.status.link is Link.ONLINE)

    def _engine(self) -> Engine:
        def wipe() -> bool:
            from ioc_desktop.sync.wiping import destroy_keys  # noqa: PLC0415  (once in a desktop's life, if ever)

            had_key = destroy_keys(self._db, self._secrets, self._folder)
            self._secrets.delete(_PASSWORD)
            return had_key

        return Engine(self._replica, self._machine, wipe=wipe)

    def _password(self) -> str:
        return self._secrets.get(_PASSWORD) or ""

    # ------------------------------------------------------------------ joining

    def look_at(self, address: ServerAddress) -> CertificateSeen | None:
        from ioc_desktop.sync import certificate  # noqa: PLC0415  (see above)

        return certificate.look_at(address)

    def join(self, address: ServerAddress, password: str, *, begin: bool = True) -> None:
        """Belong to this server from now on; not ``begin`` leaves the first round to ``once``.

        Raises:
            ExpectedError: ``sync.*``; nothing is changed then.
        """
        if self.address() is not None:
            raise ExpectedError(
                "sync.joined_already",
                QT_TRANSLATE_NOOP("errors", "Máy này đã thuộc một máy chủ. Rời máy chủ đó trước khi vào máy chủ khác."),
            )
        with self._connected(address, password) as connection:
            self._introduce(address, connection)
        self._secrets.set(_PASSWORD, password)
        self._replica.remember(server=asdict(address))
        self._replica.join()
        self._journal.append(address.user, "sync.join", {"server": address.shown})
        if begin:
            self.start()

    def _introduce(self, address: ServerAddress, connection: psycopg.Connection) -> None:
        from ioc_desktop.sync.postgres import PostgresTransport  # noqa: PLC0415  (see above)

        standing = self._engine().greet(PostgresTransport(connection))
        problem = problem_of(standing, address)
        if problem is not None:
            raise problem

    @contextmanager
    def _connected(self, address: ServerAddress, password: str) -> Iterator[psycopg.Connection]:
        """A connection for a short conversation; its failures are sentences."""
        from ioc_desktop.sync.connection import connect, explained  # noqa: PLC0415  (see above)

        with explained(address), closing(connect(address, password)) as connection:
            yield connection

    def leave(self) -> None:
        """Belong to no server; the rows stay here."""
        address = self.address()
        self.stop()
        self._replica.leave()
        self._secrets.delete(_PASSWORD)
        self._journal.append(address.user if address else "", "sync.leave")
        self.changed.emit(self.status)

    def once(self) -> SyncStatus:
        """One round without the thread: send and read all there is, for the command line.

        Raises:
            ExpectedError: ``sync.*``, ``sync.not_joined``, ``sync.busy`` while a window synchronises.
        """
        address = self._joined()
        lock = FileLock(self._lock_file)
        if not lock.try_acquire():
            raise ExpectedError(
                "sync.busy",
                QT_TRANSLATE_NOOP("errors", "Cửa sổ đang mở đã tự đồng bộ hồ sơ này."),
            )
        try:
            with self._connected(address, self._password()) as connection:
                return self._round(address, connection)
        finally:
            lock.release()

    def _round(self, address: ServerAddress, connection: psycopg.Connection) -> SyncStatus:
        from ioc_desktop.sync.postgres import PostgresTransport  # noqa: PLC0415  (see above)

        engine = self._engine()
        server = PostgresTransport(connection)
        self._introduce(address, connection)
        engine.greet(server)
        while engine.step(server):
            pass
        self._journal.keep_anchors(server.journal_heads())
        return self.still(LINKS[engine.standing])

    def still(self, link: Link = Link.OFFLINE) -> SyncStatus:
        """The status as the file tells it, without a connection."""
        address = self.address()
        if address is None:
            return SyncStatus(link=Link.ALONE)
        waiting = self._replica.outstanding()
        return SyncStatus(
            link=link,
            to_send=waiting.to_send,
            conflicts=waiting.conflicts,
            refused=waiting.refused,
            server=address.shown,
            login=address.user,
            device_id=self._replica.device_id(),
        )

    def reset(self) -> None:
        """Read everything again at the next round; what is not sent yet stays."""
        self._joined()
        self._replica.reset_cursors()
        self.sync_now()

    def _joined(self) -> ServerAddress:
        address = self.address()
        if address is None:
            raise ExpectedError(
                "sync.not_joined",
                QT_TRANSLATE_NOOP("errors", "Máy này chưa thuộc máy chủ nào. Mở Đồng bộ để vào."),
            )
        return address

    def prove(self, user_name: str, password: str) -> bool | None:
        """The server's word on a person's own password: ``kernel.accounts``' ``PasswordProver``.

        Raises nothing: a server that cannot be asked is None.
        """
        address = self.address()
        if address is None:
            return None
        try:
            with self._connected(replace(address, user=user_name), password) as connection:
                row = connection.execute(
                    "SELECT kind FROM sync.principal_kind() AS kind"  # a workstation's password is nobody's own
                ).fetchone()
                return row is not None and row[0] == "person"
        except ExpectedError as error:
            return False if error.code in {"sync.password_wrong", "sync.role_expired"} else None

    # ------------------------------------------------------------------ numbers of documents

    def take_number(self, number_id: UUID, owner_id: UUID, series: Series) -> Mapping[str, Any]:
        """The server's next number for this owner, or the one that it has: ``kernel.numbers``' ``NumberServer``.

        Raises:
            ExpectedError: ``sync.*``.
        """
        device, actor = self._replica.device_id(), self._db.acting
        values = (device, number_id, owner_id, series.key, series.org, series.kind, series.year, actor)
        return self._ask(lambda connection: take_number(connection, values))

    # ------------------------------------------------------------------ the inbox

    def inbox(self) -> Sequence[InboxEntry]:
        return self._inbox.entries()

    def apply_mine(self, entry_id: int) -> None:
        self._inbox.apply_mine(entry_id)

    def retry(self, entry_id: int) -> None:
        self._inbox.apply_mine(entry_id)

    def dismiss(self, entry_id: int) -> None:
        self._inbox.dismiss(entry_id)

    # ------------------------------------------------------------------ asking the server

    def devices(self) -> Sequence[Device]:
        own = self._replica.device_id()
        return self._ask(lambda connection: [_device(row, own) for row in _rows(connection, _DEVICES)])

    def revoke(self, device_id: UUID) -> None:
        self._ask(lambda connection: connection.execute("SELECT sync.revoke_device(%s)", (device_id,)))
        self._journal.append(self._joined().user, "device.revoke", {"device": str(device_id)})

    def journal(
        self, *, limit: int = 200, before: journals.Places = MappingProxyType({}), own: bool = False
    ) -> Sequence[JournalEntry]:
        if own:
            return journals.own_entries(self._journal, limit, before)
        return self._ask(lambda connection: journals.server_entries(connection, limit, before))

    def own_entries(self) -> int:
        """How many lines this desktop's own journal has."""
        return self._journal.count()

    def record_entries(self) -> int:
        """How many lines of the record journal are here, of every workstation."""
        return RecordJournal(self._db).count()

    def verify_records(self) -> Verdict:
        """The chains of the record journal, of every workstation, as they are here."""
        return RecordVerifier(self._db).verify()

    def verify_journal(self) -> Sequence[ExpectedError]:
        faults = journals.own_faults(self._journal) + [fault.error() for fault in self.verify_records().faults]
        if self.address() is not None:
            faults += self._ask(lambda connection: journals.server_faults(connection, self._journal))
        return faults

    def bring_content(self, sha256: str, size: int, go_on: Callable[[float], bool]) -> Fetched:
        from ioc_desktop.sync.attachments import AttachmentLane, GivenUpError  # noqa: PLC0415  (see above)

        def progressed(share: float) -> None:
            if not go_on(share):
                raise GivenUpError

        lane = AttachmentLane(self._db, self.contents)
        try:
            has_come = self._ask(lambda connection: lane.fetch(connection, sha256, size, progressed))
        except GivenUpError:
            return Fetched.GIVEN_UP
        except OSError as error:
            raise unreadable(sha256[:12]) from error
        return Fetched.HERE if has_come else Fetched.MISSING

    def _ask(self, question: Callable[[psycopg.Connection], T]) -> T:
        """A short conversation of its own, so that the thread of synchronisation is not held up."""
        address = self._joined()
        with self._connected(address, self._password()) as connection:
            return question(connection)


def take_number(connection: psycopg.Connection, values: Sequence[object]) -> Mapping[str, Any]:
    """``sync.take_number`` over a connection; device, identifier, owner, key, organisation, kind, year, account."""
    row = connection.execute("SELECT sync.take_number(%s, %s, %s, %s, %s, %s, %s, %s)", values).fetchone()
    assert row is not None
    found: Mapping[str, Any] = row[0]
    return found


_DEVICES = "SELECT device_id, name, owner, app_ver, schema_ver, last_seen, last_op, lag, revoked FROM sync.devices()"


def _rows(connection: psycopg.Connection, question: str) -> list[tuple[object, ...]]:
    return connection.execute(question.encode()).fetchall()


def _device(row: tuple[object, ...], own: UUID) -> Device:
    device_id, name, owner, version, schema, seen, last_op, lag, revoked = row
    assert isinstance(device_id, UUID)
    assert seen is None or isinstance(seen, datetime)
    return Device(
        device_id=device_id,
        name=str(name),
        owner=str(owner),
        app_version=str(version),
        schema=int(str(schema)),
        last_seen=seen,
        last_op=int(str(last_op)),
        lag=None if lag is None else int(str(lag)),
        is_revoked=bool(revoked),
        is_this=device_id == own,
    )
