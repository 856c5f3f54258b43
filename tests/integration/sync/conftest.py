"""A real PostgreSQL server for the tests of synchronisation."""

from tests.support.postgres import pg_database, postgres_server

__all__ = ["pg_database", "postgres_server"]
