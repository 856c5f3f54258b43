"""Rules are kept per camera, and those of lost cameras rest."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.rules.service import MOST_PER_CAMERA, RuleDraft, RuleService
from ioc_desktop.store.database import Database


@pytest.fixture
def cameras(db: Database, tmp_path: Path) -> CameraService:
    return CameraService(db, SecretStore(tmp_path / "secrets"))


@pytest.fixture
def rules(db: Database) -> RuleService:
    return RuleService(db)


def draft(camera_id: UUID, **words: object) -> RuleDraft:
    values = {"name": "Cấm dừng", "kind": "illegal_stop", "is_armed": True, "definition": {"min_s": 30}} | words
    return RuleDraft(camera_id=camera_id, **values)  # type: ignore[arg-type]


def test_a_rule_is_kept_changed_and_forgotten(rules: RuleService) -> None:
    heard: list[None] = []
    rules.changed.connect(heard.append)
    camera = uuid7()
    rule = rules.add(draft(camera, name="  Cấm dừng "))
    assert (rule.name, rule.definition) == ("Cấm dừng", {"min_s": 30})
    changed = rules.update(rule.id, draft(camera, name="Cấm đỗ", severity="high"))
    assert rules.of_camera(camera) == [changed]
    rules.arm(rule.id, is_armed=False)
    assert rules.counts() == {camera: (1, 0)}
    rules.remove(rule.id)
    rules.remove(rule.id)
    assert rules.of_camera(camera) == []
    assert len(heard) == 5


def test_only_armed_rules_of_cameras_that_exist_watch(rules: RuleService, cameras: CameraService) -> None:
    camera = cameras.add(CameraDraft(name="Cầu", main_url="rtsp://192.0.2.1/a"))
    rule = rules.add(draft(camera.id))
    rules.add(draft(camera.id, is_armed=False))
    rules.add(draft(uuid7()))
    assert rules.armed() == {camera.id: [rule]}
    cameras.remove(camera.id)
    assert rules.armed() == {}
    cameras.restore(camera.id, CameraDraft.of(camera))
    assert rules.armed() == {camera.id: [rule]}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"name": "  "}, "rule.name_wrong"),
        ({"name": "x" * 121}, "rule.name_wrong"),
        ({"definition": {"polygon": [[0.123456, 0.654321]] * 9000}}, "rule.too_large"),
    ],
)
def test_what_cannot_be_stored_is_said(rules: RuleService, words: dict[str, object], code: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        rules.add(draft(uuid7(), **words))
    assert caught.value.code == code


def test_a_camera_has_a_bounded_number_of_rules(rules: RuleService) -> None:
    camera = uuid7()
    rules.add_all([draft(camera)] * MOST_PER_CAMERA)
    with pytest.raises(ExpectedError) as caught:
        rules.add(draft(camera))
    assert caught.value.code == "rule.too_many"
    assert rules.counts() == {camera: (MOST_PER_CAMERA, MOST_PER_CAMERA)}


def test_a_rule_that_somebody_removed_is_named(rules: RuleService) -> None:
    with pytest.raises(ExpectedError) as caught:
        rules.arm(uuid7(), is_armed=True)
    assert caught.value.code == "rule.gone"
