"""The login roles: one for each person or each workstation. Made, changed and revoked as the registrar."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from psycopg import sql

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.rows import CENTRE_SCOPE
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server.groups import GROUPS, REGISTRAR, is_superuser
from ioc_desktop.sync.server.install import installed_version, not_ours

_NAME = re.compile(r"[a-z][a-z0-9_.-]{1,58}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that people mistake for each other."""

_SHORTEST_PASSWORD = 12
_BOUNDS = (("statement_timeout", "180s"), ("idle_in_transaction_session_timeout", "60s"), ("lock_timeout", "30s"))
_BOUNDS_BY_SUPERUSER = (("temp_file_limit", "1GB"),)


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
    connection_limit: int = 6,
) -> str:
    """Make a login role; the password, made up when none is given.

    The server gets a SCRAM verifier computed here, so the password never stands in its log.

    Args:
        group: for ``ADMIN`` the connection has to be PostgreSQL's own administrator's.
        scopes: scope → whether it may write there; the whole centre by default.

    Raises:
        ExpectedError: ``server.role_name``, ``server.role_taken``, ``server.password_short``, ``server.scope_unknown``,
            ``server.rights``, ``server.not_ours``.
    """
    _check_name(name)
    _require_schema(connection)
    password = _checked(password) or made_up_password()
    with _rights(), connection.transaction():
        if _exists(connection, name):
            raise _taken(name)
        verifier = _verifier(connection, name, password)
        make_login(
            connection,
            name,
            group=group,
            verifier=verifier,
            connection_limit=connection_limit,
            valid_until=valid_until,
        )
        connection.execute("SELECT sync.set_principal(%s, %s, %s, '')", (name, kind, account_id))
        for scope, may_write in (scopes if scopes is not None else {CENTRE_SCOPE: True}).items():
            _grant_scope(connection, name, scope, may_write=may_write)
    return password


def make_login(
    connection: psycopg.Connection,
    name: str,
    *,
    group: Group,
    verifier: str,
    connection_limit: int,
    valid_until: datetime | None,
) -> None:
    """The role itself, by the verifier of its password; what it may see is ``add_role``'s."""
    identifier = sql.Identifier(name)
    with connection.transaction():
        with _registrar(connection, is_for_admin=group is Group.ADMIN):
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT {}").format(
                    identifier, sql.Literal(verifier), sql.Literal(connection_limit)
                )
            )
            _bound(connection, identifier, _BOUNDS)
            _end(connection, name, valid_until)
            _grant(connection, name, group)
        if is_superuser(connection):
            _bound(connection, identifier, _BOUNDS_BY_SUPERUSER)


def _bound(connection: psycopg.Connection, identifier: sql.Identifier, bounds: Sequence[tuple[str, str]]) -> None:
    """What one client may cost the server."""
    for setting, value in bounds:
        connection.execute(sql.SQL("ALTER ROLE {} SET " + setting + " = {}").format(identifier, sql.Literal(value)))


def _end(connection: psycopg.Connection, name: str, valid_until: datetime | None) -> None:
    if valid_until is not None:
        until = sql.Literal(valid_until.isoformat())
        connection.execute(sql.SQL("ALTER ROLE {} VALID UNTIL {}").format(sql.Identifier(name), until))


def _grant(connection: psycopg.Connection, name: str, group: Group) -> None:
    """Membership; an administrator may also act as the registrar."""
    groups = [f"ioc_{group.value}", *([REGISTRAR] if group is Group.ADMIN else [])]
    names = sql.SQL(", ").join(sql.Identifier(one) for one in groups)
    connection.execute(sql.SQL("GRANT {} TO {}").format(names, sql.Identifier(name)))


def _grant_scope(connection: psycopg.Connection, name: str, scope: int, *, may_write: bool) -> None:
    try:
        connection.execute("SELECT sync.grant_scope(%s, %s, %s)", (name, scope, may_write))
    except psycopg.errors.ForeignKeyViolation as error:
        raise ExpectedError(
            "server.scope_unknown",
            QT_TRANSLATE_NOOP("errors", "Máy chủ không có phạm vi {scope}. Bỏ --scope để dùng phạm vi chung."),
            scope=scope,
        ) from error


WIPE_DAYS = 30
"""How long a login whose desktops are to be wiped lives on, so that they hear it."""


def revoke_role(connection: psycopg.Connection, name: str, *, wipe: bool = False) -> int:
    """Let a role in no more: no login, no group, its devices shut out, its connections cut; how many were.

    Args:
        wipe: its desktops are to destroy the keys of their encrypted data. To hear that they must be able to sign in:
            the login stays for ``WIPE_DAYS``, as a viewer without any scope.

    Raises:
        ExpectedError: ``server.role_unknown``, ``server.role_own``, ``server.rights``.
    """
    role = _require_role(connection, name)
    if connection.execute("SELECT session_user = %s", (name,)).fetchone() == (True,):
        raise ExpectedError(
            "server.role_own",
            QT_TRANSLATE_NOOP("errors", "Không tự thu hồi tài khoản {name} đang dùng. Dùng tài khoản quản trị khác."),
            name=name,
        )
    identifier = sql.Identifier(name)
    with _rights(), connection.transaction():
        with _registrar(connection, is_for_admin=role.group == Group.ADMIN.value):
            for group in _groups_of(connection, name):
                connection.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), identifier))
            if wipe:
                _grant(connection, name, Group.VIEWER)
                _end(connection, name, datetime.now(UTC) + timedelta(days=WIPE_DAYS))
            else:
                connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(identifier))
        connection.execute(b"SELECT sync.order_wipe(%s)" if wipe else b"SELECT sync.shut_out(%s)", (name,))
    connection.commit()  # from here on nobody comes in; now out with those who are in
    with _rights(), connection.transaction(), _registrar(connection, is_for_admin=role.group == Group.ADMIN.value):
        return len(
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (name,)
            ).fetchall()
        )


def set_password(
    connection: psycopg.Connection, name: str, password: str = "", *, valid_until: datetime | None = None
) -> str:
    """Another password, made up when none is given; and another end, when one is.

    Raises:
        ExpectedError: ``server.role_unknown``, ``server.password_short``, ``server.rights``.
    """
    role = _require_role(connection, name)
    password = _checked(password) or made_up_password()
    verifier = sql.Literal(_verifier(connection, name, password))
    with (
        _rights(),
        connection.transaction(),
        _registrar(connection, is_for_admin=role.group == Group.ADMIN.value),
    ):
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), verifier))
        _end(connection, name, valid_until)
    return password


@contextmanager
def _registrar(connection: psycopg.Connection, *, is_for_admin: bool) -> Iterator[None]:
    """Act as the registrar; administrators are looked after by PostgreSQL's own administrator as itself."""
    if is_for_admin:
        yield
        return
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(REGISTRAR)))
    yield  # a failure rolls the transaction back, and the role with it
    connection.execute("SET LOCAL ROLE NONE")


def list_roles(connection: psycopg.Connection) -> Sequence[LoginRole]:
    """The roles of this centre, by name."""
    _require_schema(connection)
    rows = connection.execute(
        "SELECT p.role_name, p.kind, p.account_id, nullif(r.rolvaliduntil, 'infinity'), r.rolcanlogin, "
        "coalesce((SELECT jsonb_object_agg(g.scope_id, g.can_write) FROM sync.scope_grant g "
        "WHERE g.role_name = p.role_name), '{}'), "
        "(SELECT max(array_position(%s::text[], g.rolname::text)) FROM pg_auth_members m "
        "JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) "
        "FROM sync.principal p LEFT JOIN pg_roles r ON r.rolname = p.role_name ORDER BY p.role_name",
        (GROUPS,),
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


def _checked(password: str) -> str:
    if password and len(password) < _SHORTEST_PASSWORD:
        raise ExpectedError(
            "server.password_short",
            QT_TRANSLATE_NOOP("errors", "Mật khẩu máy chủ cần ít nhất {n} ký tự. Bỏ trống để chương trình tự đặt."),
            n=_SHORTEST_PASSWORD,
        )
    return password


def _groups_of(connection: psycopg.Connection, name: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s AND g.rolname = ANY (%s)",
        (name, [*GROUPS, REGISTRAR]),
    ).fetchall()
    return [str(group) for (group,) in rows]


def _require_role(connection: psycopg.Connection, name: str) -> LoginRole:
    """One that we made: never ``postgres`` or another program's."""
    found = next((role for role in list_roles(connection) if role.name == name), None)
    if found is None or not _exists(connection, name):
        raise ExpectedError(
            "server.role_unknown",
            QT_TRANSLATE_NOOP("errors", "Không có tài khoản {name} trên máy chủ. Xem: main.py server role list."),
            name=name,
        )
    return found


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
            QT_TRANSLATE_NOOP(
                "errors",
                "Tài khoản đang dùng không có quyền này. Dùng tài khoản quản trị của PostgreSQL, như postgres.",
            ),
        ) from error
