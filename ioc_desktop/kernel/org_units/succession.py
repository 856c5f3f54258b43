"""Mergers and splits of units, and where the parts of an old unit are on a later day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.org_units.tables import WHOLE, OrgUnitRow, OrgUnitSuccessorRow
from ioc_desktop.store.database import Database


class Succession:
    """How units became others. Shares are exact: those of one unit sum to one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def merge(self, predecessors: Sequence[UUID], successor: UUID, on: date) -> None:
        """Close the predecessors on ``on``; all of each is in the successor from then on.

        Raises:
            ExpectedError: ``org_unit.gone``, ``org_unit.closed``, ``org_unit.circle``.
        """
        with self._db.write() as session:
            for predecessor in predecessors:
                _close(session, predecessor, {successor: WHOLE}, on)

    def split(self, predecessor: UUID, shares: Mapping[UUID, Fraction], on: date) -> None:
        """Close a unit on ``on``; its parts go to others.

        Args:
            shares: successor → part; they sum to one. Rounded to millionths, the last takes the remainder.

        Raises:
            ExpectedError: as ``merge``, and ``org_unit.shares``.
        """
        if sum(shares.values()) != 1 or any(share <= 0 for share in shares.values()):
            raise ExpectedError(
                "org_unit.shares",
                QT_TRANSLATE_NOOP("errors", "Các phần của đơn vị phải lớn hơn 0 và cộng lại bằng 100 %. Sửa tỷ lệ."),
            )
        with self._db.write() as session:
            _close(session, predecessor, _millionths(shares), on)

    def successors(self, unit: UUID, day: date) -> dict[UUID, Fraction]:
        """Where the unit is on ``day``: units that exist then → parts, which sum to one."""
        with self._db.read() as session:
            steps = _steps(session)
        return follow(steps, unit, day)


Steps = Mapping[UUID, Sequence[tuple[UUID, int, date]]]
"""Predecessor → (successor, share in millionths, first day)."""


def follow(steps: Steps, unit: UUID, day: date) -> dict[UUID, Fraction]:
    """The parts of a unit on a day, through any number of changes. Pure."""
    places: dict[UUID, Fraction] = {}
    open_ = [(unit, Fraction(1))]
    while open_:
        at, part = open_.pop()
        onward = [(successor, share) for successor, share, on in steps.get(at, ()) if on <= day]
        if not onward:
            places[at] = places.get(at, Fraction(0)) + part
        open_ += [(successor, part * share / WHOLE) for successor, share in onward]
    return places


def _millionths(shares: Mapping[UUID, Fraction]) -> dict[UUID, int]:
    *first, last = shares
    rounded = {unit: max(1, round(shares[unit] * WHOLE)) for unit in first}
    rounded[last] = WHOLE - sum(rounded.values())
    return rounded


def _close(session: Session, predecessor: UUID, shares: Mapping[UUID, int], on: date) -> None:
    row = _unit(session, predecessor)
    if row.valid_to is not None and row.valid_to <= on:
        raise ExpectedError(
            "org_unit.closed",
            QT_TRANSLATE_NOOP("errors", "Đơn vị {name} đã hết hiệu lực từ {day}. Kiểm tra ngày sáp nhập."),
            name=row.name,
            day=f"{row.valid_to:%d/%m/%Y}",
        )
    for successor, share in shares.items():
        _refuse_circle(session, predecessor, successor)
        session.add(
            OrgUnitSuccessorRow(
                predecessor_id=predecessor, successor_id=_unit(session, successor).id, share=share, on_date=on
            )
        )
    row.valid_to = on
    session.flush()


def _refuse_circle(session: Session, predecessor: UUID, successor: UUID) -> None:
    steps = _steps(session)
    reached, open_ = {successor}, [successor]
    while open_:
        for onward, _, _ in steps.get(open_.pop(), ()):
            if onward not in reached:
                reached.add(onward)
                open_.append(onward)
    if predecessor in reached:
        raise ExpectedError(
            "org_unit.circle",
            QT_TRANSLATE_NOOP("errors", "Đơn vị không thể thành chính nó qua các lần sáp nhập. Chọn đơn vị khác."),
        )


def _steps(session: Session) -> dict[UUID, list[tuple[UUID, int, date]]]:
    steps: dict[UUID, list[tuple[UUID, int, date]]] = {}
    for row in session.scalars(select(OrgUnitSuccessorRow).order_by(OrgUnitSuccessorRow.id)):
        steps.setdefault(row.predecessor_id, []).append((row.successor_id, row.share, row.on_date))
    return steps


def _unit(session: Session, unit_id: UUID) -> OrgUnitRow:
    row = session.get(OrgUnitRow, unit_id)
    if row is None:
        raise ExpectedError(
            "org_unit.gone", QT_TRANSLATE_NOOP("errors", "Đơn vị này đã bị xóa. Tải lại danh sách đơn vị.")
        )
    return row
