"""The index of words: made of what the store holds, so it can be made again at any time.

Triggers on every searched table keep ``search_doc`` and ``search_text`` in step with it, whoever writes: a person, an
import, or what came from the server. ``search_text`` is SQLite's full-text index (FTS5) without contents of its own:
https://www.sqlite.org/fts5.html#contentless_tables. Its tokenizer takes tone and vowel marks off; đ, which Unicode does
not take for a d with a mark, is replaced on the way in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, FromClause

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.database import Database
from ioc_desktop.store.models import load_models
from ioc_desktop.store.rows import Base

Kinds = Mapping[str, Searched]
"""Table → how it is searched."""

_TABLE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(title, body, content='', "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)
_DOC = "search_doc (tbl, row_id, open_tbl, open_id, unit_id, at)"
_DROP_WORDS = "INSERT INTO search_text (search_text, rowid, title, body) SELECT 'delete', id"


def searched_kinds() -> dict[str, Searched]:
    """What every loaded model says of itself, in order of table."""
    load_models()
    found: dict[FromClause, Searched] = {
        mapper.local_table: mapper.class_.searched
        for mapper in Base.registry.mappers
        if isinstance(getattr(mapper.class_, "searched", None), Searched)
    }
    return {table.name: found[table] for table in sorted(Base.metadata.tables.values(), key=_name) if table in found}


def _name(table: Any) -> str:
    return str(table.name)


def ensure(db: Database, kinds: Kinds) -> bool:
    """Make what is missing of the index; whether anything was, and the index was filled anew (seconds per 100,000)."""
    with db.read() as session:
        if _is_whole(session.connection(), kinds):
            return False
    with db.write() as session:
        if _is_whole(session.connection(), kinds):  # another process was quicker
            return False
        rebuild(session.connection(), kinds)
    return True


def rebuild(connection: Connection, kinds: Kinds) -> None:
    """Drop the index and fill it again, oldest rows first, in the caller's transaction."""
    for name in _existing(connection):
        if name.startswith("search_on_"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_text")
    connection.exec_driver_sql("DELETE FROM search_doc")
    connection.exec_driver_sql(_TABLE)
    parts = " UNION ALL ".join(
        f"SELECT {_doc(name, kind, name)} FROM {name}"  # noqa: S608  (own names)
        for name, kind in kinds.items()
    )
    if parts:
        connection.exec_driver_sql(f"INSERT INTO {_DOC} SELECT * FROM ({parts}) ORDER BY 2")  # noqa: S608
    for name, kind in kinds.items():
        connection.exec_driver_sql(
            f"INSERT INTO search_text (rowid, title, body) SELECT d.id, {_words(kind, name)}"  # noqa: S608
            f" FROM search_doc d JOIN {name} ON {name}.id = d.row_id WHERE d.tbl = '{name}' ORDER BY d.id"
        )
    connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")
    for sql in triggers(kinds).values():
        connection.exec_driver_sql(sql)


def triggers(kinds: Kinds) -> dict[str, str]:
    """Name → SQL of every trigger."""
    return {name: sql for table, kind in kinds.items() for name, sql in _triggers(table, kind)}


def _triggers(table: str, kind: Searched) -> Iterator[tuple[str, str]]:
    here = f"search_doc WHERE tbl = '{table}' AND row_id ="
    add_doc = f"INSERT OR IGNORE INTO {_DOC} VALUES ({_doc(table, kind, 'NEW')})"  # noqa: S608
    add_words = f"INSERT INTO search_text (rowid, title, body) SELECT id, {_words(kind, 'NEW')} FROM {here} NEW.id"  # noqa: S608
    drop_words = f"{_DROP_WORDS}, {_words(kind, 'OLD')} FROM {here} OLD.id"
    drop_doc = f"DELETE FROM {here} OLD.id"  # noqa: S608
    move = f"UPDATE search_doc SET (open_tbl, open_id, unit_id, at) = ({_place(table, kind, 'NEW')})"  # noqa: S608
    told = (*kind.title, *kind.body)
    placed = tuple(
        dict.fromkeys((*(("owner_table", "owner_id") if kind.hangs_on else ()), *_there(kind.unit), kind.at))
    )
    yield _trigger(f"search_on_i_{table}", f"AFTER INSERT ON {table}", add_doc, add_words)
    yield _trigger(f"search_on_d_{table}", f"AFTER DELETE ON {table}", drop_words, drop_doc)
    yield _trigger(f"search_on_u_{table}", _changed(table, told), drop_words, add_words)
    yield _trigger(f"search_on_m_{table}", _changed(table, placed), f"{move} WHERE tbl = '{table}' AND row_id = NEW.id")


def _there(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name)


def _changed(table: str, columns: tuple[str, ...]) -> str:
    """An update that changed one of these; a sync that writes all columns again costs nothing."""
    stored = tuple(dict.fromkeys(name.partition(".")[0] for name in columns))
    differs = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in stored)
    return f"AFTER UPDATE OF {', '.join(stored)} ON {table} WHEN {differs}"


def _trigger(name: str, when: str, *steps: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN {'; '.join(steps)}; END"


def _doc(table: str, kind: Searched, row: str) -> str:
    return f"'{table}', {row}.id, {_place(table, kind, row)}"


def _place(table: str, kind: Searched, row: str) -> str:
    opened = f"{row}.owner_table, {row}.owner_id" if kind.hangs_on else f"'{table}', {row}.id"
    return f"{opened}, {f'{row}.{kind.unit}' if kind.unit else 'NULL'}, {row}.{kind.at}"


def _words(kind: Searched, row: str) -> str:
    return f"{_text(kind.title, row)}, {_text(kind.body, row)}"


def _text(columns: tuple[str, ...], row: str) -> str:
    whole = " || ' ' || ".join(f"coalesce({value(row, column)}, '')" for column in columns) or "''"
    return f"replace(replace({whole}, 'đ', 'd'), 'Đ', 'D')"


def value(row: str, column: str) -> str:
    """SQL of a column, or of a text inside a JSON column; what is no JSON has none, whoever sent it."""
    name, _, path = column.partition(".")
    if not path:
        return f"{row}.{name}"
    return f"CASE WHEN json_valid({row}.{name}) THEN json_extract({row}.{name}, '$.{path}') END"


def _existing(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name GLOB 'search_*'")
    return {name: sql for name, sql in rows if sql}


def _is_whole(connection: Connection, kinds: Kinds) -> bool:
    existing = _existing(connection)
    there = {name: sql for name, sql in existing.items() if name.startswith("search_on_")}
    return existing.get("search_text") == _TABLE and there == triggers(kinds)
