"""Verifying every chain of the record journal: which entry of which workstation was changed or is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.kernel.records.model import FIRST, SEPARATOR, Break, Fault
from ioc_desktop.kernel.records.scan import Heads, Row, Scan, is_intact
from ioc_desktop.kernel.records.tables import RecordHeadRow

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from ioc_desktop.store.database import Database

_COVERED = (
    *("device_id", "seq", "at", "coalesce(who_id, '')", "who", "workstation", "tbl", "record_id"),
    *("action", "changes", "note", "detail", "prev"),
)
LINE = f" || '{SEPARATOR}' || ".join(_COVERED)
"""SQL: what the hash of an entry covers, joined where it lies: a million rows are not taken apart in Python."""
_QUICK = f"SELECT device_id, seq, prev, hash, CAST({LINE} AS BLOB) FROM record_entry"  # noqa: S608  (fixed names)
_CAREFUL = f"{_QUICK.replace(' FROM', ', workstation FROM')} WHERE device_id = ? ORDER BY seq"
_NAME = "SELECT workstation FROM record_entry WHERE device_id = ? AND seq = ?"
_MARK = "SELECT 1 FROM record_entry WHERE device_id = ? AND seq = ? AND hash = ?"
_BATCH = 2000
MOST_FAULTS = 1000
"""A journal that is broken everywhere need not be listed to its end."""


@dataclass(frozen=True)
class Verdict:
    """What a verification found.

    Attributes:
        entries: how many were read.
        chains: of how many workstations.
        is_whole: False when somebody stopped it, or faults were too many to go on.
    """

    entries: int
    chains: int
    faults: tuple[Fault, ...]
    is_whole: bool = True


@dataclass
class _Chain:
    """How far one chain has been read.

    Attributes:
        marks: hashes of the newest number; several where two entries have it.
    """

    device: str
    workstation: str = ""
    seq: int = 0
    marks: tuple[str, ...] = (FIRST,)

    def follow(self, row: Row, workstation: str, head: tuple[int, str, str] | None) -> Iterator[Fault]:
        """What is wrong with the next entry."""
        _, seq, prev, mark, line = row
        self.workstation = workstation or self.workstation
        is_right = is_intact(line, mark)
        if seq > self.seq + 1:
            yield self._fault(Break.MISSING, self.seq + 1, seq - 1)
        elif seq <= self.seq:
            yield self._fault(Break.TWIN, seq, seq)
        elif is_right and prev not in self.marks:
            yield self._fault(Break.REPLACED, self.seq or seq, self.seq or seq)
        if not is_right:
            yield self._fault(Break.EDITED, seq, seq)
        self.marks = (*self.marks, mark) if seq <= self.seq else (mark,)
        self.seq = max(seq, self.seq)
        if is_right and head is not None and seq == head[0] and head[1] not in self.marks:
            yield self._fault(Break.REPLACED, seq, seq)

    def end(self, head: tuple[int, str, str] | None) -> Iterator[Fault]:
        """What is wrong with where it ends, by what was seen before."""
        if head is not None and self.seq < head[0]:
            self.workstation = self.workstation or head[2]
            yield self._fault(Break.CUT, self.seq + 1, head[0])

    def _fault(self, kind: Break, seq: int, last: int) -> Fault:
        return Fault(kind, UUID(self.device), self.workstation, seq, last)


class RecordVerifier:
    """Reads all chains. Usable from any thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def verify(self, goes_on: Callable[[int], bool] = lambda _read: True) -> Verdict:
        """All faults, in the order of the chains.

        Args:
            goes_on: told how many entries were read, now and then; False stops.
        """
        with self._db.read() as session:
            scan = Scan(_heads(session))
            entries, is_whole = _scan(session.connection(), scan, goes_on)
            odd = sorted(scan.odd() | _moved(session.connection(), scan.heads)) if is_whole else ()
            faults = [fault for device in odd for fault in _faults(session.connection(), device, scan.heads)]
        if is_whole and not faults:
            self._keep_heads(scan)
        return Verdict(entries, len(scan.tips.keys() | set(odd)), tuple(faults[:MOST_FAULTS]), is_whole)

    def _keep_heads(self, scan: Scan) -> None:
        """Chains that are whole and have grown are remembered: of other desktops nothing may be cut off either."""
        with self._db.write() as session:
            for device, (seq, mark) in scan.tips.items():
                head = session.get(RecordHeadRow, UUID(device))
                if head is None:
                    head = RecordHeadRow(device_id=UUID(device), seq=0, hash=FIRST, workstation="")
                    session.add(head)
                if seq > head.seq:
                    head.seq, head.hash = seq, mark
                    head.workstation = str(session.connection().exec_driver_sql(_NAME, (device, seq)).scalar() or "")


def _heads(session: Session) -> Heads:
    columns = (RecordHeadRow.device_id, RecordHeadRow.seq, RecordHeadRow.hash, RecordHeadRow.workstation)
    return {device.hex: (seq, mark, name) for device, seq, mark, name in session.execute(select(*columns))}


def _moved(connection: Connection, heads: Heads) -> set[str]:
    """Chains whose newest entry of before is no longer what it was."""
    there = {device: connection.exec_driver_sql(_MARK, (device, head[0], head[1])) for device, head in heads.items()}
    return {device for device, found in there.items() if heads[device][0] and found.first() is None}


def _scan(connection: Connection, scan: Scan, goes_on: Callable[[int], bool]) -> tuple[int, bool]:
    """Everything, as it lies; how many entries, and whether it was all."""
    cursor = connection.exec_driver_sql(_QUICK).cursor  # raw rows: the ORM alone would take longer than allowed
    assert cursor is not None
    entries = 0
    while rows := cursor.fetchmany(_BATCH):
        scan.take(rows)
        entries += len(rows)
        if not goes_on(entries):
            return entries, False
    return entries, True


def _faults(connection: Connection, device: str, heads: Heads) -> Iterator[Fault]:
    """What is wrong with one chain, in the order of its numbers."""
    chain, head = _Chain(device), heads.get(device)
    for *row, workstation in connection.exec_driver_sql(_CAREFUL, (device,)):
        yield from chain.follow(tuple(row), workstation, head)
    yield from chain.end(head)
