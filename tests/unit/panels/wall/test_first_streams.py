"""Which streams decoders open while the wall is still being made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.panels.wall import PANEL
from ioc_desktop.panels.wall.model import KEY, WallMemory
from ioc_desktop.store.database import Database
from ioc_desktop.ui.panel import PanelManifest, first_of


class Place:
    def __init__(self, folder: Path) -> None:
        self.db = Database(folder / "ioc.db").open()
        self.cameras = CameraService(self.db, SecretStore(AppPaths(folder).create().secrets, use_keyring=False))
        self.preferences = Preferences(self.db)
        account = AccountService(self.db).create(
            user_name="lan", display_name="Lan", role=Role.DUTY_OFFICER, password="Mot-mat-khau-2026"
        )
        self.session = Session(account.id, "lan", "Lan", Role.DUTY_OFFICER)

    def add(self, number: int, **rest: str) -> Camera:
        host = f"rtsp://192.0.2.{number}"
        draft = CameraDraft(number=number, name=f"Camera {number}", main_url=f"{host}/main", sub_url=f"{host}/sub")
        return self.cameras.add(draft if not rest else CameraDraft(**{**vars(draft), **rest}))

    def urls(self) -> list[str]:
        return [spec.url for spec in PANEL.first_streams(self.cameras, self.preferences, self.session)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.db.close()


def test_without_cameras_nothing_is_opened(place: Place) -> None:
    assert place.urls() == []


def test_the_page_that_the_account_left_is_opened_and_no_more(place: Place) -> None:
    first, second, third = (place.add(number) for number in (1, 2, 3))
    place.preferences.set(
        place.session.account_id, KEY, WallMemory(layout="1", page=1, cells=(first.id, third.id, second.id)).to_json()
    )
    assert place.urls() == ["rtsp://192.0.2.3/sub"]


def test_free_places_and_removed_cameras_open_nothing(place: Place) -> None:
    camera = place.add(1)
    place.preferences.set(
        place.session.account_id, KEY, WallMemory(layout="4x4", cells=(None, uuid4(), camera.id)).to_json()
    )
    assert place.urls() == ["rtsp://192.0.2.1/sub"]


def test_credentials_go_along(place: Place) -> None:
    place.add(1, user_name="xem", password="mat-khau")
    (spec,) = PANEL.first_streams(place.cameras, place.preferences, place.session)
    assert (spec.username, spec.password) == ("xem", "mat-khau")


def test_whoever_may_not_see_the_wall_begins_elsewhere_and_opens_no_stream() -> None:
    other = PanelManifest(
        key="other", title="Khác", icon="camera", order=20, view="no.module:View", permission="incidents.view"
    )
    stranger = Session(uuid4(), "lan", "Lan", Role.OPERATOR, Permissions(frozenset({"incidents.view"})))
    nobody = Session(uuid4(), "hoa", "Hoa", Role.OPERATOR, Permissions(frozenset()))
    officer = Session(uuid4(), "binh", "Bình", Role.DUTY_OFFICER)
    assert first_of([PANEL, other], officer) is PANEL
    assert first_of([PANEL, other], stranger) is other
    assert first_of([PANEL, other], stranger, "wall") is other
    assert first_of([PANEL, other], nobody) is None
    assert list(other.first_streams(None, None, stranger)) == []  # type: ignore[arg-type]
