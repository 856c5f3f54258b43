"""The server's journal and this desktop's, read and verified."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.sync.state import JournalEntry

if TYPE_CHECKING:
    import psycopg


def own_entries(journal: DeviceJournal, limit: int, before: int | None) -> Sequence[JournalEntry]:
    return [
        JournalEntry(
            seq=entry.seq,
            chain="device",
            at=_moment(entry.at),
            who=entry.who,
            device="",
            action=entry.action,
            detail=entry.detail,
            hash=entry.hash,
        )
        for entry in journal.entries(limit=limit, before=before)
    ]


def server_entries(connection: psycopg.Connection, limit: int, before: int | None) -> Sequence[JournalEntry]:
    """Of every chain that this login may see, newest first; ``before`` is a number within each chain."""
    found: list[JournalEntry] = []
    for chain, _, _ in connection.execute("SELECT chain, seq, hash FROM audit.heads()").fetchall():
        rows = connection.execute(
            "SELECT seq, at, role, coalesce(device::text, ''), action, detail, encode(hash, 'hex') "
            "FROM audit.read(%s, %s, %s)",
            (chain, before, limit),
        )
        found += [_entry(chain, row) for row in rows]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:limit]


def own_faults(journal: DeviceJournal) -> list[str]:
    fault = journal.first_fault()
    return [] if fault is None else [f"Nhật ký của máy này bị sửa hoặc mất từ mục {fault}."]


def server_faults(connection: psycopg.Connection, journal: DeviceJournal) -> list[str]:
    """Breaks inside the chains, and hashes that this desktop saw and the server no longer has."""
    faults: list[str] = []
    for chain, _, _ in connection.execute("SELECT chain, seq, hash FROM audit.heads()").fetchall():
        faults += [
            f"Nhật ký máy chủ, chuỗi {chain}: sai từ mục {seq} ({fault})."
            for seq, fault in connection.execute("SELECT seq, fault FROM audit.verify(%s)", (chain,))
        ]
    for anchor in journal.anchors():
        row = connection.execute("SELECT audit.hash_at(%s, %s)", (anchor.chain, anchor.seq)).fetchone()
        if row is None or row[0] != anchor.hash:
            faults.append(
                f"Nhật ký máy chủ, chuỗi {anchor.chain}: mục {anchor.seq} khác với bản mà máy này đã lưu. "
                "Nhật ký đã bị viết lại, hoặc máy chủ được khôi phục từ bản sao lưu."
            )
    return faults


def _entry(chain: int, row: Sequence[Any]) -> JournalEntry:
    seq, at, role, device, action, detail, mark = row
    return JournalEntry(
        seq=seq,
        chain=f"scope {chain}" if chain else "server",
        at=_moment(at),
        who=role,
        device=device,
        action=action,
        detail=detail if isinstance(detail, dict) else json.loads(detail),
        hash=mark,
    )


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
