"""Who is late: incidents whose stage took longer than it may, told once when late and once when very late."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.incidents import conversion, flow
from ioc_desktop.kernel.incidents.model import TABLE, Incident
from ioc_desktop.kernel.incidents.tables import IncidentRow
from ioc_desktop.kernel.incidents.writing import Writer

LATE, VERY_LATE = 1, 2
_MOST = 200
"""Told of at once; the rest at the next look."""


class IncidentLimits:
    """Looks at the clocks of open incidents. Call it every minute or so; many desktops may.

    Attributes:
        escalated: an incident that became late, or very late; on the thread that looked.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.escalated: Event[Incident] = Event()

    def look(self) -> list[Incident]:
        """Escalate what is due; the incidents that were escalated.

        It is nobody's deed: the journal names no person.
        """
        now = self._writer.clock.now()
        late = (IncidentRow.due_at < now, IncidentRow.escalation < VERY_LATE, IncidentRow.stage.in_(flow.OPEN_STAGES))
        with self._writer.db.read() as session:
            if session.scalars(select(IncidentRow.id).where(*late).limit(1)).first() is None:
                return []
        escalated = []
        with self._writer.db.write() as session:
            session.info["actor"] = None
            for row in session.scalars(select(IncidentRow).where(*late).order_by(IncidentRow.due_at).limit(_MOST)):
                level = _level(row, now)
                if level <= row.escalation:
                    continue
                changes = {"escalation": (row.escalation, level)}
                row.escalation = level
                detail = {"stage": row.stage, "due": row.due_at.isoformat() if row.due_at else ""}
                self._writer.journal.append(
                    TABLE, row.id, "incident.late", changes=changes, detail=detail, session=session
                )
                escalated.append(conversion.incident(row))
        for incident in escalated:
            self._writer.changed.emit(incident.id)
            self.escalated.emit(incident)
        return escalated


def _level(row: IncidentRow, now: datetime) -> int:
    """Late from the limit on; very late when as much time again has passed."""
    assert row.due_at is not None
    allowed = max(row.due_at - row.stage_at, timedelta(minutes=1))
    return VERY_LATE if now >= row.due_at + allowed else LATE
