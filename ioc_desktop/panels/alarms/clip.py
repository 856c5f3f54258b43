"""Whether an event has its clip, and where. No Qt; reads the store, so not on the window's thread."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.kernel.events.model import CLIP, CLIP_DESK, CLIP_DUE, TABLE, CameraEvent

if TYPE_CHECKING:
    from ioc_desktop.kernel.attachments.service import AttachmentService

_GRACE = timedelta(seconds=15)
"""From its last picture to the file on this desktop, on a busy one."""


class ClipState(Enum):
    """What is to be said of an event's clip."""

    NONE = "none"
    """It has none, and never was to have one, or the event says why."""
    COMING = "coming"
    LOST = "lost"
    """It should be there and is not: the program was closed before it was written."""
    ELSEWHERE = "elsewhere"
    """It is on another desktop."""
    CLOSED = "closed"
    """It shows faces as they are, and this account may not see them."""
    HERE = "here"


@dataclass(frozen=True)
class EventClip:
    """An event's clip.

    Attributes:
        due: when it will be there, for ``COMING``.
        path: its file, for ``HERE``; named by its content, without an ending.
        sha256: of the content.
        size: of its file, bytes.
        desk: name of the desktop that made it; "" where that is not known.
    """

    state: ClipState
    due: datetime | None = None
    path: Path | None = None
    sha256: str = ""
    size: int = 0
    desk: str = ""


def find_clip(
    attachments: AttachmentService, event: CameraEvent, now: datetime, *, shows_faces: bool = True
) -> EventClip:
    """The clip as it is now, for an account that may see faces or may not."""
    for file in attachments.of(TABLE, event.id):
        if file.name == CLIP:
            if not shows_faces:
                return EventClip(ClipState.CLOSED)
            if attachments.contents.has(file.sha256):
                path = attachments.contents.path(file.sha256)
                return EventClip(ClipState.HERE, path=path, sha256=file.sha256, size=file.size)
            desk = str(event.details.get(CLIP_DESK) or "")
            return EventClip(ClipState.ELSEWHERE, sha256=file.sha256, size=file.size, desk=desk)
    due = _due(event)
    if due is None or event.files_note:
        return EventClip(ClipState.NONE)
    return EventClip(ClipState.COMING, due) if now < due + _GRACE else EventClip(ClipState.LOST)


def _due(event: CameraEvent) -> datetime | None:
    with suppress(KeyError, TypeError, ValueError):
        due = datetime.fromisoformat(event.details[CLIP_DUE])
        return due if due.tzinfo is not None else None
    return None
