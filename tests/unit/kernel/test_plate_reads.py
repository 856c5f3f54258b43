"""Reads are kept, found with a reason, held and forgotten in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.district_settings.choices import PLATE_DAYS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.events.log import COLUMNS, EventLog
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates import index
from ioc_desktop.kernel.plates.model import FoundRead, PlateQuery, PlateRead, Way, category_of, colour_and_way, way_of
from ioc_desktop.kernel.plates.reads import PlateReadService
from ioc_desktop.store.database import Database

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
CAMERA = uuid7()
OFFICER = Session(uuid7(), "truc.ban", "Trực ban", Role.DUTY_OFFICER)


class Fixed:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def journal(db: Database) -> DeviceJournal:
    return DeviceJournal(db)


@pytest.fixture
def reads(db: Database, journal: DeviceJournal) -> PlateReadService:
    return PlateReadService(db, journal, DistrictSettings(db), Fixed())


def read(plate: str, minutes: float = 0, camera: UUID = CAMERA) -> PlateRead:
    return PlateRead(at=NOW - timedelta(minutes=minutes), camera_id=camera, plate=plate, score=0.9, colour="white")


def search(reads: PlateReadService, text: str, **words: object) -> list[FoundRead]:
    return reads.search(PlateQuery(text=text, reason="vụ việc 12/2026", **words), OFFICER)  # type: ignore[arg-type]


@pytest.fixture
def filled(reads: PlateReadService) -> Iterator[PlateReadService]:
    reads.record(
        [read("51F12345", 3), read("51F12845", 2), read("5IF12345", 1), read("74B199945"), read("30A00012", 4)]
    )
    return reads


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("51F-123.45", ["5IF12345", "51F12345"]),
        ("12345", ["5IF12345", "51F12345"]),
        ("51F*", ["5IF12345", "51F12845", "51F12345"]),
        ("*45", ["74B199945", "5IF12345", "51F12845", "51F12345"]),
        ("51*845", ["51F12845"]),
        ("51F12?45", ["5IF12345", "51F12845", "51F12345"]),
        ("3OAO", ["30A00012"]),
        ("99C-999.99", []),
        ("*888*", []),
    ],
)
def test_plates_and_parts_are_found_newest_first(filled: PlateReadService, asked: str, found: list[str]) -> None:
    assert [one.plate for one in search(filled, asked)] == found


@pytest.mark.parametrize(
    ("direction", "way"),
    [
        ((0.0, 0.3), Way.TOWARDS),
        ((0.2, 0.1), Way.TOWARDS),
        ((0.1, -0.2), Way.AWAY),
        ((0.4, 0.1), Way.RIGHT),
        ((-0.3, 0.0), Way.LEFT),
        ((0.01, -0.01), None),
        # Few pictures: a box that trembles by a hundredth could turn these into another way.
        ((0.07, 0.02), None),
        ((0.3, 0.1), None),
        ((0.03, 0.0), None),
        ((0.07, 0.08), Way.TOWARDS),
    ],
)
def test_a_read_keeps_which_way_the_vehicle_went(
    reads: PlateReadService, direction: tuple[float, float], way: Way | None
) -> None:
    assert way_of(direction) is way
    (stored,) = reads.record([replace(read("51F12345"), way=way)])
    (found,) = search(reads, "51F12345")
    assert (stored.way, found.way, found.colour) == (way, way, "white")


def test_a_way_of_a_newer_program_is_left_out() -> None:
    assert colour_and_way("white upwards") == ("white", None)
    assert colour_and_way("") == ("", None)
    assert colour_and_way(category_of("", Way.LEFT)) == ("", Way.LEFT)


def test_a_strict_search_finds_only_what_was_read_so(filled: PlateReadService) -> None:
    assert [one.plate for one in search(filled, "51F12345", is_strict=True)] == ["51F12345"]
    assert [one.plate for one in search(filled, "51F*", is_strict=True)] == ["51F12845", "51F12345"]


def test_what_looks_alike_says_how_much(filled: PlateReadService) -> None:
    assert [one.likeness for one in search(filled, "51F12345")] == [0.875, 1.0]


def test_times_and_cameras_narrow_a_search(filled: PlateReadService) -> None:
    other = uuid7()
    filled.record([read("51F12345", 2, other)])
    assert [one.camera_id for one in search(filled, "51F12345", cameras=frozenset({other}))] == [other]
    early = search(filled, "51F*", start=NOW - timedelta(minutes=3), end=NOW - timedelta(minutes=2))
    assert [one.at for one in early] == [NOW - timedelta(minutes=3)]
    assert [one.at for one in search(filled, "51F12345", end=NOW - timedelta(minutes=2))] == [
        NOW - timedelta(minutes=3)
    ]


def test_an_answer_has_its_limit(reads: PlateReadService) -> None:
    reads.record([read("51F12345", minutes) for minutes in range(30)])
    assert [one.at for one in search(reads, "51F12345", limit=3)] == [NOW - timedelta(minutes=m) for m in range(3)]


def test_who_asked_what_and_why_is_in_the_journal(filled: PlateReadService, journal: DeviceJournal) -> None:
    search(filled, "51F*345")
    (entry,) = journal.entries()
    assert (entry.who, entry.action) == ("truc.ban", "plates.search")
    assert {name: entry.detail[name] for name in ("plate", "why", "found")} == {
        "plate": "51F*345", "why": "vụ việc 12/2026", "found": 2
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        ("51F12345", "  . ", "plates.reason_missing"),
        ("51F12345", "abc", "plates.reason_missing"),
        ("5*", "vụ việc 12", "plates.pattern_vague"),
        ("*", "vụ việc 12", "plates.pattern_vague"),
        ("xe màu đỏ", "vụ việc 12", "plates.pattern_wrong"),
        ('51" OR "1', "vụ việc 12", "plates.pattern_wrong"),
    ],
)
def test_a_search_without_a_reason_or_a_plate_is_refused(
    filled: PlateReadService, journal: DeviceJournal, text: str, reason: str, code: str
) -> None:
    with pytest.raises(ExpectedError) as problem:
        filled.search(PlateQuery(text=text, reason=reason), OFFICER)
    assert problem.value.code == code
    assert journal.count() == 0


def test_who_may_not_gets_nothing(filled: PlateReadService) -> None:
    nobody = Session(uuid7(), "x", "x", Role.DUTY_OFFICER, Permissions(frozenset()))
    with pytest.raises(ExpectedError) as problem:
        filled.search(PlateQuery(text="51F12345", reason="vụ việc 12"), nobody)
    assert problem.value.code == "plates.not_allowed"


def test_reads_are_told_and_have_their_number(reads: PlateReadService) -> None:
    heard: list[object] = []
    reads.recorded.connect(heard.append)
    stored = reads.record([read("51F12345", 1), read("51F12345")])
    assert heard == [stored]
    assert [one.id for one in search(reads, "51F12345")] == [stored[1].id, stored[0].id]
    assert index.moment(stored[0].id) == NOW - timedelta(minutes=1)
    assert reads.record([]) == []


def test_a_read_of_another_desktop_is_found_once_however_often_it_comes(reads: PlateReadService, db: Database) -> None:
    row = (uuid7().hex, 7, "2026-07-01 08:00:00.250000", 1, CAMERA.hex, "plate", "white", 0.8, None, None, "51f-123.45")
    with db.write() as session:
        connection = session.connection()
        for _ in range(2):
            connection.exec_driver_sql("DELETE FROM detection")
            connection.exec_driver_sql(f"INSERT INTO detection ({COLUMNS}) VALUES ({', '.join('?' * 11)})", row)
    assert [(one.plate, one.at.microsecond) for one in search(reads, "51F12345")] == [("51F12345", 250_000)]


def test_old_reads_go_but_not_what_is_held(reads: PlateReadService, db: Database, journal: DeviceJournal) -> None:
    days = PLATE_DAYS.default + 1
    stored = reads.record([read("51F12345", days * 1440), read("51F99999", days * 1440), read("51F77777")])
    reads.hold([stored[0].id], "event:1")
    assert reads.forget_old() == 1
    assert [one.plate for one in search(reads, "51F*")] == ["51F77777", "51F12345"]
    assert search(reads, "51F12345")[0].is_held
    assert [one.value for one in EventLog(db, uuid7()).find(NOW - timedelta(days=99), NOW + timedelta(1))] == [
        "51F77777"
    ]
    assert [entry.detail for entry in journal.entries() if entry.action == "plates.retain"] == [
        {"days": PLATE_DAYS.default, "reads": 1}
    ]
    reads.release("event:1")
    assert reads.forget_old() == 1
    assert reads.forget_old() == 0


def test_the_centre_sets_the_time(reads: PlateReadService, db: Database) -> None:
    reads.record([read("51F12345", 2 * 1440)])
    DistrictSettings(db).set(PLATE_DAYS, 1)
    assert reads.forget_old() == 1


def test_a_lost_index_is_made_again(filled: PlateReadService, db: Database, journal: DeviceJournal) -> None:
    assert len(search(filled, "51F*")) == 3
    assert not index.ensure(db)
    with db.write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER plate_indexed")
    again = PlateReadService(db, journal, DistrictSettings(db), Fixed())
    assert not index.ensure(db)
    assert len(search(again, "51F*")) == 3


def test_a_number_is_the_same_in_python_and_in_the_trigger(reads: PlateReadService) -> None:
    stored = reads.record([read("51F12345", minutes) for minutes in range(20)])
    assert {one.id for one in stored} == {one.id for one in search(reads, "51F12345")}
