"""Tables of organisational units."""

from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns

WHOLE = 1_000_000
"""A whole unit in parts of a share."""


class OrgUnitRow(SyncedRow, Base):
    """A unit as it was between two dates; a merger closes rows and opens others.

    Attributes:
        level: key such as province, commune, quarter, department; no number of levels is assumed.
        kind: key of what it is at its level, such as ward among communes.
    """

    __tablename__ = "org_unit"
    conflict_rule = merge_columns(unique=("code",))
    searched = Searched(title=("name",), body=("code",), permission="cameras.view", panel="cameras", unit="id")

    code: Mapped[str | None] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(String(200), index=True, info=folded("name"))
    level: Mapped[str] = mapped_column(String(30), default="")
    kind: Mapped[str] = mapped_column(String(30), default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class OrgUnitSuccessorRow(SyncedRow, Base):
    """What a closed unit became, wholly or in parts.

    Attributes:
        id: ``succession_id(predecessor, successor)``, so that two desktops mean the same row.
        share: parts of a million of the predecessor that went to this successor.
        on_date: first day of the successor.
    """

    __tablename__ = "org_unit_successor"
    __table_args__ = (CheckConstraint(f"share > 0 AND share <= {WHOLE}", name="share_in_range"),)
    conflict_rule = merge_columns()

    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"), index=True)
    successor_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"), index=True)
    share: Mapped[int]
    on_date: Mapped[date]


def succession_id(predecessor: UUID, successor: UUID) -> UUID:
    return uuid5(predecessor, str(successor))
