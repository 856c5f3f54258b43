"""The server's journal and this desktop's, read and verified."""

from __future__ import annotations

import heapq
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.sync.state import JournalEntry

if TYPE_CHECKING:
    import psycopg

OWN = "device"
"""The chain of this desktop."""

Places = Mapping[str, int]
"""Chain → number: only entries before it; a chain that is not named is read from its newest on."""


def own_entries(journal: DeviceJournal, limit: int, before: Places) -> Sequence[JournalEntry]:
    return [
        JournalEntry(
            seq=entry.seq,
            chain=OWN,
            at=_moment(entry.at),
            who=entry.who,
            device="",
            action=entry.action,
            detail=entry.detail,
            hash=entry.hash,
        )
        for entry in journal.entries(limit=limit, before=before.get(OWN))
    ]


def server_entries(connection: psycopg.Connection, limit: int, before: Places) -> Sequence[JournalEntry]:
    """Of every chain that this login may see, newest first.

    Each chain comes in the order of its numbers, whatever its times say: so the next page goes on in every chain where
    this one ends, and misses nothing.
    """
    chains: list[list[JournalEntry]] = []
    for chain, _, _ in connection.execute("SELECT chain, seq, hash FROM audit.heads()").fetchall():
        rows = connection.execute(
            "SELECT seq, at, role, coalesce(device::text, ''), action, detail, encode(hash, 'hex') "
            "FROM audit.read(%s, %s, %s)",
            (chain, before.get(_title(chain)), limit),
        )
        chains.append([_entry(chain, row) for row in rows])
    return list(islice(heapq.merge(*chains, key=lambda entry: entry.at, reverse=True), limit))


def own_faults(journal: DeviceJournal) -> list[ExpectedError]:
    fault = journal.first_fault()
    if fault is None:
        return []
    sentence = QT_TRANSLATE_NOOP("errors", "Nhật ký của máy này bị sửa hoặc mất từ mục {seq}. Báo người phụ trách.")
    return [ExpectedError("journal.own_broken", sentence, seq=fault)]


def server_faults(connection: psycopg.Connection, journal: DeviceJournal) -> list[ExpectedError]:
    """Breaks inside the chains, and hashes that this desktop saw and the server no longer has."""
    faults: list[ExpectedError] = []
    for chain, _, _ in connection.execute("SELECT chain, seq, hash FROM audit.heads()").fetchall():
        faults += [
            ExpectedError(f"journal.{fault}", _BREAKS[fault], chain=chain, seq=seq)
            for seq, fault in connection.execute("SELECT seq, fault FROM audit.verify(%s)", (chain,))
        ]
    for anchor in journal.anchors():
        row = connection.execute("SELECT audit.hash_at(%s, %s)", (anchor.chain, anchor.seq)).fetchone()
        if row is None or row[0] != anchor.hash:
            faults.append(ExpectedError("journal.rewritten", _REWRITTEN, chain=anchor.chain, seq=anchor.seq))
    return faults


_BREAKS = {
    "missing": QT_TRANSLATE_NOOP("errors", "Nhật ký máy chủ, chuỗi {chain}: thiếu mục {seq}. Báo người phụ trách."),
    "prev": QT_TRANSLATE_NOOP(
        "errors", "Nhật ký máy chủ, chuỗi {chain}: mục {seq} không nối với mục trước. Báo người phụ trách."
    ),
    "payload": QT_TRANSLATE_NOOP(
        "errors", "Nhật ký máy chủ, chuỗi {chain}: nội dung mục {seq} bị sửa. Báo người phụ trách."
    ),
    "hash": QT_TRANSLATE_NOOP("errors", "Nhật ký máy chủ, chuỗi {chain}: mục {seq} bị sửa. Báo người phụ trách."),
}
"""What ``audit.verify`` calls a fault → sentence."""

_REWRITTEN = QT_TRANSLATE_NOOP(
    "errors",
    "Nhật ký máy chủ, chuỗi {chain}: mục {seq} khác với bản mà máy này đã lưu. "
    "Nhật ký đã bị viết lại, hoặc máy chủ được khôi phục từ bản sao lưu.",
)


def _title(chain: int) -> str:
    return f"scope {chain}" if chain else "server"


def _entry(chain: int, row: Sequence[Any]) -> JournalEntry:
    seq, at, role, device, action, detail, mark = row
    return JournalEntry(
        seq=seq,
        chain=_title(chain),
        at=_moment(at),
        who=role,
        device=device,
        action=action,
        detail=detail if isinstance(detail, dict) else json.loads(detail),
        hash=mark,
    )


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
