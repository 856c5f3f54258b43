"""Changes that wait to be sent when the schema moves on: a migration rewrites them as it rewrites the rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from ioc_desktop.store.outbox import WAITING

Values = Mapping[str, Any]
Rewrite = Callable[[Values], Values | None]
"""Values of one change in the old shape → in the new one; None drops the change. Pure."""


def rewrite_pending(connection: Connection, table: str, rewrite: Rewrite) -> int:
    """Rewrite what waits of one table, in the migration's own transaction; how many changes.

    Their numbers and identities stay, so the server still knows what it has taken. A change of which nothing is left
    keeps its number and is skipped; one that has no number yet goes.
    """
    rows = connection.exec_driver_sql(
        f"SELECT id, n, new, base FROM outbox WHERE {WAITING} AND tbl = ? AND kind IN ('I', 'U', 'D')",  # noqa: S608
        (table,),
    ).all()
    for place, number, new, base in rows:
        news, bases = _rewritten(new, rewrite), _rewritten(base, rewrite)
        if news is None and bases is None:
            _drop(connection, place, number)
        else:
            connection.exec_driver_sql("UPDATE outbox SET new = ?, base = ? WHERE id = ?", (news, bases, place))
    return len(rows)


def _rewritten(text: str | None, rewrite: Rewrite) -> str | None:
    values = rewrite(json.loads(text)) if text else None
    return json.dumps(dict(values), ensure_ascii=False) if values else None


def _drop(connection: Connection, place: int, number: int | None) -> None:
    if number is None:
        connection.exec_driver_sql("DELETE FROM outbox WHERE id = ?", (place,))
    else:
        connection.exec_driver_sql("UPDATE outbox SET kind = 'X', new = NULL, base = NULL WHERE id = ?", (place,))
