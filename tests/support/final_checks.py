"""What must hold after every fault: the final checks C1–C7 of the design of synchronisation, over cameras.

``check_equal`` of ``desks`` is C1, C5 and C6: the same rows everywhere, as the server's digest has them; nothing left
to send; whole files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from random import Random
from typing import Any

import psycopg

from ioc_desktop.sync.transport import LinkLostError
from tests.support.desks import Desk
from tests.support.faults import FlakyTransport

Connect = Callable[[], psycopg.Connection]


def ask(connect: Connect, statement: str, *parameters: object) -> list[Any]:
    with connect() as connection:
        cursor = connection.execute(statement.encode(), parameters)
        return cursor.fetchall() if cursor.description else []


def stubborn(desk: Desk, limit: int = 500) -> None:
    """Sync through any number of lost connections."""
    for _ in range(limit):
        try:
            assert desk.server is not None
            if not desk.engine.step(desk.server):
                return
        except (LinkLostError, psycopg.Error):
            while True:
                try:
                    if isinstance(desk.server, FlakyTransport):
                        desk.engine.greet(desk.server)
                    else:
                        desk.online()
                    break
                except (LinkLostError, psycopg.Error):
                    continue
    raise AssertionError(f"{desk.name} does not come to rest")


def model_writes(desks: list[Desk], random: Random, rounds: int) -> None:
    """Inserts, updates, removals and syncs in random order."""
    for _ in range(rounds):
        desk = random.choice(desks)
        cameras = desk.cameras.list()
        act = random.random()
        if act < 0.3 or not cameras:
            desk.add_camera(f"{desk.name}{random.randrange(100)}")
        elif act < 0.6:
            desk.rename(random.choice(cameras), f"{desk.name}{random.randrange(100)}")
        elif act < 0.7:
            desk.cameras.remove(random.choice(cameras).id)
        else:
            stubborn(desk)


def check_results(desks: list[Desk], connect: Connect) -> None:
    """C2, C3, C4: replaying the journal gives the server's rows; one result each; every loser is in an inbox."""
    for desk in desks:
        ((last,),) = desk.query("SELECT max(n) FROM outbox")
        rows = ask(
            connect,
            "SELECT r.n, r.status FROM sync.op_result r WHERE r.device_id = %s ORDER BY r.n",
            desk.replica.device_id(),
        )
        assert [n for n, _ in rows] == list(range(1, (last or 0) + 1))
        lost = {status for _, status in rows} - {"applied", "merged", "skipped"}
        assert {status for _, status, _ in desk.inbox()} == lost
        assert len(desk.inbox()) == sum(status in lost for _, status in rows)
    replayed: dict[str, dict[str, Any]] = {}
    for (detail,) in ask(connect, "SELECT detail FROM audit.entry WHERE chain = 1 AND action = 'push' ORDER BY seq"):
        for op in detail["rows"]:
            if op["s"] in {"applied", "conflict"} and op["t"] == "camera":
                values = replayed.setdefault(op["r"], {})
                values.clear() if op["k"] == "D" else values.update(op.get("v") or {})
    living = {str(row): name for row, name in ask(connect, "SELECT id, name FROM ioc.camera WHERE deleted_at IS NULL")}
    assert {row: values["name"] for row, values in replayed.items() if values} == living


def check_scopes(desk: Desk, visible: Collection[int]) -> None:
    """C7: no row of another scope is in the file, and nothing is asked for there."""
    for table in desk.replica.tables:
        scopes = {scope for (scope,) in desk.query(f"SELECT DISTINCT scope_id FROM {table}")}
        assert scopes <= set(visible), (desk.name, table)
    assert {scope for (scope,) in desk.query("SELECT scope_id FROM sync_cursor")} <= set(visible)
