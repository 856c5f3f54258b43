"""The administrator's connection, and the login roles: one for each person or each workstation."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.rows import CENTRE_SCOPE
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.connection import CONNECT_LIMIT_S, explained, is_loopback
from ioc_desktop.sync.server.install import installed_version, not_ours
from ioc_desktop.sync.state import ServerAddress

_NAME = re.compile(r"[a-z][a-z0-9_.-]{1,58}")
_CONNECTIONS = 6
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that people mistake for each other."""


@contextmanager
def administrator(dsn: str, password: str = "") -> Iterator[psycopg.Connection]:
    """A connection by URL or conninfo; verified TLS unless the server is this machine or the DSN says otherwise.

    Raises:
        ExpectedError: ``sync.*``, ``server.dsn_wrong``.
    """
    try:
        words: dict[str, Any] = dict(conninfo_to_dict(dsn))
    except psycopg.ProgrammingError as error:
        raise ExpectedError(
            "server.dsn_wrong",
            QT_TRANSLATE_NOOP(
                "errors", "Chuỗi kết nối không đúng. Viết như postgresql://postgres@may-chu:5432/ioc rồi thử lại."
            ),
        ) from error
    address = address_of(words)
    if password:
        words["password"] = password
    if not is_loopback(address.host) and "sslmode" not in words:
        words |= {"sslmode": "verify-full", "sslrootcert": words.get("sslrootcert", "system")}
    words.setdefault("connect_timeout", CONNECT_LIMIT_S)
    with explained(address), closing(psycopg.connect(**words)) as connection:
        yield connection


def address_of(words: Mapping[str, Any]) -> ServerAddress:
    """What is shown of a DSN: never its password."""
    return ServerAddress(
        host=str(words.get("host") or "localhost"),
        port=int(words.get("port") or 5432),
        database=str(words.get("dbname") or words.get("user") or ""),
        user=str(words.get("user") or ""),
    )


@dataclass(frozen=True)
class LoginRole:
    """A role that may sign in to the server.

    Attributes:
        kind: ``person`` or ``workstation``.
        scopes: scope → whether it may write there; an administrator sees all and lists none.
    """

    name: str
    kind: str
    group: str
    account_id: UUID | None
    valid_until: datetime | None
    may_log_in: bool
    scopes: Mapping[int, bool]


def add_role(
    connection: psycopg.Connection,
    name: str,
    *,
    group: Group,
    kind: str = "workstation",
    account_id: UUID | None = None,
    password: str = "",
    valid_until: datetime | None = None,
    scopes: Mapping[int, bool] | None = None,
) -> str:
    """Make a login role; the password, made up when none is given.

    The server gets a SCRAM verifier computed here, so the password never stands in its log.

    Raises:
        ExpectedError: ``server.role_name``, ``server.role_taken``, ``server.rights``, ``server.not_ours``.
    """
    _check_name(name)
    _require_schema(connection)
    password = password or made_up_password()
    identifier = sql.Identifier(name)
    with _rights(), connection.transaction():
        if _exists(connection, name):
            raise _taken(name)
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT {} {}").format(
                identifier,
                sql.Literal(_verifier(connection, name, password)),
                sql.Literal(_CONNECTIONS),
                sql.SQL("CREATEROLE" if group is Group.ADMIN else ""),
            )
        )
        _limit(connection, identifier, valid_until)
        connection.execute(_grant(group, identifier))
        connection.execute("SELECT sync.set_principal(%s, %s, %s, '')", (name, kind, account_id))
        for scope, may_write in (scopes if scopes is not None else {CENTRE_SCOPE: True}).items():
            connection.execute("SELECT sync.grant_scope(%s, %s, %s)", (name, scope, may_write))
    return password


def _limit(connection: psycopg.Connection, identifier: sql.Identifier, valid_until: datetime | None) -> None:
    """What one client may cost the server."""
    bounds = ("statement_timeout = '180s'", "idle_in_transaction_session_timeout = '60s'", "lock_timeout = '30s'")
    for setting in bounds:
        connection.execute(sql.SQL("ALTER ROLE {} SET " + setting).format(identifier))
    if valid_until is not None:
        until = sql.Literal(valid_until.isoformat())
        connection.execute(sql.SQL("ALTER ROLE {} VALID UNTIL {}").format(identifier, until))


def _grant(group: Group, identifier: sql.Identifier) -> sql.Composed:
    """Membership; an administrator may pass the groups on, which PostgreSQL 16 asks for by name."""
    option = sql.SQL(" WITH ADMIN OPTION" if group is Group.ADMIN else "")
    groups = list(Group) if group is Group.ADMIN else [group]
    names = sql.SQL(", ").join(sql.Identifier(f"ioc_{one.value}") for one in groups)
    return sql.SQL("GRANT {} TO {}{}").format(names, identifier, option)


def revoke_role(connection: psycopg.Connection, name: str) -> int:
    """Let a role in no more: no login, no group, its devices shut out, its connections cut; how many were.

    Raises:
        ExpectedError: ``server.role_unknown``, ``server.rights``.
    """
    _require_schema(connection)
    identifier = sql.Identifier(name)
    with _rights(), connection.transaction():
        if not _exists(connection, name):
            raise ExpectedError(
                "server.role_unknown",
                QT_TRANSLATE_NOOP("errors", "Không có tài khoản {name} trên máy chủ. Xem: main.py server role list."),
                name=name,
            )
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(identifier))
        groups = sql.SQL(", ").join(sql.Identifier(f"ioc_{group.value}") for group in Group)
        connection.execute(sql.SQL("REVOKE {} FROM {}").format(groups, identifier))
        connection.execute("SELECT sync.shut_out(%s)", (name,))
    rows = connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND pid <> pg_backend_pid()", (name,)
    ).fetchall()
    return len(rows)


def set_password(connection: psycopg.Connection, name: str, password: str = "") -> str:
    """Another password; made up when none is given."""
    password = password or made_up_password()
    verifier = sql.Literal(_verifier(connection, name, password))
    with _rights(), connection.transaction():
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), verifier))
    return password


def list_roles(connection: psycopg.Connection) -> Sequence[LoginRole]:
    """The roles of this centre, by name."""
    _require_schema(connection)
    rows = connection.execute(
        "SELECT p.role_name, p.kind, p.account_id, r.rolvaliduntil, r.rolcanlogin, "
        "coalesce((SELECT jsonb_object_agg(g.scope_id, g.can_write) FROM sync.scope_grant g "
        "WHERE g.role_name = p.role_name), '{}'), "
        "(SELECT max(array_position(array['ioc_viewer', 'ioc_operator', 'ioc_supervisor', 'ioc_admin'], "
        "m.roleid::regrole::text)) FROM pg_auth_members m WHERE m.member = r.oid) "
        "FROM sync.principal p LEFT JOIN pg_roles r ON r.rolname = p.role_name ORDER BY p.role_name"
    ).fetchall()
    groups = [group.value for group in Group]
    return [
        LoginRole(
            name, kind, groups[place - 1] if place else "", account, until, bool(login),
            {int(scope): bool(may) for scope, may in scopes.items()},
        )
        for name, kind, account, until, login, scopes, place in rows
    ]  # fmt: skip


def made_up_password() -> str:
    """Four groups of five letters: typed once, read aloud without mistakes, 98 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def _verifier(connection: psycopg.Connection, name: str, password: str) -> str:
    scram = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return scram.decode()


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is not None


def _require_schema(connection: psycopg.Connection) -> None:
    if installed_version(connection) is None:
        raise not_ours()


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name.startswith(("pg_", "ioc_")):
        raise ExpectedError(
            "server.role_name",
            QT_TRANSLATE_NOOP(
                "errors",
                "Tên tài khoản {name} không dùng được: viết thường không dấu, bắt đầu bằng chữ cái, không bắt đầu "
                "bằng pg_ hay ioc_.",
            ),
            name=name,
        )


def _taken(name: str) -> ExpectedError:
    return ExpectedError(
        "server.role_taken",
        QT_TRANSLATE_NOOP("errors", "Máy chủ đã có tài khoản {name}. Chọn tên khác, hoặc đổi mật khẩu của nó."),
        name=name,
    )


@contextmanager
def _rights() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise ExpectedError(
            "server.rights",
            QT_TRANSLATE_NOOP("errors", "Tài khoản đang dùng không có quyền này. Dùng tài khoản quản trị của máy chủ."),
        ) from error
