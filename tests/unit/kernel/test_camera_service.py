from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from ioc_desktop.config.secret_file import SecretFile
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import CameraDraft, CameraKind
from ioc_desktop.kernel.cameras.service import CameraService, SaveCounts
from ioc_desktop.kernel.cameras.tables import CameraRow
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.store.database import Database

DRAFT = CameraDraft(
    name="Cầu Đông Hà",
    place="Đầu cầu",
    latitude=16.8262,
    longitude=107.0964,
    org_unit="Phường Đông Hà",
    main_url="rtsp://admin:bí-mật@10.0.0.7/1",
    sub_url="rtsp://10.0.0.7/2",
    transport="udp",
    azimuth_deg=8,
    fov_deg=60,
    kind=CameraKind.PTZ,
    notice_text="Khu vực có camera",
    retention_days=15,
)


@pytest.fixture
def cameras(db: Database, secrets: SecretStore) -> CameraService:
    return CameraService(db, secrets)


def stored_secrets(tmp_path: Path) -> dict[str, str]:
    return SecretFile(tmp_path).load()


def test_a_camera_comes_back_as_it_was_given(cameras: CameraService, db: Database) -> None:
    camera = cameras.add(DRAFT)
    assert camera.number == 1
    assert camera == cameras.get(camera.id) == cameras.list()[0]
    wanted = replace(DRAFT, number=1, main_url="rtsp://10.0.0.7/1")
    assert CameraDraft.of(camera) == wanted
    assert camera.has_credentials
    assert cameras.credentials(camera.id) == ("admin", "bí-mật")
    with db.read() as session:
        row = session.scalars(select(CameraRow)).one()
    assert "bí-mật" not in str(vars(row))
    assert row.search_key == "1 cau dong ha dau cau"


def test_a_wrong_draft_is_not_stored(cameras: CameraService) -> None:
    with pytest.raises(ExpectedError) as caught:
        cameras.add(CameraDraft(name="", main_url="x"))
    assert caught.value.code == "camera.name_missing"
    assert cameras.list() == []


def test_call_numbers_are_unique(cameras: CameraService) -> None:
    first = cameras.add(replace(DRAFT, number=7))
    assert cameras.next_number() == 8
    assert cameras.add(replace(DRAFT, number=None)).number == 8
    with pytest.raises(ExpectedError, match=r"camera\.number_taken"):
        cameras.add(replace(DRAFT, number=7))
    with pytest.raises(ExpectedError, match=r"camera\.number_taken"):
        cameras.update(first.id, replace(DRAFT, number=8, org_unit="Đơn vị mới"))
    assert [camera.number for camera in cameras.list()] == [7, 8]


def test_a_refused_change_leaves_the_old_login(cameras: CameraService, tmp_path: Path) -> None:
    first = cameras.add(replace(DRAFT, number=1))
    cameras.add(CameraDraft(number=2, name="b", main_url="/b"))
    with pytest.raises(ExpectedError):
        cameras.update(first.id, replace(DRAFT, number=2, user_name="x", password="y"))
    assert cameras.credentials(first.id) == ("admin", "bí-mật")
    assert len(stored_secrets(tmp_path)) == 1


def test_the_login_changes_only_when_asked(cameras: CameraService, tmp_path: Path) -> None:
    camera = cameras.add(DRAFT)
    cameras.update(camera.id, CameraDraft.of(camera))
    assert cameras.credentials(camera.id) == ("admin", "bí-mật")
    cameras.update(camera.id, replace(CameraDraft.of(camera), user_name="operator"))
    assert cameras.credentials(camera.id) == ("operator", "bí-mật")
    cameras.update(camera.id, replace(CameraDraft.of(camera), password="mới"))
    assert cameras.credentials(camera.id) == ("operator", "mới")
    assert len(stored_secrets(tmp_path)) == 1
    cameras.update(camera.id, replace(CameraDraft.of(camera), user_name="", password=""))
    assert cameras.credentials(camera.id) is None
    assert not cameras.get(camera.id).has_credentials
    assert stored_secrets(tmp_path) == {}


def test_a_login_can_be_set_alone(cameras: CameraService) -> None:
    camera = cameras.add(CameraDraft(name="a", main_url="/a"))
    assert cameras.credentials(camera.id) is None
    cameras.set_credentials(camera.id, "u", "p")
    assert cameras.credentials(camera.id) == ("u", "p")
    cameras.set_credentials(camera.id, "", "")
    assert cameras.credentials(camera.id) is None


def test_a_password_alone_is_refused(cameras: CameraService) -> None:
    camera = cameras.add(CameraDraft(name="a", main_url="/a"))
    with pytest.raises(ExpectedError, match=r"camera\.user_missing"):
        cameras.update(camera.id, replace(CameraDraft.of(camera), password="p"))


def test_a_removed_camera_takes_its_login_along(cameras: CameraService, tmp_path: Path) -> None:
    camera = cameras.add(DRAFT)
    cameras.remove(camera.id)
    cameras.remove(camera.id)
    assert cameras.list() == []
    assert stored_secrets(tmp_path) == {}
    for use in (cameras.get, cameras.credentials):
        with pytest.raises(ExpectedError, match=r"camera\.gone"):
            use(camera.id)
    with pytest.raises(ExpectedError, match=r"camera\.gone"):
        cameras.update(uuid4(), DRAFT)


def test_an_unreadable_secret_file_does_not_stop_a_new_password(cameras: CameraService, tmp_path: Path) -> None:
    camera = cameras.add(DRAFT)
    (tmp_path / "secrets.bin").write_bytes(b"broken")
    with pytest.raises(ExpectedError, match=r"secrets\.unreadable"):
        cameras.credentials(camera.id)
    cameras.set_credentials(camera.id, "admin", "mới")
    assert cameras.credentials(camera.id) == ("admin", "mới")


def test_units_are_found_by_name_and_made_when_new(cameras: CameraService, db: Database) -> None:
    units = OrgUnitService(db)
    units.add("Phường Đông Hà", code="DH", valid_from=date(2025, 7, 1))
    cameras.add(replace(DRAFT, org_unit="phuong dong ha"))
    cameras.add(replace(DRAFT, org_unit="Phường Nam Đông Hà"))
    assert [camera.org_unit for camera in cameras.list()] == ["Phường Đông Hà", "Phường Nam Đông Hà"]
    assert len(units.valid_on(date(2026, 1, 1))) == 2
    assert [unit.name for unit in units.valid_on(date(2025, 6, 30))] == ["Phường Nam Đông Hà"]


def test_a_merged_unit_is_closed_and_the_open_one_is_found(cameras: CameraService, db: Database) -> None:
    units = OrgUnitService(db)
    units.add("Phường 1", code="old", valid_to=date(2025, 7, 1))
    new = units.add("Phường 1", code="new", valid_from=date(2025, 7, 1))
    cameras.add(replace(DRAFT, org_unit="Phường 1"))
    with db.read() as session:
        assert session.scalar(select(CameraRow.org_unit_id)) == new.id
    assert [unit.code for unit in units.valid_on(date(2025, 6, 30))] == ["old"]
    assert [unit.code for unit in units.valid_on(date(2025, 7, 1))] == ["new"]


def test_many_are_saved_by_call_number_all_or_none(cameras: CameraService) -> None:
    kept = cameras.add(replace(DRAFT, number=3))
    drafts = [CameraDraft.of(kept), replace(DRAFT, number=5), CameraDraft(name="c", main_url="/c")]
    assert cameras.save_all(drafts) == SaveCounts(added=2, updated=0, unchanged=1)
    renamed = replace(drafts[0], name="Tên mới")
    assert cameras.save_all([renamed]) == SaveCounts(updated=1)
    assert [(camera.number, camera.name) for camera in cameras.list()] == [
        (3, "Tên mới"),
        (5, "Cầu Đông Hà"),
        (6, "c"),
    ]
    with pytest.raises(ExpectedError):
        cameras.save_all([replace(DRAFT, number=9), CameraDraft(name="")])
    assert len(cameras.list()) == 3


def test_an_unchanged_camera_keeps_its_time_of_change(cameras: CameraService, db: Database) -> None:
    camera = cameras.add(DRAFT)

    def changed_at() -> object:
        with db.read() as session:
            return session.scalar(select(CameraRow.updated_at))

    before = changed_at()
    cameras.save_all([CameraDraft.of(camera)])
    assert changed_at() == before
    cameras.save_all([replace(CameraDraft.of(camera), place="khác")])
    assert changed_at() != before


def test_listeners_hear_of_commits_only(cameras: CameraService) -> None:
    heard: list[int] = []
    cameras.changed.connect(lambda _: heard.append(len(cameras.list())))
    camera = cameras.add(DRAFT)
    with pytest.raises(ExpectedError):
        cameras.add(replace(DRAFT, number=camera.number))
    cameras.remove(camera.id)
    assert heard == [1, 0]


def test_cameras_added_at_once_get_different_numbers(cameras: CameraService) -> None:
    threads = [threading.Thread(target=lambda: [cameras.add(DRAFT) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [camera.number for camera in cameras.list()] == list(range(1, 21))
    assert all(cameras.credentials(camera.id) == ("admin", "bí-mật") for camera in cameras.list())
