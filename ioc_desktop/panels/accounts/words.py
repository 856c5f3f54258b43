"""What permissions are called. Source strings of context ``permissions``; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import PERMISSIONS

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "wall.view": QT_TRANSLATE_NOOP("permissions", "Xem tường"),
        "wall.edit": QT_TRANSLATE_NOOP("permissions", "Sắp xếp tường"),
        "alarms.view": QT_TRANSLATE_NOOP("permissions", "Xem cảnh báo"),
        "alarms.decide": QT_TRANSLATE_NOOP("permissions", "Xác nhận, bác cảnh báo"),
        "incidents.view": QT_TRANSLATE_NOOP("permissions", "Xem sự vụ"),
        "incidents.open": QT_TRANSLATE_NOOP("permissions", "Lập sự vụ"),
        "incidents.work": QT_TRANSLATE_NOOP("permissions", "Xử lý sự vụ, ghi nhật ký"),
        "incidents.close": QT_TRANSLATE_NOOP("permissions", "Kết thúc, hủy, gộp sự vụ"),
        "incidents.review": QT_TRANSLATE_NOOP("permissions", "Chốt rút kinh nghiệm"),
        "incidents.people": QT_TRANSLATE_NOOP("permissions", "Xem người liên quan sự vụ"),
        "alerts.view": QT_TRANSLATE_NOOP("permissions", "Xem cảnh báo cộng đồng"),
        "alerts.prepare": QT_TRANSLATE_NOOP("permissions", "Soạn cảnh báo cộng đồng"),
        "alerts.release": QT_TRANSLATE_NOOP("permissions", "Phát cảnh báo cộng đồng (người thứ hai)"),
        "duty.view": QT_TRANSLATE_NOOP("permissions", "Xem ca trực"),
        "duty.stand": QT_TRANSLATE_NOOP("permissions", "Vào ca, bàn giao ca"),
        "duty.plan": QT_TRANSLATE_NOOP("permissions", "Xếp lịch trực"),
        "cameras.view": QT_TRANSLATE_NOOP("permissions", "Xem danh mục camera"),
        "cameras.check": QT_TRANSLATE_NOOP("permissions", "Thử kết nối camera"),
        "cameras.export": QT_TRANSLATE_NOOP("permissions", "Xuất danh mục camera"),
        "cameras.manage": QT_TRANSLATE_NOOP("permissions", "Thêm, sửa, xóa camera"),
        "cameras.import": QT_TRANSLATE_NOOP("permissions", "Nhập camera từ tệp"),
        "rules.view": QT_TRANSLATE_NOOP("permissions", "Xem luật canh"),
        "rules.manage": QT_TRANSLATE_NOOP("permissions", "Vẽ luật, cho canh"),
        "plates.view": QT_TRANSLATE_NOOP("permissions", "Tìm biển số (có lý do)"),
        "plates.propose": QT_TRANSLATE_NOOP("permissions", "Đề xuất biển số theo dõi"),
        "plates.approve": QT_TRANSLATE_NOOP("permissions", "Duyệt biển số theo dõi"),
        "papers.view": QT_TRANSLATE_NOOP("permissions", "Xem sổ văn bản"),
        "papers.draft": QT_TRANSLATE_NOOP("permissions", "Lập, sửa, trình dự thảo văn bản"),
        "papers.approve": QT_TRANSLATE_NOOP("permissions", "Duyệt, trả lại văn bản"),
        "papers.issue": QT_TRANSLATE_NOOP("permissions", "Lấy số, ban hành, thu hồi văn bản"),
        "papers.sign": QT_TRANSLATE_NOOP("permissions", "Ký số văn bản"),
        "budget.view": QT_TRANSLATE_NOOP("permissions", "Xem bảng kinh phí"),
        "budget.import": QT_TRANSLATE_NOOP("permissions", "Nhập bảng kinh phí"),
        "budget.track": QT_TRANSLATE_NOOP("permissions", "Ghi hợp đồng, khoản chi, mốc"),
        "budget.edit": QT_TRANSLATE_NOOP("permissions", "Sửa, trình bảng kinh phí; lập phương án"),
        "budget.approve": QT_TRANSLATE_NOOP("permissions", "Duyệt bảng kinh phí, phương án"),
        "budget.lock": QT_TRANSLATE_NOOP("permissions", "Khóa, mở lại năm của chương trình"),
        "budget.accept": QT_TRANSLATE_NOOP("permissions", "Giữ số có sai lệch, kèm lý do"),
        "faces.see": QT_TRANSLATE_NOOP("permissions", "Xem mặt người không che"),
        "models.manage": QT_TRANSLATE_NOOP("permissions", "Quản lý mô hình nhận diện"),
        "accounts.manage": QT_TRANSLATE_NOOP("permissions", "Quản lý tài khoản"),
        "journal.view": QT_TRANSLATE_NOOP("permissions", "Xem nhật ký"),
        "sync.view": QT_TRANSLATE_NOOP("permissions", "Xem đồng bộ"),
        "sync.manage": QT_TRANSLATE_NOOP("permissions", "Vào, rời máy chủ, khóa máy"),
        "settings.view": QT_TRANSLATE_NOOP("permissions", "Xem cài đặt"),
        "settings.edit": QT_TRANSLATE_NOOP("permissions", "Sửa cài đặt của máy"),
        "preferences.edit": QT_TRANSLATE_NOOP("permissions", "Sửa tùy chọn của mình"),
        "about.view": QT_TRANSLATE_NOOP("permissions", "Xem giới thiệu"),
    }
)
"""In the order of the table."""


def all_permissions() -> list[str]:
    """Every permission that some role has, named ones first."""
    known = frozenset().union(*PERMISSIONS.values())
    return [name for name in TITLES if name in known] + sorted(known - TITLES.keys())
