"""Whether the journal of one record is whole, in the time that opening its page allows.

Every entry of the record is hashed again and compared with its neighbours in its chain; from the first to the last of
them no number of the chain may be missing. What was done to other records only ``verify`` finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ioc_desktop.kernel.records.model import FIRST, Break, Fault
from ioc_desktop.kernel.records.scan import is_intact
from ioc_desktop.kernel.records.verify import LINE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ioc_desktop.store.database import Database

_ENTRIES = (
    "SELECT device_id, seq, prev, hash, CAST("  # noqa: S608  (fixed names)
    f"{LINE} AS BLOB), workstation,"
    " (SELECT b.hash FROM record_entry b WHERE b.device_id = e.device_id AND b.seq = e.seq - 1 LIMIT 1),"
    " (SELECT n.prev FROM record_entry n WHERE n.device_id = e.device_id AND n.seq = e.seq + 1 LIMIT 1)"
    " FROM record_entry e WHERE record_id = ? AND tbl = ? ORDER BY device_id, seq"
)
_COUNT = "SELECT count(DISTINCT seq), count(*) FROM record_entry WHERE device_id = ? AND seq BETWEEN ? AND ?"
_GAPS = (
    "SELECT was + 1, seq - 1 FROM (SELECT seq, lag(seq) OVER (ORDER BY seq) AS was FROM record_entry"
    " WHERE device_id = ? AND seq BETWEEN ? AND ?) WHERE seq > was + 1 LIMIT 20"
)
_TWINS = (
    "SELECT seq, seq FROM record_entry WHERE device_id = ? AND seq BETWEEN ? AND ?"
    " GROUP BY seq HAVING count(*) > 1 LIMIT 20"
)
_CUT = "SELECT h.seq FROM record_head h WHERE h.device_id = ? AND h.seq > ?"
_LAST = "SELECT max(seq) FROM record_entry WHERE device_id = ?"


@dataclass(frozen=True)
class RecordState:
    """What was found of one record's journal.

    Attributes:
        entries: how many it has.
    """

    entries: int
    faults: tuple[Fault, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.faults


def check_record(db: Database, table: str, record_id: UUID) -> RecordState:
    """Read and compare; milliseconds for hundreds of entries. Off the window's thread."""
    with db.read() as session:
        connection = session.connection()
        rows = list(connection.exec_driver_sql(_ENTRIES, (record_id.hex, table)))
        spans: dict[str, tuple[int, int, str]] = {}
        for device, seq, *_rest, workstation, _before, _after in rows:
            first = spans[device][0] if device in spans else seq
            spans[device] = (first, seq, workstation)
        found = chain(
            (fault for row in rows for fault in _entry(tuple(row))),
            (fault for device, span in spans.items() for fault in _span(connection, device, span)),
        )
        return RecordState(len(rows), tuple(dict.fromkeys(found)))


def _entry(row: tuple[Any, ...]) -> Iterator[Fault]:
    """One entry, and what its neighbours say of it."""
    device, seq, prev, mark, line, workstation, before, after = row

    def fault(kind: Break, at: int) -> Fault:
        return Fault(kind, UUID(device), workstation, at, at)

    if not is_intact(line, mark):
        yield fault(Break.EDITED, seq)
        return
    if seq > 1 and before is None:
        yield fault(Break.MISSING, seq - 1)
    elif prev != (FIRST if seq == 1 else before):
        yield fault(Break.REPLACED, max(1, seq - 1))
    if after is not None and after != mark:
        yield fault(Break.REPLACED, seq)


def _span(connection: Connection, device: str, span: tuple[int, int, str]) -> Iterator[Fault]:
    """From the record's first entry of a chain to its last: no number twice, none missing, and no end cut off."""
    first, last, workstation = span
    numbers, entries = connection.exec_driver_sql(_COUNT, (device, first, last)).one()
    wanted = [(Break.MISSING, _GAPS)] if numbers != last - first + 1 else []
    wanted += [(Break.TWIN, _TWINS)] if entries != numbers else []
    for kind, question in wanted:
        for begin, end in connection.exec_driver_sql(question, (device, first, last)):
            yield Fault(kind, UUID(device), workstation, begin, end)
    newest = connection.exec_driver_sql(_LAST, (device,)).scalar() or 0
    cut = connection.exec_driver_sql(_CUT, (device, newest)).scalar()
    if cut is not None:
        yield Fault(Break.CUT, UUID(device), workstation, newest + 1, cut)
