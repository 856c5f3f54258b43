"""Search over a hundred thousand records of every kind, by what people type.

The service's own call on a file of cameras, events with reasons, and comments; 40 questions of each kind in mixed
order. The same questions by ``LIKE`` over the same texts stand beside them.

Usage: ``python benchmarks/bench_search.py [--rows N]``
"""

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from report import Figure, publish  # noqa: E402  (the tree is not installed when a script runs)

from ioc_desktop.core.ids import uuid7  # noqa: E402
from ioc_desktop.kernel.accounts.model import Role, Session  # noqa: E402
from ioc_desktop.kernel.search.service import SearchService  # noqa: E402
from ioc_desktop.store.database import Database  # noqa: E402

TARGET_MS = 100.0
EACH = 40
WHO = Session(uuid7(), "bench", "bench", Role.ADMIN)
WORDS = re.findall(
    r"\w+",
    """
    đường phường chợ cầu ngã tư cổng trường bệnh viện bến xe công viên khu phố Lê Duẩn Hùng Vương Trần Phú Nguyễn Huệ
    Quang Trung Đông Hà Hiền Lương Cửa Việt Gio Linh ngập nước cháy đỗ xe sai lấn chiếm vỉa hè rác thải đèn hỏng mất
    điện tụ tập tai nạn va chạm ngược chiều vượt đèn đỏ cây đổ sạt lở kẹt xe ùn tắc
    """,
)
RARE = [f"{a}{b}" for a in ("Khiêm", "Thước", "Nghiêm", "Quỳnh", "Thuyên") for b in ("", " An", " Bình", " Chi")]
_COMMON = "id, scope_id, ver, created_at, updated_at"


def _sentence(seed: random.Random, count: int) -> str:
    words = seed.choices(WORDS, k=count)
    return " ".join([*words, seed.choice(RARE)] if seed.random() < 0.02 else words)


def fill(database: Database, rows: int) -> None:
    """Half events, half comments on them, as a year of a centre has them."""
    seed, start = random.Random(5), datetime(2026, 1, 1, tzinfo=UTC)
    stamps = [f"{start + timedelta(minutes=5 * number):%Y-%m-%d %H:%M:%S}.000000" for number in range(rows)]
    events = [(uuid7().hex, stamps[number], _sentence(seed, 3), _sentence(seed, 6)) for number in range(rows // 2)]
    said = [(uuid7().hex, event[1], event[0], _sentence(seed, 25)) for event in events]
    with database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql(
            f"INSERT INTO event ({_COMMON}, camera_id, rule_id, rule_name, kind, severity, place, started_at, peak_at, "
            "ended_at, is_open, category, value, tracks, confidence, details, model, status, reason, files_note, "
            "search_key) VALUES (?1, 1, 0, ?2, ?2, ?1, '', ?3, 'crowd', 'low', ?4, ?2, ?2, ?2, 0, '', 0, '[]', 0, "
            "'{}', '', 'new', '', '', '')",
            events,
        )
        connection.exec_driver_sql(
            f"INSERT INTO comment ({_COMMON}, owner_table, owner_id, body, mentions) "
            "VALUES (?1, 1, 0, ?2, ?2, 'event', ?3, ?4, '[]')",
            said,
        )


def questions(seed: random.Random) -> Iterator[tuple[str, str]]:
    """What people type: one word of everywhere, the beginning of one, several, a phrase, a rare one, none."""
    one, two, three = seed.sample(WORDS, 3)
    yield "common", one
    yield "letter", one[:1]
    yield "beginning", one[:2]
    yield "two", f"{one} {two}"
    yield "three", f"{one} {two} {three[:2]}"
    yield "phrase", f'"{one} {two}"'
    yield "rare", seed.choice(RARE)
    yield "absent", f"{one} Xuyến"


def figures(rows: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "ioc.db").open()
        begun = time.perf_counter()
        fill(database, rows)
        print(f"  filled in {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        service = SearchService(database)
        index_s = time.perf_counter() - begun
        seed = random.Random(6)
        asked = [question for _ in range(EACH) for question in questions(seed)]
        seed.shuffle(asked)
        times: dict[str, list[float]] = {}
        found: dict[str, int] = {}
        scans: list[float] = []
        for kind, typed in asked:
            begun = time.perf_counter()
            found[kind] = found.get(kind, 0) + len(service.search(typed, WHO))
            times.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
            scans.append(_scan(database, typed)) if len(scans) < EACH else None
        database.close()
    for kind, values in times.items():
        print(f"  {kind:<10} p50 {statistics.median(values):7.2f} ms  max {max(values):7.2f} ms  {found[kind]} hits")
    everything = sorted(value for values in times.values() for value in values)
    what = f"{rows:,} records, {len(everything)} searches; LIKE over the same: {statistics.median(scans):.0f} ms"
    return [
        Figure("search_p50", statistics.median(everything), "ms", what, TARGET_MS),
        Figure("search_p95", everything[int(len(everything) * 0.95)], "ms", what, TARGET_MS),
        Figure("search_slowest_kind_p50", max(map(statistics.median, times.values())), "ms", what, TARGET_MS),
        Figure("index_made_anew", index_s, "s", f"{rows:,} records, once after an upgrade", 20.0),
    ]


def _scan(database: Database, typed: str) -> float:
    """Milliseconds of the plain way, which finds no marks and ranks nothing."""
    word = f"%{typed.split(maxsplit=1)[0]}%"
    begun = time.perf_counter()
    with database.read() as session:
        connection = session.connection()
        for table, column in (("event", "place"), ("event", "rule_name"), ("comment", "body")):
            connection.exec_driver_sql(f"SELECT id FROM {table} WHERE {column} LIKE ?", (word,)).all()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    publish("search", figures(parser.parse_args().rows))


if __name__ == "__main__":
    main()
