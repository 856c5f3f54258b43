"""The room of the wall's tests, with the panel of incidents in it."""

from tests.integration.wall.conftest import room, small_clip
from tests.support.rtsp import rtsp_server

__all__ = ["room", "rtsp_server", "small_clip"]
