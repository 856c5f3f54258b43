"""A real PostgreSQL server on a private port. A test's conftest imports the fixtures by name."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_permissions": "0700",  # it asks for no password: not for the other users of this machine
    "max_connections": "200",
    "shared_buffers": "64MB",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "ssl": "on",
    "ssl_min_protocol_version": "TLSv1.2",
    "password_encryption": "scram-sha-256",
}
_RULES = """local all postgres trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostnossl all all 127.0.0.1/32 scram-sha-256
"""


def find_binaries() -> Path | None:
    """The folder of the newest server's programs."""
    if os.environ.get("IOC_PG_BIN"):
        return Path(os.environ["IOC_PG_BIN"])
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("postgres")
    return Path(found).parent if found else None


class PostgresServer:
    """A cluster in a temporary folder: fsync on, TLS on, passwords by SCRAM, loopback only.

    Attributes:
        ca_file: authority that signed the server's certificate.
        other_ca_file: one that did not.
    """

    host = "127.0.0.1"

    def __init__(self, binaries: Path) -> None:
        self.bin = binaries
        self.root = Path(tempfile.mkdtemp(prefix="ioc-pg-", dir="/tmp"))
        self.data, self.log = self.root / "data", self.root / "log"
        self.password = secrets.token_urlsafe(12)
        self.port = 0
        self.ca_file, self.other_ca_file = self.root / "ca.pem", self.root / "other-ca.pem"
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def make(self) -> PostgresServer:
        """Create the cluster."""
        self.root.chmod(0o755)
        password = self.root / "password"
        password.touch(mode=0o600)
        password.write_text(self.password)
        _give_to_server(self.root, password)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                  f"--pwfile={password}", "--auth-local=trust", "--auth-host=scram-sha-256")  # fmt: skip
        password.unlink()
        authority, key = _authority("IOC test CA")
        self.ca_file.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        self.other_ca_file.write_bytes(_authority("Another CA")[0].public_bytes(serialization.Encoding.PEM))
        _write_server_certificate(self.data, authority, key)
        (self.data / "pg_hba.conf").write_text(_RULES)
        _give_to_server(*self.data.glob("server.*"), self.data / "pg_hba.conf")
        return self

    def start(self) -> PostgresServer:
        """Start on the port of last time, or on a free one."""
        for _ in range(5):
            port = self.port or _free_port()
            options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    [self.bin / "postgres", "-D", self.data, "-p", str(port), "-k", self.root, *options],
                    stdout=log, stderr=log, preexec_fn=_die_with_parent, **_as_server(),  # noqa: PLW1509
                )  # fmt: skip
            self.port = port
            if self._answers():
                return self
            self.stop()
            self.port = 0
        raise RuntimeError(self.log_text())

    def stop(self, *, immediate: bool = False) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
            self._process.wait(timeout=60)
            self._process = None

    def restart(self, *, immediate: bool = False) -> None:
        self.stop(immediate=immediate)
        self.start()

    def remove(self) -> None:
        self.stop(immediate=True)
        shutil.rmtree(self.root, ignore_errors=True)

    def superuser_dsn(self, database: str = "postgres") -> str:
        return self.dsn(database, "postgres", self.password)

    def dsn(self, database: str, user: str, password: str) -> str:
        return psycopg.conninfo.make_conninfo(
            host=self.host, port=self.port, dbname=database, user=user, password=password, connect_timeout=10
        )

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.superuser_dsn(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def create_database(self, name: str) -> None:
        self.execute(f'CREATE DATABASE "{name}"')

    def drop_database(self, name: str) -> None:
        """Drop it, whoever is still connected."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """An empty database for one test."""
        self._made += 1
        name = f"ioc_test_{os.getpid()}_{self._made}"
        self.create_database(name)
        try:
            yield name
        finally:
            self.drop_database(name)

    def kill_backends(self, database: str) -> int:
        rows = self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )
        return len(rows)

    def log_text(self) -> str:
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def _answers(self) -> bool:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            try:
                psycopg.connect(self.superuser_dsn()).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.bin / program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **_as_server())
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)


def _as_server() -> dict[str, str]:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


def _give_to_server(*paths: Path) -> None:
    for path in paths:
        if os.geteuid() == 0:
            shutil.chown(path, "postgres", "postgres")


def _die_with_parent() -> None:
    """A test run that is killed leaves no server behind (Linux: PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _authority(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = _builder(subject, subject, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    return builder.sign(key, hashes.SHA256()), key


def _write_server_certificate(
    folder: Path, authority: x509.Certificate, authority_key: ec.EllipticCurvePrivateKey
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    builder = _builder(subject, authority.subject, key).add_extension(names, critical=False)
    certificate = builder.sign(authority_key, hashes.SHA256())
    (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "server.key").chmod(0o600)


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One cluster for the whole session."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's server is not installed (make setup installs it)")
    server = PostgresServer(binaries)
    try:
        yield server.make().start()
    finally:
        server.remove()


@pytest.fixture
def pg_database(postgres_server: PostgresServer) -> Iterator[str]:
    """A new, empty database of the session's cluster."""
    with postgres_server.new_database() as name:
        yield name
