"""What a line paid for: assets, incidents and papers it is linked to, and panels with how much they are used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import func, select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.links.model import RELATED, Ref
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.search.service import SearchService
from ioc_desktop.store.database import Database
from ioc_desktop.store.rows import Base

LINE, PANEL = "budget_line", "panel"
TRACK = "budget.track"
RECENT_DAYS: Final = 30
ADOPTION: Final = {
    "cameras": "camera", "alarms": "event", "incidents": "incident", "papers": "paper", "alerts": "alert",
    "plates": "plate_watch",
}  # fmt: skip
"""Panel → the table whose rows say how much it is used."""
_PANELS: Final = UUID("019d7c11-8a52-7d10-b1c4-2f5f0e7a9c3d")


@dataclass(frozen=True)
class Adoption:
    """How much a panel is used: rows in all, and those of the last ``RECENT_DAYS`` days."""

    total: int
    recent: int


@dataclass(frozen=True)
class Result:
    """Something a line paid for.

    Attributes:
        panel: where it is opened; for a panel its own key.
        title: "" for a panel, for what is gone, and for what the account may not see.
        adoption: of a panel; None for a record.
    """

    ref: Ref
    panel: str
    title: str
    adoption: Adoption | None = None


def panel_ref(key: str) -> Ref:
    """A panel as the far end of a link."""
    return Ref(PANEL, uuid5(_PANELS, key))


class LineResults:
    """Links of budget lines of this profile. Synchronous; call off the window's thread.

    Args:
        links: those that other rooms show, so that they hear of changes.
    """

    def __init__(self, db: Database, records: RecordJournal, links: LinkService, search: SearchService) -> None:
        self._db, self._records, self._links, self._search = db, records, links, search

    def of(self, line_id: UUID, who: Session, now: datetime) -> Sequence[Result]:
        """What the line is linked to: panels first, then records, oldest first."""
        refs = [link.other for link in self._links.of(Ref(LINE, line_id), RELATED)]
        known = {panel_ref(key): key for key in ADOPTION}
        panels = [Result(ref, known[ref], "", self.adoption(known[ref], now)) for ref in refs if ref in known]
        titles = self._search.titles(refs)
        return panels + [self._record(ref, titles.get(ref, ""), who) for ref in refs if ref not in known]

    def _record(self, ref: Ref, title: str, who: Session) -> Result:
        kind = self._search.kinds.get(ref.table)
        sees = kind is not None and who.may(kind.permission)
        return Result(ref, kind.panel if kind and sees else "", title if sees else "")

    def adoption(self, panel: str, now: datetime) -> Adoption:
        """How much a panel of ``ADOPTION`` is used."""
        table = Base.metadata.tables[ADOPTION[panel]]
        count, recent = select(func.count()).select_from(table), table.c.created_at >= now - timedelta(days=RECENT_DAYS)
        with self._db.read() as session:
            return Adoption(session.scalar(count) or 0, session.scalar(count.where(recent)) or 0)

    def link(self, line_id: UUID, ref: Ref, who: Session) -> None:
        """Say that the line paid for it; nothing happens when that is known.

        Raises:
            ExpectedError: ``budget.not_allowed``, ``store.*``.
        """
        self._check(who)
        if any(link.other == ref for link in self._links.of(Ref(LINE, line_id), RELATED)):
            return
        with self._db.write() as session:
            self._links.link(Ref(LINE, line_id), ref, RELATED, session=session)
            detail = {"table": ref.table, "id": str(ref.id)}
            self._records.append(LINE, line_id, "result.link", detail=detail, session=session)
        self._links.changed.emit(None)

    def unlink(self, line_id: UUID, ref: Ref, who: Session) -> None:
        """Take that back; raises as ``link``."""
        self._check(who)
        self._links.unlink(Ref(LINE, line_id), ref, RELATED)
        self._records.append(LINE, line_id, "result.unlink", detail={"table": ref.table, "id": str(ref.id)})

    @staticmethod
    def _check(who: Session) -> None:
        if not who.may(TRACK):
            raise ExpectedError(
                "budget.not_allowed",
                QT_TRANSLATE_NOOP(
                    "errors", "Tài khoản này không được làm việc đó với bảng kinh phí. Nhờ người có quyền."
                ),
            )
