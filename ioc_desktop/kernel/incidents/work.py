"""The work on an incident: its checklist, the units that are sent, what is there, who is involved."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.incidents import conversion, flow
from ioc_desktop.kernel.incidents.model import (
    PEOPLE,
    TASK_FOLLOWS,
    Person,
    PersonRole,
    Resource,
    Step,
    StepState,
    Task,
    TaskState,
)  # fmt: skip
from ioc_desktop.kernel.incidents.tables import (
    IncidentPersonRow,
    IncidentResourceRow,
    IncidentStepRow,
    IncidentTaskRow,
)  # fmt: skip
from ioc_desktop.kernel.incidents.writing import Change, Writer, needed, text

Part = TypeVar("Part", IncidentStepRow, IncidentTaskRow, IncidentResourceRow, IncidentPersonRow)
_MOST_QUANTITY = 100_000


class IncidentWork:
    """Steps, tasks, resources and people of this profile's incidents."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    # ------------------------------------------------------------------ the checklist

    def finish_step(self, incident_id: UUID, step_id: UUID, who: SignedIn) -> Step:
        """Tick it off.

        Raises:
            ExpectedError: ``incident.*``, ``store.*``.
        """
        return self._set_step(incident_id, step_id, who, StepState.DONE, "")

    def skip_step(self, incident_id: UUID, step_id: UUID, reason: str, who: SignedIn) -> Step:
        """Leave it out, and say why.

        Raises:
            ExpectedError: ``incident.reason_missing``, and as ``finish_step``.
        """
        said = needed(
            reason,
            300,
            "incident.reason_missing",
            QT_TRANSLATE_NOOP("errors", "Bỏ qua một bước cần lý do. Nhập lý do."),
        )
        return self._set_step(incident_id, step_id, who, StepState.SKIPPED, said)

    def reopen_step(self, incident_id: UUID, step_id: UUID, who: SignedIn) -> Step:
        """Take a tick back: people slip."""
        return self._set_step(incident_id, step_id, who, StepState.OPEN, "")

    def _set_step(self, incident_id: UUID, step_id: UUID, who: SignedIn, state: StepState, note: str) -> Step:
        with self._writer.change(incident_id, who) as change:
            row = _part(change, IncidentStepRow, step_id)
            if row.state != state.value:
                is_ended = state is not StepState.OPEN
                detail = {"step": row.position, "text": row.text}
                change.note(
                    f"step.{state.value}", detail=detail, changes={"state": (row.state, state.value)}, note=note
                )
                row.state, row.note = state.value, note
                row.done_at, row.done_by = (change.now, who.display_name[:120]) if is_ended else (None, "")
            change.session.flush()
            return conversion.step(row)

    # ------------------------------------------------------------------ units and their tasks

    def send(self, incident_id: UUID, unit: str, what: str, who: SignedIn) -> Task:
        """Send a unit.

        Raises:
            ExpectedError: ``incident.unit_missing``, ``incident.*``, ``store.*``.
        """
        with self._writer.change(incident_id, who) as change:
            _check_open(change)
            named = needed(
                unit, 120, "incident.unit_missing", QT_TRANSLATE_NOOP("errors", "Chưa chọn lực lượng. Nhập tên đơn vị.")
            )
            row = IncidentTaskRow(
                id=uuid7(), incident_id=incident_id, unit=named, what=text(what, 300), state=TaskState.SENT.value,
                sent_at=change.now, note="",
            )  # fmt: skip
            change.session.add(row)
            change.note("task.sent", detail={"unit": row.unit}, note=row.what)
            change.session.flush()
            return conversion.task(row)

    def advance(self, incident_id: UUID, task_id: UUID, state: TaskState, who: SignedIn, *, note: str = "") -> Task:
        """A unit reported.

        Raises:
            ExpectedError: ``incident.task_step``, ``incident.reason_missing`` for a withdrawal, ``incident.*``.
        """
        with self._writer.change(incident_id, who) as change:
            row = _part(change, IncidentTaskRow, task_id)
            if state.value not in TASK_FOLLOWS[row.state]:
                raise ExpectedError(
                    "incident.task_step",
                    QT_TRANSLATE_NOOP("errors", "{unit} đã báo trạng thái sau đó. Tải lại để xem."),
                    unit=row.unit,
                )
            if state is TaskState.WITHDRAWN:
                sentence = QT_TRANSLATE_NOOP("errors", "Rút lực lượng cần lý do. Nhập lý do.")
                needed(note, 300, "incident.reason_missing", sentence)
            changes = {"state": (row.state, state.value)}
            change.note(f"task.{state.value}", detail={"unit": row.unit}, changes=changes, note=note)
            row.state, row.note = state.value, text(note, 300) or row.note
            setattr(row, f"{state.value}_at", change.now)
            change.session.flush()
            return conversion.task(row)

    # ------------------------------------------------------------------ resources

    def bring(self, incident_id: UUID, name: str, quantity: int, unit: str, who: SignedIn) -> Resource:
        """People, vehicles or gear have come.

        Raises:
            ExpectedError: ``incident.resource_wrong``, ``incident.*``, ``store.*``.
        """
        with self._writer.change(incident_id, who) as change:
            _check_open(change)
            sentence = QT_TRANSLATE_NOOP("errors", "Nhập tên và số lượng từ 1 trở lên của phương tiện, nhân lực.")
            named = needed(name, 120, "incident.resource_wrong", sentence)
            if not 0 < quantity <= _MOST_QUANTITY:
                raise ExpectedError("incident.resource_wrong", sentence)
            row = IncidentResourceRow(
                id=uuid7(), incident_id=incident_id, name=named, quantity=quantity, unit=text(unit, 120),
                arrived_at=change.now,
            )  # fmt: skip
            change.session.add(row)
            change.note("resource.arrived", detail={"name": row.name, "quantity": quantity, "unit": row.unit})
            change.session.flush()
            return conversion.resource(row)

    def take_away(self, incident_id: UUID, resource_id: UUID, who: SignedIn) -> Resource:
        """They have left."""
        with self._writer.change(incident_id, who) as change:
            row = _part(change, IncidentResourceRow, resource_id)
            if row.left_at is None:
                row.left_at = change.now
                change.note("resource.left", detail={"name": row.name, "quantity": row.quantity})
            change.session.flush()
            return conversion.resource(row)

    # ------------------------------------------------------------------ people: personal data

    def involve(
        self, incident_id: UUID, role: PersonRole, name: str, who: SignedIn, *, phone: str = "", note: str = ""
    ) -> Person:
        """Write down somebody who is involved. The journal says that, not who.

        Raises:
            ExpectedError: ``incident.person_missing``, ``incident.not_allowed``, ``incident.*``.
        """
        with self._writer.change(incident_id, who, PEOPLE) as change:
            sentence = QT_TRANSLATE_NOOP("errors", "Nhập họ tên, hoặc một dấu hiệu để phân biệt người này.")
            row = IncidentPersonRow(
                id=uuid7(), incident_id=incident_id, role=role.value, phone=text(phone, 30), note=text(note, 300),
                name=needed(name, 120, "incident.person_missing", sentence),
            )  # fmt: skip
            change.session.add(row)
            change.note("person.added", detail={"role": role.value})
            change.session.flush()
            return conversion.person(row)

    def redact(self, incident_id: UUID, person_id: UUID, who: SignedIn) -> Person:
        """Erase what says who it was, for good; the role stays."""
        with self._writer.change(incident_id, who, PEOPLE) as change:
            row = _part(change, IncidentPersonRow, person_id)
            if row.redacted_at is None:
                row.name = row.phone = row.note = ""
                row.redacted_at = change.now
                change.note("person.redacted", detail={"role": row.role})
            change.session.flush()
            return conversion.person(row)


def _part(change: Change, kind: type[Part], part_id: UUID) -> Part:
    """A row that hangs on this incident, which still goes on where it is work.

    Raises:
        ExpectedError: ``incident.part_gone``, ``incident.ended``.
    """
    row = change.session.get(kind, part_id)
    if row is None or row.incident_id != change.row.id:
        raise ExpectedError(
            "incident.part_gone", QT_TRANSLATE_NOOP("errors", "Mục này không còn trong sự vụ. Tải lại rồi xem.")
        )
    if kind is not IncidentPersonRow:
        _check_open(change)
    return row


def _check_open(change: Change) -> None:
    if not flow.WORKFLOW.stage(change.row.stage).is_open:
        raise ExpectedError(
            "incident.ended",
            QT_TRANSLATE_NOOP("errors", "Sự vụ đã kết thúc hoặc đã hủy nên không sửa được. Mở lại nếu cần làm tiếp."),
        )
