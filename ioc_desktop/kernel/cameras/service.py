"""The use cases around cameras. Synchronous; call off the window's thread."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.cameras.credentials import LoginChanges, read_login
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft, CameraKind
from ioc_desktop.kernel.cameras.tables import CameraRow
from ioc_desktop.kernel.org_units.service import find_or_add

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from ioc_desktop.config.secrets import SecretStore
    from ioc_desktop.store.database import Database

_PLAIN = (
    *("name", "place", "latitude", "longitude", "main_url", "sub_url", "transport"),
    *("azimuth_deg", "fov_deg", "notice_text", "retention_days"),
)


@dataclass(frozen=True)
class SaveCounts:
    """What a bulk save did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


class CameraService:
    """Cameras of this profile.

    Attributes:
        changed: emitted after a commit that changed a camera, on the thread that made it; a window must
            carry it over to its own thread.
    """

    def __init__(self, db: Database, secrets: SecretStore) -> None:
        self._db = db
        self._secrets = secrets
        self.changed: Event[None] = Event()

    def get(self, camera_id: UUID) -> Camera:
        """The camera.

        Raises:
            ExpectedError: ``camera.gone`` when it was removed meanwhile.
        """
        with self._db.read() as session:
            return _camera(_row(session, camera_id))

    def next_number(self) -> int:
        """A call number that is free now."""
        with self._db.read() as session:
            return _next_number(session)

    def add(self, draft: CameraDraft) -> Camera:
        """Store a new camera.

        Raises:
            ExpectedError: the first of ``draft.problems()``, ``camera.number_taken``, ``store.*``, ``secrets.*``.
        """
        wanted = _checked(draft)
        with self._changing() as (session, logins):
            row = CameraRow()
            _fill(session, row, _next_number(session) if wanted.number is None else wanted.number, wanted, logins)
            session.add(row)
            _flush(session, row.number)
            return _camera(row)

    def restore(self, camera_id: UUID, draft: CameraDraft) -> Camera:
        """Store a removed camera again under its old identifier, so that walls which name it show it again.

        Raises:
            ExpectedError: as ``add``.
        """
        wanted = _checked(draft)
        with self._changing() as (session, logins):
            row = CameraRow(id=camera_id)
            _fill(session, row, _next_number(session) if wanted.number is None else wanted.number, wanted, logins)
            session.add(row)
            _flush(session, row.number)
            return _camera(row)

    def update(self, camera_id: UUID, draft: CameraDraft) -> Camera:
        """Replace all that is known of a camera; its login only where the draft says so.

        Raises:
            ExpectedError: as ``add``, and ``camera.gone``.
        """
        wanted = _checked(draft)
        with self._changing() as (session, logins):
            row = _row(session, camera_id)
            _fill(session, row, row.number if wanted.number is None else wanted.number, wanted, logins)
            _flush(session, row.number)
            return _camera(row)

    def remove(self, camera_id: UUID) -> None:
        """Remove a camera and its login; no error when it is gone already."""
        with self._changing() as (session, logins):
            row = session.get(CameraRow, camera_id)
            if row is not None:
                logins.forget(row)
                session.delete(row)

    def save_all(self, drafts: Sequence[CameraDraft]) -> SaveCounts:
        """Add or update by call number, all in one transaction: every draft is stored, or none.

        Raises:
            ExpectedError: as ``add``; nothing is stored then.
        """
        checked = [_checked(draft) for draft in drafts]
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        with self._changing() as (session, logins):
            rows = {row.number: row for row in session.scalars(select(CameraRow))}
            taken = rows.keys() | {draft.number for draft in checked if draft.number is not None}
            for draft in checked:
                number = draft.number if draft.number is not None else _free(taken)
                taken |= {number}
                outcome, rows[number] = _save(session, rows.get(number), number, draft, logins)
                counts[outcome] += 1
        return SaveCounts(**counts)

    def credentials(self, camera_id: UUID) -> tuple[str, str] | None:
        """User name and password, or None.

        Raises:
            ExpectedError: ``camera.gone``, ``secrets.unreadable``, ``secrets.keyring_silent``.
        """
        for _ in range(3):  # a change between the two stores drops the key just read: then there is a newer one
            with self._db.read() as session:
                key = _row(session, camera_id).credential_key
            login = read_login(self._secrets, key)
            if login is not None or key is None:
                return login
        return None

    def set_credentials(self, camera_id: UUID, user: str, password: str) -> None:
        """Store a login; user "" forgets it."""
        with self._changing() as (session, logins):
            logins.stage(_row(session, camera_id), CameraDraft(user_name=user, password=password))

    def list(self) -> list[Camera]:
        """All cameras by call number."""
        with self._db.read() as session:
            return [_camera(row) for row in session.scalars(select(CameraRow).order_by(CameraRow.number))]

    @contextmanager
    def _changing(self) -> Iterator[tuple[Session, LoginChanges]]:
        logins = LoginChanges(self._secrets)
        try:
            with self._db.write() as session:
                yield session, logins
                session.flush()
                logins.store()
        except BaseException:
            logins.rolled_back()
            raise
        logins.committed()
        self.changed.emit(None)


def _checked(draft: CameraDraft) -> CameraDraft:
    cleaned = draft.cleaned()
    for problem in cleaned.problems().values():
        raise problem
    return cleaned


def _save(
    session: Session, row: CameraRow | None, number: int, draft: CameraDraft, logins: LoginChanges
) -> tuple[str, CameraRow]:
    if row is None:
        row = CameraRow()
        _fill(session, row, number, draft, logins)
        session.add(row)
        return "added", row
    _fill(session, row, number, draft, logins)
    return ("updated" if session.is_modified(row) else "unchanged"), row


def _fill(session: Session, row: CameraRow, number: int, draft: CameraDraft, logins: LoginChanges) -> None:
    row.org_unit = find_or_add(session, draft.org_unit)  # first: it may flush, and the rest must not be half done
    row.number = number
    for name in _PLAIN:
        setattr(row, name, getattr(draft, name))
    row.kind = draft.kind.value
    logins.stage(row, draft)


def _flush(session: Session, number: int) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        if "camera.number" not in str(error.orig):
            raise
        raise ExpectedError(
            "camera.number_taken",
            QT_TRANSLATE_NOOP("errors", "Số gọi {number} đã có camera khác dùng. Chọn số khác."),
            number=number,
        ) from error


def _row(session: Session, camera_id: UUID) -> CameraRow:
    row = session.get(CameraRow, camera_id)
    if row is None:
        raise ExpectedError(
            "camera.gone", QT_TRANSLATE_NOOP("errors", "Camera này đã bị xóa. Tải lại danh sách camera.")
        )
    return row


def _next_number(session: Session) -> int:
    return (session.scalar(select(func.max(CameraRow.number))) or 0) + 1


def _free(taken: set[int]) -> int:
    return max(taken, default=0) + 1


def _camera(row: CameraRow) -> Camera:
    return Camera(
        id=row.id,
        number=row.number,
        org_unit=row.org_unit.name if row.org_unit else "",
        kind=CameraKind(row.kind),
        has_credentials=row.credential_key is not None,
        **{name: getattr(row, name) for name in _PLAIN},
    )
