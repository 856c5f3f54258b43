"""Triggers that note every change of a synchronised row in the outbox, in the transaction of the change itself.

They are made from the models, so raw SQL, the ORM and bulk statements are captured alike. A second kind guards unique
columns against people while letting the server's rows in, whose uniqueness the server has decided. A third keeps closed
rows as they are, a fourth refuses to change or remove what is written once and for all (``KEPT``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from sqlalchemy import JSON, Connection, LargeBinary, Table

from ioc_desktop.store.rows import Models, shared_columns, synced_tables
from ioc_desktop.store.sync_rules import Seal, SyncRule

CAPTURING = "(SELECT is_joined AND NOT is_applying FROM sync_control WHERE id = 1)"
GUARDING = "NOT coalesce((SELECT is_applying FROM sync_control WHERE id = 1), 0)"
PREFIXES = ("capture_", "unique_", "seal_", "kept_")
_NOTE = "INSERT INTO outbox (tbl, row_id, kind, new, base, state, at, actor, seen) SELECT"
_WHO = "strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT actor FROM sync_control WHERE id = 1)"


def is_stale(connection: Connection) -> bool:
    """Whether a trigger of a loaded model is missing or not what the model asks for."""
    return _existing(connection) != _wanted(synced_tables())


def fingerprint(connection: Connection) -> str:
    """Of all triggers that the file has, to be compared with what the program's models ask for without loading them."""
    return _fingerprint(_existing(connection))


def wanted_fingerprint(models: Models | None = None) -> str:
    """The fingerprint that a file has whose triggers are what the loaded models, or these, ask for."""
    return _fingerprint(_wanted(models or synced_tables()))


def _fingerprint(made: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join(sql for _, sql in sorted(made.items())).encode()).hexdigest()


def install(connection: Connection, models: Models | None = None) -> None:
    """Make the triggers of every loaded synchronised model, or of these, what they should be."""
    existing, wanted = _existing(connection), _wanted(models or synced_tables())
    for name in existing.keys() - {name for name, sql in wanted.items() if existing.get(name) == sql}:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for name, sql in wanted.items():
        if existing.get(name) != sql:
            connection.exec_driver_sql(sql)


def _existing(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    return {name: sql for name, sql in rows if name.startswith(PREFIXES)}


def _wanted(models: Models) -> dict[str, str]:
    return {name: sql for table, rule in models.values() for name, sql in triggers(table, rule)}


def triggers(table: Table, rule: SyncRule) -> Iterator[tuple[str, str]]:
    """Name and SQL of each trigger of one table."""
    if any(isinstance(table.columns[name].type, LargeBinary) for name in shared_columns(table)):
        raise TypeError(f"{table.name}: bytes travel as attachments, not in rows")
    yield _insert(table)
    yield _update(table)
    yield _delete(table)
    if rule.unique:
        yield from _guards(table, rule)
    if rule.seal is not None:
        yield from _seals(table, rule.seal)
    if table.info.get("kept"):
        yield from _keepers(table)


def whole_row(table: Table, alias: str) -> str:
    """An SQL expression: the shared columns of ``alias`` (NEW, OLD or a table) as one JSON object."""
    pairs = ", ".join(f"'{name}', {_value(table, name, alias)}" for name in ("scope_id", *shared_columns(table)))
    return f"json_object({pairs})"


def _insert(table: Table) -> tuple[str, str]:
    seen = f"(SELECT ver FROM sync_tombstone WHERE tbl = '{table.name}' AND row_id = NEW.id)"
    note = f"{_NOTE} '{table.name}', NEW.id, 'I', {whole_row(table, 'NEW')}, NULL, 'pending', {_WHO}, {seen}"
    return _trigger(f"capture_i_{table.name}", f"AFTER INSERT ON {table.name} WHEN {CAPTURING}", note)


def _update(table: Table) -> tuple[str, str]:
    names = ["scope_id", *shared_columns(table)]
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in names)
    new, base = _changed(table, names, "NEW"), _changed(table, names, "OLD")
    note = f"{_NOTE} '{table.name}', NEW.id, 'U', {new}, {base}, 'pending', {_WHO}, NULL"
    return _trigger(f"capture_u_{table.name}", f"AFTER UPDATE ON {table.name} WHEN {CAPTURING} AND ({changed})", note)


def _delete(table: Table) -> tuple[str, str]:
    note = f"{_NOTE} '{table.name}', OLD.id, 'D', NULL, {whole_row(table, 'OLD')}, 'pending', {_WHO}, NULL"
    return _trigger(f"capture_d_{table.name}", f"AFTER DELETE ON {table.name} WHEN {CAPTURING}", note)


def _guards(table: Table, rule: SyncRule) -> Iterator[tuple[str, str]]:
    for kind, event in (("i", "BEFORE INSERT"), ("u", f"BEFORE UPDATE OF {', '.join(rule.unique)}")):
        refusals = "; ".join(
            f"SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table.name}.{name}') WHERE EXISTS "
            f"(SELECT 1 FROM {table.name} WHERE {name} = NEW.{name} AND id <> NEW.id)"
            for name in rule.unique
        )
        yield _trigger(f"unique_{kind}_{table.name}", f"{event} ON {table.name} WHEN {GUARDING}", refusals)


def _seals(table: Table, seal: Seal) -> Iterator[tuple[str, str]]:
    closed = ", ".join(f"'{value}'" for value in seal.closed)
    names = [name for name in ("scope_id", *shared_columns(table)) if name not in seal.movable]
    kept, open_ = (" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in some) for some in (names, seal.open))
    step = f"NEW.{seal.column} IS NOT OLD.{seal.column}"
    changes = f"{kept} OR (NOT {step} AND ({open_ or 'false'}))"
    refusal = f"SELECT RAISE(ABORT, 'closed row: {table.name}')"
    when = f"ON {table.name} WHEN {GUARDING} AND OLD.{seal.column} IN ({closed})"
    yield _trigger(f"seal_u_{table.name}", f"BEFORE UPDATE {when} AND ({changes})", refusal)
    yield _trigger(f"seal_d_{table.name}", f"BEFORE DELETE {when}", refusal)


def _keepers(table: Table) -> Iterator[tuple[str, str]]:
    refusal = f"SELECT RAISE(ABORT, 'rows of {table.name} stay as they are')"
    changes = f"BEFORE UPDATE OF {', '.join(shared_columns(table))}"
    for kind, event in (("u", changes), ("d", "BEFORE DELETE")):
        yield _trigger(f"kept_{kind}_{table.name}", f"{event} ON {table.name} WHEN {GUARDING}", refusal)


def _changed(table: Table, names: list[str], alias: str) -> str:
    """Only the columns that changed, built by hand: SQLite's JSON aggregate is three times slower here."""
    parts = " || ".join(
        f"iif(NEW.{name} IS NOT OLD.{name}, ',\"{name}\":' || {_text(table, name, alias)}, '')" for name in names
    )
    return f"'{{' || substr({parts}, 2) || '}}'"


def _text(table: Table, name: str, alias: str) -> str:
    if isinstance(table.columns[name].type, JSON):
        return f"coalesce(json({alias}.{name}), 'null')"
    return f"json_quote({alias}.{name})"


def _value(table: Table, name: str, alias: str) -> str:
    return f"json({alias}.{name})" if isinstance(table.columns[name].type, JSON) else f"{alias}.{name}"


def _trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN {body}; END"
