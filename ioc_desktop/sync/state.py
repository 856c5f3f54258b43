"""What synchronisation says of itself, as data. No database here: light to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError


class Link(StrEnum):
    """How this desktop stands to the server."""

    ALONE = "alone"
    """Belongs to no server."""
    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    """The server does not answer; work goes on and is sent later."""
    UPDATE_NEEDED = "update_needed"
    """This program is too old to send; it reads only."""
    SERVER_OLD = "server_old"
    """The server waits for its administrator to upgrade it; this program reads only."""
    REFUSED = "refused"
    """The server lets this account or device in no more; see ``problem``."""
    PAUSED = "paused"
    """Another window of the same profile synchronises."""


class Fetched(StrEnum):
    """What became of a wish for a content."""

    HERE = "here"
    MISSING = "missing"
    """The server does not have it, or not whole."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True, kw_only=True)
class SyncStatus:
    """One picture of synchronisation.

    Attributes:
        since: when ``link`` began.
        problem: why it is not online.
        to_send: operations that the server has not taken yet.
        receiving: share of a large catch-up that is here, 0–1; None while none is under way.
        conflicts: open entries of the inbox whose value lost.
        refused: open entries of the inbox whose operation was refused.
        last_sync_at: when this desktop was last level with the server.
        clock_offset_s: this desktop's clock minus the server's; None until known.
        server: address without credentials, such as ``ioc.example.vn:5432/ioc``.
        login: role that this desktop signs in with.
        device_id: identity of this desktop.
    """

    link: Link = Link.ALONE
    since: datetime | None = None
    problem: ExpectedError | None = None
    to_send: int = 0
    receiving: float | None = None
    conflicts: int = 0
    refused: int = 0
    last_sync_at: datetime | None = None
    clock_offset_s: float | None = None
    server: str = ""
    login: str = ""
    device_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Device:
    """A desktop that the server knows.

    Attributes:
        lag: positions of its scopes that it has not read yet, as it last reported; None when it never did.
    """

    device_id: UUID
    name: str
    owner: str
    app_version: str
    schema: int
    last_seen: datetime | None
    last_op: int
    lag: int | None
    is_revoked: bool
    is_this: bool


@dataclass(frozen=True, kw_only=True)
class InboxEntry:
    """A value that lost, or an operation that was refused.

    Attributes:
        kind: ``conflict`` or ``refused``.
        op_kind: I, U or D.
        status: the server's verdict: conflict, gone, exists, dup, denied, invalid, too_old.
        mine: column → what was written here.
        base: column → what the writer saw.
        theirs: column → what the server holds; empty when the row is gone.
        can_apply: whether "take mine" makes sense: the row or its place still exists.
    """

    id: int
    at: datetime
    kind: str
    op_kind: str
    status: str
    reason: str
    table: str
    row_id: UUID
    mine: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)
    can_apply: bool = True


@dataclass(frozen=True, kw_only=True)
class ServerAddress:
    """Where the server is; the password is in the secret store.

    Attributes:
        ca_file: certificate authority that signed the server's certificate; "" for the system's, or on loopback.
    """

    host: str
    port: int = 5432
    database: str = "ioc"
    user: str = ""
    ca_file: str = ""

    @property
    def shown(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"


@dataclass(frozen=True, kw_only=True)
class CertificateSeen:
    """The certificate that a server showed before anything secret was sent to it.

    Attributes:
        fingerprint: SHA-256 of the certificate, pairs of hexadecimal digits with colons.
        is_trusted: whether ``ca_file`` or the system vouches for it and the host name fits.
        problem: why not, a plain sentence; "".
        pem: the chain as shown, to be kept as ``ca_file`` when the administrator confirms the fingerprint.
    """

    subject: str
    issuer: str
    valid_from: datetime
    valid_to: datetime
    fingerprint: str
    is_trusted: bool
    problem: str
    pem: str


@dataclass(frozen=True, kw_only=True)
class JournalEntry:
    """One line of a journal, the server's or this desktop's own.

    Attributes:
        seq: place in its chain, from 1.
        chain: ``scope 1`` or ``device``.
        who: login role, or account, that acted.
        action: such as ``push``, ``sign_in``, ``role.add``.
        detail: what it was about, plain values.
        hash: SHA-256 of the entry and of the one before it, hexadecimal.
    """

    seq: int
    chain: str
    at: datetime
    who: str
    device: str
    action: str
    detail: Mapping[str, Any]
    hash: str


def ends(entries: Iterable[JournalEntry]) -> dict[str, int]:
    """Chain → number of the oldest of these entries: what comes after this page lies before them."""
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.chain] = min(entry.seq, found.get(entry.chain, entry.seq))
    return found
