from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres


def test_it_answers_over_tls_and_refuses_a_wrong_password(postgres_server: PostgresServer, pg_database: str) -> None:
    dsn = postgres_server.superuser_dsn(pg_database)
    with psycopg.connect(dsn, sslmode="verify-full", sslrootcert=str(postgres_server.ca_file)) as connection:
        assert connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone() == (True,)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        psycopg.connect(dsn, sslmode="verify-full", sslrootcert=str(postgres_server.other_ca_file))
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres_server.dsn(pg_database, "postgres", "wrong"))


def test_other_users_of_the_machine_find_no_way_in(postgres_server: PostgresServer) -> None:
    socket = postgres_server.root / f".s.PGSQL.{postgres_server.port}"
    assert socket.stat().st_mode & 0o077 == 0
    assert postgres_server.data.stat().st_mode & 0o077 == 0
    assert not (postgres_server.root / "password").exists()


def test_a_restart_keeps_what_was_committed(postgres_server: PostgresServer, pg_database: str) -> None:
    postgres_server.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)", pg_database)
    postgres_server.restart(immediate=True)
    assert postgres_server.execute("SELECT n FROM kept", pg_database) == [(7,)]
