"""Permissions of single accounts, everywhere or in a unit with all below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.lookup import MANAGE, account_row, require_administrator
from ioc_desktop.kernel.accounts.model import PERMISSIONS, Grant
from ioc_desktop.kernel.accounts.tables import AccountGrantRow, grant_id
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database


class GrantLine(NamedTuple):
    """One grant as it was given.

    Attributes:
        org_unit_id: where it holds, with all below; None is everywhere.
        is_allowed: False takes away.
    """

    permission: str
    org_unit_id: UUID | None
    is_allowed: bool


class GrantService:
    """Gives and takes single permissions; the next sign-in of the account follows them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def grants_of(self, account_id: UUID) -> Sequence[GrantLine]:
        """What was given and taken besides the role, in order of permission."""
        question = select(AccountGrantRow).where(AccountGrantRow.account_id == account_id)
        with self._db.read() as session:
            rows = session.scalars(question.order_by(AccountGrantRow.permission, AccountGrantRow.id))
            return [GrantLine(row.permission, row.org_unit_id, row.is_allowed) for row in rows]

    def grant(self, account_id: UUID, permission: str, org_unit_id: UUID | None = None) -> None:
        """Allow what the role does not, everywhere or in a unit with all below it.

        Raises:
            ExpectedError: ``accounts.gone``, ``accounts.permission_unknown``, ``org_unit.gone``, and
                ``accounts.last_administrator``.
        """
        self._put(account_id, permission, org_unit_id, is_allowed=True)

    def restrict(self, account_id: UUID, permission: str, org_unit_id: UUID | None = None) -> None:
        """Take away what the role or another grant allows; a restriction always wins.

        Raises:
            ExpectedError: as ``grant``.
        """
        self._put(account_id, permission, org_unit_id, is_allowed=False)

    def clear(self, account_id: UUID, permission: str, org_unit_id: UUID | None = None) -> None:
        """Leave it to the role again; no error when nothing was given."""
        with self._db.write() as session:
            row = session.get(AccountGrantRow, grant_id(account_id, permission, org_unit_id))
            if row is not None:
                session.delete(row)

    def _put(self, account_id: UUID, permission: str, org_unit_id: UUID | None, *, is_allowed: bool) -> None:
        _check_permission(permission)
        identifier = grant_id(account_id, permission, org_unit_id)
        with self._db.write() as session:
            account_row(session, account_id)
            _check_unit(session, org_unit_id)
            row = session.get(AccountGrantRow, identifier)
            if row is None:
                row = AccountGrantRow(
                    id=identifier, account_id=account_id, permission=permission, org_unit_id=org_unit_id
                )
                session.add(row)
            row.is_allowed = is_allowed
            session.flush()
            if permission == MANAGE:
                require_administrator(session)


def _check_permission(permission: str) -> None:
    if not any(permission in allowed for allowed in PERMISSIONS.values()):
        raise ExpectedError(
            "accounts.permission_unknown",
            QT_TRANSLATE_NOOP("errors", "Không có quyền {permission}. Chọn một quyền trong danh sách."),
            permission=permission[:80],
        )


def _check_unit(session: Session, org_unit_id: UUID | None) -> None:
    if org_unit_id is not None and session.get(OrgUnitRow, org_unit_id) is None:
        raise ExpectedError(
            "org_unit.gone", QT_TRANSLATE_NOOP("errors", "Đơn vị này đã bị xóa. Tải lại danh sách đơn vị.")
        )


def resolved_grants(session: Session, account_id: UUID) -> tuple[Grant, ...]:
    """The grants of an account with the units that each covers."""
    rows = session.scalars(select(AccountGrantRow).where(AccountGrantRow.account_id == account_id)).all()
    if all(row.org_unit_id is None for row in rows):
        return tuple(Grant(row.permission, None, row.is_allowed) for row in rows)
    children: dict[UUID, list[UUID]] = {}
    for unit, parent in session.execute(select(OrgUnitRow.id, OrgUnitRow.parent_id)):
        if parent is not None:
            children.setdefault(parent, []).append(unit)
    return tuple(
        Grant(row.permission, None if row.org_unit_id is None else _below(row.org_unit_id, children), row.is_allowed)
        for row in rows
    )


def _below(unit: UUID, children: dict[UUID, list[UUID]]) -> frozenset[UUID]:
    found, open_ = {unit}, [unit]
    while open_:
        fresh = [child for child in children.get(open_.pop(), ()) if child not in found]
        found |= set(fresh)
        open_ += fresh
    return frozenset(found)
