"""What every table has in common."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, cast
from uuid import UUID

from sqlalchemy import BigInteger, FromClause, MetaData, Table, Uuid, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, UOWTransaction, mapped_column

from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import fold
from ioc_desktop.store.sync_rules import SyncRule
from ioc_desktop.store.types import UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that a migration can drop what another made, on SQLite and PostgreSQL alike."""

CENTRE_SCOPE = 1
"""The scope that everybody of the centre shares."""

LOCAL = {"local": True}
"""``info`` of a column that stays on this desktop: never sent, never overwritten by what arrives."""


ASKED_FOR = {"asked_for": True}
"""``info`` of a column by which the server looks rows up: it has an index there."""


KEPT = {"kept": True}
"""``info`` of a table whose rows nobody changes or removes once they are written, here either."""


def folded(*columns: str) -> dict[str, Any]:
    """``info`` of a search key: made here of other columns, on every desktop for itself, so it never conflicts."""
    return {"local": True, "folded": columns}


KEPT_BY_SYNC = frozenset(
    {"id", "scope_id", "ver", "deleted_at", "created_at", "created_by", "updated_at", "updated_by", "recorded_at"}
)
"""Columns that are not part of what a person wrote."""


class Base(DeclarativeBase):
    """All tables; types of annotations are mapped here, once."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {UUID: Uuid(), datetime: UtcDateTime()}  # noqa: RUF012  (SQLAlchemy reads it as declared)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Row:
    """Identity and times; mix into a table.

    Attributes:
        id: UUID version 7, made here, so that two desktops never collide.
        updated_at: last change, by the clock of the desktop that made it; shown, never compared between desktops.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class SyncedRow(Row):
    """A row that all desktops share; mix into a table and name its ``conflict_rule``.

    A desktop's replica holds living rows only: a removal deletes the row here and leaves a tombstone on the server.

    Attributes:
        scope_id: who may see the row.
        ver: position in its scope of the last accepted write; 0 until the server has seen the row.
        deleted_at: set on the server's tombstones only.
        created_by: account that made the row; the server decides.
        updated_by: account that changed it last; the server decides.
        recorded_at: the server's clock at the last accepted write.
    """

    conflict_rule: ClassVar[SyncRule]

    scope_id: Mapped[int] = mapped_column(default=CENTRE_SCOPE)
    ver: Mapped[int] = mapped_column(BigInteger, default=0)
    deleted_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None]
    updated_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime | None]


Models = Mapping[str, tuple[Table, SyncRule]]
"""Name → table and rule of synchronised models, parents before children."""


def synced_tables(base: type[DeclarativeBase] = Base) -> dict[str, tuple[Table, SyncRule]]:
    """Every loaded synchronised model, as ``Models``."""
    rules: dict[FromClause, SyncRule] = {
        mapper.local_table: mapper.class_.conflict_rule
        for mapper in base.registry.mappers
        if issubclass(mapper.class_, SyncedRow)
    }
    return {table.name: (table, rules[table]) for table in base.metadata.sorted_tables if table in rules}


def shared_columns(table: Table) -> list[str]:
    """The columns of a synchronised table that a person writes and that travel."""
    return [column.name for column in table.columns if column.name not in KEPT_BY_SYNC and not column.info.get("local")]


def search_keys(table: Table) -> dict[str, tuple[str, ...]]:
    """Search key → the columns it is made of."""
    return {column.name: column.info["folded"] for column in table.columns if "folded" in column.info}


def search_key(values: Iterable[Any]) -> str:
    return fold(" ".join(str(value) for value in values if value is not None))


@event.listens_for(Session, "before_flush")
def _sign(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Note who writes, as ``Database.acting`` says; the server corrects it when the row comes back."""
    actor: UUID | None = session.info.get("actor")
    for row in session.new:
        if isinstance(row, SyncedRow):
            row.created_by = row.created_by or actor
            row.updated_by = actor
    for row in session.dirty:
        if isinstance(row, SyncedRow) and session.is_modified(row):
            row.updated_by = actor
    for row in (*session.new, *session.dirty):
        if isinstance(row, SyncedRow):
            for name, columns in search_keys(cast("Table", inspect(type(row)).local_table)).items():
                setattr(row, name, search_key(getattr(row, column) for column in columns))
