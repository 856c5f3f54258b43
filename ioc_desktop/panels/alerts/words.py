"""What alerts are called on the screen. Source strings of context ``alerts``; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.alerts.model import Alert, AlertStatus, MessageType
from ioc_desktop.ui.shell.status_bar import VIETNAM

Translate = Callable[[str, str], str]
"""(context, source string) → text."""

TYPES: Mapping[MessageType, str] = MappingProxyType(
    {
        MessageType.ALERT: QT_TRANSLATE_NOOP("alerts", "Cảnh báo"),
        MessageType.UPDATE: QT_TRANSLATE_NOOP("alerts", "Cập nhật"),
        MessageType.CANCEL: QT_TRANSLATE_NOOP("alerts", "Hủy"),
    }
)
STATES: Mapping[AlertStatus, str] = MappingProxyType(
    {
        AlertStatus.PREPARED: QT_TRANSLATE_NOOP("alerts", "chờ người thứ hai"),
        AlertStatus.RELEASED: QT_TRANSLATE_NOOP("alerts", "đã phát"),
        AlertStatus.WITHDRAWN: QT_TRANSLATE_NOOP("alerts", "đã rút"),
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Geo": QT_TRANSLATE_NOOP("alerts", "Địa chất"),
        "Met": QT_TRANSLATE_NOOP("alerts", "Khí tượng, thủy văn"),
        "Safety": QT_TRANSLATE_NOOP("alerts", "An toàn chung"),
        "Security": QT_TRANSLATE_NOOP("alerts", "An ninh"),
        "Rescue": QT_TRANSLATE_NOOP("alerts", "Cứu nạn"),
        "Fire": QT_TRANSLATE_NOOP("alerts", "Cháy"),
        "Health": QT_TRANSLATE_NOOP("alerts", "Y tế"),
        "Env": QT_TRANSLATE_NOOP("alerts", "Môi trường"),
        "Transport": QT_TRANSLATE_NOOP("alerts", "Giao thông"),
        "Infra": QT_TRANSLATE_NOOP("alerts", "Điện, nước, viễn thông"),
        "CBRNE": QT_TRANSLATE_NOOP("alerts", "Hóa chất, phóng xạ, nổ"),
        "Other": QT_TRANSLATE_NOOP("alerts", "Loại khác"),
        "Shelter": QT_TRANSLATE_NOOP("alerts", "Ở yên trong nhà"),
        "Evacuate": QT_TRANSLATE_NOOP("alerts", "Sơ tán"),
        "Prepare": QT_TRANSLATE_NOOP("alerts", "Chuẩn bị"),
        "Execute": QT_TRANSLATE_NOOP("alerts", "Làm theo phương án"),
        "Avoid": QT_TRANSLATE_NOOP("alerts", "Tránh khu vực"),
        "Monitor": QT_TRANSLATE_NOOP("alerts", "Theo dõi tin"),
        "Assess": QT_TRANSLATE_NOOP("alerts", "Tự đánh giá"),
        "AllClear": QT_TRANSLATE_NOOP("alerts", "Hết nguy hiểm"),
        "None": QT_TRANSLATE_NOOP("alerts", "Không cần làm gì"),
        "Immediate": QT_TRANSLATE_NOOP("alerts", "Ngay lập tức"),
        "Expected": QT_TRANSLATE_NOOP("alerts", "Trong một giờ"),
        "Future": QT_TRANSLATE_NOOP("alerts", "Sắp tới"),
        "Past": QT_TRANSLATE_NOOP("alerts", "Đã qua"),
        "Unknown": QT_TRANSLATE_NOOP("alerts", "Chưa rõ"),
        "Extreme": QT_TRANSLATE_NOOP("alerts", "Đặc biệt nghiêm trọng"),
        "Severe": QT_TRANSLATE_NOOP("alerts", "Nghiêm trọng"),
        "Moderate": QT_TRANSLATE_NOOP("alerts", "Vừa"),
        "Minor": QT_TRANSLATE_NOOP("alerts", "Nhẹ"),
        "Observed": QT_TRANSLATE_NOOP("alerts", "Đã xảy ra"),
        "Likely": QT_TRANSLATE_NOOP("alerts", "Rất có thể"),
        "Possible": QT_TRANSLATE_NOOP("alerts", "Có thể"),
        "Unlikely": QT_TRANSLATE_NOOP("alerts", "Khó xảy ra"),
    }
)
_DRILL = QT_TRANSLATE_NOOP("alerts", "DIỄN TẬP")
_FACTS = (
    QT_TRANSLATE_NOOP("alerts", "Khu vực"),
    QT_TRANSLATE_NOOP("alerts", "Mức độ"),
    QT_TRANSLATE_NOOP("alerts", "Độ gấp"),
    QT_TRANSLATE_NOOP("alerts", "Độ chắc"),
    QT_TRANSLATE_NOOP("alerts", "Người dân cần"),
    QT_TRANSLATE_NOOP("alerts", "Hết hiệu lực"),
    QT_TRANSLATE_NOOP("alerts", "Người soạn"),
    QT_TRANSLATE_NOOP("alerts", "Người phát hoặc rút"),
    QT_TRANSLATE_NOOP("alerts", "Ghi chú"),
    QT_TRANSLATE_NOOP("alerts", "Mã bản tin"),
)


def word(term: str, translate: Translate) -> str:
    """A term of CAP in the language of the screen."""
    return translate("alerts", WORDS.get(term, term))


def moment(at: datetime | None) -> str:
    """Hour and day in Vietnam."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""


def headline(alert: Alert, translate: Translate) -> str:
    """The headline, which says when it is a drill."""
    lead = f"{translate('alerts', _DRILL)}: " if alert.is_drill else ""
    return f"{lead}{alert.text.headline}"


def cells(alert: Alert, translate: Translate) -> Sequence[str]:
    """When, what, headline, area, state: a row of the list."""
    return (
        moment(alert.sent_at),
        translate("alerts", TYPES[alert.msg_type]),
        headline(alert, translate),
        alert.text.area.description,
        translate("alerts", STATES[alert.status]),
    )


def facts(alert: Alert, people: Mapping[UUID, str], translate: Translate) -> list[tuple[str, str]]:
    """Label and value of what is known besides the texts; those without a value are left out."""
    text = alert.text
    values = (
        text.area.description,
        word(text.severity, translate),
        word(text.urgency, translate),
        word(text.certainty, translate),
        word(text.response, translate),
        moment(text.expires_at),
        people.get(alert.prepared_by, "—"),
        people.get(alert.decided_by, "—") if alert.decided_by else "",
        alert.note,
        alert.identifier,
    )
    return [(translate("alerts", name), value) for name, value in zip(_FACTS, values, strict=True) if value]
