"""What tables, columns and verdicts are called on the screen. Source strings of context ``sync``; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.state import InboxEntry

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "camera": QT_TRANSLATE_NOOP("sync", "Camera"),
        "org_unit": QT_TRANSLATE_NOOP("sync", "Đơn vị"),
        "preference": QT_TRANSLATE_NOOP("sync", "Tùy chọn cá nhân"),
    }
)

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "name": QT_TRANSLATE_NOOP("sync", "Tên"),
        "number": QT_TRANSLATE_NOOP("sync", "Số gọi"),
        "place": QT_TRANSLATE_NOOP("sync", "Vị trí"),
        "code": QT_TRANSLATE_NOOP("sync", "Mã"),
        "latitude": QT_TRANSLATE_NOOP("sync", "Vĩ độ"),
        "longitude": QT_TRANSLATE_NOOP("sync", "Kinh độ"),
        "main_url": QT_TRANSLATE_NOOP("sync", "Luồng chính"),
        "sub_url": QT_TRANSLATE_NOOP("sync", "Luồng phụ"),
        "transport": QT_TRANSLATE_NOOP("sync", "Giao thức"),
        "azimuth_deg": QT_TRANSLATE_NOOP("sync", "Hướng nhìn"),
        "fov_deg": QT_TRANSLATE_NOOP("sync", "Góc nhìn"),
        "kind": QT_TRANSLATE_NOOP("sync", "Loại"),
        "notice_text": QT_TRANSLATE_NOOP("sync", "Biển thông báo"),
        "retention_days": QT_TRANSLATE_NOOP("sync", "Số ngày lưu"),
        "org_unit_id": QT_TRANSLATE_NOOP("sync", "Đơn vị"),
        "parent_id": QT_TRANSLATE_NOOP("sync", "Đơn vị cấp trên"),
        "valid_from": QT_TRANSLATE_NOOP("sync", "Có hiệu lực từ"),
        "valid_to": QT_TRANSLATE_NOOP("sync", "Hết hiệu lực từ"),
        "value": QT_TRANSLATE_NOOP("sync", "Giá trị"),
    }
)

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
        "parent": QT_TRANSLATE_NOOP("sync", "Mục mà nó thuộc về đã bị xóa hoặc chưa được máy chủ nhận."),
        "in_use": QT_TRANSLATE_NOOP("sync", "Chưa xóa được vì còn mục khác đang dùng."),
        "over_limit": QT_TRANSLATE_NOOP("sync", "Vượt hạn mức còn lại. Kiểm tra số tiền và hạn mức."),
        "moved": QT_TRANSLATE_NOOP("sync", "Máy khác đã chuyển trạng thái trước. Xem trạng thái mới rồi làm lại."),
        "transition": QT_TRANSLATE_NOOP("sync", "Bước chuyển trạng thái này không được phép."),
        "author": QT_TRANSLATE_NOOP("sync", "Chỉ người lập mới được sửa mục này."),
        "append_only": QT_TRANSLATE_NOOP("sync", "Mục này chỉ được thêm, không được sửa hay xóa."),
    }
)


def reason(entry: InboxEntry) -> str:
    """The sentence for a verdict, the more precise one where there is one."""
    return _REASONS.get(entry.reason.partition(":")[0], VERDICTS.get(entry.status, VERDICTS["invalid"]))


def table_title(name: str) -> str:
    return TABLES.get(name, name)


def column_title(name: str) -> str:
    return COLUMNS.get(name, name)


def name_of(entry: InboxEntry) -> str:
    """What the row is called, as far as one side tells."""
    for values in (entry.mine, entry.theirs, entry.base):
        for column in ("name", "title", "code", "number", "key"):
            if values.get(column):
                return str(values[column])
    return ""


def changed_columns(entry: InboxEntry) -> list[str]:
    """The columns worth showing: what the person wrote and the server does not hold."""
    if entry.op_kind == "D":
        return []
    names = [name for name in entry.mine if name != "scope_id"]
    if entry.op_kind == "I":
        return [name for name in names if entry.mine[name] not in (None, "") and name in COLUMNS][:6]
    return names
