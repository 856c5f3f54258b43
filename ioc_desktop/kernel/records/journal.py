"""Writing and reading the record journal. Synchronous; call off the window's thread."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.tables import AccountRow
from ioc_desktop.kernel.records.model import (
    FIRST,
    Changes,
    RecordEntry,
    canonical,
    clean,
    digest,
    joined,
    moment,
    stamp,
)
from ioc_desktop.kernel.records.tables import RecordEntryRow, RecordHeadRow
from ioc_desktop.store.outbox import StateRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ioc_desktop.store.database import Database

_NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_NOTE = 4000
_DEVICE = "device_id"


class RecordJournal:
    """Append-only. Usable from any thread.

    Args:
        clock: wall clock of the entries.
        workstation: name of this computer; its own by default.
    """

    def __init__(self, db: Database, clock: Clock | None = None, workstation: str | None = None) -> None:
        self._db, self._clock = db, clock or SystemClock()
        self._workstation = clean(workstation or platform.node() or "?", 120)

    def append(
        self,
        table: str,
        record_id: UUID,
        action: str,
        *,
        changes: Changes = _NOTHING,
        note: str = "",
        detail: Mapping[str, Any] = _NOTHING,
        session: Session | None = None,
    ) -> RecordEntry:
        """Add an entry on a record; never put a password or a person's data into it: nothing here is ever erased.

        Args:
            changes: field → (before, after).
            note: why, or what a person wrote; cut to ``MOST_NOTE`` letters.
            session: of the caller's write transaction, so that the change and its entry are stored together or not
                at all; without one the entry has a transaction of its own.
        """
        with nullcontext(session) if session is not None else self._db.write() as inside:
            device, actor = _device(inside), inside.info.get("actor")
            head = _head(inside, device)
            row = RecordEntryRow(
                id=uuid7(),
                device_id=device,
                seq=head.seq + 1,
                at=stamp(self._clock.now()),
                who=_name(inside, actor),
                who_id=actor,
                workstation=self._workstation,
                tbl=table,
                record_id=record_id,
                action=action,
                changes=canonical({name: list(pair) for name, pair in changes.items()}),
                note=clean(note.strip(), MOST_NOTE),
                detail=canonical(detail),
                prev=head.hash,
            )
            row.hash = digest(joined(covered(row)))
            head.seq, head.hash, head.workstation = row.seq, row.hash, row.workstation
            inside.add(row)
            inside.flush()
            return entry(row)

    def of(self, table: str, record_id: UUID, *, limit: int = 1000) -> Sequence[RecordEntry]:
        """What was done to a record, newest first, whoever did it."""
        question = select(RecordEntryRow).where(RecordEntryRow.record_id == record_id, RecordEntryRow.tbl == table)
        question = question.order_by(RecordEntryRow.at.desc(), RecordEntryRow.seq.desc()).limit(limit)
        with self._db.read() as session:
            return [entry(row) for row in session.scalars(question)]

    def count(self) -> int:
        """Entries on this desktop, of all chains."""
        with self._db.read() as session:
            return session.scalar(select(func.count()).select_from(RecordEntryRow)) or 0


def covered(row: RecordEntryRow) -> tuple[object, ...]:
    """What the hash covers, in order; ``verify.LINE`` is the same in SQL."""
    return (
        row.device_id.hex,
        row.seq,
        row.at,
        row.who_id.hex if row.who_id else None,
        row.who,
        row.workstation,
        row.tbl,
        row.record_id.hex,
        row.action,
        row.changes,
        row.note,
        row.detail,
        row.prev,
    )


def entry(row: RecordEntryRow) -> RecordEntry:
    """A row as an entry."""
    return RecordEntry(
        id=row.id,
        device_id=row.device_id,
        seq=row.seq,
        at=moment(row.at),
        who=row.who,
        who_id=row.who_id,
        workstation=row.workstation,
        table=row.tbl,
        record_id=row.record_id,
        action=row.action,
        changes={name: (pair[0], pair[1]) for name, pair in json.loads(row.changes).items()},
        note=row.note,
        detail=json.loads(row.detail),
        hash=row.hash,
    )


def _device(session: Session) -> UUID:
    """This desktop's identity as synchronisation knows it; made when there is none."""
    known = session.get(StateRow, _DEVICE)
    if known is None:
        known = StateRow(key=_DEVICE, value=uuid7().hex)
        session.add(known)
    return UUID(known.value)


def _head(session: Session, device: UUID) -> RecordHeadRow:
    """Where the chain goes on: after what this desktop wrote last, or what came back to it after a restore."""
    head = session.get(RecordHeadRow, device)
    if head is None:
        head = RecordHeadRow(device_id=device, seq=0, hash=FIRST, workstation="")
        session.add(head)
    later = select(RecordEntryRow).where(RecordEntryRow.device_id == device, RecordEntryRow.seq > head.seq)
    newest = session.scalars(later.order_by(RecordEntryRow.seq.desc()).limit(1)).first()
    if newest is not None:
        head.seq, head.hash = newest.seq, newest.hash
    return head


def _name(session: Session, actor: UUID | None) -> str:
    account = session.get(AccountRow, actor) if actor else None
    return clean(account.display_name or account.user_name, 120) if account else ""
