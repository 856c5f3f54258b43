"""Incidents as a layer of a map: a GeoJSON FeatureCollection (RFC 7946) with a style by severity.

Of the standard: positions are longitude, latitude on WGS 84 in decimal degrees (§3.1.1, §4), about seven decimals are
enough (§11.2), ``bbox`` is west, south, east, north (§5), what else a program needs are foreign members (§6.1). Markers
are coloured in each feature, too, by the names of simplestyle-spec 1.1, which many map programs read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import PROGRAM, Way
from ioc_desktop.kernel.incidents.model import KIND_TITLES, SEVERITY_TITLES, Incident, Severity

KEY = "incidents"
TITLE = QT_TRANSLATE_NOOP("incidents", "Sự vụ")
MOST_FEATURES = 5_000
"""The newest: a map with more says nothing any more."""
_DECIMALS = 6


@dataclass(frozen=True)
class Marker:
    """How incidents of one severity are drawn; the shape says it where the colour is not seen.

    Attributes:
        icon: concept of the theme.
        color: of its light form, for programs that do not know the theme.
        size: ``small``, ``medium`` or ``large``.
        order: the higher, the nearer to the eye.
    """

    icon: str
    color: str
    size: str
    order: int


STYLE: Mapping[Severity, Marker] = MappingProxyType(
    {
        Severity.LOW: Marker("severity.low", "#455963", "small", 1),
        Severity.MEDIUM: Marker("severity.medium", "#F3D350", "medium", 2),
        Severity.HIGH: Marker("severity.high", "#EE8C32", "medium", 3),
        Severity.CRITICAL: Marker("severity.critical", "#A91518", "large", 4),
    }
)
DRILL = {"label": "DIỄN TẬP", "dash": [4, 3], "opacity": 0.6}
"""Drills stand out from the real thing: hollow, with a broken edge and the word."""


def has_place(incident: Incident) -> bool:
    """Whether it can stand on a map: coordinates that exist on the earth, whoever sent them."""
    latitude, longitude = incident.latitude, incident.longitude
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180


def layer(incidents: Iterable[Incident], way: Way = PROGRAM) -> dict[str, Any]:
    """The layer, ready for ``json.dumps``. Nobody who is involved stands in it.

    Args:
        incidents: newest first; those without a place are left out.
        way: names of statuses at this centre.
    """
    placed = [each for each in incidents if has_place(each)]
    features = [_feature(each, way) for each in placed[:MOST_FEATURES]]
    made: dict[str, Any] = {"type": "FeatureCollection"}
    if features:
        made["bbox"] = _bbox([feature["geometry"]["coordinates"] for feature in features])
    return made | {
        "features": features,
        "ioc:layer": {
            "key": KEY,
            "title": TITLE,
            "style": {severity.value: asdict(marker) for severity, marker in STYLE.items()},
            "drill": DRILL,
            "left_out": len(placed) - len(features),
        },
    }


def _feature(incident: Incident, way: Way) -> dict[str, Any]:
    marker, is_open = STYLE[incident.severity], incident.stage in flow.OPEN_STAGES
    assert incident.longitude is not None
    assert incident.latitude is not None
    return {
        "type": "Feature",
        "id": str(incident.id),
        "geometry": {
            "type": "Point",
            "coordinates": [round(incident.longitude, _DECIMALS), round(incident.latitude, _DECIMALS)],
        },
        "properties": {
            "number": incident.number,
            "title": f"{DRILL['label']}: {incident.title}" if incident.is_drill else incident.title,
            "kind": incident.kind.value,
            "kind_title": KIND_TITLES[incident.kind],
            "severity": incident.severity.value,
            "severity_title": SEVERITY_TITLES[incident.severity],
            "stage": incident.stage,
            "stage_title": flow.STAGE_TITLES.get(incident.stage, incident.stage),
            "status_title": way.titles.get(incident.status, incident.status),
            "place": incident.place,
            "detected_at": incident.detected_at.isoformat(),
            "is_open": is_open,
            "is_late": is_open and incident.escalation > 0,
            "is_drill": incident.is_drill,
            "marker-color": marker.color,
            "marker-size": marker.size,
        },
    }


def _bbox(positions: list[list[float]]) -> list[float]:
    """West, south, east, north. A centre's incidents do not lie on both sides of the antimeridian."""
    longitudes, latitudes = [each[0] for each in positions], [each[1] for each in positions]
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
