"""The journal of one record: what was done to it with a tool is found when its page is opened."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.model import Break
from ioc_desktop.kernel.records.record_check import check_record
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock
from tests.unit.kernel.test_record_journal import tamper

Write = Callable[[UUID, str], None]


@pytest.fixture
def journal(db: Database, clock: HandClock) -> RecordJournal:
    return RecordJournal(db, clock)


def filled(journal: RecordJournal) -> tuple[UUID, UUID]:
    """Numbers 1, 3, 5 are of the first record, 2, 4, 6 of the second."""
    first, second = uuid7(), uuid7()
    for number in range(3):
        journal.append("incident", first, "note", note=f"một {number}")
        journal.append("incident", second, "note", note=f"hai {number}")
    return first, second


def faults(db: Database, record: UUID) -> list[tuple[Break, int, int]]:
    return [(each.kind, each.seq, each.last) for each in check_record(db, "incident", record).faults]


def test_an_untouched_journal_is_whole(db: Database, journal: RecordJournal) -> None:
    first, second = filled(journal)
    state = check_record(db, "incident", first)
    assert (state.entries, state.is_whole) == (3, True)
    assert check_record(db, "incident", second).is_whole
    assert check_record(db, "incident", uuid7()).entries == 0
    assert check_record(db, "paper", first).entries == 0


def test_an_edited_entry_is_named(db: Database, journal: RecordJournal) -> None:
    first, second = filled(journal)
    tamper(db.path, "UPDATE record_entry SET note = 'khác' WHERE seq = 3")
    assert faults(db, first) == [(Break.EDITED, 3, 3)]
    assert faults(db, second) == []
    assert "mục 3 bị sửa" in check_record(db, "incident", first).faults[0].error().message()


def test_a_removed_entry_is_named_by_its_neighbours(db: Database, journal: RecordJournal) -> None:
    first, _ = filled(journal)
    tamper(db.path, "DELETE FROM record_entry WHERE seq = 3")
    assert faults(db, first) == [(Break.MISSING, 3, 3)]


def test_an_end_that_was_cut_off_is_named(db: Database, journal: RecordJournal) -> None:
    first, _ = filled(journal)
    tamper(db.path, "DELETE FROM record_entry WHERE seq >= 5")
    assert faults(db, first) == [(Break.CUT, 5, 6)]


def test_an_entry_that_was_moved_to_another_record_is_named(db: Database, journal: RecordJournal) -> None:
    first, second = filled(journal)
    tamper(db.path, f"UPDATE record_entry SET record_id = '{second.hex}' WHERE seq = 3")
    assert faults(db, second) == [(Break.EDITED, 3, 3)]
    assert faults(db, first) == []  # its own two are whole; the whole verification and the other page tell


def test_an_edited_entry_with_a_fitting_hash_is_told_by_the_next_one(db: Database, journal: RecordJournal) -> None:
    from hashlib import sha256

    from ioc_desktop.kernel.records.verify import LINE

    first, _ = filled(journal)
    tamper(db.path, "UPDATE record_entry SET note = 'khác' WHERE seq = 3")
    with db.read() as session:
        line = session.connection().exec_driver_sql(f"SELECT {LINE} FROM record_entry WHERE seq = 3").scalar()
    tamper(db.path, f"UPDATE record_entry SET hash = '{sha256(str(line).encode()).hexdigest()}' WHERE seq = 3")
    assert faults(db, first) == [(Break.REPLACED, 3, 3)]
