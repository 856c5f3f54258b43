"""What an event is and what is asked about events. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Box = tuple[float, float, float, float]


class Status(StrEnum):
    """What a person made of an event."""

    NEW = "new"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


STATUS_TITLES: Mapping[Status, str] = MappingProxyType(
    {
        Status.NEW: QT_TRANSLATE_NOOP("events", "Chờ xem"),
        Status.CONFIRMED: QT_TRANSLATE_NOOP("events", "Đúng"),
        Status.REJECTED: QT_TRANSLATE_NOOP("events", "Sai"),
    }
)

TABLE = "event"
"""Owner of the attachments of events."""
PICTURE = "anh.jpg"
"""Name of the attachment with the picture in which a rule spoke first."""
CLIP = "clip.mp4"
"""Name of the attachment with what the camera sent before, during and after."""
CLIP_DUE = "clip_due"
"""Detail: when the clip will be there, ISO 8601; the clip of an event from before there were clips has none."""
CLIP_DESK = "clip_desk"
"""Detail: name of the desktop that makes the clip."""
FACES, FACES_BY = "faces", "faces_by"
"""In ``details``: regions of the picture to be covered for those who may not see faces, and what found them."""
RESIZED = "picture_sizes"
"""Detail: the picture's size when the rule was drawn and when it spoke, [[w, h], [w, h]] in px, where they differ."""
SILENT = "info"
"""Severity of what is only counted: it is listed, and asks for nobody."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """An event as its recorder sees it now.

    Attributes:
        peak_at: when it was clearest.
        ended_at: last seen.
        tracks: identities of those involved, on their camera.
        details: plain values of JSON; ``picture_box``: x1, y1, x2, y2 in 0–1 of the attached picture;
            ``faces``: regions of it, each likewise, missing where nobody could tell.
    """

    camera_id: UUID
    rule_id: str
    rule_name: str
    kind: str
    severity: str
    place: str
    started_at: datetime
    peak_at: datetime
    ended_at: datetime
    category: str = ""
    value: float = 0.0
    box: Box | None = None
    tracks: tuple[int, ...] = ()
    confidence: float = 1.0
    details: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""


@dataclass(frozen=True, kw_only=True)
class CameraEvent(Observation):
    """An event as stored.

    Attributes:
        is_open: it goes on.
        files_note: why there is no picture or clip.
    """

    id: UUID
    is_open: bool
    status: Status
    reason: str = ""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    files_note: str = ""


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """Which events; empty means all of them.

    Attributes:
        text: words that must all be in the rule's name, the place or the reason; accents and case aside.
    """

    start: datetime | None = None
    end: datetime | None = None
    camera_id: UUID | None = None
    kind: str = ""
    status: Status | None = None
    severity: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Events of a stretch of time, counted for a dashboard.

    Attributes:
        by_hour: hours of the local day, 24 numbers.
        by_place: place → how many, most first.
        by_kind: kind → how many, most first.
    """

    by_hour: tuple[int, ...]
    by_place: Mapping[str, int]
    by_kind: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_hour)


@dataclass(frozen=True)
class AlarmAnswer:
    """When an alarm began and when a person answered it.

    Attributes:
        status: a value of ``Status``.
        decided_at: None while nobody has.
    """

    kind: str
    place: str
    severity: str
    status: str
    started_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A rule that is rejected again and again: it had better be loosened, or drawn anew."""

    rule_id: str
    rule_name: str
    camera_id: UUID
    rejected: int
    decided: int
