"""The part of ``server doctor`` about desktops, logins and scopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import psycopg

from ioc_desktop.sync.server.drift import Finding
from ioc_desktop.sync.server.logins import missing_logins


def examine_users(connection: psycopg.Connection) -> Iterator[Finding]:
    """Desktops that are silent, logins that end or that nobody can use, scopes of nobody, room for everybody."""
    yield _silent_devices(connection)
    yield _names(
        "Tài khoản sắp hết hạn",
        _column(connection, _ENDING),
        "gia hạn bằng main.py server role password … --days",
        "warn",
    )
    yield _names(
        "Tài khoản không còn trên máy chủ", missing_logins(connection), "tạo lại bằng main.py server role add", "warn"
    )
    if _one(connection, "SELECT has_table_privilege('pg_authid', 'SELECT')"):
        yield _names(
            "Mật khẩu không theo SCRAM", _column(connection, _WEAK), "cấp lại bằng main.py server role password", "bad"
        )
    yield _names("Phạm vi không ai dùng", _column(connection, _DEAD_SCOPES), "cấp cho tài khoản, hoặc bỏ qua", "warn")
    yield _room(connection)


_ENDING = """SELECT p.role_name || to_char(r.rolvaliduntil, ' (DD/MM/YYYY)') FROM sync.principal p
JOIN pg_roles r ON r.rolname = p.role_name
WHERE r.rolcanlogin AND r.rolvaliduntil < now() + interval '14 days' ORDER BY r.rolvaliduntil"""
_WEAK = """SELECT p.role_name::text FROM sync.principal p JOIN pg_authid r ON r.rolname = p.role_name
WHERE r.rolcanlogin AND coalesce(r.rolpassword, '') NOT LIKE 'SCRAM-SHA-256$%' ORDER BY 1"""
_DEAD_SCOPES = """SELECT s.name FROM sync.scope s WHERE s.scope_id > 1 AND NOT EXISTS (
    SELECT 1 FROM sync.scope_grant g JOIN pg_roles r ON r.rolname = g.role_name
    WHERE g.scope_id = s.scope_id AND r.rolcanlogin) ORDER BY s.scope_id"""


def _one(connection: psycopg.Connection, question: str) -> object:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def _column(connection: psycopg.Connection, question: str) -> list[str]:
    return [str(name) for (name,) in connection.execute(question.encode()).fetchall()]


def _names(title: str, names: Sequence[str], mend: str, state: str) -> Finding:
    if not names:
        return Finding(title, "ok", "không có")
    more = f" và {len(names) - 8} nữa" if len(names) > 8 else ""
    return Finding(title, state, f"{', '.join(names[:8])}{more}: {mend}")


def _silent_devices(connection: psycopg.Connection) -> Finding:
    row = connection.execute(
        "SELECT count(*) FILTER (WHERE last_seen < now() - interval '30 days'), count(*) "
        "FROM sync.device WHERE NOT revoked"
    ).fetchone()
    assert row is not None
    silent, total = row
    words = f"{silent} trên {total} máy"
    if not silent:
        return Finding("Máy không gặp quá 30 ngày", "ok", words)
    return Finding("Máy không gặp quá 30 ngày", "warn", f"{words}: bật máy cho đồng bộ, hoặc thu hồi ở bảng Đồng bộ")


def _room(connection: psycopg.Connection) -> Finding:
    limit = int(str(_one(connection, "SHOW max_connections")))
    devices = int(str(_one(connection, "SELECT count(*) FROM sync.device WHERE NOT revoked")))
    words = f"{limit} chỗ cho {devices} máy"
    if limit >= devices * 2 + 20:
        return Finding("Chỗ kết nối", "ok", words)
    return Finding("Chỗ kết nối", "warn", f"{words}: đặt max_connections = {devices * 2 + 40} rồi khởi động lại")
