"""What a tile holds. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ioc_desktop.video.types import StreamSpec

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ioc_desktop.kernel.cameras.model import Camera

Cover = Literal["nothing", "heads", "whole"]
LARGE_FROM_PX = 430
"""Pictures higher than this (logical pixels) are worth a camera's main stream."""


@dataclass(frozen=True)
class TileContent:
    """The camera in a tile.

    Attributes:
        key: stable identity, such as the camera's id; what drag and drop carries.
        number: call number as shown, such as ``07``; empty for a source without one.
        name: shown in the caption, shortened at the end.
        note: second line where the caption has room, such as the place.
        stream: what to decode; None when nothing is to be shown.
        large_stream: what to decode instead where the picture is large.
        allowed: whether the account may see it.
        cover: what is covered in it for the sake of faces.
    """

    key: str
    number: str
    name: str
    note: str = ""
    stream: StreamSpec | None = None
    large_stream: StreamSpec | None = None
    allowed: bool = True
    cover: Cover = "nothing"

    def stream_for(self, height_px: float) -> StreamSpec | None:
        """The stream for a picture so many logical pixels high; None when nothing may be decoded."""
        if not self.allowed or self.stream is None:
            return None
        return self.large_stream if self.large_stream and height_px > LARGE_FROM_PX else self.stream


@dataclass(frozen=True)
class TilePicture:
    """What a tile shows at the moment of a press.

    Attributes:
        stream: what is decoded for it; None when nothing is.
        image: its newest picture; None before the first.
    """

    camera: Camera
    stream: StreamSpec | None
    image: QImage | None
