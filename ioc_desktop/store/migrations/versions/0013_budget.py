"""Programmes: papers, lines with their amounts, accepted findings."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "budget_programme",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
    )
    _budget_table()
    _table(
        "budget_line",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("under_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed_number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("line_kind", sa.String(length=10), nullable=False),
        sa.Column("pricing", sa.JSON(), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("when_text", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
    )
    _table(
        "budget_acceptance",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("finding_key", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
    )
    for table in ("budget_line", "budget_acceptance"):
        op.create_index(op.f(f"ix_{table}_table_id"), table, ["table_id"], unique=False)


def _budget_table() -> None:
    _table(
        "budget_table",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(length=120), nullable=False),
        sa.Column("phase", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=260), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("unit_dong", sa.BigInteger(), nullable=False),
        sa.Column("declared_dong", sa.BigInteger(), nullable=False),
        sa.Column("unit_reason", sa.String(length=12), nullable=False),
    )
    for column in ("programme_id", "fingerprint"):
        op.create_index(op.f(f"ix_budget_table_{column}"), "budget_table", [column], unique=False)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
