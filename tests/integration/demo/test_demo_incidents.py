"""The demo's incidents are made by the program's own services: every stage is there and their journal verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.incidents import seed_incidents
from ioc_desktop.demo.seed import seed_district
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import TABLE, IncidentFilter
from ioc_desktop.kernel.records.verify import RecordVerifier
from ioc_desktop.services import Services, open_services
from tests.support.clips import moving_clip

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = open_services(AppPaths(tmp_path))
    seed_district(made, {camera.code: ("rtsp://192.0.2.1/m", "rtsp://192.0.2.1/s") for camera in DEMO_CAMERAS})
    yield made
    made.close()


def test_every_stage_is_told_once_and_the_journal_is_whole(services: Services, tmp_path: Path) -> None:
    clip = moving_clip(tmp_path / "clip.mp4")
    clips = {camera.code: Path(clip) for camera in DEMO_CAMERAS}
    assert seed_incidents(services, NOW, clips) == 9
    assert seed_incidents(services, NOW, clips) == 0
    incidents = services.incidents
    found = incidents.queries.find(IncidentFilter())
    assert {each.stage for each in found} == {*flow.STRIP, flow.CANCELLED}
    assert sum(each.is_drill for each in found) == 1
    assert all(each.number for each in found)
    for each in found:
        dossier, entries = incidents.queries.dossier(each.id), incidents.journal.of(TABLE, each.id)
        assert [one.mime.split("/")[0] for one in dossier.evidence] == ["image", "video"]
        assert all(incidents.evidence.intact(one) for one in dossier.evidence)
        assert max(entry.at for entry in entries) <= NOW, each.title
        assert {entry.who for entry in entries} == {"Trực ban"}
    assert RecordVerifier(services.database).verify().faults == ()
    assert services.database.acting is None


def test_without_clips_there_is_no_evidence_and_the_rest_is_told(services: Services) -> None:
    assert seed_incidents(services, NOW, {}) == 9
    found = services.incidents.queries.find(IncidentFilter())
    assert not any(services.incidents.evidence.of(each.id) for each in found)
