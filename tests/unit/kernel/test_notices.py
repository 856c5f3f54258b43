"""What people are told stays theirs, is read once, and is forgotten in time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import IncidentDraft, Kind
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.notices.escalations import Escalations
from ioc_desktop.kernel.notices.service import NoticeService
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock


@pytest.fixture
def notices(db: Database, clock: HandClock) -> NoticeService:
    return NoticeService(db, clock=clock)


@pytest.fixture
def people(db: Database) -> tuple[UUID, UUID]:
    accounts = AccountService(db)
    one, two = (
        accounts.create(user_name=name, display_name=name.upper(), role=Role.ADMIN, password="Mot-mat-khau-2026")
        for name in ("lan", "minh")
    )
    return one.id, two.id


def test_each_person_reads_their_own(notices: NoticeService, people: tuple[UUID, UUID], clock: HandClock) -> None:
    one, two = people
    heard: list[None] = []
    notices.changed.connect(heard.append)
    about = Ref("incident", uuid7())
    assert notices.send([one, two, uuid7()], "  Quá\nhạn ", " xử lý ", about, kind="escalation", is_urgent=True) == 2
    clock.pass_s(1)
    assert notices.send(one, "x" * 300) == 1
    assert notices.send(uuid7(), "không ai") == 0
    assert len(heard) == 2
    newest, oldest = notices.of(one)
    assert (oldest.headline, oldest.body, oldest.ref, oldest.is_urgent, oldest.kind) == (
        "Quá hạn", "xử lý", about, True, "escalation",
    )  # fmt: skip
    assert (len(newest.headline), newest.ref, newest.read_at) == (200, None, None)
    assert (notices.unread(one), notices.unread(two)) == (2, 1)
    notices.mark_read(two, [oldest.id])
    assert notices.unread(one) == 2, "nobody reads for another"
    notices.mark_read(one, [oldest.id])
    assert (notices.unread(one), notices.unread(two)) == (1, 1)
    notices.mark_read(one)
    assert (notices.unread(one), notices.unread(two)) == (0, 1)
    assert notices.of(one)[1].read_at == clock.now()


def test_a_closed_account_is_told_nothing(db: Database, notices: NoticeService, people: tuple[UUID, UUID]) -> None:
    AccountService(db).update(people[1], display_name="x", role=Role.LEADER, is_active=False)
    assert notices.send(people, "họp") == 1


def test_old_notices_are_forgotten(notices: NoticeService, people: tuple[UUID, UUID], clock: HandClock) -> None:
    notices.send(people, "cũ")
    clock.pass_s(91 * 86_400)
    notices.send(people, "mới")
    assert notices.forget_old() == 2
    assert [notice.headline for notice in notices.of(people[0])] == ["mới"]


def test_who_is_named_in_a_comment_is_told_once_and_not_the_author(
    db: Database, people: tuple[UUID, UUID], tmp_path: Path
) -> None:
    kit = RecordKit(db, SecretStore(tmp_path, use_keyring=False), lambda _name: b"")
    db.act_as(people[0])
    incident = Ref("incident", uuid7())
    kit.comments.add(incident, "@minh xem với @lan, @minh!")
    kit.comments.add(incident, "không gọi ai")
    assert kit.notices.unread(people[0]) == 0
    (told,) = kit.notices.of(people[1])
    assert (told.headline, told.body, told.ref) == ("LAN nhắc đến bạn", "@minh xem với @lan, @minh!", incident)


def test_what_is_told_once_is_told_once(notices: NoticeService, people: tuple[UUID, UUID]) -> None:
    assert notices.send(people[0], "quá hạn", once="a") == 1
    assert notices.send(people, "quá hạn", once="a") == 1
    assert notices.send(people, "quá hạn", once="b") == 2
    assert [notices.unread(each) for each in people] == [2, 2]


def test_late_incidents_are_told_to_the_duty_desk_and_then_to_leaders(
    db: Database, notices: NoticeService, clock: HandClock, tmp_path: Path
) -> None:
    accounts = AccountService(db)
    officer, leader, clerk = (
        accounts.create(user_name=name, display_name=name, role=role, password="Mot-mat-khau-2026").id
        for name, role in (("truc", Role.DUTY_OFFICER), ("dao", Role.LEADER), ("vien", Role.OPERATOR))
    )
    desk = Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "contents")), clock)
    desk.limits.escalated.connect(Escalations(notices, accounts.list).hear)
    desk.limits.escalated.connect(Escalations(notices, accounts.list).hear)  # as another desktop would
    who = Session(clerk, "vien", "vien", Role.OPERATOR)
    incident = desk.service.open(IncidentDraft(title="Ngập", kind=Kind.FLOOD, is_drill=True), who)
    assert incident.due_at is not None
    clock.time = incident.due_at + timedelta(seconds=1)
    desk.limits.look()
    assert [notices.unread(each) for each in (officer, leader)] == [1, 0]
    clock.pass_s(30 * 86_400)
    desk.limits.look()
    desk.limits.look()
    assert [notices.unread(each) for each in (officer, leader)] == [2, 1]
    (told,) = notices.of(leader)
    assert told.headline.startswith("DIỄN TẬP: Sự vụ quá hạn gấp đôi")
    assert (told.ref, told.is_urgent) == (Ref("incident", incident.id), True)
