"""Detections on one desktop: numbers, questions, forgetting."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ioc_desktop.kernel.events.log import Detection, EventLog
from ioc_desktop.store.database import Database

ONE, TWO, CAMERA = UUID(int=1), UUID(int=2), UUID(int=7)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "ioc.db").open()
    yield database
    database.close()


def seen(count: int = 1, at: datetime = NOON, **words: Any) -> list[Detection]:
    given = {"camera_id": CAMERA, "kind": "vehicle", "category": "car", "score": 0.5} | words
    return [Detection(at=at + timedelta(seconds=number), **given) for number in range(count)]


def query(db: Database, statement: str) -> list[Any]:
    with db.read() as session:
        return list(session.connection().exec_driver_sql(statement).all())


def test_numbers_have_no_holes_whoever_appends(db: Database) -> None:
    logs = [EventLog(db, ONE), EventLog(db, ONE)]
    threads = [threading.Thread(target=lambda log=log: [log.append(seen(7)) for _ in range(10)]) for log in logs]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert query(db, "SELECT count(*), min(seq), max(seq) FROM detection") == [(140, 1, 140)]
    assert EventLog(db, TWO).append(seen(3)) == 3
    assert EventLog(db, TWO).append([]) == 3


def test_a_batch_is_whole_or_not_there(db: Database) -> None:
    log = EventLog(db, ONE)
    log.append(seen(2))
    with pytest.raises(Exception, match="NOT NULL"):
        log.append([*seen(2), *seen(1, scope_id=None)])
    assert log.append(seen(1)) == 3


def test_a_new_identity_numbers_from_one(db: Database) -> None:
    log = EventLog(db, ONE)
    log.append(seen(5))
    with db.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO sync_state (key, value) VALUES ('device_id', ?)", (json.dumps(TWO.hex),)
        )
    assert log.append(seen(2)) == 2


@pytest.mark.parametrize("words", [{"score": float("nan")}, {"box": (0.1, 0.2, 0.3)}, {"score": 1e39},
                                   {"box": (0, 0, 1, float("inf"))}, {"at": datetime(2026, 1, 1)}])  # noqa: DTZ001  # fmt: skip
def test_what_no_column_can_hold_is_a_bug(db: Database, words: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        EventLog(db, ONE).append(seen(1, **words))
    assert query(db, "SELECT count(*) FROM detection") == [(0,)]


def test_texts_of_cameras_are_cut_and_cleaned(db: Database) -> None:
    EventLog(db, ONE).append(seen(1, kind="k" * 99, category="xe\0máy\ud800", value="ệ" * 500))
    assert query(db, "SELECT length(kind), category, length(value) FROM detection") == [(30, "xemáy?", 120)]


def test_questions(db: Database) -> None:
    log = EventLog(db, ONE)
    log.append(seen(90, value="74A", box=(0.1, 0.2, 0.3, 0.4), track=4))
    log.append(seen(30, kind="person", camera_id=ONE))
    end = NOON + timedelta(hours=1)
    assert (
        log.find(NOON, end, kind="vehicle", limit=2) == seen(90, value="74A", box=(0.1, 0.2, 0.3, 0.4), track=4)[:-3:-1]
    )
    assert len(log.find(NOON, end)) == 120
    assert log.find(NOON, end, camera_id=TWO) == []
    minute = timedelta(minutes=1)
    assert log.per_minute(CAMERA, NOON, end) == {NOON: 60, NOON + minute: 30}
    assert log.per_minute(None, NOON, end) == {NOON: 90, NOON + minute: 30}
    assert log.per_minute(None, NOON, end, kind="person") == {NOON: 30}


def test_the_old_is_forgotten_and_numbers_go_on(db: Database) -> None:
    log = EventLog(db, ONE)
    log.append(seen(25_000, at=datetime.now(UTC) - timedelta(days=40)))
    assert log.retain(30) == 24_999
    assert log.append(seen(1, at=datetime.now(UTC))) == 25_001


def test_the_oldest_of_too_much_is_forgotten(db: Database) -> None:
    log = EventLog(db, ONE)
    log.append(seen(100, at=datetime.now(UTC) - timedelta(hours=1)))
    assert log.retain(30, most=200) == 0
    assert log.retain(30, most=40) == 60
    assert query(db, "SELECT min(seq), max(seq) FROM detection") == [(61, 100)]
