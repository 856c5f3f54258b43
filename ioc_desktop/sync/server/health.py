"""``server doctor``: what an administrator should know of a server, each with the way to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.store.models import load_models
from ioc_desktop.sync.certificate import look_at
from ioc_desktop.sync.server.drift import Finding, drifts
from ioc_desktop.sync.server.install import (
    NEWEST_SERVER,
    OLDEST_SERVER,
    SCHEMA_VERSION,
    installed_version,
    not_ours,
)
from ioc_desktop.sync.server.users import examine_users
from ioc_desktop.sync.state import ServerAddress
from ioc_desktop.sync.tls import is_loopback

_GB = 1 << 30


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
    yield from drifts(connection)
    yield from _settings(connection)
    yield from _doors(connection)
    yield from _certificate(connection)
    yield _standby(connection)
    yield _clock(connection)
    yield from _disk(connection)
    yield _slots(connection)
    yield _long_transactions(connection)
    yield from _journal(connection)
    yield from examine_users(connection)


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


def _settings(connection: psycopg.Connection) -> Iterator[Finding]:
    for name, refused, mend in (
        ("fsync", ("off",), "đặt fsync = on trong postgresql.conf"),
        ("full_page_writes", ("off",), "đặt full_page_writes = on"),
        ("synchronous_commit", ("off",), "đặt synchronous_commit = on, nếu không thì mất điện là mất phần vừa nhận"),
        ("autovacuum", ("off",), "đặt autovacuum = on"),
        ("password_encryption", ("md5", "off"), "đặt password_encryption = 'scram-sha-256'"),
        ("ssl", ("off",), "đặt ssl = on với chứng thư của máy chủ"),
    ):
        found = str(_one(connection, f"SHOW {name}"))
        yield Finding(name, "bad", f"{found}: {mend}") if found in refused else Finding(name, "ok", found)
    language = str(_one(connection, "SHOW lc_messages"))
    if language.startswith(("C", "en", "POSIX")) or not language:
        yield Finding("lc_messages", "ok", language)
    else:
        mend = "đặt lc_messages = 'C', để máy trạm hiểu lý do khi máy chủ từ chối kết nối"
        yield Finding("lc_messages", "warn", f"{language}: {mend}")


_DOORS = """SELECT line_number, auth_method, coalesce(address, 'samenet'), error FROM pg_hba_file_rules
WHERE error IS NOT NULL OR (type <> 'local' AND coalesce(address, '') NOT IN ('127.0.0.1', '::1')
    AND (auth_method IN ('trust', 'password', 'md5', 'ident') OR type IN ('host', 'hostnossl'))
    AND auth_method <> 'reject') ORDER BY line_number"""


def _doors(connection: psycopg.Connection) -> Iterator[Finding]:
    """Who may come in, as far as this login may read ``pg_hba.conf``."""
    if not _one(connection, "SELECT has_function_privilege('pg_hba_file_rules()', 'EXECUTE')"):
        yield Finding("pg_hba.conf", "ok", "không xem được bằng tài khoản này; chạy lại bằng postgres để kiểm tra")
        return
    rows = connection.execute(_DOORS).fetchall()
    broken = [line for line, _, _, error in rows if error]
    weak = [f"dòng {line} ({method}, {where})" for line, method, where, error in rows if not error]
    if broken:
        yield Finding("pg_hba.conf", "bad", f"dòng {broken[0]} viết sai: sửa rồi chạy SELECT pg_reload_conf()")
    elif weak:
        words = f"{'; '.join(weak[:3])}: đổi thành hostssl … scram-sha-256"
        is_open = any(method in {"trust", "password"} for _, method, _, _ in rows)
        yield Finding("pg_hba.conf", "bad" if is_open else "warn", words)
    else:
        yield Finding("pg_hba.conf", "ok", "ngoài máy này chỉ vào được qua TLS và SCRAM")


def _certificate(connection: psycopg.Connection) -> Iterator[Finding]:
    info = connection.info
    try:
        seen = look_at(ServerAddress(host=info.hostaddr or info.host, port=info.port))
    except ExpectedError:
        return  # what is wrong with TLS, the settings have said
    if seen is None:
        return
    days = (seen.valid_to - datetime.now(UTC)).days
    when = f"hết hạn {seen.valid_to:%d/%m/%Y}, còn {days} ngày"
    if days >= 30:
        yield Finding("Chứng thư TLS", "ok", when)
    else:
        yield Finding("Chứng thư TLS", "bad" if days < 0 else "warn", f"{when}: cấp chứng thư mới (xem may-chu.md)")


def _standby(connection: psycopg.Connection) -> Finding:
    if _one(connection, "SELECT pg_is_in_recovery()"):
        return Finding("Vai trò", "bad", "máy dự phòng, chỉ đọc: cho máy trạm vào máy chính")
    return Finding("Vai trò", "ok", "máy chính")


def _clock(connection: psycopg.Connection) -> Finding:
    before = datetime.now(UTC)
    theirs = _one(connection, "SELECT clock_timestamp()")
    assert isinstance(theirs, datetime)
    middle = before + (datetime.now(UTC) - before) / 2
    difference = abs((middle - theirs.astimezone(UTC)).total_seconds())
    words = f"lệch máy này {difference:.1f} giây"
    if difference < 5:
        return Finding("Đồng hồ", "ok", words)
    return Finding("Đồng hồ", "warn", f"{words}: bật đồng bộ giờ (NTP) trên cả hai máy")


def _disk(connection: psycopg.Connection) -> Iterator[Finding]:
    """Room where the data lies, when that is this machine and the login may know the folder."""
    size = int(str(_one(connection, "SELECT pg_database_size(current_database())")))
    yield Finding("Cỡ cơ sở dữ liệu", "ok", f"{size / 1e6:.0f} MB")
    folder = _one(connection, "SELECT setting FROM pg_settings WHERE name = 'data_directory'")
    if not folder or not is_loopback(connection.info.host) or not Path(str(folder)).parent.is_dir():
        return
    room = shutil.disk_usage(Path(str(folder)).parent).free
    words = f"còn {room / _GB:.1f} GB"
    if room > 5 * _GB:
        yield Finding("Ổ đĩa dữ liệu", "ok", words)
    else:
        yield Finding("Ổ đĩa dữ liệu", "bad" if room < _GB else "warn", f"{words}: giải phóng hoặc thêm dung lượng")


def _slots(connection: psycopg.Connection) -> Finding:
    """A slot that nobody reads keeps the log until the disk is full."""
    rows = connection.execute("SELECT slot_name FROM pg_replication_slots WHERE NOT active").fetchall()
    names = ", ".join(name for (name,) in rows)
    mend = "máy dự phòng của nó đã ngắt; nối lại, hoặc xóa bằng pg_drop_replication_slot để ổ đĩa không đầy"
    return Finding("Khe nhân bản bỏ không", "warn" if rows else "ok", f"{names}: {mend}" if rows else "không có")


def _long_transactions(connection: psycopg.Connection) -> Finding:
    rows = connection.execute(
        "SELECT pid, usename FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (xact_start < now() - "
        "interval '1 hour' OR (state LIKE 'idle in transaction%' AND state_change < now() - interval '1 hour'))"
    ).fetchall()
    words = ", ".join(f"{user} (pid {pid})" for pid, user in rows[:5])
    mend = "kết thúc bằng SELECT pg_terminate_backend(pid)"
    return Finding("Giao dịch treo trên 1 giờ", "warn" if rows else "ok", f"{words}: {mend}" if rows else "không có")


def _journal(connection: psycopg.Connection) -> Iterator[Finding]:
    for chain, count in connection.execute("SELECT chain, seq FROM audit.chain ORDER BY chain").fetchall():
        fault = connection.execute("SELECT seq, fault FROM audit.verify(%s)", (chain,)).fetchone()
        title = f"Nhật ký, chuỗi {chain}"
        if fault is None:
            yield Finding(title, "ok", f"{count} mục")
        else:
            yield Finding(
                title, "bad", f"sai từ mục {fault[0]} ({fault[1]}): giữ nguyên máy chủ và báo người phụ trách"
            )
