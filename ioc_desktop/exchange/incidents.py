"""An incident as what the formats for handing over take: a case file, a NENA-like message, a line of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ioc_desktop.exchange.case_file import CaseFile
from ioc_desktop.exchange.case_file import Evidence as CaseEvidence
from ioc_desktop.exchange.eido import EidoDispatch, EidoIncident, EidoNote
from ioc_desktop.exchange.incident_table import IncidentLine
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import (
    KIND_TITLES,
    SEVERITY_TITLES,
    SOURCE_TITLES,
    Dossier,
    Evidence,
    Incident,
    TaskState,
)  # fmt: skip
from ioc_desktop.kernel.incidents.sentences import line
from ioc_desktop.kernel.records.model import RecordEntry


def case_of(
    dossier: Dossier,
    entries: Sequence[RecordEntry],
    contents: ContentFolder,
    document: bytes | None,
    *,
    exporter: str,
    reason: str,
    now: datetime,
) -> CaseFile:
    """A case file; nobody who is involved stands in it by name.

    Args:
        entries: of the journal, newest first.
        document: the report as a PDF.
    """
    incident = dossier.incident
    return CaseFile(
        code=incident.number or str(incident.id),
        title=incident.title,
        exporter=exporter,
        reason=reason,
        exported_at=now,
        fields=_fields(incident),
        evidence=tuple(_evidence(each, contents) for each in dossier.evidence),
        document=document,
        journal=tuple(_entry(each) for each in reversed(entries)),
        is_drill=incident.is_drill,
    )


def _fields(incident: Incident) -> Mapping[str, str]:
    times = {flow.STAGE_TITLES.get(stage, stage): at.isoformat() for stage, at in incident.times.items()}
    return {
        "Số": incident.number,
        "Sự vụ": incident.title,
        "Loại": KIND_TITLES[incident.kind],
        "Mức độ": SEVERITY_TITLES[incident.severity],
        "Giai đoạn": flow.STAGE_TITLES.get(incident.stage, incident.stage),
        "Địa điểm": incident.place,
        "Tọa độ": f"{incident.latitude}, {incident.longitude}" if incident.latitude is not None else "",
        "Chỉ huy": incident.commander,
        "Nguồn": SOURCE_TITLES[incident.source],
        **times,
        "Diễn biến": incident.summary,
        "Nguyên nhân": incident.cause,
        "Kết quả": incident.outcome,
        "Bài học": incident.lessons,
    }


def _evidence(each: Evidence, contents: ContentFolder) -> CaseEvidence:
    return CaseEvidence(
        name=each.name,
        path=contents.path(each.sha256),
        sha256=each.sha256,
        source=each.camera or each.exporter,
        started_at=each.start,
        ended_at=each.end,
        clock_offset_s=each.drift_s,
        mime=each.mime,
        note=" · ".join(part for part in (each.title, each.reason) if part),
    )


def _entry(entry: RecordEntry) -> Mapping[str, Any]:
    """As it lies in its chain, with the sentence that people read."""
    return {
        "workstation": entry.workstation,
        "device_id": str(entry.device_id),
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "action": entry.action,
        "changes": {name: list(pair) for name, pair in entry.changes.items()},
        "note": entry.note,
        "detail": dict(entry.detail),
        "hash": entry.hash,
        "text": line(entry).text,
    }


def eido_of(dossier: Dossier, entries: Sequence[RecordEntry], *, agency: str, agency_id: str) -> EidoIncident:
    """A message for another centre.

    Args:
        entries: of the journal, newest first.
    """
    incident = dossier.incident
    cancelled = incident.stage == flow.CANCELLED
    closed = incident.times.get(flow.CANCELLED if cancelled else flow.CLOSED)
    is_open = incident.stage in flow.OPEN_STAGES
    return EidoIncident(
        id=incident.id,
        number=incident.number,
        title=incident.title,
        kind=KIND_TITLES[incident.kind],
        severity=SEVERITY_TITLES[incident.severity],
        agency=agency,
        agency_id=agency_id,
        state="open" if is_open else "cancelled" if cancelled else "closed",
        stage=flow.STAGE_TITLES.get(incident.stage, incident.stage),
        detected_at=incident.detected_at,
        updated_at=entries[0].at if entries else incident.detected_at,
        closed_at=None if is_open else closed,
        place=incident.place,
        latitude=incident.latitude,
        longitude=incident.longitude,
        summary=incident.summary,
        is_drill=incident.is_drill,
        merged_into=incident.merged_into,
        notes=tuple(EidoNote(id=each.id, at=each.at, author=each.who, text=line(each).text) for each in entries[::-1]),
        dispatches=tuple(
            EidoDispatch(
                id=each.id,
                unit=each.unit,
                sent_at=each.times[TaskState.SENT],
                accepted_at=each.times.get(TaskState.ACCEPTED),
                on_way_at=each.times.get(TaskState.ON_WAY),
                on_scene_at=each.times.get(TaskState.ON_SCENE),
                done_at=each.times.get(TaskState.DONE),
            )
            for each in dossier.tasks
        ),
    )


def line_of(incident: Incident) -> IncidentLine:
    """A line of a table."""
    return IncidentLine(
        number=incident.number,
        title=incident.title,
        kind=KIND_TITLES[incident.kind],
        severity=SEVERITY_TITLES[incident.severity],
        stage=flow.STAGE_TITLES.get(incident.stage, incident.stage),
        place=incident.place,
        latitude=incident.latitude,
        longitude=incident.longitude,
        commander=incident.commander,
        source=SOURCE_TITLES[incident.source],
        detected_at=incident.detected_at,
        verified_at=incident.times.get(flow.VERIFYING),
        dispatched_at=incident.times.get(flow.RESPONDING),
        contained_at=incident.times.get(flow.CONTAINED),
        closed_at=incident.times.get(flow.CLOSED),
        summary=incident.summary,
        is_drill=incident.is_drill,
    )
