"""Synchronisation: each figure is a ratio to what the two databases do bare, in the same run, fsync on.

Both sides are interleaved; figures are medians of seven. Usage: ``python benchmarks/bench_sync.py [--only R1 R4]``
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import queue
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report import Figure, publish
from sync_bed import (
    COLUMNS,
    NOW,
    RUNS,
    Bed,
    BenchBase,
    clock,
    copied_into_a_bare_file,
    copy_text,
    interleaved,
    rows,
    write_rows,
)
from sync_events import detections
from sync_local import absence, encryption

import psycopg  # isort: skip

from ioc_desktop.core.file_lock import FileLock
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.sync.engine import Engine, Machine
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.worker import Server, SyncWorker
from tests.support.desks import Desk
from tests.support.proxy import Proxy

PUSHED = 10_000
CAUGHT_UP = 100_000
WRITERS = 8


def push_all(desk: Desk) -> None:
    assert desk.server is not None
    while desk.engine.push(desk.server):
        pass


def copy_in(connection: psycopg.Connection, text: str) -> None:
    query = f"COPY public.bare ({', '.join(COLUMNS)}) FROM STDIN".encode()
    with connection.transaction(), connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.write(text)


def pushing(bed: Bed) -> list[Figure]:
    """R1 and R2: from the outbox to the acknowledgement, for new rows and for patches of one column."""
    desk, connection = bed.desk("pushing"), bed.connect()
    waiting: list[list[tuple[object, ...]]] = []

    def insert() -> float:
        waiting.append(rows(PUSHED))
        write_rows(desk, waiting[-1])
        return clock(lambda: push_all(desk))

    def patch() -> float:
        desk.write("UPDATE b_reading SET amount = amount + 1 WHERE id IN (SELECT id FROM b_reading LIMIT ?)", PUSHED)
        return clock(lambda: push_all(desk))

    def bare() -> float:
        connection.execute("TRUNCATE public.bare")
        text = copy_text(rows(PUSHED))
        return clock(lambda: copy_in(connection, text))

    insert()
    bed.execute("ANALYZE")
    print("  R1")
    new = Figure("R1", interleaved(insert, bare), "×", "COPY of the same rows into a bare table", 8)
    print("  R2")
    changed = Figure("R2", interleaved(patch, bare), "×", "COPY of as many rows into a bare table", 12)
    print("  R9")
    again = Figure("R9", _retrying(bed, desk), "×", "the first send of the same batch", 1)
    connection.close()
    return [new, changed, again]


def _retrying(bed: Bed, desk: Desk) -> float:
    """A batch whose answer got lost is sent again: the server looks its results up."""
    batches = []

    def first() -> float:
        write_rows(desk, rows(2000))
        batch = desk.replica.next_batch()
        assert batch is not None
        assert desk.server is not None
        batches.append(batch)
        return clock(lambda: _push(desk, batches[-1].text))

    def again() -> float:
        assert desk.server is not None
        taken = clock(lambda: _push(desk, batches[-1].text))
        answer = desk.server.push(desk.replica.device_id(), desk.engine.instance, desk.engine.schema, batches[-1].text)
        desk.replica.acknowledge(batches[-1], answer)
        return taken

    del bed
    pairs = [(first(), again()) for _ in range(RUNS + 1)][1:]
    return statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)


def _push(desk: Desk, text: str) -> None:
    assert desk.server is not None
    desk.server.push(desk.replica.device_id(), desk.engine.instance, desk.engine.schema, text)


def catching_up(bed: Bed) -> list[Figure]:
    """R4: a new desktop reads 100,000 rows, against COPY out and executemany into a bare file."""
    source = bed.desk("source")
    write_rows(source, rows(CAUGHT_UP))
    source.sync()
    connection = bed.connect()
    query = f"COPY (SELECT {', '.join(COLUMNS)} FROM ioc.b_reading) TO STDOUT"
    number = iter(range(100))

    def ours() -> float:
        desk = bed.desk(f"new{next(number)}")
        assert desk.server is not None
        taken = clock(lambda: desk.engine.pull(desk.server))  # type: ignore[arg-type]
        assert desk.query("SELECT count(*) FROM b_reading")[0][0] >= CAUGHT_UP
        desk.close()
        return taken

    def bare() -> float:
        return copied_into_a_bare_file(connection, query, bed.folder / f"bare{next(number)}.db")

    print("  R4")
    figure = Figure("R4", interleaved(ours, bare), "×", "COPY out and executemany into a bare file", 2)
    connection.close()
    return [figure]


def capturing(bed: Bed) -> list[Figure]:
    """R7: 10,000 local inserts with their capture, against the same without triggers."""
    with_triggers, without = bed.desk("captured"), bed.desk("free")
    without.write("UPDATE sync_control SET is_joined = 0")
    for kind in "iud":
        without.write(f"DROP TRIGGER capture_{kind}_b_reading")

    def ours() -> float:
        new = rows(PUSHED)
        return clock(lambda: write_rows(with_triggers, new))

    def bare() -> float:
        new = rows(PUSHED)
        return clock(lambda: write_rows(without, new))

    print("  R7")
    return [Figure("R7", interleaved(ours, bare), "×", "the same inserts without triggers", 3)]


# ---------------------------------------------------------------------- propagation


def watch(folder: str, dsn: str, pipe: Any) -> None:
    """Another desktop in its own process: tells when what the server sent is committed here."""
    desk = Desk(Path(folder), "watcher", lambda: psycopg.connect(dsn, autocommit=True), models=BenchBase).join()
    worker = make_worker(desk, dsn)
    worker._engine.applied.connect(lambda _tables: pipe.send(time.monotonic()))
    worker.start()
    while worker.status.last_sync_at is None:
        time.sleep(0.01)
    pipe.send("ready")
    pipe.recv()
    worker.stop()
    desk.close()


def make_worker(desk: Desk, dsn: str) -> SyncWorker:
    engine = Engine(desk.replica, Machine(desk.name, desk.name, "bench"))
    server = Server(ServerAddress(host="127.0.0.1"), lambda: psycopg.connect(dsn, autocommit=True))
    worker = SyncWorker(engine, server, DeviceJournal(desk.db), FileLock(desk.folder / "sync.lock"))
    desk.db.captured.connect(lambda _none: worker.wake())
    return worker


def listen(dsn: str, pipe: Any) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("LISTEN bench")
        pipe.send("ready")
        for notice in connection.notifies():
            pipe.send(time.monotonic())
            if notice.payload == "end":
                return


def propagation(bed: Bed) -> list[Figure]:
    """R5: written on one desktop → committed on another, against an insert with NOTIFY → received."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    watcher = context.Process(target=watch, args=(str(bed.folder), bed.dsn, there))
    watcher.start()
    assert here.recv() == "ready"
    ear_here, ear_there = context.Pipe()
    ear = context.Process(target=listen, args=(bed.dsn, ear_there))
    ear.start()
    assert ear_here.recv() == "ready"
    desk = Desk(bed.folder, "writer", bed.connect, models=BenchBase).join()
    worker = make_worker(desk, bed.dsn)
    worker.start()
    while worker.status.last_sync_at is None:
        time.sleep(0.01)
    connection = bed.connect()

    def ours() -> float:
        new = rows(1)
        begun = time.monotonic()
        write_rows(desk, new)
        arrived: float = here.recv()
        time.sleep(0.005)
        while here.poll():
            here.recv()
        return arrived - begun

    def bare(payload: str = "") -> float:
        values = (uuid7(), NOW, NOW, "C", "Trạm đo mực nước cầu Đông Hà", 1, NOW)
        begun = time.monotonic()
        with connection.transaction():
            connection.execute("INSERT INTO public.bare VALUES (%s, 1, 0, %s, %s, %s, %s, %s, %s)", values)
            connection.execute("SELECT pg_notify('bench', %s)", (payload,))
        arrived: float = ear_here.recv()
        return arrived - begun

    print("  R5")
    ratio = interleaved(ours, bare, runs=200)
    bare("end")
    here.send("end")
    watcher.join(20)
    ear.join(20)
    worker.stop()
    desk.close()
    connection.close()
    return [Figure("R5", ratio, "×", "insert and NOTIFY → received", 3)]


# ---------------------------------------------------------------------- many writers


def hammer(
    work: Callable[[psycopg.Connection, int], object], connections: list[psycopg.Connection], seconds: float
) -> float:
    """Commits a second over all connections, one thread each."""
    stop, counts = time.monotonic() + seconds, [0] * len(connections)

    def one(place: int) -> None:
        while time.monotonic() < stop:
            work(connections[place], place)
            counts[place] += 1

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(connections))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def many_writers(bed: Bed) -> list[Figure]:
    """R8: ordered commits of eight writers of one scope, against unordered ones with NOTIFY."""
    connections = [bed.connect() for _ in range(WRITERS)]

    def ordered(connection: psycopg.Connection, place: int) -> None:
        del place
        with connection.transaction():
            values = (uuid7(), NOW, NOW, "C", "Trạm", 1, NOW)
            connection.execute("INSERT INTO public.bare VALUES (%s, 1, 0, %s, %s, %s, %s, %s, %s)", values)
            connection.execute("UPDATE sync.scope SET head = head + 1 WHERE scope_id = 2 RETURNING head")
            connection.execute("SELECT pg_notify('bench8', '')")

    def unordered(connection: psycopg.Connection, place: int) -> None:
        del place
        with connection.transaction():
            values = (uuid7(), NOW, NOW, "C", "Trạm", 1, NOW)
            connection.execute("INSERT INTO public.bare VALUES (%s, 1, 0, %s, %s, %s, %s, %s, %s)", values)
            connection.execute("SELECT pg_notify('bench8', '')")

    bed.execute("INSERT INTO sync.scope (scope_id, name) VALUES (2, 'bench') ON CONFLICT DO NOTHING")
    print("  R8")
    pairs = [(hammer(ordered, connections, 1.0), hammer(unordered, connections, 1.0)) for _ in range(RUNS + 1)][1:]
    ratio = statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)
    for connection in connections:
        connection.close()
    return [Figure("R8", ratio, "×", "unordered commits with NOTIFY", 0.3, at_most=False)]


def attachments(bed: Bed) -> list[Figure]:
    """R10: 32 MiB up and down, as a share of the speed of writing them to the disk with fsync."""
    from ioc_desktop.kernel.attachments.files import ContentFolder  # noqa: PLC0415
    from ioc_desktop.sync.attachments import AttachmentLane  # noqa: PLC0415

    bed.execute(
        "CREATE TABLE ioc.attachment (sha256 text, thumb_sha256 text, deleted_at timestamptz, scope_id int); "
        "GRANT SELECT ON ioc.attachment TO ioc_owner"
    )
    connection, size = bed.connect(), 32 * 2**20
    desk = bed.desk("files")
    here, there = ContentFolder(bed.folder / "here"), ContentFolder(bed.folder / "there")
    lane, back = AttachmentLane(desk.db, here), AttachmentLane(desk.db, there)
    ups, downs, bares = [], [], []
    for _ in range(RUNS):
        content = os.urandom(size)
        name = here.put_bytes(content)
        ups.append(clock(lambda name=name: lane._upload(connection, name, "x")))  # type: ignore[misc]
        connection.execute("INSERT INTO ioc.attachment VALUES (%s, NULL, NULL, 1)", (name,))
        downs.append(clock(lambda name=name: back.fetch(connection, name, size)))  # type: ignore[misc]
        bares.append(clock(lambda content=content: _write(bed.folder / "bare.bin", content)))  # type: ignore[misc]
    connection.close()
    bare = statistics.median(bares)
    reference = "writing and fsync of the same bytes"
    return [
        Figure("R10 up", bare / statistics.median(ups), "×", reference, 0.5, at_most=False),
        Figure("R10 down", bare / statistics.median(downs), "×", reference, 0.5, at_most=False),
    ]


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def window_stall(bed: Bed) -> list[Figure]:
    """R12: the longest gap of a 10 ms timer in a window's loop while 100,000 rows are taken over beside it."""
    from PySide6.QtCore import QCoreApplication, QTimer  # noqa: PLC0415

    source = bed.desk("source")
    write_rows(source, rows(CAUGHT_UP))
    source.sync()
    desk = bed.desk("window")
    app = QCoreApplication.instance() or QCoreApplication([])
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=10)
    timer.timeout.connect(beat)
    timer.start()
    work = threading.Thread(target=lambda: desk.engine.pull(desk.server))  # type: ignore[arg-type]
    work.start()
    while work.is_alive():
        app.processEvents()
        time.sleep(0.001)
    timer.stop()
    return [Figure("R12", max(gaps) * 1000, "ms", "a timer of 10 ms in the same process", 50)]


# ---------------------------------------------------------------------- over a wide network


def wide_network(bed: Bed) -> list[Figure]:
    """R6: written on one desktop → committed on another, both 40 ms from the server."""
    round_trip_s = 0.04
    proxy = Proxy((bed.server.host, bed.server.port), delay_s=round_trip_s / 2)
    dsn = psycopg.conninfo.make_conninfo(bed.dsn, port=proxy.port)
    desks = [Desk(bed.folder, name, bed.connect, models=BenchBase).join() for name in ("far a", "far b")]
    workers = [make_worker(desk, dsn) for desk in desks]
    arrived: queue.Queue[float] = queue.Queue()
    workers[1]._engine.applied.connect(lambda _tables: arrived.put(time.monotonic()))
    for worker in workers:
        worker.start()
    while any(worker.status.last_sync_at is None for worker in workers):
        time.sleep(0.01)
    taken = []
    for _ in range(30):
        begun = time.monotonic()
        write_rows(desks[0], rows(1))
        taken.append(arrived.get(timeout=20) - begun)
        time.sleep(0.2)
        while not arrived.empty():
            arrived.get()
    for worker, desk in zip(workers, desks, strict=True):
        worker.stop()
        desk.close()
    proxy.close()
    return [Figure("R6", statistics.median(taken) / round_trip_s, "RTT", "a round trip of 40 ms", 3)]


MEASURES = {
    "R1": pushing,
    "R3": detections,
    "R4": catching_up,
    "R5": propagation,
    "R6": wide_network,
    "R7": capturing,
    "R8": many_writers,
    "R10": attachments,
    "R11": encryption,
    "R12": window_stall,
    "R13": absence,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=list(MEASURES))
    wanted = parser.parse_args().only
    figures: list[Figure] = []
    for name in wanted:
        with tempfile.TemporaryDirectory() as folder:
            bed = Bed(Path(folder))
            try:
                figures += MEASURES[name](bed)
            finally:
                bed.close()
    publish("sync", figures)


if __name__ == "__main__":
    main()
