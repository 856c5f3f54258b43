"""What an incident is, and all that hangs on it. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP

TABLE = "incident"
"""Owner of attachments and of entries of the record journal."""
VIEW, OPEN, WORK, CLOSE = "incidents.view", "incidents.open", "incidents.work", "incidents.close"
REVIEW, PEOPLE = "incidents.review", "incidents.people"
"""Permissions: to see, to open, to do the work, to end or cancel or merge, to conclude lessons, to see who was
involved."""


class Kind(StrEnum):
    """What happened; each has a template."""

    FIRE = "fire"
    TRAFFIC_ACCIDENT = "traffic_accident"
    FLOOD = "flood"
    PUBLIC_ORDER = "public_order"
    CROWD = "crowd"
    FALLEN_TREE = "fallen_tree"
    MEDICAL = "medical"
    POWER_CUT = "power_cut"
    TRAFFIC_JAM = "traffic_jam"
    MISSING_PERSON = "missing_person"
    ENVIRONMENT = "environment"
    INFRASTRUCTURE = "infrastructure"
    OTHER = "other"


KIND_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.FIRE: QT_TRANSLATE_NOOP("incidents", "Cháy, nổ"),
        Kind.TRAFFIC_ACCIDENT: QT_TRANSLATE_NOOP("incidents", "Tai nạn giao thông"),
        Kind.FLOOD: QT_TRANSLATE_NOOP("incidents", "Ngập nước"),
        Kind.PUBLIC_ORDER: QT_TRANSLATE_NOOP("incidents", "Mất an ninh trật tự"),
        Kind.CROWD: QT_TRANSLATE_NOOP("incidents", "Tụ tập đông người"),
        Kind.FALLEN_TREE: QT_TRANSLATE_NOOP("incidents", "Cây đổ"),
        Kind.MEDICAL: QT_TRANSLATE_NOOP("incidents", "Sự cố y tế"),
        Kind.POWER_CUT: QT_TRANSLATE_NOOP("incidents", "Mất điện"),
        Kind.TRAFFIC_JAM: QT_TRANSLATE_NOOP("incidents", "Ùn tắc giao thông"),
        Kind.MISSING_PERSON: QT_TRANSLATE_NOOP("incidents", "Người mất tích"),
        Kind.ENVIRONMENT: QT_TRANSLATE_NOOP("incidents", "Môi trường"),
        Kind.INFRASTRUCTURE: QT_TRANSLATE_NOOP("incidents", "Sự cố hạ tầng"),
        Kind.OTHER: QT_TRANSLATE_NOOP("incidents", "Việc khác"),
    }
)


class Severity(StrEnum):
    """How grave it is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


SEVERITY_TITLES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.CRITICAL: QT_TRANSLATE_NOOP("incidents", "Khẩn cấp"),
        Severity.HIGH: QT_TRANSLATE_NOOP("incidents", "Nghiêm trọng"),
        Severity.MEDIUM: QT_TRANSLATE_NOOP("incidents", "Trung bình"),
        Severity.LOW: QT_TRANSLATE_NOOP("incidents", "Nhẹ"),
    }
)


class Source(StrEnum):
    """How it came here."""

    EVENT = "event"
    TILE = "tile"
    HAND = "hand"
    REPORT = "report"
    SENSOR = "sensor"


SOURCE_TITLES: Mapping[Source, str] = MappingProxyType(
    {
        Source.EVENT: QT_TRANSLATE_NOOP("incidents", "cảnh báo camera"),
        Source.TILE: QT_TRANSLATE_NOOP("incidents", "ô camera trên tường"),
        Source.HAND: QT_TRANSLATE_NOOP("incidents", "tin báo"),
        Source.REPORT: QT_TRANSLATE_NOOP("incidents", "phản ánh hiện trường"),
        Source.SENSOR: QT_TRANSLATE_NOOP("incidents", "cảm biến"),
    }
)


class Verdict(StrEnum):
    """What the verification found."""

    UNKNOWN = ""
    TRUE = "true"
    FALSE = "false"


class Cancelled(StrEnum):
    """Why an incident ended before its time. It is never deleted."""

    NO = ""
    FALSE = "false"
    DUPLICATE = "duplicate"


CANCELLED_TITLES: Mapping[Cancelled, str] = MappingProxyType(
    {
        Cancelled.FALSE: QT_TRANSLATE_NOOP("incidents", "hủy – giả"),
        Cancelled.DUPLICATE: QT_TRANSLATE_NOOP("incidents", "hủy – trùng"),
    }
)


@dataclass(frozen=True, kw_only=True)
class IncidentDraft:
    """An incident as somebody opens it.

    Attributes:
        commander: who leads, as a name or a post.
        source_id: of the event, camera or report that it came from.
        camera_id: whose picture shows it.
        detected_at: when it was first seen; now when None.
        is_drill: DIỄN TẬP: everything made of it says so.
    """

    title: str
    kind: Kind = Kind.OTHER
    severity: Severity = Severity.MEDIUM
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    commander: str = ""
    source: Source = Source.HAND
    source_id: UUID | None = None
    camera_id: UUID | None = None
    detected_at: datetime | None = None
    is_drill: bool = False
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Incident:
    """An incident as stored.

    Attributes:
        number: ``SV-2026-0187``; empty while it waits for one.
        stage: key of a stage of ``flow.WORKFLOW``.
        status: key of a status inside it.
        due_at: until when this stage is to be over; None without a limit.
        escalation: 0 in time, 1 late, 2 very late and told to the leader.
        times: stage → when it was reached, the last time.
        merged_into: the incident that this one turned out to be.
        summary: what happened.
        cause: why it happened, as far as it is known.
        outcome: how it ended.
        lessons: what is to be done better.
    """

    id: UUID
    number: str
    title: str
    kind: Kind
    severity: Severity
    place: str
    latitude: float | None
    longitude: float | None
    commander: str
    source: Source
    source_id: UUID | None
    camera_id: UUID | None
    stage: str
    status: str
    verdict: Verdict
    cancelled: Cancelled
    cancel_reason: str
    merged_into: UUID | None
    is_drill: bool
    detected_at: datetime
    due_at: datetime | None
    escalation: int
    times: Mapping[str, datetime]
    summary: str
    cause: str
    outcome: str
    lessons: str
    opened_by: UUID | None = None


class StepState(StrEnum):
    """How far a step of the checklist is."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


STEP_FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"open": ("done", "skipped"), "done": ("open",), "skipped": ("open",)}
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an incident's checklist.

    Attributes:
        hint: what to look at, or under what condition it is done.
        due_at: until when; None without a limit.
        note: why it was skipped.
    """

    id: UUID
    position: int
    text: str
    hint: str
    is_required: bool
    due_at: datetime | None
    state: StepState
    done_at: datetime | None
    done_by: str
    note: str


class TaskState(StrEnum):
    """How far a unit is with its task."""

    SENT = "sent"
    ACCEPTED = "accepted"
    ON_WAY = "on_way"
    ON_SCENE = "on_scene"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self not in {TaskState.DONE, TaskState.WITHDRAWN}


TASK_TITLES: Mapping[TaskState, str] = MappingProxyType(
    {
        TaskState.SENT: QT_TRANSLATE_NOOP("incidents", "đã giao"),
        TaskState.ACCEPTED: QT_TRANSLATE_NOOP("incidents", "đã nhận"),
        TaskState.ON_WAY: QT_TRANSLATE_NOOP("incidents", "đang đi"),
        TaskState.ON_SCENE: QT_TRANSLATE_NOOP("incidents", "đã đến"),
        TaskState.DONE: QT_TRANSLATE_NOOP("incidents", "đã xong"),
        TaskState.WITHDRAWN: QT_TRANSLATE_NOOP("incidents", "đã rút"),
    }
)

TASK_FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sent": ("accepted", "on_way", "on_scene", "done", "withdrawn"),
        "accepted": ("on_way", "on_scene", "done", "withdrawn"),
        "on_way": ("on_scene", "done", "withdrawn"),
        "on_scene": ("done", "withdrawn"),
        "done": (),
        "withdrawn": (),
    }
)
"""A radio message may be missed, so steps may be skipped; none goes back."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a unit was sent to do.

    Attributes:
        times: state → when it was reached.
        note: how it went, or why it was withdrawn.
    """

    id: UUID
    unit: str
    what: str
    state: TaskState
    times: Mapping[TaskState, datetime]
    note: str = ""

    @property
    def at(self) -> datetime:
        """When it came to where it is now."""
        return self.times[self.state]


@dataclass(frozen=True, kw_only=True)
class Resource:
    """People, vehicles or gear at an incident.

    Attributes:
        left_at: None while it is there.
    """

    id: UUID
    name: str
    quantity: int
    unit: str
    arrived_at: datetime
    left_at: datetime | None = None


class PersonRole(StrEnum):
    """What somebody has to do with it."""

    REPORTER = "reporter"
    VICTIM = "victim"
    WITNESS = "witness"
    SUSPECT = "suspect"
    OTHER = "other"


PERSON_TITLES: Mapping[PersonRole, str] = MappingProxyType(
    {
        PersonRole.REPORTER: QT_TRANSLATE_NOOP("incidents", "Người báo tin"),
        PersonRole.VICTIM: QT_TRANSLATE_NOOP("incidents", "Nạn nhân"),
        PersonRole.WITNESS: QT_TRANSLATE_NOOP("incidents", "Nhân chứng"),
        PersonRole.SUSPECT: QT_TRANSLATE_NOOP("incidents", "Đối tượng liên quan"),
        PersonRole.OTHER: QT_TRANSLATE_NOOP("incidents", "Người khác"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody involved: personal data (Law 91/2025).

    Attributes:
        redacted_at: when name, telephone and note were erased for good.
    """

    id: UUID
    role: PersonRole
    name: str
    phone: str = ""
    note: str = ""
    redacted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceDraft:
    """What makes a file evidence.

    Attributes:
        camera: number and name of the camera as they were then.
        start: what the file shows begins then, by the camera's own clock.
        end: as ``start``; None for a picture.
        drift_s: by how much the camera's clock was ahead; None when unknown.
        reason: why it was kept.
    """

    title: str
    camera_id: UUID | None = None
    camera: str = ""
    start: datetime | None = None
    end: datetime | None = None
    drift_s: float | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence(EvidenceDraft):
    """A file of an incident and where it comes from.

    Attributes:
        name: of the file.
        exporter: who took it; empty for the program itself.
        locked_until: nobody removes it before.
    """

    id: UUID
    attachment_id: UUID
    name: str
    mime: str
    size: int
    sha256: str
    taken_at: datetime
    exporter: str
    locked_until: datetime


@dataclass(frozen=True)
class Dossier:
    """An incident with all that hangs on it."""

    incident: Incident
    steps: tuple[Step, ...] = ()
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()
    people: tuple[Person, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.state is StepState.OPEN), None)


@dataclass(frozen=True)
class IncidentFilter:
    """Which incidents; empty means all of them.

    Attributes:
        text: folded and looked for in number, title and place.
        is_open: only those that still ask for something, or only the others.
        start: detected from then on.
        end: detected before.
    """

    text: str = ""
    stage: str = ""
    kind: Kind | None = None
    severity: Severity | None = None
    is_open: bool | None = None
    is_drill: bool | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Column:
    """One stage of the board: how many are there, and the first of them."""

    stage: str
    total: int
    incidents: tuple[Incident, ...] = field(default=())
