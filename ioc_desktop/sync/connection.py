"""The one way to a server: TLS verified unless the host is this machine, and every failure as a sentence."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.certificate import fault_of
from ioc_desktop.sync.failures import certificate_error, expected_error, is_about_certificate, is_retryable
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.tls import is_loopback, tls_words
from ioc_desktop.sync.transport import LinkLostError

__all__ = ["CONNECT_LIMIT_S", "connect", "cut", "expected_error", "explained", "is_loopback", "is_retryable"]

CONNECT_LIMIT_S = 10
KEEPALIVE: dict[str, Any] = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
_STATEMENT_LIMIT_S = 120
ANSWER_LIMIT_S = 150.0
"""The server ends a statement before; who stays silent for longer is a box on the way that swallows packets."""


class BoundedConnection(psycopg.Connection[Any]):
    """Waits for the server no longer than ``ANSWER_LIMIT_S`` at a stretch.

    Keepalives find a dead peer; a firewall that forgot the connection and still acknowledges is found by nothing else.
    """

    def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **words: Any) -> Any:
        return super().wait(_bounded(gen, ANSWER_LIMIT_S), *arguments, **words)


def _bounded(gen: Generator[Any, Any, Any], limit_s: float) -> Generator[Any, Any, Any]:
    """The conversation of psycopg, told of each arrival and, some times a second, that nothing arrived."""
    deadline = time.monotonic() + limit_s
    try:
        wanted = next(gen)
        while True:
            arrived = yield wanted
            if arrived:
                deadline = time.monotonic() + limit_s
            elif time.monotonic() > deadline:
                gen.close()
                raise psycopg.OperationalError("the server does not answer")
            wanted = gen.send(arrived)
    except StopIteration as end:
        return end.value


def cut(connection: psycopg.Connection) -> None:
    """End the conversation of another thread, which fails there at once; the connection stays that thread's."""
    with suppress(OSError, psycopg.Error):
        line = socket.socket(fileno=connection.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()


def connect(
    address: ServerAddress, password: str, *, application_name: str = "IOC Desktop", autocommit: bool = True
) -> psycopg.Connection:
    """A connection that speaks SCRAM only and notices a dead link within half a minute.

    Raises:
        ExpectedError: ``sync.*``: unreachable, password, expired role, certificate, no such database, no rights.
    """
    with explained(address):
        return BoundedConnection.connect(
            host=address.host,
            port=address.port,
            dbname=address.database,
            user=address.user,
            password=password,
            autocommit=autocommit,
            connect_timeout=CONNECT_LIMIT_S,
            require_auth="scram-sha-256",
            application_name=application_name,
            client_encoding="utf8",
            options=f"-c timezone=UTC -c search_path=pg_catalog -c statement_timeout={_STATEMENT_LIMIT_S}s",
            **KEEPALIVE,
            **tls_words(address.host, address.ca_file),
        )


@contextmanager
def explained(address: ServerAddress) -> Iterator[None]:
    """Turn the failures of a connection into ``ExpectedError``; bugs pass through."""
    try:
        yield
    except (psycopg.Error, LinkLostError) as error:
        cause = error.__cause__ if isinstance(error, LinkLostError) else error
        expected = _explanation(cause, address) if isinstance(cause, psycopg.Error) else None
        if expected is None:
            raise
        raise expected from error


def _explanation(error: psycopg.Error, address: ServerAddress) -> ExpectedError | None:
    expected = expected_error(error, address)
    if expected is None or expected.code != "sync.certificate" or not is_about_certificate(error):
        return expected
    fault = fault_of(address)  # libpq says only that the check failed
    return certificate_error(address, fault) if fault else expected
