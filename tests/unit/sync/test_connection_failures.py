from __future__ import annotations

import ssl
from pathlib import Path

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync import certificate, connection
from ioc_desktop.sync.connection import connect, expected_error, explained, is_retryable
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.tls import is_loopback, system_authorities, tls_words
from ioc_desktop.sync.transport import LinkLostError
from tests.support.talking_server import asks_for_password, refusal, talking

HERE = ServerAddress(host="127.0.0.1", user="truc01")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "", "/var/run/postgresql"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["ioc.lan", "10.0.0.5", "localhost.evil.vn", "127.0.0.1,ioc.lan", "/tmp,ioc.lan", "::2"]
)
def test_elsewhere(host: str) -> None:
    assert not is_loopback(host)


def test_elsewhere_the_certificate_is_always_verified(tmp_path: Path) -> None:
    ca = str(tmp_path / "ca.pem")
    assert tls_words("ioc.lan", ca) == {
        "sslmode": "verify-full", "sslrootcert": ca, "channel_binding": "require", "gssencmode": "disable"
    }  # fmt: skip
    assert tls_words("10.0.0.5", "")["sslmode"] == "verify-full"
    assert tls_words("localhost", "")["sslmode"] == "prefer"
    assert tls_words("localhost", ca)["sslmode"] == "verify-full"


def test_the_authorities_of_the_system_are_a_file_that_opens() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(system_authorities())
    assert context.get_ca_certs()


def test_authorities_that_are_in_no_file_are_written_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = ssl.DefaultVerifyPaths(None, None, "SSL_CERT_FILE", "", "SSL_CERT_DIR", "")
    known = ssl.create_default_context(cafile=ssl.get_default_verify_paths().cafile)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    monkeypatch.setattr(ssl, "create_default_context", lambda: known)
    written = system_authorities.__wrapped__()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(written)
    assert len(context.get_ca_certs()) == len(known.get_ca_certs())


def attempt(port: int, **address: str) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        connect(ServerAddress(host="127.0.0.1", port=port, user="truc01", **address), "mật-khẩu-rất-kín")
    assert "mật-khẩu-rất-kín" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("state", "words", "code"),
    [
        ("57P03", "the database system is starting up", "sync.starting"),
        ("57P03", "the database system is shutting down", "sync.starting"),
        ("57P03", "the database system is in recovery mode", "sync.starting"),
        ("53300", "sorry, too many clients already", "sync.too_many"),
        ("53300", "remaining connection slots are reserved for roles with the SUPERUSER attribute", "sync.too_many"),
        ("28000", 'no pg_hba.conf entry for host "10.0.0.9", user "a", no encryption', "sync.not_allowed"),
        ("28000", 'pg_hba.conf rejects connection for host "10.0.0.9"', "sync.not_allowed"),
        ("28000", 'role "truc01" does not exist', "sync.role_expired"),
        ("3D000", 'database "ioc" does not exist', "sync.database_missing"),
        ("XX000", "could not open relation mapping file", "sync.refused"),
        ("28P01", "authentification par mot de passe échouée pour l'utilisateur « truc01 »", "sync.refused"),
    ],
)  # fmt: skip
def test_what_a_server_says_at_the_door(state: str, words: str, code: str) -> None:
    with talking(refusal(state, words)) as server:
        error = attempt(server.port)
    assert error.code == code
    if code == "sync.refused":
        assert words in error.message()


@pytest.mark.parametrize("kind", [3, 5])
def test_a_password_is_given_to_nobody_who_asks_for_it_in_clear_or_by_md5(kind: int) -> None:
    with talking(asks_for_password(kind)) as server:
        assert attempt(server.port).code == "sync.weak_password"
    assert server.heard == b""


def test_who_wants_tls_gets_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text(Path(system_authorities()).read_text("utf-8"), encoding="utf-8")
    with talking(asks_for_password(3)) as server:
        assert attempt(server.port, ca_file=str(file)).code == "sync.no_tls"
    assert server.heard == b""
    with talking(tls=b"S") as server:
        assert attempt(server.port, ca_file=str(tmp_path / "none.pem")).code == "sync.ca_missing"


def test_a_port_where_nobody_listens_and_a_name_that_nobody_has() -> None:
    assert attempt(1).code == "sync.unreachable"
    with pytest.raises(ExpectedError) as caught:
        connect(ServerAddress(host="khong-co.invalid"), "x")
    assert caught.value.code == "sync.unreachable"


def test_a_server_without_tls_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    with talking() as server:
        address = ServerAddress(host="127.0.0.1", port=server.port)
        assert certificate.look_at(address) is None
        monkeypatch.setattr(certificate, "is_loopback", lambda _host: False)
        with pytest.raises(ExpectedError) as caught:
            certificate.look_at(address)
    assert caught.value.code == "sync.no_tls"
    assert certificate.look_at(ServerAddress(host="/var/run/postgresql")) is None


def test_what_is_no_postgresql_is_not_looked_at() -> None:
    with talking(tls=b"HTTP/1.1 400 Bad Request\r\n") as server, pytest.raises(ExpectedError) as caught:
        certificate.look_at(ServerAddress(host="127.0.0.1", port=server.port))
    assert caught.value.code == "sync.unreachable"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (psycopg.errors.InvalidPassword, "sync.password_wrong"),
        (psycopg.errors.InvalidAuthorizationSpecification, "sync.role_expired"),
        (psycopg.errors.InvalidCatalogName, "sync.database_missing"),
        (psycopg.errors.InsufficientPrivilege, "sync.no_rights"),
        (psycopg.errors.TooManyConnections, "sync.too_many"),
        (psycopg.errors.DiskFull, "sync.server_full"),
        (psycopg.errors.ReadOnlySqlTransaction, "sync.read_only"),
        (psycopg.errors.AdminShutdown, "sync.starting"),
        (psycopg.errors.CannotConnectNow, "sync.starting"),
        (psycopg.errors.QueryCanceled, "sync.timeout"),
        (psycopg.errors.LockNotAvailable, "sync.timeout"),
        (psycopg.errors.UndefinedFunction, "sync.not_ours"),
        (psycopg.errors.ConnectionFailure, "sync.unreachable"),
    ],
)
def test_every_state_has_its_sentence(kind: type[psycopg.Error], code: str) -> None:
    error = expected_error(kind("bằng tiếng nào cũng được"), HERE)
    assert error is not None
    assert error.code == code
    assert "{" not in error.message()


def test_a_bug_is_not_explained_away() -> None:
    assert expected_error(psycopg.errors.SyntaxError("x"), HERE) is None
    with pytest.raises(psycopg.errors.SyntaxError), explained(HERE):
        raise psycopg.errors.SyntaxError


def test_a_lost_link_is_explained_by_its_cause() -> None:
    def lose() -> None:
        try:
            raise psycopg.errors.DiskFull
        except psycopg.Error as error:
            raise LinkLostError from error

    with pytest.raises(ExpectedError) as caught, explained(HERE):
        lose()
    assert caught.value.code == "sync.server_full"


def test_a_link_that_broke_is_no_matter_of_certificates() -> None:
    error = expected_error(
        psycopg.OperationalError("consuming input failed: SSL error: unexpected eof while reading"), HERE
    )
    assert error is not None
    assert error.code == "sync.unreachable"


@pytest.mark.parametrize(
    ("error", "may_pass"),
    [
        (psycopg.OperationalError("connection failed: Connection refused"), True),
        (psycopg.OperationalError("server closed the connection unexpectedly"), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.OperationalError('failed: FATAL:  password authentication failed for user "a"'), False),
        (psycopg.OperationalError("SSL error: certificate verify failed"), False),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.errors.InsufficientPrivilege(), False),
        (psycopg.errors.QueryCanceled(), False),
    ],
)
def test_what_may_pass_by_itself(error: psycopg.Error, may_pass: bool) -> None:  # noqa: FBT001  (a table)
    assert is_retryable(error) is may_pass


def test_the_library_can_do_what_we_ask_of_it() -> None:
    assert psycopg.pq.version() >= 16_00_00, "require_auth came with libpq 16"
    assert connection.CONNECT_LIMIT_S == 10
