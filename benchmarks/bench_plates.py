"""Plates: search over ten million reads, and how many rendered plates are read right.

Search: the service's own call, journal entry and all, on a file of ten million reads (``plate_rows``); 40 questions of
each kind in mixed order. Accuracy: ``plate_accuracy``; ``IOC_PLATE_PICTURES`` names a folder of real pictures. Live:
``plate_live``, moving vehicles through the program's model, tracker and reader.

Usage: ``python benchmarks/bench_plates.py [--rows N] [--plates N] [--only search|accuracy|live]``
The file is kept in ``build/plates-N.db`` and made when it is missing: some minutes for ten million rows; so are the
clips in ``build/plate-clips``.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plate_accuracy import accuracy_figures  # noqa: E402  (the tree is not installed when a script runs)
from plate_live import live_figures  # noqa: E402
from plate_rows import END, open_filled, vehicles  # noqa: E402
from report import Figure, publish  # noqa: E402

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.kernel.accounts.model import Role, Session  # noqa: E402
from ioc_desktop.kernel.district_settings.service import DistrictSettings  # noqa: E402
from ioc_desktop.kernel.journal.chain import DeviceJournal  # noqa: E402
from ioc_desktop.kernel.plates.model import PlateQuery  # noqa: E402
from ioc_desktop.kernel.plates.reads import PlateReadService  # noqa: E402
from ioc_desktop.vision.registry import ModelRegistry  # noqa: E402

TARGET_MS = 100.0
EACH = 40
WHO = Session(uuid7(), "bench", "bench", Role.OPERATOR)


def questions(plate: str) -> Iterator[tuple[str, PlateQuery]]:
    """One of each kind about a vehicle that exists, and some about one that was never seen."""
    asked = {
        "exact": plate,
        "prefix": f"{plate[:4]}*",
        "province": f"{plate[:2]}*",
        "suffix": f"*{plate[-4:]}",
        "inner": plate[3:7],
        "ends": f"{plate[:2]}*{plate[-3:]}",
        "unread": f"{plate[:4]}?{plate[5:]}",
        "absent": f"*Q{plate[-3:]}*{plate[:3]}",
    }
    for kind, text in asked.items():
        yield kind, PlateQuery(text=text, reason="đo tốc độ tìm kiếm")
    yield "strict", PlateQuery(text=plate, reason="đo tốc độ tìm kiếm", is_strict=True)
    start = END - timedelta(days=60)
    yield (
        "week",
        PlateQuery(text=f"*{plate[-4:]}", reason="đo tốc độ tìm kiếm", start=start, end=start + timedelta(days=7)),
    )


def search_figures(rows: int) -> list[Figure]:
    """p50 and p99 of every kind of question, and of all together."""
    database = open_filled(ROOT / "build" / f"plates-{rows}.db", rows)
    service = PlateReadService(database, DeviceJournal(database), DistrictSettings(database))
    seed = random.Random(10)
    asked = [question for plate in seed.sample(vehicles(), EACH) for question in questions(plate)]
    seed.shuffle(asked)
    times: dict[str, list[float]] = {}
    found: dict[str, int] = {}
    for kind, query in asked:
        begun = time.perf_counter()
        found[kind] = found.get(kind, 0) + len(service.search(query, WHO))
        times.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
    database.close()
    for kind, values in times.items():
        print(f"  {kind:<10} p50 {statistics.median(values):7.2f} ms  max {max(values):7.2f} ms  {found[kind]} reads")
    everything = sorted(value for values in times.values() for value in values)
    what = f"{rows:,} reads in a file, {len(everything)} searches"
    worst = max(statistics.median(values) for values in times.values())
    return [
        Figure("search_p50", statistics.median(everything), "ms", what, TARGET_MS),
        Figure("search_p99", everything[int(len(everything) * 0.99)], "ms", what, TARGET_MS),
        Figure("search_slowest_kind_p50", worst, "ms", what, TARGET_MS),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--plates", type=int, default=600)
    parser.add_argument("--only", choices=("search", "accuracy", "live"))
    asked = parser.parse_args()
    figures: list[Figure] = []
    if asked.only in {None, "search"}:
        figures += search_figures(asked.rows)
    if asked.only in {None, "accuracy"}:
        figures += accuracy_figures(asked.plates, Path(os.environ.get("IOC_PLATE_PICTURES", "")))
    if asked.only in {None, "live"}:
        models = ModelRegistry(ROOT / "build" / "models", [ROOT / "models"])
        figures += live_figures(ROOT / "build" / "plate-clips", models.find("starter-traffic"))
    publish("plates", figures)


if __name__ == "__main__":
    main()
