"""The key of an encrypted database: where it is kept, and how it is opened.

The database is encrypted with a random key. That key is in the system's keyring where one answers, and always also in
``<profile>/secrets/database-key.json``, wrapped with a password (argon2id, AES-GCM). Never in the file of
``config.secret_file``: the key of that file lies beside it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.connections import DatabaseKey, key_of, looks_encrypted
from ioc_desktop.store.database import Database

PASSWORD_VARIABLE = "IOC_DATABASE_PASSWORD"  # noqa: S105  (the name of the variable)
SHORTEST_PASSWORD = 8
KEYRING_NAME = "database-key"
_PURPOSE = b"IOC-DATABASE-KEY-1"
_TIME, _MEMORY_KIB, _LANES = 3, 64 * 1024, 4


class KeyFile:
    """The key wrapped with a password, in the profile."""

    def __init__(self, paths: AppPaths) -> None:
        self.path = paths.secrets / "database-key.json"

    @property
    def exists(self) -> bool:
        return self.path.is_file()

    def write(self, key: DatabaseKey, password: str) -> None:
        """Wrap ``key``, replacing the file in one step.

        Raises:
            ExpectedError: ``database.password_short``, ``file.unwritable``.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  (slow import)

        if len(password) < SHORTEST_PASSWORD:
            raise ExpectedError(
                "database.password_short",
                QT_TRANSLATE_NOOP("errors", "Mật khẩu cơ sở dữ liệu phải có ít nhất {n} ký tự. Chọn mật khẩu khác."),
                n=SHORTEST_PASSWORD,
            )
        salt, nonce = os.urandom(16), os.urandom(12)
        cost = {"salt": _text(salt), "t": _TIME, "m": _MEMORY_KIB, "p": _LANES}
        wrapped = AESGCM(_stretched(password, cost)).encrypt(nonce, key.secret, _PURPOSE)
        table = {"version": 1, "argon2id": cost, "nonce": _text(nonce), "wrapped": _text(wrapped), "check": _check(key)}
        replace_bytes(self.path, json.dumps(table, indent=1).encode())

    def open(self, password: str) -> DatabaseKey:
        """The key.

        Raises:
            ExpectedError: ``database.password_wrong``, ``database.key_unreadable``.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  (slow import)
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        table = self._table()
        try:
            stretched = _stretched(password, table["argon2id"])
            return DatabaseKey(AESGCM(stretched).decrypt(_bytes(table["nonce"]), _bytes(table["wrapped"]), _PURPOSE))
        except InvalidTag as error:
            raise ExpectedError(
                "database.password_wrong",
                QT_TRANSLATE_NOOP("errors", "Mật khẩu cơ sở dữ liệu không đúng. Nhập lại."),
            ) from error
        except (KeyError, ValueError, TypeError) as error:
            raise self._unreadable() from error

    def fits(self, key: DatabaseKey) -> bool:
        """Whether this is the file's own key, as the keyring may hold an older one."""
        return hmac.compare_digest(str(self._table().get("check")), _check(key))

    def retire(self) -> None:
        """Put the file aside: nothing is encrypted with it any more, except copies that somebody kept."""
        self.path.rename(self.path.with_name(f"{self.path.name}.retired-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))

    def _table(self) -> dict[str, Any]:
        try:
            table: dict[str, Any] = json.loads(self.path.read_bytes())
        except (OSError, ValueError) as error:
            raise self._unreadable() from error
        if not isinstance(table, dict) or table.get("version") != 1:
            raise self._unreadable()
        return table

    def _unreadable(self) -> ExpectedError:
        return ExpectedError(
            "database.key_unreadable",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không đọc được tệp khóa {path}. Chép lại tệp này từ bản lưu của hồ sơ; không có gì bị thay đổi.",
            ),
            path=self.path,
        )


class Keyring:
    """The key in the system's keyring; does nothing where none answers, as a file is no place for it."""

    def __init__(self, paths: AppPaths, *, use_keyring: bool = True) -> None:
        self._store = SecretStore(paths.secrets, use_keyring=use_keyring)

    @property
    def answers(self) -> bool:
        return self._store.backend != "file"

    def get(self) -> DatabaseKey | None:
        found = self._store.get(KEYRING_NAME) if self.answers else None
        return DatabaseKey(bytes.fromhex(found)) if found else None

    def set(self, key: DatabaseKey) -> None:
        if self.answers:
            self._store.set(KEYRING_NAME, key.secret.hex())

    def forget(self) -> None:
        if self.answers:
            self._store.delete(KEYRING_NAME)


def new_key() -> DatabaseKey:
    return DatabaseKey(os.urandom(32))


def find_key(paths: AppPaths, password: str | None = None, *, use_keyring: bool = True) -> DatabaseKey | None:
    """The profile's key; None for a profile that is not encrypted. Slow: call it off the window's thread.

    Asked are ``password``, ``IOC_DATABASE_PASSWORD``, and the keyring.

    Raises:
        ExpectedError: ``database.password_needed``, ``database.password_wrong``, ``database.key_unreadable``,
            ``database.key_missing``.
    """
    file = KeyFile(paths)
    if not file.exists:
        if looks_encrypted(paths.database):
            raise _key_missing(paths, file.path)
        return None
    given = password or os.environ.get(PASSWORD_VARIABLE)
    if given:
        return file.open(given)
    kept = _kept(paths, use_keyring=use_keyring)
    if kept is not None and file.fits(kept):
        return kept
    raise ExpectedError(
        "database.password_needed",
        QT_TRANSLATE_NOOP(
            "errors", "Cơ sở dữ liệu đã mã hóa, cần mật khẩu. Đặt mật khẩu vào biến IOC_DATABASE_PASSWORD rồi chạy lại."
        ),
    )


def profile_database(paths: AppPaths, password: str | None = None, *, loads_models: bool = True) -> Database:
    """The profile's database with its key, not opened yet.

    Args:
        loads_models: see ``Database``.

    Raises:
        ExpectedError: see ``find_key``.
    """
    key = key_of(paths.database, find_key(paths, password))
    return Database(paths.database, key=key, loads_models=loads_models)


def _kept(paths: AppPaths, *, use_keyring: bool) -> DatabaseKey | None:
    try:
        return Keyring(paths, use_keyring=use_keyring).get()
    except (ExpectedError, ValueError):  # a silent keyring is no keyring: the password opens too
        return None


def _stretched(password: str, cost: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  (only for encrypted profiles)

    return hash_secret_raw(
        password.encode(),
        _bytes(cost["salt"]),
        time_cost=int(cost["t"]),
        memory_cost=int(cost["m"]),
        parallelism=int(cost["p"]),
        hash_len=32,
        type=Type.ID,
    )


def _check(key: DatabaseKey) -> str:
    return hmac.new(key.secret, _PURPOSE, hashlib.sha256).hexdigest()[:32]


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value)


def _key_missing(paths: AppPaths, file: Path) -> ExpectedError:
    return ExpectedError(
        "database.key_missing",
        QT_TRANSLATE_NOOP(
            "errors",
            "Cơ sở dữ liệu {path} đã mã hóa nhưng thiếu tệp khóa {file}. Chép lại tệp khóa; không có gì bị thay đổi.",
        ),
        path=paths.database,
        file=file,
    )
