"""A transport that loses questions and answers, by a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from ioc_desktop.sync.transport import Answer, LinkLostError, Page, Transport
from ioc_desktop.sync.wire import WireTable

T = TypeVar("T")


class FlakyTransport:
    """Loses a share of the questions before they arrive, and of the answers after they took effect."""

    def __init__(self, inner: Transport, random: Random, *, before: float = 0.1, after: float = 0.1) -> None:
        self.inner, self._random, self._before, self._after = inner, random, before, after

    def _maybe(self, question: Callable[[], T]) -> T:
        if self._random.random() < self._before:
            raise LinkLostError("lost on the way there")
        answer = question()
        if self._random.random() < self._after:
            raise LinkLostError("lost on the way back")
        return answer

    def hello(self, device: UUID, instance: UUID, *, machine: str, name: str, app: str, schema: int) -> Answer:
        return self._maybe(
            lambda: self.inner.hello(device, instance, machine=machine, name=name, app=app, schema=schema)
        )

    def push(self, device: UUID, instance: UUID, schema: int, ops: str) -> Answer:
        return self._maybe(lambda: self.inner.push(device, instance, schema, ops))

    def changes(self, cursors: Mapping[str, Any], limit: int) -> Answer:
        return self._maybe(lambda: self.inner.changes(cursors, limit))

    def fetch(self, table: str, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        return self._maybe(lambda: self.inner.fetch(table, ids))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self.inner.snapshot():
            yield

    def filled(
        self, tables: Sequence[WireTable], *, scope: int, after: int, upto: int, living_only: bool
    ) -> frozenset[str]:
        return self._maybe(
            lambda: self.inner.filled(tables, scope=scope, after=after, upto=upto, living_only=living_only)
        )

    def page(self, table: WireTable, *, scope: int, after: int, upto: int, living_only: bool, limit: int) -> Page:
        return self._maybe(
            lambda: self.inner.page(table, scope=scope, after=after, upto=upto, living_only=living_only, limit=limit)
        )

    def digest(self, scope: int) -> Mapping[str, tuple[int, int, int]]:
        return self.inner.digest(scope)

    def report(self, device: UUID, lag: int) -> None:
        self.inner.report(device, lag)

    def wiped(self, device: UUID, *, had_key: bool) -> None:
        self._maybe(lambda: self.inner.wiped(device, had_key=had_key))

    def journal_heads(self) -> Sequence[tuple[int, int, str]]:
        return self.inner.journal_heads()

    def close(self) -> None:
        self.inner.close()
