"""Alembic's entry: runs in the transaction of the connection it is given, so a failed upgrade leaves no trace."""

from alembic import context

from ioc_desktop.store.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
