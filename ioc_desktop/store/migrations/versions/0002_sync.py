"""Rows that all desktops share, and what a desktop needs to send and receive them."""

from collections.abc import Sequence
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _share("org_unit", unique="code")
    _share("camera", unique="number")
    _share_preferences()
    _outbox()
    _reading()
    _inbox()
    _journal()


def _synced() -> Sequence[sa.Column[object]]:
    return (
        sa.Column("scope_id", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("ver", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
    )


def _share(table: str, *, unique: str) -> None:
    """Add the columns; a unique constraint becomes an index, as the server decides and a trigger guards."""
    with op.batch_alter_table(table) as batch:
        for column in _synced():
            batch.add_column(column)
        batch.drop_constraint(op.f(f"uq_{table}_{unique}"), type_="unique")
        batch.create_index(op.f(f"ix_{table}_{unique}"), [unique], unique=False)
    with op.batch_alter_table(table) as batch:
        batch.alter_column("scope_id", server_default=None)
        batch.alter_column("ver", server_default=None)


def _share_preferences() -> None:
    """The key of two columns becomes an identifier made of both."""
    connection = op.get_bind()
    old = connection.execute(sa.text("SELECT account_id, key, value, updated_at FROM preference")).all()
    op.drop_table("preference")
    op.create_table(
        "preference",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        *_synced_plain(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
    )
    op.create_index(op.f("ix_preference_account_id"), "preference", ["account_id"], unique=False)
    for account_id, key, value, at in old:
        connection.execute(
            sa.text(
                "INSERT INTO preference (account_id, key, value, scope_id, ver, id, created_at, updated_at) "
                "VALUES (:account_id, :key, :value, 1, 0, :id, :at, :at)"
            ),
            {"account_id": account_id, "key": key, "value": value, "id": uuid5(UUID(account_id), key).hex, "at": at},
        )


def _synced_plain() -> Sequence[sa.Column[object]]:
    columns = _synced()
    for column in columns:
        column.server_default = None
    return columns


def _outbox() -> None:
    op.create_table(
        "sync_control",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_joined", sa.Boolean(), nullable=False),
        sa.Column("is_applying", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_control")),
    )
    op.execute("INSERT INTO sync_control (id, is_joined, is_applying) VALUES (1, 0, 0)")
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.Column("op_uuid", sa.String(length=32), nullable=True),
        sa.Column("tbl", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=True),
        sa.Column("seen", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_n", "outbox", ["n"], unique=True, sqlite_where=sa.text("n IS NOT NULL"))


def _reading() -> None:
    op.create_table(
        "sync_state",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sync_state")),
    )
    op.create_table(
        "sync_cursor",
        sa.Column("scope_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("tok", sa.String(length=36), nullable=True),
        sa.Column("can_write", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("scope_id", name=op.f("pk_sync_cursor")),
    )
    op.create_table(
        "sync_tombstone",
        sa.Column("tbl", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tbl", "row_id", name=op.f("pk_sync_tombstone")),
    )


def _journal() -> None:
    op.create_table(
        "sync_refetch",
        sa.Column("tbl", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("tbl", "row_id", name=op.f("pk_sync_refetch")),
    )
    op.create_table(
        "device_journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_device_journal")),
    )
    op.create_table(
        "journal_anchor",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_journal_anchor")),
    )


def _inbox() -> None:
    op.create_table(
        "sync_inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("op_uuid", sa.String(length=32), nullable=False),
        sa.Column("op_kind", sa.String(length=1), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tbl", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.Column("mine", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_inbox")),
        sa.UniqueConstraint("op_uuid", name=op.f("uq_sync_inbox_op_uuid")),
    )
    op.create_index("ix_sync_inbox_state", "sync_inbox", ["state"], unique=False)
