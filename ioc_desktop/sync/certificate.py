"""Looking at a server's certificate before anything secret is sent to it."""

from __future__ import annotations

import hashlib
import socket
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.connection import CONNECT_LIMIT_S, UNREACHABLE, is_loopback, no_tls
from ioc_desktop.sync.state import CertificateSeen, ServerAddress

_SSL_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
"""PostgreSQL's message that asks for TLS (protocol documentation, "SSLRequest")."""


def look_at(address: ServerAddress) -> CertificateSeen | None:
    """The certificate that the server shows; None on this machine without TLS.

    Raises:
        ExpectedError: ``sync.unreachable``, ``sync.no_tls``.
    """
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE  # only to read it: nothing is sent over this connection
    try:
        bytes_seen = _handshake(address, unchecked)
        if bytes_seen is None:
            if is_loopback(address.host):
                return None
            raise no_tls(address)
        problem = _problem(address)
    except (OSError, ssl.SSLError) as error:
        raise ExpectedError("sync.unreachable", UNREACHABLE, server=address.shown) from error
    return _seen(x509.load_der_x509_certificate(bytes_seen), problem)


def _handshake(address: ServerAddress, context: ssl.SSLContext) -> bytes | None:
    """The certificate, DER; None when the server speaks no TLS."""
    host = address.host or "localhost"
    with socket.create_connection((host, address.port), timeout=CONNECT_LIMIT_S) as plain:
        plain.sendall(_SSL_REQUEST)
        if plain.recv(1) != b"S":
            return None
        with context.wrap_socket(plain, server_hostname=host) as secure:
            return secure.getpeercert(binary_form=True)


def _problem(address: ServerAddress) -> str:
    """Why the certificate cannot be trusted; "" when it can."""
    try:
        checked = ssl.create_default_context(cafile=address.ca_file or None)
        _handshake(address, checked)
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    except OSError as error:
        return str(error)
    return ""


def _seen(certificate: x509.Certificate, problem: str) -> CertificateSeen:
    der = certificate.public_bytes(serialization.Encoding.DER)
    digest = hashlib.sha256(der).hexdigest().upper()
    return CertificateSeen(
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        fingerprint=":".join(digest[place : place + 2] for place in range(0, len(digest), 2)),
        is_trusted=not problem,
        problem=problem,
        pem=certificate.public_bytes(serialization.Encoding.PEM).decode(),
    )
