"""Finding, naming, placing and ending organisational units. Mergers and splits are in ``succession``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key, nfc
from ioc_desktop.kernel.org_units import rules
from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.store.database import Database

_MOST_LETTERS = 200


@dataclass(frozen=True)
class OrgUnit:
    """A unit between two dates.

    Attributes:
        valid_to: the first day it no longer exists.
        level: key such as ``province``, ``commune``, ``quarter``, ``department``; "" when nobody said.
        kind: key of what it is at its level, such as ``ward`` or ``island_zone`` among communes.
    """

    id: UUID
    code: str | None
    name: str
    parent_id: UUID | None
    valid_from: date | None
    valid_to: date | None
    level: str = ""
    kind: str = ""


@dataclass(frozen=True)
class UnitNode:
    """A unit with those below it on one day, in natural order of their names."""

    unit: OrgUnit
    children: tuple[UnitNode, ...]


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

    def tree(self, day: date) -> list[UnitNode]:
        """The units of a day as they lie below each other; each of them once, at any number of levels."""
        return grown(self.valid_on(day))

    def path(self, unit_id: UUID, day: date) -> list[OrgUnit]:
        """From the highest unit above down to the unit itself, as on ``day``; empty when it does not exist then."""
        known = {unit.id: unit for unit in self.valid_on(day)}
        found: dict[UUID, OrgUnit] = {}
        at: UUID | None = unit_id
        while at is not None and at in known and at not in found:
            found[at] = known[at]
            at = known[at].parent_id
        return list(reversed(found.values()))

    def add(
        self,
        name: str,
        *,
        code: str | None = None,
        parent_id: UUID | None = None,
        level: str = "",
        kind: str = "",
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> OrgUnit:
        """Store a unit.

        Raises:
            ExpectedError: ``org_unit.name_wrong``, ``org_unit.code_taken``, ``org_unit.dates_wrong``,
                ``org_unit.gone``, ``org_unit.parent_not_valid``, ``store.*``.
        """
        row = OrgUnitRow(name=_checked(name), code=code or None, parent_id=parent_id, level=level, kind=kind)
        row.valid_from, row.valid_to = valid_from, valid_to
        rules.check_dates(row)
        with self._db.write() as session:
            if parent_id is not None:
                rules.check_parent(row, rules.unit_row(session, parent_id))
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

    def move(self, unit_id: UUID, parent_id: UUID | None) -> OrgUnit:
        """Place a unit below another for all its time; None makes it a highest one.

        A unit that changes hands on a day is closed then and opens anew (``Succession.merge``), so that the past stays.

        Raises:
            ExpectedError: ``org_unit.gone``, ``org_unit.parent_circle``, ``org_unit.parent_not_valid``.
        """
        with self._db.write() as session:
            row = rules.unit_row(session, unit_id)
            if parent_id is not None:
                parent = rules.unit_row(session, parent_id)
                rules.check_circle(session, row, parent)
                rules.check_parent(row, parent)
            row.parent_id = parent_id
            session.flush()
            return _unit(row)

    def close(self, unit_id: UUID, on: date) -> OrgUnit:
        """End a unit that nothing follows; ``on`` is the first day without it.

        Raises:
            ExpectedError: ``org_unit.gone``, ``org_unit.closed``, ``org_unit.not_yet``, ``org_unit.has_children``.
        """
        with self._db.write() as session:
            row = rules.unit_row(session, unit_id)
            rules.close(session, row, on)
            return _unit(row)


def grown(units: Sequence[OrgUnit]) -> list[UnitNode]:
    """Units as a tree. Pure.

    One whose parent is not among them is a root. Two desktops may place units below each other at once: of such a
    circle the first is a root.
    """
    known = {unit.id for unit in units}
    below: dict[UUID, list[OrgUnit]] = {}
    for unit in units:
        if unit.parent_id is not None:
            below.setdefault(unit.parent_id, []).append(unit)
    placed: set[UUID] = set()

    def node(unit: OrgUnit) -> UnitNode:
        placed.add(unit.id)
        return UnitNode(unit, tuple(node(child) for child in below.get(unit.id, ()) if child.id not in placed))

    roots = [node(unit) for unit in units if unit.parent_id not in known]
    return roots + [node(unit) for unit in units if unit.id not in placed]


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


def _checked(name: str) -> str:
    bare = nfc(name.strip())
    if not 0 < len(bare) <= _MOST_LETTERS:
        raise ExpectedError(
            "org_unit.name_wrong",
            QT_TRANSLATE_NOOP("errors", "Tên đơn vị cần từ 1 đến {count} ký tự. Nhập lại tên."),
            count=_MOST_LETTERS,
        )
    return bare


def _unit(row: OrgUnitRow) -> OrgUnit:
    return OrgUnit(row.id, row.code, row.name, row.parent_id, row.valid_from, row.valid_to, row.level, row.kind)
