"""Passwords: which are accepted, and argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc

SHORTEST = 8
LONGEST = 128
_COMMON = ("12345678", "password", "matkhau", "qwerty", "abcd1234", "iloveyou", "admin123", "11111111", "vietnam123")

_hasher = PasswordHasher()
"""The library's own defaults (RFC 9106, low memory); raised with the library, hashes follow at the next sign-in."""

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$zK8b0wJ5J2nYQm0pXn1r5A$9F0c5oVQ6cGmXoTz2m3pS1u4b9nQ8y7wK6e5d4c3b2A"
"""A hash that no password has: checked for unknown names, so that the answer takes as long as for known ones."""


def hashed(password: str) -> str:
    return _hasher.hash(nfc(password))


def matches(password_hash: str, password: str) -> bool:
    """Whether the password is the right one; some 50 ms on purpose."""
    try:
        return _hasher.verify(password_hash, nfc(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def check(password: str, user_name: str) -> None:
    """Refuse passwords that are guessed first.

    Raises:
        ExpectedError: ``accounts.password_short``, ``_long``, ``_common``.
    """
    if len(nfc(password)) < SHORTEST:
        raise ExpectedError(
            "accounts.password_short",
            QT_TRANSLATE_NOOP("errors", "Mật khẩu cần ít nhất {count} ký tự. Nhập mật khẩu dài hơn."),
            count=SHORTEST,
        )
    if len(password) > LONGEST:
        raise ExpectedError(
            "accounts.password_long",
            QT_TRANSLATE_NOOP("errors", "Mật khẩu dài quá {count} ký tự. Nhập mật khẩu ngắn hơn."),
            count=LONGEST,
        )
    if _is_guessable(fold(password), fold(user_name)):
        raise ExpectedError(
            "accounts.password_common",
            QT_TRANSLATE_NOOP("errors", "Mật khẩu này dễ đoán. Tránh tên đăng nhập, dãy số và từ phổ biến."),
        )


def _is_guessable(password: str, user_name: str) -> bool:
    if len(set(password)) < 4 or (user_name and user_name in password):
        return True
    rest = password
    for word in _COMMON:
        rest = rest.replace(word, "")
    return len(rest) < 4 and rest != password
