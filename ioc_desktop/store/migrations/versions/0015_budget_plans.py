"""Budget tables that are drafted, submitted and approved; closed years."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("budget_table") as batch:
        batch.add_column(sa.Column("state", sa.String(length=12), nullable=False, server_default="draft"))
        batch.add_column(sa.Column("adjusts_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("submitted_by", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("submitted_print", sa.String(length=64), nullable=False, server_default=""))
        batch.add_column(sa.Column("approved_by", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("budget_table") as batch:  # what exists was given its value; what comes brings its own
        batch.alter_column("state", server_default=None)
        batch.alter_column("submitted_print", server_default=None)
    op.create_index(op.f("ix_budget_table_adjusts_id"), "budget_table", ["adjusts_id"], unique=False)
    with op.batch_alter_table("budget_line") as batch:
        batch.add_column(sa.Column("state", sa.String(length=8), nullable=False, server_default="open"))
    with op.batch_alter_table("budget_line") as batch:
        batch.alter_column("state", server_default=None)
    _year_locks()


def _year_locks() -> None:
    op.create_table(
        "budget_year_lock",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_year_lock")),
    )
    index = op.f("ix_budget_year_lock_programme_id")
    op.create_index(index, "budget_year_lock", ["programme_id"], unique=False)
