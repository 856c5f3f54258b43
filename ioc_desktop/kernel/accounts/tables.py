"""Tables of accounts and of what each account prefers."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, Row, SyncedRow
from ioc_desktop.store.sync_rules import last_arrival


class AccountRow(Row, Base):
    """A person who may sign in on this desktop.

    Attributes:
        user_key: folded user name; "TrucBan" and "trucban" are one account.
        failures: wrong passwords since the last right one.
        locked_until: no password is tried before; by the wall clock, as it must survive a restart.
    """

    __tablename__ = "account"

    user_name: Mapped[str] = mapped_column(String(60))
    user_key: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]


class PreferenceRow(SyncedRow, Base):
    """One remembered choice of one account, such as the layout of the wall; it follows the account to every desktop.

    Attributes:
        id: ``preference_id(account_id, key)``, so that two desktops mean the same row.
    """

    __tablename__ = "preference"
    conflict_rule = last_arrival()

    account_id: Mapped[UUID] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(String(120))
    value: Mapped[Any] = mapped_column(JSON)


def preference_id(account_id: UUID, key: str) -> UUID:
    return uuid5(account_id, key)
