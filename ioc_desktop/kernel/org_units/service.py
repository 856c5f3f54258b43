"""Finding and naming organisational units."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key, nfc
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database


@dataclass(frozen=True)
class OrgUnit:
    """A unit between two dates; ``valid_to`` is the first day it no longer exists."""

    id: UUID
    code: str | None
    name: str
    parent_id: UUID | None
    valid_from: date | None
    valid_to: date | None


class OrgUnitService:
    """Organisational units of this profile."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def valid_on(self, day: date) -> list[OrgUnit]:
        """The units that exist on ``day``, in natural order of their names."""
        with self._db.read() as session:
            rows = session.scalars(
                select(OrgUnitRow)
                .where(or_(OrgUnitRow.valid_from.is_(None), OrgUnitRow.valid_from <= day))
                .where(or_(OrgUnitRow.valid_to.is_(None), OrgUnitRow.valid_to > day))
            )
            units = [_unit(row) for row in rows]
        return sorted(units, key=lambda unit: natural_key(unit.name))

    def add(
        self,
        name: str,
        *,
        code: str | None = None,
        parent_id: UUID | None = None,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> OrgUnit:
        """Store a unit.

        Raises:
            ExpectedError: ``org_unit.code_taken``, ``store.*``.
        """
        with self._db.write() as session:
            row = OrgUnitRow(
                name=nfc(name),
                code=code,
                parent_id=parent_id,
                valid_from=valid_from,
                valid_to=valid_to,
            )
            session.add(row)
            try:
                session.flush()
            except IntegrityError as error:
                raise ExpectedError(
                    "org_unit.code_taken",
                    QT_TRANSLATE_NOOP("errors", "Mã đơn vị {code} đã có. Chọn mã khác."),
                    code=code,
                ) from error
            return _unit(row)


def find_or_add(session: Session, name: str) -> OrgUnitRow | None:
    """The unit of this name, accents and case aside, the open one first; made when unknown; None for ""."""
    if not name:
        return None
    found = session.scalars(
        select(OrgUnitRow).where(OrgUnitRow.search_key == fold(name)).order_by(OrgUnitRow.valid_to.is_not(None))
    ).all()
    exact = [row for row in found if row.name == nfc(name)]
    if exact or found:
        return (exact or list(found))[0]
    row = OrgUnitRow(name=nfc(name))
    session.add(row)
    session.flush()
    return row


def _unit(row: OrgUnitRow) -> OrgUnit:
    return OrgUnit(row.id, row.code, row.name, row.parent_id, row.valid_from, row.valid_to)
