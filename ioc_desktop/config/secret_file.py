"""Secrets in one encrypted file, for machines without a keyring.

AES-256-GCM over the whole table; the key comes by HKDF from a random key file (0600, beside it) and the machine's
id, so a copy of the folder alone opens on no other machine. It protects copies and backups, not against somebody
who is already this user on this machine.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ioc_desktop.config.atomic import replace_bytes, unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

MAGIC = b"IOC-SECRETS-1\n"
NONCE_BYTES = 12
KEY_BYTES = 32


class SecretFile:
    """A table of secrets in ``<folder>/secrets.bin``; several processes may use it at once."""

    def __init__(self, folder: Path, *, machine_id: str | None = None) -> None:
        self._file = folder / "secrets.bin"
        self._key_file = folder / "machine.key"
        self._lock_file = folder / "secrets.lock"
        self._machine_id = machine_id

    def load(self) -> dict[str, str]:
        """All secrets.

        Raises:
            ExpectedError: ``secrets.unreadable`` for a damaged file, a missing key or another machine's file.
        """
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unreadable() from error
        return self._decrypt(content)

    def change(self, edit: Callable[[dict[str, str]], None]) -> None:
        """Apply ``edit`` to the table. A table that cannot be read is set aside and a new one begun.

        Raises:
            ExpectedError: ``file.unwritable``.
        """
        with self._locked():
            try:
                table = self.load()
            except ExpectedError:
                self._set_aside()
                table = {}
            before = dict(table)
            edit(table)
            if table != before:
                replace_bytes(self._file, self._encrypt(table))

    def _encrypt(self, table: dict[str, str]) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  (slow import)

        nonce = os.urandom(NONCE_BYTES)
        return MAGIC + nonce + AESGCM(self._key(make=True)).encrypt(nonce, json.dumps(table).encode(), MAGIC)

    def _decrypt(self, content: bytes) -> dict[str, str]:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  (slow import)
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        start = len(MAGIC) + NONCE_BYTES
        try:
            plain = AESGCM(self._key()).decrypt(content[len(MAGIC) : start], content[start:], MAGIC)
        except (InvalidTag, ValueError, OSError) as error:
            raise self._unreadable() from error
        table: dict[str, str] = json.loads(plain)
        return table

    def _key(self, *, make: bool = False) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  (slow import)
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

        if make and not self._key_file.exists():
            replace_bytes(self._key_file, os.urandom(KEY_BYTES))
        random_key = self._key_file.read_bytes()
        if len(random_key) != KEY_BYTES:
            raise ValueError("machine key of the wrong length")
        salt = (machine_id() if self._machine_id is None else self._machine_id).encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=MAGIC).derive(random_key)

    def _set_aside(self) -> None:
        stamp = f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        for file in (self._file, self._key_file):
            with suppress(OSError):
                file.rename(file.with_name(f"{file.name}.{stamp}"))

    def _unreadable(self) -> ExpectedError:
        return ExpectedError(
            "secrets.unreadable",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không giải mã được tệp mật khẩu {path}: tệp hỏng hoặc từ máy khác. "
                "Nhập lại mật khẩu của từng camera; tệp cũ được giữ lại bên cạnh.",
            ),
            path=self._file,
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            descriptor = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unwritable(self._lock_file) from error
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def machine_id() -> str:
    """What the operating system calls this machine; "" where it does not say."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  (Windows only)

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    return ""
