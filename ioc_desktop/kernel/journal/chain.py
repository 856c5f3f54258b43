"""The device's journal: append, read, verify."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.store.database import Database
from ioc_desktop.store.outbox import AnchorRow, JournalRow


@dataclass(frozen=True)
class Entry:
    """One line; ``hash`` covers all the rest and the line before."""

    seq: int
    at: str
    who: str
    action: str
    detail: Mapping[str, Any]
    hash: str


@dataclass(frozen=True)
class Anchor:
    """A hash of one of the server's chains, as it was seen here."""

    chain: int
    seq: int
    hash: str


class DeviceJournal:
    """Append-only. Usable from any thread.

    Args:
        clock: wall clock of the entries.
    """

    def __init__(self, db: Database, clock: Clock | None = None) -> None:
        self._db = db
        self._clock = clock or SystemClock()

    def append(self, who: str, action: str, detail: Mapping[str, Any] | None = None) -> None:
        """Add a line; never put a password into ``detail``."""
        at = self._clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)
        with self._db.write() as session:
            last = session.scalars(select(JournalRow).order_by(JournalRow.seq.desc()).limit(1)).first()
            seq, prev = (last.seq + 1, last.hash) if last else (1, "")
            mark = digest((seq, at, who, action, text, prev))
            session.add(JournalRow(seq=seq, at=at, who=who, action=action, detail=text, prev=prev, hash=mark))

    def entries(self, *, limit: int = 200, before: int | None = None) -> Sequence[Entry]:
        """Newest first."""
        question = select(JournalRow).order_by(JournalRow.seq.desc()).limit(limit)
        if before is not None:
            question = question.where(JournalRow.seq < before)
        with self._db.read() as session:
            return [
                Entry(row.seq, row.at, row.who, row.action, json.loads(row.detail), row.hash)
                for row in session.scalars(question)
            ]

    def first_fault(self) -> int | None:
        """Number of the first line that does not follow; None when the chain is whole."""
        prev, expected = "", 1
        with self._db.read() as session:
            for row in session.scalars(select(JournalRow).order_by(JournalRow.seq).execution_options(yield_per=1000)):
                right = digest((row.seq, row.at, row.who, row.action, row.detail, row.prev))
                if row.seq != expected or row.prev != prev or row.hash != right:
                    return expected
                prev, expected = row.hash, expected + 1
        return None

    # ------------------------------------------------------------------ what was seen of the server

    def keep_anchors(self, heads: Sequence[tuple[int, int, str]]) -> None:
        """Keep the newest hash of each of the server's chains, where it moved."""
        now = self._clock.now()
        with self._db.write() as session:
            for chain, seq, mark in heads:
                if seq and session.get(AnchorRow, (chain, seq)) is None:
                    session.add(AnchorRow(chain=chain, seq=seq, hash=mark, seen_at=now))

    def anchors(self) -> Sequence[Anchor]:
        with self._db.read() as session:
            rows = session.scalars(select(AnchorRow).order_by(AnchorRow.chain, AnchorRow.seq))
            return [Anchor(row.chain, row.seq, row.hash) for row in rows]

    def count(self) -> int:
        with self._db.read() as session:
            return session.scalar(select(func.count()).select_from(JournalRow)) or 0


def digest(fields: Sequence[object]) -> str:
    """SHA-256 of a line with the hash before it; the fields as a JSON list, so that none runs into the next."""
    text = json.dumps(list(fields), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
