"""``server init | doctor | backup | restore | role``: the administrator's work on the centre's PostgreSQL."""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from ioc_desktop.commands.tables import text_table
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.server import administration, dump, health, logins
from ioc_desktop.sync.server.dsn import administrator
from ioc_desktop.sync.server.install import SCHEMA_VERSION, install

DONE, FAILED = 0, 1
_MARKS = {"ok": "✓", "warn": "! nên xem", "bad": "✗ cần sửa"}
GROUP_TITLES = {
    Group.VIEWER: "xem",
    Group.OPERATOR: "nghiệp vụ",
    Group.SUPERVISOR: "phụ trách",
    Group.ADMIN: "quản trị",
}


def password_of_administrator(dsn: str) -> str:
    """From the environment, else asked for at a terminal; "" leaves it to the DSN and to libpq's own ways."""
    known = os.environ.get("IOC_PASSWORD") or os.environ.get("PGPASSWORD") or ""
    has_own = "password" in dsn or "@" in dsn.partition("//")[2].partition(":")[2]
    if known or has_own or not sys.stdin.isatty():
        return known
    return getpass.getpass("Mật khẩu quản trị máy chủ (Enter nếu không cần): ")


def run_init(dsn: str, *, centre: str, admin: str, account: str, json_output: bool) -> int:
    """Make or upgrade the schema, and the first administrator where one is named and not there yet.

    Raises:
        ExpectedError: ``server.*``, ``sync.*``.
    """
    made_password = ""
    account_id = _account(account) if account else None
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        is_new = install(connection, centre=centre)
        connection.commit()
        if admin and not _is_administrator(connection, admin):
            made_password = administration.add_role(
                connection,
                admin,
                group=Group.ADMIN,
                kind="person" if account_id else "workstation",
                account_id=account_id,
                password=os.environ.get("IOC_ADMIN_PASSWORD", ""),
            )
            connection.commit()
    if json_output:
        _print({"made": is_new, "schema": SCHEMA_VERSION, "admin": admin or None, "password": made_password or None})
        return DONE
    print(f"Đã {'cài' if is_new else 'nâng cấp'} máy chủ, lược đồ {SCHEMA_VERSION}.")
    if admin and not made_password:
        print(f"Quản trị {admin} đã có sẵn, mật khẩu giữ nguyên.")
    _print_password(admin, made_password)
    return DONE


def _is_administrator(connection: Any, name: str) -> bool:
    return any(role.name == name and role.group == Group.ADMIN.value for role in administration.list_roles(connection))


def run_doctor(dsn: str, *, json_output: bool) -> int:
    """Examine a server; 1 when something must be mended."""
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        findings = list(health.examine(connection))
    is_well = all(finding.state != "bad" for finding in findings)
    if json_output:
        _print({"ok": is_well, "findings": [asdict(finding) for finding in findings]})
    else:
        rows = [[finding.title, _MARKS[finding.state], finding.detail] for finding in findings]
        print(text_table(["Mục", "Tình trạng", "Chi tiết"], rows))
    return DONE if is_well else FAILED


def run_backup(dsn: str, file: Path, *, json_output: bool) -> int:
    """Dump the database and read the dump back."""
    password = password_of_administrator(dsn)
    with administrator(dsn, password) as connection:
        entries = dump.back_up(connection, dsn, password, file)
    size = file.stat().st_size
    if json_output:
        _print({"file": str(file), "entries": entries, "size_bytes": size})
    else:
        print(f"Đã sao lưu máy chủ và đọc lại được {entries} mục: {file} ({size / 1e6:.1f} MB).")
    return DONE


def run_restore(dsn: str, file: Path, *, replace: bool, json_output: bool) -> int:
    """Fill a database from a dump; desktops notice by themselves and send again what is missing."""
    if not file.is_file():
        raise ExpectedError(
            "file.missing", QT_TRANSLATE_NOOP("errors", "Không có tệp {file}. Kiểm tra đường dẫn."), file=file
        )
    password = password_of_administrator(dsn)
    with administrator(dsn, password) as connection:
        epoch = dump.restore(connection, dsn, password, file, replace=replace)
        lost = logins.missing_logins(connection)
    if json_output:
        _print({"file": str(file), "epoch": epoch, "roles_missing": lost})
        return DONE
    if lost:
        print(f"Trên máy chủ này chưa có tài khoản: {', '.join(lost)}. Tạo lại từng cái bằng server role add.")
    print("Đã khôi phục máy chủ. Các máy trạm tự nhận ra và gửi lại phần còn thiếu ở lần kết nối tới.")
    return DONE


def run_role_add(
    dsn: str, name: str, *, group: Group, kind: str, account: str, days: int, scopes: list[int], json_output: bool
) -> int:
    """Make a login role and show its password once."""
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        password = administration.add_role(
            connection,
            name,
            group=group,
            kind=kind,
            account_id=_account(account) if kind == "person" else None,
            password=os.environ.get("IOC_ROLE_PASSWORD", ""),
            valid_until=_in_days(days),
            scopes=dict.fromkeys(scopes, True) if scopes else None,
        )
        connection.commit()
    if json_output:
        _print({"role": name, "group": group.value, "kind": kind, "password": password})
    else:
        print(f"Đã tạo tài khoản máy chủ {name} ({GROUP_TITLES[group]}).")
        _print_password(name, password)
    return DONE


def run_role_password(dsn: str, name: str, *, days: int, json_output: bool) -> int:
    """Give a role another password and show it once."""
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        wanted = os.environ.get("IOC_ROLE_PASSWORD", "")
        password = administration.set_password(connection, name, wanted, valid_until=_in_days(days))
        connection.commit()
    if json_output:
        _print({"role": name, "password": password})
    else:
        _print_password(name, password)
    return DONE


def run_role_revoke(dsn: str, name: str, *, wipe: bool, json_output: bool) -> int:
    """Let a role in no more; ``wipe`` orders its desktops to destroy the keys of their data."""
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        cut = administration.revoke_role(connection, name, wipe=wipe)
        connection.commit()
    if json_output:
        _print({"role": name, "connections_cut": cut, "wipe": wipe})
    elif wipe:
        print(
            f"Đã thu hồi {name}: không thấy gì nữa, ngắt {cut} kết nối. Máy của nó hủy khóa dữ liệu ở lần nối tới, "
            f"trong {administration.WIPE_DAYS} ngày; xong việc thì nhật ký có dòng device.wiped, rồi thu hồi hẳn bằng "
            "lệnh này không có --wipe. Máy chưa mã hóa thì không hủy được."
        )
    else:
        print(f"Đã thu hồi {name}: không đăng nhập được nữa, các máy của nó bị khóa, ngắt {cut} kết nối.")
    return DONE


def run_role_list(dsn: str, *, json_output: bool) -> int:
    """Print the login roles of this centre."""
    with administrator(dsn, password_of_administrator(dsn)) as connection:
        roles = administration.list_roles(connection)
    if json_output:
        _print({"roles": [asdict(role) for role in roles]})
        return DONE
    titles = {group.value: title for group, title in GROUP_TITLES.items()}
    rows = [
        [
            role.name,
            "người" if role.kind == "person" else "máy trạm",
            titles.get(role.group, "—") if role.may_log_in else "đã thu hồi",
            f"{role.valid_until:%d/%m/%Y}" if role.valid_until else "không hạn",
            ", ".join(f"{scope}{'' if may else ' (chỉ xem)'}" for scope, may in role.scopes.items()) or "—",
        ]
        for role in roles
    ]
    print(text_table(["Tài khoản", "Loại", "Nhóm", "Hạn", "Phạm vi"], rows))
    return DONE


def _in_days(days: int) -> datetime | None:
    return datetime.now(UTC) + timedelta(days=days) if days else None


def _account(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ExpectedError(
            "server.account_wrong",
            QT_TRANSLATE_NOOP(
                "errors", "Tài khoản của người cần --account MÃ, lấy ở bảng Tài khoản trong ứng dụng (mã định danh)."
            ),
        ) from error


def _print(answer: object) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))


def _print_password(name: str, password: str) -> None:
    if password:
        print(f"Mật khẩu của {name} (chỉ hiện một lần này): {password}")
