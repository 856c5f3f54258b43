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
        "document_number": QT_TRANSLATE_NOOP("sync", "Số văn bản"),
        "event": QT_TRANSLATE_NOOP("sync", "Sự kiện"),
        "org_unit": QT_TRANSLATE_NOOP("sync", "Đơn vị"),
        "org_unit_successor": QT_TRANSLATE_NOOP("sync", "Đơn vị kế tiếp"),
        "paper": QT_TRANSLATE_NOOP("sync", "Văn bản"),
        "person": QT_TRANSLATE_NOOP("sync", "Người"),
        "plate_watch": QT_TRANSLATE_NOOP("sync", "Biển số theo dõi"),
        "preference": QT_TRANSLATE_NOOP("sync", "Tùy chọn cá nhân"),
        "rule": QT_TRANSLATE_NOOP("sync", "Luật phân tích"),
    }
)

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "account_id": QT_TRANSLATE_NOOP("sync", "Tài khoản"),
        "approved_at": QT_TRANSLATE_NOOP("sync", "Lúc duyệt"),
        "approved_by": QT_TRANSLATE_NOOP("sync", "Người duyệt"),
        "azimuth_deg": QT_TRANSLATE_NOOP("sync", "Hướng nhìn"),
        "box": QT_TRANSLATE_NOOP("sync", "Khung"),
        "camera_id": QT_TRANSLATE_NOOP("sync", "Camera"),
        "category": QT_TRANSLATE_NOOP("sync", "Loại đối tượng"),
        "code": QT_TRANSLATE_NOOP("sync", "Mã"),
        "confidence": QT_TRANSLATE_NOOP("sync", "Độ chắc"),
        "dated": QT_TRANSLATE_NOOP("sync", "Ngày văn bản"),
        "decided_at": QT_TRANSLATE_NOOP("sync", "Lúc xem"),
        "decided_by": QT_TRANSLATE_NOOP("sync", "Người xem"),
        "definition": QT_TRANSLATE_NOOP("sync", "Hình vẽ và ngưỡng"),
        "details": QT_TRANSLATE_NOOP("sync", "Chi tiết"),
        "display_name": QT_TRANSLATE_NOOP("sync", "Tên hiện"),
        "drafted_at": QT_TRANSLATE_NOOP("sync", "Lúc lập"),
        "drafted_by": QT_TRANSLATE_NOOP("sync", "Người lập"),
        "email": QT_TRANSLATE_NOOP("sync", "Thư điện tử"),
        "ended_at": QT_TRANSLATE_NOOP("sync", "Lúc hết"),
        "ended_by": QT_TRANSLATE_NOOP("sync", "Người kết thúc"),
        "family": QT_TRANSLATE_NOOP("sync", "Thể thức"),
        "files_note": QT_TRANSLATE_NOOP("sync", "Ghi chú về hình"),
        "fov_deg": QT_TRANSLATE_NOOP("sync", "Góc nhìn"),
        "is_active": QT_TRANSLATE_NOOP("sync", "Được đăng nhập"),
        "is_allowed": QT_TRANSLATE_NOOP("sync", "Được phép"),
        "is_armed": QT_TRANSLATE_NOOP("sync", "Đang canh"),
        "is_drill": QT_TRANSLATE_NOOP("sync", "Diễn tập"),
        "is_open": QT_TRANSLATE_NOOP("sync", "Đang diễn ra"),
        "is_signed": QT_TRANSLATE_NOOP("sync", "Đã ký số"),
        "issued_at": QT_TRANSLATE_NOOP("sync", "Lúc ban hành"),
        "issued_by": QT_TRANSLATE_NOOP("sync", "Người ban hành"),
        "key": QT_TRANSLATE_NOOP("sync", "Mục"),
        "kind": QT_TRANSLATE_NOOP("sync", "Loại"),
        "latitude": QT_TRANSLATE_NOOP("sync", "Vĩ độ"),
        "level": QT_TRANSLATE_NOOP("sync", "Cấp"),
        "longitude": QT_TRANSLATE_NOOP("sync", "Kinh độ"),
        "main_url": QT_TRANSLATE_NOOP("sync", "Luồng chính"),
        "mark": QT_TRANSLATE_NOOP("sync", "Số trong sổ"),
        "mime": QT_TRANSLATE_NOOP("sync", "Kiểu tệp"),
        "model": QT_TRANSLATE_NOOP("sync", "Mô hình"),
        "name": QT_TRANSLATE_NOOP("sync", "Tên"),
        "note": QT_TRANSLATE_NOOP("sync", "Ghi chú"),
        "notice_text": QT_TRANSLATE_NOOP("sync", "Biển thông báo"),
        "number": QT_TRANSLATE_NOOP("sync", "Số gọi"),
        "on_date": QT_TRANSLATE_NOOP("sync", "Từ ngày"),
        "org": QT_TRANSLATE_NOOP("sync", "Cơ quan ban hành"),
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
        "proposed_by": QT_TRANSLATE_NOOP("sync", "Người đề xuất"),
        "reason": QT_TRANSLATE_NOOP("sync", "Lý do"),
        "replaced_by_id": QT_TRANSLATE_NOOP("sync", "Được thay bằng"),
        "replaces_id": QT_TRANSLATE_NOOP("sync", "Thay thế văn bản"),
        "retention_days": QT_TRANSLATE_NOOP("sync", "Số ngày lưu"),
        "role": QT_TRANSLATE_NOOP("sync", "Vai trò"),
        "rule_id": QT_TRANSLATE_NOOP("sync", "Luật"),
        "rule_name": QT_TRANSLATE_NOOP("sync", "Tên luật"),
        "series": QT_TRANSLATE_NOOP("sync", "Sổ số"),
        "severity": QT_TRANSLATE_NOOP("sync", "Mức độ"),
        "sha256": QT_TRANSLATE_NOOP("sync", "Mã nội dung"),
        "share": QT_TRANSLATE_NOOP("sync", "Phần (một phần triệu)"),
        "size": QT_TRANSLATE_NOOP("sync", "Cỡ (byte)"),
        "source_sha256": QT_TRANSLATE_NOOP("sync", "Mã nội dung bản thảo"),
        "source_size": QT_TRANSLATE_NOOP("sync", "Cỡ bản thảo (byte)"),
        "started_at": QT_TRANSLATE_NOOP("sync", "Lúc bắt đầu"),
        "state": QT_TRANSLATE_NOOP("sync", "Trạng thái"),
        "status": QT_TRANSLATE_NOOP("sync", "Tình trạng"),
        "sub_url": QT_TRANSLATE_NOOP("sync", "Luồng phụ"),
        "subject": QT_TRANSLATE_NOOP("sync", "Trích yếu"),
        "submitted_at": QT_TRANSLATE_NOOP("sync", "Lúc trình"),
        "submitted_by": QT_TRANSLATE_NOOP("sync", "Người trình"),
        "successor_id": QT_TRANSLATE_NOOP("sync", "Đơn vị mới"),
        "symbol": QT_TRANSLATE_NOOP("sync", "Ký hiệu"),
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
        "year": QT_TRANSLATE_NOOP("sync", "Năm"),
    }
)


def table_title(name: str) -> str:
    """The title, or the bare name of a table of a newer program."""
    return TABLES.get(name, name)


def column_title(name: str) -> str:
    return COLUMNS.get(name, name)
