"""R3: detections as cameras give them, through their lane, against a binary COPY into a bare table."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from report import Figure
from sync_bed import Bed, clock, interleaved

import psycopg  # isort: skip

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.events.log import Detection, EventLog
from ioc_desktop.sync.events import EventLane

SENT = 10_000
_CAMERAS = [uuid7() for _ in range(16)]
_TYPES = ["uuid", "int8", "timestamptz", "int4", "uuid", "text", "text", "float4", "float4[]", "int8", "text"]


def plates(seed: int) -> list[Detection]:
    """Number plates at sixteen cameras, no two alike, one in ten without a track."""
    chance, now = random.Random(seed), datetime.now(UTC)
    return [
        Detection(
            at=now + timedelta(milliseconds=number),
            camera_id=chance.choice(_CAMERAS),
            kind="plate",
            category=chance.choice(["car", "truck", "motorbike"]),
            score=chance.random(),
            box=(chance.random(), chance.random(), 0.1, 0.1),
            track=number if chance.random() < 0.9 else None,
            value=f"74A-{chance.randrange(99999):05}",
        )
        for number in range(SENT)
    ]


def detections(bed: Bed) -> list[Figure]:
    """From what waits in the local file to the acknowledgement; the bare table has no key."""
    desk, connection = bed.desk("seeing"), bed.connect()
    lane = EventLane(desk.db, desk.replica.device_id(), desk.engine.instance)
    log = EventLog(desk.db, desk.replica.device_id())
    bed.execute(
        "CREATE TABLE public.bare_event (device uuid, seq bigint, at timestamptz, scope int, camera uuid, kind text, "
        "category text, score real, box real[], track bigint, value text)"
    )

    def ours() -> float:
        last = log.append(plates(1))
        taken = clock(lambda: [None for _ in range(10) if lane.upload_step(connection)])
        assert connection.execute("SELECT max(ev_head) FROM sync.device").fetchone() == (last,)
        return taken

    def bare() -> float:
        connection.execute("TRUNCATE public.bare_event")
        device = uuid7()
        new = [
            (device, n, one.at, 1, one.camera_id, one.kind, one.category, one.score, list(one.box or ()), one.track,
             one.value) for n, one in enumerate(plates(1))
        ]  # fmt: skip
        return clock(lambda: _copy(connection, new))

    print("  R3")
    figure = Figure("R3", interleaved(ours, bare), "×", "binary COPY of the same rows into a bare table", 3)
    connection.close()
    return [figure]


def _copy(connection: psycopg.Connection, rows: list[tuple[object, ...]]) -> None:
    query = b"COPY public.bare_event FROM STDIN (FORMAT BINARY)"
    with connection.transaction(), connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.set_types(_TYPES)
        for row in rows:
            copy.write_row(row)
