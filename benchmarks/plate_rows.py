"""Ten million plate reads for a benchmark: made by seed, as a town sees them, kept in ``build/``.

Three in five vehicles are of the own province, and a fifth of the vehicles makes four fifths of the reads; the others
come from everywhere. Reads of four months on 364 cameras.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.plates import index
from ioc_desktop.kernel.plates.formats import SERIES_LETTERS
from ioc_desktop.kernel.plates.looks import look_key
from ioc_desktop.kernel.plates.provinces import PROVINCES
from ioc_desktop.store.database import Database

END = datetime(2026, 7, 1, tzinfo=UTC)
DAYS = 120
CAMERAS = 364
VEHICLES = 1_500_000
OWN = "74"
_STEP = 100_000
_INSERT = "INSERT INTO plate_read (id, camera_id, plate, key, colour, score) VALUES (?, ?, ?, ?, 'white', 0.9)"


def vehicles(count: int = VEHICLES) -> list[str]:
    """Plates, motorbikes and cars half and half."""
    random = np.random.default_rng(74)
    codes = [code for code in PROVINCES if code != OWN]
    own = random.random(count) < 0.6
    foreign = random.integers(0, len(codes), count)
    letters = random.integers(0, len(SERIES_LETTERS), count)
    numbers = random.integers(0, 100_000, count)
    series = random.integers(0, 10, count)
    bikes = random.random(count) < 0.5
    return [
        f"{OWN if own[i] else codes[foreign[i]]}{SERIES_LETTERS[letters[i]]}"
        f"{series[i] % 9 + 1 if bikes[i] else ''}{numbers[i]:05d}"
        for i in range(count)
    ]


def open_filled(path: Path, rows: int) -> Database:
    """A database with that many reads; made when it is not there, which takes minutes."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _fill(making, rows)
        making.rename(path)
    return Database(path).open()


def _fill(path: Path, rows: int) -> None:
    database = Database(path).open()
    database.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("DROP INDEX ix_plate_read_key")
    connection.execute("BEGIN")
    for batch in _batches(rows):
        connection.executemany(_INSERT, batch)
    connection.execute("CREATE INDEX ix_plate_read_key ON plate_read (key)")
    connection.execute("COMMIT")
    connection.close()
    database = Database(path).open()
    index.ensure(database)
    database.close()


def _batches(rows: int) -> Iterator[list[tuple[int, str, str, str]]]:
    plates = vehicles()
    keys = [look_key(plate) for plate in plates]
    cameras = [uuid7().hex for _ in range(CAMERAS)]
    random = np.random.default_rng(75)
    begin_ms = int((END - timedelta(days=DAYS)).timestamp() * 1000)
    span_ms = DAYS * 86_400_000 / rows
    for start in range(0, rows, _STEP):
        count = min(_STEP, rows - start)
        often = random.random(count) < 0.8
        chosen = np.where(
            often, random.integers(0, len(plates) // 5, count), random.integers(0, len(plates), count)
        ).tolist()
        seen = random.integers(0, CAMERAS, count).tolist()
        stamps = [((begin_ms + int((start + i) * span_ms)) << 20) | (start + i) % 4096 << 8 for i in range(count)]
        yield [(stamps[i], cameras[seen[i]], plates[chosen[i]], keys[chosen[i]]) for i in range(count)]
