"""What the window and the decoders tell each other: values only, so that they travel through pipes."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError

Picture = NDArray[np.uint8]
"""A picture or a plane, uint8; the shape is stated where it is used."""

Transport = Literal["tcp", "udp"]


class StreamState(IntEnum):
    """What a tile says about its stream."""

    OFF = 0
    """Not shown, so not decoded."""
    CONNECTING = 1
    """First attempt, no picture yet."""
    LIVE = 2
    FROZEN = 3
    """Frames arrive, but they have been equal to the last bit for a while."""
    RECONNECTING = 4
    """Pictures stopped a moment ago; the last good one stays on the tile."""
    LOST = 5
    """No picture for long, or the first attempt failed; attempts go on for ever."""


@dataclass(frozen=True)
class StreamSpec:
    """One source of pictures.

    Attributes:
        id: unique per stream, such as ``"<camera uuid>/sub"``. A changed spec under the same id reconnects.
        url: ``rtsp://``, ``http://`` or ``https://`` address, or the path of a video file; without credentials.
        username: joined to the address inside the worker only, never logged.
        password: see ``username``.
        transport: how RTP travels.
        loop: start a file again at its end.
        label: name for logs.
    """

    id: str
    url: str
    username: str = ""
    password: str = field(default="", repr=False)
    transport: Transport = "tcp"
    loop: bool = True
    label: str = ""


@dataclass(frozen=True)
class ClipSpan:
    """What a clip is to show, in seconds of the monotonic clock.

    Attributes:
        moment_s: what it is about; where the pictures' format changes in between, this side counts.
    """

    start_s: float
    end_s: float
    moment_s: float


@dataclass(frozen=True)
class TileRect:
    """Where a tile lies in the mosaic, in device pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class StreamStatus:
    """Everything known about one stream at one moment.

    Attributes:
        stream_id: ``StreamSpec.id``, empty for an empty slot.
        state: what to show.
        reason: why it is not live, a sentence with the next step; None while all is well.
        attempt: connection attempts that failed since the last picture.
        state_since: when the state began, in seconds of the monotonic clock.
        last_frame_age_s: since the last decoded picture; None before the first.
        frame_no: number of the picture that is shown, counted since the stream was opened, also over reconnections;
            0 before the first.
        pts_s: the stream's own time of that picture; may jump.
        decoded: pictures decoded.
        dropped: pictures decoded but not drawn because the machine was late.
        reconnects: connections made after the first.
        codec: such as ``h264``; empty before the first connection.
        width: of the source, px; 0 before the first picture.
        height: of the source, px.
        fps: measured over the last seconds.
        latency_ms: from the burnt-in mark to the mosaic, newest, with the time that pictures are held back; None where
            the source carries no mark.
    """

    stream_id: str = ""
    state: StreamState = StreamState.OFF
    reason: ExpectedError | None = None
    attempt: int = 0
    state_since: float = 0.0
    last_frame_age_s: float | None = None
    frame_no: int = 0
    pts_s: float = 0.0
    decoded: int = 0
    dropped: int = 0
    reconnects: int = 0
    codec: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0
    latency_ms: float | None = None


@dataclass(frozen=True)
class TileUpdate:
    """One tile that differs from what ``VideoEngine.poll`` last reported.

    Attributes:
        slot: the tile.
        page: mosaic page that holds its newest picture; paint this tile from no other.
        frame_no: number of that picture, 0 while there is none.
        picture_changed: the pixels in the tile's rectangle are new.
        status_changed: state, reason, size or attempt differ; ask ``VideoEngine.status``.
        pts_s: the stream's own time of that picture.
    """

    slot: int
    page: int
    frame_no: int
    picture_changed: bool
    status_changed: bool
    pts_s: float = 0.0


@dataclass(frozen=True)
class ProbeResult:
    """What a source turned out to be.

    Attributes:
        codec: such as ``h264``.
        width: px.
        height: px.
        fps: as the stream states it, 0 where it does not.
        picture: first picture, BGR uint8 [height, width, 3].
    """

    codec: str
    width: int
    height: int
    fps: float
    picture: Picture
