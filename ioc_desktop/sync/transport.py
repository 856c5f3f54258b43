"""What the engine asks of a server. ``postgres`` answers; in the simulated tier of the tests a model does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol
from uuid import UUID

from ioc_desktop.sync.wire import WireTable

Answer = Mapping[str, Any]
Page = Sequence[tuple[Any, ...]]


class LinkLostError(Exception):
    """The server could not be asked or its answer got lost: the same may be asked again later.

    ``__cause__`` is the library's exception.
    """


class RefusedError(Exception):
    """The server cannot take these operations at all; the message begins with the SQLSTATE."""


class Transport(Protocol):
    """One conversation with a server. Every method may raise ``LinkLostError``."""

    def hello(self, device: UUID, instance: UUID, *, machine: str, name: str, app: str, schema: int) -> Answer:
        """``sync.hello``."""
        ...

    def push(self, device: UUID, instance: UUID, schema: int, ops: str) -> Answer:
        """``sync.push``.

        Raises:
            RefusedError: an operation that no retry will get through, such as a broken check.
        """
        ...

    def changes(self, cursors: Mapping[str, Any], limit: int) -> Answer:
        """``sync.changes``."""
        ...

    def fetch(self, table: str, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """``sync.fetch_rows``."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All questions inside see one moment."""
        ...

    def filled(
        self, tables: Sequence[WireTable], *, scope: int, after: int, upto: int, living_only: bool
    ) -> frozenset[str]:
        """Those of ``tables`` of which ``page`` has any row: one question instead of one for each."""
        ...

    def page(self, table: WireTable, *, scope: int, after: int, upto: int, living_only: bool, limit: int) -> Page:
        """Rows of one scope by version, in the form that SQLite stores; the last column is 1 for a tombstone."""
        ...

    def digest(self, scope: int) -> Mapping[str, tuple[int, int, int]]:
        """``sync.digest``."""
        ...

    def report(self, device: UUID, lag: int) -> None:
        """``sync.report``."""
        ...

    def wiped(self, device: UUID, *, had_key: bool) -> None:
        """``sync.wiped``."""
        ...

    def journal_heads(self) -> Sequence[tuple[int, int, str]]:
        """``audit.heads``: chain, sequence, hash."""
        ...

    def close(self) -> None: ...
