"""Mergers and splits of units, and where the parts of an old unit are on a later day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.org_units import rules
from ioc_desktop.kernel.org_units.tables import WHOLE, OrgUnitRow, OrgUnitSuccessorRow, succession_id
from ioc_desktop.store.database import Database

Steps = Mapping[UUID, Sequence[tuple[UUID, int, date]]]
"""Predecessor → (successor, share in millionths, first day)."""


class Succession:
    """How units became others. Shares are exact: those of one unit sum to one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def merge(self, predecessors: Sequence[UUID], into: UUID, on: date) -> None:
        """Close the predecessors on ``on``; all of each is in ``into`` from then on. All or nothing.

        Raises:
            ExpectedError: ``org_unit.nothing_to_merge``, ``org_unit.gone``, ``org_unit.closed``, ``org_unit.not_yet``,
                ``org_unit.has_children``, ``org_unit.has_successors``, ``org_unit.successor_not_valid``,
                ``org_unit.circle``.
        """
        if not predecessors:
            raise ExpectedError(
                "org_unit.nothing_to_merge",
                QT_TRANSLATE_NOOP("errors", "Chưa chọn đơn vị nào để sáp nhập. Chọn ít nhất một đơn vị."),
            )
        with self._db.write() as session:
            for predecessor in dict.fromkeys(predecessors):
                _replace(session, predecessor, {into: WHOLE}, on)

    def split(self, predecessor: UUID, shares: Mapping[UUID, Fraction], on: date) -> None:
        """Close a unit on ``on``; its parts go to others.

        Args:
            shares: successor → part; they sum to one, none below a millionth. Cut to millionths, the last takes the
                remainder.

        Raises:
            ExpectedError: as ``merge``, and ``org_unit.shares``.
        """
        parts = millionths(shares)
        with self._db.write() as session:
            _replace(session, predecessor, parts, on)

    def successors(self, unit: UUID, day: date) -> dict[UUID, Fraction]:
        """Where the unit is on ``day``: what it has become by then → parts, which sum to one.

        Of a unit that was closed without a successor, the part stays with it.
        """
        with self._db.read() as session:
            steps = _steps(session)
        return follow(steps, unit, day)


def follow(steps: Steps, unit: UUID, day: date) -> dict[UUID, Fraction]:
    """The parts of a unit on a day, through any number of changes. Pure.

    Two desktops may have written different futures of one unit, or units that became each other: then the shares count
    in proportion, and a circle is left where it closes, so that the parts always sum to one.
    """
    places: dict[UUID, Fraction] = {}
    open_: list[tuple[UUID, Fraction, frozenset[UUID]]] = [(unit, Fraction(1), frozenset())]
    while open_:
        at, part, came_by = open_.pop()
        been = came_by | {at}
        onward = [(to, share) for to, share, on in steps.get(at, ()) if on <= day and to not in been]
        if not onward:
            places[at] = places.get(at, Fraction(0)) + part
        total = sum(share for _, share in onward)
        open_ += [(to, part * share / total, been) for to, share in onward]
    return places


def millionths(shares: Mapping[UUID, Fraction]) -> dict[UUID, int]:
    """Shares in parts of a million that sum to a million; the last takes the remainder. Pure.

    Raises:
        ExpectedError: ``org_unit.shares``.
    """
    if sum(shares.values()) != 1 or any(share * WHOLE < 1 for share in shares.values()):
        raise ExpectedError(
            "org_unit.shares",
            QT_TRANSLATE_NOOP("errors", "Các phần của đơn vị phải lớn hơn 0 và cộng lại bằng 100 %. Sửa tỷ lệ."),
        )
    *first, last = shares
    parts = {unit: int(shares[unit] * WHOLE) for unit in first}
    return parts | {last: WHOLE - sum(parts.values())}


def _replace(session: Session, predecessor: UUID, shares: Mapping[UUID, int], on: date) -> None:
    row = rules.unit_row(session, predecessor)
    steps = _steps(session)
    _refuse_second_future(row, steps)
    for successor, share in shares.items():
        follower = rules.unit_row(session, successor)
        _refuse_circle(steps, predecessor, successor)
        _refuse_absent(follower, on)
        identifier = succession_id(predecessor, successor)
        session.add(
            OrgUnitSuccessorRow(
                id=identifier, predecessor_id=predecessor, successor_id=successor, share=share, on_date=on
            )
        )
    rules.close(session, row, on)


def _refuse_second_future(row: OrgUnitRow, steps: Steps) -> None:
    if row.id in steps:
        raise ExpectedError(
            "org_unit.has_successors",
            QT_TRANSLATE_NOOP("errors", "{name} đã được sáp nhập hoặc chia từ {day}. Chọn đơn vị thay thế nó."),
            name=row.name,
            day=rules.shown(steps[row.id][0][2]),
        )


def _refuse_absent(successor: OrgUnitRow, on: date) -> None:
    if not rules.exists_on(successor, on):
        raise ExpectedError(
            "org_unit.successor_not_valid",
            QT_TRANSLATE_NOOP(
                "errors",
                "Đơn vị {name} có hiệu lực từ {start} đến {end}, không có vào ngày {day}. "
                "Sửa ngày hoặc chọn đơn vị khác.",
            ),
            name=successor.name,
            start=rules.shown(successor.valid_from),
            end=rules.shown(successor.valid_to),
            day=rules.shown(on),
        )


def _refuse_circle(steps: Steps, predecessor: UUID, successor: UUID) -> None:
    if predecessor in _reached(steps, [successor]):
        raise ExpectedError(
            "org_unit.circle",
            QT_TRANSLATE_NOOP("errors", "Đơn vị không thể thành chính nó qua các lần sáp nhập. Chọn đơn vị khác."),
        )


def _reached(steps: Steps, starts: Iterable[UUID]) -> set[UUID]:
    """Every unit that these became, with themselves."""
    reached, open_ = set(starts), list(starts)
    while open_:
        fresh = [onward for onward, _, _ in steps.get(open_.pop(), ()) if onward not in reached]
        reached |= set(fresh)
        open_ += fresh
    return reached


def _steps(session: Session) -> dict[UUID, list[tuple[UUID, int, date]]]:
    steps: dict[UUID, list[tuple[UUID, int, date]]] = {}
    for row in session.scalars(select(OrgUnitSuccessorRow).order_by(OrgUnitSuccessorRow.id)):
        steps.setdefault(row.predecessor_id, []).append((row.successor_id, row.share, row.on_date))
    return steps
