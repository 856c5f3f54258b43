"""A centre's own statuses, steps and checklists on two workstations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.service import setting_id
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, PROGRAM_STEPS, OwnStatus
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.district_flow import STATUSES
from ioc_desktop.kernel.incidents.model import IncidentDraft, Kind
from ioc_desktop.kernel.incidents.templates import TemplateStep
from ioc_desktop.kernel.records.verify import RecordVerifier
from tests.support.desks import check_equal, level

if TYPE_CHECKING:
    from tests.support.desks import Desk

pytestmark = pytest.mark.postgres
ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)
OWN = OwnStatus("own_boat", flow.DETECTED, "Chờ xuồng cứu hộ")


def incidents(desk: Desk) -> Incidents:
    return Incidents(desk.db, AttachmentService(desk.db, ContentFolder(Path(desk.folder) / "files")))


def heard(pair: list[Desk], *desks: Incidents) -> None:
    level(pair)
    for desk in desks:
        desk.applied({"district_setting", "incident"})


def test_what_one_workstation_sets_holds_on_the_other(pair: list[Desk]) -> None:
    ours, theirs = map(incidents, pair)
    ours.flow.set_statuses([*PROGRAM_STATUSES, OWN], ADMIN)
    ours.flow.set_checklist(Kind.FLOOD, [TemplateStep("Gọi đội xuồng", 2)], ADMIN)
    ours.flow.set_steps([replace(PROGRAM_STEPS[0], required=("place",)), *PROGRAM_STEPS[1:]], ADMIN)
    heard(pair, ours, theirs)
    incident = theirs.service.open(IncidentDraft(title="Ngập", kind=Kind.FLOOD), ADMIN)
    assert [step.text for step in theirs.queries.dossier(incident.id).steps] == ["Gọi đội xuồng"]
    assert theirs.service.set_status(incident.id, OWN.key, ADMIN).status == OWN.key
    with pytest.raises(ExpectedError) as refused:
        theirs.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED)
    assert refused.value.facts["fields"] == ("place",)
    heard(pair, ours, theirs)
    assert ours.flow.way.titles[ours.queries.get(incident.id).status] == OWN.title
    check_equal(pair)


def test_a_status_put_out_of_use_while_the_other_was_away_stays_named(pair: list[Desk]) -> None:
    ours, theirs = map(incidents, pair)
    ours.flow.set_statuses([*PROGRAM_STATUSES, OWN], ADMIN)
    incident = ours.service.open(IncidentDraft(title="Ngập", kind=Kind.FLOOD), ADMIN)
    heard(pair, ours, theirs)
    ours.flow.set_statuses([*PROGRAM_STATUSES, replace(OWN, is_used=False)], ADMIN)
    theirs.service.set_status(incident.id, OWN.key, ADMIN)  # it has not heard yet
    heard(pair, ours, theirs)
    for desk in (ours, theirs):
        assert desk.queries.get(incident.id).status == OWN.key
        assert desk.flow.way.titles[OWN.key] == OWN.title
        with pytest.raises(ExpectedError, match="không thuộc giai đoạn"):
            desk.service.set_status(incident.id, OWN.key, ADMIN)
        assert desk.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED) if desk is ours else True
    heard(pair, ours, theirs)
    assert all(each.inbox() == [] for each in pair)
    assert all(RecordVerifier(each.db).verify().faults == () for each in pair)
    check_equal(pair)


def test_two_set_different_things_at_once_and_both_hold(pair: list[Desk]) -> None:
    ours, theirs = map(incidents, pair)
    ours.flow.set_checklist(Kind.FLOOD, [TemplateStep("Gọi đội xuồng", 2)], ADMIN)
    theirs.flow.set_checklist(Kind.FIRE, [TemplateStep("Báo đội cơ sở", 1)], ADMIN)
    heard(pair, ours, theirs)
    heard(pair, ours, theirs)
    for desk in (ours, theirs):
        assert [each.text for each in desk.flow.checklist(Kind.FLOOD)] == ["Gọi đội xuồng"]
        assert [each.text for each in desk.flow.checklist(Kind.FIRE)] == ["Báo đội cơ sở"]
    check_equal(pair)


def test_two_set_the_same_thing_at_once_and_one_of_them_holds_on_both(pair: list[Desk]) -> None:
    ours, theirs = map(incidents, pair)
    ours.flow.set_statuses([*PROGRAM_STATUSES, OWN], ADMIN)
    theirs.flow.set_statuses([*PROGRAM_STATUSES, replace(OWN, key="own_other", title="Chờ thuyền")], ADMIN)
    heard(pair, ours, theirs)
    heard(pair, ours, theirs)
    assert ours.flow.statuses == theirs.flow.statuses
    assert len(ours.flow.statuses) == len(PROGRAM_STATUSES) + 1
    actions = {each.action for each in ours.journal.of("district_setting", setting_id(STATUSES))}
    assert actions == {"setting.changed"}
    assert len(ours.journal.of("district_setting", setting_id(STATUSES))) == 2  # what both wanted is known
    check_equal(pair)
