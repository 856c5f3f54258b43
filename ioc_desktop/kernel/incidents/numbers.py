"""Numbers of incidents: SV-2026-0187, per year; of drills DT-2026-0003. Nothing is numbered twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sqlalchemy import Integer, and_, cast, func, select

from ioc_desktop.kernel.incidents.tables import IncidentRow
from ioc_desktop.store.outbox import ControlRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

VIETNAM = timezone(timedelta(hours=7))
REAL, DRILL = "SV", "DT"
_DIGITS = 4


def written(series: str, year: int, number: int) -> str:
    """How a number is written.

    >>> written("SV", 2026, 187)
    'SV-2026-0187'
    """
    return f"{series}-{year}-{number:0{_DIGITS}d}"


class LocalNumbers:
    """The next number of a desktop that works alone. One that belongs to a centre gives none: two might give the same.

    Inside the caller's write transaction, so that a number is given with its incident or not at all.
    """

    def take(self, session: Session, row: IncidentRow) -> str | None:
        """The number of a new incident; None when it has to wait for one."""
        control = session.get(ControlRow, 1)
        if control is not None and control.is_joined:
            return None
        year = (row.detected_at or datetime.now(UTC)).astimezone(VIETNAM).year
        series = DRILL if row.is_drill else REAL
        start = f"{series}-{year}-"
        digits = cast(func.substr(IncidentRow.number, len(start) + 1), Integer)
        mine = and_(IncidentRow.number >= start, IncidentRow.number < f"{series}-{year}.")  # "." follows "-"
        last = session.scalar(select(func.max(digits)).where(mine))
        return written(series, year, (last or 0) + 1)
