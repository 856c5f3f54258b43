"""Events go from desk to desk, and two answers to one of them do not overwrite each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.events.model import EventFilter, Observation, Status
from ioc_desktop.kernel.events.service import EventService
from tests.support.desks import Desk, check_equal, level

pytestmark = pytest.mark.postgres
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)


def seen() -> Observation:
    return Observation(
        camera_id=uuid7(), rule_id="r", rule_name="Cấm dừng", kind="illegal_stop", severity="medium", place="07 Cầu",
        started_at=AT, peak_at=AT, ended_at=AT, box=(0.1, 0.2, 0.3, 0.4), tracks=(3,), details={"speed": 4.5},
    )  # fmt: skip


def test_an_event_is_seen_and_answered_on_another_desk(pair: list[Desk]) -> None:
    first, second = (EventService(desk.db) for desk in pair)
    event = first.begin(seen())
    level(pair)
    (there,) = second.find(EventFilter(text="cam dung"))
    assert (there.id, there.box, there.tracks, there.details) == (event.id, event.box, event.tracks, event.details)
    second.decide(event.id, Status.CONFIRMED, who=OFFICER, was=Status.NEW)
    level(pair)
    assert first.get(event.id).status is Status.CONFIRMED
    assert second.close_left_open() == 0, "the desk that watches closes it"
    assert first.close_left_open() == 1
    level(pair)
    assert not second.get(event.id).is_open
    check_equal(pair)


def test_of_two_answers_at_once_one_stands_on_both_desks(pair: list[Desk]) -> None:
    first, second = (EventService(desk.db) for desk in pair)
    event = first.begin(seen())
    level(pair)
    first.decide(event.id, Status.CONFIRMED, who=OFFICER, was=Status.NEW)
    second.decide(event.id, Status.REJECTED, who=OFFICER, reason="mưa", was=Status.NEW)
    level(pair)
    assert [each.get(event.id).status for each in (first, second)] == [Status.CONFIRMED] * 2
    assert second.get(event.id).reason == "", "the reason goes with the answer"
