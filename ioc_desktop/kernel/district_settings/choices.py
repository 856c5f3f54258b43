"""What can be chosen for the whole centre. Described here, so that a screen can be made of it; no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeGuard, TypeVar

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.duty import times as duty_times

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True)
class DistrictChoice(Generic[T]):
    """One described setting.

    Attributes:
        key: starts with the name of what reads it.
        title: source string of context ``settings``.
        default: holds until somebody chooses; its type is the setting's.
        allowed: a range of numbers, the words to choose from, or None for every value of the type.
        reads: for a text of a certain form, whether it has it; the default is the example.
    """

    key: str
    title: str
    default: T
    allowed: range | tuple[str, ...] | None = None
    reads: Callable[[T], bool] | None = None

    def accepts(self, value: object) -> TypeGuard[T]:
        """Whether the setting may have this value; True is no number."""
        return (
            type(value) is type(self.default)
            and (self.allowed is None or value in self.allowed)
            and (self.reads is None or self.reads(value))
        )


OFFLINE_DAYS = DistrictChoice(
    "accounts.offline_days",
    QT_TRANSLATE_NOOP("settings", "Số ngày đăng nhập khi mất máy chủ (0 là không giới hạn)"),
    default=14,
    allowed=range(366),
)

EVENT_DAYS = DistrictChoice(
    "events.keep_days",
    QT_TRANSLATE_NOOP("settings", "Số ngày giữ sự kiện chưa được xác nhận"),
    default=90,
    allowed=range(1, 3651),
)

PLATE_DAYS = DistrictChoice(
    "plates.keep_days",
    QT_TRANSLATE_NOOP("settings", "Số ngày giữ biển số đã đọc mà không sự kiện nào cần"),
    default=30,
    allowed=range(1, 366),
)

DUTY_BRIEFS = DistrictChoice(
    "duty.briefs",
    QT_TRANSLATE_NOOP("settings", "Tự lập báo cáo trực ngày, tuần, tháng khi hết kỳ"),
    default=True,
)
CENTRE_ORGAN = DistrictChoice(
    "centre.organ",
    QT_TRANSLATE_NOOP("settings", "Cơ quan ban hành văn bản"),
    default="Trung tâm điều hành thông minh",
)
CENTRE_PARENT = DistrictChoice(
    "centre.parent",
    QT_TRANSLATE_NOOP("settings", "Cơ quan chủ quản (trống nếu không có)"),
    default="",
)
CENTRE_PLACE = DistrictChoice(
    "centre.place",
    QT_TRANSLATE_NOOP("settings", "Địa danh ghi trên văn bản"),
    default="Trung tâm",
)
CENTRE_CODE = DistrictChoice(
    "centre.code",
    QT_TRANSLATE_NOOP("settings", "Chữ viết tắt của cơ quan trong số, ký hiệu văn bản"),
    default="TTĐH",
)

DUTY_SHIFTS = DistrictChoice(
    "duty.shifts",
    QT_TRANSLATE_NOOP("settings", "Giờ các ca trực"),
    default=duty_times.USUAL,
    reads=duty_times.is_readable,
)

ALERT_SENDER = DistrictChoice(
    "alerts.sender",
    QT_TRANSLATE_NOOP("settings", "Tên miền của trung tâm, ghi trên cảnh báo cộng đồng"),
    default="",
)

ATTACHMENT_MB = DistrictChoice(
    "attachments.most_mb",
    QT_TRANSLATE_NOOP("settings", "Cỡ lớn nhất của tệp đính kèm (MB)"),
    default=512,
    allowed=range(1, 513),
)

PICTURE_MB = DistrictChoice(
    "attachments.most_picture_mb",
    QT_TRANSLATE_NOOP("settings", "Cỡ lớn nhất của ảnh đính kèm (MB)"),
    default=50,
    allowed=range(1, 513),
)

ASK_REVOCATION = DistrictChoice(
    "papers.ask_revocation",
    QT_TRANSLATE_NOOP("settings", "Hỏi tổ chức chứng thực qua mạng xem chứng thư ký đã bị thu hồi chưa"),
    default=False,
)

CHOICES: Mapping[str, DistrictChoice[Any]] = MappingProxyType(
    {
        choice.key: choice
        for choice in (
            OFFLINE_DAYS,
            EVENT_DAYS,
            PLATE_DAYS,
            DUTY_SHIFTS,
            DUTY_BRIEFS,
            CENTRE_ORGAN,
            CENTRE_PARENT,
            CENTRE_PLACE,
            CENTRE_CODE,
            ALERT_SENDER,
            ATTACHMENT_MB,
            PICTURE_MB,
            ASK_REVOCATION,
        )
    }
)
"""Key → setting, in the order of a screen."""
