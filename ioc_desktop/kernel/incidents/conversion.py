"""Rows of the database as what the rest of the program knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ioc_desktop.kernel.incidents.model import (
    Cancelled,
    Evidence,
    Incident,
    Kind,
    Person,
    PersonRole,
    Resource,
    Severity,
    Source,
    Step,
    StepState,
    Task,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.incidents.tables import (
    IncidentEvidenceRow,
    IncidentPersonRow,
    IncidentResourceRow,
    IncidentRow,
    IncidentStepRow,
    IncidentTaskRow,
)  # fmt: skip

_SAME = (
    *("id", "title", "place", "latitude", "longitude", "commander", "source_id", "camera_id", "stage", "status"),
    *("cancel_reason", "merged_into", "is_drill", "detected_at", "due_at", "escalation", "summary", "cause"),
    *("outcome", "lessons"),
)


def incident(row: IncidentRow) -> Incident:
    """What a newer program wrote and this one does not know becomes the nearest that it knows."""
    return Incident(
        number=row.number or "",
        kind=Kind(row.kind) if row.kind in list(Kind) else Kind.OTHER,
        severity=Severity(row.severity) if row.severity in list(Severity) else Severity.MEDIUM,
        source=Source(row.source) if row.source in list(Source) else Source.HAND,
        verdict=Verdict(row.verdict) if row.verdict in list(Verdict) else Verdict.UNKNOWN,
        cancelled=Cancelled(row.cancelled) if row.cancelled in list(Cancelled) else Cancelled.NO,
        times=moments(row.times),
        opened_by=row.created_by,
        **{name: getattr(row, name) for name in _SAME},
    )


def moments(stored: Any) -> Mapping[str, datetime]:
    """Stage → when it was reached."""
    return {stage: datetime.fromisoformat(at) for stage, at in stored.items()} if isinstance(stored, dict) else {}


def step(row: IncidentStepRow) -> Step:
    return Step(
        id=row.id,
        position=row.position,
        text=row.text,
        hint=row.hint,
        is_required=row.is_required,
        due_at=row.due_at,
        state=StepState(row.state),
        done_at=row.done_at,
        done_by=row.done_by,
        note=row.note,
    )


def task(row: IncidentTaskRow) -> Task:
    times = {state: getattr(row, f"{state.value}_at") for state in TaskState}
    state = TaskState(row.state)
    reached = {each: at for each, at in times.items() if at is not None}
    return Task(
        id=row.id, unit=row.unit, what=row.what, state=state, note=row.note, times={state: row.updated_at} | reached
    )


def resource(row: IncidentResourceRow) -> Resource:
    return Resource(
        id=row.id, name=row.name, quantity=row.quantity, unit=row.unit, arrived_at=row.arrived_at, left_at=row.left_at
    )


def person(row: IncidentPersonRow) -> Person:
    return Person(
        id=row.id,
        role=PersonRole(row.role) if row.role in list(PersonRole) else PersonRole.OTHER,
        name=row.name,
        phone=row.phone,
        note=row.note,
        redacted_at=row.redacted_at,
    )


def evidence(row: IncidentEvidenceRow) -> Evidence:
    return Evidence(
        id=row.id,
        attachment_id=row.attachment_id,
        name=row.name,
        mime=row.mime,
        size=row.size,
        sha256=row.sha256,
        title=row.title,
        camera_id=row.camera_id,
        camera=row.camera,
        start=row.start_at,
        end=row.end_at,
        drift_s=row.drift_s,
        reason=row.reason,
        taken_at=row.taken_at,
        exporter=row.exporter,
        locked_until=row.locked_until,
    )
