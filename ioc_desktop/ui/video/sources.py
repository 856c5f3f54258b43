"""From a camera to the streams that a tile decodes, and to what the tile says of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.video.content import Cover, TileContent
from ioc_desktop.video.types import StreamSpec, Transport

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService

_log = logging.getLogger(__name__)

Quality = Literal["sub", "main"]
Login = tuple[str, str]


@dataclass(frozen=True)
class CameraSource:
    """A camera and what opens its streams.

    Attributes:
        login: user name and password, None where the camera asks for none.
    """

    camera: Camera
    login: Login | None = None

    def __repr__(self) -> str:
        """Without the password."""
        return f"CameraSource({self.camera.number})"


def read_sources(cameras: CameraService) -> list[CameraSource]:
    """All cameras by call number, with their credentials. Reads disk and keyring: not on the window's thread."""
    found = sorted(cameras.list(), key=lambda camera: camera.number)
    return [CameraSource(camera, _login(cameras, camera)) for camera in found]


def _login(cameras: CameraService, camera: Camera) -> Login | None:
    """A login that cannot be read costs this camera its picture (the tile says so), not the others theirs."""
    if not camera.has_credentials:
        return None
    try:
        return cameras.credentials(camera.id)
    except ExpectedError as error:
        _log.warning("camera %s: %s", call_number(camera.number), error.code)
        return None


def stream_spec(camera: Camera, quality: Quality, login: Login | None) -> StreamSpec:
    """The stream to decode: the small one, or the full one also where there is no small one."""
    if not camera.sub_url:
        quality = "main"
    username, password = login or ("", "")
    return StreamSpec(
        id=f"{camera.id}/{quality}",
        url=camera.url(quality),
        username=username,
        password=password,
        transport=cast("Transport", camera.transport),
        label=call_number(camera.number),
    )


def tile_content(source: CameraSource, *, enlarged: bool = False, cover: Cover = "nothing") -> TileContent:
    """The camera as a tile shows it; enlarged, always its main stream."""
    camera = source.camera
    main = stream_spec(camera, "main", source.login)
    return TileContent(
        key=str(camera.id),
        number=call_number(camera.number),
        name=camera.name,
        note=camera.place or camera.org_unit,
        stream=main if enlarged else stream_spec(camera, "sub", source.login),
        large_stream=main,
        cover=cover,
    )


def call_number(number: int) -> str:
    """As it is said and typed: two digits at least."""
    return f"{number:02d}"
