"""Table of what the index of words holds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base


class SearchDocRow(Base):
    """One row that can be found, by its number in the index of words; made by triggers, see ``index``.

    Attributes:
        id: the later a row came, the larger.
        tbl: its table.
        open_tbl: table of the record to open: its own, or what it hangs on.
        unit_id: unit to which it belongs.
    """

    __tablename__ = "search_doc"
    __table_args__ = (Index("ix_search_doc_tbl_row_id", "tbl", "row_id", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    tbl: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[UUID]
    open_tbl: Mapped[str] = mapped_column(String(63))
    open_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    at: Mapped[datetime | None]
