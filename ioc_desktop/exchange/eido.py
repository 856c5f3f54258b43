"""An incident as a JSON message in the manner of NENA's Emergency Incident Data Object (NENA-STA-021.1a-2022).

Components refer to each other by ``$ref``; texts for which NENA keeps lists in English are ours, so other systems show
them as they are. The standard's own JSON schema has not been run over these messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

_STATUS = {"open": "Active", "closed": "Closed", "cancelled": "Canceled"}


@dataclass(frozen=True, kw_only=True)
class EidoNote:
    """One line of the timeline that may leave the centre."""

    id: UUID
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, kw_only=True)
class EidoDispatch:
    """A unit that was sent, and when it said what."""

    id: UUID
    unit: str
    sent_at: datetime
    accepted_at: datetime | None = None
    on_way_at: datetime | None = None
    on_scene_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class EidoIncident:
    """What is told of an incident. Nobody's name or telephone number is part of it.

    Attributes:
        message_id: of this message; new for every one.
        agency: name of the centre.
        agency_id: such as its Internet domain.
        state: ``open``, ``closed`` or ``cancelled``.
        merged_into: the incident that this one turned out to be.
    """

    message_id: UUID
    id: UUID
    number: str
    title: str
    kind: str
    severity: str
    agency: str
    agency_id: str
    state: str
    stage: str
    detected_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    summary: str = ""
    is_drill: bool = False
    merged_into: UUID | None = None
    notes: Sequence[EidoNote] = ()
    dispatches: Sequence[EidoDispatch] = ()


def as_eido(incident: EidoIncident) -> dict[str, Any]:
    """The message, as JSON takes it; fields without a value are left out."""
    agency, place = {"$ref": f"agency-{incident.agency_id}"}, f"location-{incident.id}"
    updated = incident.updated_at.isoformat()
    components = {
        "incidentComponent": [_incident(incident, agency, place)],
        "agencyComponent": [_component(agency["$ref"], updated, agencyName=incident.agency)],
        "locationComponent": [_component(place, updated, **_location(incident))] if _location(incident) else [],
        "notesComponent": [_note(note) for note in incident.notes],
        "dispatchComponent": [_dispatch(each, agency) for each in incident.dispatches],
    }
    message = {
        "$id": f"urn:uuid:{incident.message_id}",
        "eidoMessageIdentifier": f"urn:uuid:{incident.message_id}",
        "sendingSystemIdentifier": incident.agency_id,
        "messageKind": "Exercise" if incident.is_drill else "Report",
        "lastUpdateTimeStamp": updated,
    }
    return message | {name: listed for name, listed in components.items() if listed}


def _incident(incident: EidoIncident, agency: dict[str, str], place: str) -> dict[str, Any]:
    return _component(
        f"incident-{incident.id}",
        incident.updated_at.isoformat(),
        incidentTrackingIdentifier=incident.number,
        incidentTypeCommonRegistryText=incident.kind,
        incidentStatusCommonRegistryText=_STATUS[incident.state],
        incidentStageText=incident.stage,
        incidentPriorityText=incident.severity,
        incidentName=f"DIỄN TẬP: {incident.title}" if incident.is_drill else incident.title,
        incidentDescriptionText=incident.summary,
        incidentCreatedTimeStamp=incident.detected_at.isoformat(),
        incidentClosedTimeStamp=incident.closed_at.isoformat() if incident.closed_at else None,
        mergedIntoIncidentReference={"$ref": f"incident-{incident.merged_into}"} if incident.merged_into else None,
        locationReference={"$ref": place} if _location(incident) else None,
        updatedByAgencyReference=agency,
    )


def _location(incident: EidoIncident) -> dict[str, Any]:
    has_point = incident.latitude is not None and incident.longitude is not None
    point = {"type": "Point", "coordinates": [incident.longitude, incident.latitude]} if has_point else None
    return _known(locationAddressText=incident.place, locationGeoJson=point)


def _note(note: EidoNote) -> dict[str, Any]:
    at = note.at.isoformat()
    return _component(f"note-{note.id}", at, noteText=note.text, authorText=note.author, noteDateTimeStamp=at)


def _dispatch(each: EidoDispatch, agency: dict[str, str]) -> dict[str, Any]:
    moments = {"dispatched": each.sent_at, "accepted": each.accepted_at, "enRoute": each.on_way_at,
               "onScene": each.on_scene_at, "cleared": each.done_at}  # fmt: skip
    known = {f"{name}TimeStamp": at.isoformat() for name, at in moments.items() if at is not None}
    newest = max(at for at in moments.values() if at is not None).isoformat()
    return _component(f"dispatch-{each.id}", newest, unitName=each.unit, agencyReference=agency, **known)


def _component(identifier: str, updated: str, **told: Any) -> dict[str, Any]:
    return {"$id": identifier, "componentIdentifier": identifier, "lastUpdateTimeStamp": updated, **_known(**told)}


def _known(**told: Any) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None and value != ""}
