"""``database encrypt | decrypt | password | status``. Passwords come from variables or the terminal, never as words."""

import getpass
import json
import os
import sys

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import conversion
from ioc_desktop.store.conversion import EncryptionState
from ioc_desktop.store.encryption import PASSWORD_VARIABLE, KeyFile, find_key

NEW_PASSWORD_VARIABLE = "IOC_DATABASE_NEW_PASSWORD"  # noqa: S105  (the name of the variable)
DONE, FAILED = 0, 1


def run_encrypt(paths: AppPaths, *, json_output: bool = False) -> int:
    """Encrypt the profile's database and its backups; 1 when a copy in plain text is left.

    Raises:
        ExpectedError: ``database.*``, ``store.*``.
    """
    paths.create()
    password = os.environ.get(PASSWORD_VARIABLE) or _asked_twice()
    found = conversion.encrypt(paths, password)
    _print(found, "Đã mã hóa cơ sở dữ liệu và các bản sao lưu.", json_output=json_output)
    return FAILED if found.plain else DONE


def run_decrypt(paths: AppPaths, *, json_output: bool = False) -> int:
    """Take the encryption away again.

    Raises:
        ExpectedError: ``database.*``, ``store.*``.
    """
    found = conversion.decrypt(paths, _present_password(paths))
    _print(found, "Đã bỏ mã hóa cơ sở dữ liệu và các bản sao lưu.", json_output=json_output)
    return DONE


def run_password(paths: AppPaths, *, json_output: bool = False) -> int:
    """Change the password; the database stays as it is.

    Raises:
        ExpectedError: ``database.*``.
    """
    old = _present_password(paths)
    conversion.change_password(paths, old, os.environ.get(NEW_PASSWORD_VARIABLE) or _asked_twice())
    _print(conversion.state(paths), "Đã đổi mật khẩu cơ sở dữ liệu.", json_output=json_output)
    return DONE


def run_status(paths: AppPaths, *, json_output: bool = False) -> int:
    """Say how the profile stands."""
    found = conversion.state(paths)
    words = "Cơ sở dữ liệu đã mã hóa." if found.is_encrypted else "Cơ sở dữ liệu chưa mã hóa."
    _print(found, words, json_output=json_output)
    return DONE


def _print(found: EncryptionState, words: str, *, json_output: bool) -> None:
    if json_output:
        plain = [str(file) for file in found.plain]
        report = {"encrypted": found.is_encrypted, "key": found.has_key, "keyring": found.keyring, "plain": plain}
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    print(words)
    if not found.has_key:
        return
    if found.keyring:
        print("Khóa nằm trong kho khóa của hệ điều hành; mật khẩu mở được khi kho khóa không trả lời.")
    else:
        print(f"Máy không có kho khóa: mỗi lần mở phải nhập mật khẩu, hoặc đặt biến {PASSWORD_VARIABLE}.")
    for file in found.plain:
        print(f"Còn ở dạng chưa mã hóa: {file}. Xóa tệp này khi không cần nữa.")


def _present_password(paths: AppPaths) -> str | None:
    """None when the variable or the keyring opens; asks at a terminal otherwise."""
    try:
        find_key(paths)
    except ExpectedError as error:
        if error.code != "database.password_needed" or not sys.stdin.isatty():
            raise
        return getpass.getpass("Mật khẩu cơ sở dữ liệu: ")
    if not KeyFile(paths).exists:
        raise conversion.not_encrypted()
    return None


def _asked_twice() -> str:
    if not sys.stdin.isatty():
        raise ExpectedError(
            "database.password_unset",
            QT_TRANSLATE_NOOP(
                "errors", "Chưa có mật khẩu mới cho cơ sở dữ liệu. Đặt vào biến {variable} hoặc chạy trong cửa sổ lệnh."
            ),
            variable=f"{PASSWORD_VARIABLE} / {NEW_PASSWORD_VARIABLE}",
        )
    password = getpass.getpass("Mật khẩu mới của cơ sở dữ liệu: ")
    if getpass.getpass("Nhập lại: ") != password:
        raise ExpectedError(
            "database.password_differs", QT_TRANSLATE_NOOP("errors", "Hai mật khẩu khác nhau. Chạy lại lệnh.")
        )
    return password
