"""The question that a search is, in SQL: by key where the plate is whole, else by trigrams, newest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.plates import index
from ioc_desktop.kernel.plates.looks import is_exact, known_runs, likeness, look_key, pattern_of
from ioc_desktop.kernel.plates.model import FoundRead, PlateQuery, colour_and_way

_COLUMNS = "r.id, r.camera_id, r.plate, r.colour, r.score, EXISTS (SELECT 1 FROM plate_hold h WHERE h.read_id = r.id)"
_BY_KEY = f"SELECT {_COLUMNS} FROM plate_read r WHERE r.key = ?{{more}} ORDER BY r.id DESC LIMIT ?"  # noqa: S608
_BY_GRAM = (
    f"SELECT {_COLUMNS} FROM plate_gram g CROSS JOIN plate_read r ON r.id = g.rowid"  # noqa: S608  (own names)
    " WHERE plate_gram MATCH ? AND r.key GLOB ?{more} ORDER BY g.rowid DESC LIMIT ?"
)
_ENOUGH = 3
MOST = 1000
"""Reads in one answer."""


def checked_pattern(text: str) -> str:
    """What was asked for as a pattern.

    Raises:
        ExpectedError: ``plates.pattern_wrong``, ``plates.pattern_vague``.
    """
    pattern = pattern_of(text)
    if pattern is None:
        raise ExpectedError(
            "plates.pattern_wrong",
            QT_TRANSLATE_NOOP("errors", "“{text}” không phải biển số. Dùng chữ, số, * và ?, như 51F*345."),
            text=text[:40],
        )
    if not is_exact(pattern) and not known_runs(pattern):
        raise ExpectedError(
            "plates.pattern_vague",
            QT_TRANSLATE_NOOP("errors", "Cần ít nhất 3 ký tự liền nhau (2 ở đầu hoặc cuối biển). Nhập thêm ký tự."),
        )
    return pattern


def run(connection: Connection, query: PlateQuery, pattern: str) -> list[FoundRead]:
    """The newest reads that match."""
    sql, values = _question(query, pattern)
    rows = connection.exec_driver_sql(sql, tuple(values))
    return [_found(pattern, *row) for row in rows]


def _found(pattern: str, *row: Any) -> FoundRead:
    number, camera, plate, category, score, is_held = row
    colour, way = colour_and_way(category)
    return FoundRead(
        id=number, at=index.moment(number), camera_id=UUID(camera), plate=plate, colour=colour, score=score,
        likeness=likeness(pattern, plate), is_held=bool(is_held), way=way,
    )  # fmt: skip


def _question(query: PlateQuery, pattern: str) -> tuple[str, list[object]]:
    more, values = _narrowed(query, pattern)
    limit = min(max(1, query.limit), MOST)
    if is_exact(pattern):
        return _BY_KEY.format(more=more), [look_key(pattern), *values, limit]
    return _BY_GRAM.format(more=more), [_grams(look_key(pattern)), look_key(pattern), *values, limit]


def _grams(key: str) -> str:
    """Every three known characters in a row, all of which must be there.

    Without the first two of the plate where enough else is known: half of a town's plates begin with its own code.
    """
    grams = {run[start : start + 3] for run in known_runs(key) for start in range(len(run) - 2)}
    if len(grams) > _ENOUGH:
        grams = {gram for gram in grams if gram[0] != "^"}
    return " AND ".join(f'"{gram}"' for gram in sorted(grams))


def _narrowed(query: PlateQuery, pattern: str) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if query.is_strict:
        parts.append("r.plate GLOB ?")
        values.append(pattern)
    for sign, moment in ((">=", query.start), ("<", query.end)):
        if moment is not None:
            parts.append(f"{'r.id' if is_exact(pattern) else 'g.rowid'} {sign} ?")
            values.append(index.first_id(moment))
    if query.cameras:
        parts.append(f"r.camera_id IN ({', '.join('?' * len(query.cameras))})")
        values += sorted(camera.hex for camera in query.cameras)
    return "".join(f" AND {part}" for part in parts), values
