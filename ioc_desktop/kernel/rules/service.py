"""The use cases around rules. Synchronous; call off the window's thread."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.cameras.tables import CameraRow
from ioc_desktop.kernel.rules.tables import RuleRow
from ioc_desktop.store.database import Database

_MOST_LETTERS = 120
_MOST_BYTES = 65_536
MOST_PER_CAMERA = 32
"""Every rule looks at every picture."""


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """A rule as proposed.

    Attributes:
        kind: a ``RuleKind``'s value.
        severity: a ``Severity``'s value.
        is_armed: whether the camera is watched by it.
        definition: shapes and numbers, see ``RuleRow``.
    """

    camera_id: UUID
    name: str
    kind: str
    severity: str = "medium"
    is_armed: bool = False
    definition: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CameraRule(RuleDraft):
    """A rule as stored."""

    id: UUID


class RuleService:
    """Rules of this profile.

    Attributes:
        changed: emitted after a commit that changed a rule, on the thread that made it; a window must carry it over.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changed: Event[None] = Event()

    def of_camera(self, camera_id: UUID) -> list[CameraRule]:
        """The rules of a camera in the order of their making."""
        question = select(RuleRow).where(RuleRow.camera_id == camera_id).order_by(RuleRow.created_at, RuleRow.id)
        with self._db.read() as session:
            return [_rule(row) for row in session.scalars(question)]

    def armed(self) -> dict[UUID, list[CameraRule]]:
        """Camera → the rules that watch it, of cameras that exist."""
        question = (
            select(RuleRow)
            .join(CameraRow, CameraRow.id == RuleRow.camera_id)
            .where(RuleRow.is_armed)
            .order_by(RuleRow.created_at, RuleRow.id)
        )
        found: dict[UUID, list[CameraRule]] = {}
        with self._db.read() as session:
            for row in session.scalars(question):
                found.setdefault(row.camera_id, []).append(_rule(row))
        return found

    def counts(self) -> dict[UUID, tuple[int, int]]:
        """Camera → how many rules it has, and how many of them are armed."""
        found: dict[UUID, tuple[int, int]] = {}
        with self._db.read() as session:
            for camera_id, is_armed in session.execute(select(RuleRow.camera_id, RuleRow.is_armed)):
                total, armed = found.get(camera_id, (0, 0))
                found[camera_id] = (total + 1, armed + bool(is_armed))
        return found

    def add(self, draft: RuleDraft) -> CameraRule:
        """Store a new rule.

        Raises:
            ExpectedError: ``rule.name_wrong``, ``rule.too_large``, ``rule.too_many``, ``store.*``.
        """
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[RuleDraft]) -> list[CameraRule]:
        """Store new rules, all or none.

        Raises:
            ExpectedError: as ``add``.
        """
        for draft in drafts:
            _check(draft)
        with self._db.write() as session:
            rows = [_fill(RuleRow(), draft) for draft in drafts]
            session.add_all(rows)
            session.flush()
            for camera_id in {draft.camera_id for draft in drafts}:
                _check_room(session, camera_id)
            stored = [_rule(row) for row in rows]
        self.changed.emit(None)
        return stored

    def update(self, rule_id: UUID, draft: RuleDraft) -> CameraRule:
        """Replace all that is known of a rule.

        Raises:
            ExpectedError: as ``add``, and ``rule.gone``.
        """
        _check(draft)
        with self._db.write() as session:
            row = _fill(_row(session, rule_id), draft)
            session.flush()
            stored = _rule(row)
        self.changed.emit(None)
        return stored

    def arm(self, rule_id: UUID, *, is_armed: bool) -> None:
        """Let a rule watch its camera, or rest.

        Raises:
            ExpectedError: ``rule.gone``, ``store.*``.
        """
        with self._db.write() as session:
            _row(session, rule_id).is_armed = is_armed
        self.changed.emit(None)

    def remove(self, rule_id: UUID) -> None:
        """Forget a rule; no error when it is gone already."""
        with self._db.write() as session:
            row = session.get(RuleRow, rule_id)
            if row is not None:
                session.delete(row)
        self.changed.emit(None)

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)


def _check(draft: RuleDraft) -> None:
    if not 0 < len(draft.name.strip()) <= _MOST_LETTERS:
        raise ExpectedError(
            "rule.name_wrong",
            QT_TRANSLATE_NOOP("errors", "Tên luật cần từ 1 đến {count} ký tự. Nhập lại tên."),
            count=_MOST_LETTERS,
        )
    if len(json.dumps(dict(draft.definition))) > _MOST_BYTES:
        raise ExpectedError(
            "rule.too_large", QT_TRANSLATE_NOOP("errors", "Hình vẽ của luật có quá nhiều điểm. Vẽ lại với ít điểm hơn.")
        )


def _check_room(session: Session, camera_id: UUID) -> None:
    rows = session.scalars(select(RuleRow.id).where(RuleRow.camera_id == camera_id)).all()
    if len(rows) > MOST_PER_CAMERA:
        raise ExpectedError(
            "rule.too_many",
            QT_TRANSLATE_NOOP("errors", "Một camera có nhiều nhất {count} luật. Xóa bớt luật cũ rồi thêm."),
            count=MOST_PER_CAMERA,
        )


def _row(session: Session, rule_id: UUID) -> RuleRow:
    row = session.get(RuleRow, rule_id)
    if row is None:
        raise ExpectedError("rule.gone", QT_TRANSLATE_NOOP("errors", "Luật này đã bị xóa. Tải lại danh sách luật."))
    return row


def _fill(row: RuleRow, draft: RuleDraft) -> RuleRow:
    row.camera_id, row.name = draft.camera_id, nfc(draft.name.strip())
    row.kind, row.severity, row.is_armed = draft.kind, draft.severity, draft.is_armed
    row.definition = dict(draft.definition)
    return row


def _rule(row: RuleRow) -> CameraRule:
    return CameraRule(
        id=row.id,
        camera_id=row.camera_id,
        name=row.name,
        kind=row.kind,
        severity=row.severity,
        is_armed=row.is_armed,
        definition=row.definition if isinstance(row.definition, dict) else {},
    )
