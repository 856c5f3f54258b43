"""Table of the centre's settings."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import Group, merge_columns


class DistrictSettingRow(SyncedRow, Base):
    """One choice that holds on every desktop; ``id`` is made of the key."""

    __tablename__ = "district_setting"
    conflict_rule = merge_columns(writers=Group.ADMIN)

    key: Mapped[str] = mapped_column(String(80), index=True)
    value: Mapped[Any] = mapped_column(JSON)
