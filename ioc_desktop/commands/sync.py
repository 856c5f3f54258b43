"""``sync join | once | status | reset | leave`` and ``journal verify``: for scripts, and without a screen."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.services import open_services
from ioc_desktop.sync.desk import SyncDesk
from ioc_desktop.sync.state import Link, ServerAddress, SyncStatus

DONE, FAILED, REJECTED = 0, 1, 3


@contextmanager
def _desk(paths: AppPaths) -> Iterator[SyncDesk]:
    services = open_services(paths)
    try:
        yield services.sync
    finally:
        services.close()


def run_join(paths: AppPaths, address: ServerAddress, *, json_output: bool) -> int:
    """Belong to a server, and level with it once.

    Raises:
        ExpectedError: ``sync.*``, ``store.*``.
    """
    password = os.environ.get("IOC_PASSWORD", "")
    if not password and sys.stdin.isatty():
        password = getpass.getpass(f"Mật khẩu của {address.user} trên {address.shown}: ")
    with _desk(paths) as desk:
        desk.join(address, password, begin=False)
        return _tell(desk.once(), json_output=json_output)


def run_once(paths: AppPaths, *, json_output: bool) -> int:
    """Send and read until level; 3 when something waits for a person's decision."""
    with _desk(paths) as desk:
        return _tell(desk.once(), json_output=json_output)


def run_status(paths: AppPaths, *, json_output: bool) -> int:
    """What the file tells, without a connection."""
    with _desk(paths) as desk:
        status = desk.still()
    _show(status, json_output=json_output)
    return DONE


def run_reset(paths: AppPaths, *, json_output: bool) -> int:
    """Read everything again at the next round."""
    with _desk(paths) as desk:
        desk.reset()
        status = desk.still()
    if json_output:
        _show(status, json_output=True)
    else:
        print("Lượt đồng bộ tới sẽ đọc lại toàn bộ từ máy chủ. Chạy: main.py sync once")
    return DONE


def run_leave(paths: AppPaths, *, json_output: bool) -> int:
    """Belong to no server; the rows stay."""
    with _desk(paths) as desk:
        waiting = desk.still().to_send
        desk.leave()
        status = desk.still()
    if json_output:
        _show(status, json_output=True)
    else:
        print(f"Đã rời máy chủ; bỏ {waiting} thay đổi chưa gửi. Dữ liệu ở lại máy này.")
    return DONE


def run_verify(paths: AppPaths, *, json_output: bool) -> int:
    """Verify the chains; 1 when one is broken."""
    with _desk(paths) as desk:
        faults = [fault.message() for fault in desk.verify_journal()]
        entries, records = desk.own_entries(), desk.record_entries()
    if json_output:
        found = {"ok": not faults, "own_entries": entries, "record_entries": records, "faults": faults}
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif faults:
        print("\n".join(faults))
    else:
        print(f"Nhật ký nguyên vẹn ({entries} mục của máy này, {records} mục hồ sơ của mọi máy).")
    return FAILED if faults else DONE


def _tell(status: SyncStatus, *, json_output: bool) -> int:
    _show(status, json_output=json_output)
    if status.link is not Link.ONLINE:
        return FAILED
    return REJECTED if status.refused or status.conflicts else DONE


def _show(status: SyncStatus, *, json_output: bool) -> None:
    if json_output:
        answer = {key: value for key, value in asdict(status).items() if key not in {"problem", "receiving"}}
        print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
        return
    if status.link is Link.ALONE:
        print("Máy này chưa thuộc máy chủ nào.")
        return
    print(f"{_LINKS.get(status.link, status.link.value)} · {status.server} · {status.login}")
    print(f"Chờ gửi {status.to_send}, xung đột {status.conflicts}, bị từ chối {status.refused}.")


_LINKS = {
    Link.ONLINE: "Ngang với máy chủ",
    Link.OFFLINE: "Không kết nối",
    Link.UPDATE_NEEDED: "Cần cập nhật chương trình; chỉ đọc",
    Link.SERVER_OLD: "Máy chủ cần nâng cấp; chỉ đọc",
}
