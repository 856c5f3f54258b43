"""What an incident is at first that comes from a camera: its event, or its tile."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.events.model import CameraEvent
from ioc_desktop.kernel.incidents.model import IncidentDraft, Kind, Severity, Source

_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "intrusion": Kind.PUBLIC_ORDER,
        "loitering": Kind.PUBLIC_ORDER,
        "abandoned": Kind.PUBLIC_ORDER,
        "crowd": Kind.CROWD,
        "wrong_way": Kind.TRAFFIC_JAM,
        "illegal_stop": Kind.TRAFFIC_JAM,
        "red_light": Kind.TRAFFIC_JAM,
        "wrong_lane": Kind.TRAFFIC_JAM,
        "encroachment": Kind.PUBLIC_ORDER,
        "tampering": Kind.INFRASTRUCTURE,
    }
)
"""Kind of rule → the nearest kind of incident; a person may choose another."""
_SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {"high": Severity.HIGH, "medium": Severity.MEDIUM, "low": Severity.LOW, "info": Severity.LOW}
)


def draft_of(event: CameraEvent, camera: Camera | None) -> IncidentDraft:
    """An incident as an event proposes it."""
    return IncidentDraft(
        title=event.rule_name,
        kind=_KINDS.get(event.kind, Kind.OTHER),
        severity=_SEVERITIES.get(event.severity, Severity.MEDIUM),
        place=camera.place or camera.name if camera else event.place,
        latitude=camera.latitude if camera else None,
        longitude=camera.longitude if camera else None,
        source=Source.EVENT,
        source_id=event.id,
        camera_id=event.camera_id,
        detected_at=event.started_at,
    )


def draft_of_tile(camera: Camera, title: str) -> IncidentDraft:
    """An incident that somebody sees on a tile."""
    return IncidentDraft(
        title=title,
        place=camera.place or camera.name,
        latitude=camera.latitude,
        longitude=camera.longitude,
        source=Source.TILE,
        source_id=camera.id,
        camera_id=camera.id,
    )
