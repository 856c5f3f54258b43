"""An incident from its first sign to its end: who may do what, what is refused, and what the journal says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.events.model import CLIP, PICTURE, CameraEvent, Observation, Status
from ioc_desktop.kernel.events.model import TABLE as EVENT_TABLE
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import (
    TABLE,
    Cancelled,
    EvidenceDraft,
    Incident,
    IncidentDraft,
    IncidentFilter,
    Kind,
    PersonRole,
    Severity,
    Source,
    StepState,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.incidents.templates import TEMPLATES, limit
from ioc_desktop.kernel.records.verify import RecordVerifier
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock
from tests.unit.kernel.test_record_journal import tamper

OFFICER = Session(uuid7(), "trucban", "Trực ban 1", Role.DUTY_OFFICER)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)
WAY = (flow.VERIFYING, flow.RESPONDING, flow.CONTAINED, flow.RECOVERING, flow.CLOSED)


@pytest.fixture
def attachments(db: Database, tmp_path: Path) -> AttachmentService:
    return AttachmentService(db, ContentFolder(tmp_path / "files"))


@pytest.fixture
def desk(db: Database, attachments: AttachmentService, clock: HandClock) -> Incidents:
    return Incidents(db, attachments, clock)


def opened(desk: Incidents, **words: Any) -> Incident:
    values = {"title": "Ngập đường Kè sông Hiếu", "kind": Kind.FLOOD, "place": "đoạn cầu Đông Hà"} | words
    return desk.service.open(IncidentDraft(**values), OFFICER)


def refused(act: Callable[[], object]) -> ExpectedError:
    with pytest.raises(ExpectedError) as found:
        act()
    return found.value


def actions(desk: Incidents, incident_id: UUID) -> list[str]:
    return [entry.action for entry in desk.journal.of(TABLE, incident_id)][::-1]


def bring(desk: Incidents, incident: Incident, end: str) -> Incident:
    """Along the usual way, with everything that is asked for."""
    service = desk.service
    service.decide(incident.id, Verdict.TRUE, OFFICER)
    service.edit(incident.id, {"commander": "Trưởng ca chiều", "outcome": "Nước rút, đã thông đường"}, OFFICER)
    for step in desk.queries.dossier(incident.id).steps:
        desk.work.finish_step(incident.id, step.id, OFFICER)
    for stage in WAY:
        if incident.stage == end:
            break
        incident = service.move(incident.id, stage, OFFICER, was=incident.stage)
    return incident


# ------------------------------------------------------------------ opening


def test_an_incident_gets_number_checklist_limit_and_journal(desk: Incidents, clock: HandClock) -> None:
    heard: list[UUID | None] = []
    desk.changed.connect(heard.append)
    incident = opened(desk, title="  Ngập   đường ", severity=Severity.HIGH)
    assert (incident.number, incident.title, incident.stage) == ("SV-2026-0001", "Ngập đường", flow.DETECTED)
    assert incident.due_at == clock.now() + timedelta(minutes=3)
    dossier = desk.queries.dossier(incident.id)
    assert [step.text for step in dossier.steps] == [step.text for step in TEMPLATES[Kind.FLOOD].steps]
    assert dossier.next_step == dossier.steps[0]
    assert dossier.steps[0].due_at == clock.now() + timedelta(minutes=5)
    assert actions(desk, incident.id) == ["incident.open", "incident.number"]
    assert heard == [incident.id]


def test_numbers_go_on_within_a_year_and_drills_have_their_own(desk: Incidents, clock: HandClock) -> None:
    assert [opened(desk).number for _ in range(2)] == ["SV-2026-0001", "SV-2026-0002"]
    assert opened(desk, is_drill=True).number == "DT-2026-0001"
    clock.pass_s(365 * 86_400)
    assert opened(desk).number == "SV-2027-0001"


def test_numbers_of_the_year_are_those_of_vietnam(desk: Incidents, clock: HandClock) -> None:
    clock.time = clock.time.replace(year=2026, month=12, day=31, hour=18)
    assert opened(desk).number == "SV-2027-0001"


def test_a_number_after_9999_goes_on(db: Database, desk: Incidents) -> None:
    opened(desk)
    tamper(db.path, "UPDATE document_number SET number = 9999, mark = 'x'")
    assert [opened(desk).number, opened(desk).number] == ["SV-2026-10000", "SV-2026-10001"]


def test_a_desktop_of_a_centre_lets_the_number_wait(db: Database, desk: Incidents) -> None:
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE sync_control SET is_joined = 1")
    assert [opened(desk).number, opened(desk).number] == ["", ""]
    assert desk.numbers.give_waiting() == 0
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE sync_control SET is_joined = 0")
    assert desk.numbers.give_waiting() == 2
    assert [each.number for each in desk.queries.find(IncidentFilter())][::-1] == ["SV-2026-0001", "SV-2026-0002"]
    assert desk.numbers.give_waiting() == 0


def test_who_may_not_and_what_has_no_name_is_refused(desk: Incidents) -> None:
    nobody = Session(uuid7(), "x", "X", Role.LEADER)
    assert refused(lambda: desk.service.open(IncidentDraft(title="Cháy"), nobody)).code == "incident.not_allowed"
    assert refused(lambda: opened(desk, title="  ")).code == "incident.title_missing"
    assert desk.queries.count(IncidentFilter()) == 0


def test_every_kind_has_a_checklist_and_every_open_stage_a_limit() -> None:
    assert set(TEMPLATES) == set(Kind)
    assert all(template.steps and template.title for template in TEMPLATES.values())
    for severity in Severity:
        assert all(limit(stage, severity) for stage in flow.OPEN_STAGES)
    assert limit(flow.RESPONDING, Severity.CRITICAL) == timedelta(minutes=48)
    assert limit(flow.REVIEWED, Severity.HIGH) is None


# ------------------------------------------------------------------ the way through the stages


def test_the_whole_way_with_its_times(db: Database, desk: Incidents, clock: HandClock) -> None:
    incident = opened(desk)
    clock.pass_s(60)
    closed = bring(desk, incident, flow.CLOSED)
    assert closed.stage == flow.CLOSED
    assert set(closed.times) == {flow.DETECTED, *WAY}
    assert closed.times[flow.CLOSED] == clock.now()
    assert refused(lambda: desk.service.move(incident.id, flow.REVIEWED, LEADER, was=flow.CLOSED)).facts["fields"] == (
        "lessons",
    )
    desk.service.edit(incident.id, {"lessons": "Thêm trạm đo ở cầu"}, OFFICER)
    reviewed = desk.service.move(incident.id, flow.REVIEWED, LEADER, was=flow.CLOSED)
    assert (reviewed.stage, reviewed.due_at) == (flow.REVIEWED, None)
    assert actions(desk, incident.id).count("incident.stage") == 6
    assert RecordVerifier(db).verify().faults == ()


def test_closing_says_all_that_is_missing(desk: Incidents) -> None:
    incident = bring(desk, opened(desk), flow.RECOVERING)
    desk.service.edit(incident.id, {"commander": "", "outcome": " "}, OFFICER)
    first = desk.queries.dossier(incident.id).steps[0]
    desk.work.reopen_step(incident.id, first.id, OFFICER)
    desk.work.send(incident.id, "Tổ tuần tra 2", "Chặn hai đầu đường", OFFICER)
    error = refused(lambda: desk.service.move(incident.id, flow.CLOSED, OFFICER, was=flow.RECOVERING))
    assert (error.code, error.facts["fields"]) == ("workflow.incomplete", ("commander", "outcome", "steps", "tasks"))
    assert "người chỉ huy, kết quả xử lý, các bước bắt buộc" in error.message()
    assert desk.queries.get(incident.id).stage == flow.RECOVERING


def test_what_is_not_verified_is_not_responded_to(desk: Incidents) -> None:
    incident = opened(desk)
    desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED)
    error = refused(lambda: desk.service.move(incident.id, flow.RESPONDING, OFFICER, was=flow.VERIFYING))
    assert error.facts["fields"] == ("verdict",)
    assert refused(lambda: desk.service.move(incident.id, flow.CLOSED, OFFICER, was=flow.VERIFYING)).code == (
        "workflow.no_step"
    )


def test_of_two_who_move_it_the_second_is_told(desk: Incidents) -> None:
    incident = opened(desk)
    desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED)
    error = refused(lambda: desk.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED))
    assert (error.code, error.facts["stage"]) == ("incident.moved", "Xác minh")
    assert actions(desk, incident.id) == ["incident.open", "incident.number", "incident.stage"]


def test_going_back_needs_a_reason(desk: Incidents) -> None:
    incident = bring(desk, opened(desk), flow.CONTAINED)
    back = lambda reason: desk.service.move(incident.id, flow.RESPONDING, OFFICER, was=flow.CONTAINED, reason=reason)  # noqa: E731
    assert refused(lambda: back("")).code == "workflow.reason_missing"
    assert back("Nước lên lại").stage == flow.RESPONDING
    assert desk.journal.of(TABLE, incident.id)[0].note == "Nước lên lại"


def test_what_is_false_is_cancelled_never_deleted_and_may_come_back(desk: Incidents) -> None:
    incident = opened(desk)
    cancel = lambda why: desk.service.cancel(incident.id, Cancelled.FALSE, why, OFFICER, was=flow.DETECTED)  # noqa: E731
    assert refused(lambda: cancel(" ")).code == "workflow.reason_missing"
    gone = cancel("Báo nhầm")
    assert (gone.stage, gone.cancelled, gone.verdict) == (flow.CANCELLED, Cancelled.FALSE, Verdict.FALSE)
    assert gone.number == incident.number
    back = desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.CANCELLED, reason="Có người báo lại")
    assert (back.stage, back.cancelled, back.cancel_reason) == (flow.VERIFYING, Cancelled.NO, "")


def test_a_duplicate_is_merged_and_both_journals_say_so(desk: Incidents) -> None:
    first, second = opened(desk), opened(desk, title="Nước tràn kè")
    merged = desk.service.merge(second.id, first.id, OFFICER, was=flow.DETECTED)
    assert (merged.stage, merged.cancelled) == (flow.CANCELLED, Cancelled.DUPLICATE)
    assert desk.queries.get(second.id).merged_into == first.id
    assert desk.journal.of(TABLE, first.id)[0].detail["number"] == second.number
    assert actions(desk, second.id)[-1] == "incident.cancel"
    for into in (second.id, first.id):
        error = refused(lambda into=into: desk.service.merge(first.id, into, OFFICER, was=flow.DETECTED))
        assert error.code == "incident.merge_wrong"


def test_an_edit_keeps_from_and_to(desk: Incidents, clock: HandClock) -> None:
    incident = opened(desk)
    clock.pass_s(30)
    changed = desk.service.edit(incident.id, {"severity": "critical", "place": "Kè sông Hiếu"}, OFFICER)
    assert (changed.severity, changed.due_at) == (Severity.CRITICAL, incident.detected_at + timedelta(minutes=2))
    entry = desk.journal.of(TABLE, incident.id)[0]
    assert entry.changes == {"severity": ("medium", "critical"), "place": ("đoạn cầu Đông Hà", "Kè sông Hiếu")}
    desk.service.edit(incident.id, {"place": "Kè sông Hiếu"}, OFFICER)
    assert actions(desk, incident.id) == ["incident.open", "incident.number", "incident.edit"]
    with pytest.raises(KeyError):
        desk.service.edit(incident.id, {"stage": "closed"}, OFFICER)


def test_a_status_belongs_to_its_stage(desk: Incidents) -> None:
    incident = bring(desk, opened(desk), flow.RESPONDING)
    assert desk.service.set_status(incident.id, "reinforcing", OFFICER).status == "reinforcing"
    assert refused(lambda: desk.service.set_status(incident.id, "ended", OFFICER)).code == "workflow.status_unknown"


def test_a_note_stays(desk: Incidents) -> None:
    incident = opened(desk)
    desk.service.note(incident.id, "Nước qua vỉa hè phía chợ", OFFICER, source="Bộ đàm")
    entry = desk.journal.of(TABLE, incident.id)[0]
    assert (entry.action, entry.note, entry.detail) == ("note", "Nước qua vỉa hè phía chợ", {"source": "Bộ đàm"})
    assert refused(lambda: desk.service.note(incident.id, " \n", OFFICER)).code == "incident.note_empty"
    assert refused(lambda: desk.service.note(uuid7(), "x", OFFICER)).code == "incident.gone"


# ------------------------------------------------------------------ work


def test_units_report_their_times(desk: Incidents, clock: HandClock) -> None:
    incident = opened(desk)
    task = desk.work.send(incident.id, "Tổ tuần tra 2", "Chặn hai đầu đường", OFFICER)
    for state in (TaskState.ACCEPTED, TaskState.ON_SCENE, TaskState.DONE):
        clock.pass_s(60)
        task = desk.work.advance(incident.id, task.id, state, OFFICER)
    assert (task.state, task.at) == (TaskState.DONE, clock.now())
    assert TaskState.ON_WAY not in task.times
    assert refused(lambda: desk.work.advance(incident.id, task.id, TaskState.ON_WAY, OFFICER)).code == (
        "incident.task_step"
    )
    other = desk.work.send(incident.id, "Điện lực", "", OFFICER)
    withdraw = lambda note: desk.work.advance(incident.id, other.id, TaskState.WITHDRAWN, OFFICER, note=note)  # noqa: E731
    assert refused(lambda: withdraw("")).code == "incident.reason_missing"
    assert withdraw("Không cần").state is TaskState.WITHDRAWN
    assert refused(lambda: desk.work.send(incident.id, " ", "", OFFICER)).code == "incident.unit_missing"
    assert actions(desk, incident.id)[2:] == [
        *("task.sent", "task.accepted", "task.on_scene", "task.done"),
        *("task.sent", "task.withdrawn"),
    ]


def test_steps_are_ticked_skipped_with_a_reason_and_taken_back(desk: Incidents) -> None:
    incident = opened(desk)
    first, second, *_ = desk.queries.dossier(incident.id).steps
    done = desk.work.finish_step(incident.id, first.id, OFFICER)
    assert (done.state, done.done_by) == (StepState.DONE, "Trực ban 1")
    assert refused(lambda: desk.work.skip_step(incident.id, second.id, "", OFFICER)).code == "incident.reason_missing"
    assert desk.work.skip_step(incident.id, second.id, "Đã báo trước", OFFICER).note == "Đã báo trước"
    assert desk.work.reopen_step(incident.id, first.id, OFFICER).done_at is None
    assert refused(lambda: desk.work.finish_step(opened(desk).id, first.id, OFFICER)).code == "incident.part_gone"


def test_nothing_is_done_to_what_has_ended(desk: Incidents) -> None:
    incident = bring(desk, opened(desk), flow.CLOSED)
    step = desk.queries.dossier(incident.id).steps[0]
    assert refused(lambda: desk.work.reopen_step(incident.id, step.id, OFFICER)).code == "incident.ended"
    assert refused(lambda: desk.work.send(incident.id, "Tổ 1", "", OFFICER)).code == "incident.ended"
    assert refused(lambda: desk.work.bring(incident.id, "Xe", 1, "", OFFICER)).code == "incident.ended"


def test_resources_come_and_leave(desk: Incidents, clock: HandClock) -> None:
    incident = opened(desk)
    boat = desk.work.bring(incident.id, "Xuồng máy", 2, "Đội cứu hộ", OFFICER)
    clock.pass_s(600)
    assert desk.work.take_away(incident.id, boat.id, OFFICER).left_at == clock.now()
    for name, quantity in (("", 1), ("Xe", 0), ("Xe", -1)):
        assert refused(lambda n=name, q=quantity: desk.work.bring(incident.id, n, q, "", OFFICER)).code == (
            "incident.resource_wrong"
        )


def test_people_are_never_in_the_journal_and_are_erased_for_good(desk: Incidents) -> None:
    incident = opened(desk)
    person = desk.work.involve(incident.id, PersonRole.VICTIM, "Người bị nạn A", OFFICER, phone="0900000000")
    said = desk.journal.of(TABLE, incident.id)[0]
    assert (said.detail, said.note, said.changes) == ({"role": "victim"}, "", {})
    erased = desk.work.redact(incident.id, person.id, OFFICER)
    assert (erased.name, erased.phone, erased.role) == ("", "", PersonRole.VICTIM)
    assert erased.redacted_at is not None
    operator = Session(uuid7(), "cv", "Chuyên viên", Role.OPERATOR)
    assert refused(lambda: desk.work.redact(incident.id, person.id, operator)).code == "incident.not_allowed"


# ------------------------------------------------------------------ evidence


def event_of(db: Database, attachments: AttachmentService, clock: HandClock, *, clip: bool = True) -> CameraEvent:
    seen = Observation(
        camera_id=uuid7(), rule_id="r", rule_name="Tụ tập đông người", kind="crowd", severity="high",
        place="07 Kè · sông", started_at=clock.now(), peak_at=clock.now(), ended_at=clock.now() + timedelta(seconds=9),
    )  # fmt: skip
    events = EventService(db)
    event = events.begin(seen)
    attachments.add_bytes(EVENT_TABLE, event.id, b"anh", name=PICTURE)
    if clip:
        attachments.add_bytes(EVENT_TABLE, event.id, b"phim", name=CLIP)
    return events.decide(event.id, Status.CONFIRMED, who=OFFICER)


def test_a_confirmed_event_becomes_one_incident_with_its_files(
    db: Database, desk: Incidents, attachments: AttachmentService, clock: HandClock
) -> None:
    event = event_of(db, attachments, clock, clip=False)
    incident = desk.open_from_event(event, None, OFFICER)
    assert (incident.title, incident.kind, incident.source) == ("Tụ tập đông người", Kind.CROWD, Source.EVENT)
    attachments.add_bytes(EVENT_TABLE, event.id, b"phim", name=CLIP)
    assert desk.open_from_event(event, None, ADMIN).id == incident.id
    kept = desk.queries.dossier(incident.id).evidence
    assert [(each.name, each.exporter) for each in kept] == [(PICTURE, "Trực ban 1"), (CLIP, "Quản trị")]
    assert [desk.evidence.intact(each) for each in kept] == [True, True]
    found = desk.queries.of_event(event.id)
    assert found is not None
    assert found.id == incident.id
    assert len(attachments.of(TABLE, incident.id)) == 2


def test_evidence_is_locked_against_removal(
    desk: Incidents, attachments: AttachmentService, clock: HandClock, tmp_path: Path
) -> None:
    incident = opened(desk)
    file = tmp_path / "bien-ban.txt"
    file.write_bytes(b"bien ban")
    kept = desk.evidence.add_file(incident.id, file, EvidenceDraft(title="Biên bản", reason="Hồ sơ"), OFFICER)
    remove = lambda reason="hết hạn": desk.evidence.remove(incident.id, kept.id, reason, OFFICER)  # noqa: E731
    assert refused(remove).code == "incident.locked"
    sooner = kept.locked_until - timedelta(days=1)
    assert refused(lambda: desk.evidence.lock(incident.id, kept.id, sooner, OFFICER)).code == "incident.lock_shorter"
    desk.evidence.lock(incident.id, kept.id, kept.locked_until + timedelta(days=1), OFFICER)
    clock.time = kept.locked_until + timedelta(hours=1)
    assert refused(remove).code == "incident.locked"
    clock.time = kept.locked_until + timedelta(days=2)
    assert refused(lambda: remove("")).code == "incident.reason_missing"
    remove()
    assert desk.evidence.of(incident.id) == []
    assert attachments.of(TABLE, incident.id) == []
    assert desk.journal.of(TABLE, incident.id)[0].detail["sha256"] == kept.sha256


def test_a_file_that_was_changed_on_the_disk_is_no_longer_intact(
    desk: Incidents, attachments: AttachmentService
) -> None:
    incident = opened(desk)
    kept = desk.evidence.add_bytes(incident.id, b"hinh", "o.jpg", EvidenceDraft(title="Ô camera"), OFFICER)
    path = attachments.contents.path(kept.sha256)
    path.write_bytes(b"khac")
    assert desk.evidence.intact(kept) is False
    path.unlink()
    assert desk.evidence.intact(kept) is None


def test_killed_between_file_and_description_nothing_is_claimed_and_it_can_be_done_again(
    desk: Incidents, attachments: AttachmentService, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = opened(desk)

    def killed(*_words: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(desk.evidence, "_describe", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.evidence.add_bytes(incident.id, b"hinh", "o.jpg", EvidenceDraft(title="Ô camera"), OFFICER)
    assert desk.evidence.of(incident.id) == []
    assert "evidence.added" not in actions(desk, incident.id)
    assert len(attachments.of(TABLE, incident.id)) == 1
    kept = desk.evidence.add_bytes(incident.id, b"hinh", "o.jpg", EvidenceDraft(title="Ô camera"), OFFICER)
    assert desk.evidence.intact(kept) is True


def test_a_file_that_cannot_be_kept_leaves_no_trace(desk: Incidents, tmp_path: Path) -> None:
    incident = opened(desk)
    empty, huge = tmp_path / "trong.jpg", tmp_path / "lon.mp4"
    empty.touch()
    with huge.open("wb") as file:
        file.truncate(600 * 2**20)
    for file_, code in ((empty, "attachment.empty"), (huge, "attachment.too_large"), (tmp_path / "x", None)):
        error = refused(lambda f=file_: desk.evidence.add_file(incident.id, f, EvidenceDraft(title="x"), OFFICER))
        assert error.code == (code or "attachment.unreadable")
    assert desk.evidence.of(incident.id) == []
    assert actions(desk, incident.id) == ["incident.open", "incident.number"]


# ------------------------------------------------------------------ limits


def test_who_is_late_is_told_once_when_late_and_once_when_very_late(desk: Incidents, clock: HandClock) -> None:
    incident = opened(desk)  # five minutes for the first stage
    heard: list[tuple[UUID, int]] = []
    desk.limits.escalated.connect(lambda each: heard.append((each.id, each.escalation)))
    for _ in range(3):
        clock.pass_s(150)
        desk.limits.look()
        desk.limits.look()
    assert heard == [(incident.id, 1)]
    clock.pass_s(150)
    desk.limits.look()
    assert heard == [(incident.id, 1), (incident.id, 2)]
    entry = desk.journal.of(TABLE, incident.id)[0]
    assert (entry.action, entry.who, entry.changes) == ("incident.late", "", {"escalation": (1, 2)})
    moved = desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED)
    assert (moved.escalation, moved.due_at) == (0, clock.now() + timedelta(minutes=15))
    assert desk.limits.look() == []


def test_what_ended_is_never_late(desk: Incidents, clock: HandClock) -> None:
    bring(desk, opened(desk), flow.CLOSED)
    clock.pass_s(30 * 86_400)
    assert desk.limits.look() == []


# ------------------------------------------------------------------ asking


def test_the_board_counts_all_and_shows_the_newest(desk: Incidents, clock: HandClock) -> None:
    made = []
    for number in range(4):
        clock.pass_s(60)
        made.append(opened(desk, title=f"Việc {number}"))
    bring(desk, made[0], flow.RESPONDING)
    columns = {column.stage: column for column in desk.queries.board(limit=2)}
    assert [each.title for each in columns[flow.DETECTED].incidents] == ["Việc 3", "Việc 2"]
    assert (columns[flow.DETECTED].total, columns[flow.RESPONDING].total, columns[flow.CLOSED].total) == (3, 1, 0)
    assert desk.queries.open_count() == 4


def test_lists_are_paged_and_filtered_without_accents(desk: Incidents, clock: HandClock) -> None:
    for number in range(5):
        clock.pass_s(60)
        opened(desk, title=f"Cháy nhà số {number}", kind=Kind.FIRE if number % 2 else Kind.FLOOD)
    first = desk.queries.find(IncidentFilter(), limit=2)
    second = desk.queries.find(IncidentFilter(), after=first[-1], limit=2)
    assert [each.title[-1] for each in (*first, *second)] == ["4", "3", "2", "1"]
    find = desk.queries.find
    assert [each.title[-1] for each in find(IncidentFilter(text="chay NHA 0004"))] == ["3"]
    assert [each.number for each in find(IncidentFilter(text="sv-2026-0002"))] == ["SV-2026-0002"]
    assert [each.title[-1] for each in find(IncidentFilter(kind=Kind.FIRE))] == ["3", "1"]
    assert find(IncidentFilter(is_open=False)) == []
    assert find(IncidentFilter(text="100%")) == []


def test_the_line_of_time_shows_what_is_open_from_before(desk: Incidents, clock: HandClock) -> None:
    old, ended = opened(desk, title="Cũ"), opened(desk, title="Xong")
    bring(desk, ended, flow.CLOSED)
    clock.pass_s(86_400)
    new = opened(desk, title="Mới")
    start = clock.now() - timedelta(hours=1)
    assert [each.id for each in desk.queries.line(start, clock.now() + timedelta(hours=1))] == [old.id, new.id]


def test_what_a_newer_program_wrote_is_still_shown(db: Database, desk: Incidents) -> None:
    incident = opened(desk)
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE incident SET kind = 'quake', severity = 'x', source = 'y'")
    shown = desk.queries.get(incident.id)
    assert (shown.kind, shown.severity, shown.source) == (Kind.OTHER, Severity.MEDIUM, Source.HAND)
