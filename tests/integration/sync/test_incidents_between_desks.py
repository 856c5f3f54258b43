"""Two workstations at one incident: the first to end it counts, the second is told clearly, and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import Cancelled, EvidenceDraft, IncidentDraft, IncidentFilter, Kind, TaskState
from ioc_desktop.kernel.records.verify import RecordVerifier
from ioc_desktop.panels.sync import titles
from ioc_desktop.sync.inbox import Inbox
from ioc_desktop.sync.state import Link
from tests.support.desks import check_equal, level
from tests.support.rooms import Room, Rooms, Station, until

if TYPE_CHECKING:
    from tests.support.desks import Desk

pytestmark = pytest.mark.postgres
ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)


def incidents(desk: Desk) -> Incidents:
    return Incidents(desk.db, AttachmentService(desk.db, ContentFolder(Path(desk.folder) / "files")))


def test_two_workstations_end_the_same_incident(pair: list[Desk]) -> None:
    a, b = pair
    ours, theirs = incidents(a), incidents(b)
    incident = ours.service.open(IncidentDraft(title="Cháy chợ", kind=Kind.FIRE), ADMIN)
    level(pair)
    ours.service.cancel(incident.id, Cancelled.FALSE, "khói bếp", ADMIN, was=flow.DETECTED)
    theirs.service.move(incident.id, flow.VERIFYING, ADMIN, was=flow.DETECTED)
    a.sync()
    level(pair)
    for desk in (ours, theirs):
        now = desk.queries.get(incident.id)
        assert (now.stage, now.cancelled, now.cancel_reason) == (flow.CANCELLED, Cancelled.FALSE, "khói bếp")
    assert a.inbox() == []
    (entry,) = Inbox(b.db, b.replica.tables).entries()
    assert titles.reason(entry) == "Máy khác đã chuyển trạng thái trước. Xem trạng thái mới rồi làm lại."
    assert {each.action for each in theirs.journal.of("incident", incident.id)} == {
        *("incident.open", "incident.cancel", "incident.stage"),
    }
    assert all(RecordVerifier(desk.db).verify().faults == () for desk in pair)
    check_equal(pair)


def test_work_of_two_workstations_comes_together(pair: list[Desk]) -> None:
    a, b = pair
    ours, theirs = incidents(a), incidents(b)
    incident = ours.service.open(IncidentDraft(title="Ngập", kind=Kind.FLOOD), ADMIN)
    task = ours.work.send(incident.id, "Tổ 2", "Chặn đường", ADMIN)
    level(pair)
    theirs.work.advance(incident.id, task.id, TaskState.ON_SCENE, ADMIN)
    ours.service.edit(incident.id, {"commander": "Trưởng ca"}, ADMIN)
    theirs.service.edit(incident.id, {"place": "Kè"}, ADMIN)
    steps = theirs.queries.dossier(incident.id).steps
    theirs.work.finish_step(incident.id, steps[0].id, ADMIN)
    theirs.evidence.add_bytes(incident.id, b"anh", "a.jpg", EvidenceDraft(title="Ảnh"), ADMIN)
    level(pair)
    for desk in (ours, theirs):
        dossier = desk.queries.dossier(incident.id)
        assert (dossier.incident.commander, dossier.incident.place) == ("Trưởng ca", "Kè")
        assert dossier.tasks[0].state is TaskState.ON_SCENE
        assert len(dossier.evidence) == 1
        assert dossier.incident.number == ""  # waits for the centre's book of numbers
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_numbers_come_from_the_centres_one_book(rooms: Rooms, station: Station) -> None:
    """Opened on two workstations at once, without a gap and without a twin; each sees the other's."""

    def of(room: Room) -> Incidents:
        files = AttachmentService(room.db, ContentFolder(room.folder / "files"))
        return Incidents(room.db, files, numbers=room.desk)

    a, b = rooms("a"), rooms("b")
    ours, theirs = of(a), of(b)
    alone = ours.service.open(IncidentDraft(title="Trước khi vào máy chủ"), ADMIN)
    for room in (a, b):
        room.desk.join(*station)
    until(lambda: all(room.desk.status.link is Link.ONLINE and room.desk.status.to_send == 0 for room in (a, b)))
    opened = [desk.service.open(IncidentDraft(title="Cháy"), ADMIN) for desk in (ours, theirs, ours)]
    assert [each.number for each in opened] == ["", "", ""]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda desk: desk.numbers.give_waiting(), (ours, theirs)))
    year = alone.number.split("-")[1]
    wanted = {f"SV-{year}-{number:04d}" for number in range(1, 5)}

    def numbers(desk: Incidents) -> set[str]:
        return {each.number for each in desk.queries.find(IncidentFilter())}

    until(lambda: numbers(ours) == numbers(theirs) == wanted, lambda: (numbers(ours), numbers(theirs)))
    assert all(RecordVerifier(room.db).verify().faults == () for room in (a, b))
    assert [list(room.desk.inbox()) for room in (a, b)] == [[], []]
