"""What can hang on any record: links, comments, tags; what people are told; alerts to the public."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _row() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    ]


def _synced() -> list[sa.Column[Any]]:
    return [
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=True),
        *_row(),
    ]


def _owner(*, is_needed: bool = True) -> list[sa.Column[Any]]:
    return [
        sa.Column("owner_table", sa.String(length=63), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=not is_needed),
    ]


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def upgrade() -> None:
    _links()
    _comments()
    _tags()
    _notices()
    _mail()
    _alerts()
    _search()


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("from_table", sa.String(length=63), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_table", sa.String(length=63), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        *_synced(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    _index("link", "from_id")
    _index("link", "to_id")


def _comments() -> None:
    op.create_table(
        "comment",
        *_owner(),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        *_synced(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    _index("comment", "owner_id")
    op.create_table(
        "comment_strike",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *_synced(),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_strike_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_strike")),
    )
    _index("comment_strike", "comment_id")


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("search_key", sa.String(length=60), nullable=False),
        *_synced(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    _index("tag", "search_key")
    op.create_table(
        "tagging",
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        *_owner(),
        *_synced(),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagging_tag_id_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagging")),
    )
    _index("tagging", "tag_id")
    _index("tagging", "owner_id")


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("headline", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        *_owner(is_needed=False),
        sa.Column("read_at", MOMENT, nullable=True),
        *_synced(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_account_id_created_at", "notice", ["account_id", "created_at"], unique=False)


def _mail() -> None:
    op.create_table(
        "mail",
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index("ix_mail_state_next_at", "mail", ["state", "next_at"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("identifier", sa.String(length=80), nullable=False),
        sa.Column("sender", sa.String(length=120), nullable=False),
        sa.Column("msg_type", sa.String(length=10), nullable=False),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("refers_to", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        *_owner(is_needed=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_synced(),
        sa.CheckConstraint("status <> 'released' OR decided_by <> proposed_by", name=op.f("ck_alert_two_persons")),
        sa.CheckConstraint("status <> 'released' OR decided_by IS NOT NULL", name=op.f("ck_alert_release_signed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    for column in ("identifier", "replaces_id", "owner_id"):
        _index("alert", column)


def _search() -> None:
    op.create_table(
        "search_doc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tbl", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("open_tbl", sa.String(length=63), nullable=False),
        sa.Column("open_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_doc")),
    )
    op.create_index("ix_search_doc_tbl_row_id", "search_doc", ["tbl", "row_id"], unique=True)
