"""What hangs on records goes from desk to desk: links, comments, tags, notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.cap import as_cap
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.alerts.model import AlertArea, AlertStatus, AlertText
from ioc_desktop.kernel.alerts.service import AlertService
from ioc_desktop.kernel.comments.service import CommentService
from ioc_desktop.kernel.comments.tables import CommentStrikeRow
from ioc_desktop.kernel.links.model import RELATED, Ref
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.notices.service import NoticeService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.search.service import SearchService
from ioc_desktop.kernel.tags.service import TagService
from ioc_desktop.sync.state import ServerAddress
from tests.support.desks import Desk, check_equal, level
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
ONE, TWO = Ref("incident", uuid7()), Ref("camera", uuid7())


def test_one_link_that_two_desks_make_at_once_is_one(pair: list[Desk]) -> None:
    first, second = (LinkService(desk.db) for desk in pair)
    first.link(ONE, TWO, RELATED)
    second.link(TWO, ONE, RELATED)
    level(pair)
    assert [x.other for x in first.of(ONE)] == [x.other for x in second.of(ONE)] == [TWO]
    assert [desk.inbox() for desk in pair] == [[], []]
    second.unlink(ONE, TWO, RELATED)
    level(pair)
    assert first.of(TWO) == []
    first.link(ONE, TWO, RELATED)
    level(pair)
    assert len(second.of(ONE)) == 1
    check_equal(pair)


@pytest.fixture
def stations(
    station: tuple[ServerAddress, str], postgres_server: PostgresServer, another: Callable[..., Desk]
) -> list[Desk]:
    """Two desktops that sign in as a workstation, which the server believes who writes."""
    address, password = station
    dsn = postgres_server.dsn(address.database, address.user, password)
    return [another(name, lambda: psycopg.connect(dsn, autocommit=True)) for name in "AB"]


def test_a_comment_is_struck_by_its_author_on_another_desk_and_by_nobody_else(stations: list[Desk]) -> None:
    pair = a, b = stations
    author, other = uuid7(), uuid7()
    first, second = CommentService(a.db), CommentService(b.db)
    a.db.act_as(author)
    said = first.add(ONE, "Đã gọi @chữa_cháy")
    level(pair)
    assert [(x.body, x.author_id) for x in second.of(ONE)] == [("Đã gọi @chữa_cháy", author)]
    b.db.act_as(other)
    with b.db.write() as session:
        session.add(CommentStrikeRow(comment_id=said.id, reason="phá"))
    level(pair)
    assert first.of(ONE)[0].strike is None
    b.db.act_as(author)
    second.strike(said.id, "nhầm")
    level(pair)
    assert [(x.body, x.strike.reason if x.strike else None) for x in first.of(ONE)] == [("Đã gọi @chữa_cháy", "nhầm")]
    b.write("UPDATE comment SET body = 'khác'")
    level(pair)
    assert first.of(ONE)[0].body == "Đã gọi @chữa_cháy", "the server takes no change of what was said"


def test_what_another_desk_wrote_is_found_here_as_it_is_now(pair: list[Desk]) -> None:
    a, b = pair
    search, who = SearchService(b.db), Session(uuid7(), "b", "B", Role.ADMIN)
    camera = a.add_camera("Cổng chợ Đông Hà")
    CommentService(a.db).add(Ref("camera", camera.id), "Ống kính mờ sương")
    level(pair)
    assert [hit.title.text for hit in search.search("mo suong", who)] == ["Cổng chợ Đông Hà"]
    a.rename(camera, "Bến xe")
    level(pair)
    assert search.search("cho dong", who) == []
    assert [hit.title.text for hit in search.search("ben", who)] == ["Bến xe"]
    a.cameras.remove(camera.id)
    level(pair)
    assert search.search("ben", who) == []
    check_equal(pair)


def test_a_notice_follows_a_person_and_is_read_once(pair: list[Desk]) -> None:
    a, b = pair
    account = AccountService(a.db).create(
        user_name="lan", display_name="Lan", role=Role.ADMIN, password="Mot-mat-khau-2026"
    )
    first, second = NoticeService(a.db), NoticeService(b.db)
    first.send(account.id, "Quá hạn", "xử lý", ONE, is_urgent=True)
    level(pair)
    (there,) = second.of(account.id)
    assert (there.headline, there.ref, there.is_urgent) == ("Quá hạn", ONE, True)
    first.mark_read(account.id)
    second.mark_read(account.id, [there.id])
    level(pair)
    assert first.unread(account.id) == second.unread(account.id) == 0
    assert [desk.inbox() for desk in pair] == [[], []]
    check_equal(pair)


def test_an_alert_is_released_by_another_person_on_another_desk_and_sealed(stations: list[Desk]) -> None:
    pair = a, b = stations
    first, second = (AlertService(desk.db, RecordJournal(desk.db), as_cap, lambda: "ioc.xa.vn") for desk in pair)
    officer = Session(uuid7(), "truc", "Trực ban", Role.DUTY_OFFICER)
    leader = Session(uuid7(), "dao", "Lãnh đạo", Role.LEADER)
    text = AlertText(
        event="Ngập", headline="Ngập sâu", description="Nước lên", area=AlertArea(description="Phường"),
        expires_at=datetime.now(UTC) + timedelta(hours=3),
    )  # fmt: skip
    alert = first.prepare(text, officer)
    level(pair)
    sent = second.release(alert.id, leader)
    level(pair)
    assert first.file(alert.id) == sent.xml
    b.write("DROP TRIGGER seal_u_alert")
    b.write("UPDATE alert SET content = json_set(content, '$.headline', 'Đã rút')")
    level(pair)
    assert first.get(alert.id).text.headline == second.get(alert.id).text.headline == "Ngập sâu"
    own = first.prepare(text, officer)
    level(pair)
    a.write("PRAGMA ignore_check_constraints = ON")
    a.write("UPDATE alert SET status = 'released', decided_by = proposed_by WHERE id = ?", own.id.hex)
    level(pair)
    assert second.get(own.id).status is AlertStatus.PREPARED, "the server lets nobody release their own"


def test_a_tag_that_two_desks_write_differently_is_one(pair: list[Desk]) -> None:
    first, second = (TagService(desk.db) for desk in pair)
    first.put(ONE, "Ngập")
    second.put(TWO, "NGAP")
    level(pair)
    assert first.used() == second.used()
    assert first.used()[0].records == 2
    assert second.tagged("incident", "ngập") == {ONE.id}
    assert [desk.inbox() for desk in pair] == [[], []]
    check_equal(pair)
