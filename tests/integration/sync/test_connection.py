"""Every way in which a real server turns a desktop away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.certificate import look_at
from ioc_desktop.sync.connection import connect, explained
from ioc_desktop.sync.failures import CERTIFICATE_FAULTS
from ioc_desktop.sync.state import ServerAddress
from tests.support.postgres import _authority, _give_to_server

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
SECRET = "kín-như-bưng"
Login = Callable[..., str]


@pytest.fixture
def address(postgres_server: PostgresServer, pg_database: str) -> ServerAddress:
    return ServerAddress(
        host="127.0.0.1",
        port=postgres_server.port,
        database=pg_database,
        user="postgres",
        ca_file=str(postgres_server.ca_file),
    )


@pytest.fixture
def login(postgres_server: PostgresServer, pg_database: str) -> Iterator[Login]:
    """Makes roles that may do nothing: ``login("NOLOGIN")``."""
    made: list[str] = []

    def make(options: str = "LOGIN") -> str:
        made.append(f"{pg_database}_r{len(made)}")
        postgres_server.execute(f"CREATE ROLE {made[-1]} PASSWORD '{SECRET}' {options}")
        return made[-1]

    yield make
    for name in made:
        postgres_server.execute(f"DROP ROLE {name}")


def refusal(address: ServerAddress, password: str = SECRET) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        connect(address, password)
    words = caught.value.message()
    assert password not in words
    assert "{" not in words
    return caught.value


def test_a_connection_is_what_we_asked_for(address: ServerAddress, postgres_server: PostgresServer) -> None:
    with connect(address, postgres_server.password, application_name="thử") as made:
        assert made.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone() == (True,)
        for name, value in {
            "timezone": "UTC",
            "search_path": "pg_catalog",
            "client_encoding": "UTF8",
            "application_name": "th??",  # the server keeps ASCII only
            "statement_timeout": "2min",
        }.items():
            found = made.execute(f"SHOW {name}".encode()).fetchone()
            assert found is not None
            assert found[0] == value or name == "application_name"
        assert made.autocommit
    with connect(replace(address, ca_file=""), postgres_server.password) as made:
        assert made.execute("SELECT 1").fetchone() == (1,)


def test_a_wrong_password_and_a_role_that_nobody_has(address: ServerAddress) -> None:
    assert refusal(address).code == "sync.password_wrong"
    assert refusal(replace(address, user="khong_ai")).code == "sync.password_wrong"
    assert refusal(replace(address, ca_file="")).code == "sync.password_wrong"


def test_no_password(address: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")
    with pytest.raises(ExpectedError) as caught:
        connect(address, "")
    assert caught.value.code == "sync.password_wrong"


def test_a_role_that_is_over(address: ServerAddress, login: Login) -> None:
    assert refusal(replace(address, user=login("NOLOGIN"))).code == "sync.role_expired"
    ended = refusal(replace(address, user=login("LOGIN VALID UNTIL '2020-01-01'")))
    assert ended.code == "sync.password_wrong"  # all that the server tells to who is outside
    assert "hết hạn" in ended.message()


def test_no_way_into_the_database(address: ServerAddress, login: Login, postgres_server: PostgresServer) -> None:
    postgres_server.execute(f"REVOKE ALL ON DATABASE {address.database} FROM PUBLIC")
    assert refusal(replace(address, user=login())).code == "sync.no_rights"
    gone = replace(address, database="khong_co")
    assert refusal(gone, postgres_server.password).code == "sync.database_missing"


def test_no_room(address: ServerAddress, login: Login) -> None:
    narrow = replace(address, user=login("LOGIN CONNECTION LIMIT 1"))
    with connect(narrow, SECRET):
        assert refusal(narrow).code == "sync.too_many"


def test_a_role_that_pg_hba_does_not_name(
    address: ServerAddress, login: Login, postgres_server: PostgresServer
) -> None:
    stranger = login()
    rules = postgres_server.data / "pg_hba.conf"
    before = rules.read_text()
    try:
        rules.write_text(f"hostssl all {stranger} 127.0.0.1/32 reject\n{before}")
        postgres_server.execute("SELECT pg_reload_conf()")
        until_code(replace(address, user=stranger), "sync.not_allowed")
        rules.write_text(f"hostssl all {stranger} 127.0.0.1/32 password\n{before}")
        postgres_server.execute("SELECT pg_reload_conf()")
        until_code(replace(address, user=stranger), "sync.weak_password")
    finally:
        rules.write_text(before)
        postgres_server.execute("SELECT pg_reload_conf()")


def until_code(address: ServerAddress, code: str) -> None:
    """A reload takes a moment to reach the process that accepts connections."""
    for _ in range(200):
        try:
            connect(address, SECRET).close()
        except ExpectedError as error:
            if error.code == code:
                return
    raise AssertionError(code)


def test_a_statement_that_takes_too_long(address: ServerAddress, postgres_server: PostgresServer) -> None:
    with connect(address, postgres_server.password) as made:
        made.execute("SET statement_timeout = '20ms'")
        with pytest.raises(ExpectedError) as caught, explained(address):
            made.execute("SELECT pg_sleep(5)")
    assert caught.value.code == "sync.timeout"


def test_a_server_that_goes_away(address: ServerAddress, postgres_server: PostgresServer) -> None:
    made = connect(address, postgres_server.password)
    postgres_server.kill_backends(address.database)
    with pytest.raises(ExpectedError) as caught, explained(address):
        made.execute("SELECT 1")
    assert caught.value.code == "sync.starting"
    with pytest.raises(ExpectedError) as caught, explained(address):
        made.execute("SELECT 1")
    assert caught.value.code == "sync.unreachable"


# ---------------------------------------------------------------------- certificates


@contextmanager
def certificate_for(
    server: PostgresServer, name: str, *, begins: int, ends: int, with_chain: bool = False
) -> Iterator[Path]:
    """The server shows another certificate, of another authority, whose file this is; days from today."""
    authority, key = _authority("CA huyện")
    own = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(authority.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=begins))
        .not_valid_after(now + timedelta(days=ends))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    chain = [made, authority] if with_chain else [made]
    private = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files = {"server.crt": b"".join(one.public_bytes(pem) for one in chain), "server.key": private}
    before = {file: (server.data / file).read_bytes() for file in files}
    ca_file = server.root / "ca-huyen.pem"
    ca_file.write_bytes(authority.public_bytes(pem))
    try:
        _show(server, files)
        yield ca_file
    finally:
        _show(server, before)
        ca_file.unlink()


def _show(server: PostgresServer, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (server.data / name).write_bytes(content)
    _give_to_server(*(server.data / name for name in files))
    server.execute("SELECT pg_reload_conf()")
    shown = x509.load_pem_x509_certificate(files["server.crt"]).fingerprint(hashes.SHA256()).hex(":").upper()
    for _ in range(200):  # a reload takes a moment
        seen = look_at(ServerAddress(host="127.0.0.1", port=server.port))
        if seen is not None and seen.fingerprint == shown:
            return
    raise AssertionError(seen)


def test_an_authority_that_signed_something_else(address: ServerAddress, postgres_server: PostgresServer) -> None:
    wrong = replace(address, ca_file=str(postgres_server.other_ca_file))
    error = refusal(wrong, postgres_server.password)
    assert (error.code, error.facts["fault"]) == ("sync.certificate", "untrusted")
    seen = look_at(wrong)
    assert seen is not None
    assert (seen.is_trusted, seen.problem) == (False, CERTIFICATE_FAULTS["untrusted"])
    no_file = replace(address, ca_file=str(postgres_server.root / "none.pem"))
    assert refusal(no_file, postgres_server.password).code == "sync.ca_missing"


@pytest.mark.parametrize(
    ("name", "days", "fault"),
    [("ioc.huyen.vn", (-1, 30), "name"), ("localhost", (-30, -1), "expired"), ("localhost", (2, 30), "not_yet")],
)
def test_a_certificate_that_does_not_hold(
    address: ServerAddress, postgres_server: PostgresServer, name: str, days: tuple[int, int], fault: str
) -> None:
    with certificate_for(postgres_server, name, begins=days[0], ends=days[1]) as ca_file:
        shown = replace(address, ca_file=str(ca_file))
        error = refusal(shown, postgres_server.password)
        seen = look_at(shown)
    assert (error.code, error.facts["fault"]) == ("sync.certificate", fault)
    assert seen is not None
    assert (seen.is_trusted, seen.problem, seen.subject) == (False, CERTIFICATE_FAULTS[fault], f"CN={name}")


def test_what_an_administrator_confirmed_is_enough_next_time(
    address: ServerAddress, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    """The chain that was shown becomes the file of authorities, as long as its authority is in it."""
    with certificate_for(postgres_server, "localhost", begins=-1, ends=30, with_chain=True):
        seen = look_at(replace(address, ca_file=""))
        assert seen is not None
        assert not seen.is_trusted
        assert seen.pem.count("BEGIN CERTIFICATE") == 2
        kept = tmp_path / "server-ca.pem"
        kept.write_text(seen.pem, encoding="ascii")
        with connect(replace(address, ca_file=str(kept)), postgres_server.password) as made:
            assert made.execute("SELECT 1").fetchone() == (1,)


def test_the_authorities_of_the_system_count(
    address: ServerAddress, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ioc_desktop.sync import connection
    from ioc_desktop.sync.tls import system_authorities, tls_words

    monkeypatch.setattr(connection, "tls_words", lambda _host, ca_file: tls_words("ioc.lan", ca_file))
    system = replace(address, ca_file="")
    assert refusal(system, postgres_server.password).code == "sync.certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(postgres_server.ca_file))
    system_authorities.cache_clear()
    try:
        connect(system, postgres_server.password).close()
    finally:
        system_authorities.cache_clear()


def test_a_certificate_that_holds(address: ServerAddress) -> None:
    seen = look_at(address)
    assert seen is not None
    assert (seen.is_trusted, seen.problem, seen.issuer) == (True, "", "CN=IOC test CA")
