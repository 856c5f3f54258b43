"""Logins beside a backup: roles are in no dump, and without them every desktop needs a new password."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server.administration import make_login
from ioc_desktop.sync.server.groups import is_superuser


@dataclass(frozen=True)
class SavedLogin:
    """A login as it was.

    Attributes:
        verifier: what the server keeps of its password; enough to let the same password in, and not to know it.
        valid_until: ISO 8601; None for ever.
    """

    name: str
    group: str
    verifier: str
    connection_limit: int
    valid_until: str | None


def file_beside(dump: Path) -> Path:
    return dump.with_name(dump.name + ".logins")


def saved_logins(connection: psycopg.Connection) -> Sequence[SavedLogin]:
    """Those that may sign in; none for who may not read verifiers, which only a superuser may."""
    if not is_superuser(connection):
        return []
    rows = connection.execute(
        "SELECT r.rolname, (SELECT max(array_position(%s::text[], substr(g.rolname, 5))) FROM pg_auth_members m "
        "JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid AND starts_with(g.rolname, 'ioc_')), "
        "r.rolpassword, r.rolconnlimit, nullif(r.rolvaliduntil, 'infinity') "
        "FROM sync.principal p JOIN pg_authid r ON r.rolname = p.role_name "
        "WHERE r.rolcanlogin AND r.rolpassword LIKE 'SCRAM-SHA-256$%%' ORDER BY r.rolname",
        ([group.value for group in Group],),
    ).fetchall()
    groups = [group.value for group in Group]
    return [
        SavedLogin(name, groups[place - 1], verifier, limit, until.isoformat() if until else None)
        for name, place, verifier, limit, until in rows
        if place
    ]


def as_text(logins: Sequence[SavedLogin]) -> str:
    return json.dumps([asdict(login) for login in logins], indent=1)


def bring_back(connection: psycopg.Connection, file: Path) -> list[str]:
    """Make the logins of ``file`` that the cluster lacks and the database knows; their names."""
    if not file.is_file() or not is_superuser(connection):
        return []
    known = {name for (name,) in connection.execute("SELECT role_name FROM sync.principal").fetchall()}
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    lost = [SavedLogin(**saved) for saved in json.loads(file.read_text("utf-8"))]
    made = [login for login in lost if login.name in known - there and login.verifier.startswith("SCRAM-SHA-256$")]
    for login in made:
        until = datetime.fromisoformat(login.valid_until) if login.valid_until else None
        make_login(
            connection,
            login.name,
            group=Group(login.group),
            verifier=login.verifier,
            connection_limit=login.connection_limit,
            valid_until=until,
        )
    connection.commit()
    return [login.name for login in made]


def missing_logins(connection: psycopg.Connection) -> list[str]:
    """Names that the database lets in and the cluster does not know."""
    rows = connection.execute(
        "SELECT p.role_name::text FROM sync.principal p WHERE NOT EXISTS (SELECT 1 FROM pg_roles r "
        "WHERE r.rolname = p.role_name) AND EXISTS (SELECT 1 FROM sync.scope_grant g "
        "WHERE g.role_name = p.role_name) ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows]
