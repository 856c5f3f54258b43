"""What one line of the camera list says: the stored camera and what its stream does right now. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.text import fold

if TYPE_CHECKING:
    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.video.types import StreamStatus


class StreamKind(StrEnum):
    """What the list says about a stream; ``CLOSED`` means that nobody is watching it, which is no fault."""

    CLOSED = "closed"
    CONNECTING = "connecting"
    LIVE = "live"
    FROZEN = "frozen"
    RECONNECTING = "reconnecting"
    LOST = "lost"


@dataclass(frozen=True)
class StreamView:
    """One camera's stream as shown; sizes are of the source picture in pixels, times in seconds.

    Attributes:
        seen_at: when a stream that nobody watches now was last live; size and rate are of that moment then.
    """

    kind: StreamKind = StreamKind.CLOSED
    attempt: int = 0
    for_s: int = 0
    width: int = 0
    height: int = 0
    fps: float = 0.0
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Trouble:
    """The newest fault of one camera since the program started."""

    at: datetime
    reason: ExpectedError


@dataclass(frozen=True)
class CameraRow:
    """One line of the list."""

    camera: Camera
    stream: StreamView = StreamView()
    trouble: Trouble | None = None


_NO_WORD = re.compile(r"[\W_]+")

_KIND_BY_STATE = {
    "OFF": StreamKind.CLOSED,
    "CONNECTING": StreamKind.CONNECTING,
    "LIVE": StreamKind.LIVE,
    "FROZEN": StreamKind.FROZEN,
    "RECONNECTING": StreamKind.RECONNECTING,
    "LOST": StreamKind.LOST,
}

_WORST_LAST = (
    StreamKind.CLOSED,
    StreamKind.LOST,
    StreamKind.RECONNECTING,
    StreamKind.CONNECTING,
    StreamKind.FROZEN,
    StreamKind.LIVE,
)


def call_number(number: int) -> str:
    """The number as it is said on the radio: at least two digits.

    >>> call_number(7)
    '07'
    """
    return f"{number:02d}"


def stream_view(status: StreamStatus, monotonic_s: float) -> StreamView:
    """What the list shows of ``status`` at the clock reading ``monotonic_s``."""
    return StreamView(
        kind=_KIND_BY_STATE[status.state.name],
        attempt=status.attempt,
        for_s=max(0, int(monotonic_s - status.state_since)),
        width=status.width,
        height=status.height,
        fps=status.fps,
    )


def streams_by_camera(statuses: Iterable[StreamStatus]) -> dict[UUID, StreamStatus]:
    """The best stream of each camera: a live main stream tells more than a lost sub stream.

    Stream names begin with the camera's identifier, as in ``<uuid>/sub``; others belong to no camera.
    """
    best: dict[UUID, StreamStatus] = {}
    for status in statuses:
        camera = _camera_of(status.stream_id)
        if camera is None:
            continue
        if camera not in best or _rank(status) > _rank(best[camera]):
            best[camera] = status
    return best


def _camera_of(stream_id: str) -> UUID | None:
    try:
        return UUID(stream_id.partition("/")[0])
    except ValueError:
        return None


def _rank(status: StreamStatus) -> int:
    return _WORST_LAST.index(_KIND_BY_STATE[status.state.name])


def matches(camera: Camera, query: str) -> bool:
    """Whether every word of ``query`` begins a word of the camera's texts, with or without accents."""
    words = _NO_WORD.sub(" ", fold(query)).split()
    texts = (call_number(camera.number), str(camera.number), camera.name, camera.place, camera.org_unit)
    haystack = " " + _NO_WORD.sub(" ", fold(" ".join(texts)))
    return all(f" {word}" in haystack for word in words)
