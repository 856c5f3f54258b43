"""Asking about incidents: the board, lists, the line of time, one with all that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.incidents import conversion, flow
from ioc_desktop.kernel.incidents.duplicates import WINDOW, Twin, twins
from ioc_desktop.kernel.incidents.model import Column, Dossier, Incident, IncidentDraft, IncidentFilter
from ioc_desktop.kernel.incidents.tables import (
    IncidentEvidenceRow,
    IncidentPersonRow,
    IncidentResourceRow,
    IncidentRow,
    IncidentStepRow,
    IncidentTaskRow,
)  # fmt: skip
from ioc_desktop.kernel.incidents.writing import found
from ioc_desktop.kernel.links.model import DISTINCT
from ioc_desktop.kernel.links.tables import LinkRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ioc_desktop.store.database import Database

ALL = IncidentFilter()
PAGE = 100
BOARD = 30
"""Incidents of one stage that the board shows at first."""
MOST_ON_LINE = 300
_MOST_TWINS = 500


class IncidentQueries:
    """Answers about this profile's incidents."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def board(self, wanted: IncidentFilter = ALL, *, limit: int = BOARD) -> list[Column]:
        """Every stage with its newest incidents and how many there are."""
        counted = _filtered(select(IncidentRow.stage, func.count()), wanted).group_by(IncidentRow.stage)
        with self._db.read() as session:
            totals = {str(stage): int(count) for stage, count in session.execute(counted)}
            columns = []
            for stage in (*flow.STRIP, flow.CANCELLED):
                rows: Sequence[IncidentRow] = ()
                if totals.get(stage):
                    question = _filtered(select(IncidentRow).where(IncidentRow.stage == stage), wanted)
                    newest = question.order_by(IncidentRow.detected_at.desc(), IncidentRow.id.desc()).limit(limit)
                    rows = session.scalars(newest).all()
                columns.append(Column(stage, totals.get(stage, 0), tuple(map(conversion.incident, rows))))
        return columns

    def find(self, wanted: IncidentFilter, *, after: Incident | None = None, limit: int = PAGE) -> list[Incident]:
        """Incidents, newest first; the next page begins after the last of the page before."""
        question = _filtered(select(IncidentRow), wanted)
        if after is not None:
            same = and_(IncidentRow.detected_at == after.detected_at, IncidentRow.id < after.id)
            question = question.where(or_(IncidentRow.detected_at < after.detected_at, same))
        question = question.order_by(IncidentRow.detected_at.desc(), IncidentRow.id.desc()).limit(limit)
        with self._db.read() as session:
            return [conversion.incident(row) for row in session.scalars(question)]

    def count(self, wanted: IncidentFilter) -> int:
        """How many there are."""
        with self._db.read() as session:
            return session.scalar(_filtered(select(func.count()).select_from(IncidentRow), wanted)) or 0

    def open_count(self) -> int:
        """How many ask for something; what the rail shows."""
        return self.count(IncidentFilter(is_open=True))

    def late_count(self) -> int:
        """How many of them are late."""
        late = (IncidentRow.stage.in_(flow.OPEN_STAGES), IncidentRow.escalation > 0)
        with self._db.read() as session:
            return session.scalar(select(func.count()).select_from(IncidentRow).where(*late)) or 0

    def line(self, start: datetime, end: datetime, wanted: IncidentFilter = ALL) -> list[Incident]:
        """Incidents that were detected in a time, and those that are open from before, oldest first."""
        open_then = and_(IncidentRow.stage.in_(flow.OPEN_STAGES), IncidentRow.detected_at < end)
        within = and_(IncidentRow.detected_at >= start, IncidentRow.detected_at < end)
        question = _filtered(select(IncidentRow), wanted).where(or_(within, open_then))
        question = question.order_by(IncidentRow.detected_at.desc()).limit(MOST_ON_LINE)
        with self._db.read() as session:
            return [conversion.incident(row) for row in session.scalars(question)][::-1]

    def get(self, incident_id: UUID) -> Incident:
        """One incident.

        Raises:
            ExpectedError: ``incident.gone``.
        """
        with self._db.read() as session:
            return conversion.incident(found(session, incident_id))

    def dossier(self, incident_id: UUID) -> Dossier:
        """One incident with all that hangs on it.

        Raises:
            ExpectedError: ``incident.gone``.
        """
        steps, tasks = IncidentStepRow, IncidentTaskRow
        resources, people, evidence = IncidentResourceRow, IncidentPersonRow, IncidentEvidenceRow
        with self._db.read() as session:
            incident = conversion.incident(found(session, incident_id))
            s = session.scalars(
                select(steps).where(steps.incident_id == incident_id).order_by(steps.position, steps.id)
            )
            t = session.scalars(select(tasks).where(tasks.incident_id == incident_id).order_by(tasks.sent_at, tasks.id))
            r = session.scalars(
                select(resources).where(resources.incident_id == incident_id).order_by(resources.arrived_at)
            )
            p = session.scalars(select(people).where(people.incident_id == incident_id).order_by(people.created_at))
            e = session.scalars(
                select(evidence).where(evidence.incident_id == incident_id).order_by(evidence.taken_at, evidence.id)
            )
            return Dossier(
                incident,
                tuple(map(conversion.step, s)),
                tuple(map(conversion.task, t)),
                tuple(map(conversion.resource, r)),
                tuple(map(conversion.person, p)),
                tuple(map(conversion.evidence, e)),
            )

    def twins(self, one: Incident | IncidentDraft, at: datetime) -> list[Twin]:
        """Open incidents that may be the same as this one, the likeliest first; not those that a person told apart.

        Args:
            at: when it was detected.
        """
        near = and_(IncidentRow.detected_at >= at - WINDOW, IncidentRow.detected_at <= at + WINDOW)
        question = select(IncidentRow).where(IncidentRow.stage.in_(flow.OPEN_STAGES), near)
        question = question.order_by(IncidentRow.detected_at.desc()).limit(_MOST_TWINS)
        with self._db.read() as session:
            others = [conversion.incident(row) for row in session.scalars(question)]
            apart = _told_apart(session, one.id) if isinstance(one, Incident) else frozenset()
        return twins(one, at, [other for other in others if other.id not in apart])

    def placed(self, wanted: IncidentFilter, limit: int) -> list[Incident]:
        """Incidents with coordinates, newest first."""
        question = _filtered(select(IncidentRow), wanted)
        question = question.where(IncidentRow.latitude.is_not(None), IncidentRow.longitude.is_not(None))
        question = question.order_by(IncidentRow.detected_at.desc(), IncidentRow.id.desc()).limit(limit)
        with self._db.read() as session:
            return [conversion.incident(row) for row in session.scalars(question)]

    def of_event(self, event_id: UUID) -> Incident | None:
        """The living incident that was made of an event."""
        same = (IncidentRow.source_id == event_id, IncidentRow.stage != flow.CANCELLED)
        with self._db.read() as session:
            row = session.scalars(select(IncidentRow).where(*same).limit(1)).first()
            return conversion.incident(row) if row is not None else None


def _told_apart(session: Session, incident_id: UUID) -> frozenset[UUID]:
    """Incidents of which a person said that they are others."""
    kind = LinkRow.kind == DISTINCT
    after = select(LinkRow.to_id).where(kind, LinkRow.from_id == incident_id)
    before = select(LinkRow.from_id).where(kind, LinkRow.to_id == incident_id)
    return frozenset((*session.scalars(after), *session.scalars(before)))


def _filtered(question: Select, wanted: IncidentFilter) -> Select:  # type: ignore[type-arg]
    """The question with the filter's conditions; every value is bound."""
    exact = {
        IncidentRow.stage: wanted.stage or None,
        IncidentRow.kind: wanted.kind.value if wanted.kind else None,
        IncidentRow.severity: wanted.severity.value if wanted.severity else None,
        IncidentRow.is_drill: wanted.is_drill,
    }
    for column, value in exact.items():
        if value is not None:
            question = question.where(column == value)
    if wanted.is_open is not None:
        among = IncidentRow.stage.in_(flow.OPEN_STAGES)
        question = question.where(among if wanted.is_open else ~among)
    if wanted.start is not None:
        question = question.where(IncidentRow.detected_at >= wanted.start)
    if wanted.end is not None:
        question = question.where(IncidentRow.detected_at < wanted.end)
    for word in fold(wanted.text).split():
        question = question.where(IncidentRow.search_key.contains(word, autoescape=True))
    return question
