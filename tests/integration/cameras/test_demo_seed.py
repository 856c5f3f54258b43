from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.seed import DEMO_ACCOUNTS, CameraUrls, seed_district
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.rules.service import RuleService
from ioc_desktop.store.database import Database
from ioc_desktop.vision.rules.stored import runnable
from ioc_desktop.vision.rules.validation import check_rules


@dataclass(frozen=True)
class Opened:
    database: Database
    accounts: AccountService
    preferences: Preferences
    cameras: CameraService
    rules: RuleService


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Opened]:
    db = Database(tmp_path / "ioc.db").open()
    secrets = SecretStore(tmp_path, use_keyring=False)
    yield Opened(db, AccountService(db), Preferences(db), CameraService(db, secrets), RuleService(db))
    db.close()


def urls(port: int, count: int = len(DEMO_CAMERAS)) -> CameraUrls:
    base = f"rtsp://127.0.0.1:{port}"
    return {demo.code: (f"{base}/{demo.code}/main", f"{base}/{demo.code}/sub") for demo in DEMO_CAMERAS[:count]}


def test_an_empty_profile_becomes_the_district(services: Opened) -> None:
    seed_district(services, urls(1))
    cameras = services.cameras.list()
    assert [camera.number for camera in cameras] == sorted(demo.number for demo in DEMO_CAMERAS)
    for camera in cameras:
        assert camera.notice_text
        assert camera.org_unit
        assert camera.latitude is not None
        assert CameraDraft.of(camera).problems() == {}
    for login in DEMO_ACCOUNTS:
        assert services.accounts.authenticate(login.user_name, login.password).role is login.role
    assert {login.role for login in DEMO_ACCOUNTS} == set(Role)
    units = OrgUnitService(services.database).valid_on(date(2026, 1, 1))
    assert {camera.org_unit for camera in cameras} <= {unit.name for unit in units}
    assert {unit.parent_id is None for unit in units} == {True, False}
    assert all(unit.code for unit in units)
    tree = OrgUnitService(services.database).tree(date(2026, 1, 1))
    assert [(node.unit.level, node.unit.kind) for node in tree] == [("commune", "ward")] * 2
    assert {child.unit.level for node in tree for child in node.children} == {"quarter"}


def test_the_second_start_moves_the_streams_and_keeps_what_people_did(services: Opened) -> None:
    seed_district(services, urls(1))
    first, second, third, fourth = services.cameras.list()[:4]
    services.cameras.update(first.id, replace(CameraDraft.of(first), name="Tên của tôi", number=99, retention_days=3))
    services.cameras.update(second.id, replace(CameraDraft.of(second), main_url="rtsp://10.0.0.7/1"))
    services.cameras.remove(third.id)
    admin = services.accounts.list()[0]
    services.accounts.update(admin.id, display_name="Người khác", role=admin.role, is_active=True)

    seed_district(services, urls(2))
    now = {camera.id: camera for camera in services.cameras.list()}
    assert (now[first.id].name, now[first.id].number, now[first.id].retention_days) == ("Tên của tôi", 99, 3)
    assert now[first.id].main_url.startswith("rtsp://127.0.0.1:2/")
    assert now[second.id].main_url == "rtsp://10.0.0.7/1"
    assert third.id not in now
    assert now[fourth.id].sub_url.startswith("rtsp://127.0.0.1:2/")
    assert len(now) == len(DEMO_CAMERAS) - 1
    assert services.accounts.list()[0].display_name == "Người khác"

    seed_district(services, urls(3))
    assert {camera.id: camera.main_url for camera in services.cameras.list()}[fourth.id].startswith(
        "rtsp://127.0.0.1:3/"
    )
    assert len(services.accounts.list()) == len(DEMO_ACCOUNTS)


@pytest.mark.parametrize("next_port", [1, 3])
def test_cameras_are_found_again_after_two_starts_at_once(services: Opened, next_port: int) -> None:
    """The other window wrote its server's addresses between our cameras and our memory of them."""
    seed_district(services, urls(1))
    admin = next(account for account in services.accounts.list() if account.role is Role.ADMIN)
    ours = services.preferences.get(admin.id, "demo.cameras", {})
    seed_district(services, urls(2))
    services.preferences.set(admin.id, "demo.cameras", ours)
    own = services.cameras.list()[0]
    services.cameras.update(own.id, replace(CameraDraft.of(own), main_url="rtsp://10.0.0.7/1"))
    seed_district(services, urls(next_port))
    first, *others = services.cameras.list()
    assert first.main_url == "rtsp://10.0.0.7/1"
    assert all(camera.main_url.startswith(f"rtsp://127.0.0.1:{next_port}/") for camera in others)


def test_cameras_follow_when_their_clips_are_ready(services: Opened) -> None:
    seed_district(services, urls(1, 3))
    assert len(services.cameras.list()) == 3
    seed_district(services, urls(1))
    seed_district(services, urls(1))
    assert len(services.cameras.list()) == len(DEMO_CAMERAS)


def test_a_start_that_ended_half_way_is_taken_up(services: Opened) -> None:
    seed_district(services, urls(1))
    admin = next(account for account in services.accounts.list() if account.role is Role.ADMIN)
    services.preferences.set(admin.id, "demo.cameras", {})
    seed_district(services, urls(2))
    assert len(services.cameras.list()) == len(DEMO_CAMERAS)
    assert all(camera.main_url.startswith("rtsp://127.0.0.1:2/") for camera in services.cameras.list())


def test_a_call_number_that_somebody_took_is_left_to_them(services: Opened) -> None:
    services.cameras.add(CameraDraft(number=1, name="Camera thật", main_url="rtsp://10.0.0.7/1"))
    seed_district(services, urls(1))
    assert services.cameras.list()[0].name == "Camera thật"
    assert len(services.cameras.list()) == len(DEMO_CAMERAS)


def test_the_rules_of_the_district_are_drawn_once_and_have_no_fault(services: Opened) -> None:
    seed_district(services, urls(1))
    armed = runnable(services.rules.armed())
    assert len(armed) == 3
    assert [check_rules(rules, ("person", "motorcycle", "car", "bus", "truck")) for rules in armed.values()] == [[]] * 3
    (first, *_) = [rule for rules in services.rules.armed().values() for rule in rules]
    services.rules.remove(first.id)
    seed_district(services, urls(2))
    assert len(services.rules.armed()) == 2, "what somebody removed stays removed"
