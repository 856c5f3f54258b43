"""Reading a lot at once: a new desktop, a new scope, a long absence, a restored server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ioc_desktop.sync import staging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ioc_desktop.core.events import Event
    from ioc_desktop.sync.replica import Replica
    from ioc_desktop.sync.transport import Transport
    from ioc_desktop.sync.wire import WireTable


def run(replica: Replica, server: Transport, progressed: Event[float | None]) -> frozenset[str]:
    """Stage every page of every table, then swap all in at once. The tables that changed."""
    progressed.emit(0.0)
    try:
        with server.snapshot():
            answer = server.changes(replica.cursors(), 0)
            cursors = {int(scope): values["pos"] for scope, values in replica.cursors().items()}
            behind = [scope for scope in answer["scopes"] if scope["head"] > cursors.get(scope["id"], 0)]
            fresh = frozenset(
                scope["id"]
                for scope in answer["scopes"]
                if cursors.get(scope["id"], 0) == 0 or cursors[scope["id"]] < scope["floor"]
            )
            replica.begin_stages(str(answer["epoch"]))
            done, total = 0, sum(scope["head"] - cursors.get(scope["id"], 0) for scope in behind) or 1
            for scope in behind:
                after = 0 if scope["id"] in fresh else cursors[scope["id"]]
                living = scope["id"] in fresh
                filled = server.filled(
                    [*replica.tables.values()], scope=scope["id"], after=after, upto=scope["head"], living_only=living
                )
                for table in (table for name, table in replica.tables.items() if name in filled):
                    done += _stage(replica, server, table, scope, after, living_only=living)
                    progressed.emit(min(0.99, done / total))
        return replica.swap_stages(answer["scopes"], fresh, answer["exits"])
    finally:
        progressed.emit(None)


def _stage(
    replica: Replica,
    server: Transport,
    table: WireTable,
    scope: Mapping[str, Any],
    after: int,
    *,
    living_only: bool,
) -> int:
    """Read one table of one scope page by page; the number of rows."""
    place, count = replica.stage_progress(table, scope["id"], after), 0
    while True:
        page = server.page(
            table, scope=scope["id"], after=place, upto=scope["head"], living_only=living_only, limit=staging.PAGE
        )
        if not page:
            return count
        replica.add_stage_page(table, page)
        place = int(page[-1][table.columns.index("ver")])
        count += len(page)
        if len(page) < staging.PAGE:
            return count
