"""Looking at a server's certificate before anything secret is sent to it."""

from __future__ import annotations

import hashlib
import socket
import ssl
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from ioc_desktop.sync.failures import CERTIFICATE_FAULTS, no_tls, unreachable
from ioc_desktop.sync.state import CertificateSeen, ServerAddress
from ioc_desktop.sync.tls import is_loopback, system_authorities

_LIMIT_S = 10
_SSL_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
"""PostgreSQL's message that asks for TLS (protocol documentation, "SSLRequest")."""

_FAULTS = {9: "not_yet", 10: "expired", 62: "name", 64: "name"}
"""OpenSSL's X509_V_ERR_*: CERT_NOT_YET_VALID, CERT_HAS_EXPIRED, HOSTNAME_MISMATCH, IP_ADDRESS_MISMATCH."""


def look_at(address: ServerAddress) -> CertificateSeen | None:
    """The certificate that the server shows; None on this machine without TLS. Nothing but the request for TLS is sent.

    Raises:
        ExpectedError: ``sync.unreachable``, ``sync.no_tls``.
    """
    if address.host.startswith("/"):
        return None  # the folder of a Unix socket
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE  # only to read it: nothing is sent over this connection
    try:
        chain = _handshake(address, unchecked)
    except OSError as error:
        raise unreachable(address) from error
    if chain is None:
        if is_loopback(address.host):
            return None
        raise no_tls(address)
    if not chain:
        raise unreachable(address)
    return _seen([x509.load_der_x509_certificate(one) for one in chain], fault_of(address))


def fault_of(address: ServerAddress) -> str | None:
    """Which of the ``CERTIFICATE_FAULTS`` a second, verifying handshake finds; None when it finds none."""
    try:
        checking = ssl.create_default_context(cafile=address.ca_file or system_authorities())
        checking.verify_flags &= (
            ~ssl.VerifyFlags.VERIFY_X509_STRICT
        )  # libpq does not ask for more than RFC 5280's basics
        _handshake(address, checking)
    except ssl.SSLCertVerificationError as error:
        return _FAULTS.get(error.verify_code, "untrusted")
    except OSError:  # also a file that holds no certificates, and a server that has gone away meanwhile
        return "untrusted"
    return None


def _handshake(address: ServerAddress, context: ssl.SSLContext) -> list[bytes] | None:
    """The chain as shown, DER, the server's own first; None when the server speaks no TLS."""
    host = address.host or "localhost"
    with socket.create_connection((host, address.port), timeout=_LIMIT_S) as plain:
        plain.sendall(_SSL_REQUEST)
        answer = plain.recv(1)
        if answer == b"N":
            return None
        if answer != b"S":
            return []
        with context.wrap_socket(plain, server_hostname=host) as secure:
            return _chain(secure)


def _chain(secure: ssl.SSLSocket) -> list[bytes]:
    """Public from Python 3.13 on, private before."""
    inner: Any = secure if hasattr(secure, "get_unverified_chain") else getattr(secure, "_sslobj", None)
    read = getattr(inner, "get_unverified_chain", None)
    shown = (
        [one if isinstance(one, bytes) else ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in read() or []]
        if read
        else []
    )
    own = secure.getpeercert(binary_form=True)
    return shown or ([own] if own else [])


def _seen(chain: list[x509.Certificate], fault: str | None) -> CertificateSeen:
    own = chain[0]
    digest = hashlib.sha256(own.public_bytes(serialization.Encoding.DER)).hexdigest().upper()
    return CertificateSeen(
        subject=own.subject.rfc4514_string(),
        issuer=own.issuer.rfc4514_string(),
        valid_from=own.not_valid_before_utc,
        valid_to=own.not_valid_after_utc,
        fingerprint=":".join(digest[place : place + 2] for place in range(0, len(digest), 2)),
        is_trusted=fault is None,
        problem=CERTIFICATE_FAULTS[fault] if fault else "",
        pem="".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in chain),
    )
