"""The book of numbers. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.numbers.model import DocumentNumber, NumberServer, Series, checked, number_id
from ioc_desktop.kernel.numbers.tables import DocumentNumberRow
from ioc_desktop.store.database import Database

WAITING = "number.waiting"
_AWAY = frozenset({"sync.unreachable", "sync.not_joined", "sync.starting", "sync.timeout", "sync.too_many"})
"""The server cannot be asked now: waiting helps."""


class NumberBook:
    """Gives numbers: with a server the server's, alone one's own. A number that was given is never given again.

    Args:
        server: gives the numbers of a desktop that belongs to a server.
    """

    def __init__(self, db: Database, server: NumberServer | None = None) -> None:
        self._db, self._server = db, server

    def take(self, org: str, kind: str, year: int, owner_id: UUID) -> int:
        """The next number for this owner, or the one that it has already; see ``assign``."""
        return self.assign(Series(org=org, kind=kind, year=year), owner_id).number

    def assign(self, series: Series, owner_id: UUID) -> DocumentNumber:
        """The owner's number; taken now when it has none. Asking twice is asking once, also after a crash.

        Raises:
            ExpectedError: ``number.series_wrong``; ``number.waiting`` while the server cannot be asked;
                ``number.denied`` when it refuses this desktop; other ``sync.*``, ``store.*``.
        """
        wanted = checked(series)
        with (
            self._db.write() as session
        ):  # a desktop that joins just now waits for this lock, or is seen to have joined
            own = session.get(DocumentNumberRow, number_id(owner_id))
            if own is not None:
                return _number(own)
            if not _is_joined(session):
                return _take_here(session, wanted, owner_id)
            _check_sent(session, wanted)
        return self._take_there(wanted, owner_id)

    def of(self, owner_id: UUID) -> DocumentNumber | None:
        """The number that an owner has, as far as this desktop knows."""
        with self._db.read() as session:
            row = session.get(DocumentNumberRow, number_id(owner_id))
            return None if row is None else _number(row)

    def _take_there(self, series: Series, owner_id: UUID) -> DocumentNumber:
        if self._server is None:
            raise _waiting()
        try:
            row = self._server.take_number(number_id(owner_id), owner_id, series)
        except ExpectedError as error:
            if error.code in _AWAY:
                raise _waiting() from error
            raise
        if "error" in row:
            raise ExpectedError(
                "number.denied",
                QT_TRANSLATE_NOOP(
                    "errors", "Máy chủ không cho máy này lấy số văn bản. Nhờ quản trị cấp quyền ghi cho tài khoản máy."
                ),
            )
        return self._keep(row)

    def _keep(self, row: Mapping[str, Any]) -> DocumentNumber:
        """Store it as one's own too: a server that is restored from a backup gets it back with the rest."""
        given = DocumentNumber(
            org=str(row["org"]), kind=str(row["kind"]), year=int(row["year"]), number=int(row["number"]),
            owner_id=UUID(str(row["owner_id"])),
        )  # fmt: skip
        with self._db.write() as session:
            if session.get(DocumentNumberRow, number_id(given.owner_id)) is None:
                made = _row(given, given.owner_id, given.number)
                made.ver = int(row["ver"])
                session.add(made)
        return given


def _is_joined(session: Session) -> bool:
    found = session.connection().exec_driver_sql("SELECT is_joined FROM sync_control WHERE id = 1").scalar()
    return bool(found)


def _take_here(session: Session, series: Series, owner_id: UUID) -> DocumentNumber:
    """In one transaction under the write lock: two windows of one profile never count to the same number."""
    largest = session.scalar(select(func.max(DocumentNumberRow.number)).where(DocumentNumberRow.series == series.key))
    row = _row(series, owner_id, (largest or 0) + 1)
    session.add(row)
    session.flush()
    return _number(row)


def _row(series: Series, owner_id: UUID, number: int) -> DocumentNumberRow:
    return DocumentNumberRow(
        id=number_id(owner_id), owner_id=owner_id, series=series.key, org=series.org, kind=series.kind,
        year=series.year, number=number, mark=f"{series.key}|{number}",
    )  # fmt: skip


def _check_sent(session: Session, series: Series) -> None:
    """What was counted here before joining must be in the server's book before it counts on."""
    unsent = select(DocumentNumberRow.id).where(DocumentNumberRow.series == series.key, DocumentNumberRow.ver == 0)
    if session.scalar(unsent.limit(1)) is not None:
        raise _waiting()


def _waiting() -> ExpectedError:
    return ExpectedError(
        WAITING,
        QT_TRANSLATE_NOOP(
            "errors",
            "Chưa lấy được số vì chưa nối được máy chủ. Văn bản vẫn ở trạng thái đã duyệt và chờ số; "
            "máy sẽ lấy số khi có kết nối.",
        ),
    )


def _number(row: DocumentNumberRow) -> DocumentNumber:
    return DocumentNumber(org=row.org, kind=row.kind, year=row.year, number=row.number, owner_id=row.owner_id)
