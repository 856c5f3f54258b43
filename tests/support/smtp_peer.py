"""A mail server as a process of its own: speaks enough SMTP over TLS, and misbehaves when it is told to.

``python -m tests.support.smtp_peer FOLDER --tls starttls|tls|none`` prints its port. Letters are written to
``FOLDER/N.eml``. ``FOLDER/ways`` is read at every command: words such as ``refuse``, ``busy``, ``cut``, ``silent``,
``sender``, ``login``, ``forget``.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parents[2]
USER, PASSWORD = "ioc", "mật-khẩu"


@dataclass(frozen=True)
class SmtpPeer:
    """A running mail server."""

    port: int
    folder: Path

    @property
    def ca_file(self) -> str:
        return str(self.folder / "peer.crt")

    def behave(self, *ways: str) -> None:
        (self.folder / "ways").write_text("\n".join(ways), "utf-8")

    def letters(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted(self.folder.glob("*.eml"))]


@contextmanager
def smtp_peer(folder: Path, tls: str = "starttls", host: str = "localhost") -> Iterator[SmtpPeer]:
    folder.mkdir(parents=True, exist_ok=True)
    make_certificate(folder, host)
    command = [sys.executable, "-m", "tests.support.smtp_peer", str(folder), "--tls", tls]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield SmtpPeer(int(process.stdout.readline()), folder)
        finally:
            process.kill()
            process.wait()


def make_certificate(folder: Path, host: str) -> None:
    """``peer.crt``, its own authority, and ``peer.key``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "peer.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "peer.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Visit(asyncio.Protocol):
    """One conversation."""

    def __init__(self, folder: Path, tls: str) -> None:
        self._folder, self._tls = folder, tls
        self._rest, self._data, self._signing_in = b"", b"", False
        self._is_letter, self._is_safe = False, tls == "tls"
        self._wants_tls = False

    @property
    def _ways(self) -> set[str]:
        with suppress(OSError):
            return set((self._folder / "ways").read_text("utf-8").split())
        return set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self._wants_tls:  # the same conversation, now over TLS
            self._wants_tls, self._is_safe = False, True
            return
        if "silent" not in self._ways:
            self._say("220 peer ESMTP")

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while b"\r\n" in self._rest and not self._wants_tls:
            line, _, self._rest = self._rest.partition(b"\r\n")
            if self._is_letter:
                self._letter_line(line)
            else:
                self._command(line)

    def _say(self, words: str) -> None:
        self.transport.write(words.encode() + b"\r\n")

    def _command(self, line: bytes) -> None:
        if self._signing_in:
            self._password(line)
            return
        verb = line.decode().upper().split(" ")[0].split(":")[0]
        answers = {"MAIL": self._mail, "RCPT": self._recipient, "DATA": self._begin, "STARTTLS": self._start_tls,
                   "EHLO": self._hello, "AUTH": lambda: self._auth(line), "QUIT": self._quit}  # fmt: skip
        answers.get(verb, lambda: self._say("250 ok"))()

    def _hello(self) -> None:
        lines = ["peer", "SIZE 10000000", "8BITMIME"]
        lines += ["STARTTLS"] if not self._is_safe and self._tls == "starttls" else []
        lines += ["AUTH PLAIN"] if self._is_safe else []
        for line in lines[:-1]:
            self._say(f"250-{line}")
        self._say(f"250 {lines[-1]}")

    def _start_tls(self) -> None:
        self._say("220 go ahead")
        self._wants_tls, self._rest = True, b""
        self._task = asyncio.get_running_loop().create_task(self._upgrade())

    async def _upgrade(self) -> None:
        with suppress(ssl.SSLError, ConnectionError):
            loop = asyncio.get_running_loop()
            safe = await loop.start_tls(self.transport, self, context(self._folder), server_side=True)
            if safe is not None:
                self.connection_made(safe)

    def _auth(self, line: bytes) -> None:
        _, _, rest = line.partition(b"PLAIN")
        if rest.strip():
            self._password(rest.strip())
        else:
            self._signing_in = True
            self._say("334 ")

    def _password(self, line: bytes) -> None:
        self._signing_in = False
        _, user, password = base64.b64decode(line).decode().split("\0")
        is_right = (user, password) == (USER, PASSWORD) and "login" not in self._ways
        self._say("235 welcome" if is_right else "535 wrong password")

    def _mail(self) -> None:
        if not self._is_safe:
            self._say("530 not in the clear")
        else:
            self._say("550 not you" if "sender" in self._ways else "250 ok")

    def _recipient(self) -> None:
        self._say("550 no such box" if "refuse" in self._ways else "451 later" if "busy" in self._ways else "250 ok")

    def _begin(self) -> None:
        if "cut" in self._ways:
            self.transport.close()
            return
        self._is_letter, self._data = True, b""
        self._say("354 go on")

    def _letter_line(self, line: bytes) -> None:
        if line != b".":
            self._data += line.removeprefix(b".") + b"\r\n"
            return
        self._is_letter = False
        number = len(list(self._folder.glob("*.eml")))
        (self._folder / f"{number:04d}.eml").write_bytes(self._data)
        if "forget" in self._ways:  # it has the letter and never says so
            self.transport.close()
            return
        self._say("250 taken")

    def _quit(self) -> None:
        self._say("221 bye")
        self.transport.close()


def context(folder: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "peer.crt", folder / "peer.key")
    return made


async def serve(folder: Path, tls: str) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: Visit(folder, tls), "127.0.0.1", 0, ssl=context(folder) if tls == "tls" else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tls", choices=("starttls", "tls", "none"), default="starttls")
    asked = parser.parse_args()
    asyncio.run(serve(asked.folder, asked.tls))
