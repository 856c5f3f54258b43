"""Which incidents may be the same, and which are not proposed however alike they are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.duplicates import LEAST, MOST, Twin, likeness
from ioc_desktop.kernel.incidents.model import TABLE, Cancelled, Incident, IncidentDraft, Kind
from ioc_desktop.kernel.links.model import DISTINCT, Ref
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)
MARKET = {"place": "Chợ Đông Hà", "latitude": 16.8206, "longitude": 107.1005}


@pytest.fixture
def desk(db: Database, tmp_path: Path, clock: HandClock) -> Incidents:
    return Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "files")), clock)


def opened(desk: Incidents, title: str = "Cháy ki-ốt chợ Đông Hà", **words: Any) -> Incident:
    return desk.service.open(IncidentDraft(**({"title": title, "kind": Kind.FIRE} | MARKET | words)), ADMIN)


def found(desk: Incidents, one: Incident) -> list[Twin]:
    return desk.queries.twins(one, one.detected_at)


def test_two_calls_about_one_fire_are_proposed_from_either_side(desk: Incidents, clock: HandClock) -> None:
    first = opened(desk)
    clock.pass_s(240)
    second = opened(desk, "Khói lửa ở chợ Đông Hà", latitude=16.8209, longitude=107.1008, place="cổng chợ")
    (twin,) = found(desk, second)
    assert twin.incident.id == first.id
    assert (twin.is_same_kind, twin.apart) == (True, timedelta(seconds=-240))
    assert twin.distance_m == pytest.approx(46, abs=5)
    (back,) = found(desk, first)
    assert (back.incident.id, back.score) == (second.id, twin.score)


@pytest.mark.parametrize(
    "words",
    [
        {"latitude": 16.8600, "longitude": 107.1500, "place": "Cam Lộ"},  # kilometres away
        {"kind": Kind.FLOOD, "title": "Ngập đường"},
        {"is_drill": True},
        {"title": "Đông người chờ phát quà", "kind": Kind.CROWD},
    ],
)
def test_what_is_elsewhere_or_something_else_is_not(desk: Incidents, clock: HandClock, words: dict[str, Any]) -> None:
    opened(desk)
    clock.pass_s(240)
    assert found(desk, opened(desk, **words)) == []


def test_hours_later_at_the_same_place_it_is_another_one(desk: Incidents, clock: HandClock) -> None:
    opened(desk)
    clock.pass_s(6 * 3600 + 60)
    assert found(desk, opened(desk)) == []


def test_what_ended_is_not_proposed(desk: Incidents) -> None:
    first, second = opened(desk), opened(desk)
    desk.service.cancel(first.id, Cancelled.FALSE, "khói bếp", ADMIN, was=flow.DETECTED)
    assert found(desk, second) == []


def test_places_without_coordinates_are_compared_by_name(desk: Incidents) -> None:
    bare = {"latitude": None, "longitude": None}
    opened(desk, place="Ngã tư Lê Duẩn - Hùng Vương", **bare)
    assert len(found(desk, opened(desk, place="nga tu le duan hung vuong", **bare))) == 1
    assert found(desk, opened(desk, "Cháy xe tải", place="Cầu Cam Lộ", **bare)) == []


def test_whose_kind_is_not_named_yet_may_still_be_the_same(desk: Incidents) -> None:
    first = opened(desk)
    (twin,) = desk.queries.twins(
        IncidentDraft(title="Cháy ở chợ Đông Hà", kind=Kind.OTHER, place="Chợ Đông Hà"), first.detected_at
    )
    assert twin.incident.id == first.id
    assert not twin.is_same_kind


def test_two_that_a_person_told_apart_are_not_asked_about_again(desk: Incidents, db: Database) -> None:
    first, second = opened(desk), opened(desk)
    LinkService(db).link(Ref(TABLE, second.id), Ref(TABLE, first.id), DISTINCT)
    assert found(desk, first) == []
    assert found(desk, second) == []


def test_of_a_flood_of_calls_the_likeliest_few_are_shown(desk: Incidents, clock: HandClock) -> None:
    for _ in range(7):
        opened(desk)
        clock.pass_s(60)
    mine = opened(desk)
    shown = found(desk, mine)
    assert len(shown) == MOST
    assert [each.score for each in shown] == sorted((each.score for each in shown), reverse=True)
    assert shown[0].apart == timedelta(seconds=-60)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness("Cháy chợ", "CHAY CHO") == 1.0
    assert LEAST < 1
