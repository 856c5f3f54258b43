from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.integration.wall.wall_room import WallRoom
from tests.support.clips import moving_clip
from tests.support.rtsp import rtsp_server

__all__ = ["large_clip", "room", "rtsp_server", "small_clip"]


@pytest.fixture(scope="session")
def small_clip(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(moving_clip(tmp_path_factory.mktemp("clips") / "small.mp4"))


@pytest.fixture(scope="session")
def large_clip(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(moving_clip(tmp_path_factory.mktemp("clips") / "large.mp4", 640, 360))


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[WallRoom]:
    with WallRoom(qapp, tmp_path / "profile") as made:
        yield made
