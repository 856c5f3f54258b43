"""Contracts, payments, milestones and owners of budget lines."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "budget_contract",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("supplier", sa.String(length=300), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("dong", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(length=12), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
    )
    _payments()
    _milestones()
    _table(
        "budget_line_owner",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("payer", sa.String(length=12), nullable=True),
    )
    for table in ("budget_contract", "budget_payment", "budget_milestone", "budget_line_owner"):
        op.create_index(op.f(f"ix_{table}_table_id"), table, ["table_id"], unique=False)
    op.create_index(op.f("ix_budget_payment_contract_id"), "budget_payment", ["contract_id"], unique=False)


def _payments() -> None:
    _table(
        "budget_payment",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("dong", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(length=12), nullable=True),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["budget_contract.id"], name=op.f("fk_budget_payment_contract_id_budget_contract")
        ),
    )


def _milestones() -> None:
    _table(
        "budget_milestone",
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("dong", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
    )


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
