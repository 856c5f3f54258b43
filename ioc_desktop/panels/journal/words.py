"""A line of the journal in words. Source strings of context ``journal``; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.sync.state import JournalEntry

Translate = Callable[[str], str]

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "push": QT_TRANSLATE_NOOP("journal", "Gửi thay đổi"),
        "push.refused": QT_TRANSLATE_NOOP("journal", "Lượt gửi bị từ chối"),
        "device.new": QT_TRANSLATE_NOOP("journal", "Máy mới"),
        "device.fork": QT_TRANSLATE_NOOP("journal", "Bản chép của một máy"),
        "device.revoke": QT_TRANSLATE_NOOP("journal", "Khóa máy"),
        "role.add": QT_TRANSLATE_NOOP("journal", "Cấp tài khoản máy chủ"),
        "role.revoke": QT_TRANSLATE_NOOP("journal", "Thu hồi tài khoản máy chủ"),
        "scope.new": QT_TRANSLATE_NOOP("journal", "Phạm vi mới"),
        "scope.grant": QT_TRANSLATE_NOOP("journal", "Cấp phạm vi"),
        "scope.revoke": QT_TRANSLATE_NOOP("journal", "Thu hồi phạm vi"),
        "server.restore": QT_TRANSLATE_NOOP("journal", "Khôi phục máy chủ"),
        "server.maintain": QT_TRANSLATE_NOOP("journal", "Dọn máy chủ"),
        "sync.join": QT_TRANSLATE_NOOP("journal", "Vào máy chủ"),
        "sync.leave": QT_TRANSLATE_NOOP("journal", "Rời máy chủ"),
        "sign_in": QT_TRANSLATE_NOOP("journal", "Đăng nhập"),
        "sign_out": QT_TRANSLATE_NOOP("journal", "Đăng xuất"),
    }
)


def action(entry: JournalEntry, translate: Translate = str) -> str:
    return translate(ACTIONS.get(entry.action, entry.action))


def summary(entry: JournalEntry, translate: Translate = str) -> str:
    """The detail in a few words."""
    detail = entry.detail
    if entry.action == "push":
        tables = ", ".join(detail.get("tables", ()))
        words = translate(QT_TRANSLATE_NOOP("journal", "{n} thay đổi: {tables}"))
        return words.format(n=detail.get("ops", 0), tables=tables)
    return " · ".join(str(value) for value in detail.values() if not isinstance(value, dict | list))


def matches(entry: JournalEntry, wanted: str, translate: Translate = str) -> bool:
    """Whether every word of the filter stands somewhere in the line."""
    line = fold(f"{entry.who} {action(entry, translate)} {summary(entry, translate)} {entry.device}")
    return all(word in line for word in fold(wanted).split())
