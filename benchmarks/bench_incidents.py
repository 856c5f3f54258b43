"""Incidents at size: a journal of a million rows verified, the board and searches over a hundred thousand incidents.

The verification is timed against reading the same rows. While all of it runs on readers' threads, a heartbeat of the
window's loop says how long the window would wait.

Usage: ``python benchmarks/bench_incidents.py [--entries N] [--runs N]``
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer  # noqa: E402
from report import Figure, publish  # noqa: E402  (the tree is not installed when a script runs)

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.core.text import fold  # noqa: E402
from ioc_desktop.kernel.incidents import flow  # noqa: E402
from ioc_desktop.kernel.incidents.model import IncidentFilter  # noqa: E402
from ioc_desktop.kernel.incidents.queries import IncidentQueries  # noqa: E402
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
_BEAT_S = 0.01


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


_INCIDENT = (
    *("id", "number", "title", "kind", "severity", "place", "commander", "source", "stage", "status", "verdict"),
    *(
        "cancelled",
        "cancel_reason",
        "is_drill",
        "detected_at",
        "opened_at",
        "stage_at",
        "escalation",
        "times",
        "summary",
    ),
    *("cause", "outcome", "lessons", "search_key", "scope_id", "ver", "created_at", "updated_at"),
)
_ADD = f"INSERT INTO incident ({', '.join(_INCIDENT)}) VALUES ({', '.join('?' * len(_INCIDENT))})"
_WHAT = ("Ngập đường", "Cây đổ", "Va chạm xe máy", "Mất điện", "Khói tại quầy hàng", "Ùn tắc", "Tụ tập đông người")
_WHERE = ("Kè sông Hiếu", "Lê Duẩn", "chợ Đông Hà", "Hùng Vương", "ga Đông Hà", "Trần Hưng Đạo", "Lý Thường Kiệt")
SEARCHES = ("cay do", "le duan", "sv-2025-0187", "khoi cho", "khong co")


def incident(number: int) -> tuple[Any, ...]:
    """One of ten years; the last hundred are open."""
    at = datetime(2026, 11, 20, tzinfo=UTC) - timedelta(minutes=52 * number)
    stamp, title, place = at.strftime("%Y-%m-%d %H:%M:%S.000000"), _WHAT[number % 7], _WHERE[number // 7 % 7]
    stage = flow.OPEN_STAGES[number % 5] if number < 100 else flow.CLOSED if number % 9 else flow.CANCELLED
    code = f"SV-{at.year}-{number % 10_000:04d}-{number // 10_000}"
    return (
        uuid7().hex, code, title, "other", "medium", place, "Trưởng ca", "hand", stage, "new", "true", "", "", False,
        stamp, stamp, stamp, 0, f'{{"detected": "{at.isoformat()}"}}', "", "", "", "",
        fold(f"{code} {title} {place}"), 1, 0, stamp, stamp,
    )  # fmt: skip


def fill_incidents(db: Database, count: int) -> None:
    for start in range(0, count, _CHUNK):
        with db.write() as session:
            rows = [incident(number) for number in range(start, min(count, start + _CHUNK))]
            session.connection().exec_driver_sql(_ADD, rows)


def timed_ms(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def incident_figures(db: Database, runs: int) -> list[Figure]:
    """The board as it opens, and searches as they are typed."""
    queries = IncidentQueries(db)
    boards = [timed_ms(queries.board) for _ in range(runs)]
    searches = [
        timed_ms(lambda text=text: queries.find(IncidentFilter(text=text))) for _ in range(runs) for text in SEARCHES
    ]
    searches.sort()
    return [
        Figure("board_100k", statistics.median(boards), "ms", "a wall clock", 300.0),
        Figure("search_100k_p95", searches[math.ceil(0.95 * len(searches)) - 1], "ms", "a wall clock", 100.0),
    ]


def window_delays_ms(db: Database) -> list[float]:
    """How late a 10 ms heartbeat of the window's loop is while readers verify the journal, search and open boards."""
    app = QCoreApplication.instance() or QCoreApplication([])
    late: list[float] = []
    due = [time.perf_counter() + _BEAT_S]

    def beat() -> None:
        now = time.perf_counter()
        late.append(max(0.0, now - due[0]) * 1000)
        due[0] = now + _BEAT_S

    timer = QTimer(interval=round(_BEAT_S * 1000))
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    with ThreadPoolExecutor(2) as readers:
        running = [readers.submit(RecordVerifier(db).verify), readers.submit(_search_on, IncidentQueries(db))]
        while not all(work.done() for work in running):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        assert running[0].result().faults == ()
    timer.stop()
    return late


def _search_on(queries: IncidentQueries) -> None:
    """About as long as a verification lasts."""
    for number in range(60):
        queries.board()
        queries.find(IncidentFilter(text=SEARCHES[number % len(SEARCHES)]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--incidents", type=int, default=INCIDENTS)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        db = Database(Path(folder) / "ioc.db").open()
        fill(db, asked.entries)
        pairs = [(verify_s(db, asked.entries), read_s(db)) for _ in range(asked.runs)]
        fill_incidents(db, asked.incidents)
        figures = incident_figures(db, asked.runs * 3)
        late = window_delays_ms(db)
        db.close()
    seconds = statistics.median(verify for verify, _ in pairs)
    publish(
        "incidents",
        [
            Figure("verify_1m_entries", seconds * 1_000_000 / asked.entries, "s", "a wall clock", 10.0),
            Figure("verify_per_read", statistics.median(v / r for v, r in pairs), "x", "reading the same rows", 1.5),
            *figures,
            Figure("window_delay_p99", statistics.quantiles(late, n=100)[98], "ms", "a 10 ms heartbeat", 50.0),
        ],
    )


if __name__ == "__main__":
    main()
