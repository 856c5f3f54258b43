"""The duty shift: roster, turns, hand-overs."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "duty_post",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("task", sa.String(length=10), nullable=False),
    )
    _table(
        "duty_turn",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
    )
    _table(
        "duty_handover",
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("taken_by IS NULL OR taken_by <> given_by", name=op.f("ck_duty_handover_two_persons")),
        sa.CheckConstraint("state <> 'taken' OR taken_by IS NOT NULL", name=op.f("ck_duty_handover_taking_signed")),
    )
    _brief()
    for table, column in (
        ("duty_post", "account_id"),
        ("duty_turn", "account_id"),
        ("duty_turn", "began_at"),
        ("duty_handover", "state"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _synced(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
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


def _brief() -> None:
    op.create_table(
        "duty_brief",
        sa.Column("span", sa.String(length=10), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_synced("duty_brief"),
    )
    op.create_index(op.f("ix_duty_brief_starts_at"), "duty_brief", ["starts_at"], unique=False)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("slot_starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot_name", sa.String(length=60), nullable=False),
        *_synced(name),
    )
    op.create_index(op.f(f"ix_{name}_slot_starts_at"), name, ["slot_starts_at"], unique=False)
