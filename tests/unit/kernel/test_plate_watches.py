"""Watched plates: two persons, an end, hits that hold their reads and become events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.events.model import EventFilter
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates.alarms import KIND, PlateAlarms
from ioc_desktop.kernel.plates.desk import Plates
from ioc_desktop.kernel.plates.model import PlateQuery, PlateRead, WatchDraft, WatchHit, WatchStatus
from ioc_desktop.store.database import Database

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
TODAY = date(2026, 7, 1)
CAMERA = uuid7()
OPERATOR = Session(uuid7(), "chuyenvien", "Chuyên viên", Role.OPERATOR)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)


class Fixed:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


@pytest.fixture
def time() -> Fixed:
    return Fixed()


@pytest.fixture
def plates(db: Database, time: Fixed) -> Plates:
    return Plates(db, DeviceJournal(db), DistrictSettings(db), time)


def draft(pattern: str = "51F-123.45", **words: object) -> WatchDraft:
    values = {"reason": "xe mất cắp, vụ 118/2026", "owner": "Công an xã", "valid_until": TODAY + timedelta(days=30)}
    return WatchDraft(pattern=pattern, **{**values, **words})  # type: ignore[arg-type]


def read(plate: str = "51F12345", at: datetime = NOW) -> PlateRead:
    return PlateRead(at=at, camera_id=CAMERA, plate=plate, score=0.9)


def refused(code: str, deed: object, *arguments: object) -> None:
    assert callable(deed)
    with pytest.raises(ExpectedError) as problem:
        deed(*arguments)
    assert problem.value.code == code


def approved(plates: Plates, pattern: str = "51F-123.45", **words: object) -> object:
    (watch,) = plates.watches.propose([draft(pattern, **words)], OPERATOR)
    plates.watches.approve(watch.id, LEADER)
    return watch.id


def test_a_second_person_approves_and_the_journal_knows_both(plates: Plates, db: Database) -> None:
    approved(plates)
    (watch,) = plates.watches.all()
    assert (watch.status, watch.pattern) == (WatchStatus.APPROVED, "51F12345")
    assert (watch.proposed_by, watch.decided_by) == (OPERATOR.account_id, LEADER.account_id)
    assert [(entry.who, entry.action) for entry in DeviceJournal(db).entries()] == [
        ("lanhdao", "plates.approved"), ("chuyenvien", "plates.propose"),
    ]  # fmt: skip


def test_nobody_approves_their_own_proposal(plates: Plates, db: Database) -> None:
    (watch,) = plates.watches.propose([draft()], ADMIN)
    refused("plates.own_proposal", plates.watches.approve, watch.id, ADMIN)
    with pytest.raises(Exception, match="two_persons"), db.write() as session:  # nor around the service
        session.execute(text("UPDATE plate_watch SET status = 'approved', decided_by = proposed_by"))
    with pytest.raises(Exception, match="approval_signed"), db.write() as session:
        session.execute(text("UPDATE plate_watch SET status = 'approved'"))


def test_who_lacks_a_right_is_refused(plates: Plates) -> None:
    refused("plates.not_allowed", plates.watches.propose, [draft()], LEADER)
    (watch,) = plates.watches.propose([draft()], ADMIN)
    refused("plates.not_allowed", plates.watches.approve, watch.id, OPERATOR)
    refused("plates.not_allowed", plates.watches.reject, watch.id, OPERATOR, "không có căn cứ")
    refused("plates.watch_gone", plates.watches.approve, uuid7(), LEADER)


def test_a_proposal_is_rejected_or_withdrawn_once(plates: Plates) -> None:
    one, two = plates.watches.propose([draft(), draft("30A-111.11")], OPERATOR)
    refused("plates.reason_missing", plates.watches.reject, one.id, LEADER, "")
    plates.watches.reject(one.id, LEADER, "không có căn cứ")
    plates.watches.reject(two.id, OPERATOR, "nhập nhầm số")
    refused("plates.watch_decided", plates.watches.approve, one.id, ADMIN)
    assert {watch.status for watch in plates.watches.all()} == {WatchStatus.REJECTED}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"pattern": "13A-123.45"}, "plates.plate_wrong"),
        ({"pattern": "51F*"}, "plates.pattern_vague_watch"),
        ({"pattern": "*"}, "plates.pattern_vague_watch"),
        ({"pattern": "51F*12345678901234567890"}, "plates.pattern_vague_watch"),
        ({"owner": " "}, "plates.owner_missing"),
        ({"reason": "x"}, "plates.reason_missing"),
        ({"severity": "huge"}, "plates.severity_wrong"),
        ({"valid_until": TODAY - timedelta(days=1)}, "plates.until_wrong"),
        ({"valid_until": TODAY + timedelta(days=400)}, "plates.until_wrong"),
    ],
)
def test_a_bad_proposal_is_refused_whole(plates: Plates, words: dict[str, object], code: str) -> None:
    refused(code, plates.watches.propose, [draft("30A-111.11"), draft(**words)], OPERATOR)  # type: ignore[arg-type]
    assert plates.watches.all() == []


def test_only_an_approved_plate_is_hit_and_its_reads_are_held(plates: Plates) -> None:
    heard: list[Sequence[WatchHit]] = []
    plates.watches.hits.connect(heard.append)
    (watch,) = plates.watches.propose([draft()], OPERATOR)
    plates.reads.record([read()])
    assert heard == []
    plates.watches.approve(watch.id, LEADER)
    plates.reads.record([read("30A11111"), read(), read("5IF12345")])
    assert [(hit.read.plate, hit.likeness) for hit in heard[0]] == [("51F12345", 1.0), ("5IF12345", 0.875)]
    found = plates.reads.search(PlateQuery(text="51F12345", reason="vụ 118/2026"), OPERATOR)
    assert sorted(one.is_held for one in found) == [False, True, True]
    plates.watches.revoke(watch.id, LEADER, "đã tìm thấy xe")
    found = plates.reads.search(PlateQuery(text="51F12345", reason="vụ 118/2026"), OPERATOR)
    assert not any(one.is_held for one in found)
    plates.reads.record([read()])
    assert len(heard) == 1


def test_a_pattern_is_watched_for_until_its_last_day(plates: Plates, time: Fixed) -> None:
    heard: list[Sequence[WatchHit]] = []
    plates.watches.hits.connect(heard.append)
    approved(plates, "75C*456", valid_until=TODAY)
    plates.reads.record([read("75C23456"), read("75C23457")])
    assert [hit.read.plate for hit in heard[0]] == ["75C23456"]
    time.time = NOW + timedelta(hours=16)  # past midnight in Vietnam
    plates.reads.record([read("75C23456", time.time)])
    assert len(heard) == 1


def test_an_overdue_proposal_is_not_approved(plates: Plates, time: Fixed) -> None:
    (watch,) = plates.watches.propose([draft(valid_until=TODAY)], OPERATOR)
    time.time = NOW + timedelta(days=2)
    refused("plates.watch_over", plates.watches.approve, watch.id, LEADER)


def test_a_hit_becomes_an_event_that_holds_its_read(plates: Plates, db: Database, secrets: SecretStore) -> None:
    events, cameras = EventService(db), CameraService(db, secrets)
    camera = cameras.add(CameraDraft(number=7, name="Cầu chợ", main_url="rtsp://10.0.0.1/s"))
    PlateAlarms(plates, events, cameras)
    watch = approved(plates, severity="high")
    plates.reads.record([PlateRead(at=NOW, camera_id=camera.id, plate="51F12345", score=0.9, track=4)])
    (event,) = events.find(EventFilter())
    assert (event.kind, event.severity, event.is_open, event.tracks) == (KIND, "high", False, (4,))
    assert event.details["plate"] == "51F12345"
    assert event.place.startswith("Cầu chợ")
    plates.watches.revoke(watch, ADMIN, "đã tìm thấy xe")  # type: ignore[arg-type]
    (found,) = plates.reads.search(PlateQuery(text="51F12345", reason="vụ 118/2026"), OPERATOR)
    assert found.is_held


def test_what_comes_from_another_desktop_is_watched_for(plates: Plates, db: Database) -> None:
    heard: list[Sequence[WatchHit]] = []
    plates.watches.hits.connect(heard.append)
    plates.reads.record([read()])  # the list is known from now on
    other = Plates(db, DeviceJournal(db), DistrictSettings(db))
    (watch,) = other.watches.propose([draft(valid_until=datetime.now(UTC).date() + timedelta(days=5))], OPERATOR)
    other.watches.approve(watch.id, LEADER)
    plates.applied({"plate_watch"})
    plates.reads.record([read()])
    assert len(heard) == 1
