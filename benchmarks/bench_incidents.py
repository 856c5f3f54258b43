"""A journal of a million rows verified, against the time SQLite alone needs to read them.

Usage: ``python benchmarks/bench_incidents.py [--entries N] [--runs N]``
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from report import Figure, publish  # noqa: E402  (the tree is not installed when a script runs)

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.kernel.records.model import FIRST, digest, joined  # noqa: E402
from ioc_desktop.kernel.records.verify import RecordVerifier  # noqa: E402
from ioc_desktop.store.database import Database  # noqa: E402

_COLUMNS = (
    *("id", "device_id", "seq", "at", "who", "who_id", "workstation", "tbl", "record_id", "action", "changes", "note"),
    *("detail", "prev", "hash", "scope_id", "ver", "created_at", "updated_at"),
)
_INSERT = f"INSERT INTO record_entry ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_READ = "SELECT * FROM record_entry ORDER BY device_id, seq"
STATIONS, INCIDENTS = 60, 100_000
_CHUNK = 50_000


def entries(count: int) -> Iterator[tuple[Any, ...]]:
    """Whole chains of sixty workstations, as they come in: in turn."""
    devices = [uuid7().hex for _ in range(STATIONS)]
    heads = dict.fromkeys(devices, FIRST)
    incidents = [uuid7().hex for _ in range(min(INCIDENTS, count))]
    for number in range(count):
        device, seq = devices[number % STATIONS], number // STATIONS + 1
        at = f"2026-{1 + number % 12:02d}-11T08:00:00.{number % 1_000_000:06d}Z"
        who, station, incident = device, f"ban-truc-{number % STATIONS}", incidents[number % len(incidents)]
        changes = '{"stage":["verify","respond"]}'
        note = f"Tổ tuần tra {number % 40} đến nơi, đã đặt rào chắn hai đầu đường."
        line = (device, seq, at, who, "Trực ban 1", station, "incident", incident, "incident.stage", changes, note)
        mark = digest(joined((*line, "{}", heads[device])))
        yield (
            uuid7().hex, device, seq, at, "Trực ban 1", who, station, "incident", incident, "incident.stage", changes,
            note, "{}", heads[device], mark, 1, 0, "2026-01-01 00:00:00", "2026-01-01 00:00:00",
        )  # fmt: skip
        heads[device] = mark


def fill(db: Database, count: int) -> None:
    rows, source = [], entries(count)
    for row in source:
        rows.append(row)
        if len(rows) == _CHUNK:
            _store(db, rows)
            rows = []
    _store(db, rows)


def _store(db: Database, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        with db.write() as session:
            session.connection().exec_driver_sql(_INSERT, rows)


def verify_s(db: Database, count: int) -> float:
    """Seconds for all chains."""
    begun = time.perf_counter()
    verdict = RecordVerifier(db).verify()
    took = time.perf_counter() - begun
    assert (verdict.entries, verdict.faults) == (count, ()), verdict
    return took


def read_s(db: Database) -> float:
    """Seconds for the same rows without looking at them."""
    begun = time.perf_counter()
    with db.read() as session:
        cursor = session.connection().exec_driver_sql(_READ).cursor
        assert cursor is not None
        while cursor.fetchmany(2000):
            pass
    return time.perf_counter() - begun


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        db = Database(Path(folder) / "ioc.db").open()
        fill(db, asked.entries)
        pairs = [(verify_s(db, asked.entries), read_s(db)) for _ in range(asked.runs)]
        db.close()
    seconds = statistics.median(verify for verify, _ in pairs)
    publish(
        "incidents",
        [
            Figure("verify_1m_entries", seconds * 1_000_000 / asked.entries, "s", "a wall clock", 10.0),
            Figure("verify_per_read", statistics.median(v / r for v, r in pairs), "x", "reading the same rows", 1.5),
        ],
    )


if __name__ == "__main__":
    main()
