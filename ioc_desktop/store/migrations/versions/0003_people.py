"""People, shared accounts with secrets of each desktop, permissions by unit, successors, the centre's settings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _secrets()
    _accounts()
    _grants()
    _units()
    _district_settings()


def _row() -> Sequence[sa.Column[object]]:
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
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_row(),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_person_org_unit_id_org_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_org_unit_id"), "person", ["org_unit_id"], unique=False)


def _secrets() -> None:
    """Passwords leave the account's row before that row is shared."""
    op.create_table(
        "account_secret",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("latest_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_secret_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_secret")),
    )


def _accounts() -> None:
    secrets = (
        op.get_bind()
        .execute(
            sa.text(
                "SELECT id, password_hash, must_change_password, failures, last_failure_at, locked_until FROM account"
            )
        )
        .all()
    )  # kept aside: rebuilding the table would cascade into the new one
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("scope_id", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("ver", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("created_by", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("updated_by", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("person_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f("fk_account_person_id_person"), "person", ["person_id"], ["id"])
        batch.drop_constraint(op.f("uq_account_user_key"), type_="unique")
        for column in ("password_hash", "must_change_password", "failures", "last_failure_at", "locked_until"):
            batch.drop_column(column)
    with op.batch_alter_table("account") as batch:
        batch.alter_column("scope_id", server_default=None)
        batch.alter_column("ver", server_default=None)
        batch.create_index(op.f("ix_account_user_key"), ["user_key"], unique=False)
        batch.create_index(op.f("ix_account_person_id"), ["person_id"], unique=False)
    for secret in secrets:
        op.get_bind().execute(
            sa.text(
                "INSERT INTO account_secret (account_id, password_hash, must_change_password, failures, "
                "last_failure_at, locked_until) VALUES (:id, :password_hash, :must_change_password, :failures, "
                ":last_failure_at, :locked_until)"
            ),
            dict(secret._mapping),  # noqa: SLF001  (the row's documented mapping)
        )


def _grants() -> None:
    op.create_table(
        "account_grant",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("permission", sa.String(length=80), nullable=False),
        sa.Column("org_unit_id", sa.Uuid(), nullable=True),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        *_row(),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_grant_account_id_account")),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_account_grant_org_unit_id_org_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_grant")),
    )
    op.create_index(op.f("ix_account_grant_account_id"), "account_grant", ["account_id"], unique=False)
    op.create_index(op.f("ix_account_grant_org_unit_id"), "account_grant", ["org_unit_id"], unique=False)


def _units() -> None:
    with op.batch_alter_table("org_unit") as batch:
        batch.add_column(sa.Column("level", sa.String(length=30), nullable=False, server_default=""))
    with op.batch_alter_table("org_unit") as batch:
        batch.alter_column("level", server_default=None)
    op.create_table(
        "org_unit_successor",
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        *_row(),
        sa.CheckConstraint("share > 0 AND share <= 1000000", name=op.f("ck_org_unit_successor_share_in_range")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["org_unit.id"], name=op.f("fk_org_unit_successor_predecessor_id_org_unit")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["org_unit.id"], name=op.f("fk_org_unit_successor_successor_id_org_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_org_unit_successor")),
    )
    for column in ("predecessor_id", "successor_id"):
        op.create_index(op.f(f"ix_org_unit_successor_{column}"), "org_unit_successor", [column], unique=False)


def _district_settings() -> None:
    op.create_table(
        "district_setting",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district_setting")),
    )
    op.create_index(op.f("ix_district_setting_key"), "district_setting", ["key"], unique=False)
