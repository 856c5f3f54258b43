"""What the inbox says: verdicts, reasons and values as words. Source strings of context ``sync``; no Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import ROLE_TITLES
from ioc_desktop.kernel.cameras.model import KIND_TITLES
from ioc_desktop.sync.state import InboxEntry
from ioc_desktop.ui.synced_titles import COLUMNS, TABLES

Translate = Callable[[str, str], str]
"""(context, source string) → the words of the screen's language."""

_FOLLOWING = frozenset({"scope_id", "user_key"})
"""Columns that the program fills in itself."""
_MOST_OF_A_NEW_ROW = 6
_LONGEST_JSON = 160

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "conflict": QT_TRANSLATE_NOOP("sync", "Máy khác đã sửa cùng mục này trước. Giá trị của máy đó được giữ."),
        "gone": QT_TRANSLATE_NOOP("sync", "Máy khác đã xóa mục này. Nội dung sửa ở đây được giữ lại để chọn."),
        "exists": QT_TRANSLATE_NOOP("sync", "Mục này đã có trên máy chủ với nội dung khác."),
        "dup": QT_TRANSLATE_NOOP("sync", "Số hoặc mã này máy khác đã dùng. Mở mục đã có, hoặc nhập số khác."),
        "denied": QT_TRANSLATE_NOOP("sync", "Tài khoản máy chủ không có quyền sửa mục này. Liên hệ quản trị."),
        "invalid": QT_TRANSLATE_NOOP("sync", "Máy chủ không nhận nội dung này. Kiểm tra rồi nhập lại."),
        "too_old": QT_TRANSLATE_NOOP("sync", "Đến sau giờ khóa nên không được tính."),
    }
)

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "append_only": QT_TRANSLATE_NOOP("sync", "Mục này chỉ được thêm, không được sửa hay xóa."),
        "author": QT_TRANSLATE_NOOP("sync", "Chỉ người lập mới được sửa mục này."),
        "column": QT_TRANSLATE_NOOP("sync", "Máy chủ chưa biết một cột của mục này. Nâng cấp máy chủ rồi gửi lại."),
        "in_use": QT_TRANSLATE_NOOP("sync", "Chưa xóa được vì còn mục khác đang dùng."),
        "moved": QT_TRANSLATE_NOOP("sync", "Máy khác đã chuyển trạng thái trước. Xem trạng thái mới rồi làm lại."),
        "over_limit": QT_TRANSLATE_NOOP("sync", "Vượt hạn mức còn lại. Kiểm tra số tiền và hạn mức."),
        "parent": QT_TRANSLATE_NOOP("sync", "Mục mà nó thuộc về đã bị xóa hoặc chưa được máy chủ nhận."),
        "rank": QT_TRANSLATE_NOOP("sync", "Tài khoản máy chủ không đủ quyền sửa loại mục này. Liên hệ quản trị."),
        "scope": QT_TRANSLATE_NOOP("sync", "Tài khoản máy chủ không được ghi vào phạm vi này. Liên hệ quản trị."),
        "table": QT_TRANSLATE_NOOP("sync", "Máy chủ chưa biết loại mục này. Nâng cấp máy chủ rồi gửi lại."),
        "transition": QT_TRANSLATE_NOOP("sync", "Bước chuyển trạng thái này không được phép."),
    }
)

_OUT_OF_REACH = QT_TRANSLATE_NOOP("sync", "Không ghi lại được: máy này không còn đủ nội dung của mục.")
_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "role": {role.value: ("accounts", title) for role, title in ROLE_TITLES.items()},
        "kind": {kind.value: ("cameras", title) for kind, title in KIND_TITLES.items()},
        "owner_table": {name: ("sync", title) for name, title in TABLES.items()},
    }
)
"""Column → stored word → context and title."""
_YES, _NO = QT_TRANSLATE_NOOP("sync", "có"), QT_TRANSLATE_NOOP("sync", "không")
_NUMBERED = QT_TRANSLATE_NOOP("sync", "mục {code}")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def reason(entry: InboxEntry) -> str:
    """The sentence for a verdict, the more precise one where there is one."""
    return _REASONS.get(entry.reason.partition(":")[0], VERDICTS.get(entry.status, VERDICTS["invalid"]))


def why_not_mine(entry: InboxEntry) -> str:
    """What stands beside a "take mine" that cannot be pressed; "" when it can."""
    if entry.can_apply:
        return ""
    return VERDICTS["too_old"] if entry.status == "too_old" else _OUT_OF_REACH


def shown_value(column: str, value: Any, translate: Translate) -> str:
    """A stored value as people read it; "—" for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return translate("sync", _YES if value else _NO)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False)
        return text if len(text) <= _LONGEST_JSON else f"{text[:_LONGEST_JSON]}…"
    return _shown_text(column, str(value), translate)


def _shown_text(column: str, text: str, translate: Translate) -> str:
    known = _WORDS.get(column, {}).get(text)
    if known is not None:
        return translate(*known)
    if _IDENTIFIER.fullmatch(text):
        return translate("sync", _NUMBERED).format(code=text[:8])
    date = _DATE.fullmatch(text)
    return f"{date[3]}/{date[2]}/{date[1]}" if date else text


def name_of(entry: InboxEntry) -> str:
    """What the row is called, as far as one side tells."""
    for values in (entry.mine, entry.theirs, entry.base):
        for column in ("name", "display_name", "user_name", "title", "code", "number", "key", "permission"):
            if values.get(column):
                return str(values[column])
    return ""


def changed_columns(entry: InboxEntry) -> list[str]:
    """The columns worth showing: what the person wrote and the server does not hold."""
    if entry.op_kind == "D":
        return []
    names = [name for name in entry.mine if name not in _FOLLOWING]
    if entry.op_kind == "I":
        return [name for name in names if entry.mine[name] not in (None, "") and name in COLUMNS][:_MOST_OF_A_NEW_ROW]
    return names
