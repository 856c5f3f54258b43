"""An authority that answers about its certificates over HTTP, in a process of its own.

``/crl`` answers with ``FOLDER/crl.der``; ``/ocsp`` with the state in ``FOLDER/ocsp.json``, signed with the keys there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import ocsp

from tests.support.certificates import Authority, Person


@dataclass(frozen=True)
class RevocationService:
    """The running process and what it answers from."""

    url: str
    folder: Path

    @property
    def crl(self) -> str:
        return f"{self.url}/crl"

    @property
    def ocsp(self) -> str:
        return f"{self.url}/ocsp"

    def publish(self, content: bytes) -> None:
        """From now on this is the list of what was revoked."""
        (self.folder / "crl.der").write_bytes(content)

    def answer(self, authority: Authority, person: Person, at: datetime, revoked_at: datetime | None = None) -> None:
        """From now on whoever asks is told this about the person."""
        key = authority.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (self.folder / "key.pem").write_bytes(key)
        (self.folder / "issuer.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
        (self.folder / "person.pem").write_bytes(person.certificate.public_bytes(Encoding.PEM))
        state = {"at": at.isoformat(), "revoked_at": revoked_at.isoformat() if revoked_at else None}
        (self.folder / "ocsp.json").write_text(json.dumps(state), encoding="utf-8")

    @property
    def asked(self) -> list[str]:
        """Who was asked what, in order."""
        log = self.folder / "asked"
        return log.read_text(encoding="utf-8").split() if log.exists() else []


@contextmanager
def revocation_service(folder: Path) -> Iterator[RevocationService]:
    command = [sys.executable, "-m", "tests.support.revocation_service", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield RevocationService(f"http://127.0.0.1:{int(process.stdout.readline())}", folder)
        finally:
            process.kill()


def _ocsp(folder: Path, asked: bytes) -> bytes:
    state = json.loads((folder / "ocsp.json").read_text(encoding="utf-8"))
    person, issuer = (
        x509.load_pem_x509_certificate((folder / name).read_bytes()) for name in ("person.pem", "issuer.pem")
    )
    key = load_pem_private_key((folder / "key.pem").read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    at, revoked = datetime.fromisoformat(state["at"]), state["revoked_at"]
    made = ocsp.OCSPResponseBuilder().add_response(
        cert=person, issuer=issuer, algorithm=hashes.SHA1(),
        cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
        this_update=at, next_update=at + timedelta(days=1),
        revocation_time=datetime.fromisoformat(revoked) if revoked else None,
        revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
    )  # fmt: skip
    made = made.responder_id(ocsp.OCSPResponderEncoding.NAME, issuer)
    for each in ocsp.load_der_ocsp_request(asked).extensions:
        made = made.add_extension(each.value, critical=False)  # the nonce
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def _serve(folder: Path) -> None:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send((folder / "crl.der").read_bytes())

        def do_POST(self) -> None:
            self._send(_ocsp(folder, self.rfile.read(int(self.headers["Content-Length"]))))

        def _send(self, body: bytes) -> None:
            with (folder / "asked").open("a", encoding="utf-8") as log:
                log.write(f"{self.path}\n")
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
