"""Sixty desktops, each a process, on one server: edits, detections and reads for ten minutes.

Prints propagation (written on one desktop → committed on every other, 99th percentile), divergence at the end, and
what the server used. Usage: ``python benchmarks/bench_sync_load.py [--desktops N] [--seconds S]``
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

import psutil
from report import Figure, publish
from sync_bed import Bed, BenchBase, rows, write_rows

import psycopg  # isort: skip

from tests.support.desks import Desk

EDITS_A_MINUTE = 6
"""What a busy officer writes."""


def live(number: int, folder: str, dsn: str, pipe: Any) -> None:
    """One desktop: writes now and then, notes when others' writes are committed here."""
    from bench_sync import make_worker  # noqa: PLC0415  (own process)

    name = f"d{number}"
    desk = Desk(Path(folder), name, lambda: psycopg.connect(dsn, autocommit=True), models=BenchBase).join()
    worker = make_worker(desk, dsn)
    arrivals: dict[str, float] = {}
    seen = set()

    def note(_tables: object) -> None:
        now = time.monotonic()
        for (row,) in desk.query("SELECT id FROM b_reading WHERE ver > 0"):
            if row not in seen:
                seen.add(row)
                arrivals[row] = now

    worker._engine.applied.connect(note)
    worker.start()
    while worker.status.last_sync_at is None:
        time.sleep(0.05)
    pipe.send("ready")
    end = time.monotonic() + float(pipe.recv())
    random, written = Random(number), {}
    while time.monotonic() < end:
        time.sleep(random.expovariate(EDITS_A_MINUTE / 60))
        new = rows(1)
        written[new[0][0]] = time.monotonic()
        write_rows(desk, new)
    pipe.send("written")
    pipe.recv()
    note(None)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    pipe.send((written, arrivals, desk.replica.digest(1), memory_mb))
    pipe.recv()
    worker.stop()
    desk.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desktops", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=600)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bed = Bed(Path(folder))
        try:
            measure(bed, asked.desktops, asked.seconds)
        finally:
            bed.close()


def measure(bed: Bed, desktops: int, seconds: float) -> None:
    context = multiprocessing.get_context("spawn")
    pipes, processes = [], []
    for number in range(desktops):
        here, there = context.Pipe()
        processes.append(context.Process(target=live, args=(number, str(bed.folder), bed.dsn, there)))
        processes[-1].start()
        assert here.recv() == "ready"
        pipes.append(here)
    server = psutil.Process(bed.server._process.pid)  # type: ignore[union-attr]
    before, begun = _cpu_s(server), time.monotonic()
    for pipe in pipes:
        pipe.send(seconds)
    peak_mb = 0.0
    while not all(pipe.poll() for pipe in pipes):
        peak_mb = max(peak_mb, _memory_mb(server))
        time.sleep(2)
    cores = (_cpu_s(server) - before) / (time.monotonic() - begun)
    for pipe in pipes:
        pipe.recv()
    time.sleep(15)  # whoever was late is level now: notices, else the poll
    for pipe in pipes:
        pipe.send("tell")
    told = [pipe.recv() for pipe in pipes]
    for pipe, process in zip(pipes, processes, strict=True):
        pipe.send("end")
        process.join(30)
    report(told, cores, peak_mb)


def report(told: list[Any], cores: float, peak_mb: float) -> None:
    written = {row: at for one in told for row, at in one[0].items()}
    delays = [at - written[row] for one in told for row, at in one[1].items() if row in written and row not in one[0]]
    digests = {str(one[2]) for one in told}
    print(
        f"  {len(told)} desktops, {len(written)} edits, {len(delays)} arrivals, p50 {statistics.median(delays):.3f} s"
    )
    print(f"  server: {cores:.2f} cores, {peak_mb:.0f} MB with its shared memory counted once for each connection")
    print(f"  a desktop without its window: {max(one[3] for one in told)} MB at most")
    publish(
        "sync_load",
        [
            Figure("p99 propagation", statistics.quantiles(delays, n=100)[98], "s", "the commit on the writer", 1),
            Figure("diverged", len(digests) - 1, "", "the digest of the first desktop", 0),
        ],
    )


def _family(server: psutil.Process) -> list[psutil.Process]:
    return [server, *server.children()]


def _cpu_s(server: psutil.Process) -> float:
    """Living backends only: those of a desktop live as long as it does."""
    total = 0.0
    for process in _family(server):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def _memory_mb(server: psutil.Process) -> float:
    total = 0
    for process in _family(server):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


if __name__ == "__main__":
    main()
