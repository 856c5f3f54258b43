"""Summaries: which period a moment belongs to, what is counted, what is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.model import Turn
from ioc_desktop.kernel.duty.of_incidents import times_between
from ioc_desktop.kernel.duty.periods import Period, Span, before, containing, following, last_whole
from ioc_desktop.kernel.duty.summary import IncidentTimes, pace, summarise
from ioc_desktop.kernel.duty.times import USUAL, read_times, slots
from ioc_desktop.kernel.events.model import AlarmAnswer, Observation
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import IncidentDraft, Severity
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

TIMES = read_times(USUAL)
FRIDAY = date(2026, 11, 20)
moments = st.integers(0, 10**9).map(lambda seconds: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


def at(day: int, hour_vn: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour_vn, minute, tzinfo=UTC) - timedelta(hours=7)


@given(moments, st.sampled_from(Span))
def test_periods_meet_without_a_gap(moment: datetime, span: Span) -> None:
    period = containing(span, moment)
    assert period.starts_at <= moment < period.ends_at
    assert following(period).starts_at == period.ends_at
    assert before(following(period)) == period
    assert period.id != following(period).id


def test_the_small_hours_belong_to_the_day_before() -> None:
    assert containing(Span.DAY, at(20, 5, 59)).first == date(2026, 11, 19)
    assert containing(Span.DAY, at(20, 6)).first == FRIDAY


@pytest.mark.parametrize(
    ("span", "first", "days"),
    [(Span.DAY, FRIDAY, 1), (Span.WEEK, date(2026, 11, 16), 7), (Span.MONTH, date(2026, 11, 1), 30)],
)
def test_a_day_a_week_and_a_month(span: Span, first: date, days: int) -> None:
    period = containing(span, at(20, 12))
    assert (period.first, period.days) == (first, days)


def test_the_last_whole_period_is_over() -> None:
    assert last_whole(Span.MONTH, at(20, 12)) == Period(Span.MONTH, date(2026, 10, 1))


def alarm(
    moment: datetime, status: str = "new", answered_s: float | None = None, place: str = "Cầu chợ"
) -> AlarmAnswer:
    decided = moment + timedelta(seconds=answered_s) if answered_s is not None else None
    return AlarmAnswer("intrusion", place, "high", status, moment, decided)


def test_alarms_are_counted_by_state_hour_kind_and_place() -> None:
    alarms = [
        alarm(at(20, 6), "confirmed", 60),
        alarm(at(20, 6, 30), "rejected", 180),
        alarm(at(21, 2), place="Ngã tư"),
    ]
    found = summarise(Period(Span.DAY, FRIDAY), alarms=alarms, turns=(), handovers=(), incidents=(), times=TIMES)
    assert (found.alarms, found.confirmed, found.rejected, found.waiting) == (3, 1, 1, 1)
    hours = dict(found.alarms_by_day)
    assert (len(hours), hours["06"], hours["02"], sum(hours.values())) == (24, 2, 1, 3)
    assert found.by_place == (("Cầu chợ", 2), ("Ngã tư", 1))
    assert (found.answered.count, found.answered.median_s, found.answered.worst_s) == (2, 120, 180)
    assert [(line.slot.name, line.alarms) for line in found.shifts] == [("Ca sáng", 2), ("Ca chiều", 0), ("Ca đêm", 1)]


def test_a_week_is_counted_by_day() -> None:
    week = Period(Span.WEEK, date(2026, 11, 16))
    found = summarise(week, alarms=[alarm(at(22, 7))], turns=(), handovers=(), incidents=(), times=TIMES)
    assert [name for name, _ in found.alarms_by_day] == [f"{day}/11" for day in range(16, 23)]
    assert found.alarms_by_day[-1] == ("22/11", 1)
    assert len(found.shifts) == 21


def test_who_stood_is_named_once_a_shift() -> None:
    morning, officer = slots(TIMES, FRIDAY, 1)[0], uuid7()
    turns = [
        Turn(id=uuid7(), slot=morning, account_id=officer, workstation="A", began_at=morning.starts_at) for _ in "ab"
    ]
    found = summarise(Period(Span.DAY, FRIDAY), alarms=(), turns=turns, handovers=(), incidents=(), times=TIMES)
    assert [line.stood for line in found.shifts] == [(officer,), (), ()]


def test_drills_are_listed_and_not_measured() -> None:
    seen = at(20, 9)
    real = IncidentTimes(
        code="SV-2026-0001", title="Ngập", kind="Ngập", severity="Cao", stage="Kết thúc", place="", detected_at=seen,
        acknowledged_at=seen + timedelta(minutes=2), resolved_at=seen + timedelta(hours=1),
    )  # fmt: skip
    drill = IncidentTimes(
        code="SV-2026-0002", title="Diễn tập", kind="Cháy", severity="Cao", stage="Kết thúc", place="",
        detected_at=seen, acknowledged_at=seen + timedelta(hours=9), is_drill=True,
    )  # fmt: skip
    found = summarise(Period(Span.DAY, FRIDAY), alarms=(), turns=(), handovers=(), incidents=[real, drill], times=TIMES)
    assert len(found.incidents) == 2
    assert (found.acknowledge.count, found.acknowledge.median_s) == (1, 120)
    assert (found.dispatch.count, found.resolve.worst_s) == (0, 3600)


def test_a_clock_set_back_is_no_negative_time() -> None:
    assert pace([(at(20, 9), at(20, 8))]).worst_s == 0


# ---------------------------------------------------------------------- the service


@pytest.fixture
def duty(db: Database, clock: HandClock) -> Duty:
    return Duty(db, DeviceJournal(db), AccountService(db, clock), EventService(db), clock=clock, workstation="A")


def test_what_is_over_is_due_once(duty: Duty, clock: HandClock) -> None:
    due = duty.briefs.due()
    assert [period.span for period in due] == [Span.DAY, Span.WEEK, Span.MONTH]
    for period in due:
        duty.briefs.note(period)
    assert not duty.briefs.due()
    assert {brief.period for brief in duty.briefs.made()} == set(due)
    clock.pass_s(24 * 3600)
    assert [period.span for period in duty.briefs.due()] == [Span.DAY]


def test_making_one_again_keeps_one_line(duty: Duty, clock: HandClock) -> None:
    (period, *_) = duty.briefs.due()
    first = duty.briefs.note(period)
    clock.pass_s(60)
    second = duty.briefs.note(period)
    assert second.made_at > first.made_at
    assert len(duty.briefs.made()) == 1


def test_a_summary_is_made_of_the_store(duty: Duty, db: Database, clock: HandClock) -> None:
    moment = clock.now() - timedelta(hours=20)
    EventService(db).begin(
        Observation(
            camera_id=uuid7(), rule_id="r", rule_name="Vào vùng cấm", kind="intrusion", severity="high",
            place="Cầu chợ", started_at=moment, peak_at=moment, ended_at=moment,
        )
    )  # fmt: skip
    found = duty.briefs.summary(containing(Span.DAY, moment))
    assert (found.alarms, found.waiting, found.by_place) == (1, 1, (("Cầu chợ", 1),))


def test_the_way_of_an_incident_becomes_its_times(db: Database, clock: HandClock, tmp_path: Path) -> None:
    incidents = Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "contents")), clock)
    officer = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)
    seen = clock.now() - timedelta(minutes=3)
    draft = IncidentDraft(title="Ngập đường", severity=Severity.HIGH, detected_at=seen)
    opened = incidents.service.open(draft, officer)
    (times,) = times_between(incidents.queries, seen, seen + timedelta(minutes=1))
    assert (times.title, times.severity, times.stage) == ("Ngập đường", "Nghiêm trọng", "Phát hiện")
    assert (times.detected_at, times.acknowledged_at, times.resolved_at) == (seen, None, None)
    assert opened.detected_at == seen
    assert not times_between(incidents.queries, seen + timedelta(minutes=1), clock.now() + timedelta(days=1))
