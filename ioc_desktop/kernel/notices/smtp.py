"""The one door to a mail server: SMTP over TLS whose certificate is checked, never in the clear.

STARTTLS after RFC 3207, implicit TLS after RFC 8314.
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime, formataddr

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.notices.outbox import StoredLetter

TIMEOUT_S = 20.0
_PERMANENT = 500
_WELCOME = 235
_NAME = "IOC Desktop"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where letters are handed in.

    Attributes:
        security: ``starttls`` or ``tls``.
        user: "" where the server asks for no name.
        sender: address that letters come from.
        ca_file: file with the authority of the server's certificate; "" for those of the operating system.
    """

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    ca_file: str = ""


class LetterRefusedError(ExpectedError):
    """The server will never take this letter; others it may."""


class Connection:
    """An open, authenticated way to the server."""

    def __init__(self, server: MailServer, smtp: smtplib.SMTP) -> None:
        self._server, self._smtp = server, smtp

    def send(self, letter: StoredLetter, read: Callable[[str], bytes]) -> None:
        """Hand a letter in.

        Args:
            read: the content of an attached file by its hash.

        Raises:
            LetterRefusedError: ``mail.refused``.
            ExpectedError: ``mail.cut``, ``mail.put_off``, ``mail.sender``, and what ``read`` raises.
        """
        message = as_message(letter, self._server.sender, read)
        try:
            self._smtp.send_message(message, self._server.sender, [letter.recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _answered(code, words) from error
        except smtplib.SMTPSenderRefused as error:
            raise _said("mail.sender", _SENDER, self._server, sender=self._server.sender) from error
        except smtplib.SMTPResponseException as error:
            raise _answered(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise ExpectedError(
                "mail.cut",
                QT_TRANSLATE_NOOP("errors", "Mất nối với máy chủ thư {host} giữa chừng. Thư sẽ được gửi lại."),
                host=self._server.host,
            ) from error

    def close(self) -> None:
        """End now, whatever another thread waits for."""
        sock = self._smtp.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def connected(server: MailServer, password: str, timeout_s: float = TIMEOUT_S) -> Iterator[Connection]:
    """A way to the server, over TLS and signed in.

    Raises:
        ExpectedError: ``mail.ca_unreadable``, ``mail.unreachable``, ``mail.untrusted``, ``mail.no_tls``,
            ``mail.login``.
    """
    context = _trust(server)
    try:
        smtp = _open(server, context, timeout_s)
    except ssl.SSLCertVerificationError as error:
        raise _said("mail.untrusted", _UNTRUSTED, server, detail=error.verify_message) from error
    except smtplib.SMTPNotSupportedError as error:
        raise _said("mail.no_tls", _NO_TLS, server) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _said("mail.unreachable", _UNREACHABLE, server, port=server.port) from error
    try:
        _sign_in(smtp, server, password)
        yield Connection(server, smtp)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


_UNTRUSTED = QT_TRANSLATE_NOOP(
    "errors",
    "Chứng chỉ của máy chủ thư {host} không tin được ({detail}). Kiểm tra tên máy chủ hoặc chọn tệp chứng chỉ gốc.",
)
_NO_TLS = QT_TRANSLATE_NOOP(
    "errors", "Máy chủ thư {host} không hỗ trợ STARTTLS. Chọn kiểu bảo mật TLS (cổng 465) hoặc dùng máy chủ khác."
)
_UNREACHABLE = QT_TRANSLATE_NOOP(
    "errors", "Không nối được máy chủ thư {host}:{port}. Kiểm tra mạng, tên máy chủ, cổng và kiểu bảo mật."
)
_LOGIN = QT_TRANSLATE_NOOP(
    "errors", "Máy chủ thư {host} không nhận tên đăng nhập hoặc mật khẩu. Nhập lại trong Cài đặt, mục Thư điện tử."
)

_SENDER = QT_TRANSLATE_NOOP(
    "errors", "Máy chủ thư {host} không cho gửi từ {sender}. Sửa địa chỉ gửi trong Cài đặt, mục Thư điện tử."
)


def _said(code: str, sentence: str, server: MailServer, **facts: object) -> ExpectedError:
    return ExpectedError(code, sentence, host=server.host, **facts)


def _trust(server: MailServer) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=server.ca_file or None)
    except OSError as error:  # ssl.SSLError is one
        raise ExpectedError(
            "mail.ca_unreadable",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp chứng chỉ gốc {file}. Chọn tệp PEM khác."),
            file=server.ca_file,
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _open(server: MailServer, context: ssl.SSLContext, timeout_s: float) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout_s, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=timeout_s)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _sign_in(smtp: smtplib.SMTP, server: MailServer, password: str) -> None:
    if not server.user:
        return
    try:
        smtp.ehlo_or_helo_if_needed()
        if "PLAIN" in smtp.esmtp_features.get("auth", "").upper().split():
            _plain(smtp, server.user, password)
        else:
            smtp.login(server.user, password)
    except (smtplib.SMTPException, UnicodeError) as error:
        raise _said("mail.login", _LOGIN, server) from error
    except OSError as error:
        raise _said("mail.unreachable", _UNREACHABLE, server, port=server.port) from error


def _plain(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """AUTH PLAIN (RFC 4616) in UTF-8: smtplib's own takes no letter beyond ASCII in a password."""
    told = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, words = smtp.docmd("AUTH", f"PLAIN {told}")
    if code != _WELCOME:
        raise smtplib.SMTPAuthenticationError(code, words)


def _answered(code: int, words: bytes | str) -> ExpectedError:
    """The server said no: for good from 500 on, for now below (RFC 5321 §4.2.1)."""
    shown = (words.decode("utf-8", "replace") if isinstance(words, bytes) else words).strip()[:200]
    if code >= _PERMANENT:
        return LetterRefusedError(
            "mail.refused",
            QT_TRANSLATE_NOOP("errors", "Máy chủ thư từ chối thư này: {answer}. Kiểm tra địa chỉ nhận và cỡ tệp."),
            answer=f"{code} {shown}",
        )
    return ExpectedError(
        "mail.put_off",
        QT_TRANSLATE_NOOP("errors", "Máy chủ thư hẹn nhận sau: {answer}. Thư sẽ được gửi lại."),
        answer=f"{code} {shown}",
    )


def as_message(letter: StoredLetter, sender: str, read: Callable[[str], bytes]) -> EmailMessage:
    """The letter as it travels; its Message-ID is the same at every try."""
    message = EmailMessage(policy=WIRE)
    message["From"] = formataddr((_NAME, sender))
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.id.hex}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    for file in letter.files:
        message.add_attachment(read(file.sha256), maintype="application", subtype="octet-stream", filename=file.name)
    return message
