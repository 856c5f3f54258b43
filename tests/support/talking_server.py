"""A server that says one thing to whoever connects, as PostgreSQL does in states that are hard to bring about."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SSL_REQUEST = bytes.fromhex("0000000804d2162f")


def refusal(state: str, words: str, severity: str = "FATAL") -> bytes:
    """PostgreSQL's ErrorResponse."""
    fields = {"S": severity, "V": "FATAL", "C": state, "M": words}
    body = b"".join(code.encode() + text.encode() + b"\0" for code, text in fields.items()) + b"\0"
    return b"E" + (len(body) + 4).to_bytes(4, "big") + body


def asks_for_password(kind: int) -> bytes:
    """PostgreSQL's AuthenticationCleartextPassword (3) or AuthenticationMD5Password (5)."""
    body = kind.to_bytes(4, "big") + (b"salt" if kind == 5 else b"")
    return b"R" + (len(body) + 4).to_bytes(4, "big") + body


class TalkingServer:
    """Refuses TLS and answers every start of a conversation with the same bytes.

    Attributes:
        heard: what came in after the answers.
    """

    def __init__(self, answer: bytes, tls: bytes = b"N") -> None:
        self.heard = b""
        self._answer, self._tls = answer, tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="talking-server")
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            with visitor, suppress(OSError):
                visitor.settimeout(5)
                self._talk(visitor)

    def _talk(self, visitor: socket.socket) -> None:
        said = visitor.recv(4096)
        if said == SSL_REQUEST:
            visitor.sendall(self._tls)
            said = visitor.recv(4096)
        if said:
            visitor.sendall(self._answer)
            while said := visitor.recv(4096):
                self.heard += said


@contextmanager
def talking(answer: bytes = b"", tls: bytes = b"N") -> Iterator[TalkingServer]:
    server = TalkingServer(answer, tls)
    try:
        yield server
    finally:
        server.close()
