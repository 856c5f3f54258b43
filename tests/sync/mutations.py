"""The mutation check: break each rule of synchronisation on purpose; the suite must fail each time.

Usage: ``python tests/sync/mutations.py [NAME…]``. Each mutation runs the tests named for it in a process of its own
with the rule broken (``IOC_SYNC_MUTATION``); ends with 1 when one survives. Not part of ``make test``: it takes
minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REAL = "tests/integration/sync"
SIMULATED = "tests/sync/test_simulated.py"


def _nothing(*_arguments: Any, **_words: Any) -> None:
    return None


def _patch(module: str, name: str, value: Any) -> Callable[[], None]:
    def break_it() -> None:
        import importlib

        target: Any = importlib.import_module(module)
        *path, last = name.split(".")
        for part in path:
            target = getattr(target, part)
        setattr(target, last, value)

    return break_it


def _sql(old: str, new: str) -> Callable[[], None]:
    """Break a rule in the server's files or in the functions made from the models."""

    def break_it() -> None:
        from ioc_desktop.sync.server import fixed, tables

        files = list(fixed.fixed_files())
        decide = tables.ServerTable.decide
        fixed.fixed_files = lambda: ((name, text.replace(old, new)) for name, text in files)

        def broken(self: Any) -> str:
            return decide(self).replace(old, new)

        tables.ServerTable.decide = broken  # type: ignore[method-assign]

    return break_it


MUTATIONS: dict[str, tuple[Callable[[], None], list[str]]] = {
    "client forgets what waits when rows arrive": (
        _patch("ioc_desktop.sync.arrival", "lay_over", _nothing),
        [f"{REAL}/test_two_desks.py"],
    ),
    "client does not take the server's row back": (
        _patch("ioc_desktop.sync.settling", "_take_over", lambda *_a: True),
        [SIMULATED, f"{REAL}/test_two_desks.py"],
    ),
    "client drops what lost": (
        _patch("ioc_desktop.sync.settling", "_to_inbox", _nothing),
        [SIMULATED, f"{REAL}/test_two_desks.py"],
    ),
    "two operations on one row in a batch": (
        _patch("ioc_desktop.sync.sealing", "_coalesce", _nothing),
        [SIMULATED, f"{REAL}/test_two_desks.py"],
    ),
    "client does not notice a restored server": (
        _patch("ioc_desktop.sync.engine", "Engine._heal", _nothing),
        [SIMULATED, f"{REAL}/test_sync_faults.py"],
    ),
    "client does not send again what a restored server lost": (
        _patch("ioc_desktop.sync.replica", "Replica.send_again", lambda *_a: 0),
        [SIMULATED, f"{REAL}/test_sync_faults.py"],
    ),
    "a copy keeps the identity of its original": (
        _patch("ioc_desktop.sync.replica", "Replica.become_another", _nothing),
        [f"{REAL}/test_sync_faults.py"],
    ),
    "removals are not remembered": (
        _patch("ioc_desktop.sync.arrival", "note_tombstone", _nothing),
        [SIMULATED, f"{REAL}/test_two_desks.py"],
    ),
    "a refused row is not asked for again": (
        _patch("ioc_desktop.sync.references", "ask_again", _nothing),
        [f"{REAL}/test_conflict_rules.py"],
    ),
    "references may hang in the air": (
        _patch("ioc_desktop.sync.references", "settle_references", _nothing),
        [f"{REAL}/test_two_desks.py", f"{REAL}/test_row_faults.py"],
    ),
    "the server does not compare identities": (_sql("o.u <> (", "false AND o.u <> ("), [f"{REAL}/test_sync_faults.py"]),
    "the server does not echo the row": (
        _sql("'lose', o.lose, 'row', present", "'lose', o.lose, 'row', NULL"),
        [f"{REAL}/test_row_faults.py"],
    ),
    "the server lets the last write win": (
        _sql("FILTER (WHERE e.is_base AND NOT e.is_new)", "FILTER (WHERE NOT e.is_new)"),
        [f"{REAL}/test_two_desks.py"],
    ),
    "the server lets a change revive a removed row": (
        _sql("WHEN c.deleted_at IS NOT NULL AND (o.k = 'U' OR coalesce(o.seen, 0) < c.ver) THEN", "WHEN false THEN"),
        [f"{REAL}/test_two_desks.py"],
    ),
    "the server does not look at tokens": (
        _sql("'fork', coalesce(s.pos, 0) > 0 AND", "'fork', false AND"),
        [f"{REAL}/test_sync_faults.py"],
    ),
    "the server lets anybody write into any scope": (
        _sql("NOT c.scope_id = ANY (writable)", "false"),
        [f"{REAL}/test_sync_faults.py", f"{REAL}/test_hostile_role.py"],
    ),
    "the server believes who claims to be the author": (
        _sql("CASE WHEN station THEN o.a ELSE me END", "o.a"),
        [f"{REAL}/test_hostile_role.py"],
    ),
    "the server takes batches with holes": (_sql("THEN 'hole'", "THEN NULL"), [f"{REAL}/test_hostile_role.py"]),
    "the server lets a program without the fence write": (
        _sql("WHEN d.instance IS DISTINCT FROM p_instance THEN 'fenced'", ""),
        [f"{REAL}/test_sync_faults.py"],
    ),
    "the server forgets the limit of a ledger": (
        _sql("IF spent > room THEN", "IF false THEN"),
        [f"{REAL}/test_conflict_rules.py"],
    ),
    "the server removes what is still referred to": (
        _sql("o.k = 'D' AND sync.in_use(o.t, o.r, ops)", "false"),
        [f"{REAL}/test_two_desks.py"],
    ),
    "the server tells only every other row": (
        _sql("AND ver > $2 AND ver <= $3', t)", "AND ver > $2 AND ver <= $3 AND ver % 2 = 0', t)"),
        [f"{REAL}/test_two_desks.py"],
    ),
    "the server's journal does not chain": (
        _sql("p_detail, salt, payload, last.hash, mark)", "p_detail, salt, payload, ''::bytea, mark)"),
        [f"{REAL}/test_server_commands.py"],
    ),
}


def break_rule(name: str) -> None:
    """Called by the tests' conftest in the mutated process."""
    MUTATIONS[name][0]()


def main(wanted: list[str]) -> int:
    survivors = []
    for name in wanted or list(MUTATIONS):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--timeout=120"]
            + MUTATIONS[name][1],
            cwd=ROOT, env=os.environ | {"IOC_SYNC_MUTATION": name}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        was_caught = done.returncode == 1
        failing = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        print(f"{'caught  ' if was_caught else 'SURVIVED'}  {name}: {failing[0][:110] if failing else ''}", flush=True)
        survivors += [] if was_caught else [name]
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
