"""The life of an incident: opened, verified, moved from stage to stage, merged, ended. Call off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.incidents import conversion, flow
from ioc_desktop.kernel.incidents.model import (
    OPEN,
    TABLE,
    VIEW,
    Cancelled,
    Incident,
    IncidentDraft,
    Kind,
    Severity,
    StepState,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.incidents.numbers import IncidentNumbers
from ioc_desktop.kernel.incidents.tables import IncidentRow, IncidentStepRow, IncidentTaskRow
from ioc_desktop.kernel.incidents.templates import limit
from ioc_desktop.kernel.incidents.writing import Change, Writer, found, needed, require, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ioc_desktop.kernel.incidents.customs import Way
    from ioc_desktop.kernel.incidents.district_flow import DistrictFlow

_EDITABLE: Mapping[str, int] = {"title": 200, "place": 250, "commander": 120}
_LONG = ("summary", "cause", "outcome", "lessons")
_MOST_LONG = 20_000
_PLAIN = ("latitude", "longitude", "camera_id")


class IncidentService:
    """Incidents of this profile."""

    def __init__(self, writer: Writer, numbers: IncidentNumbers, flow_here: DistrictFlow) -> None:
        self._writer, self._numbers, self._flow = writer, numbers, flow_here

    @property
    def _way(self) -> Way:
        """How incidents go at this centre now."""
        return self._flow.way

    # ------------------------------------------------------------------ opening

    def open(self, draft: IncidentDraft, who: SignedIn) -> Incident:
        """Open an incident with the checklist of its kind. What came from an event has one incident, whoever opens it.

        Its number is the next one; on a desktop of a centre it waits for the server's (``numbers.give_waiting``).

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.title_missing``, ``store.*``.
        """
        require(who, OPEN)
        writer = self._writer
        with writer.db.write() as session:
            twin = _opened_before(session, draft)
            if twin is not None:
                return conversion.incident(twin)
            row = self._row(draft, writer.clock.now())
            session.add(row)
            session.add_all(_steps(row, self._way))
            session.flush()
            Change(session, row, row.opened_at, writer.journal, who).note(
                "incident.open",
                detail={"source": row.source, "kind": row.kind, "drill": row.is_drill},
                note=row.title,
            )
            incident = conversion.incident(row)
        if not self._numbers.is_joined:
            number = self._numbers.give(incident.id, incident.detected_at, is_drill=incident.is_drill)
            incident = replace(incident, number=number or "")
        writer.changed.emit(incident.id)
        return incident

    def _row(self, draft: IncidentDraft, now: datetime) -> IncidentRow:
        at = draft.detected_at or now
        stage = flow.DETECTED
        row = IncidentRow(
            id=uuid7(), kind=draft.kind.value, severity=draft.severity.value, place=text(draft.place, 250),
            latitude=draft.latitude, longitude=draft.longitude, commander=text(draft.commander, 120),
            source=draft.source.value, source_id=draft.source_id, camera_id=draft.camera_id,
            stage=stage, status=self._way.workflow.first_status(stage), verdict=Verdict.UNKNOWN.value,
            cancelled=Cancelled.NO.value, cancel_reason="", is_drill=draft.is_drill, detected_at=at, opened_at=now,
            stage_at=now, due_at=_due(stage, draft.severity, now), escalation=0, times={stage: at.isoformat()},
            summary=nfc(draft.summary.strip())[:_MOST_LONG], cause="", outcome="", lessons="",
        )  # fmt: skip
        row.title = needed(draft.title, 200, "incident.title_missing", _TITLE_MISSING)
        return row

    # ------------------------------------------------------------------ what is known of it

    def edit(self, incident_id: UUID, changes: Mapping[str, Any], who: SignedIn) -> Incident:
        """Change fields; the journal keeps from and to.

        Args:
            changes: of title, place, commander, kind, severity, latitude, longitude, camera_id, summary, cause,
                outcome, lessons.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.gone``, ``incident.title_missing``, ``store.*``.
            KeyError: another field.
        """
        with self._writer.change(incident_id, who) as change:
            row, noted = change.row, {}
            for name, value in changes.items():
                before, after = getattr(row, name), _checked(name, value)
                if before != after:
                    setattr(row, name, after)
                    noted[name] = (_short(before), _short(after))
            if "severity" in noted and row.due_at is not None:
                row.due_at, row.escalation = _due(row.stage, Severity(row.severity), row.stage_at), 0
            if noted:
                change.note("incident.edit", changes=noted)
            change.session.flush()
            return conversion.incident(row)

    def decide(self, incident_id: UUID, verdict: Verdict, who: SignedIn, *, note: str = "") -> Incident:
        """Say whether it is true. What is false is cancelled by ``cancel``.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.gone``, ``store.*``.
        """
        with self._writer.change(incident_id, who) as change:
            row = change.row
            if row.verdict != verdict.value:
                change.note("incident.verdict", changes={"verdict": (row.verdict, verdict.value)}, note=note)
                row.verdict = verdict.value
            change.session.flush()
            return conversion.incident(row)

    def note(self, incident_id: UUID, words: str, who: SignedIn, *, source: str = "") -> None:
        """Write into its journal, for ever.

        Args:
            source: how it came, such as a radio.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.gone``, ``incident.note_empty``, ``store.*``.
        """
        with self._writer.change(incident_id, who) as change:
            if not words.strip():
                raise ExpectedError(
                    "incident.note_empty", QT_TRANSLATE_NOOP("errors", "Chưa có nội dung. Nhập rồi ghi vào nhật ký.")
                )
            change.note("note", note=words, detail={"source": source} if source else {})

    def set_status(self, incident_id: UUID, status: str, who: SignedIn) -> Incident:
        """Name where in its stage it is.

        Raises:
            ExpectedError: ``workflow.status_unknown``, ``incident.*``, ``store.*``.
        """
        with self._writer.change(incident_id, who) as change:
            row = change.row
            title = self._way.workflow.check_status(row.stage, status).title
            if row.status != status:
                changes = {"status": (row.status, status)}
                change.note("incident.status", changes=changes, detail={"title": title})
                row.status = status
            change.session.flush()
            return conversion.incident(row)

    # ------------------------------------------------------------------ moving

    def move(self, incident_id: UUID, end: str, who: SignedIn, *, was: str, reason: str = "") -> Incident:
        """Bring it to another stage, when nobody else did meanwhile and nothing is missing.

        Args:
            was: the stage that the person saw.

        Raises:
            ExpectedError: ``incident.moved``, ``workflow.*``, ``incident.gone``, ``store.*``.
        """
        with self._writer.change(incident_id, who, self._permission(was, end)) as change:
            _compare(change, was)
            self._way.workflow.check(was, end, _record(change), who.may, reason=reason)
            self._put(change, end)
            change.note("incident.stage", changes={"stage": (was, end)}, note=reason)
            if was == flow.CANCELLED:
                change.row.cancelled, change.row.cancel_reason = Cancelled.NO.value, ""
                change.row.merged_into = None
            change.session.flush()
            return conversion.incident(change.row)

    def cancel(self, incident_id: UUID, kind: Cancelled, reason: str, who: SignedIn, *, was: str) -> Incident:
        """End what was false or a duplicate; it stays, and so does its journal.

        Raises:
            ExpectedError: as ``move``.
        """
        with self._writer.change(incident_id, who, self._permission(was, flow.CANCELLED)) as change:
            return self._cancel(change, kind, reason, was=was)

    def _cancel(self, change: Change, kind: Cancelled, reason: str, *, was: str) -> Incident:
        _compare(change, was)
        row = change.row
        self._way.workflow.check(was, flow.CANCELLED, _record(change), change.who.may, reason=reason)
        self._put(change, flow.CANCELLED)
        row.cancelled, row.cancel_reason = kind.value, text(reason, 300)
        if kind is Cancelled.FALSE:
            row.verdict = Verdict.FALSE.value
        change.note("incident.cancel", changes={"stage": (was, flow.CANCELLED)}, note=reason, detail={"as": kind.value})
        change.session.flush()
        return conversion.incident(row)

    def merge(self, incident_id: UUID, into: UUID, who: SignedIn, *, was: str) -> Incident:
        """It is the same as another one: this one ends as a duplicate, and both journals say so.

        Raises:
            ExpectedError: ``incident.merge_wrong``, and as ``move``.
        """
        with self._writer.change(incident_id, who, self._permission(was, flow.CANCELLED)) as change:
            target = found(change.session, into)
            if target.id == change.row.id or target.stage == flow.CANCELLED:
                raise ExpectedError(
                    "incident.merge_wrong",
                    QT_TRANSLATE_NOOP("errors", "Không gộp được vào sự vụ này. Chọn một sự vụ khác chưa hủy."),
                )
            title = f"{target.number or ''} {target.title}".strip()
            merged = self._cancel(change, Cancelled.DUPLICATE, title, was=was)
            change.row.merged_into = target.id
            taken = {"number": change.row.number or "", "title": change.row.title, "id": str(change.row.id)}
            self._writer.journal.append(TABLE, target.id, "incident.merge", detail=taken, session=change.session)
        self._writer.changed.emit(into)
        return merged

    def _permission(self, was: str, end: str) -> str:
        """What the step needs; of one that does not exist the workflow says so itself."""
        step = self._way.step(was, end)
        return step.permission if step is not None else VIEW

    def _put(self, change: Change, stage: str) -> None:
        row = change.row
        row.stage, row.status = stage, self._way.workflow.first_status(stage)
        row.stage_at, row.escalation = change.now, 0
        row.due_at = _due(stage, Severity(row.severity), change.now)
        row.times = {**(row.times or {}), stage: change.now.isoformat()}


_TITLE_MISSING = QT_TRANSLATE_NOOP("errors", "Sự vụ chưa có tên. Nhập việc gì, ở đâu.")
_CHOICES: Mapping[str, Callable[[Any], str]] = {
    "kind": lambda value: Kind(value).value,
    "severity": lambda value: Severity(value).value,
}


def _checked(name: str, value: Any) -> Any:
    """A field as it is stored."""
    if name == "title":
        return needed(value, 200, "incident.title_missing", _TITLE_MISSING)
    if name in _EDITABLE:
        return text(value, _EDITABLE[name])
    if name in _LONG:
        return nfc(value.strip())[:_MOST_LONG]
    if name in _PLAIN:
        return value
    return _CHOICES[name](value)


def _short(value: Any) -> Any:
    """As the journal keeps it: long texts by their beginning."""
    return value[:500] if isinstance(value, str) else value


def _opened_before(session: Session, draft: IncidentDraft) -> IncidentRow | None:
    """The living incident that was made of the same event; a tile may have many."""
    if draft.source_id is None or draft.source.value == "tile":
        return None
    same = (IncidentRow.source_id == draft.source_id, IncidentRow.source == draft.source.value)
    return session.scalars(select(IncidentRow).where(*same, IncidentRow.stage != flow.CANCELLED)).first()


def _steps(row: IncidentRow, way: Way) -> list[IncidentStepRow]:
    return [
        IncidentStepRow(
            id=uuid7(), incident_id=row.id, position=position, text=step.text, hint=step.hint,
            is_required=step.is_required, state=StepState.OPEN.value, done_by="", note="",
            due_at=_later(row.opened_at, step.within_min),
        )
        for position, step in enumerate(way.template(Kind(row.kind)).steps, 1)
    ]  # fmt: skip


def _later(moment: datetime, minutes: int) -> datetime | None:
    return moment + timedelta(minutes=minutes) if minutes else None


def _due(stage: str, severity: Severity, since: datetime) -> datetime | None:
    within = limit(stage, severity)
    return since + within if within is not None else None


def _compare(change: Change, was: str) -> None:
    """Nothing is moved that somebody moved meanwhile."""
    row = change.row
    if row.stage == was:
        return
    raise ExpectedError(
        "incident.moved",
        QT_TRANSLATE_NOOP("errors", "Sự vụ đã được chuyển sang “{stage}” trước đó. Tải lại để xem rồi làm tiếp."),
        stage=flow.STAGE_TITLES.get(row.stage, row.stage),
    )


def _record(change: Change) -> Mapping[str, Any]:
    """The incident as the workflow's requirements look at it."""
    row, session = change.row, change.session
    required = (IncidentStepRow.incident_id == row.id, IncidentStepRow.is_required.is_(True))
    steps = select(func.count()).where(*required, IncidentStepRow.state == StepState.OPEN.value)
    open_states = [state.value for state in TaskState if state.is_open]
    tasks = select(func.count()).where(IncidentTaskRow.incident_id == row.id, IncidentTaskRow.state.in_(open_states))
    fields = ("verdict", "place", "commander", "outcome", "lessons")
    return {name: getattr(row, name) for name in fields} | {
        "open_steps": session.scalar(steps),
        "open_tasks": session.scalar(tasks),
    }
