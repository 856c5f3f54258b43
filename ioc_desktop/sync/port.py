"""What the screens may ask of synchronisation. ``ioc_desktop.sync.desk`` answers; tests of screens stand in for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.sync.state import CertificateSeen, Device, Fetched, InboxEntry, JournalEntry, ServerAddress, SyncStatus


class SyncPort(Protocol):
    """Everything but ``status`` and ``sync_now`` waits for a disk or a network: call it through the runner.

    Attributes:
        changed: a new status, emitted on the thread of synchronisation, some times a second at most.
        applied: names of the tables whose rows the server changed, emitted there after the commit.
    """

    changed: Event[SyncStatus]
    applied: Event[frozenset[str]]

    @property
    def status(self) -> SyncStatus: ...

    def look_at(self, address: ServerAddress) -> CertificateSeen | None:
        """The certificate that the server shows, before anything secret is sent; None on loopback without TLS.

        Raises:
            ExpectedError: ``sync.unreachable``, ``sync.no_tls``.
        """
        ...

    def join(self, address: ServerAddress, password: str) -> None:
        """Belong to this server from now on: what is here is sent, what is there is read.

        Raises:
            ExpectedError: ``sync.*``: unreachable, password, role expired, certificate, not our database, versions.
        """
        ...

    def leave(self) -> None:
        """Belong to no server; the rows stay. Operations not sent yet are lost: ask first."""
        ...

    def sync_now(self) -> None:
        """Try again at once instead of after the pause."""
        ...

    def devices(self) -> Sequence[Device]:
        """The desktops that the server knows; asks the server."""
        ...

    def revoke(self, device_id: UUID) -> None:
        """Let a lost desktop in no more; administrators only."""
        ...

    def inbox(self) -> Sequence[InboxEntry]:
        """What lost or was refused here and waits for a decision, newest first."""
        ...

    def apply_mine(self, entry_id: int) -> None:
        """Write what lost again, over what the server holds now."""
        ...

    def retry(self, entry_id: int) -> None:
        """Send a refused operation again as it was."""
        ...

    def dismiss(self, entry_id: int) -> None:
        """Keep what the server holds."""
        ...

    def journal(
        self, *, limit: int = 200, before: Mapping[str, int] = MappingProxyType({}), own: bool = False
    ) -> Sequence[JournalEntry]:
        """Entries, newest first: the server's that this login may see, or this desktop's ``own``.

        Args:
            before: chain → number; of these chains only entries before it. ``ends`` of a page asks for the next one.
        """
        ...

    def bring_content(self, sha256: str, size: int, go_on: Callable[[float], bool]) -> Fetched:
        """Bring one attached content here, whatever its size; waits for the network.

        Args:
            size: in bytes, as its attachment says.
            go_on: told the share that came, on this thread; False gives up, and nothing is kept.

        Raises:
            ExpectedError: ``sync.*``, ``attachment.unreadable`` when the disk does not take it.
        """
        ...

    def verify_journal(self) -> Sequence[ExpectedError]:
        """What is wrong with the chains and this desktop's anchors, a sentence each; empty when all is well."""
        ...
