"""Tables of incidents and of what hangs on them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.incidents.flow import FOLLOWS
from ioc_desktop.kernel.incidents.model import STEP_FOLLOWS, TASK_FOLLOWS
from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns


class IncidentRow(SyncedRow, Base):
    """One incident; see ``model.Incident``. Never deleted.

    Attributes:
        number: null while it waits for one: a number is given once, and no two incidents share it.
        opened_at: when it was entered here.
        stage_at: when it came to the stage where it is.
        search_key: in the index of times, so that a search looks through that and not through the rows.
        times: stage → when it was reached last, ISO 8601.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index("ix_incident_stage_detected_at", "stage", "detected_at"),
        Index("ix_incident_detected_at_search_key", "detected_at", "search_key"),
        Index("ix_incident_due_at", "due_at"),
    )
    conflict_rule = merge_columns(
        unique=("number",),
        transitions={"stage": dict(FOLLOWS)},
        texts=("summary", "cause", "outcome", "lessons"),
    )
    searched = Searched(
        title=("number", "title"), body=("place", "summary", "cause", "outcome", "lessons"), at="detected_at",
        permission="incidents.view", panel="incidents",
    )  # fmt: skip

    number: Mapped[str | None] = mapped_column(String(24), index=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    severity: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(250))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    commander: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(12))
    source_id: Mapped[UUID | None] = mapped_column(index=True)
    camera_id: Mapped[UUID | None]
    stage: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[str] = mapped_column(String(6))
    cancelled: Mapped[str] = mapped_column(String(10))
    cancel_reason: Mapped[str] = mapped_column(String(300))
    merged_into: Mapped[UUID | None] = mapped_column(index=True)
    is_drill: Mapped[bool]
    detected_at: Mapped[datetime]
    opened_at: Mapped[datetime]
    stage_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    escalation: Mapped[int]
    times: Mapped[Any] = mapped_column(JSON)
    summary: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    lessons: Mapped[str] = mapped_column(Text)
    search_key: Mapped[str] = mapped_column(Text, info=folded("number", "title", "place"))


class IncidentStepRow(SyncedRow, Base):
    """One step of an incident's checklist: a copy of its template's, so that a later template changes nothing."""

    __tablename__ = "incident_step"
    conflict_rule = merge_columns(transitions={"state": dict(STEP_FOLLOWS)})

    incident_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
    hint: Mapped[str] = mapped_column(String(300))
    is_required: Mapped[bool]
    due_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10))
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(300))


class IncidentTaskRow(SyncedRow, Base):
    """What a unit was sent to do, with the times that dispatch systems keep."""

    __tablename__ = "incident_task"
    conflict_rule = merge_columns(transitions={"state": dict(TASK_FOLLOWS)})

    incident_id: Mapped[UUID] = mapped_column(index=True)
    unit: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(10))
    sent_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    on_way_at: Mapped[datetime | None]
    on_scene_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(300))


class IncidentResourceRow(SyncedRow, Base):
    """People, vehicles or gear at an incident."""

    __tablename__ = "incident_resource"
    conflict_rule = merge_columns()

    incident_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120))
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(String(120))
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class IncidentPersonRow(SyncedRow, Base):
    """Somebody involved: personal data, erasable. The journal never repeats it."""

    __tablename__ = "incident_person"
    conflict_rule = merge_columns()

    incident_id: Mapped[UUID] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(30))
    note: Mapped[str] = mapped_column(String(300))
    redacted_at: Mapped[datetime | None]


class IncidentEvidenceRow(SyncedRow, Base):
    """Where a file of an incident comes from; its bytes are the attachment's.

    Attributes:
        sha256: as it was when the file was taken: the attachment must still say the same.
        start_at: what it shows begins then, by the camera's own clock.
        drift_s: by how much the camera's clock was ahead.
    """

    __tablename__ = "incident_evidence"
    conflict_rule = merge_columns()

    incident_id: Mapped[UUID] = mapped_column(index=True)
    attachment_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(200))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    camera_id: Mapped[UUID | None]
    camera: Mapped[str] = mapped_column(String(250))
    start_at: Mapped[datetime | None]
    end_at: Mapped[datetime | None]
    drift_s: Mapped[float | None]
    taken_at: Mapped[datetime]
    exporter: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(300))
    locked_until: Mapped[datetime]
