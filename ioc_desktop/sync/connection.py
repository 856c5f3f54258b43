"""The one way to a server: TLS verified unless the host is this machine, and every failure as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

import psycopg

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.transport import LinkLostError

CONNECT_LIMIT_S = 10


def connect(address: ServerAddress, password: str, *, autocommit: bool = True) -> psycopg.Connection:
    """A connection that speaks SCRAM only and notices a dead link within half a minute.

    Raises:
        ExpectedError: ``sync.*``: unreachable, password, expired role, certificate, no such database, no rights.
    """
    with explained(address):
        return psycopg.connect(
            host=address.host,
            port=address.port,
            dbname=address.database,
            user=address.user,
            password=password,
            autocommit=autocommit,
            connect_timeout=CONNECT_LIMIT_S,
            require_auth="scram-sha-256",
            application_name="IOC Desktop",
            client_encoding="utf8",
            options="-c timezone=UTC -c search_path=pg_catalog -c statement_timeout=120s",
            keepalives=1,
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
            tcp_user_timeout=25_000,
            **_tls(address),
        )


def is_loopback(host: str) -> bool:
    """Whether the server is this machine, where nobody listens on the wire."""
    if host in {"", "localhost"} or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _tls(address: ServerAddress) -> dict[str, Any]:
    if address.ca_file:
        return {"sslmode": "verify-full", "sslrootcert": address.ca_file}
    if is_loopback(address.host):
        return {"sslmode": "prefer"}
    return {"sslmode": "verify-full", "sslrootcert": "system"}


@contextmanager
def explained(address: ServerAddress) -> Iterator[None]:
    """Turn the failures of a connection into ``ExpectedError``; bugs pass through."""
    try:
        yield
    except (psycopg.Error, LinkLostError) as error:
        cause = error.__cause__ if isinstance(error, LinkLostError) else error
        expected = expected_error(cause, address) if isinstance(cause, psycopg.Error) else None
        if expected is None:
            raise
        raise expected from error


UNREACHABLE = QT_TRANSLATE_NOOP(
    "errors", "Không tới được máy chủ {server}. Kiểm tra địa chỉ, dây mạng và tường lửa; chương trình sẽ tự thử lại."
)
_SENTENCES = {
    "28P01": (
        "sync.password_wrong",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} không nhận tên đăng nhập và mật khẩu này, hoặc tài khoản đã hết hạn. "
            "Nhập lại, hoặc nhờ quản trị cấp mật khẩu mới.",
        ),
    ),
    "28000": (
        "sync.role_expired",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} không cho tài khoản {user} đăng nhập. Nhờ quản trị kiểm tra thời hạn và quyền.",
        ),
    ),
    "3D000": (
        "sync.database_missing",
        QT_TRANSLATE_NOOP(
            "errors",
            "Trên máy chủ {server} không có cơ sở dữ liệu này. Kiểm tra tên, hoặc cài bằng main.py server init.",
        ),
    ),
    "42501": (
        "sync.no_rights",
        QT_TRANSLATE_NOOP(
            "errors",
            "Tài khoản {user} không có quyền vào {server}. Nhờ quản trị cấp quyền bằng main.py server role add.",
        ),
    ),
    "53300": (
        "sync.too_many",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} đã hết chỗ kết nối. Chương trình sẽ tự thử lại; nếu kéo dài, báo quản trị.",
        ),
    ),
    "53100": (
        "sync.server_full",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} đầy ổ đĩa. Dữ liệu vẫn an toàn trên máy này; báo quản trị giải phóng dung lượng.",
        ),
    ),
    "25006": (
        "sync.read_only",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} chỉ cho đọc (máy dự phòng). Dữ liệu giữ trên máy này, gửi khi máy chính trở lại.",
        ),
    ),
    "57P03": (
        "sync.starting",
        QT_TRANSLATE_NOOP("errors", "Máy chủ {server} đang khởi động hoặc đang tắt. Chương trình sẽ tự thử lại."),
    ),
    "42883": (
        "sync.not_ours",
        QT_TRANSLATE_NOOP("errors", "Cơ sở dữ liệu ở {server} không phải của IOC Desktop. Kiểm tra tên cơ sở dữ liệu."),
    ),
}
"""SQLSTATE → code and sentence."""

_SENTENCES |= {"57P01": _SENTENCES["57P03"], "57P02": _SENTENCES["57P03"], "3F000": _SENTENCES["42883"]}
_SAID = (
    (r"password authentication failed", "28P01"),
    (r"is not permitted to log in|no pg_hba.conf entry|role .* does not exist", "28000"),
    (r"database .* does not exist", "3D000"),
    (r"permission denied for database|does not have CONNECT privilege", "42501"),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"the database system is (starting|shutting|not yet)|in recovery mode", "57P03"),
)
"""libpq tells no SQLSTATE of a failed connection: only its words, whose first line is the server's."""

_CERTIFICATE = re.compile(r"certificate|SSL error|hostname.*does not match|server common name", re.IGNORECASE)


def expected_error(error: psycopg.Error, address: ServerAddress) -> ExpectedError | None:
    """What a failure of PostgreSQL means for the person at the desk; None for a bug such as wrong SQL."""
    state = error.sqlstate or _state_by_words(str(error))
    if state in _SENTENCES:
        code, sentence = _SENTENCES[state]
        return ExpectedError(code, sentence, server=address.shown, user=address.user)
    words = str(error)
    if not error.sqlstate and isinstance(error, psycopg.OperationalError):
        if "server does not support SSL" in words:
            return no_tls(address)
        if _CERTIFICATE.search(words):
            return certificate_error(address, _certificate_fault(words))
        return ExpectedError("sync.unreachable", UNREACHABLE, server=address.shown)
    if (error.sqlstate or "")[:2] == "08":
        return ExpectedError("sync.unreachable", UNREACHABLE, server=address.shown)
    return None


def certificate_error(address: ServerAddress, fault: str) -> ExpectedError:
    return ExpectedError(
        "sync.certificate",
        QT_TRANSLATE_NOOP(
            "errors",
            "Chứng thư của máy chủ {server} không tin được ({fault}). Không gửi mật khẩu. "
            "Chọn đúng tệp CA do quản trị cấp, hoặc báo quản trị.",
        ),
        server=address.shown,
        fault=fault,
    )


def no_tls(address: ServerAddress) -> ExpectedError:
    return ExpectedError(
        "sync.no_tls",
        QT_TRANSLATE_NOOP(
            "errors", "Máy chủ {server} chưa bật mã hóa đường truyền (TLS). Nhờ quản trị bật ssl trong PostgreSQL."
        ),
        server=address.shown,
    )


def _state_by_words(words: str) -> str | None:
    return next((state for pattern, state in _SAID if re.search(pattern, words)), None)


def _certificate_fault(words: str) -> str:
    if re.search(r"does not match|common name", words):
        return "không đúng tên máy chủ"
    if "expired" in words:
        return "hết hạn"
    return "không do CA này cấp"
