"""What a read and a watch are, and what is asked about them. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.events.log import Box

DETECTION_KIND = "plate"
"""``kind`` of the detections that are reads."""


class Way(StrEnum):
    """How a vehicle moved in its camera's picture."""

    TOWARDS = "towards"
    AWAY = "away"
    LEFT = "left"
    RIGHT = "right"


WAY_TITLES: Mapping[Way, str] = MappingProxyType(
    {
        Way.TOWARDS: QT_TRANSLATE_NOOP("plates", "Lại gần"),
        Way.AWAY: QT_TRANSLATE_NOOP("plates", "Ra xa"),
        Way.LEFT: QT_TRANSLATE_NOOP("plates", "Sang trái"),
        Way.RIGHT: QT_TRANSLATE_NOOP("plates", "Sang phải"),
    }
)
_STOOD = 0.02
"""Boxes tremble by this much: who moved less stood, and a way that so much would turn into another is not known."""
_SIDEWAYS = 3.0
"""Whoever comes nearer moves down by less than sideways where a camera looks along the road from its side."""


def way_of(direction: tuple[float, float]) -> Way | None:
    """The way of whoever moved so far in shares of the picture's width and height.

    None for who stood, and where few pictures leave it open: the tremble of a box at its ends could make it another.
    """
    across, down = direction
    if max(abs(across), abs(down)) < _STOOD:
        return None
    ways = {_way(across + a, down + b) for a in (-_STOOD, _STOOD) for b in (-_STOOD, _STOOD)}
    return ways.pop() if len(ways) == 1 else None


def _way(across: float, down: float) -> Way:
    if abs(across) > _SIDEWAYS * abs(down):
        return Way.LEFT if across < 0 else Way.RIGHT
    return Way.TOWARDS if down > 0 else Way.AWAY


def category_of(colour: str, way: Way | None) -> str:
    """Colour and way as the category of a detection: what another desktop is told of a read."""
    return f"{colour} {way.value}" if way is not None else colour


def colour_and_way(category: str) -> tuple[str, Way | None]:
    """What ``category_of`` was made of; a word that is none is told by a newer program, and left out."""
    colour, _, word = category.partition(" ")
    return colour, Way(word) if word in set(Way) else None


@dataclass(frozen=True, kw_only=True)
class PlateRead:
    """A plate as it was read.

    Attributes:
        plate: bare text, see ``formats``.
        score: confidence of the whole plate, 0–1.
        colour: of the ground; "" where the picture does not tell.
        box: x, y, width, height of the plate in 0–1 of the picture.
        track: number of the vehicle's track on its camera.
        way: how it moved; None where that is not known.
    """

    at: datetime
    camera_id: UUID
    plate: str
    score: float
    colour: str = ""
    box: Box | None = None
    track: int | None = None
    way: Way | None = None


@dataclass(frozen=True, kw_only=True)
class StoredRead(PlateRead):
    """A read in the store.

    Attributes:
        id: of this desktop's index; ascending with time.
    """

    id: int


@dataclass(frozen=True, kw_only=True)
class FoundRead(StoredRead):
    """A read that a search found.

    Attributes:
        likeness: share of the known characters that stand there as asked, 1.0 for all.
        is_held: kept beyond the retention time: an event, a case or a watch holds it.
    """

    likeness: float
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class PlateQuery:
    """A search. Everything but the reason narrows it.

    Attributes:
        text: a plate, a part of one, or a pattern with ``*`` and ``?``.
        reason: why; it goes into the journal.
        is_strict: only what was read exactly so, nothing that looks like it.
        start: not before.
        end: before.
        cameras: only these; empty is all.
    """

    text: str
    reason: str
    is_strict: bool = False
    start: datetime | None = None
    end: datetime | None = None
    cameras: frozenset[UUID] = frozenset()
    limit: int = 200


class WatchStatus(StrEnum):
    """Where a watched plate stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    REVOKED = "revoked"


WATCH_TITLES: Mapping[WatchStatus, str] = MappingProxyType(
    {
        WatchStatus.PROPOSED: QT_TRANSLATE_NOOP("plates", "Chờ duyệt"),
        WatchStatus.APPROVED: QT_TRANSLATE_NOOP("plates", "Đang theo dõi"),
        WatchStatus.REJECTED: QT_TRANSLATE_NOOP("plates", "Không duyệt"),
        WatchStatus.REVOKED: QT_TRANSLATE_NOOP("plates", "Đã thôi"),
    }
)
SEVERITIES = ("low", "medium", "high")
"""As rules have them."""


@dataclass(frozen=True, kw_only=True)
class WatchDraft:
    """A plate to watch for, as proposed.

    Attributes:
        pattern: a whole plate or a pattern with ``*`` and ``?``.
        owner: the unit that asks for it.
        valid_until: last day, in Vietnam's time.
    """

    pattern: str
    reason: str
    owner: str
    severity: str = "medium"
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class Watch(WatchDraft):
    """A watched plate as stored.

    Attributes:
        decided_by: who approved, rejected or revoked it; never who proposed an approved one.
        note: why it was rejected or revoked.
    """

    id: UUID
    status: WatchStatus
    proposed_by: UUID
    decided_by: UUID | None
    decided_at: datetime | None
    note: str
    created_at: datetime

    def is_over(self, today: date) -> bool:
        return self.valid_until < today

    def watches(self, today: date) -> bool:
        return self.status is WatchStatus.APPROVED and not self.is_over(today)


@dataclass(frozen=True)
class Alarmed:
    """A read has become an event."""

    read: StoredRead
    event_id: UUID


@dataclass(frozen=True)
class WatchHit:
    """A watched plate was seen.

    Attributes:
        likeness: 1.0 when it was read exactly so.
    """

    watch: Watch
    read: StoredRead
    likeness: float
