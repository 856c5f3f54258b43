"""A stand-in for synchronisation in tests of screens: answers from memory; the real one has its own tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
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

NOW = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
ONLINE = SyncStatus(link=Link.ONLINE, since=NOW, last_sync_at=NOW, server="ioc.lan:5432/ioc", login="tuong01")
UNREACHABLE = ExpectedError("sync.unreachable", "Không tới được máy chủ {server}. Kiểm tra dây mạng.", server="ioc.lan")


class SyncStandIn:
    """Everything that was asked is in ``asked``."""

    def __init__(self, status: SyncStatus = ONLINE) -> None:
        self.changed: Event[SyncStatus] = Event()
        self.applied: Event[frozenset[str]] = Event()
        self.status = status
        self.entries: list[InboxEntry] = []
        self.known: list[Device] = []
        self.lines: list[JournalEntry] = []
        self.faults: list[ExpectedError] = []
        self.failure: ExpectedError | None = None
        self.certificate: CertificateSeen | None = None
        self.asked: list[tuple[Any, ...]] = []
        self.fetched: Callable[[], Fetched] = lambda: Fetched.MISSING

    def _answer(self, *question: Any) -> None:
        self.asked.append(question)
        if self.failure is not None:
            raise self.failure

    def sync_now(self) -> None:
        self.asked.append(("sync_now",))

    def look_at(self, address: ServerAddress) -> CertificateSeen | None:
        self._answer("look_at", address.host)
        return self.certificate

    def join(self, address: ServerAddress, password: str) -> None:
        self._answer("join", address, password)
        self.status = ONLINE

    def leave(self) -> None:
        self._answer("leave")
        self.status = SyncStatus()

    def devices(self) -> Sequence[Device]:
        self._answer("devices")
        return self.known

    def bring_content(self, sha256: str, size: int, go_on: Callable[[float], bool]) -> Fetched:
        self._answer("bring_content", sha256, size)
        for share in (0.0, 0.5, 1.0):
            if not go_on(share):
                return Fetched.GIVEN_UP
        return self.fetched()

    def revoke(self, device_id: uuid.UUID) -> None:
        self._answer("revoke", device_id)

    def inbox(self) -> Sequence[InboxEntry]:
        return list(self.entries)

    def _decide(self, what: str, entry_id: int) -> None:
        self._answer(what, entry_id)
        self.entries = [entry for entry in self.entries if entry.id != entry_id]

    def apply_mine(self, entry_id: int) -> None:
        self._decide("apply_mine", entry_id)

    def retry(self, entry_id: int) -> None:
        self._decide("retry", entry_id)

    def dismiss(self, entry_id: int) -> None:
        self._decide("dismiss", entry_id)

    def journal(
        self, *, limit: int = 200, before: Mapping[str, int] = MappingProxyType({}), own: bool = False
    ) -> Sequence[JournalEntry]:
        self._answer("journal", own, dict(before))
        return [line for line in self.lines if line.seq < before.get(line.chain, line.seq + 1)][:limit]

    def verify_journal(self) -> Sequence[ExpectedError]:
        self._answer("verify")
        return self.faults


def entry(number: int, status: str = "conflict", **words: Any) -> InboxEntry:
    lost = status in {"conflict", "gone", "exists"}
    given = {
        "op_kind": "U", "reason": "", "table": "camera", "mine": {"name": "Của tôi"}, "base": {"name": "Trước"},
        "theirs": {"name": "Máy chủ"}, "kind": "conflict" if lost else "refused",
    } | words  # fmt: skip
    return InboxEntry(id=number, at=NOW - timedelta(minutes=number), row_id=uuid.uuid4(), status=status, **given)


def line(seq: int, action: str = "push", who: str = "truc02", **detail: Any) -> JournalEntry:
    return JournalEntry(
        seq=seq, chain="scope 1", at=NOW, who=who, device="", action=action,
        detail=detail or {"ops": 2, "tables": ["camera"]}, hash="ab" * 32,
    )  # fmt: skip
