"""Whether a profile belongs to a server, asked without what synchronising takes."""

from __future__ import annotations

from sqlalchemy import text

from ioc_desktop.store.database import Database


def has_joined(db: Database) -> bool:
    """Whether ``SyncDesk.address`` would name a server."""
    with db.read() as session:
        return session.execute(text("SELECT 1 FROM sync_state WHERE key = 'server'")).first() is not None
