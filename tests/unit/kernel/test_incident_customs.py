"""A centre's own statuses, steps and checklists: what is refused, what holds, and what came broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.service import setting_id
from ioc_desktop.kernel.district_settings.tables import DistrictSettingRow
from ioc_desktop.kernel.incidents import customs, flow
from ioc_desktop.kernel.incidents.custom_checks import checklist_problems, status_problems, step_problems
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, PROGRAM_STEPS, OwnStatus, OwnStep
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.district_flow import STATUSES, STEPS, checklist_key, default_steps
from ioc_desktop.kernel.incidents.model import (
    CLOSE,
    REVIEW,
    TABLE,
    WORK,
    Cancelled,
    Incident,
    IncidentDraft,
    Kind,
)  # fmt: skip
from ioc_desktop.kernel.incidents.sentences import line
from ioc_desktop.kernel.incidents.templates import TemplateStep
from ioc_desktop.kernel.records.verify import RecordVerifier
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)
OFFICER = Session(uuid7(), "trucban", "Trực ban 1", Role.DUTY_OFFICER)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
WAITING = OwnStatus("own_wait", flow.RESPONDING, "Chờ xe thang tỉnh")


@pytest.fixture
def desk(db: Database, tmp_path: Path, clock: HandClock) -> Incidents:
    return Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "files")), clock)


def codes(problems: list[ExpectedError]) -> list[str]:
    return [each.code for each in problems]


def changed(start: str, end: str, **words: Any) -> list[OwnStep]:
    return [replace(each, **words) if (each.start, each.end) == (start, end) else each for each in PROGRAM_STEPS]


def responding(desk: Incidents) -> Incident:
    incident = desk.service.open(IncidentDraft(title="Cháy chợ", kind=Kind.FIRE, place="Chợ Đông Hà"), OFFICER)
    desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED)
    from ioc_desktop.kernel.incidents.model import Verdict

    desk.service.decide(incident.id, Verdict.TRUE, OFFICER)
    return desk.service.move(incident.id, flow.RESPONDING, OFFICER, was=flow.VERIFYING)


# ------------------------------------------------------------------ what is wrong


def test_the_program_s_own_way_has_nothing_wrong() -> None:
    assert status_problems(PROGRAM_STATUSES) == []
    assert step_problems(PROGRAM_STEPS) == []
    assert all(checklist_problems(default_steps(kind)) == [] for kind in Kind)
    assert customs.way().workflow == flow.WORKFLOW


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ([*PROGRAM_STATUSES, OwnStatus("own_a", "nowhere", "Lạ")], "flow.stage_unknown"),
        ([*PROGRAM_STATUSES, OwnStatus("own_a", flow.CLOSED, "  ")], "flow.status_unnamed"),
        ([*PROGRAM_STATUSES, OwnStatus("own_a", flow.CLOSED, "x" * 61)], "flow.status_unnamed"),
        ([*PROGRAM_STATUSES, OwnStatus("own_a", flow.DETECTED, "MOI")], "flow.status_twice"),
        ([*PROGRAM_STATUSES, OwnStatus("new", flow.DETECTED, "Khác")], "flow.key_twice"),
        ([each for each in PROGRAM_STATUSES if each.key != "new"], "flow.stage_empty"),
        ([replace(each, is_used=each.key != "new") for each in PROGRAM_STATUSES], "flow.stage_empty"),
        ([replace(each, stage=flow.CLOSED) if each.key == "waiting" else each for each in PROGRAM_STATUSES],
         "flow.status_moved"),
        ([*PROGRAM_STATUSES, *(OwnStatus(f"own_{n}", flow.CLOSED, f"Số {n}") for n in range(80))], "flow.too_many"),
    ],
)  # fmt: skip
def test_statuses_that_cannot_work_are_refused(statuses: list[OwnStatus], code: str) -> None:
    assert codes(status_problems(statuses)) == [code]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([*PROGRAM_STEPS, OwnStep(flow.DETECTED, flow.CLOSED, CLOSE)], "flow.step_unknown"),
        ([*PROGRAM_STEPS, PROGRAM_STEPS[0]], "flow.step_twice"),
        (changed(flow.DETECTED, flow.VERIFYING, permission="wall.view"), "flow.role_unknown"),
        (changed(flow.DETECTED, flow.VERIFYING, required=("weather",)), "flow.field_unknown"),
        (changed(flow.RECOVERING, flow.CLOSED, required=("steps",)), "flow.close_without_outcome"),
        (changed(flow.DETECTED, flow.CANCELLED, needs_reason=False), "flow.without_reason"),
        (changed(flow.CLOSED, flow.RESPONDING, needs_reason=False), "flow.without_reason"),
        (changed(flow.DETECTED, flow.CANCELLED, required=("place",)), "flow.cancel_asks"),
        (changed(flow.DETECTED, flow.VERIFYING, required=("verdict",)), "flow.verdict_too_early"),
        (changed(flow.CONTAINED, flow.RECOVERING, is_used=False), "flow.unreachable"),
        (changed(flow.CLOSED, flow.REVIEWED, is_used=False), "flow.unreachable"),
    ],
)
def test_steps_that_cannot_work_are_refused(steps: list[OwnStep], code: str) -> None:
    assert codes(step_problems(steps)) == [code]


def test_what_nobody_can_reach_or_leave_is_named_with_its_statuses() -> None:
    off = {(flow.RESPONDING, flow.CONTAINED)}
    steps = [replace(each, is_used=(each.start, each.end) not in off) for each in PROGRAM_STEPS]
    found = step_problems(steps, [*PROGRAM_STATUSES, WAITING])
    by_stage = {each.facts["stage"]: each for each in found}
    assert by_stage["Khống chế"].code == "flow.unreachable"
    assert by_stage["Ứng phó"].code == "flow.no_way_out"
    assert "Chờ xe thang tỉnh" in by_stage["Ứng phó"].message()
    assert by_stage["Rút kinh nghiệm"].code == "flow.unreachable"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "flow.checklist_size"),
        ([TemplateStep(f"Bước {n}") for n in range(61)], "flow.checklist_size"),
        ([TemplateStep(" ")], "flow.step_unnamed"),
        ([TemplateStep("x" * 301)], "flow.step_unnamed"),
        ([TemplateStep("Báo 114", -1)], "flow.minutes_wrong"),
        ([TemplateStep("Báo 114", 10_081)], "flow.minutes_wrong"),
        ([TemplateStep("Báo 114"), TemplateStep("BÁO  114".replace("  ", " "))], "flow.checklist_twice"),
    ],
)
def test_checklists_that_cannot_work_are_refused(steps: list[TemplateStep], code: str) -> None:
    assert codes(checklist_problems(steps)) == [code]


# ------------------------------------------------------------------ what holds


def test_an_own_status_is_chosen_named_and_kept_in_the_journal(desk: Incidents) -> None:
    incident = responding(desk)
    with pytest.raises(ExpectedError, match="không thuộc giai đoạn"):
        desk.service.set_status(incident.id, WAITING.key, OFFICER)
    desk.flow.set_statuses([*PROGRAM_STATUSES, WAITING], ADMIN)
    assert desk.service.set_status(incident.id, WAITING.key, OFFICER).status == WAITING.key
    desk.flow.set_statuses([*PROGRAM_STATUSES, replace(WAITING, is_used=False)], ADMIN)
    assert desk.flow.way.titles[WAITING.key] == "Chờ xe thang tỉnh"  # those that have it stay named
    with pytest.raises(ExpectedError, match="không thuộc giai đoạn"):
        desk.service.set_status(incident.id, WAITING.key, OFFICER)
    desk.flow.use_program(STATUSES, ADMIN)
    said = [line(entry).text for entry in desk.journal.of(TABLE, incident.id)]
    assert "Trạng thái: Chờ xe thang tỉnh." in said


def test_the_first_status_of_a_stage_is_the_centre_s(desk: Incidents) -> None:
    own = OwnStatus("own_call", flow.DETECTED, "Mới gọi đến")
    desk.flow.set_statuses([own, *PROGRAM_STATUSES], ADMIN)
    assert desk.service.open(IncidentDraft(title="Cây đổ"), OFFICER).status == own.key


def test_a_step_has_the_centre_s_role_fields_and_reason(desk: Incidents) -> None:
    steps = changed(
        flow.DETECTED, flow.VERIFYING, permission=REVIEW, required=("place", "commander"), needs_reason=True
    )
    desk.flow.set_steps(steps, ADMIN)
    incident = desk.service.open(IncidentDraft(title="Cây đổ"), OFFICER)
    with pytest.raises(ExpectedError) as refused:
        desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED, reason="đủ")
    assert refused.value.code == "incident.not_allowed"
    with pytest.raises(ExpectedError) as refused:
        desk.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED)
    assert refused.value.code == "workflow.reason_missing"
    with pytest.raises(ExpectedError) as refused:
        desk.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED, reason="đủ")
    assert refused.value.facts["fields"] == ("place", "commander")
    desk.flow.use_program(STEPS, ADMIN)
    assert desk.service.move(incident.id, flow.VERIFYING, OFFICER, was=flow.DETECTED).stage == flow.VERIFYING


def test_a_step_that_is_off_is_not_made_and_cancelling_may_be_anybody_s(desk: Incidents) -> None:
    off = {(flow.CONTAINED, flow.CLOSED)}
    steps = [
        replace(
            each, is_used=(each.start, each.end) not in off,
            permission=REVIEW if each.end == flow.CANCELLED else each.permission,
        )
        for each in PROGRAM_STEPS
    ]  # fmt: skip
    desk.flow.set_steps(steps, ADMIN)
    assert desk.flow.way.step(flow.CONTAINED, flow.CLOSED) is None
    incident = desk.service.open(IncidentDraft(title="Tin giả"), OFFICER)
    with pytest.raises(ExpectedError, match="không được"):
        desk.service.cancel(incident.id, Cancelled.FALSE, "giả", OFFICER, was=flow.DETECTED)
    desk.service.cancel(incident.id, Cancelled.FALSE, "giả", LEADER, was=flow.DETECTED)


def test_a_new_incident_gets_the_centre_s_checklist_and_an_open_one_keeps_its_own(desk: Incidents) -> None:
    old = desk.service.open(IncidentDraft(title="Cháy", kind=Kind.FIRE), OFFICER)
    own = [TemplateStep("Báo  Đội chữa cháy cơ sở", 1, "số nội bộ 15"), TemplateStep("Mở cổng phía sông", 5, "", False)]
    desk.flow.set_checklist(Kind.FIRE, own, ADMIN)
    fresh = desk.service.open(IncidentDraft(title="Cháy 2", kind=Kind.FIRE), OFFICER)
    steps = desk.queries.dossier(fresh.id).steps
    assert [(each.text, each.is_required) for each in steps] == [
        ("Báo Đội chữa cháy cơ sở", True), ("Mở cổng phía sông", False),
    ]  # fmt: skip
    assert len(desk.queries.dossier(old.id).steps) == len(default_steps(Kind.FIRE))
    assert desk.flow.is_own(Kind.FIRE)
    assert not desk.flow.is_own(Kind.FLOOD)
    desk.flow.use_program(checklist_key(Kind.FIRE), ADMIN)
    assert desk.flow.checklist(Kind.FIRE) == default_steps(Kind.FIRE)


def test_only_an_administrator_changes_it_and_the_journal_says_who(desk: Incidents, db: Database) -> None:
    for change in (
        lambda: desk.flow.set_statuses([*PROGRAM_STATUSES, WAITING], LEADER),
        lambda: desk.flow.set_steps(changed(flow.DETECTED, flow.VERIFYING, permission=CLOSE), OFFICER),
        lambda: desk.flow.use_program(STEPS, OFFICER),
    ):
        with pytest.raises(ExpectedError, match="quản trị"):
            change()
    desk.flow.set_statuses([*PROGRAM_STATUSES, WAITING], ADMIN)
    (entry,) = desk.journal.of("district_setting", setting_id(STATUSES))
    assert entry.changes[STATUSES][1][-1]["title"] == WAITING.title
    assert RecordVerifier(db).verify().faults == ()


def test_what_is_refused_changes_nothing(desk: Incidents) -> None:
    with pytest.raises(ExpectedError, match="phải có lý do"):
        desk.flow.set_steps(changed(flow.DETECTED, flow.CANCELLED, needs_reason=False), ADMIN)
    assert desk.flow.steps == PROGRAM_STEPS
    assert desk.flow.way.workflow == flow.WORKFLOW


# ------------------------------------------------------------------ what came from elsewhere


def put(db: Database, key: str, value: Any) -> None:
    with db.write() as session:
        session.merge(DistrictSettingRow(id=setting_id(key), key=key, value=value))


@pytest.mark.parametrize(
    "value",
    [None, 7, "x", {}, [], [7], [{}], [{"key": 1, "stage": "detected", "title": "a", "used": True}],
     [{"key": "a'; DROP", "stage": "detected", "title": "a", "used": True}],
     [{"key": "own", "stage": "nowhere", "title": "a", "used": True}] * 90],
)  # fmt: skip
def test_settings_that_cannot_be_read_leave_the_program_s_own(desk: Incidents, db: Database, value: Any) -> None:
    for key in (STATUSES, STEPS, checklist_key(Kind.FIRE)):
        put(db, key, value)
    desk.applied({"district_setting"})
    assert desk.flow.way.workflow == flow.WORKFLOW
    assert desk.service.open(IncidentDraft(title="Cháy", kind=Kind.FIRE), OFFICER).stage == flow.DETECTED


def test_valid_settings_that_arrive_hold_at_once_and_tell(desk: Incidents, db: Database) -> None:
    told: list[None] = []
    desk.flow.changed.connect(told.append)
    put(db, STATUSES, customs.stored_statuses([*PROGRAM_STATUSES, WAITING]))
    desk.applied({"district_setting"})
    assert desk.flow.way.titles[WAITING.key] == WAITING.title
    desk.applied({"district_setting"})  # the same again is no news
    assert told == [None]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["key", "stage", "title", "used", "start", "end", "permission", "required", "reason", "text",
                         "within_min", "hint"]), inner, max_size=8,
    ),
    max_leaves=24,
)  # fmt: skip


@given(JUNK)
def test_no_junk_is_an_exception(value: Any) -> None:
    statuses, steps, checklist = customs.read_statuses(value), customs.read_steps(value), customs.read_checklist(value)
    for found, check in ((statuses, status_problems), (steps, step_problems), (checklist, checklist_problems)):
        if found is not None:
            assert all(problem.message() for problem in check(found))  # type: ignore[operator]


@given(st.sets(st.sampled_from(range(len(PROGRAM_STEPS)))), st.sampled_from([WORK, CLOSE, REVIEW]))
def test_steps_without_problems_always_make_a_workflow_that_ends(off: set[int], permission: str) -> None:
    steps = [replace(each, is_used=place not in off, permission=permission) for place, each in enumerate(PROGRAM_STEPS)]
    if step_problems(steps):
        return
    follows = customs.way(steps=steps).workflow.follows
    for stage in flow.OPEN_STAGES:
        seen, ahead = {stage}, [stage]
        while ahead:
            for end in follows[ahead.pop()]:
                if end not in seen:
                    seen.add(end)
                    ahead.append(end)
        assert flow.CLOSED in seen
