"""Table of links."""

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import merge_columns


class LinkRow(SyncedRow, Base):
    """Two records that belong together.

    No foreign keys: the ends are of any tables, and one that is removed and brought back finds its links again.

    Attributes:
        id: ``link_id`` of the ends and the kind.
    """

    __tablename__ = "link"
    conflict_rule = merge_columns()

    from_table: Mapped[str] = mapped_column(String(63))
    from_id: Mapped[UUID] = mapped_column(index=True)
    to_table: Mapped[str] = mapped_column(String(63))
    to_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
