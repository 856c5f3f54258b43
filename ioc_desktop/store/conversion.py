"""Encrypting an existing profile and taking the encryption away again, file by file, each in one step.

An interrupted run is finished by running the same command again: every file says by its header what it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import backup
from ioc_desktop.store.connections import (
    PLAIN_HEADER,
    DatabaseKey,
    connect,
    driver,
    header,
    key_of,
    looks_encrypted,
    row_counts,
    unlock,
)
from ioc_desktop.store.encryption import KeyFile, Keyring, find_key, new_key
from ioc_desktop.store.failures import damaged, explained
from ioc_desktop.store.swapping import COMPANIONS, beside, discard, flush_folder, fold, swap

_OLD, _NEW = ".plain-old", ".converting"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class EncryptionState:
    """How a profile stands.

    Attributes:
        is_encrypted: the database file.
        has_key: a key file is there.
        keyring: the system's keyring answers.
        plain: files of the profile that hold data in plain text.
    """

    is_encrypted: bool
    has_key: bool
    keyring: bool
    plain: tuple[Path, ...]


def state(paths: AppPaths) -> EncryptionState:
    """Look, by the headers only; for a process that has no database open."""
    return EncryptionState(
        is_encrypted=paths.database.exists() and not _is_plain(paths.database) and KeyFile(paths).exists,
        has_key=KeyFile(paths).exists,
        keyring=Keyring(paths).answers,
        plain=tuple(file for file in _files(paths) if _holds_plain_text(file)),
    )


def encrypt(paths: AppPaths, password: str, *, use_keyring: bool = True) -> EncryptionState:
    """Encrypt the database and its backups; what cannot be is left and named in ``plain``.

    Raises:
        ExpectedError: ``store.in_use``, ``database.password_short``, ``database.password_wrong`` after an interrupted
            run with another password, ``store.*``.
    """
    file = KeyFile(paths)
    if paths.database.exists() and _is_plain(paths.database):
        fold(paths.database, None)
    if file.exists:
        key = file.open(password)
    else:
        key = new_key()
        file.write(key, password)
    with suppress(ExpectedError):
        Keyring(paths, use_keyring=use_keyring).set(key)
    _convert_all(paths, key, key)
    return state(paths)


def decrypt(paths: AppPaths, password: str | None = None, *, use_keyring: bool = True) -> EncryptionState:
    """Take the encryption away from the database and its backups, then put the key aside.

    Raises:
        ExpectedError: see ``encryption.find_key``; ``store.in_use``, ``store.*``.
    """
    key = find_key(paths, password, use_keyring=use_keyring)
    if key is None:
        raise not_encrypted()
    _convert_all(paths, key, None)
    KeyFile(paths).retire()
    with suppress(ExpectedError):
        Keyring(paths, use_keyring=use_keyring).forget()
    return state(paths)


def change_password(paths: AppPaths, old: str | None, new: str, *, use_keyring: bool = True) -> None:
    """Wrap the same key with another password; no database file is touched.

    Raises:
        ExpectedError: see ``encryption.find_key``; ``database.password_short``, ``file.unwritable``.
    """
    key = find_key(paths, old, use_keyring=use_keyring)
    if key is None:
        raise not_encrypted()
    KeyFile(paths).write(key, new)


def convert(source: Path, target: Path, before: DatabaseKey | None, after: DatabaseKey | None) -> None:
    """Write the content of ``source`` into the new file ``target`` with another key, and compare both.

    Raises:
        ExpectedError: ``store.*``; ``target`` is not left behind then.
    """
    discard(target)
    target.touch(mode=0o600)
    either = before or after
    try:
        with explained(source), closing(driver(either).connect(str(source), isolation_level=None)) as connection:
            unlock(connection, before)
            counts = row_counts(connection)
            literal = after.literal if after else ""
            connection.execute(f'ATTACH DATABASE ? AS target KEY "{literal}"', (str(target),))
            connection.execute("SELECT sqlcipher_export('target')")
            connection.execute("DETACH DATABASE target")
        _compare(target, after, counts)
    except BaseException:
        discard(target)
        raise


def _compare(target: Path, key: DatabaseKey | None, counts: dict[str, int]) -> None:
    with explained(target), closing(connect(target, key)) as connection:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok" or row_counts(connection) != counts:
            raise damaged(answer)


def not_encrypted() -> ExpectedError:
    """The sentence for a profile without encryption."""
    return ExpectedError(
        "database.not_encrypted",
        QT_TRANSLATE_NOOP("errors", "Cơ sở dữ liệu chưa được mã hóa. Mã hóa bằng lệnh main.py database encrypt."),
    )


def _convert_all(paths: AppPaths, key: DatabaseKey, wanted: DatabaseKey | None) -> None:
    """The database first: only its failure stops the run."""
    for left in (*paths.root.glob(f"*{_OLD}*"), *paths.backups.glob(f"*{_OLD}*")):
        wipe(left)
    if paths.database.exists():
        fold(paths.database, key_of(paths.database, key))
        _convert_in_place(paths.database, key, wanted)
    for file in backup.listed(paths.backups):
        with suppress(ExpectedError):
            _convert_in_place(file.path, key, wanted)


def _convert_in_place(file: Path, key: DatabaseKey, wanted: DatabaseKey | None) -> None:
    before = key_of(file, key)
    if before == wanted:
        return
    finished, old = beside(file, _NEW), beside(file, _OLD)
    convert(file, finished, before, wanted)
    swap(file, finished, old)
    wipe(old)


def wipe(file: Path) -> None:
    """Overwrite a file, then remove it. What a disk keeps of overwritten blocks is out of a program's reach."""
    with suppress(OSError), file.open("r+b") as content:
        left = file.stat().st_size
        while left > 0:
            content.write(os.urandom(min(_CHUNK, left)))
            left -= _CHUNK
        content.flush()
        os.fsync(content.fileno())
    file.unlink(missing_ok=True)
    flush_folder(file.parent)


def _files(paths: AppPaths) -> Iterator[Path]:
    """The database, its backups, and the copies that were set aside."""
    yield from sorted(paths.root.glob(f"{paths.database.name}*"))
    yield from (file.path for file in backup.listed(paths.backups))


def _is_plain(file: Path) -> bool:
    return header(file)[:16] == PLAIN_HEADER


def _holds_plain_text(file: Path) -> bool:
    """Of a WAL, what its database is; a damaged header hides nothing of the pages behind it."""
    main = next((file.with_name(file.name[: -len(end)]) for end in COMPANIONS if file.name.endswith(end)), file)
    return main.exists() and main.stat().st_size > 0 and not looks_encrypted(main)
