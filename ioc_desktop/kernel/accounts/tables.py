"""Tables of accounts: what all desktops share, and what each keeps for itself."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import Group, last_arrival, merge_columns


class AccountRow(SyncedRow, Base):
    """A person who may sign in at the centre.

    Attributes:
        user_key: folded user name; "TrucBan" and "trucban" are one account.
        person_id: who it is, where that is recorded.
    """

    __tablename__ = "account"
    conflict_rule = merge_columns(writers=Group.ADMIN, unique=("user_key",))

    user_name: Mapped[str] = mapped_column(String(60))
    user_key: Mapped[str] = mapped_column(String(60), index=True)
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    is_active: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)


class AccountSecretRow(Base):
    """What this desktop knows of an account's password; it never leaves the desktop.

    Attributes:
        failures: wrong passwords since the last right one.
        locked_until: no password is tried before; by the wall clock, as it must survive a restart.
        verified_at: when the server last confirmed the password; None for one that was only ever set here.
        latest_seen_at: the latest time of any try to sign in since then: a clock set back gains nothing.
    """

    __tablename__ = "account_secret"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    latest_seen_at: Mapped[datetime | None]


class AccountGrantRow(SyncedRow, Base):
    """One permission more or less than the account's role gives.

    Attributes:
        id: ``grant_id(account, permission, unit)``, so that two desktops mean the same row.
        org_unit_id: where it holds, with everything below; None is everywhere.
        is_allowed: False takes away what the role gives.
    """

    __tablename__ = "account_grant"
    conflict_rule = merge_columns(writers=Group.ADMIN)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    permission: Mapped[str] = mapped_column(String(80))
    org_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    is_allowed: Mapped[bool]


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


def grant_id(account_id: UUID, permission: str, org_unit_id: UUID | None) -> UUID:
    return uuid5(account_id, f"{permission}|{org_unit_id or ''}")
