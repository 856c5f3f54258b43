"""Incidents on a map: what RFC 7946 asks of the file, what does not belong on a map, and who may have it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.incidents import flow, map_layer
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import Incident, IncidentDraft, IncidentFilter, PersonRole, Severity
from ioc_desktop.kernel.incidents.tables import IncidentRow
from ioc_desktop.store.database import Database
from tests.unit.kernel.conftest import HandClock

ADMIN = Session(uuid7(), "quantri", "Quản trị", Role.ADMIN)


@pytest.fixture
def desk(db: Database, tmp_path: Path, clock: HandClock) -> Incidents:
    return Incidents(db, AttachmentService(db, ContentFolder(tmp_path / "files")), clock)


def opened(desk: Incidents, title: str = "Cháy chợ", **words: Any) -> Incident:
    place = {"latitude": 16.8206, "longitude": 107.1005, "place": "Chợ Đông Hà"}
    return desk.service.open(IncidentDraft(**({"title": title} | place | words)), ADMIN)


def test_the_layer_is_a_feature_collection_of_points_in_the_standard_s_order(desk: Incidents) -> None:
    one = opened(desk, severity=Severity.CRITICAL)
    opened(desk, "Cây đổ", latitude=16.9, longitude=107.2)
    opened(desk, "Không rõ ở đâu", latitude=None)
    made = json.loads(json.dumps(desk.map_layer(ADMIN), allow_nan=False))
    assert (made["type"], len(made["features"])) == ("FeatureCollection", 2)
    assert made["bbox"] == [107.1005, 16.8206, 107.2, 16.9]
    assert "crs" not in made  # RFC 7946 §4: other systems are gone
    feature = next(each for each in made["features"] if each["id"] == str(one.id))
    assert feature["geometry"] == {"type": "Point", "coordinates": [107.1005, 16.8206]}
    assert feature["type"] == "Feature"
    assert feature["properties"]["severity"] == "critical"
    assert feature["properties"]["marker-color"] == "#A91518"
    assert feature["properties"]["status_title"] == PROGRAM_STATUSES[0].title
    for each in made["features"]:  # §7.1: no member of a geometry may stand where it has another meaning
        assert set(each) == {"type", "id", "geometry", "properties"}


def test_an_empty_layer_is_valid_too(desk: Incidents) -> None:
    made = desk.map_layer(ADMIN)
    assert (made["features"], "bbox" in made) == ([], False)


def test_a_drill_is_marked_and_can_be_left_out(desk: Incidents) -> None:
    opened(desk, is_drill=True)
    (feature,) = desk.map_layer(ADMIN)["features"]
    assert feature["properties"]["is_drill"]
    assert feature["properties"]["title"].startswith("DIỄN TẬP")
    assert desk.map_layer(ADMIN, IncidentFilter(is_drill=False))["features"] == []


def test_who_may_not_see_incidents_gets_no_layer(desk: Incidents) -> None:
    opened(desk)
    stranger = Session(uuid7(), "la", "Người lạ", Role.OPERATOR, permissions=Permissions(frozenset()))
    with pytest.raises(ExpectedError, match="không được"):
        desk.map_layer(stranger)


def test_nobody_who_is_involved_stands_on_the_map(desk: Incidents) -> None:
    one = opened(desk, summary="gọi từ số 0912345678")
    desk.work.involve(one.id, PersonRole.REPORTER, "Nguyễn Văn A", ADMIN, phone="0912345678")
    said = json.dumps(desk.map_layer(ADMIN), ensure_ascii=False)
    assert "0912345678" not in said
    assert "Nguyễn Văn A" not in said


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(91.0, 107.0), (16.0, 181.0), (math.inf, 107.0), (-math.inf, 107.0), (16.0, 1e300)],
)
def test_a_place_that_is_not_on_the_earth_is_left_out(
    desk: Incidents, db: Database, latitude: float, longitude: float
) -> None:
    one = opened(desk)
    with db.write() as session:  # as another desktop may send it
        row = session.get(IncidentRow, one.id)
        assert row is not None
        row.latitude, row.longitude = latitude, longitude
    assert desk.map_layer(ADMIN)["features"] == []


def test_of_very_many_the_newest_are_shown_and_it_says_so(desk: Incidents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_layer, "MOST_FEATURES", 2)
    for number in range(3):
        opened(desk, f"Số {number}")
    made = desk.map_layer(ADMIN)
    assert len(made["features"]) == 2
    assert made["ioc:layer"]["left_out"] == 1


def test_the_style_is_the_theme_s(desk: Incidents) -> None:
    one = opened(desk)
    desk.service.move(one.id, flow.VERIFYING, ADMIN, was=flow.DETECTED)
    tokens = next(resource_path().rglob("tokens.json")).read_text("utf-8")
    for severity, marker in map_layer.STYLE.items():
        assert f'"color.severity.{severity.value}.fill": "{marker.color}"' in tokens
        assert f'"{marker.icon}":' in tokens
    assert set(desk.map_layer(ADMIN)["ioc:layer"]["style"]) == {each.value for each in Severity}
