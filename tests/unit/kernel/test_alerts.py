"""An alert goes out by two people, as a file that the schema of CAP 1.2 takes, and its chain has one end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.cap import NAMESPACE, as_cap, check_cap
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.alerts.model import Alert, AlertArea, AlertStatus, AlertText, as_json, of_json
from ioc_desktop.kernel.alerts.service import AlertService
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
ADMIN = Session(uuid7(), "admin", "Quản trị", Role.ADMIN)
RING = ((16.8, 107.1), (16.8, 107.2), (16.9, 107.2), (16.8, 107.1))
NAMES = {"c": NAMESPACE}


@pytest.fixture
def alerts(db: Database, clock: HandClock) -> AlertService:
    return AlertService(
        db, RecordJournal(db, clock), lambda alert: as_cap(alert, "IOC"), lambda: "ioc.xa.gov.vn", clock
    )


def words(clock: HandClock, **more: Any) -> AlertText:
    told: dict[str, Any] = {
        "event": "Ngập lụt", "headline": "Ngập sâu đường Lê Duẩn", "description": "Nước ngập 60 cm <lên> & chảy xiết",
        "area": AlertArea(description="Phường Đông Hà", polygon=RING, geocode="19333"),
        "expires_at": clock.now() + timedelta(hours=6), "parameters": {"cap-do-rui-ro-thien-tai": "2"},
    }  # fmt: skip
    return AlertText(**(told | more))


def said(alert: Alert, path: str) -> str:
    found = etree.fromstring(alert.xml.encode()).find(path.replace("/", "/c:").replace("c:c:", "c:"), NAMES)
    return "" if found is None else str(found.text)


def test_one_person_prepares_and_another_releases(alerts: AlertService, clock: HandClock) -> None:
    out: list[Alert] = []
    alerts.released.connect(out.append)
    about = Ref("incident", uuid7())
    prepared = alerts.prepare(words(clock), ADMIN, about=about)
    assert (prepared.status, prepared.xml, prepared.sent_at) == (AlertStatus.PREPARED, "", None)
    with pytest.raises(ExpectedError, match=r"alert\.not_released"):
        alerts.file(prepared.id)
    with pytest.raises(ExpectedError, match=r"alert\.own"):
        alerts.release(prepared.id, ADMIN)
    with pytest.raises(ExpectedError, match=r"alert\.not_allowed"):
        alerts.release(prepared.id, OFFICER)
    with pytest.raises(ExpectedError, match=r"alert\.not_allowed"):
        alerts.prepare(words(clock), LEADER)
    sent = alerts.release(prepared.id, LEADER)
    assert out == [sent]
    assert alerts.file(sent.id) == sent.xml
    check_cap(sent.xml.encode())
    assert [said(sent, f"c:{name}") for name in ("sender", "sent", "status", "msgType", "references", "incidents")] == [
        "ioc.xa.gov.vn", "2026-07-01T08:00:00-00:00", "Actual", "Alert", "", str(about.id),
    ]  # fmt: skip
    assert said(sent, "c:info/description") == "Nước ngập 60 cm <lên> & chảy xiết"
    assert said(sent, "c:info/area/polygon").startswith("16.80000,107.10000 16.8")
    assert said(sent, "c:info/senderName") == "IOC"
    with pytest.raises(ExpectedError, match=r"alert\.decided"):
        alerts.release(sent.id, LEADER)


def test_updates_and_cancels_refer_to_what_went_before(alerts: AlertService, clock: HandClock) -> None:
    first = alerts.release(alerts.prepare(words(clock), OFFICER, is_drill=True).id, LEADER)
    clock.pass_s(60)
    second = alerts.prepare_update(first.id, words(clock, headline="Nước rút chậm"), OFFICER)
    rival = alerts.prepare_update(first.id, words(clock, headline="Nước lên"), OFFICER)
    second = alerts.release(second.id, LEADER)
    with pytest.raises(ExpectedError, match=r"alert\.superseded"):
        alerts.release(rival.id, LEADER)
    with pytest.raises(ExpectedError, match=r"alert\.superseded"):
        alerts.prepare_cancel(first.id, "nhầm", OFFICER)
    clock.pass_s(86_400)
    with pytest.raises(ExpectedError, match=r"alert\.reason_missing"):
        alerts.prepare_cancel(second.id, "  ", OFFICER)
    last = alerts.release(alerts.prepare_cancel(second.id, "Nước đã rút", OFFICER).id, LEADER)
    one = f"ioc.xa.gov.vn,{first.identifier},2026-07-01T08:00:00-00:00"
    two = f"ioc.xa.gov.vn,{second.identifier},2026-07-01T08:01:00-00:00"
    assert [said(each, "c:references") for each in (first, second, last)] == ["", one, f"{one} {two}"]
    assert [said(each, "c:msgType") for each in (second, last)] == ["Update", "Cancel"]
    assert [said(last, f"c:info/{name}") for name in ("urgency", "responseType")] == ["Past", "AllClear"]
    assert said(last, "c:note") == "DIỄN TẬP. Nước đã rút"
    assert {said(each, "c:status") for each in (first, second, last)} == {"Exercise"}
    assert said(second, "c:info/headline") == "DIỄN TẬP: Nước rút chậm"
    with pytest.raises(ExpectedError, match=r"alert\.superseded"):
        alerts.prepare_update(last.id, words(clock), OFFICER)


def test_what_was_prepared_can_be_withdrawn_and_is_over_in_time(alerts: AlertService, clock: HandClock) -> None:
    prepared = alerts.prepare(words(clock), OFFICER)
    with pytest.raises(ExpectedError, match=r"alert\.not_released"):
        alerts.prepare_cancel(prepared.id, "x", OFFICER)
    alerts.withdraw(prepared.id, "nhầm", OFFICER)
    with pytest.raises(ExpectedError, match=r"alert\.decided"):
        alerts.release(prepared.id, LEADER)
    late = alerts.prepare(words(clock), OFFICER)
    clock.pass_s(7 * 3_600)
    with pytest.raises(ExpectedError, match=r"alert\.over"):
        alerts.release(late.id, LEADER)
    assert {alert.status for alert in alerts.all()} == {AlertStatus.WITHDRAWN, AlertStatus.PREPARED}


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("alert.incomplete", {"headline": " "}),
        ("alert.too_long", {"headline": "x" * 161}),
        ("alert.word_unknown", {"severity": "high"}),
        ("alert.area_wrong", {"area": AlertArea(description="x", polygon=RING[:3])}),
        ("alert.area_wrong", {"area": AlertArea(description="x", centre=(91.0, 0.0))}),
        ("alert.over", {"expires_at": HandClock().now()}),
    ],
)
def test_what_is_not_fit_is_told(alerts: AlertService, clock: HandClock, code: str, more: dict[str, Any]) -> None:
    with pytest.raises(ExpectedError) as caught:
        alerts.prepare(words(clock, **more), OFFICER)
    assert caught.value.code == code


def test_a_centre_without_a_name_sends_nothing(db: Database, clock: HandClock) -> None:
    for sender in ("", "hai từ", "a,b", "a<b"):
        service = AlertService(db, RecordJournal(db), as_cap, lambda sender=sender: sender, clock)
        with pytest.raises(ExpectedError, match=r"alert\.sender_wrong"):
            service.prepare(words(clock), OFFICER)


def test_a_file_that_was_changed_after_its_release_is_told(
    db: Database, alerts: AlertService, clock: HandClock
) -> None:
    sent = alerts.release(alerts.prepare(words(clock), OFFICER).id, LEADER)
    change = "UPDATE alert SET content = json_set(content, '$.xml', json_extract(content, '$.xml') || ' ')"
    with pytest.raises(Exception, match="closed row"), db.write() as session:
        session.connection().exec_driver_sql(change)
    assert alerts.file(sent.id) == sent.xml
    with db.write() as session:  # with a tool for SQL
        session.connection().exec_driver_sql("DROP TRIGGER seal_u_alert")
        session.connection().exec_driver_sql(change)
    with pytest.raises(ExpectedError, match=r"alert\.changed"):
        alerts.file(sent.id)


def test_the_database_itself_refuses_one_person(db: Database, alerts: AlertService, clock: HandClock) -> None:
    alerts.prepare(words(clock), OFFICER)
    for change in ("decided_by = proposed_by", "decided_by = NULL"):
        with pytest.raises(Exception, match="CHECK"), db.write() as session:
            session.connection().exec_driver_sql(f"UPDATE alert SET status = 'released', {change}")


def test_the_schema_refuses_what_the_standard_does(alerts: AlertService, clock: HandClock) -> None:
    good = alerts.release(alerts.prepare(words(clock), OFFICER).id, LEADER).xml
    for old, new in (
        ("<status>Actual", "<status>Live"), ("-00:00</sent>", "Z</sent>"), ("<scope>Public</scope>", ""),
        ("<severity>Moderate", "<severity>Bad"), ("107.20000 16.9", "107.20000; 16.9"), ("<sender>", "<sender>a b"),
        ("<language>", "<event>x</event><language>"), ("<areaDesc>Phường Đông Hà", "<areaDesc> "),
    ):  # fmt: skip
        assert old in good
        with pytest.raises(ExpectedError, match=r"cap\.invalid"):
            check_cap(good.replace(old, new).encode())
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + good.partition("?>")[2].replace("IOC", "&x;")
    with pytest.raises(ExpectedError, match=r"cap\.invalid"):
        check_cap(b"<a>" + bomb.encode())
    for content in (b"", b"<a/>", b"\xff"):
        with pytest.raises(ExpectedError, match=r"cap\.invalid"):
            check_cap(content)


def test_the_text_is_stored_and_read_back_whole(clock: HandClock) -> None:
    text = words(clock, onset_at=clock.now(), area=AlertArea(description="x", centre=(16.8, 107.1), radius_km=2.5))
    assert of_json(as_json(text)) == text
    assert of_json(as_json(replace(text, area=AlertArea(description="y", polygon=RING)))).area.polygon == RING


def test_an_alert_is_found_by_its_words_by_who_may_see_alerts(
    alerts: AlertService, clock: HandClock, db: Database
) -> None:
    from sqlalchemy import text

    from ioc_desktop.kernel.accounts.model import Permissions
    from ioc_desktop.kernel.search.service import SearchService

    prepared = alerts.prepare(words(clock), ADMIN)
    search = SearchService(db)
    for typed in ("ngap sau le duan", "chay xiet", "phuong dong ha"):
        (hit,) = search.search(typed, OFFICER)
        assert (hit.ref, hit.panel, hit.title.text) == (Ref("alert", prepared.id), "alerts", "Ngập sâu đường Lê Duẩn")
    stranger = Session(uuid7(), "la", "Người lạ", Role.OPERATOR, permissions=Permissions(frozenset()))
    assert search.search("ngap sau", stranger) == []
    alerts.release(prepared.id, LEADER)
    assert len(search.search("ngap sau", LEADER)) == 1
    with db.write() as session:  # whatever another program sent, writing it is not stopped by the search
        for content in ("no json", "null", "[1]", '{"headline": {"a": 1}}'):
            row = {"id": uuid7().hex, "content": content, "old": prepared.id.hex}
            names = [each[1] for each in session.execute(text("PRAGMA table_info(alert)"))]
            told = ", ".join(
                {"id": ":id", "identifier": ":id", "content": ":content", "status": "'prepared'"}.get(n, n)
                for n in names
            )
            session.execute(text(f"INSERT INTO alert SELECT {told} FROM alert WHERE id = :old"), row)
    assert len(search.search("ngap sau", LEADER)) == 1
