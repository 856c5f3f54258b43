"""Table of numbers that were given."""

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.numbers.model import KIND_LETTERS, ORG_LETTERS
from ioc_desktop.store.rows import ASKED_FOR, Base, SyncedRow
from ioc_desktop.store.sync_rules import append_only


class DocumentNumberRow(SyncedRow, Base):
    """One number; rows are only ever added, so a number that was given stays given.

    Attributes:
        id: ``number_id(owner_id)``: one owner, one number.
        series: ``Series.key``.
        mark: series and number; no two rows share it.
    """

    __tablename__ = "document_number"
    conflict_rule = append_only(unique=("mark",))

    owner_id: Mapped[UUID] = mapped_column(index=True)
    series: Mapped[str] = mapped_column(String(140), index=True, info=ASKED_FOR)
    org: Mapped[str] = mapped_column(String(ORG_LETTERS))
    kind: Mapped[str] = mapped_column(String(KIND_LETTERS))
    year: Mapped[int]
    number: Mapped[int]
    mark: Mapped[str] = mapped_column(String(160), index=True)
