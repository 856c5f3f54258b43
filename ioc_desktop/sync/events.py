"""The lane of detections: this desktop's own go up in numbered batches, others' come down by a vector of numbers."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from ioc_desktop.store.database import Database
from ioc_desktop.sync.binary_arrays import (
    BinaryArray,
    bigints,
    identifiers,
    integers,
    reals,
    texts,
    times,
    understood_by,
)
from ioc_desktop.sync.event_numbers import EventNumbers, Waiting

UPLOAD = 10_000
"""Most rows in one call: some 50 ms of the server."""
_LEAST = 500
_PATIENCE_S = 1.0
"""A call that takes longer, over a thin line, is followed by smaller ones."""
_PUT = b"SELECT head, differs FROM ev.put(%s, %s, %s, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b)"
_HEAD = b"SELECT head FROM ev.put(%s, %s, 0, '{}'" + b", '{}'" * 12 + b")"
_HEADS = b"SELECT ev.heads(), sync.my_scopes()"
_SINCE = b"""SELECT encode(uuid_send(device_id), 'hex'), seq,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), scope_id, encode(uuid_send(camera_id), 'hex'), kind,
    category, score, replace(to_json(box)::text, ',', ', '), track, value
FROM ev.since(%s::jsonb, %s::int[], make_interval(hours => %s), %s)"""
"""In the words of SQLite: nothing is converted here."""


class EventLane:
    """Sends and reads detections over a connection of its own, in bounded steps; somebody else's thread drives them.

    Args:
        instance: the running program that holds the device's identity, as the engine introduced it.
        scopes: which to read; None for all that this login may see.
    """

    def __init__(self, db: Database, device_id: UUID, instance: UUID, *, scopes: Sequence[int] | None = None) -> None:
        self._numbers, self._instance = EventNumbers(db, device_id), instance
        self._scopes = None if scopes is None else list(scopes)
        self._size = UPLOAD
        self._asked: psycopg.Connection | None = None

    def upload_step(self, connection: psycopg.Connection) -> int:
        """Send the next rows; how many the server took.

        It answers its last number, and that is where to go on: after a lost answer nothing is sent twice, after a
        restored backup what it lost is sent again. Numbers that it knows with another content are given out anew.

        Raises:
            psycopg.Error: the connection's failures, for the caller to tell.
        """
        self._ask_once(connection)
        waiting = self._numbers.waiting(self._size)
        if waiting.is_empty:
            return 0
        begun = time.monotonic()
        head, differs = _put(connection, waiting, self._instance)
        self._fit(time.monotonic() - begun)
        if head is None:
            return 0
        if differs is not None:
            self._numbers.renumber(waiting.device, differs, head)
            return self.upload_step(connection)
        if head != waiting.after:
            self._numbers.acknowledge(waiting.device, head)
        return max(0, head - waiting.after)

    def download_step(self, connection: psycopg.Connection, *, hours: int = 24, limit: int = 5000) -> int:
        """Read what other devices saw lately; how many rows came."""
        row = connection.execute(_HEADS).fetchone()
        assert row is not None
        heads, scopes = row
        self._numbers.see(scopes)
        heads.pop(str(self._numbers.own_device()), None)
        vector = self._numbers.vector()
        behind = {device: vector.get(device, 0) for device, head in heads.items() if head > vector.get(device, 0)}
        if not behind:
            return 0
        rows = connection.execute(_SINCE, (json.dumps(behind), self._scopes, hours, limit)).fetchall()
        reached = {device: heads[device] for device in behind} if len(rows) < limit else {}
        for row in rows:
            device = str(UUID(row[0]))
            reached[device] = max(row[1], reached.get(device, 0))
        self._numbers.take(rows, reached)
        return len(rows)

    def _ask_once(self, connection: psycopg.Connection) -> None:
        """A server that was restored is told what it lost though nothing new was seen; a restore ends connections."""
        if connection is self._asked:
            return
        waiting = self._numbers.waiting(0)
        row = connection.execute(_HEAD, (waiting.device, self._instance)).fetchone()
        assert row is not None
        if row[0] is not None:
            self._numbers.acknowledge(waiting.device, min(row[0], waiting.after))
            self._asked = connection

    def _fit(self, taken_s: float) -> None:
        if taken_s > _PATIENCE_S:
            self._size = max(_LEAST, self._size // 2)
        elif taken_s < _PATIENCE_S / 4:
            self._size = min(UPLOAD, self._size * 2)


def _put(connection: psycopg.Connection, waiting: Waiting, instance: UUID) -> tuple[int | None, int | None]:
    parameters = (waiting.device, instance, waiting.after, *_arrays(waiting.columns))
    answer = understood_by(connection).execute(_PUT, parameters).fetchone()
    assert answer is not None
    return answer[0], answer[1]


def _arrays(columns: Sequence[Any]) -> tuple[BinaryArray, ...]:
    """The columns of ``Waiting`` as the server takes them."""
    at, camera = columns[1], columns[3]
    seq, scope, kind, category, score, boxes, track, value = (
        json.loads(column) for place, column in enumerate(columns) if place not in {1, 3}
    )
    corners = [boxes[place::4] for place in range(4)]
    return (
        bigints(seq), times(at.split(",")), integers(scope), identifiers(camera), texts(kind), texts(category),
        reals(score), *map(reals, corners), bigints(track), texts(value),
    )  # fmt: skip
