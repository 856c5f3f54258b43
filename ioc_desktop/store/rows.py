"""What every table has in common."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ioc_desktop.core.ids import uuid7
from ioc_desktop.store.types import UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that a migration can drop what another made, on SQLite and PostgreSQL alike."""


class Base(DeclarativeBase):
    """All tables; types of annotations are mapped here, once."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {UUID: Uuid(), datetime: UtcDateTime()}  # noqa: RUF012  (SQLAlchemy reads it as declared)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Row:
    """Identity and times that synchronised tables need; mix into a table.

    Attributes:
        id: UUID version 7, made here, so that two desktops never collide.
        updated_at: last change on this desktop; shown, never compared between desktops.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
