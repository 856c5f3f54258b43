"""The full-text index of plates through salvage, backup and encryption."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.events.log import Detection, EventLog
from ioc_desktop.kernel.plates import index
from ioc_desktop.store import backup, conversion
from ioc_desktop.store.database import Database
from ioc_desktop.store.encryption import profile_database
from ioc_desktop.store.salvage import salvage

READS = 40


def read(db: Database, count: int, start: int = 0) -> None:
    index.ensure(db)
    detections = [
        Detection(
            at=datetime.now(UTC),
            camera_id=uuid7(),
            kind="plate",
            category="white",
            score=0.9,
            value=f"51F-1{number:04d}",
        )
        for number in range(start, start + count)
    ]
    EventLog(db, uuid7()).append(detections)


def found(db: Database) -> tuple[int, int]:
    """Reads, and reads that the index finds by the first characters of their keys."""
    with db.read() as session:
        connection = session.connection()
        reads = connection.exec_driver_sql("SELECT count(*) FROM plate_read").scalar_one()
        first = connection.exec_driver_sql(
            "SELECT '\"^' || substr(key, 1, 2) || '\"' FROM plate_read LIMIT 1"
        ).scalar_one()
        indexed = connection.exec_driver_sql("SELECT count(*) FROM plate_gram WHERE plate_gram MATCH ?", (first,))
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        return int(reads), int(indexed.scalar_one())


@pytest.mark.parametrize("has_backup", [False, True])
def test_a_salvaged_file_finds_every_plate(tmp_path: Path, has_backup: bool) -> None:  # noqa: FBT001
    path = tmp_path / "ioc.db"
    db = Database(path).open()
    read(db, READS)
    if has_backup:
        backup.create(path, tmp_path / "backups")
    read(db, READS, READS)
    db.close()
    report = salvage(path, tmp_path / "backups", even_if_sound=True)
    assert not [table.name for table in report.tables if not table.is_whole or table.lost]
    db = Database(path).open()
    assert index.ensure(db)
    assert found(db) == (2 * READS, 2 * READS)
    db.close()


def test_an_encrypted_file_finds_every_plate(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path / "profile").create()
    db = Database(paths.database).open()
    read(db, READS)
    db.close()
    conversion.encrypt(paths, "cây-đa-bến-nước", use_keyring=False)
    db = profile_database(paths, "cây-đa-bến-nước").open()
    index.ensure(db)
    assert found(db) == (READS, READS)
    read(db, 1, READS)
    assert found(db) == (READS + 1, READS + 1)
    db.close()
