"""Rows between the two databases: PostgreSQL's JSON and COPY text, and what SQLite stores for the same model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, DateTime, Table, Uuid
from sqlalchemy.types import TypeDecorator

from ioc_desktop.store.models import load_models
from ioc_desktop.store.rows import Models, search_keys, shared_columns, synced_tables
from ioc_desktop.store.sync_rules import SyncRule

KEPT = ("id", "scope_id", "ver", "created_at", "created_by", "updated_at", "updated_by", "recorded_at")


class WireTable:
    """How the rows of one synchronised model travel.

    Attributes:
        columns: what a desktop stores of a row, in order; without what is local and without tombstones.
        parents: (column, table) of each reference to a synchronised table.
        children: (table, column) of each reference to this one, of any local table.
    """

    def __init__(self, table: Table, rule: SyncRule, known: frozenset[str]) -> None:
        self.name, self.table, self.rule = table.name, table, rule
        self.shared = shared_columns(table)
        self.columns = [*KEPT, *self.shared]
        self.search_keys = search_keys(table)
        self.parents = [
            (key.parent.name, key.column.table.name) for key in table.foreign_keys if key.column.table.name in known
        ]
        self.children = [
            (key.parent.table.name, key.parent.name)
            for other in table.metadata.sorted_tables
            for key in sorted(other.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table is table
        ]
        self._from_json = {name: _from_json(table.columns[name]) for name in self.columns}
        self._absent = {
            name: "null"
            for name in self.shared
            if isinstance(table.columns[name].type, JSON) and not table.columns[name].nullable
        }
        self._copied = [_copy_expression(table.columns[name]) for name in self.columns]
        self._json_columns = {name for name in self.shared if isinstance(table.columns[name].type, JSON)}

    def upsert(self, *, guarded: bool = True) -> str:
        """SQLite's statement for one row; guarded, an older version never replaces a newer one."""
        names = ", ".join((*self.columns, *self.search_keys))
        places = ", ".join(("?",) * len(self.columns) + ("''",) * len(self.search_keys))
        return f"INSERT INTO {self.name} ({names}) VALUES ({places}) {self.on_conflict(guarded=guarded)}"

    def on_conflict(self, *, guarded: bool) -> str:
        news = ", ".join(f"{name} = excluded.{name}" for name in self.columns if name != "id")
        guard = f" WHERE excluded.ver >= {self.name}.ver" if guarded else ""
        return f"ON CONFLICT (id) DO UPDATE SET {news}{guard}"

    def stored(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """A row of the server's JSON as SQLite stores it, in the order of ``columns``."""
        return tuple(
            self._absent.get(name) if (value := row.get(name)) is None else convert(value) if convert else value
            for name, convert in self._from_json.items()
        )

    def captured(self, name: str, value: Any) -> Any:
        """A value of a capture trigger's JSON as SQLite stores it."""
        return json.dumps(value, ensure_ascii=False) if name in self._json_columns else value

    def plain(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The shared columns of a row of the server's JSON in the form that capture triggers write."""
        names = ("scope_id", *self.shared)
        stored = dict(zip(self.columns, self.stored(row), strict=True))
        return {
            name: json.loads(stored[name]) if name in self._json_columns and stored[name] is not None else stored[name]
            for name in names
        }

    def copy_query(self, *, living_only: bool) -> str:
        """PostgreSQL's query for a page of rows, as text that SQLite stores as it is.

        Fields to fill: scope, after, upto, limit.
        """
        living = " AND deleted_at IS NULL" if living_only else ""
        return (
            f"SELECT {', '.join(self._copied)}, (deleted_at IS NOT NULL)::int FROM ioc.{self.name} "
            f"WHERE scope_id = {{scope}} AND ver > {{after}} AND ver <= {{upto}}{living} ORDER BY ver LIMIT {{limit}}"
        )


@cache
def wire_tables() -> dict[str, WireTable]:
    """Every synchronised model, parents before children."""
    load_models()
    return wires(synced_tables())


def wires(models: Models) -> dict[str, WireTable]:
    known = frozenset(models)
    return {name: WireTable(table, rule, known) for name, (table, rule) in models.items()}


def row_id(text: str) -> str:
    """A UUID of the server's JSON as SQLite stores it."""
    return text.replace("-", "")


def ids(rows: Iterable[Mapping[str, Any]]) -> Sequence[str]:
    return [row_id(row["id"]) for row in rows]


def _kind(column: Column[Any]) -> Any:
    return column.type.impl if isinstance(column.type, TypeDecorator) else column.type


def _from_json(column: Column[Any]) -> Callable[[Any], Any] | None:
    kind = _kind(column)
    if isinstance(kind, Uuid):
        return row_id
    if isinstance(kind, Boolean):
        return int
    if isinstance(kind, DateTime):
        return _stamp
    if isinstance(kind, JSON):
        return lambda value: json.dumps(value, ensure_ascii=False)
    return None


def _stamp(text: str) -> str:
    """``2026-11-27T05:58:55.15+00:00`` as SQLAlchemy stores it in SQLite: ``2026-11-27 05:58:55.150000``."""
    day, _, time = text.partition("T")
    clock, _, fraction = time.removesuffix("+00:00").partition(".")
    return f"{day} {clock}.{fraction:0<6}"


def _copy_expression(column: Column[Any]) -> str:
    kind, name = _kind(column), column.name
    if isinstance(kind, Uuid):
        return f"replace({name}::text, '-', '')"
    if isinstance(kind, Boolean):
        return f"{name}::int"
    if isinstance(kind, DateTime):
        return f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if isinstance(kind, JSON):
        return f"coalesce({name}::text, 'null')" if not column.nullable else f"{name}::text"
    return name
