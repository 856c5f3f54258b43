"""The roles that nobody signs in with: the owner of the schema, the groups, and the registrar of logins."""

from __future__ import annotations

from itertools import pairwise

import psycopg
from psycopg import sql

from ioc_desktop.store.sync_rules import Group

OWNER = "ioc_owner"
REGISTRAR = "ioc_registrar"
"""Makes the logins, and grants them every group but ``ioc_admin``; administrators act as it (``SET ROLE``).

Whoever creates a login is from PostgreSQL 16 on the only one who may change it, and grants fall with who granted them:
so all logins are the registrar's, and any administrator may look after those that another one made. Administrators
themselves are made by PostgreSQL's own administrator. Up to PostgreSQL 15 CREATEROLE reaches further: an administrator
who knows how could make himself anything but a superuser; the guide for the server says so.
"""

GROUPS = [f"ioc_{group.value}" for group in Group]


def make_groups(connection: psycopg.Connection) -> None:
    """Make what is missing; roles belong to the whole cluster, so another database may have made them already."""
    for name in (OWNER, *GROUPS):
        _make(connection, name)
    _make(connection, REGISTRAR, "CREATEROLE")
    for smaller, larger in pairwise(GROUPS):
        _grant(connection, smaller, larger)
    for name in GROUPS[:-1]:
        _grant(connection, name, REGISTRAR, "WITH ADMIN OPTION")
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    if is_superuser(connection):
        _grant(connection, "pg_signal_backend", REGISTRAR)  # a revoked login is cut at once
        for right in ("pg_signal_backend", "pg_read_all_stats"):
            _grant(connection, right, OWNER)  # sync.watch ends what uses the server up


def is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone()
    return row == (True,)


def _make(connection: psycopg.Connection, name: str, option: str = "") -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN " + option).format(sql.Identifier(name)))


def _grant(connection: psycopg.Connection, group: str, to: str, option: str = "") -> None:
    connection.execute(sql.SQL("GRANT {} TO {} " + option).format(sql.Identifier(group), sql.Identifier(to)))
