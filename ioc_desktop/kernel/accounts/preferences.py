"""What an account prefers: layouts, filters, column widths."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.kernel.accounts.tables import PreferenceRow, preference_id
from ioc_desktop.store.database import Database


class Preferences:
    """JSON values by account and key, such as ``wall.layout``. Keys start with the panel's name."""

    def __init__(self, db: Database, clock: Clock | None = None) -> None:
        self._db = db
        self._clock = clock or SystemClock()

    def get(self, account_id: UUID, key: str, default: Any = None) -> Any:
        """The value as stored, or ``default``."""
        with self._db.read() as session:
            row = session.get(PreferenceRow, preference_id(account_id, key))
            return default if row is None else row.value

    def all(self, account_id: UUID) -> dict[str, Any]:
        """Every key of an account, for a view that needs several at once."""
        with self._db.read() as session:
            rows = session.scalars(select(PreferenceRow).where(PreferenceRow.account_id == account_id))
            return {row.key: row.value for row in rows}

    def set(self, account_id: UUID, key: str, value: Any) -> None:
        """Remember ``value``; anything that JSON can hold."""
        with self._db.write() as session:
            row = session.get(PreferenceRow, preference_id(account_id, key))
            if row is None:
                row = PreferenceRow(id=preference_id(account_id, key), account_id=account_id, key=key)
                row.created_at = self._clock.now()
                session.add(row)
            row.value, row.updated_at = value, self._clock.now()
