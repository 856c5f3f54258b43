from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clips import moving_clip
from tests.support.engine import Wall
from tests.support.rtsp import rtsp_server

__all__ = ["clip", "rtsp_server", "wall"]


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return moving_clip(tmp_path_factory.mktemp("clips") / "moving.mp4")


@pytest.fixture
def wall() -> Iterator[Wall]:
    wall = Wall()
    yield wall
    wall.close()
