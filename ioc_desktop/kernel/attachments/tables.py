"""Table of attachments: who refers to which content."""

from uuid import UUID

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import ASKED_FOR, Base, SyncedRow
from ioc_desktop.store.sync_rules import merge_columns


class AttachmentRow(SyncedRow, Base):
    """One content attached to one row; its bytes travel in their own lane.

    Attributes:
        owner_table: table of the row that it belongs to.
        sha256: hexadecimal hash, and the place of the bytes.
        thumb_sha256: hash of a small picture of it, read before the whole.
    """

    __tablename__ = "attachment"
    conflict_rule = merge_columns()
    searched = Searched(title=("name",), hangs_on=True)

    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=ASKED_FOR)
    thumb_sha256: Mapped[str | None] = mapped_column(String(64), info=ASKED_FOR)
