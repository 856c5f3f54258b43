"""Tables of tags."""

from uuid import UUID, uuid5

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.core.text import fold
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import Group, last_arrival, merge_columns

_NAMESPACE = UUID("0c7c5fd2-3c0f-5b0e-9d35-6f1f0a6f5e21")


class TagRow(SyncedRow, Base):
    """One word.

    Attributes:
        id: ``tag_id`` of the name: "Ngập" and "ngap" are one tag, on every desktop; how it is written last stays.
    """

    __tablename__ = "tag"
    conflict_rule = last_arrival(writers=Group.OPERATOR)

    name: Mapped[str] = mapped_column(String(60))
    search_key: Mapped[str] = mapped_column(String(60), index=True, info=folded("name"))


class TaggingRow(SyncedRow, Base):
    """A tag on a record; ``id`` is ``tagging_id``, so that two desktops mean the same row."""

    __tablename__ = "tagging"
    conflict_rule = merge_columns()

    tag_id: Mapped[UUID] = mapped_column(ForeignKey("tag.id"), index=True)
    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID] = mapped_column(index=True)


def tag_id(name: str) -> UUID:
    return uuid5(_NAMESPACE, fold(name))


def tagging_id(tag: UUID, ref: Ref) -> UUID:
    return uuid5(tag, f"{ref.table}|{ref.id}")
