"""What a unit is at its level: a ward, a commune or a special zone among communes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("org_unit") as batch:
        batch.add_column(sa.Column("kind", sa.String(length=30), nullable=False, server_default=""))
    with op.batch_alter_table("org_unit") as batch:
        batch.alter_column("kind", server_default=None)
