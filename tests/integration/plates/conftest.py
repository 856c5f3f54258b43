from pathlib import Path

import pytest

from tests.support.plate_clips import driving_clip
from tests.support.rtsp import rtsp_server

__all__ = ["driving", "rtsp_server"]


@pytest.fixture(scope="session")
def driving(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clip and the plate in it."""
    return driving_clip(tmp_path_factory.mktemp("plates") / "driving.mp4")
