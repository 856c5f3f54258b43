"""Damaged files, plain and encrypted, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.store import backup
from ioc_desktop.store.connections import DatabaseKey, connect
from ioc_desktop.store.salvage import SalvageReport, salvage

if TYPE_CHECKING:
    from tests.integration.store.conftest import Profile

KEYS = [None, DatabaseKey(bytes(range(32)))]
PAGE = 4096


@pytest.fixture(params=KEYS, ids=["plain", "encrypted"])
def joined(request: pytest.FixtureRequest, make_profile: Callable[[DatabaseKey | None], Profile]) -> Profile:
    """A desktop that has 300 changes to send."""
    profile = make_profile(request.param)
    profile.join()
    profile.fill(*(f"Phường {number}" for number in range(300)))
    profile.run("INSERT INTO sync_state (key, value) VALUES ('device_id', '\"d1\"')")
    profile.run("INSERT INTO sync_cursor (scope_id, name, pos, tok, can_write) VALUES (1, 'centre', 77, 'token', 1)")
    return profile


def root_page(profile: Profile, table: str) -> int:
    with closing(connect(profile.path, profile.key)) as connection:
        found: int = connection.execute(f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'").fetchone()[0]
    return found


def leaves(profile: Profile, table: str) -> dict[int, int]:
    """The leaf pages of a table with one inner page, and the number of rows on each."""
    content = profile.path.read_bytes()

    def page(number: int) -> bytes:
        return content[(number - 1) * PAGE : number * PAGE]

    inner = page(root_page(profile, table))
    assert inner[0] == 5
    cells = int.from_bytes(inner[3:5], "big")
    places = [int.from_bytes(inner[12 + 2 * i : 14 + 2 * i], "big") for i in range(cells)]
    numbers = [int.from_bytes(inner[place : place + 4], "big") for place in places] + [
        int.from_bytes(inner[8:12], "big")
    ]
    return {number: int.from_bytes(page(number)[3:5], "big") for number in numbers}


def destroy(profile: Profile, *pages: int) -> None:
    with profile.path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xff" * PAGE)


def saved(report: SalvageReport, table: str) -> tuple[int, int, bool]:
    (found,) = [item for item in report.tables if item.name == table]
    return found.saved, found.kept, found.is_whole


def outbox(profile: Profile) -> int:
    (row,) = profile.ask("SELECT count(*) FROM outbox WHERE state = 'pending'")
    assert isinstance(row[0], int)
    return row[0]


def check_sound(profile: Profile) -> None:
    made = backup.create(profile.path, profile.backups, profile.key)
    backup.verify(made.path, profile.key)


def test_damage_elsewhere_costs_no_change_to_send(joined: Profile) -> None:
    destroy(joined, root_page(joined, "org_unit"))
    report = salvage(joined.path, joined.backups, joined.key)
    assert saved(report, "outbox") == (300, 0, True)
    assert saved(report, "org_unit") == (0, 0, False)
    assert outbox(joined) == 300
    assert joined.ask("SELECT value FROM sync_state WHERE key = 'device_id'") == [('"d1"',)]
    assert joined.ask("SELECT value FROM sync_state WHERE key = 'restored'") == [("true",)]
    assert joined.ask("SELECT is_joined FROM sync_control") == [(1,)]
    assert report.aside.exists()
    check_sound(joined)


def test_the_rows_around_a_lost_page_are_saved(make_profile: Callable[[DatabaseKey | None], Profile]) -> None:
    profile = make_profile(None)
    profile.join()
    profile.fill(*(f"Phường {number}" for number in range(300)))
    pages = leaves(profile, "outbox")
    doomed = [list(pages)[index] for index in (3, 9, 10, -1)]
    left = 300 - sum(pages[number] for number in doomed)
    assert 200 < left < 290
    destroy(profile, *doomed)
    report = salvage(profile.path, profile.backups)
    assert saved(report, "outbox") == (left, 0, False)
    (lost,) = [item.lost for item in report.tables if item.name == "outbox"]
    assert lost in {None, 300 - left}  # known while an index of the table is whole
    assert outbox(profile) == left
    assert saved(report, "org_unit") == (300, 0, True)


def test_lost_pages_of_an_encrypted_file_cost_their_rows_only(
    make_profile: Callable[[DatabaseKey | None], Profile],
) -> None:
    profile = make_profile(KEYS[1])
    profile.join()
    profile.fill(*(f"Phường {number}" for number in range(300)))
    with closing(connect(profile.path, profile.key)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    destroy(profile, pages - 2, pages - 9)
    report = salvage(profile.path, profile.backups, profile.key)
    assert 250 < outbox(profile) <= 300
    assert any(not item.is_whole for item in report.tables)
    check_sound(profile)


def test_a_backup_gives_what_the_damaged_file_cannot(joined: Profile) -> None:
    made = backup.create(joined.path, joined.backups, joined.key)
    joined.fill("sau khi sao lưu")
    destroy(joined, root_page(joined, "org_unit"))
    report = salvage(joined.path, joined.backups, joined.key)
    assert report.ground is not None
    assert report.ground.path == made.path
    assert saved(report, "outbox") == (301, 0, True)
    assert saved(report, "org_unit") == (0, 300, False)
    assert len(joined.names()) == 300
    assert joined.ask("SELECT pos, tok FROM sync_cursor") == [(0, None)]


def test_a_whole_table_replaces_that_of_the_backup(joined: Profile) -> None:
    backup.create(joined.path, joined.backups, joined.key)
    joined.run("DELETE FROM outbox WHERE id <= 100")
    joined.run("UPDATE outbox SET state = 'sealed', n = id WHERE id > 200")
    destroy(joined, root_page(joined, "org_unit"))
    salvage(joined.path, joined.backups, joined.key)
    assert joined.ask("SELECT min(id), count(*) FROM outbox") == [(101, 200)]
    assert joined.ask("SELECT count(*) FROM outbox WHERE state = 'sealed' AND n = id") == [(100,)]


def test_numbers_of_the_outbox_are_not_used_twice(joined: Profile) -> None:
    destroy(joined, root_page(joined, "org_unit"))
    salvage(joined.path, joined.backups, joined.key)
    joined.fill("mới")
    assert joined.ask("SELECT max(id), count(*) FROM outbox") == [(301, 301)]


def test_a_lost_first_page_is_taken_from_the_backup(make_profile: Callable[[DatabaseKey | None], Profile]) -> None:
    profile = make_profile(None)
    profile.join()
    profile.fill("một")
    backup.create(profile.path, profile.backups)
    profile.fill("hai")
    destroy(profile, 1)
    with pytest.raises(ExpectedError) as caught:
        profile.open()
    assert caught.value.code == "store.damaged"
    assert "main.py backup salvage" in caught.value.message()
    salvage(profile.path, profile.backups)
    assert outbox(profile) == 2
    assert set(profile.names()) == {"một", "hai"}


def test_a_hopeless_file_becomes_its_backup_or_a_new_one(joined: Profile) -> None:
    joined.path.write_bytes(b"\xff" * 50_000)
    report = salvage(joined.path, joined.backups, joined.key)
    assert report.ground is None
    assert joined.names() == []
    backup.create(joined.path, joined.backups, joined.key)
    joined.path.write_bytes(b"\xff" * 50_000)
    assert salvage(joined.path, joined.backups, joined.key).ground is not None
    assert report.aside.read_bytes() == b"\xff" * 50_000


def test_the_wal_counts(joined: Profile) -> None:
    code = """
        from ioc_desktop.store.connections import DatabaseKey
        db = Database(path, key=KEY).open()
        OrgUnitService(db).add("chỉ trong WAL")
        os._exit(0)
    """
    key = "DatabaseKey(bytes(range(32)))" if joined.key else "None"
    with joined.program(code.replace("KEY)", f"{key})")) as program:
        program.communicate()
    assert joined.path.with_name("ioc.db-wal").stat().st_size > 0
    destroy(joined, root_page_of_closed(joined))
    salvage(joined.path, joined.backups, joined.key)
    assert outbox(joined) == 301


def root_page_of_closed(profile: Profile) -> int:
    """By a connection that only reads: it does not fold the WAL in when it closes."""
    with closing(connect(profile.path, profile.key)) as connection:
        found: int = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'device_journal'").fetchone()[
            0
        ]
    return found


def test_a_sound_file_is_left_alone(joined: Profile) -> None:
    with pytest.raises(ExpectedError) as caught:
        salvage(joined.path, joined.backups, joined.key)
    assert caught.value.code == "salvage.sound"
    assert [file.name for file in joined.paths.root.glob("ioc.db*")] == ["ioc.db"]
    salvage(joined.path, joined.backups, joined.key, even_if_sound=True)
    assert outbox(joined) == 300


def test_a_row_whose_parent_is_lost_is_unlinked(make_profile: Callable[[DatabaseKey | None], Profile]) -> None:
    profile = make_profile(None)
    profile.fill("Quận", "Phường")
    connection = connect(profile.path, None, "rw")
    connection.execute("UPDATE org_unit SET parent_id = 'gone' WHERE name = 'Phường'")
    connection.close()
    assert salvage(profile.path, profile.backups).orphans == 1
    assert profile.ask("SELECT name, parent_id FROM org_unit WHERE name = 'Phường'") == [("Phường", None)]
