"""Whom to trust on the way to a server: everybody on this machine, elsewhere only who shows a verified certificate."""

from __future__ import annotations

import atexit
import shutil
import ssl
import tempfile
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any


def is_loopback(host: str) -> bool:
    """Whether the server is this machine, where nobody listens on the wire; several hosts never are."""
    if "," in host:
        return False
    if host in {"", "localhost"} or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def tls_words(host: str, ca_file: str) -> dict[str, Any]:
    """What libpq is told. GSS encryption is off because it would come before TLS and its checks."""
    if ca_file or not is_loopback(host):
        # Channel binding: the proof of the password holds for this connection only; nobody in between can pass it on.
        words: dict[str, Any] = {
            "sslmode": "verify-full",
            "sslrootcert": ca_file or system_authorities(),
            "channel_binding": "require",
        }
    else:
        words = {"sslmode": "prefer", "channel_binding": "prefer"}
    return words | {"gssencmode": "disable"}


@cache
def system_authorities() -> str:
    """A file with the certificate authorities of the operating system.

    libpq's own ``sslrootcert=system`` looks where its OpenSSL was built to look, which in psycopg's wheels is a folder
    that exists nowhere.
    """
    found = ssl.get_default_verify_paths().cafile
    if found:
        return found
    known = ssl.create_default_context().get_ca_certs(binary_form=True)  # Windows: from its store
    if not known:
        return "system"
    folder = Path(tempfile.mkdtemp(prefix="ioc-ca-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "system.pem"
    file.write_text("".join(ssl.DER_cert_to_PEM_cert(one) for one in known), encoding="ascii")
    return str(file)
