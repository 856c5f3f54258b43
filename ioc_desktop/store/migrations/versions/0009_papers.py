"""The register of documents, and the numbers that they were given."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_number",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.String(length=140), nullable=False),
        sa.Column("org", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=160), nullable=False),
        *_synced(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_number")),
    )
    for column in ("owner_id", "series", "mark"):
        op.create_index(op.f(f"ix_document_number_{column}"), "document_number", [column], unique=False)
    op.create_table("paper", *_paper(), *_steps(), *_synced(), *_checks())
    for column in ("owner_id", "replaces_id", "state"):
        op.create_index(op.f(f"ix_paper_{column}"), "paper", [column], unique=False)


def _synced() -> Iterator[sa.Column[Any]]:
    yield sa.Column("scope_id", sa.Integer(), nullable=False)
    yield sa.Column("ver", sa.BigInteger(), nullable=False)
    yield sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True)
    yield sa.Column("created_by", sa.Uuid(), nullable=True)
    yield sa.Column("updated_by", sa.Uuid(), nullable=True)
    yield sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True)
    yield sa.Column("id", sa.Uuid(), nullable=False)
    yield sa.Column("created_at", sa.DateTime(timezone=True), nullable=False)
    yield sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False)


def _paper() -> Iterator[sa.Column[Any]]:
    yield sa.Column("kind", sa.String(length=40), nullable=False)
    yield sa.Column("symbol", sa.String(length=40), nullable=False)
    yield sa.Column("org", sa.String(length=80), nullable=False)
    yield sa.Column("family", sa.String(length=30), nullable=False)
    yield sa.Column("subject", sa.String(length=400), nullable=False)
    yield sa.Column("owner_table", sa.String(length=63), nullable=False)
    yield sa.Column("owner_id", sa.Uuid(), nullable=True)
    yield sa.Column("replaces_id", sa.Uuid(), nullable=True)
    yield sa.Column("replaced_by_id", sa.Uuid(), nullable=True)
    yield sa.Column("is_drill", sa.Boolean(), nullable=False)
    yield sa.Column("state", sa.String(length=12), nullable=False)
    yield sa.Column("number", sa.Integer(), nullable=True)
    yield sa.Column("year", sa.Integer(), nullable=False)
    yield sa.Column("dated", sa.Date(), nullable=True)
    yield sa.Column("sha256", sa.String(length=64), nullable=False)
    yield sa.Column("size", sa.Integer(), nullable=False)
    yield sa.Column("source_sha256", sa.String(length=64), nullable=False)
    yield sa.Column("source_size", sa.Integer(), nullable=False)
    yield sa.Column("is_signed", sa.Boolean(), nullable=False)
    yield sa.Column("note", sa.String(length=300), nullable=False)


def _steps() -> Iterator[sa.Column[Any]]:
    for step in ("drafted", "submitted", "approved", "issued", "ended", "asked"):
        is_optional = step != "drafted"
        yield sa.Column(f"{step}_by", sa.Uuid(), nullable=is_optional)
        yield sa.Column(f"{step}_at", sa.DateTime(timezone=True), nullable=is_optional)
    yield sa.Column("search_key", sa.Text(), nullable=False)


def _checks() -> Iterator[sa.Constraint]:
    yield sa.CheckConstraint(
        "state IN ('draft', 'submitted') OR approved_by IS NOT NULL", name=op.f("ck_paper_approval_signed")
    )
    yield sa.CheckConstraint(
        "state NOT IN ('issued', 'replaced', 'withdrawn') OR (number IS NOT NULL AND issued_by IS NOT NULL)",
        name=op.f("ck_paper_issued_numbered"),
    )
    yield sa.CheckConstraint("state <> 'void' OR number IS NOT NULL", name=op.f("ck_paper_void_numbered"))
    yield sa.PrimaryKeyConstraint("id", name=op.f("pk_paper"))
