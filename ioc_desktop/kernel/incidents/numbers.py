"""Numbers of incidents: SV-2026-0187, per year; of drills DT-2026-0003. Nothing is numbered twice."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.incidents.model import TABLE
from ioc_desktop.kernel.incidents.tables import IncidentRow
from ioc_desktop.kernel.incidents.writing import Writer
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.store.outbox import ControlRow

_log = logging.getLogger(__name__)

VIETNAM = timezone(timedelta(hours=7))
REAL, DRILL = "SV", "DT"
BOOK = "ioc"
"""The organisation of the book: incidents of a centre share one."""
_DIGITS = 4
_MOST = 100


def written(series: str, year: int, number: int) -> str:
    """How a number is written.

    >>> written("SV", 2026, 187)
    'SV-2026-0187'
    """
    return f"{series}-{year}-{number:0{_DIGITS}d}"


class IncidentNumbers:
    """Gives incidents their numbers. A desktop of a centre asks its server, so it may have to wait.

    Args:
        book: where the numbers come from.
    """

    def __init__(self, writer: Writer, book: NumberBook) -> None:
        self._writer, self._book = writer, book
        self._has_said = False

    @property
    def is_joined(self) -> bool:
        """Whether numbers are the server's to give."""
        with self._writer.db.read() as session:
            control = session.get(ControlRow, 1)
            return control is not None and control.is_joined

    def give(self, incident_id: UUID, detected_at: datetime, *, is_drill: bool) -> str | None:
        """Number an incident now; asking twice is asking once. None when it has to wait.

        May ask the server: not on the thread of other writes while the desktop belongs to one.
        """
        year, series = detected_at.astimezone(VIETNAM).year, DRILL if is_drill else REAL
        try:
            number = written(series, year, self._book.take(BOOK, series, year, incident_id))
        except ExpectedError as error:
            if not self._has_said:
                _log.warning("incidents wait for their numbers: %s", error.code)
            self._has_said = True
            return None
        self._has_said = False
        with self._writer.db.write() as session:
            row = session.get(IncidentRow, incident_id)
            if row is None or row.number:
                return row.number if row is not None else None
            row.number = number
            self._writer.journal.append(
                TABLE, incident_id, "incident.number", changes={"number": ("", number)}, session=session
            )
        return number

    def give_waiting(self) -> int:
        """Number those that wait; how many got one. Stops at the first that has to wait on."""
        waiting = select(IncidentRow.id, IncidentRow.detected_at, IncidentRow.is_drill)
        waiting = waiting.where(IncidentRow.number.is_(None)).order_by(IncidentRow.opened_at).limit(_MOST)
        with self._writer.db.read() as session:
            found = session.execute(waiting).all()
        given = 0
        for incident_id, detected_at, is_drill in found:
            if self.give(incident_id, detected_at, is_drill=is_drill) is None:
                break
            given += 1
            self._writer.changed.emit(incident_id)
        return given
