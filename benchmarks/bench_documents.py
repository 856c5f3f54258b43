"""What a centre hands out: how fast a case file is written, and how late the window's loop is while long work runs.

A case file of clips and photographs is written as a ZIP, and beside it, in turn, the same files are hashed and stored
by plain ``hashlib`` and ``zipfile``. Then a heartbeat of 10 ms in a window's loop is measured while readers' threads
build a document of 20 pages with 30 photographs, verify a journal, write the case file and search.

Usage: ``python benchmarks/bench_documents.py [--mb N] [--entries N] [--runs N]``
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the tree is not installed when a script runs)
from bench_incidents import SEARCHES, fill, fill_incidents  # noqa: E402
from bench_papers import build_once, photo_files  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer  # noqa: E402
from report import Figure, publish  # noqa: E402

from ioc_desktop.exchange.case_check import verify_case_file  # noqa: E402
from ioc_desktop.exchange.case_file import CHUNK, CaseFile, Evidence, write_case_file  # noqa: E402
from ioc_desktop.kernel.incidents.model import IncidentFilter  # noqa: E402
from ioc_desktop.kernel.incidents.queries import IncidentQueries  # noqa: E402
from ioc_desktop.kernel.records.verify import RecordVerifier  # noqa: E402
from ioc_desktop.store.database import Database  # noqa: E402

BEAT_S = 0.01
LIMIT_MS = 50.0
_FILE_MB = 32
_LEAST_S = 2.0
"""A piece of work is repeated until the heart has been watched for so long."""


def make_files(folder: Path, megabytes: int) -> list[Path]:
    """Files that nothing packs any smaller, as films are."""
    random, paths = np.random.default_rng(3), []
    for number in range(max(1, megabytes // _FILE_MB)):
        path = folder / f"doan-phim-{number:02d}.mp4"
        path.write_bytes(random.bytes(_FILE_MB * 2**20))
        paths.append(path)
    return paths


def case_of(paths: Sequence[Path]) -> CaseFile:
    evidence = [
        Evidence(name=path.name, path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths
    ]
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return CaseFile(code="SV-1", title="Đo tốc độ", exporter="Bench", reason="đo", exported_at=now, evidence=evidence)


def timed_s(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def plain_zip(paths: Sequence[Path], target: Path) -> None:
    """What is left of the work when nothing is said of the files: read, hash, store."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for path in paths:
            digest = hashlib.sha256()
            with path.open("rb") as source, archive.open(path.name, "w", force_zip64=True) as entry:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    entry.write(chunk)


def written_once(case: CaseFile, folder: Path) -> None:
    target = folder / "ho-so.zip"
    write_case_file(case, target)
    target.unlink()


def throughput(case: CaseFile, paths: Sequence[Path], folder: Path, runs: int) -> list[Figure]:
    """Megabytes a second, ours and plain in turn; and checking the result."""
    size_mb = sum(path.stat().st_size for path in paths) / 2**20
    ours, plain, checks = [], [], []
    for _ in range(runs):
        target, other = folder / "ho-so.zip", folder / "tron.zip"
        ours.append(timed_s(lambda target=target: write_case_file(case, target)))  # type: ignore[misc]
        plain.append(timed_s(lambda other=other: plain_zip(paths, other)))  # type: ignore[misc]
        checks.append(timed_s(lambda target=target: verify_case_file(target)))  # type: ignore[misc]
        target.unlink()
        other.unlink()
    ratio = statistics.median(a / b for a, b in zip(plain, ours, strict=True))
    return [
        Figure("case_file_mb_s", size_mb / statistics.median(ours), "MB/s", "a wall clock", 100.0, at_most=False),
        Figure("case_file_over_plain", ratio, "x", "plain zip + SHA-256 of the same files", 0.9, at_most=False),
        Figure("case_check_mb_s", size_mb / statistics.median(checks), "MB/s", "a wall clock", 100.0, at_most=False),
    ]


# ------------------------------------------------------------------ the heart of the window


def delays_ms(work: Callable[[], object]) -> list[float]:
    """How late each beat of 10 ms is while a reader's thread does the work, again and again for two seconds."""
    app = QCoreApplication.instance() or QCoreApplication([])
    late: list[float] = []
    due = [time.perf_counter() + BEAT_S]

    def beat() -> None:
        now = time.perf_counter()
        late.append(max(0.0, now - due[0]) * 1000)
        due[0] = now + BEAT_S

    timer = QTimer(interval=round(BEAT_S * 1000))
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    with ThreadPoolExecutor(1) as reader:
        running = reader.submit(_repeated, work)
        while not running.done():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        running.result()
    timer.stop()
    return late


def _repeated(work: Callable[[], object]) -> None:
    end = time.perf_counter() + _LEAST_S
    while time.perf_counter() < end:
        work()


def heart(works: dict[str, Callable[[], object]], rounds: int) -> list[Figure]:
    """The 99th percentile for each piece of work, as the median of rounds; an idle loop stands beside them."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            late = delays_ms(work)
            found[name].append(statistics.quantiles(late, n=100)[98])
    idle = statistics.median(found.pop("idle"))
    against = f"a 10 ms heartbeat (idle: {idle:.1f} ms)"
    return [Figure(f"heart_{name}_p99", statistics.median(p99), "ms", against, LIMIT_MS) for name, p99 in found.items()]


def search(queries: IncidentQueries) -> None:
    for text in SEARCHES:
        queries.find(IncidentFilter(text=text))
    queries.board()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mb", type=int, default=512)
    options.add_argument("--entries", type=int, default=200_000)
    options.add_argument("--runs", type=int, default=5)
    asked = options.parse_args()
    photo_files()
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        folder = Path(name)
        paths = make_files(folder, asked.mb)
        case = case_of(paths)
        figures = throughput(case, paths, folder, asked.runs)
        db = Database(folder / "ioc.db").open()
        fill(db, asked.entries)
        fill_incidents(db, 100_000)
        queries = IncidentQueries(db)
        works: dict[str, Callable[[], object]] = {
            "idle": lambda: time.sleep(0.1),
            "document": build_once,
            "journal": lambda: RecordVerifier(db).verify(),
            "case_file": lambda: written_once(case, folder),
            "search": lambda: search(queries),
        }
        figures += heart(works, 3)
        db.close()
    publish("documents", figures)


if __name__ == "__main__":
    main()
