"""A real database and real threads; only the clock is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store.database import Database
from ioc_desktop.ui.runner import Runner


class HandClock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 10, 0, tzinfo=UTC) + timedelta(seconds=self.seconds - 1000)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def cameras(tmp_path: Path) -> Iterator[CameraService]:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    database = Database(tmp_path / "ioc.sqlite").open()
    yield CameraService(database, SecretStore(secrets, use_keyring=False))
    database.close()


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def district(cameras: CameraService) -> CameraService:
    """Three cameras; the second has a login."""
    for number, name in ((1, "Cầu Đông Hà"), (2, "Ân xá"), (10, "Đông Lương")):
        cameras.add(
            CameraDraft(
                number=number,
                name=name,
                place="Cột đèn số 12",
                main_url=f"rtsp://10.0.0.{number}/main",
                user_name="ioc" if number == 2 else None,
                password="mật khẩu" if number == 2 else None,
            )
        )
    return cameras
