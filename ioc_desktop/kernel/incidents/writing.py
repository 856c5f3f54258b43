"""What every change of an incident has in common: permission, the row, the journal in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ioc_desktop.core.clock import Clock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.incidents.model import TABLE, WORK
from ioc_desktop.kernel.incidents.tables import IncidentRow
from ioc_desktop.kernel.records.journal import RecordJournal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ioc_desktop.store.database import Database

Changes = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Change:
    """One change under way, inside its transaction."""

    session: Session
    row: IncidentRow
    now: datetime
    journal: RecordJournal
    who: SignedIn

    def note(
        self,
        action: str,
        *,
        changes: Changes | None = None,
        note: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the journal of the incident."""
        self.journal.append(
            TABLE, self.row.id, action, changes=changes or {}, note=note, detail=detail or {}, session=self.session
        )


class Writer:
    """Opens changes.

    Attributes:
        changed: the incident's id after a commit here, None when many may have changed; on the thread of the commit.
    """

    def __init__(self, db: Database, journal: RecordJournal, clock: Clock) -> None:
        self.db, self.journal, self.clock = db, journal, clock
        self.changed: Event[UUID | None] = Event()

    @contextmanager
    def change(self, incident_id: UUID, who: SignedIn, permission: str = WORK) -> Iterator[Change]:
        """An incident that is going to be changed; its row is read under the write lock.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.gone``, ``store.*``.
        """
        require(who, permission)
        with self.db.write() as session:
            yield Change(session, found(session, incident_id), self.clock.now(), self.journal, who)
        self.changed.emit(incident_id)


def found(session: Session, incident_id: UUID) -> IncidentRow:
    """The row of an incident.

    Raises:
        ExpectedError: ``incident.gone``.
    """
    row = session.get(IncidentRow, incident_id)
    if row is None:
        raise ExpectedError(
            "incident.gone",
            QT_TRANSLATE_NOOP("errors", "Máy này không có sự vụ đó. Nối máy chủ rồi tải lại danh sách."),
        )
    return row


def require(who: SignedIn, permission: str) -> None:
    """Refuse an account that may not.

    Raises:
        ExpectedError: ``incident.not_allowed``.
    """
    if not who.may(permission):
        raise ExpectedError(
            "incident.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không được làm việc đó với sự vụ. Nhờ người có quyền."),
        )


def text(value: str, most: int) -> str:
    """As people's words are stored: one line, one normal form, cut to what fits."""
    return nfc(" ".join(value.split()))[:most]


def needed(value: str, most: int, code: str, sentence: str) -> str:
    """A text that may not be empty.

    Raises:
        ExpectedError: ``code`` with ``sentence``.
    """
    said = text(value, most)
    if not said:
        raise ExpectedError(code, sentence)
    return said
