"""``server doctor``: what an administrator should know of a server, each with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from ioc_desktop.store.models import load_models
from ioc_desktop.store.rows import synced_tables
from ioc_desktop.sync.server.install import (
    CALLABLE,
    NEWEST_SERVER,
    OLDEST_SERVER,
    SCHEMA_VERSION,
    installed_version,
    not_ours,
    server_tables,
)


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        state: ``ok``, ``warn`` for what should be looked at, ``bad`` for what must be mended.
    """

    title: str
    state: str
    detail: str


def examine(connection: psycopg.Connection) -> Iterator[Finding]:
    """Look at a server with our schema; nothing is changed.

    Raises:
        ExpectedError: ``server.not_ours``, ``server.newer``.
    """
    load_models()
    if installed_version(connection) is None:
        raise not_ours()
    yield _version(connection)
    yield _schema(connection)
    yield from _tables(connection)
    yield _public_rights(connection)
    yield _functions(connection)
    yield from _settings(connection)
    yield _clock(connection)
    yield _long_transactions(connection)
    yield from _journal(connection)
    yield _silent_devices(connection)
    yield _expiring_roles(connection)
    yield _room(connection)


_IS_PROTECTED = "SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)"


def _one(connection: psycopg.Connection, question: str, *parameters: object) -> object:
    row = connection.execute(question.encode(), parameters).fetchone()
    return row[0] if row else None


def _version(connection: psycopg.Connection) -> Finding:
    major = connection.info.server_version // 10_000
    good = OLDEST_SERVER <= major <= NEWEST_SERVER
    return Finding("PostgreSQL", "ok" if good else "bad", f"{major}; hỗ trợ {OLDEST_SERVER} đến {NEWEST_SERVER}")


def _schema(connection: psycopg.Connection) -> Finding:
    found = installed_version(connection)
    if found == SCHEMA_VERSION:
        return Finding("Lược đồ", "ok", f"phiên bản {found}")
    return Finding("Lược đồ", "bad", f"{found}, chương trình cần {SCHEMA_VERSION}: chạy main.py server init")


def _tables(connection: psycopg.Connection) -> Iterator[Finding]:
    """Every synchronised table with its columns, protection and functions."""
    faults = []
    for table in server_tables(synced_tables()):
        columns = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            (f"ioc.{table.name}",),
        ).fetchall()
        missing = {column.name for column in table.server_table.columns} - {name for (name,) in columns}
        if missing:
            faults.append(f"{table.name}: thiếu {', '.join(sorted(missing))}")
        elif not _one(connection, _IS_PROTECTED, f"ioc.{table.name}"):
            faults.append(f"{table.name}: chưa bật bảo vệ theo dòng")
        elif _one(connection, "SELECT count(*) FROM sync.synced WHERE tbl = %s", table.name) != 1:
            faults.append(f"{table.name}: chưa đăng ký")
    detail = "; ".join(faults) + ": chạy main.py server init" if faults else "đủ cột, quyền và hàm"
    yield Finding("Bảng đồng bộ", "bad" if faults else "ok", detail)


def _public_rights(connection: psycopg.Connection) -> Finding:
    open_to_all = _one(
        connection,
        "SELECT has_database_privilege('public', current_database(), 'TEMP') "
        "OR has_database_privilege('public', current_database(), 'CONNECT') "
        "OR has_schema_privilege('public', 'public', 'CREATE')",
    )
    if open_to_all:
        return Finding("Quyền của PUBLIC", "bad", "còn quyền CONNECT, TEMP hoặc CREATE: thu hồi (REVOKE … FROM PUBLIC)")
    return Finding("Quyền của PUBLIC", "ok", "không có quyền nào")


def _functions(connection: psycopg.Connection) -> Finding:
    rows = connection.execute(
        "SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname IN ('sync', 'audit', 'ev') AND has_function_privilege('ioc_viewer', p.oid, 'EXECUTE')"
    ).fetchall()
    extra = {name for (name,) in rows} - set(CALLABLE)
    if extra:
        return Finding("Hàm mở cho máy trạm", "bad", f"thừa: {', '.join(sorted(extra))}; chạy main.py server init")
    return Finding("Hàm mở cho máy trạm", "ok", f"{len(rows)} hàm")


def _settings(connection: psycopg.Connection) -> Iterator[Finding]:
    for name, wanted, mend in (
        ("fsync", "on", "đặt fsync = on trong postgresql.conf"),
        ("full_page_writes", "on", "đặt full_page_writes = on"),
        ("password_encryption", "scram-sha-256", "đặt password_encryption = 'scram-sha-256'"),
        ("ssl", "on", "đặt ssl = on với chứng thư của máy chủ"),
    ):
        found = _one(connection, f"SHOW {name}")
        yield Finding(name, "ok" if found == wanted else "bad", str(found) if found == wanted else f"{found}: {mend}")


def _clock(connection: psycopg.Connection) -> Finding:
    theirs = _one(connection, "SELECT clock_timestamp()")
    assert isinstance(theirs, datetime)
    difference = abs((datetime.now(UTC) - theirs.astimezone(UTC)).total_seconds())
    return Finding("Đồng hồ", "ok" if difference < 5 else "warn", f"lệch máy này {difference:.1f} giây")


def _long_transactions(connection: psycopg.Connection) -> Finding:
    count = _one(
        connection,
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE xact_start < now() - interval '1 hour' AND pid <> pg_backend_pid()",
    )
    return Finding("Giao dịch treo trên 1 giờ", "warn" if count else "ok", str(count))


def _journal(connection: psycopg.Connection) -> Iterator[Finding]:
    for (chain,) in connection.execute("SELECT chain FROM audit.chain ORDER BY chain").fetchall():
        fault = connection.execute("SELECT seq, fault FROM audit.verify(%s)", (chain,)).fetchone()
        title = f"Nhật ký, chuỗi {chain}"
        if fault is None:
            yield Finding(title, "ok", f"{_one(connection, 'SELECT seq FROM audit.chain WHERE chain = %s', chain)} mục")
        else:
            yield Finding(
                title, "bad", f"sai từ mục {fault[0]} ({fault[1]}): giữ nguyên máy chủ và báo người phụ trách"
            )


def _silent_devices(connection: psycopg.Connection) -> Finding:
    count = _one(
        connection, "SELECT count(*) FROM sync.device WHERE NOT revoked AND last_seen < now() - interval '30 days'"
    )
    total = _one(connection, "SELECT count(*) FROM sync.device WHERE NOT revoked")
    return Finding("Máy không gặp quá 30 ngày", "warn" if count else "ok", f"{count} trên {total} máy")


def _expiring_roles(connection: psycopg.Connection) -> Finding:
    rows = connection.execute(
        "SELECT p.role_name FROM sync.principal p JOIN pg_roles r ON r.rolname = p.role_name "
        "WHERE r.rolcanlogin AND r.rolvaliduntil < now() + interval '14 days'"
    ).fetchall()
    names = ", ".join(name for (name,) in rows)
    return Finding("Tài khoản hết hạn trong 14 ngày", "warn" if rows else "ok", names or "không có")


def _room(connection: psycopg.Connection) -> Finding:
    limit = int(str(_one(connection, "SHOW max_connections")))
    devices = int(str(_one(connection, "SELECT count(*) FROM sync.device WHERE NOT revoked")))
    enough = limit >= devices + 20
    detail = f"{limit} chỗ cho {devices} máy" + ("" if enough else f": đặt max_connections = {devices + 40}")
    return Finding("Chỗ kết nối", "ok" if enough else "warn", detail)
