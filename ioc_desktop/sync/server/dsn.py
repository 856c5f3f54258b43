"""The administrator's connection, by URL or conninfo: verified TLS unless the server is this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.connection import CONNECT_LIMIT_S, KEEPALIVE, explained
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.tls import is_loopback, system_authorities, tls_words


@contextmanager
def administrator(dsn: str, password: str = "") -> Iterator[psycopg.Connection]:
    """A connection for the administrator's work.

    Args:
        dsn: what it says itself, a password or an ``sslmode``, comes first.
        password: used when the DSN has none.

    Raises:
        ExpectedError: ``sync.*``, ``server.dsn_wrong``.
    """
    words = connection_words(dsn, password)
    address = address_of(words)
    words |= {"require_auth": words.get("require_auth", "!password,!md5"), "client_encoding": "utf8", **KEEPALIVE}
    words.setdefault("connect_timeout", CONNECT_LIMIT_S)
    words.setdefault("application_name", "IOC Desktop")
    with explained(address), closing(psycopg.connect(**words)) as connection:
        connection.execute("SELECT set_config('search_path', 'pg_catalog', false)")
        connection.commit()
        yield connection


def connection_words(dsn: str, password: str = "") -> dict[str, Any]:
    """What libpq's programs need too: the DSN taken apart, with TLS verified where it names no ``sslmode``.

    Raises:
        ExpectedError: ``server.dsn_wrong``.
    """
    try:
        words: dict[str, Any] = dict(conninfo_to_dict(dsn))
        int(words.get("port") or 0)
    except (psycopg.ProgrammingError, ValueError):
        raise _wrong() from None  # libpq's own words repeat the DSN, and its password
    if password:
        words.setdefault("password", password)
    if "sslmode" not in words:
        return _tls_words(words) | words
    if words["sslmode"] in {"verify-ca", "verify-full"}:
        words.setdefault("sslrootcert", system_authorities())
    return words


def _tls_words(words: Mapping[str, Any]) -> dict[str, Any]:
    hosts = ",".join(str(words[name]) for name in ("host", "hostaddr") if words.get(name)) or _default_host(words)
    is_here = all(is_loopback(host) for host in hosts.split(","))
    tls = tls_words("" if is_here else hosts, str(words.get("sslrootcert") or ""))
    return tls | {"channel_binding": "prefer"} if is_here else tls  # here the server may know people without a password


def _default_host(words: Mapping[str, Any]) -> str:
    return "service" if words.get("service") else os.environ.get("PGHOST", "")


def address_of(words: Mapping[str, Any]) -> ServerAddress:
    """What is shown of a DSN: never its password."""
    return ServerAddress(
        host=str(words.get("host") or words.get("hostaddr") or os.environ.get("PGHOST") or "localhost"),
        port=int(words.get("port") or os.environ.get("PGPORT") or 5432),
        database=str(words.get("dbname") or words.get("user") or ""),
        user=str(words.get("user") or ""),
        ca_file=str(words.get("sslrootcert") or ""),
    )


def _wrong() -> ExpectedError:
    return ExpectedError(
        "server.dsn_wrong",
        QT_TRANSLATE_NOOP(
            "errors", "Chuỗi kết nối không đúng. Viết như postgresql://postgres@may-chu:5432/ioc rồi thử lại."
        ),
    )
