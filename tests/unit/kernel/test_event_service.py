"""Events from their beginning to what a person makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.events.model import CameraEvent, EventFilter, Observation, Status
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database

NINE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Nine o'clock in Vietnam."""
CAMERA = uuid7()
OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)


@pytest.fixture
def events(db: Database) -> EventService:
    return EventService(db)


def seen(minute: float = 0, **words: object) -> Observation:
    start = NINE + timedelta(minutes=minute)
    values = {
        "camera_id": CAMERA, "rule_id": "r1", "rule_name": "Cấm dừng", "kind": "illegal_stop", "severity": "medium",
        "place": "07 Cầu Đông Hà", "started_at": start, "peak_at": start, "ended_at": start,
        "category": "car", "box": (0.1, 0.2, 0.3, 0.4), "tracks": (3, 5), "details": {"speed": 4.5},
    } | words  # fmt: skip
    return Observation(**values)  # type: ignore[arg-type]


def test_an_event_begins_lasts_and_ends(events: EventService) -> None:
    heard: list[UUID | None] = []
    events.changed.connect(heard.append)
    event = events.begin(seen())
    assert (event.is_open, event.status, event.box, event.tracks) == (True, Status.NEW, (0.1, 0.2, 0.3, 0.4), (3, 5))
    later = seen(ended_at=NINE + timedelta(seconds=40), value=40.0)
    events.go_on(event.id, later, is_open=True)
    events.go_on(event.id, later, is_open=False)
    ended = events.get(event.id)
    assert (ended.is_open, ended.value, ended.ended_at - ended.started_at) == (False, 40.0, timedelta(seconds=40))
    assert ended.details == {"speed": 4.5}
    assert heard == [event.id] * 3


def test_what_was_left_open_is_closed_at_the_next_start(events: EventService) -> None:
    first, second = events.begin(seen()), events.begin(seen(1))
    events.go_on(first.id, seen(), is_open=False)
    assert events.close_left_open() == 1
    assert not events.get(second.id).is_open
    assert events.close_left_open() == 0


def test_a_person_decides_and_may_take_it_back(events: EventService) -> None:
    confirmed: list[CameraEvent] = []
    events.confirmed.connect(confirmed.append)
    event = events.begin(seen())
    right = events.decide(event.id, Status.CONFIRMED, who=OFFICER)
    assert confirmed == [right]
    assert right.decided_by == OFFICER.account_id
    assert right.decided_at is not None
    again = events.decide(event.id, Status.NEW, who=OFFICER)
    assert (again.status, again.decided_by, again.decided_at) == (Status.NEW, None, None)
    wrong = events.decide(event.id, Status.REJECTED, who=OFFICER, reason=" bóng cây ")
    assert (wrong.status, wrong.reason) == (Status.REJECTED, "bóng cây")
    assert len(confirmed) == 1


def test_a_rejection_needs_a_reason_and_a_removed_event_is_named(events: EventService) -> None:
    event = events.begin(seen())
    with pytest.raises(ExpectedError) as caught:
        events.decide(event.id, Status.REJECTED, who=OFFICER, reason="  ")
    assert caught.value.code == "event.reason_missing"
    with pytest.raises(ExpectedError) as caught:
        events.decide(uuid7(), Status.CONFIRMED, who=OFFICER)
    assert caught.value.code == "event.gone"
    events.go_on(uuid7(), seen(), is_open=False)


def test_events_are_found_page_by_page(events: EventService) -> None:
    made = [events.begin(seen(minute)) for minute in (0, 1, 1, 2, 3)]
    first = events.find(EventFilter(), limit=2)
    rest = events.find(EventFilter(), after=first[-1], limit=10)
    assert [each.started_at for each in first + rest] == sorted((each.started_at for each in made), reverse=True)
    assert {each.id for each in first + rest} == {each.id for each in made}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (EventFilter(text="cau dong"), {"Cấm dừng"}),
        (EventFilter(text="ngược"), {"Ngược chiều"}),
        (EventFilter(text="%"), set()),
        (EventFilter(kind="wrong_way"), {"Ngược chiều"}),
        (EventFilter(severity="high"), {"Ngược chiều"}),
        (EventFilter(status=Status.CONFIRMED), {"Ngược chiều"}),
        (EventFilter(start=NINE + timedelta(minutes=5)), {"Ngược chiều"}),
        (EventFilter(end=NINE + timedelta(minutes=5)), {"Cấm dừng"}),
        (EventFilter(camera_id=uuid7()), set()),
        (EventFilter(), {"Cấm dừng", "Ngược chiều"}),
    ],
)
def test_filters(events: EventService, wanted: EventFilter, names: set[str]) -> None:
    events.begin(seen())
    other = events.begin(seen(10, rule_name="Ngược chiều", kind="wrong_way", severity="high", place="Chợ"))
    events.decide(other.id, Status.CONFIRMED, who=OFFICER)
    assert {each.rule_name for each in events.find(wanted)} == names
    assert events.count(wanted) == len(names)


def test_the_load_counts_what_asks_for_a_person(events: EventService) -> None:
    for minute, severity in ((-11, "high"), (-9, "high"), (-1, "medium"), (-1, "info"), (1, "high")):
        events.begin(seen(minute, severity=severity))
    assert events.load(NINE) == 2
    assert events.waiting() == 4


def test_the_dashboard_counts_by_local_hour_place_and_kind(events: EventService) -> None:
    for minute, place in ((0, "A"), (30, "A"), (60 * 16, "B")):
        events.begin(seen(minute, place=place))
    counts = events.counts(EventFilter())
    assert (counts.by_hour[9], counts.by_hour[1], counts.total) == (2, 1, 3)
    assert list(counts.by_place.items()) == [("A", 2), ("B", 1)]
    assert counts.by_kind == {"illegal_stop": 3}


def test_a_rule_that_is_rejected_again_and_again_is_doubted(events: EventService) -> None:
    for minute in range(10):
        event = events.begin(seen(minute))
        status = Status.CONFIRMED if minute < 2 else Status.REJECTED
        events.decide(event.id, status, who=OFFICER, reason="báo nhầm")
        fine = events.begin(seen(minute, rule_id="r2"))
        events.decide(fine.id, Status.CONFIRMED, who=OFFICER)
    (doubt,) = events.doubts(NINE + timedelta(hours=1))
    assert (doubt.rule_id, doubt.rejected, doubt.decided) == ("r1", 8, 10)
    assert events.doubts(NINE + timedelta(days=40)) == [], "that was long ago"
    for minute in range(20, 40):
        events.decide(events.begin(seen(minute)).id, Status.CONFIRMED, who=OFFICER)
    assert events.doubts(NINE + timedelta(hours=1)) == [], "a rule that has been mended is trusted again"


def test_what_nobody_confirmed_is_forgotten_in_time(events: EventService) -> None:
    old, kept = events.begin(seen(-100)), events.begin(seen(-100))
    events.decide(kept.id, Status.CONFIRMED, who=OFFICER)
    events.go_on(old.id, seen(-100), is_open=False)
    lasting, fresh = events.begin(seen(-100)), events.begin(seen())
    assert events.forget(NINE - timedelta(minutes=1)) == 1
    assert {each.id for each in events.find(EventFilter())} == {kept.id, lasting.id, fresh.id}


def test_long_names_are_cut_to_what_a_column_holds(events: EventService) -> None:
    event = events.begin(replace(seen(), rule_name="x" * 500, place="y" * 500))
    assert (len(event.rule_name), len(event.place)) == (120, 250)


def test_somebody_elses_answer_is_not_overwritten(events: EventService, db: Database) -> None:
    event = events.begin(seen())
    events.decide(event.id, Status.REJECTED, who=OFFICER, reason="mưa", was=Status.NEW)
    with pytest.raises(ExpectedError) as caught:
        events.decide(event.id, Status.CONFIRMED, who=OFFICER, was=Status.NEW)
    assert caught.value.code == "event.decided"
    events.decide(event.id, Status.CONFIRMED, who=OFFICER, was=Status.REJECTED)
    with pytest.raises(ExpectedError) as caught:
        events.decide(event.id, Status.REJECTED, who=OFFICER, reason="mưa")
    assert caught.value.code == "event.decided"
    lines = [(entry.who, entry.action) for entry in DeviceJournal(db).entries()]
    assert lines == [("trucban", "event.confirmed"), ("trucban", "event.rejected")]


def test_who_may_only_look_decides_nothing(events: EventService) -> None:
    event = events.begin(seen())
    leader = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
    with pytest.raises(ExpectedError) as caught:
        events.decide(event.id, Status.CONFIRMED, who=leader)
    assert caught.value.code == "event.not_allowed"
    assert events.get(event.id).status is Status.NEW
