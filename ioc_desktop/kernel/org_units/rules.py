"""What units may not do: lie outside their parent's time, turn in circles, end before those below them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.org_units.tables import OrgUnitRow


def unit_row(session: Session, unit_id: UUID) -> OrgUnitRow:
    """The unit's row; raises ``org_unit.gone``."""
    row = session.get(OrgUnitRow, unit_id)
    if row is None:
        raise ExpectedError(
            "org_unit.gone", QT_TRANSLATE_NOOP("errors", "Đơn vị này đã bị xóa. Tải lại danh sách đơn vị.")
        )
    return row


def exists_on(row: OrgUnitRow, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to > day)


def shown(day: date | None) -> str:
    """A day as people here write it."""
    return "…" if day is None else f"{day:%d/%m/%Y}"


def check_dates(row: OrgUnitRow) -> None:
    """Refuse a unit that ends before it begins; ``org_unit.dates_wrong``."""
    if row.valid_from is not None and row.valid_to is not None and row.valid_to <= row.valid_from:
        raise ExpectedError(
            "org_unit.dates_wrong",
            QT_TRANSLATE_NOOP(
                "errors", "Đơn vị {name} hết hiệu lực ({end}) trước khi có ({start}). Sửa một trong hai."
            ),
            name=row.name,
            start=shown(row.valid_from),
            end=shown(row.valid_to),
        )


def check_parent(row: OrgUnitRow, parent: OrgUnitRow) -> None:
    """Refuse a parent that does not exist all the time of the unit; ``org_unit.parent_not_valid``."""
    begins = parent.valid_from is None or (row.valid_from is not None and row.valid_from >= parent.valid_from)
    ends = parent.valid_to is None or (row.valid_to is not None and row.valid_to <= parent.valid_to)
    if not (begins and ends):
        raise ExpectedError(
            "org_unit.parent_not_valid",
            QT_TRANSLATE_NOOP(
                "errors",
                "Đơn vị cấp trên {parent} chỉ có hiệu lực từ {start} đến {end}, không đủ cho {name}. "
                "Chọn đơn vị cấp trên khác hoặc sửa ngày.",
            ),
            parent=parent.name,
            start=shown(parent.valid_from),
            end=shown(parent.valid_to),
            name=row.name,
        )


def check_circle(session: Session, row: OrgUnitRow, parent: OrgUnitRow) -> None:
    """Refuse a parent that lies below the unit; ``org_unit.parent_circle``."""
    seen: set[UUID] = set()
    above: OrgUnitRow | None = parent
    while above is not None and above.id not in seen:
        if above.id == row.id:
            raise ExpectedError(
                "org_unit.parent_circle",
                QT_TRANSLATE_NOOP("errors", "{parent} đang thuộc {name}. Chọn một đơn vị không nằm dưới {name}."),
                parent=parent.name,
                name=row.name,
            )
        seen.add(above.id)
        above = session.get(OrgUnitRow, above.parent_id) if above.parent_id is not None else None


def close(session: Session, row: OrgUnitRow, on: date) -> None:
    """End a unit; ``on`` is the first day without it.

    Raises:
        ExpectedError: ``org_unit.closed``, ``org_unit.not_yet``, ``org_unit.has_children``.
    """
    if row.valid_to is not None and row.valid_to <= on:
        raise ExpectedError(
            "org_unit.closed",
            QT_TRANSLATE_NOOP("errors", "Đơn vị {name} đã hết hiệu lực từ {day}. Kiểm tra ngày sáp nhập."),
            name=row.name,
            day=shown(row.valid_to),
        )
    if row.valid_from is not None and row.valid_from >= on:
        raise ExpectedError(
            "org_unit.not_yet",
            QT_TRANSLATE_NOOP("errors", "Đơn vị {name} mới có hiệu lực từ {day}. Chọn ngày kết thúc sau ngày đó."),
            name=row.name,
            day=shown(row.valid_from),
        )
    _refuse_children(session, row, on)
    row.valid_to = on
    session.flush()


def _refuse_children(session: Session, row: OrgUnitRow, on: date) -> None:
    lasting = or_(OrgUnitRow.valid_to.is_(None), OrgUnitRow.valid_to > on)
    count = session.scalar(select(func.count()).select_from(OrgUnitRow).where(OrgUnitRow.parent_id == row.id, lasting))
    if count:
        raise ExpectedError(
            "org_unit.has_children",
            QT_TRANSLATE_NOOP(
                "errors",
                "{name} còn {count} đơn vị trực thuộc sau {day}. Kết thúc, sáp nhập hoặc chuyển các đơn vị đó trước.",
            ),
            name=row.name,
            count=count,
            day=shown(on),
        )
