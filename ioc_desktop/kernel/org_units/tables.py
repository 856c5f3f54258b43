"""Table of organisational units."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns


class OrgUnitRow(SyncedRow, Base):
    """A unit as it was between two dates; a merger closes rows and opens others."""

    __tablename__ = "org_unit"
    conflict_rule = merge_columns(unique=("code",))

    code: Mapped[str | None] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(String(200), index=True, info=folded("name"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
