"""Which incidents may be the same as another one: place, time, kind and words, each as a share of 1. Pure.

The weights and limits are the program's proposal: two calls about one fire differ by minutes, by a few houses and by
some words; two events at one crossing differ by hours. What is not known of either counts neither way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.incidents.model import Incident, IncidentDraft, Kind
from ioc_desktop.kernel.incidents.nearest import distance_m

WINDOW = timedelta(hours=6)
"""Farther apart in time, two are never proposed."""
LEAST = 0.65
"""From this score on people are asked."""
MOST = 3
_SYLLABLE = re.compile(r"\w+")
_SAME_M, _FAR_M = 50.0, 500.0
_PLACE, _TIME, _KIND, _WORDS = 0.35, 0.15, 0.2, 0.3


@dataclass(frozen=True)
class Twin:
    """An incident that may be the same.

    Attributes:
        score: 0 to 1.
        apart: it was detected so much later (or earlier, when negative).
        distance_m: None where either place has no coordinates.
        is_same_kind: of the same kind.
    """

    incident: Incident
    score: float
    apart: timedelta
    distance_m: float | None
    is_same_kind: bool


def twins(one: Incident | IncidentDraft, at: datetime, others: Iterable[Incident]) -> list[Twin]:
    """Those that may be the same as ``one``, the likeliest first; a drill is never the same as the real thing.

    Args:
        at: when ``one`` was detected.
    """
    own = one.id if isinstance(one, Incident) else None
    found = [_twin(one, at, other) for other in others if other.id != own and other.is_drill == one.is_drill]
    near = [each for each in found if abs(each.apart) <= WINDOW and (each.distance_m or 0.0) < _FAR_M]
    likely = [each for each in near if each.score >= LEAST]
    return sorted(likely, key=lambda each: (-each.score, abs(each.apart), str(each.incident.id)))[:MOST]


def _twin(one: Incident | IncidentDraft, at: datetime, other: Incident) -> Twin:
    apart, metres = other.detected_at - at, _distance(one, other)
    parts = [
        (_PLACE, _place(one, other, metres)),
        (_TIME, max(0.0, 1 - abs(apart) / WINDOW)),
        (_KIND, _kind(one.kind, other.kind)),
        (_WORDS, likeness(one.title, other.title)),
    ]
    known = [(weight, share) for weight, share in parts if share is not None]
    score = sum(weight * share for weight, share in known) / sum(weight for weight, _ in known)
    return Twin(other, round(score, 3), apart, metres, one.kind is other.kind)


def _distance(one: Incident | IncidentDraft, other: Incident) -> float | None:
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return None
    assert one.latitude is not None and one.longitude is not None  # noqa: PT018
    assert other.latitude is not None and other.longitude is not None  # noqa: PT018
    return distance_m(one.latitude, one.longitude, other.latitude, other.longitude)


def _place(one: Incident | IncidentDraft, other: Incident, metres: float | None) -> float | None:
    """By coordinates where both have them, else by the names of the places."""
    if one.camera_id is not None and one.camera_id == other.camera_id:
        return 1.0
    if metres is not None:
        return min(1.0, max(0.0, (_FAR_M - metres) / (_FAR_M - _SAME_M)))
    return likeness(one.place, other.place) if fold(one.place) and fold(other.place) else None


def _kind(one: Kind, other: Kind) -> float | None:
    """What nobody named yet may be anything."""
    return None if Kind.OTHER in {one, other} and one is not other else float(one is other)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: the share of syllables that both have (Dice), accents and case aside.

    Dice, L. R. (1945), Measures of the amount of ecologic association between species, Ecology 26(3).

    >>> likeness("Ngập đường Lê Duẩn", "le duan ngap")
    0.8571428571428571
    """
    a, b = frozenset(_SYLLABLE.findall(fold(one))), frozenset(_SYLLABLE.findall(fold(other)))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
