"""A time-stamp service (RFC 3161) over HTTP on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import tsp, x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.support.certificates import Person


@contextmanager
def time_stamp_service(person: Person, at: datetime, *, is_broken: bool = False) -> Iterator[str]:
    """Answers with this key and this time; its address. A broken one answers nonsense."""
    key = person.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = x509.Certificate.load(person.certificate.public_bytes(Encoding.DER))
    stamper = DummyTimeStamper(certificate, PrivateKeyInfo.load(key), fixed_dt=at)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            response = stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            body = b"<html>502</html>" if is_broken else response
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if is_broken else "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, name="time stamps", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
