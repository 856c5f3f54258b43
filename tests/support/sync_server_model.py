"""A model of the server in plain Python: the same rules as the SQL, no network, no clock, no thread.

The simulated tier runs the real client, the real SQLite replicas and this model; a seed replays exactly. That the model
and the SQL agree is tested against the real server (``test_model_agrees``).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from ioc_desktop.sync.merge import merge_columns
from ioc_desktop.sync.transport import Answer, LinkLostError, Page
from ioc_desktop.sync.wire import KEPT, WireTable, row_id

STAMP = "2026-01-01T00:00:00+00:00"


@dataclass
class Rules:
    """Rules of the protocol that the mutation check breaks one by one."""

    checks_identity: bool = True
    echoes_rows: bool = True
    tells_all_changes: bool = True
    delete_wins: bool = True
    first_stays: bool = True
    remembers_results: bool = True


@dataclass
class ServerModel:
    """One scope, columns rule, unique ``number``; enough for cameras.

    Attributes:
        results: (device, n) → (op uuid, answer) as the server keeps them.
    """

    rules: Rules = field(default_factory=Rules)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    head: int = 0
    tokens: dict[int, str] = field(default_factory=dict)
    last_op: dict[str, int] = field(default_factory=dict)
    results: dict[tuple[str, int], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    epoch: str = "first"
    made: int = 0

    def backup(self) -> ServerModel:
        return copy.deepcopy(self)

    # ------------------------------------------------------------------ answers

    def hello(self, device: str) -> Answer:
        self.last_op.setdefault(device, 0)
        return {
            "device": "ok", "last_op": self.last_op[device], "epoch": self.epoch, "schema": 9_999, "min_client": 1,
            "rank": 4, "now": STAMP, "account": None, "kind": None,
        }  # fmt: skip

    def push(self, device: str, ops: Sequence[Mapping[str, Any]]) -> Answer:
        last = self.last_op[device]
        for op in ops:
            known = self.results.get((device, op["n"]))
            if op["n"] <= last and known and known[0] != op["u"] and self.rules.checks_identity:
                return {"error": "fork"}
        if ops[0]["n"] > last + 1:
            return {"error": "hole"}
        if len({(op["t"], op["r"]) for op in ops if op["k"] != "X"}) < sum(op["k"] != "X" for op in ops):
            return {"error": "two_on_one_row"}
        special = []
        wrote = False
        for op in ops:
            if op["n"] <= last and self.rules.remembers_results:
                answer = self.results[device, op["n"]][1]
            else:
                answer, written = self._decide(op)
                wrote = wrote or written
                self.results[device, op["n"]] = (op["u"], answer)
            if answer["status"] not in {"applied", "skipped"}:
                present = self.rows.get(op["r"]) if self.rules.echoes_rows else None
                special.append({**answer, "row": copy.deepcopy(present)})
        self.last_op[device] = max(last, ops[-1]["n"])
        if wrote:
            self.made += 1
            self.tokens[self.head] = f"{self.epoch}-{self.made}"
        return {"heads": {"1": self.head}, "last_op": self.last_op[device], "special": special}

    def _decide(self, op: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:  # noqa: PLR0911  (one for each verdict)
        row, kind, new = self.rows.get(op["r"]), op["k"], op.get("v") or {}
        plain = {"n": op["n"], "t": op["t"], "r": op["r"], "reason": "", "lose": None}
        if kind == "X":
            return {**plain, "status": "skipped"}, False
        if kind == "D":
            if row is None or row["deleted_at"]:
                return {**plain, "status": "merged"}, False
            self._write(op["r"], {"deleted_at": STAMP})
            return {**plain, "status": "applied"}, True
        lose = {name: {"mine": value, "base": (op.get("b") or {}).get(name)} for name, value in new.items()}
        refused = self._refusal(op, row, new)
        if refused:
            return {**plain, "status": refused[0], "reason": refused[1], "lose": lose}, False
        if row is None or row["deleted_at"]:
            self._write(op["r"], {**new, "deleted_at": None})
            return {**plain, "status": "applied"}, True
        if kind == "I":
            same = all(row.get(name) == value for name, value in new.items())
            return {**plain, "status": "merged" if same else "exists", "lose": None if same else lose}, False
        return self._merge(plain, op, row, new)

    def _merge(
        self, plain: dict[str, Any], op: Mapping[str, Any], row: dict[str, Any], new: Mapping[str, Any]
    ) -> tuple[dict[str, Any], bool]:
        base = op.get("b") or {}
        merged = merge_columns(row, base if self.rules.first_stays else row, new)
        if merged.take:
            self._write(op["r"], dict(merged.take))
        if merged.lose:
            lost = {name: {"mine": value, "base": base.get(name)} for name, value in merged.lose.items()}
            return {**plain, "status": "conflict", "lose": lost}, bool(merged.take)
        return {**plain, "status": "applied" if merged.take else "merged"}, bool(merged.take)

    def _refusal(
        self, op: Mapping[str, Any], row: Mapping[str, Any] | None, new: Mapping[str, Any]
    ) -> tuple[str, str] | None:
        if op["k"] == "U" and row is None:
            return "gone", "unknown"
        if row is not None and row["deleted_at"] and (op["k"] == "U" or (op.get("seen") or 0) < row["ver"]):
            return ("gone", "deleted") if self.rules.delete_wins else None
        for other, values in self.rows.items():
            taken = "number" in new and values.get("number") == new["number"]
            if other != op["r"] and not values["deleted_at"] and taken:
                return "dup", f"number:{other}"
        return None

    def _write(self, identifier: str, values: Mapping[str, Any]) -> None:
        self.head += 1
        row = self.rows.setdefault(
            identifier, dict.fromkeys(KEPT) | {"id": identifier, "scope_id": 1, "created_at": STAMP, "deleted_at": None}
        )
        row |= {**values, "ver": self.head, "updated_at": STAMP, "recorded_at": STAMP}

    def changes(self, cursors: Mapping[str, Mapping[str, Any]], limit: int) -> Answer:
        pos, tok = cursors.get("1", {}).get("pos", 0), cursors.get("1", {}).get("tok")
        fork = pos > 0 and (pos > self.head or self.tokens.get(pos) != tok)
        fresh = [row for row in self.rows.values() if row["ver"] > pos]
        if not self.rules.tells_all_changes:
            fresh = fresh[::2]
        more = pos == 0 and self.head > 0
        scope = {
            "id": 1,
            "name": "IOC",
            "head": self.head,
            "floor": 0,
            "tok": self.tokens.get(self.head),
            "write": True,
        }
        return {
            "epoch": self.epoch, "schema": 9_999, "min_client": 1, "now": STAMP, "rank": 4, "exits": [], "more": more,
            "scopes": [{**scope, "fork": fork}],
            "rows": {} if more or not fresh or limit == 0 else {"camera": copy.deepcopy(fresh)},
        }  # fmt: skip


class SimulatedLink:
    """A transport to the model that loses questions and answers by a seed; ``quiet`` loses nothing."""

    def __init__(self, model: ServerModel, random: Random) -> None:
        self.model, self._random = model, random
        self.loss = 0.0

    def _lose(self) -> None:
        if self._random.random() < self.loss:
            raise LinkLostError("lost")

    def hello(self, device: UUID, instance: UUID, **words: Any) -> Answer:
        del instance, words
        self._lose()
        return self.model.hello(device.hex)

    def wiped(self, device: UUID, *, had_key: bool) -> None:
        raise NotImplementedError("nobody is revoked here")

    def push(self, device: UUID, instance: UUID, schema: int, ops: str) -> Answer:
        del instance, schema
        self._lose()
        answer = self.model.push(device.hex, json.loads(ops))
        self._lose()
        return answer

    def changes(self, cursors: Mapping[str, Any], limit: int) -> Answer:
        self._lose()
        return self.model.changes(cursors, limit)

    def fetch(self, table: str, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        del table
        self._lose()
        return [copy.deepcopy(self.model.rows[one]) for one in ids if one in self.model.rows]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def filled(
        self, tables: Sequence[WireTable], *, scope: int, after: int, upto: int, living_only: bool
    ) -> frozenset[str]:
        bounds: Any = {"scope": scope, "after": after, "upto": upto, "living_only": living_only, "limit": 1}
        return frozenset(table.name for table in tables if self.page(table, **bounds))

    def page(self, table: WireTable, *, scope: int, after: int, upto: int, living_only: bool, limit: int) -> Page:
        del scope
        self._lose()
        rows = sorted(self.model.rows.values(), key=lambda row: int(row["ver"]))
        if table.name != "camera":
            return []
        page = [row for row in rows if after < row["ver"] <= upto and not (living_only and row["deleted_at"])]
        return [(*table.stored(row), int(row["deleted_at"] is not None)) for row in page[:limit]]

    def digest(self, scope: int) -> Mapping[str, tuple[int, int, int]]:
        del scope
        living = [row["ver"] for row in self.model.rows.values() if not row["deleted_at"]]
        mixed = sum(ver % 1000003 * 2654435761 % 4294967296 for ver in living)
        return {"camera": (len(living), sum(living), mixed)}

    def report(self, device: UUID, lag: int) -> None: ...

    def journal_heads(self) -> Sequence[tuple[int, int, str]]:
        return []

    def close(self) -> None: ...


__all__ = ["Rules", "ServerModel", "SimulatedLink", "row_id"]
