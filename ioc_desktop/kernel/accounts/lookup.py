"""Rows of accounts, and the rule that somebody can always let others in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.tables import AccountGrantRow, AccountRow, AccountSecretRow

MANAGE = "accounts.manage"


def account_row(session: Session, account_id: UUID) -> AccountRow:
    """The account's row; raises ``accounts.gone``."""
    row = session.get(AccountRow, account_id)
    if row is None:
        raise ExpectedError(
            "accounts.gone", QT_TRANSLATE_NOOP("errors", "Tài khoản này không còn. Đăng nhập lại bằng tài khoản khác.")
        )
    return row


def make_local(connection: Connection) -> None:
    """This desktop belongs to no server any more: passwords that one confirmed are its own, without a limit of days."""
    connection.execute(update(AccountSecretRow).values(verified_at=None, latest_seen_at=None))


def require_administrator(session: Session) -> None:
    """An active administrator who may manage accounts must remain; raises ``accounts.last_administrator`` otherwise.

    Call it after the flush of a change. Who is kept from the permission counts like a closed account.
    """
    kept_away = select(AccountGrantRow.account_id).where(
        AccountGrantRow.permission == MANAGE,
        AccountGrantRow.org_unit_id.is_(None),
        AccountGrantRow.is_allowed.is_(False),
    )
    administrators = select(AccountRow.id).where(
        AccountRow.role == Role.ADMIN.value, AccountRow.is_active, AccountRow.id.not_in(kept_away)
    )
    if session.scalar(administrators.limit(1)) is None:
        raise ExpectedError(
            "accounts.last_administrator",
            QT_TRANSLATE_NOOP("errors", "Đây là quản trị cuối cùng. Giao quyền quản trị cho tài khoản khác trước."),
        )
