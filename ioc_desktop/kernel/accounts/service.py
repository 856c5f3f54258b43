"""Accounts. Synchronous and slow on purpose (argon2): call off the window's thread."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc
from ioc_desktop.kernel.accounts import passwords
from ioc_desktop.kernel.accounts.grants import resolved_grants
from ioc_desktop.kernel.accounts.lockout import Attempts
from ioc_desktop.kernel.accounts.lookup import account_row, require_administrator
from ioc_desktop.kernel.accounts.model import Account, Grant, Role, Session, resolve
from ioc_desktop.kernel.accounts.tables import AccountRow, AccountSecretRow
from ioc_desktop.kernel.district_settings.choices import OFFLINE_DAYS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.people.service import person_row

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as DbSession

    from ioc_desktop.store.database import Database

_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}", re.IGNORECASE)
_REMEMBERED_STRANGERS = 1000


class PasswordProver(Protocol):
    """Asks the centre's server whether a password is somebody's."""

    def prove(self, user_name: str, password: str) -> bool | None:
        """True right, False wrong, None when the server cannot be asked now."""
        ...


class AccountService:
    """Sign-in and administration of accounts. Who there is, all desktops share; passwords stay on each desktop.

    Args:
        clock: wall clock for the lock-out and for the limit of days without the server.
        prover: the server's word on a password; without one, passwords of this desktop count.
    """

    def __init__(self, db: Database, clock: Clock | None = None, prover: PasswordProver | None = None) -> None:
        self._db = db
        self._clock = clock or SystemClock()
        self._prover = prover
        self._settings = DistrictSettings(db)
        self._strangers: dict[str, Attempts] = {}
        self._strangers_lock = threading.Lock()

    def authenticate(self, user_name: str, password: str) -> Session:
        """Sign in.

        An unknown name, a wrong password and a closed account give the same answer after the same time.

        Raises:
            ExpectedError: ``accounts.refused``, ``accounts.locked`` for a while after five failures,
                ``accounts.offline_too_long`` when the server has not confirmed the password for too many days.
        """
        key = fold(user_name)
        row, secret = self._find(key)
        _refuse_while_locked(self._attempts(key, secret), self._clock.now())
        word = self._prover.prove(user_name.strip(), password) if self._prover and row and row.is_active else None
        if row is not None and word:
            self._accept_of_server(row.id, password)
        else:
            self._check_here(key, row, secret, password, word=word)
        assert row is not None
        permissions = resolve(Role(row.role), self._grants(row.id))
        return Session(row.id, row.user_name, row.display_name, Role(row.role), permissions)

    def _check_here(
        self, key: str, row: AccountRow | None, secret: AccountSecretRow | None, password: str, *, word: bool | None
    ) -> None:
        """What this desktop knows decides; a password that the server once confirmed and now denies is forgotten."""
        matches = passwords.matches(secret.password_hash if secret else passwords.NOBODY, password)
        denied = word is False and secret is not None and secret.verified_at is not None
        if row is None or secret is None or not matches or not row.is_active or denied:
            self._record_failure(key, secret, forget=denied and matches)
            raise _refused()
        self._refuse_after_too_many_days(secret)
        self._record_success(row.id, password)

    def _accept_of_server(self, account_id: UUID, password: str) -> None:
        """The server said yes: this desktop knows the password from now on, for some days without the server."""
        password_hash, now = passwords.hashed(password), self._clock.now()
        with self._db.write() as session:
            secret = session.get(AccountSecretRow, account_id)
            if secret is None:
                secret = AccountSecretRow(account_id=account_id)
                session.add(secret)
            secret.password_hash, secret.must_change_password = password_hash, False  # a given one is replaced
            secret.verified_at = secret.latest_seen_at = now  # the days count anew, also after a clock that ran ahead
            _store(secret, Attempts())

    def _refuse_after_too_many_days(self, secret: AccountSecretRow) -> None:
        days = self._settings.get(OFFLINE_DAYS)
        if secret.verified_at is None or days == 0:
            return
        latest = max(self._clock.now(), secret.latest_seen_at or secret.verified_at)
        if latest - secret.verified_at > timedelta(days=days):
            with self._db.write() as session:  # or a clock set back would bring the refused days back
                _see(_secret(session, secret.account_id), latest)
            raise ExpectedError(
                "accounts.offline_too_long",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "Đã quá {days} ngày máy này chưa gặp máy chủ để xác nhận mật khẩu. Nối mạng rồi đăng nhập lại.",
                ),
                days=days,
            )

    def _grants(self, account_id: UUID) -> tuple[Grant, ...]:
        with self._db.read() as session:
            return resolved_grants(session, account_id)

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
            ExpectedError: ``accounts.refused`` when ``old`` is wrong, ``accounts.locked``, ``accounts.password_*``;
                ``accounts.password_of_server`` for one that the server confirmed: it would refuse the new one.
        """
        with self._db.read() as session:
            row, secret = account_row(session, account_id), session.get(AccountSecretRow, account_id)
        _refuse_while_locked(self._attempts(row.user_key, secret), self._clock.now())
        if secret is None or not passwords.matches(secret.password_hash, old):
            self._record_failure(row.user_key, secret)
            raise _refused()
        if self._prover is not None and secret.verified_at is not None:
            raise ExpectedError(
                "accounts.password_of_server",
                QT_TRANSLATE_NOOP(
                    "errors", "Máy chủ giữ mật khẩu của tài khoản này. Nhờ quản trị máy chủ đổi, rồi đăng nhập lại."
                ),
            )
        self.set_password(account_id, new, must_change=False)

    def set_password(self, account_id: UUID, password: str, *, must_change: bool = True) -> None:
        """Give somebody a new password and open the lock; for administrators."""
        with self._db.read() as session:
            passwords.check(password, account_row(session, account_id).user_name)
        password_hash = passwords.hashed(password)
        with self._db.write() as session:
            account_row(session, account_id)
            secret = session.get(AccountSecretRow, account_id)
            if secret is None:
                secret = AccountSecretRow(account_id=account_id)
                session.add(secret)
            secret.password_hash, secret.must_change_password = password_hash, must_change
            _store(secret, Attempts())

    def update(self, account_id: UUID, *, display_name: str, role: Role, is_active: bool) -> Account:
        """Change who somebody is.

        Raises:
            ExpectedError: ``accounts.last_administrator``, ``accounts.gone``.
        """
        with self._db.write() as session:
            row = account_row(session, account_id)
            row.display_name, row.role, row.is_active = nfc(display_name.strip()), role.value, is_active
            session.flush()
            require_administrator(session)
            return _account(row, session.get(AccountSecretRow, account_id))

    def set_person(self, account_id: UUID, person_id: UUID | None) -> None:
        """Say which person of the directory uses the account; None for nobody known.

        Raises:
            ExpectedError: ``accounts.gone``, ``person.gone``.
        """
        with self._db.write() as session:
            row = account_row(session, account_id)
            row.person_id = person_row(session, person_id).id if person_id is not None else None

    def list(self) -> list[Account]:
        """All accounts by user name."""
        question = (
            select(AccountRow, AccountSecretRow)
            .outerjoin(AccountSecretRow, AccountSecretRow.account_id == AccountRow.id)
            .order_by(AccountRow.user_key)
        )
        with self._db.read() as session:
            return [_account(row, secret) for row, secret in session.execute(question)]

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
        shown = nfc(display_name.strip()) or name
        row = AccountRow(id=uuid7(), user_name=name, user_key=fold(name), display_name=shown, role=role.value)
        secret = AccountSecretRow(
            account_id=row.id, password_hash=passwords.hashed(password), must_change_password=must_change
        )
        with self._db.write() as session:
            if first and session.scalar(select(func.count()).select_from(AccountRow)):
                raise ExpectedError(
                    "accounts.exist_already",
                    QT_TRANSLATE_NOOP("errors", "Đã có tài khoản trên máy này. Đăng nhập bằng tài khoản quản trị."),
                )
            session.add(row)
            _flush(session, name)
            session.add(secret)
            return _account(row, secret)

    def _find(self, key: str) -> tuple[AccountRow | None, AccountSecretRow | None]:
        with self._db.read() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.user_key == key))
            return row, session.get(AccountSecretRow, row.id) if row is not None else None

    def _attempts(self, key: str, secret: AccountSecretRow | None) -> Attempts:
        """What is remembered of a name, after a look at whether the clock was set back; unknown names have it too."""
        now = self._clock.now()
        if secret is None:
            with self._strangers_lock:
                return self._strangers.get(key, Attempts()).repaired(now)
        remembered = _attempts(secret)
        repaired = remembered.repaired(now)
        if repaired != remembered:
            with self._db.write() as session:
                _store(_secret(session, secret.account_id), repaired)
        return repaired

    def _record_failure(self, key: str, secret: AccountSecretRow | None, *, forget: bool = False) -> None:
        now = self._clock.now()
        if secret is not None:
            with self._db.write() as session:
                current = _secret(session, secret.account_id)
                _store(current, _attempts(current).failed(now))
                _see(current, now)
                if forget and current.password_hash == secret.password_hash:
                    current.password_hash = passwords.NOBODY
            return
        with self._strangers_lock:
            if len(self._strangers) >= _REMEMBERED_STRANGERS:
                self._strangers.pop(next(iter(self._strangers)))
            self._strangers[key] = self._strangers.get(key, Attempts()).repaired(now).failed(now)

    def _record_success(self, account_id: UUID, password: str) -> None:
        now = self._clock.now()
        with self._db.read() as session:
            secret = _secret(session, account_id)
        outdated = passwords.is_outdated(secret.password_hash)
        must_remember_time = secret.verified_at is not None and (secret.latest_seen_at or now) <= now
        if secret.failures == 0 and not outdated and not must_remember_time:
            return
        fresh = passwords.hashed(password) if outdated else None
        with self._db.write() as session:
            current = _secret(session, account_id)
            _refuse_while_locked(_attempts(current), now)  # others may have failed meanwhile
            _store(current, Attempts())
            current.password_hash = fresh or current.password_hash
            _see(current, now)


def _see(secret: AccountSecretRow, now: datetime) -> None:
    """Time never goes back for the limit of days without the server."""
    secret.latest_seen_at = max(now, secret.latest_seen_at or now)


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


def _attempts(row: AccountSecretRow) -> Attempts:
    return Attempts(row.failures, row.last_failure_at, row.locked_until)


def _store(row: AccountSecretRow, attempts: Attempts) -> None:
    row.failures, row.last_failure_at, row.locked_until = attempts.failures, attempts.last_at, attempts.locked_until


def _secret(session: DbSession, account_id: UUID) -> AccountSecretRow:
    secret = session.get(AccountSecretRow, account_id)
    if secret is None:
        raise _refused()
    return secret


def _account(row: AccountRow, secret: AccountSecretRow | None) -> Account:
    must_change = secret is not None and secret.must_change_password
    return Account(row.id, row.user_name, row.display_name, Role(row.role), row.is_active, must_change, row.person_id)
