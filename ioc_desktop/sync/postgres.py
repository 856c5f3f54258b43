"""PostgreSQL's answers to what the engine asks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg

from ioc_desktop.sync.transport import Answer, LinkLostError, Page, RefusedError
from ioc_desktop.sync.wire import WireTable


class PostgresTransport:
    """Over one connection in autocommit mode: one question, one round trip."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def hello(self, device: UUID, instance: UUID, *, machine: str, name: str, app: str, schema: int) -> Answer:
        return self._ask(
            "SELECT sync.hello(%b, %b, %s, %s, %s, %s::int)", (device, instance, machine, name, app, schema)
        )

    def push(self, device: UUID, instance: UUID, schema: int, ops: str) -> Answer:
        return self._ask("SELECT sync.push(%b, %b, %s::int, %s::text)", (device, instance, schema, ops))

    def changes(self, cursors: Mapping[str, Any], limit: int) -> Answer:
        return self._ask("SELECT sync.changes(%s::jsonb, %s::int)", (json.dumps(cursors), limit))

    def fetch(self, table: str, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        with _explained():
            row = self.connection.execute("SELECT sync.fetch_rows(%s, %s::uuid[])", (table, list(ids))).fetchone()
        assert row is not None
        found: Sequence[Mapping[str, Any]] = row[0]
        return found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with _explained():
            self.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            if not self.connection.closed:
                with _explained():
                    self.connection.execute("ROLLBACK")

    def filled(
        self, tables: Sequence[WireTable], *, scope: int, after: int, upto: int, living_only: bool
    ) -> frozenset[str]:
        bounds = {"scope": scope, "after": after, "upto": upto, "limit": 1}
        parts = (
            f"SELECT '{table.name}' WHERE EXISTS ({table.copy_query(living_only=living_only).format(**bounds)})"
            for table in tables
        )
        with _explained():
            return frozenset(name for (name,) in self.connection.execute(" UNION ALL ".join(parts).encode()))

    def page(self, table: WireTable, *, scope: int, after: int, upto: int, living_only: bool, limit: int) -> Page:
        query = table.copy_query(living_only=living_only).format(scope=scope, after=after, upto=upto, limit=limit)
        with (
            _explained(),
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY ({query}) TO STDOUT".encode()) as rows,
        ):
            return list(rows.rows())

    def digest(self, scope: int) -> Mapping[str, tuple[int, int, int]]:
        with _explained():
            rows = self.connection.execute("SELECT tbl, rows, vers, mixed FROM sync.digest(%s)", (scope,)).fetchall()
        return {table: (int(count), int(total), int(mixed)) for table, count, total, mixed in rows}

    def report(self, device: UUID, lag: int) -> None:
        with _explained():
            self.connection.execute("SELECT sync.report(%s, %s)", (device, lag))

    def wiped(self, device: UUID, *, had_key: bool) -> None:
        with _explained():
            self.connection.execute("SELECT sync.wiped(%s, %s)", (device, had_key))

    def journal_heads(self) -> Sequence[tuple[int, int, str]]:
        with _explained():
            return self.connection.execute("SELECT chain, seq, hash FROM audit.heads()").fetchall()

    def close(self) -> None:
        self.connection.close()

    def _ask(self, question: str, parameters: Sequence[Any]) -> Answer:
        with _explained():
            row = self.connection.execute(question.encode(), parameters).fetchone()
        assert row is not None
        answer: Answer = row[0]
        return answer


@contextmanager
def _explained() -> Iterator[None]:
    """Tell what may be asked again from what never works."""
    try:
        yield
    except psycopg.Error as error:
        if _is_refusal(error.sqlstate):
            message = f"{error.sqlstate} {error.diag.message_primary or error}"
            raise RefusedError(message) from error
        raise LinkLostError(str(error)) from error


def _is_refusal(sqlstate: str | None) -> bool:
    """Data that the server's constraints and types do not take; all else may pass."""
    return sqlstate is not None and (sqlstate[:2] in {"22", "23"} or sqlstate == "P0001")
