"""The names of payers, modes and phases, for screens, charts and reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.model import Mode, Phase, Source

SOURCE_TITLES: Final[Mapping[Source, str]] = MappingProxyType(
    {
        Source.CENTRAL: QT_TRANSLATE_NOOP("budget", "Ngân sách trung ương"),
        Source.PROVINCIAL: QT_TRANSLATE_NOOP("budget", "Ngân sách tỉnh"),
        Source.DISTRICT: QT_TRANSLATE_NOOP("budget", "Ngân sách huyện, thành phố"),
        Source.COMMUNE: QT_TRANSLATE_NOOP("budget", "Ngân sách xã"),
        Source.LOCAL: QT_TRANSLATE_NOOP("budget", "Ngân sách địa phương"),
        Source.STATE: QT_TRANSLATE_NOOP("budget", "Ngân sách nhà nước"),
        Source.ENTERPRISE: QT_TRANSLATE_NOOP("budget", "Doanh nghiệp"),
        Source.SPONSOR: QT_TRANSLATE_NOOP("budget", "Tài trợ"),
        Source.ODA: QT_TRANSLATE_NOOP("budget", "Vốn ODA"),
        Source.CITIZENS: QT_TRANSLATE_NOOP("budget", "Người dân đóng góp"),
        Source.SOCIAL: QT_TRANSLATE_NOOP("budget", "Xã hội hóa"),
    }
)
MODE_TITLES: Final[Mapping[Mode, str]] = MappingProxyType(
    {
        Mode.BUY: QT_TRANSLATE_NOOP("budget", "Đầu tư"),
        Mode.RENT: QT_TRANSLATE_NOOP("budget", "Thuê dịch vụ"),
        Mode.MAINTAIN: QT_TRANSLATE_NOOP("budget", "Duy trì"),
    }
)
PHASE_TITLES: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.PROPOSED: QT_TRANSLATE_NOOP("budget", "Đề xuất"),
        Phase.APPROVED: QT_TRANSLATE_NOOP("budget", "Phê duyệt"),
        Phase.ADJUSTED: QT_TRANSLATE_NOOP("budget", "Điều chỉnh"),
        Phase.COMMITTED: QT_TRANSLATE_NOOP("budget", "Cam kết"),
        Phase.DISBURSED: QT_TRANSLATE_NOOP("budget", "Giải ngân"),
    }
)
UNKNOWN_SOURCE: Final = QT_TRANSLATE_NOOP("budget", "Chưa rõ nguồn")
UNKNOWN_YEAR: Final = QT_TRANSLATE_NOOP("budget", "Chưa rõ năm")
NOBODY: Final = QT_TRANSLATE_NOOP("budget", "Chưa giao")
UNKNOWN_MODE: Final = QT_TRANSLATE_NOOP("budget", "Chưa rõ hình thức")
