"""An incident as a JSON message like NENA's Emergency Incident Data Object (NENA-STA-021.1a-2022): "EIDO-like".

Its shape is held by our own schema, ``resources/eido/eido-like.schema.json``, which says from which sections of the
standard it was transcribed; NENA's own schema has not been run over these messages. Components refer to each other by
``$ref``. Texts for which NENA keeps lists in English are ours where those lists are not known to us. Notes are HTML5.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from ioc_desktop.exchange.pidf import as_pidf

VERSION = "1.0"
_STATUS = {"open": "Active", "closed": "Closed", "cancelled": "Canceled"}
_DRILL = "DIỄN TẬP"


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

    @property
    def moments(self) -> Sequence[tuple[str, datetime]]:
        """What was said, in the order in which a unit says it, with the time."""
        said = {"Đã điều": self.sent_at, "Đã nhận": self.accepted_at, "Đang đến": self.on_way_at,
                "Tại hiện trường": self.on_scene_at, "Xong": self.done_at}  # fmt: skip
        return [(name, at) for name, at in said.items() if at is not None]

    @property
    def newest(self) -> datetime:
        return max(at for _, at in self.moments)


@dataclass(frozen=True, kw_only=True)
class EidoIncident:
    """What is told of an incident. Nobody's name or telephone number is part of it.

    Attributes:
        agency: name of the centre.
        agency_id: such as its Internet domain.
        state: ``open``, ``closed`` or ``cancelled``.
        merged_into: the incident that this one turned out to be.
    """

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
    told = _Told(incident)
    message = told.component(incident_urn(incident.id, incident.agency_id), incident.updated_at)
    message |= {"eidoVersion": VERSION, "issuingElementIdentification": _element(incident.agency_id)}
    notes = [told.head(), *map(told.note, incident.notes), *map(told.moments, incident.dispatches)]
    parts: dict[str, Any] = {
        "incidentComponent": told.incident(),
        "agencyComponent": [told.agency()],
        "agentComponent": [told.agent(author) for author in told.authors],
        "locationComponent": list(told.locations()),
        "notesComponent": notes,
        "dispatchComponent": [told.dispatch(each) for each in incident.dispatches],
        "emergencyResourceComponent": [told.resource(each) for each in incident.dispatches],
        "mergeComponent": list(told.merges()),
    }
    return message | {name: part for name, part in parts.items() if part}


def incident_urn(incident: UUID, agency_id: str) -> str:
    """The incident tracking identifier (NENA-STA-010.3, section 2.1.6): the same from every desktop."""
    return f"urn:emergency:uid:incidentid:{incident.hex}:{_element(agency_id)}"


def _element(agency_id: str) -> str:
    """As it may stand in a URN."""
    return quote(agency_id, safe=".-")


class _Told:
    """The components of one message."""

    def __init__(self, incident: EidoIncident) -> None:
        self._of = incident
        self._agency = _element(incident.agency_id)
        self.authors = list(dict.fromkeys(note.author for note in incident.notes if note.author))

    def component(self, identifier: str, at: datetime, **told: Any) -> dict[str, Any]:
        """What every component begins with (section 2.4), and its own."""
        begin = {
            "$id": identifier,
            "lastUpdateTimeStamp": at.isoformat(),
            "updatedByAgencyReference": _to(self._agency),
        }
        return begin | {name: value for name, value in told.items() if value is not None and value not in ("", [])}

    def incident(self) -> dict[str, Any]:
        of = self._of
        return self.component(
            f"incident-{of.id}",
            of.updated_at,
            internalIncidentId=of.number,
            incidentTypeCommonRegistryText=of.kind,
            incidentTypeInternalText=of.kind,
            incidentStatusCommonRegistryText=[_STATUS[of.state]],
            incidentStatusInternalText=[of.stage, _DRILL] if of.is_drill else [of.stage],
            incidentPriorityInternalText=of.severity,
            locationReference=[_to(each["$id"]) for each in self.locations()],
            notesReference=[_to(self._head), *(_to(f"note-{each.id}") for each in of.notes)],
        )

    @property
    def _head(self) -> str:
        return f"note-{self._of.id}"

    def head(self) -> dict[str, Any]:
        """Title, what happened, when: the standard has no fields for them."""
        of = self._of
        times = [f"Phát hiện: {of.detected_at.isoformat()}"]
        times += [f"Kết thúc: {of.closed_at.isoformat()}"] if of.closed_at else []
        lines = [f"{_DRILL}: {of.title}" if of.is_drill else of.title, of.summary, *times]
        return self.component(self._head, of.updated_at, notesActionComments=_html(*lines))

    def note(self, note: EidoNote) -> dict[str, Any]:
        author = _to(self._agent(note.author)) if note.author else None
        return self.component(f"note-{note.id}", note.at, notesActionComments=_html(note.text), agentReference=author)

    def _agent(self, author: str) -> str:
        return f"agent-{uuid5(self._of.id, author)}"

    def agent(self, author: str) -> dict[str, Any]:
        return self.component(
            self._agent(author),
            self._of.updated_at,
            agentJcard=_jcard(author),
            agentRoleRegistryText=["Dispatching"],
            agencyReference=_to(self._agency),
        )

    def agency(self) -> dict[str, Any]:
        return self.component(
            self._agency,
            self._of.updated_at,
            agencyJcard=_jcard(self._of.agency),
            agencyRoleDescriptionRegistryText=["Dispatch"],
            agencyType=["psap"],
            incidentOwningAgencyIndicator=True,
        )

    def locations(self) -> Iterator[dict[str, Any]]:
        """The place in words, and as PIDF-LO where it is on the map; none for what has neither."""
        of = self._of
        shape = None
        if of.latitude is not None and of.longitude is not None:
            entity = f"pres:{of.id.hex}@{self._agency}"
            shape = as_pidf(of.latitude, of.longitude, entity=entity, at=of.updated_at)
        if shape or of.place:
            yield self.component(
                f"location-{of.id}",
                of.updated_at,
                locationTypeDescriptionRegistryText="CurrentIncident",
                locationByValue=shape,
                locationDescriptionText=of.place,
            )

    def dispatch(self, each: EidoDispatch) -> dict[str, Any]:
        return self.component(
            f"dispatch-{each.id}",
            each.newest,
            agencyReference=_to(self._agency),
            emergencyResourceReference=[_to(f"resource-{each.id}")],
            notesReference=[_to(f"moments-{each.id}")],
        )

    def resource(self, each: EidoDispatch) -> dict[str, Any]:
        last = [name for name, _ in each.moments][-1]
        return self.component(
            f"resource-{each.id}", each.newest, emergencyResourceName=each.unit, unitStatusInternal=[last]
        )

    def moments(self, each: EidoDispatch) -> dict[str, Any]:
        """When the unit said what: the standard keeps the last state only."""
        lines = [f"{name}: {at.isoformat()}" for name, at in each.moments]
        return self.component(f"moments-{each.id}", each.newest, notesActionComments=_html(each.unit, *lines))

    def merges(self) -> Iterator[dict[str, Any]]:
        """The incident that this one turned out to be takes its place (section 2.7)."""
        other = self._of.merged_into
        if other is not None:
            yield self.component(
                f"merge-{self._of.id}",
                self._of.updated_at,
                incidentTrackingIdentifier=incident_urn(other, self._of.agency_id),
                incidentMergeDirectionCode="REPLACED",
            )


def _to(identifier: str) -> dict[str, str]:
    return {"$ref": identifier}


def _html(*lines: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _jcard(name: str) -> str:
    """A contact with nothing but its name (RFC 7095)."""
    card = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name]]]
    return json.dumps(card, ensure_ascii=False)
