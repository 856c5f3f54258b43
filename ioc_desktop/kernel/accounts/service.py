"""Accounts of this desktop. Synchronous and slow on purpose (argon2): call off the window's thread."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc
from ioc_desktop.kernel.accounts import passwords
from ioc_desktop.kernel.accounts.lockout import Attempts
from ioc_desktop.kernel.accounts.model import Account, Role, Session
from ioc_desktop.kernel.accounts.tables import AccountRow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as DbSession

    from ioc_desktop.store.database import Database

_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}", re.IGNORECASE)
_REMEMBERED_STRANGERS = 1000


class AccountService:
    """Sign-in and administration of local accounts.

    Args:
        clock: wall clock for the lock-out.
    """

    def __init__(self, db: Database, clock: Clock | None = None) -> None:
        self._db = db
        self._clock = clock or SystemClock()
        self._strangers: dict[str, Attempts] = {}
        self._strangers_lock = threading.Lock()

    def authenticate(self, user_name: str, password: str) -> Session:
        """Sign in.

        An unknown name, a wrong password and a closed account give the same answer after the same time.

        Raises:
            ExpectedError: ``accounts.refused``, or ``accounts.locked`` for a while after five failures.
        """
        key = fold(user_name)
        row = self._find(key)
        _refuse_while_locked(self._attempts(key, row), self._clock.now())
        matches = passwords.matches(row.password_hash if row else passwords.NOBODY, password)
        if row is None or not matches or not row.is_active:
            self._record_failure(key, row)
            raise _refused()
        self._record_success(row.id, password)
        return Session(row.id, row.user_name, row.display_name, Role(row.role))

    def has_any(self) -> bool:
        """Whether anybody can sign in; if not, the first administrator is to be made."""
        with self._db.read() as session:
            return session.scalar(select(AccountRow.id).limit(1)) is not None

    def create_first_administrator(self, *, user_name: str, display_name: str, password: str) -> Account:
        """The account that makes the others; only while there is none.

        Raises:
            ExpectedError: ``accounts.exist_already``, and as ``create``.
        """
        return self._create(user_name, display_name, Role.ADMIN, password, first=True)

    def create(
        self, *, user_name: str, display_name: str, role: Role, password: str, must_change_password: bool = False
    ) -> Account:
        """A new account.

        Raises:
            ExpectedError: ``accounts.name_wrong``, ``accounts.name_taken``, ``accounts.password_*``.
        """
        return self._create(user_name, display_name, role, password, must_change=must_change_password)

    def change_password(self, account_id: UUID, old: str, new: str) -> None:
        """Replace one's own password.

        Raises:
            ExpectedError: ``accounts.refused`` when ``old`` is wrong, ``accounts.locked``, ``accounts.password_*``.
        """
        with self._db.read() as session:
            row = _row(session, account_id)
        _refuse_while_locked(self._attempts(row.user_key, row), self._clock.now())
        if not passwords.matches(row.password_hash, old):
            self._record_failure(row.user_key, row)
            raise _refused()
        self.set_password(account_id, new, must_change=False)

    def set_password(self, account_id: UUID, password: str, *, must_change: bool = True) -> None:
        """Give somebody a new password and open the lock; for administrators."""
        with self._db.read() as session:
            passwords.check(password, _row(session, account_id).user_name)
        password_hash = passwords.hashed(password)
        with self._db.write() as session:
            row = _row(session, account_id)
            row.password_hash, row.must_change_password = password_hash, must_change
            _store(row, Attempts())

    def update(self, account_id: UUID, *, display_name: str, role: Role, is_active: bool) -> Account:
        """Change who somebody is.

        Raises:
            ExpectedError: ``accounts.last_administrator``, ``accounts.gone``.
        """
        with self._db.write() as session:
            row = _row(session, account_id)
            row.display_name, row.role, row.is_active = nfc(display_name.strip()), role.value, is_active
            session.flush()
            _require_administrator(session)
            return _account(row)

    def list(self) -> list[Account]:
        """All accounts by user name."""
        with self._db.read() as session:
            return [_account(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.user_key))]

    def _create(
        self,
        user_name: str,
        display_name: str,
        role: Role,
        password: str,
        *,
        must_change: bool = False,
        first: bool = False,
    ) -> Account:
        name = nfc(user_name.strip())
        _check_name(name)
        passwords.check(password, name)
        row = AccountRow(
            user_name=name,
            user_key=fold(name),
            display_name=nfc(display_name.strip()) or name,
            role=role.value,
            password_hash=passwords.hashed(password),
            must_change_password=must_change,
        )
        with self._db.write() as session:
            if first and session.scalar(select(func.count()).select_from(AccountRow)):
                raise ExpectedError(
                    "accounts.exist_already",
                    QT_TRANSLATE_NOOP("errors", "Đã có tài khoản trên máy này. Đăng nhập bằng tài khoản quản trị."),
                )
            session.add(row)
            _flush(session, name)
            return _account(row)

    def _find(self, key: str) -> AccountRow | None:
        with self._db.read() as session:
            return session.scalar(select(AccountRow).where(AccountRow.user_key == key))

    def _attempts(self, key: str, row: AccountRow | None) -> Attempts:
        """What is remembered of a name, after a look at whether the clock was set back; unknown names have it too."""
        now = self._clock.now()
        if row is None:
            with self._strangers_lock:
                return self._strangers.get(key, Attempts()).repaired(now)
        remembered = _attempts(row)
        repaired = remembered.repaired(now)
        if repaired != remembered:
            with self._db.write() as session:
                _store(_row(session, row.id), repaired)
        return repaired

    def _record_failure(self, key: str, row: AccountRow | None) -> None:
        now = self._clock.now()
        if row is not None:
            with self._db.write() as session:
                current = _row(session, row.id)
                _store(current, _attempts(current).failed(now))
            return
        with self._strangers_lock:
            if len(self._strangers) >= _REMEMBERED_STRANGERS:
                self._strangers.pop(next(iter(self._strangers)))
            self._strangers[key] = self._strangers.get(key, Attempts()).repaired(now).failed(now)

    def _record_success(self, account_id: UUID, password: str) -> None:
        with self._db.read() as session:
            row = _row(session, account_id)
        if row.failures == 0 and not passwords.is_outdated(row.password_hash):
            return
        fresh = passwords.hashed(password) if passwords.is_outdated(row.password_hash) else None
        with self._db.write() as session:
            current = _row(session, account_id)
            _refuse_while_locked(_attempts(current), self._clock.now())  # others may have failed meanwhile
            _store(current, Attempts())
            current.password_hash = fresh or current.password_hash


def _check_name(name: str) -> None:
    if _USER_NAME.fullmatch(name) is None:
        raise ExpectedError(
            "accounts.name_wrong",
            QT_TRANSLATE_NOOP(
                "errors",
                "Tên đăng nhập {name} không dùng được. Dùng 2 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch nối.",
            ),
            name=name[:60],
        )


def _flush(session: DbSession, name: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise ExpectedError(
            "accounts.name_taken",
            QT_TRANSLATE_NOOP("errors", "Tên đăng nhập {name} đã có người dùng. Chọn tên khác."),
            name=name,
        ) from error


def _require_administrator(session: DbSession) -> None:
    administrators = select(AccountRow.id).where(AccountRow.role == Role.ADMIN.value, AccountRow.is_active)
    if session.scalar(administrators.limit(1)) is None:
        raise ExpectedError(
            "accounts.last_administrator",
            QT_TRANSLATE_NOOP("errors", "Đây là quản trị cuối cùng. Giao quyền quản trị cho tài khoản khác trước."),
        )


def _refuse_while_locked(attempts: Attempts, now: datetime) -> None:
    wait_s = attempts.wait_s(now)
    if wait_s > 0:
        raise ExpectedError(
            "accounts.locked",
            QT_TRANSLATE_NOOP("errors", "Sai mật khẩu nhiều lần. Thử lại sau {seconds} giây."),
            seconds=int(wait_s) + 1,
        )


def _refused() -> ExpectedError:
    return ExpectedError(
        "accounts.refused",
        QT_TRANSLATE_NOOP("errors", "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ và phím Caps Lock."),
    )


def _attempts(row: AccountRow) -> Attempts:
    return Attempts(row.failures, row.last_failure_at, row.locked_until)


def _store(row: AccountRow, attempts: Attempts) -> None:
    row.failures, row.last_failure_at, row.locked_until = attempts.failures, attempts.last_at, attempts.locked_until


def _row(session: DbSession, account_id: UUID) -> AccountRow:
    row = session.get(AccountRow, account_id)
    if row is None:
        raise ExpectedError(
            "accounts.gone", QT_TRANSLATE_NOOP("errors", "Tài khoản này không còn. Đăng nhập lại bằng tài khoản khác.")
        )
    return row


def _account(row: AccountRow) -> Account:
    return Account(row.id, row.user_name, row.display_name, Role(row.role), row.is_active, row.must_change_password)
