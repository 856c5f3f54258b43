"""What synchronised tables and columns are called on the screens. Source strings of context ``sync``; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "account": QT_TRANSLATE_NOOP("sync", "Tài khoản"),
        "account_grant": QT_TRANSLATE_NOOP("sync", "Quyền riêng của tài khoản"),
        "attachment": QT_TRANSLATE_NOOP("sync", "Tệp đính kèm"),
        "camera": QT_TRANSLATE_NOOP("sync", "Camera"),
        "district_setting": QT_TRANSLATE_NOOP("sync", "Cài đặt chung của trung tâm"),
        "event": QT_TRANSLATE_NOOP("sync", "Sự kiện"),
        "org_unit": QT_TRANSLATE_NOOP("sync", "Đơn vị"),
        "org_unit_successor": QT_TRANSLATE_NOOP("sync", "Đơn vị kế tiếp"),
        "person": QT_TRANSLATE_NOOP("sync", "Người"),
        "plate_watch": QT_TRANSLATE_NOOP("sync", "Biển số theo dõi"),
        "preference": QT_TRANSLATE_NOOP("sync", "Tùy chọn cá nhân"),
        "record_entry": QT_TRANSLATE_NOOP("sync", "Nhật ký hồ sơ"),
        "rule": QT_TRANSLATE_NOOP("sync", "Luật phân tích"),
    }
)

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "account_id": QT_TRANSLATE_NOOP("sync", "Tài khoản"),
        "action": QT_TRANSLATE_NOOP("sync", "Việc"),
        "at": QT_TRANSLATE_NOOP("sync", "Lúc"),
        "azimuth_deg": QT_TRANSLATE_NOOP("sync", "Hướng nhìn"),
        "box": QT_TRANSLATE_NOOP("sync", "Khung"),
        "camera_id": QT_TRANSLATE_NOOP("sync", "Camera"),
        "category": QT_TRANSLATE_NOOP("sync", "Loại đối tượng"),
        "changes": QT_TRANSLATE_NOOP("sync", "Thay đổi"),
        "code": QT_TRANSLATE_NOOP("sync", "Mã"),
        "confidence": QT_TRANSLATE_NOOP("sync", "Độ chắc"),
        "decided_at": QT_TRANSLATE_NOOP("sync", "Lúc xem"),
        "decided_by": QT_TRANSLATE_NOOP("sync", "Người xem"),
        "definition": QT_TRANSLATE_NOOP("sync", "Hình vẽ và ngưỡng"),
        "detail": QT_TRANSLATE_NOOP("sync", "Chi tiết"),
        "details": QT_TRANSLATE_NOOP("sync", "Chi tiết"),
        "device_id": QT_TRANSLATE_NOOP("sync", "Máy"),
        "display_name": QT_TRANSLATE_NOOP("sync", "Tên hiện"),
        "email": QT_TRANSLATE_NOOP("sync", "Thư điện tử"),
        "ended_at": QT_TRANSLATE_NOOP("sync", "Lúc hết"),
        "files_note": QT_TRANSLATE_NOOP("sync", "Ghi chú về hình"),
        "fov_deg": QT_TRANSLATE_NOOP("sync", "Góc nhìn"),
        "hash": QT_TRANSLATE_NOOP("sync", "Mã băm"),
        "is_active": QT_TRANSLATE_NOOP("sync", "Được đăng nhập"),
        "is_allowed": QT_TRANSLATE_NOOP("sync", "Được phép"),
        "is_armed": QT_TRANSLATE_NOOP("sync", "Đang canh"),
        "is_open": QT_TRANSLATE_NOOP("sync", "Đang diễn ra"),
        "key": QT_TRANSLATE_NOOP("sync", "Mục"),
        "kind": QT_TRANSLATE_NOOP("sync", "Loại"),
        "latitude": QT_TRANSLATE_NOOP("sync", "Vĩ độ"),
        "level": QT_TRANSLATE_NOOP("sync", "Cấp"),
        "longitude": QT_TRANSLATE_NOOP("sync", "Kinh độ"),
        "main_url": QT_TRANSLATE_NOOP("sync", "Luồng chính"),
        "mime": QT_TRANSLATE_NOOP("sync", "Kiểu tệp"),
        "model": QT_TRANSLATE_NOOP("sync", "Mô hình"),
        "name": QT_TRANSLATE_NOOP("sync", "Tên"),
        "note": QT_TRANSLATE_NOOP("sync", "Ghi chú"),
        "notice_text": QT_TRANSLATE_NOOP("sync", "Biển thông báo"),
        "number": QT_TRANSLATE_NOOP("sync", "Số gọi"),
        "on_date": QT_TRANSLATE_NOOP("sync", "Từ ngày"),
        "org_unit_id": QT_TRANSLATE_NOOP("sync", "Đơn vị"),
        "owner": QT_TRANSLATE_NOOP("sync", "Đơn vị yêu cầu"),
        "owner_id": QT_TRANSLATE_NOOP("sync", "Thuộc mục"),
        "owner_table": QT_TRANSLATE_NOOP("sync", "Thuộc loại"),
        "parent_id": QT_TRANSLATE_NOOP("sync", "Đơn vị cấp trên"),
        "pattern": QT_TRANSLATE_NOOP("sync", "Biển số"),
        "peak_at": QT_TRANSLATE_NOOP("sync", "Lúc rõ nhất"),
        "permission": QT_TRANSLATE_NOOP("sync", "Quyền"),
        "person_id": QT_TRANSLATE_NOOP("sync", "Người"),
        "phone": QT_TRANSLATE_NOOP("sync", "Điện thoại"),
        "place": QT_TRANSLATE_NOOP("sync", "Vị trí"),
        "predecessor_id": QT_TRANSLATE_NOOP("sync", "Đơn vị cũ"),
        "prev": QT_TRANSLATE_NOOP("sync", "Mã băm mục trước"),
        "proposed_by": QT_TRANSLATE_NOOP("sync", "Người đề xuất"),
        "reason": QT_TRANSLATE_NOOP("sync", "Lý do"),
        "record_id": QT_TRANSLATE_NOOP("sync", "Hồ sơ"),
        "retention_days": QT_TRANSLATE_NOOP("sync", "Số ngày lưu"),
        "role": QT_TRANSLATE_NOOP("sync", "Vai trò"),
        "rule_id": QT_TRANSLATE_NOOP("sync", "Luật"),
        "rule_name": QT_TRANSLATE_NOOP("sync", "Tên luật"),
        "seq": QT_TRANSLATE_NOOP("sync", "Số thứ tự"),
        "severity": QT_TRANSLATE_NOOP("sync", "Mức độ"),
        "sha256": QT_TRANSLATE_NOOP("sync", "Mã nội dung"),
        "share": QT_TRANSLATE_NOOP("sync", "Phần (một phần triệu)"),
        "size": QT_TRANSLATE_NOOP("sync", "Cỡ (byte)"),
        "started_at": QT_TRANSLATE_NOOP("sync", "Lúc bắt đầu"),
        "status": QT_TRANSLATE_NOOP("sync", "Tình trạng"),
        "sub_url": QT_TRANSLATE_NOOP("sync", "Luồng phụ"),
        "successor_id": QT_TRANSLATE_NOOP("sync", "Đơn vị mới"),
        "tbl": QT_TRANSLATE_NOOP("sync", "Loại hồ sơ"),
        "thumb_sha256": QT_TRANSLATE_NOOP("sync", "Mã hình thu nhỏ"),
        "title": QT_TRANSLATE_NOOP("sync", "Chức vụ"),
        "tracks": QT_TRANSLATE_NOOP("sync", "Các đối tượng"),
        "transport": QT_TRANSLATE_NOOP("sync", "Giao thức"),
        "user_key": QT_TRANSLATE_NOOP("sync", "Khóa tên đăng nhập"),
        "user_name": QT_TRANSLATE_NOOP("sync", "Tên đăng nhập"),
        "valid_from": QT_TRANSLATE_NOOP("sync", "Có hiệu lực từ"),
        "valid_to": QT_TRANSLATE_NOOP("sync", "Hết hiệu lực từ"),
        "valid_until": QT_TRANSLATE_NOOP("sync", "Theo dõi đến ngày"),
        "value": QT_TRANSLATE_NOOP("sync", "Giá trị"),
        "who": QT_TRANSLATE_NOOP("sync", "Người làm"),
        "who_id": QT_TRANSLATE_NOOP("sync", "Tài khoản người làm"),
        "workstation": QT_TRANSLATE_NOOP("sync", "Máy trạm"),
    }
)


def table_title(name: str) -> str:
    """The title, or the bare name of a table of a newer program."""
    return TABLES.get(name, name)


def column_title(name: str) -> str:
    return COLUMNS.get(name, name)
