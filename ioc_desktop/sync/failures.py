"""What PostgreSQL's failures mean for the person at the desk: a sentence and the next step for each."""

from __future__ import annotations

import re

import psycopg

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.state import ServerAddress

UNREACHABLE = QT_TRANSLATE_NOOP(
    "errors", "Không tới được máy chủ {server}. Kiểm tra địa chỉ, dây mạng và tường lửa; chương trình sẽ tự thử lại."
)
_NOT_OURS = (
    "sync.not_ours",
    QT_TRANSLATE_NOOP("errors", "Cơ sở dữ liệu ở {server} không phải của IOC Desktop. Kiểm tra tên cơ sở dữ liệu."),
)
_STARTING = (
    "sync.starting",
    QT_TRANSLATE_NOOP("errors", "Máy chủ {server} đang khởi động hoặc đang tắt. Chương trình sẽ tự thử lại."),
)
_TIMEOUT = (
    "sync.timeout",
    QT_TRANSLATE_NOOP(
        "errors",
        "Máy chủ {server} làm quá lâu nên đã dừng việc này. Chương trình sẽ tự thử lại; nếu lặp lại, báo quản trị.",
    ),
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
    "57P01": _STARTING,
    "57P02": _STARTING,
    "57P03": _STARTING,
    "57014": _TIMEOUT,
    "55P03": _TIMEOUT,
    "3F000": _NOT_OURS,
    "42883": _NOT_OURS,
    "hba": (
        "sync.not_allowed",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} không cho máy này vào bằng tài khoản {user}. "
            "Nhờ quản trị thêm dòng hostssl cho mạng này vào pg_hba.conf.",
        ),
    ),
    "weak": (
        "sync.weak_password",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ {server} không đòi mật khẩu theo kiểu an toàn, nên không gửi mật khẩu. "
            "Nhờ quản trị dùng scram-sha-256 trong pg_hba.conf và password_encryption.",
        ),
    ),
    "ca_file": (
        "sync.ca_missing",
        QT_TRANSLATE_NOOP(
            "errors", "Không đọc được tệp CA dùng để kiểm tra máy chủ {server}. Chọn lại tệp CA do quản trị cấp."
        ),
    ),
    "no_tls": (
        "sync.no_tls",
        QT_TRANSLATE_NOOP(
            "errors", "Máy chủ {server} chưa bật mã hóa đường truyền (TLS). Nhờ quản trị bật ssl trong PostgreSQL."
        ),
    ),
}
"""SQLSTATE, or a word of ours where libpq has none → code and sentence."""

_SAID = (
    (r"password authentication failed|no password supplied", "28P01"),
    (r"is not permitted to log in|role .* does not exist", "28000"),
    (r"permission denied for database|does not have CONNECT privilege", "42501"),
    (r"database .* does not exist", "3D000"),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"the database system is (starting|shutting|not yet)|in recovery mode", "57P03"),
    (r"no pg_hba\.conf entry|pg_hba\.conf rejects", "hba"),
    (r"authentication method requirement|channel binding (is )?required", "weak"),
    (r"root certificate file|could not load .*root cert", "ca_file"),
    (r"server does not support SSL", "no_tls"),
)
"""libpq tells no SQLSTATE of a failed connection, only words; the first that fits wins over later attempts'."""

_ANSWER = re.compile(r"failed: [^\s:]+:  (.+)")
"""The server's own line, in whatever language it speaks: severity, colon, two spaces."""

_RETRYABLE = ("08", "53", "40001", "40P01", "55P03", "57P01", "57P02", "57P03")

CERTIFICATE_FAULTS = {
    "expired": QT_TRANSLATE_NOOP("errors", "đã hết hạn"),
    "not_yet": QT_TRANSLATE_NOOP("errors", "chưa đến ngày có hiệu lực"),
    "name": QT_TRANSLATE_NOOP("errors", "cấp cho tên máy chủ khác"),
    "untrusted": QT_TRANSLATE_NOOP("errors", "không do nơi cấp (CA) đã chọn ký"),
}
"""Why a certificate cannot be trusted, as ``CertificateSeen.problem`` says it."""

_CERTIFICATE_SENTENCES = {
    "expired": QT_TRANSLATE_NOOP(
        "errors",
        "Chứng thư của máy chủ {server} đã hết hạn; không gửi mật khẩu. "
        "Báo quản trị cấp chứng thư mới, và xem ngày giờ của máy này có đúng không.",
    ),
    "not_yet": QT_TRANSLATE_NOOP(
        "errors",
        "Chứng thư của máy chủ {server} chưa đến ngày có hiệu lực; không gửi mật khẩu. "
        "Kiểm tra ngày giờ của máy này và của máy chủ.",
    ),
    "name": QT_TRANSLATE_NOOP(
        "errors",
        "Chứng thư của máy chủ {server} được cấp cho tên khác; không gửi mật khẩu. "
        "Nhập đúng tên ghi trong chứng thư, hoặc nhờ quản trị cấp lại cho tên này.",
    ),
    "untrusted": QT_TRANSLATE_NOOP(
        "errors",
        "Chứng thư của máy chủ {server} không do nơi cấp (CA) đã chọn ký; không gửi mật khẩu. "
        "Chọn đúng tệp CA do quản trị cấp, hoặc báo quản trị.",
    ),
}


def expected_error(error: psycopg.Error, address: ServerAddress) -> ExpectedError | None:
    """What a failure of PostgreSQL means for the person at the desk; None for a bug such as wrong SQL."""
    state = error.sqlstate or _state_by_words(error)
    if state in _SENTENCES:
        code, sentence = _SENTENCES[state]
        return ExpectedError(code, sentence, server=address.shown, user=address.user)
    if (state or "")[:2] == "08":
        return unreachable(address)
    if error.sqlstate or not isinstance(error, psycopg.OperationalError):
        return None
    if is_about_certificate(error):
        return certificate_error(address, "name" if "does not match" in str(error) else "untrusted")
    answer = _ANSWER.search(str(error))
    return _refused(address, answer[1]) if answer else unreachable(address)


def is_retryable(error: psycopg.Error) -> bool:
    """Whether the same may succeed later without anybody doing anything."""
    state = error.sqlstate or _state_by_words(error)
    if state is None:
        return isinstance(error, psycopg.OperationalError) and not is_about_certificate(error)
    return state.startswith(_RETRYABLE)


def is_about_certificate(error: psycopg.Error) -> bool:
    words = str(error)
    return "certificate verify failed" in words or "does not match host name" in words


def unreachable(address: ServerAddress) -> ExpectedError:
    return ExpectedError("sync.unreachable", UNREACHABLE, server=address.shown)


def no_tls(address: ServerAddress) -> ExpectedError:
    code, sentence = _SENTENCES["no_tls"]
    return ExpectedError(code, sentence, server=address.shown)


def certificate_error(address: ServerAddress, fault: str) -> ExpectedError:
    """``sync.certificate``, by one of the ``CERTIFICATE_FAULTS``."""
    return ExpectedError("sync.certificate", _CERTIFICATE_SENTENCES[fault], server=address.shown, fault=fault)


def _refused(address: ServerAddress, words: str) -> ExpectedError:
    return ExpectedError(
        "sync.refused",
        QT_TRANSLATE_NOOP("errors", "Máy chủ {server} từ chối kết nối và nói: {words}. Báo quản trị câu này."),
        server=address.shown,
        words=words.rstrip("."),
    )


def _state_by_words(error: psycopg.Error) -> str | None:
    if not isinstance(error, psycopg.OperationalError):
        return None
    words = str(error)
    return next((state for pattern, state in _SAID if re.search(pattern, words)), None)
