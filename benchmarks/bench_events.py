"""Events: a page of the list, its filters and the dashboard's counts over a year of a busy centre.

Usage: ``python benchmarks/bench_events.py [--rows N]``
Each question is asked through the service on a file of its own, in mixed order; the reference is the same file's
plainest question, one event by its identifier.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from report import Figure, publish  # noqa: E402  (the tree is not installed when a script runs)
from sqlalchemy import insert  # noqa: E402

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.core.text import fold  # noqa: E402
from ioc_desktop.kernel.events.model import EventFilter, Status  # noqa: E402
from ioc_desktop.kernel.events.service import EventService  # noqa: E402
from ioc_desktop.kernel.events.tables import EventRow  # noqa: E402
from ioc_desktop.store.database import Database  # noqa: E402

ROWS = 200_000
EACH = 15
TARGET_MS = 100.0
TALLIES = 3
"""Questions in one dashboard: by hour, by place, by kind."""
END = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CAMERAS = [uuid7() for _ in range(100)]
KINDS = ("red_light", "illegal_stop", "wrong_way", "intrusion", "line_crossing", "encroachment", "crowd")
SEVERITIES = ("info", "low", "medium", "high")


def fill(database: Database, rows: int) -> UUID:
    """A year of events, most of them answered; the identifier of one."""
    chance, one = random.Random(7), uuid7()
    for start in range(0, rows, 10_000):
        batch = [_event(chance, number, rows) for number in range(start, min(rows, start + 10_000))]
        batch[0]["id"] = one if start == 0 else batch[0]["id"]
        with database.write() as session:
            session.execute(insert(EventRow), batch)
    return one


def _event(chance: random.Random, number: int, rows: int) -> dict[str, object]:
    at = END - timedelta(days=365) * (1 - number / rows)
    camera, kind = chance.randrange(len(CAMERAS)), chance.choice(KINDS)
    rule, place = f"{kind} {camera}", f"{camera:02d} Camera {camera} · Phường Đông Hà"
    return {
        "id": uuid7(), "camera_id": CAMERAS[camera], "rule_id": rule, "rule_name": rule, "kind": kind,
        "severity": chance.choice(SEVERITIES), "place": place, "started_at": at, "peak_at": at,
        "ended_at": at + timedelta(seconds=20), "is_open": False, "category": "car", "value": 1.0, "box": None,
        "tracks": [number], "confidence": 0.8, "details": {}, "model": "bench", "reason": "", "files_note": "",
        "status": chance.choices([each.value for each in Status], (1, 12, 3))[0],
        "search_key": fold(f"{rule} {place}"), "created_at": at, "updated_at": at,
    }  # fmt: skip


def questions(events: EventService, one: UUID) -> dict[str, Callable[[], object]]:
    """What the page asks."""
    week = EventFilter(start=END - timedelta(days=7))
    deep = events.find(EventFilter(), limit=5000)[-1]
    return {
        "one_event": lambda: events.get(one),
        "page": lambda: events.find(EventFilter()),
        "page_deep": lambda: events.find(EventFilter(), after=deep),
        "page_camera": lambda: events.find(EventFilter(camera_id=CAMERAS[7])),
        "page_kind_waiting": lambda: events.find(EventFilter(kind="crowd", status=Status.NEW)),
        "page_severity": lambda: events.find(EventFilter(severity="high")),
        "page_text": lambda: events.find(EventFilter(text="đông hà 42")),
        "page_text_nothing": lambda: events.find(EventFilter(text="không có chữ này")),
        "count_all": lambda: events.count(EventFilter()),
        "count_text": lambda: events.count(EventFilter(text="camera 42")),
        "counts_week": lambda: events.counts(week),
        "counts_year": lambda: events.counts(EventFilter()),
        "waiting": events.waiting,
        "load": lambda: events.load(END),
        "doubts": lambda: events.doubts(END),
    }


def measure(asked: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Question → median, ms."""
    order = [name for name in asked for _ in range(EACH)]
    random.Random(3).shuffle(order)
    took: dict[str, list[float]] = {name: [] for name in asked}
    for name in order:
        begin = time.perf_counter()
        asked[name]()
        took[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(each) for name, each in took.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "events.db").open()
        try:
            one = fill(database, rows)
            medians = measure(questions(EventService(database), one))
        finally:
            database.close()
    reference = f"one event of {rows}: {medians.pop('one_event'):.2f} ms"
    figures = [
        Figure(f"events_{name}", value, "ms", reference, TARGET_MS * (TALLIES if name.startswith("counts") else 1))
        for name, value in medians.items()
    ]
    publish("events", figures)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
