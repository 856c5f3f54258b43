"""Permissions of single accounts, everywhere or in a unit with all below it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.kernel.accounts.model import Grant
from ioc_desktop.kernel.accounts.tables import AccountGrantRow, grant_id
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database


class GrantService:
    """Gives and takes single permissions; the next sign-in of the account follows them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, account_id: UUID) -> Sequence[tuple[str, UUID | None, bool]]:
        """Permission, unit (None is everywhere), whether allowed; as they were given, in order of permission."""
        question = select(AccountGrantRow).where(AccountGrantRow.account_id == account_id)
        with self._db.read() as session:
            rows = session.scalars(question.order_by(AccountGrantRow.permission))
            return [(row.permission, row.org_unit_id, row.is_allowed) for row in rows]

    def put(self, account_id: UUID, permission: str, org_unit_id: UUID | None, *, is_allowed: bool) -> None:
        """Allow or take away a permission."""
        identifier = grant_id(account_id, permission, org_unit_id)
        with self._db.write() as session:
            row = session.get(AccountGrantRow, identifier)
            if row is None:
                row = AccountGrantRow(
                    id=identifier, account_id=account_id, permission=permission, org_unit_id=org_unit_id
                )
                session.add(row)
            row.is_allowed = is_allowed

    def clear(self, account_id: UUID, permission: str, org_unit_id: UUID | None) -> None:
        """Leave it to the role again."""
        with self._db.write() as session:
            row = session.get(AccountGrantRow, grant_id(account_id, permission, org_unit_id))
            if row is not None:
                session.delete(row)


def grants_of(session: Session, account_id: UUID) -> tuple[Grant, ...]:
    """The grants of an account with the units that each covers."""
    rows = session.scalars(select(AccountGrantRow).where(AccountGrantRow.account_id == account_id)).all()
    if not rows:
        return ()
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
