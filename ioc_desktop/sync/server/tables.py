"""The server's table of a synchronised model: its DDL, policies, and the two functions that decide and write.

All of it is made from the model and its conflict rule, so a new table needs nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ColumnDefault, MetaData, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateTable, ForeignKeyConstraint
from sqlalchemy.sql.elements import conv

from ioc_desktop.store.rows import shared_columns
from ioc_desktop.store.sync_rules import Group, Meeting, SyncRule

SCHEMA = "ioc"
RANKS = {Group.VIEWER: 1, Group.OPERATOR: 2, Group.SUPERVISOR: 3, Group.ADMIN: 4}
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own factory
_SAFE = "LANGUAGE plpgsql SET search_path = pg_catalog, sync, pg_temp AS"


class ServerTable:
    """What the server holds of one model.

    Args:
        table: the model's table.
        rule: how writes meet.
        known: names of all synchronised tables: references to others are dropped.
    """

    def __init__(self, table: Table, rule: SyncRule, known: frozenset[str]) -> None:
        self.name, self.rule = table.name, rule
        self.shared = shared_columns(table)
        self._table, self._known = table, known

    @cached_property
    def server_table(self) -> Table:
        """The model without what stays on a desktop: local columns, indexes for screens, keys to local tables."""
        metadata = MetaData(naming_convention=self._table.metadata.naming_convention)
        columns = [
            _server_column(column, may_be_null=column.name in self.rule.unique)
            for column in self._table.columns
            if not column.info.get("local")
        ]
        for name in {target for _, target in self.parents} - {self.name}:
            Table(name, metadata, Column("id", postgresql.UUID(), primary_key=True), schema=SCHEMA)
        made = Table(self.name, metadata, *columns, schema=SCHEMA)
        for column, target in self.parents:
            made.append_constraint(ForeignKeyConstraint([column], [f"{SCHEMA}.{target}.id"]))
        for constraint in self._table.constraints:
            if isinstance(constraint, CheckConstraint):
                made.append_constraint(CheckConstraint(str(constraint.sqltext), name=conv(str(constraint.name))))
        return made

    @cached_property
    def parents(self) -> list[tuple[str, str]]:
        """Column → synchronised table that it refers to."""
        return [
            (key.parent.name, key.column.table.name)
            for key in sorted(self._table.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table.name in self._known
        ]

    def create(self) -> str:
        return str(CreateTable(self.server_table).compile(dialect=_DIALECT))

    def widen(self, there: frozenset[str]) -> Iterator[str]:
        """Statements that add the columns which are not ``there`` to a table that an older program made.

        Rows that exist get the model's default; without one the column may be empty.
        """
        keys = dict(self.parents)
        for column in self.server_table.columns:
            if column.name in there:
                continue
            default = self._table.columns[column.name].default
            needed = ""
            if not column.nullable and isinstance(default, ColumnDefault) and default.is_scalar:
                needed = f" NOT NULL DEFAULT {_literal(default.arg)}"
            kind = column.type.compile(dialect=_DIALECT)
            target = f" REFERENCES {SCHEMA}.{keys[column.name]} (id)" if column.name in keys else ""
            yield f"ALTER TABLE {SCHEMA}.{self.name} ADD COLUMN {column.name} {kind}{needed}{target}"

    def protect(self) -> Iterator[str]:
        """Index of the log, unique keys of living rows, row-level security, reading rights."""
        yield f"CREATE INDEX IF NOT EXISTS ix_{self.name}_scope_ver ON {SCHEMA}.{self.name} (scope_id, ver)"
        for column in self.rule.unique:
            yield (
                f"CREATE UNIQUE INDEX IF NOT EXISTS uq_{self.name}_{column} ON {SCHEMA}.{self.name} ({column}) "
                "WHERE deleted_at IS NULL"
            )
        asked_for = [name for name in self.shared if self._table.columns[name].info.get("asked_for")]
        for column in (*(column for column, _ in self.parents), *asked_for):
            yield f"CREATE INDEX IF NOT EXISTS ix_{self.name}_{column} ON {SCHEMA}.{self.name} ({column})"
        yield f"ALTER TABLE {SCHEMA}.{self.name} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS visible ON {SCHEMA}.{self.name}"
        yield (
            f"CREATE POLICY visible ON {SCHEMA}.{self.name} FOR SELECT "
            "USING (scope_id = ANY ((SELECT sync.my_scopes())::int[]))"
        )
        yield f"GRANT SELECT ON {SCHEMA}.{self.name} TO ioc_viewer"

    def register(self, order: int) -> str:
        """The line in the register of tables."""
        rule = json.dumps(self.rule.as_json()).replace("'", "''")
        return (
            f"INSERT INTO sync.synced (tbl, ord, writers, rule) "
            f"VALUES ('{self.name}', {order}, {RANKS[self.rule.writers]}, '{rule}') ON CONFLICT (tbl) DO UPDATE "
            "SET ord = excluded.ord, writers = excluded.writers, rule = excluded.rule"
        )

    # ------------------------------------------------------------------ deciding

    def decide(self) -> str:
        """``sync.decide_<table>``: a verdict for each operation on this table; locks the rows.

        The author is who signed in, ``me``; a workstation, shared by many, is believed when it names one.
        """
        locked_parents = self._lock_ledger_parents()
        return f"""CREATE OR REPLACE FUNCTION
sync.decide_{self.name}(ops sync.op[], writable int[], me uuid, station boolean) RETURNS sync.verdict[] {_SAFE} $$
DECLARE
    ids uuid[] := array(SELECT o.r FROM unnest(ops) o WHERE o.t = '{self.name}' AND o.k <> 'X');
    verdicts sync.verdict[];
BEGIN
    PERFORM 1 FROM unnest(ids) i JOIN {SCHEMA}.{self.name} t ON t.id = i ORDER BY t.id FOR UPDATE OF t;
{locked_parents}    verdicts := array(
        SELECT CASE
            WHEN s.said[1] = 'applied' THEN
                ROW (o.n, o.u, o.t, o.r, o.k, 'applied', '', s.w, s.take, NULL, s.scope, c.scope_id, NULL, o.at,
                     CASE WHEN station THEN o.a ELSE me END)::sync.verdict
            WHEN s.said[1] IN ('conflict', 'merged') THEN
                ROW (o.n, o.u, o.t, o.r, o.k, s.said[1], '', CASE WHEN s.take IS NOT NULL THEN s.w END, s.take,
                     CASE WHEN s.said[1] = 'conflict' THEN u.lose END, s.scope, c.scope_id, NULL, o.at,
                     CASE WHEN station THEN o.a ELSE me END)::sync.verdict
            ELSE
                ROW (o.n, o.u, o.t, o.r, o.k, s.said[1], s.said[2], NULL, NULL, sync.mine(o.v, o.b), s.scope,
                     c.scope_id, NULL, o.at, CASE WHEN station THEN o.a ELSE me END)::sync.verdict
            END
        FROM unnest(ops) o
        LEFT JOIN {SCHEMA}.{self.name} c ON c.id = o.r
        CROSS JOIN LATERAL ({self._update_case()}) u
        CROSS JOIN LATERAL ({self._verdict_case()}) s
        WHERE o.t = '{self.name}' AND o.k <> 'X' ORDER BY o.n);
{self._ledger()}    RETURN verdicts;
END
$$"""

    def _new(self, name: str) -> str:
        """The value that was written, with its type, looked at only where it is needed."""
        return self._typed("o.v", name)

    def _seen(self, name: str) -> str:
        return self._typed("o.b", name)

    def _typed(self, values: str, name: str) -> str:
        kind = self.server_table.columns[name].type
        if isinstance(kind, JSONB):
            return f"nullif({values} -> '{name}', 'null')"
        if isinstance(kind, String):  # a cast to a length would cut what is too long, not refuse it
            return f"({values} ->> '{name}')"
        return f"({values} ->> '{name}')::{kind.compile(dialect=_DIALECT)}"

    def _same(self) -> str:
        """An insert of what is there already."""
        return " AND ".join(f"c.{name} IS NOT DISTINCT FROM {self._new(name)}" for name in self.shared) or "true"

    def _update_case(self) -> str:
        """Three-way merge of the named columns, against the values that the writer saw."""
        names = ["scope_id", *self.shared]
        is_base = " ".join(f"WHEN '{name}' THEN c.{name} IS NOT DISTINCT FROM {self._seen(name)}" for name in names)
        is_new = " ".join(f"WHEN '{name}' THEN c.{name} IS NOT DISTINCT FROM {self._new(name)}" for name in names)
        if self.rule.meeting is Meeting.LAST:
            is_base = " ".join(f"WHEN '{name}' THEN true" for name in names)
        return f"""SELECT jsonb_object_agg(e.key, e.value) FILTER (WHERE e.is_base AND NOT e.is_new) AS take,
                jsonb_object_agg(e.key, jsonb_build_object('mine', e.value, 'base', o.b -> e.key))
                    FILTER (WHERE NOT e.is_base AND NOT e.is_new) AS lose,
                bool_or(e.is_base IS NULL) AS unknown
            FROM (SELECT x.key, x.value, CASE x.key {is_base} END AS is_base, CASE x.key {is_new} END AS is_new
                  FROM jsonb_each(o.v) x WHERE o.k IN ('U', 'I') AND c.id IS NOT NULL) e"""

    def _verdict_case(self) -> str:
        """Status and reason, what to write and where; OFFSET 0 keeps the planner from asking everything twice."""
        return f"""SELECT x.said, x.w, x.take,
                coalesce((x.take ->> 'scope_id')::int, c.scope_id, (o.v ->> 'scope_id')::int, 1) AS scope
            FROM (SELECT CASE {self._said()} END AS said,
                CASE WHEN o.k = 'D' THEN 'D' WHEN o.k = 'I' AND c.id IS NULL THEN 'I'
                     WHEN c.deleted_at IS NOT NULL THEN 'R' WHEN u.take IS NOT NULL THEN 'U' END AS w,
                CASE WHEN o.k = 'D' THEN NULL WHEN o.k = 'I' AND (c.id IS NULL OR c.deleted_at IS NOT NULL) THEN o.v
                     ELSE u.take END AS take OFFSET 0) x"""

    def _refusals(self) -> list[tuple[str, str, str]]:
        """Condition, status, reason: in the order in which they are asked."""
        found = [
            (
                "o.k IN ('I', 'U') AND o.v ? 'scope_id' AND NOT (o.v ->> 'scope_id')::int = ANY (writable)",
                "denied",
                "'scope'",
            ),
            ("o.k = 'I' AND NOT o.v ? 'scope_id' AND NOT 1 = ANY (writable)", "denied", "'scope'"),
            ("c.id IS NOT NULL AND NOT c.scope_id = ANY (writable)", "denied", "'scope'"),
            ("o.k = 'D' AND (c.id IS NULL OR c.deleted_at IS NOT NULL)", "merged", "'gone'"),
            ("o.k = 'U' AND c.id IS NULL", "gone", "'unknown'"),
            ("c.deleted_at IS NOT NULL AND (o.k = 'U' OR coalesce(o.seen, 0) < c.ver)", "gone", "'deleted'"),
            ("u.unknown", "invalid", "'column'"),
        ]
        if self.rule.meeting in {Meeting.APPEND, Meeting.FIRST}:
            found.append(("o.k IN ('U', 'D')", "denied", "'append_only'"))
        if self.rule.author_only:
            found.append(
                (
                    "o.k IN ('U', 'D') AND c.created_by IS DISTINCT FROM CASE WHEN station THEN o.a ELSE me END",
                    "denied",
                    "'author'",
                )
            )
        found += self._seals() + self._references() + self._windows() + self._transitions() + self._duplicates()
        return found

    def _said(self) -> str:
        refused = " ".join(
            f"WHEN {condition} THEN array['{status}', {reason}]" for condition, status, reason in self._refusals()
        )
        exists = "WHEN o.k = 'I' AND c.id IS NOT NULL AND c.deleted_at IS NULL"
        there = f"{exists} AND {self._same()} THEN array['merged', 'same']"
        if self.rule.meeting is not Meeting.LAST:
            there += f" {exists} THEN array['exists', '']"
        return (
            f"{refused} {there} WHEN o.k = 'U' AND u.lose IS NOT NULL THEN array['conflict', ''] "
            "WHEN o.k = 'U' AND u.take IS NULL THEN array['merged', 'same'] ELSE array['applied', '']"
        )

    def _references(self) -> list[tuple[str, str, str]]:
        """Parents must live; what others still refer to cannot go (those checks are added by ``guard_children``)."""
        found = [("o.k = 'D' AND sync.in_use(o.t, o.r, ops)", "invalid", "'in_use'")]
        for column, target in self.parents:
            new = self._new(column)
            living = f"SELECT 1 FROM {SCHEMA}.{target} x WHERE x.id = {new} AND x.deleted_at IS NULL"
            coming = f"SELECT 1 FROM unnest(ops) y WHERE y.r = {new} AND y.t = '{target}' AND y.k = 'I'"
            missing = f"{new} IS NOT NULL AND NOT EXISTS ({living}) AND NOT EXISTS ({coming})"
            found.append((f"o.k IN ('I', 'U') AND {missing}", "invalid", f"'parent:{column}'"))
        return found

    def _windows(self) -> list[tuple[str, str, str]]:
        window = self.rule.window
        if window is None:
            return []
        target = dict(self.parents)[window.parent]
        parent = f"SELECT 1 FROM {SCHEMA}.{target} x WHERE x.id = {self._new(window.parent)}"
        closed = f"EXISTS ({parent} AND x.{window.closes_at} <= now())"
        return [(f"o.k = 'I' AND (c.id IS NULL OR NOT ({self._same()})) AND {closed}", "too_old", "'closed'")]

    def _seals(self) -> list[tuple[str, str, str]]:
        """A closed row stays as it is, but for what a step of its state brings."""
        seal = self.rule.seal
        if seal is None:
            return []
        closed = f"c.{seal.column} IN ({', '.join(repr(value) for value in seal.closed)})"
        movable = f"array[{', '.join(repr(name) for name in seal.movable)}]"
        free = f"CASE WHEN u.take ? '{seal.column}' THEN {movable} ELSE array[]::text[] END"
        changes = f"(coalesce(u.take, '{{}}') || coalesce(u.lose, '{{}}')) - {free} <> '{{}}'"
        return [(f"c.deleted_at IS NULL AND {closed} AND (o.k = 'D' OR {changes})", "invalid", "'sealed'")]

    def _transitions(self) -> list[tuple[str, str, str]]:
        """A state that somebody else changed meanwhile, or a step that is not declared, stops the whole operation."""
        found = []
        for column, steps in self.rule.transitions.items():
            allowed = " OR ".join(
                f"(c.{column} = '{start}' AND {self._new(column)} IN ({', '.join(repr(end) for end in ends)}))"
                for start, ends in steps.items()
                if ends
            )
            changes = f"o.k = 'U' AND o.v ? '{column}' AND c.{column} IS DISTINCT FROM {self._new(column)}"
            moved = f"{changes} AND c.{column} IS DISTINCT FROM {self._seen(column)}"
            found.append((moved, "invalid", f"'moved:{column}'"))
            found.append((f"{changes} AND NOT ({allowed or 'false'})", "invalid", f"'transition:{column}'"))
        return found

    def _duplicates(self) -> list[tuple[str, str, str]]:
        found = []
        for column in self.rule.unique:
            twin = (
                f"(SELECT x.id FROM {SCHEMA}.{self.name} x WHERE x.{column} = {self._new(column)} AND x.id <> o.r "
                f"AND x.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM unnest(ops) y WHERE y.r = x.id AND y.t = o.t "
                f"AND (y.k = 'D' OR y.v ? '{column}')) LIMIT 1)"
            )
            found.append((f"o.k IN ('I', 'U') AND {twin} IS NOT NULL", "dup", f"'{column}:' || {twin}"))
        return found

    def _lock_ledger_parents(self) -> str:
        ledger = self.rule.ledger
        if ledger is None:
            return ""
        target = dict(self.parents)[ledger.parent]
        return (
            f"    PERFORM 1 FROM {SCHEMA}.{target} WHERE id IN (SELECT (o.v ->> '{ledger.parent}')::uuid FROM "
            f"unnest(ops) o WHERE o.t = '{self.name}' AND o.k = 'I') ORDER BY id FOR UPDATE;\n"
        )

    def _ledger(self) -> str:
        """Entries one after the other: each accepted one counts for the next."""
        ledger = self.rule.ledger
        if ledger is None:
            return ""
        target = dict(self.parents)[ledger.parent]
        return f"""    DECLARE
        place int;
        spent numeric;
        room numeric;
        sums jsonb := '{{}}';
        parent text;
    BEGIN
        FOR place IN 1 .. coalesce(cardinality(verdicts), 0) LOOP
            CONTINUE WHEN verdicts[place].w IS DISTINCT FROM 'I';
            parent := verdicts[place].take ->> '{ledger.parent}';
            SELECT coalesce(sum({ledger.amount}), 0) INTO spent FROM {SCHEMA}.{self.name}
            WHERE {ledger.parent} = parent::uuid AND deleted_at IS NULL;
            SELECT {ledger.limit} INTO room FROM {SCHEMA}.{target} WHERE id = parent::uuid;
            spent := spent + coalesce((sums ->> parent)::numeric, 0)
                           + (verdicts[place].take ->> '{ledger.amount}')::numeric;
            IF spent > room THEN
                verdicts[place].status := 'invalid';
                verdicts[place].reason := 'over_limit';
                verdicts[place].lose := sync.mine(verdicts[place].take, NULL);
                verdicts[place].w := NULL;
                verdicts[place].take := NULL;
            ELSE
                sums := jsonb_set(sums, array[parent], to_jsonb(coalesce((sums ->> parent)::numeric, 0)
                                                              + (verdicts[place].take ->> '{ledger.amount}')::numeric));
            END IF;
        END LOOP;
    END;
"""

    # ------------------------------------------------------------------ writing

    def write(self) -> str:
        """``sync.write_<table>(verdicts, shift)``: the accepted ones, at their positions or at number + ``shift``."""
        names = ", ".join(self.shared)
        new = ", ".join(self._new_value(name, self._typed("v.take", name)) for name in self.shared)
        and_names, and_new = (", " + names, ", " + new) if names else ("", "")
        changed = ", ".join(
            f"{name} = CASE WHEN v.take ? '{name}' THEN {self._typed('v.take', name)} ELSE c.{name} END"
            for name in self.shared
        )
        all_new = ", ".join(f"{name} = {self._new_value(name, self._typed('v.take', name))}" for name in self.shared)
        erased = "".join(f", {name} = {value}" for name, value in self._erased())
        table = f"{SCHEMA}.{self.name}"
        ver = "coalesce(v.ver, v.n + shift)"
        mark = f"ver = {ver}, updated_at = v.at, updated_by = v.a, recorded_at = now()"
        mine = f"v.t = '{self.name}' AND v.w"
        return f"""CREATE OR REPLACE FUNCTION sync.write_{self.name}(verdicts sync.verdict[], shift bigint)
RETURNS void {_SAFE} $$
BEGIN
    IF EXISTS (SELECT 1 FROM unnest(verdicts) v WHERE {mine} = 'D') THEN
        UPDATE {table} c SET deleted_at = now(), {mark}{erased}
        FROM unnest(verdicts) v WHERE {mine} = 'D' AND c.id = v.r;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(verdicts) v WHERE {mine} IN ('U', 'R')) THEN
{self._free_unique_values()}        UPDATE {table} c SET {changed}{"," if changed else ""} scope_id = v.scope, {mark}
        FROM unnest(verdicts) v WHERE {mine} = 'U' AND c.id = v.r;
        UPDATE {table} c SET {all_new}{"," if all_new else ""} scope_id = v.scope, deleted_at = NULL, {mark}
        FROM unnest(verdicts) v WHERE {mine} = 'R' AND c.id = v.r;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(verdicts) v WHERE {mine} = 'I') THEN
        INSERT INTO {table} (id, scope_id, ver, created_at, created_by, updated_at, updated_by, recorded_at{and_names})
        SELECT v.r, v.scope, {ver}, v.at, v.a, v.at, v.a, now(){and_new}
        FROM unnest(verdicts) v WHERE {mine} = 'I' ORDER BY v.n;
    END IF;
END
$$"""

    def _free_unique_values(self) -> str:
        """Rows of one batch may swap their numbers; the index looks at every row as it is written."""
        return "".join(
            f"        UPDATE {SCHEMA}.{self.name} c SET {name} = NULL FROM unnest(verdicts) v "
            f"WHERE v.t = '{self.name}' AND v.w = 'U' AND v.take ? '{name}' AND c.id = v.r;\n"
            for name in self.rule.unique
        )

    def _new_value(self, name: str, came: str) -> str:
        """The value that came, or the model's default where an older program does not know the column."""
        column = self._table.columns[name]
        default = column.default
        if not column.nullable and isinstance(default, ColumnDefault) and default.is_scalar:
            return f"coalesce({came}, {_literal(default.arg)})"
        return came

    def _erased(self) -> Iterator[tuple[str, str]]:
        """Personal data does not outlive its row."""
        for name in self.shared:
            column = self._table.columns[name]
            if column.info.get("personal"):
                yield name, "NULL" if column.nullable else "''"


def in_use(tables: list[ServerTable]) -> str:
    """``sync.in_use(table, row, ops)``: whether a living row refers to this one and is not removed with it."""
    questions = [
        f"    IF p_tbl = '{target}' AND EXISTS (SELECT 1 FROM {SCHEMA}.{child.name} x WHERE x.{column} = p_id "
        f"AND x.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM unnest(ops) y WHERE y.t = '{child.name}' "
        f"AND y.r = x.id AND (y.k = 'D' OR y.v ? '{column}'))) THEN RETURN true; END IF;"
        for child in tables
        for column, target in child.parents
    ]
    body = "\n".join(questions)
    return f"""CREATE OR REPLACE FUNCTION sync.in_use(p_tbl text, p_id uuid, ops sync.op[])
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
{body}
    RETURN false;
END
$$"""


def _server_column(column: Column[Any], *, may_be_null: bool) -> Column[Any]:
    """The column with the server's types: JSON as jsonb, which can be compared.

    A unique value is taken away for a moment while two rows change theirs.
    """
    if isinstance(column.type, JSON):  # JSON's null becomes SQL's null on the way, whatever the model says
        return Column(column.name, JSONB(), nullable=True)
    return Column(column.name, column.type, nullable=column.nullable or may_be_null, primary_key=column.primary_key)


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
