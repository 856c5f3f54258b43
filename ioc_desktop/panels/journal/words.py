"""A line of the journal in words. Source strings of context ``journal``; no Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.sync.state import JournalEntry
from ioc_desktop.ui.synced_titles import table_title

Translate = Callable[[str, str], str]
"""(context, source string) → the words of the screen's language."""
Names = Mapping[str, str]
"""Identifier of a desktop → its name."""

_SHORT_IDENTIFIER = 13
_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_WITH_DAYS = frozenset({"monday", "shift"})

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "push": QT_TRANSLATE_NOOP("journal", "Gửi thay đổi"),
        "push.refused": QT_TRANSLATE_NOOP("journal", "Lượt gửi bị từ chối"),
        "device.new": QT_TRANSLATE_NOOP("journal", "Máy mới"),
        "device.fork": QT_TRANSLATE_NOOP("journal", "Bản chép của một máy"),
        "device.revoke": QT_TRANSLATE_NOOP("journal", "Khóa máy"),
        "device.wiped": QT_TRANSLATE_NOOP("journal", "Máy đã hủy khóa dữ liệu"),
        "role.wipe": QT_TRANSLATE_NOOP("journal", "Ra lệnh hủy khóa dữ liệu"),
        "statement.ended": QT_TRANSLATE_NOOP("journal", "Ngắt lệnh chạy quá lâu"),
        "role.add": QT_TRANSLATE_NOOP("journal", "Cấp tài khoản máy chủ"),
        "role.revoke": QT_TRANSLATE_NOOP("journal", "Thu hồi tài khoản máy chủ"),
        "scope.new": QT_TRANSLATE_NOOP("journal", "Phạm vi mới"),
        "scope.grant": QT_TRANSLATE_NOOP("journal", "Cấp phạm vi"),
        "scope.revoke": QT_TRANSLATE_NOOP("journal", "Thu hồi phạm vi"),
        "server.restore": QT_TRANSLATE_NOOP("journal", "Khôi phục máy chủ"),
        "server.maintain": QT_TRANSLATE_NOOP("journal", "Dọn máy chủ"),
        "events.retain": QT_TRANSLATE_NOOP("journal", "Xóa sự kiện quá hạn"),
        "event.new": QT_TRANSLATE_NOOP("journal", "Xem lại cảnh báo"),
        "event.confirmed": QT_TRANSLATE_NOOP("journal", "Xác nhận cảnh báo"),
        "event.rejected": QT_TRANSLATE_NOOP("journal", "Báo cảnh báo sai"),
        "event.export": QT_TRANSLATE_NOOP("journal", "Lưu đoạn phim ra tệp"),
        "event.export_covered": QT_TRANSLATE_NOOP("journal", "Lưu đoạn phim đã che mặt"),
        "event.faces_seen": QT_TRANSLATE_NOOP("journal", "Xem ảnh cảnh báo không che mặt"),
        "event.faces_exported": QT_TRANSLATE_NOOP("journal", "Lưu ảnh cảnh báo không che mặt"),
        "event.picture_exported": QT_TRANSLATE_NOOP("journal", "Lưu ảnh cảnh báo đã che mặt"),
        "event.retain": QT_TRANSLATE_NOOP("journal", "Xóa cảnh báo quá hạn"),
        "blob.refused": QT_TRANSLATE_NOOP("journal", "Tệp bị từ chối"),
        "blob.gc": QT_TRANSLATE_NOOP("journal", "Dọn tệp không còn dùng"),
        "duty.post": QT_TRANSLATE_NOOP("journal", "Phân công trực"),
        "duty.take_off": QT_TRANSLATE_NOOP("journal", "Bỏ khỏi lịch trực"),
        "duty.copy_week": QT_TRANSLATE_NOOP("journal", "Chép lịch trực tuần trước"),
        "duty.check_in": QT_TRANSLATE_NOOP("journal", "Vào ca"),
        "duty.check_out": QT_TRANSLATE_NOOP("journal", "Rời ca không bàn giao"),
        "duty.give": QT_TRANSLATE_NOOP("journal", "Ký giao ca"),
        "duty.withdraw": QT_TRANSLATE_NOOP("journal", "Rút lại bàn giao ca"),
        "duty.take": QT_TRANSLATE_NOOP("journal", "Ký nhận ca"),
        "plates.search": QT_TRANSLATE_NOOP("journal", "Tìm biển số"),
        "plates.live": QT_TRANSLATE_NOOP("journal", "Xem biển số đang đọc"),
        "plates.propose": QT_TRANSLATE_NOOP("journal", "Đề xuất theo dõi biển số"),
        "plates.approved": QT_TRANSLATE_NOOP("journal", "Duyệt theo dõi biển số"),
        "plates.rejected": QT_TRANSLATE_NOOP("journal", "Không duyệt theo dõi biển số"),
        "plates.revoked": QT_TRANSLATE_NOOP("journal", "Thôi theo dõi biển số"),
        "plates.retain": QT_TRANSLATE_NOOP("journal", "Xóa biển số quá hạn"),
        "number.taken": QT_TRANSLATE_NOOP("journal", "Cấp số văn bản"),
        "number.refused": QT_TRANSLATE_NOOP("journal", "Từ chối cấp số văn bản"),
        "sync.join": QT_TRANSLATE_NOOP("journal", "Vào máy chủ"),
        "sync.leave": QT_TRANSLATE_NOOP("journal", "Rời máy chủ"),
        "sign_in": QT_TRANSLATE_NOOP("journal", "Đăng nhập"),
        "sign_out": QT_TRANSLATE_NOOP("journal", "Đăng xuất"),
    }
)

_FACTS: Mapping[str, str] = MappingProxyType(
    {
        "account": QT_TRANSLATE_NOOP("journal", "{value}"),
        "days": QT_TRANSLATE_NOOP("journal", "{value} ngày"),
        "device": QT_TRANSLATE_NOOP("journal", "máy {value}"),
        "epoch": QT_TRANSLATE_NOOP("journal", "đợt {value}"),
        "events": QT_TRANSLATE_NOOP("journal", "{value} cảnh báo"),
        "found": QT_TRANSLATE_NOOP("journal", "{value} kết quả"),
        "gone": QT_TRANSLATE_NOOP("journal", "{value} tệp"),
        "monday": QT_TRANSLATE_NOOP("journal", "tuần từ {value}"),
        "plate": QT_TRANSLATE_NOOP("journal", "biển số {value}"),
        "posts": QT_TRANSLATE_NOOP("journal", "{value} lượt phân công"),
        "reads": QT_TRANSLATE_NOOP("journal", "{value} lượt đọc"),
        "scope": QT_TRANSLATE_NOOP("journal", "phạm vi {value}"),
        "shift": QT_TRANSLATE_NOOP("journal", "ca {value}"),
        "size": QT_TRANSLATE_NOOP("journal", "{value} byte"),
        "why": QT_TRANSLATE_NOOP("journal", "lý do: {value}"),
    }
)
_VALUES: Mapping[tuple[str, object], str] = MappingProxyType(
    {
        ("kind", "person"): QT_TRANSLATE_NOOP("journal", "của một người"),
        ("kind", "workstation"): QT_TRANSLATE_NOOP("journal", "của máy trạm"),
        ("task", "leader"): QT_TRANSLATE_NOOP("journal", "lãnh đạo trực"),
        ("task", "officer"): QT_TRANSLATE_NOOP("journal", "trực ban"),
        ("why", "hash"): QT_TRANSLATE_NOOP("journal", "nội dung sai mã"),
        ("why", "quota"): QT_TRANSLATE_NOOP("journal", "quá hạn mức"),
        ("write", False): QT_TRANSLATE_NOOP("journal", "chỉ đọc"),
        ("write", True): QT_TRANSLATE_NOOP("journal", "đọc và ghi"),
    }
)


def action(entry: JournalEntry, translate: Translate) -> str:
    return translate("journal", ACTIONS.get(entry.action, entry.action))


def summary(entry: JournalEntry, translate: Translate) -> str:
    """The detail in a few words."""
    if entry.action == "push":
        return _pushed(entry.detail, translate)
    plain = {name: value for name, value in entry.detail.items() if not _is_compound(value) and value not in (None, "")}
    return " · ".join(_fact(name, value, translate) for name, value in plain.items())


def _pushed(detail: Mapping[str, Any], translate: Translate) -> str:
    tables = ", ".join(translate("sync", table_title(name)) for name in detail.get("tables", ()))
    said = translate("journal", QT_TRANSLATE_NOOP("journal", "{n} thay đổi: {tables}"))
    words = said.format(n=detail.get("ops", 0), tables=tables)
    if detail.get("refused"):
        words += " · " + translate("journal", QT_TRANSLATE_NOOP("journal", "{n} bị từ chối")).format(
            n=detail["refused"]
        )
    return words


def _is_compound(value: object) -> bool:
    return isinstance(value, dict | list)


def _fact(name: str, value: object, translate: Translate) -> str:
    known = _VALUES.get((name, value))
    said = translate("journal", known) if known else _plain(name, value)
    return translate("journal", _FACTS[name]).format(value=said) if name in _FACTS else said


def _plain(name: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    if name in _WITH_DAYS:
        return _ISO_DAY.sub(r"\3/\2/\1", str(value))
    return str(value)[:_SHORT_IDENTIFIER] if name == "device" else str(value)


def device(entry: JournalEntry, names: Names) -> str:
    """The desktop's name, or the beginning of its identifier."""
    return names.get(entry.device, entry.device[:_SHORT_IDENTIFIER])


def matches(entry: JournalEntry, wanted: str, translate: Translate, names: Names) -> bool:
    """Whether every word of the filter stands somewhere in the line."""
    line = (entry.who, action(entry, translate), summary(entry, translate), device(entry, names), entry.action)
    folded = fold(" ".join(line))
    return all(word in folded for word in fold(wanted).split())


def pretty(entry: JournalEntry) -> str:
    """All of it, as it is kept."""
    whole = {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "device": entry.device,
        "action": entry.action,
        "detail": dict(entry.detail),
        "hash": entry.hash,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
