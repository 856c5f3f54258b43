"""Events in words: times of the day, how long, who, what was measured. No Qt but for translation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.events.model import RESIZED, STATUS_TITLES, CameraEvent, Status
from ioc_desktop.kernel.plates.alarms import KIND as PLATE_KIND
from ioc_desktop.kernel.plates.model import WAY_TITLES, Way
from ioc_desktop.ui import rule_words
from ioc_desktop.vision.labels import label as class_label
from ioc_desktop.vision.rules.model import RuleKind, Severity

VIETNAM = timezone(timedelta(hours=7))
REASONS = (
    QT_TRANSLATE_NOOP("alarms", "Bóng cây, ánh đèn, mưa"),
    QT_TRANSLATE_NOOP("alarms", "Nhận nhầm đối tượng"),
    QT_TRANSLATE_NOOP("alarms", "Vùng hoặc vạch vẽ chưa đúng"),
    QT_TRANSLATE_NOOP("alarms", "Được phép"),
)
"""Why an event is wrong, the usual answers."""

ICONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "high": ("severity.high", "severity.high"),
        "medium": ("severity.medium", "severity.medium"),
        "low": ("severity.low", "severity.low"),
        "info": ("severity.low", "text.muted"),
    }
)
"""Severity → icon and colour."""

STATUS_ICONS: Mapping[Status, str] = MappingProxyType(
    {Status.NEW: "sla.on_time", Status.CONFIRMED: "vote.for", Status.REJECTED: "vote.against"}
)


def clock(moment: datetime, *, today: datetime) -> str:
    """Time of the day, with the date when it is another day."""
    local = moment.astimezone(VIETNAM)
    is_today = local.date() == today.astimezone(VIETNAM).date()
    return f"{local:%H:%M:%S}" if is_today else f"{local:%H:%M:%S %d/%m/%Y}"


def short_clock(moment: datetime, *, today: datetime) -> str:
    """As ``clock`` for a narrow column: no seconds on other days."""
    local = moment.astimezone(VIETNAM)
    is_today = local.date() == today.astimezone(VIETNAM).date()
    return f"{local:%H:%M:%S}" if is_today else f"{local:%d/%m %H:%M}"


def short_lasted(event: CameraEvent) -> str:
    """Minutes and seconds, as ``1:18``; with an ellipsis while it goes on."""
    minutes, seconds = divmod(round((event.ended_at - event.started_at).total_seconds()), 60)
    return f"{minutes}:{seconds:02d}{' …' if event.is_open else ''}"


def lasted(event: CameraEvent) -> str:
    """How long it lasted, or has lasted so far."""
    seconds = (event.ended_at - event.started_at).total_seconds()
    if seconds < 60:
        words = _tr(QT_TRANSLATE_NOOP("alarms", "{n} giây")).format(n=f"{seconds:.1f}".replace(".", ","))
    else:
        minutes, rest = divmod(round(seconds), 60)
        words = _tr(QT_TRANSLATE_NOOP("alarms", "{m} phút {s} giây")).format(m=minutes, s=rest)
    return _tr(QT_TRANSLATE_NOOP("alarms", "{words}, đang diễn ra")).format(words=words) if event.is_open else words


def kind(name: str) -> str:
    """What a kind of rule is called."""
    if name == PLATE_KIND:
        return QCoreApplication.translate("alarms", QT_TRANSLATE_NOOP("alarms", "Biển số theo dõi"))
    known = name in RuleKind._value2member_map_
    return QCoreApplication.translate("rules", rule_words.KINDS[RuleKind(name)]) if known else name


def severity(name: str) -> str:
    known = name in Severity._value2member_map_
    return QCoreApplication.translate("rules", rule_words.SEVERITIES[Severity(name)]) if known else name


def category(name: str) -> str:
    return QCoreApplication.translate("classes", class_label(name).vi) if name else ""


def status_word(event: CameraEvent) -> str:
    return QCoreApplication.translate("events", STATUS_TITLES[event.status])


def status(event: CameraEvent) -> str:
    """The decision with its reason."""
    words = status_word(event)
    return f"{words}: {event.reason}" if event.reason else words


def facts(event: CameraEvent, *, now: datetime) -> list[tuple[str, str]]:
    """Name and value of everything that is known, in the order of reading."""
    lines = [
        (QT_TRANSLATE_NOOP("alarms", "Bắt đầu"), clock(event.started_at, today=now)),
        (QT_TRANSLATE_NOOP("alarms", "Kéo dài"), lasted(event)),
        (QT_TRANSLATE_NOOP("alarms", "Nơi"), event.place),
        (QT_TRANSLATE_NOOP("alarms", "Kiểu"), kind(event.kind)),
        (QT_TRANSLATE_NOOP("alarms", "Đối tượng"), category(event.category)),
        (QT_TRANSLATE_NOOP("alarms", "Hướng"), _way(event)),
        (QT_TRANSLATE_NOOP("alarms", "Độ chắc"), f"{round(event.confidence * 100)} %"),
        (QT_TRANSLATE_NOOP("alarms", "Đèn tín hiệu"), _signal(event)),
        (QT_TRANSLATE_NOOP("alarms", "Hình camera"), _resized(event)),
        (QT_TRANSLATE_NOOP("alarms", "Mô hình"), event.model),
        (QT_TRANSLATE_NOOP("alarms", "Đã xem"), _decided(event, now)),
    ]
    return [(_tr(name), value) for name, value in lines if value]


def _signal(event: CameraEvent) -> str:
    if event.details.get("signal") != "red":
        return ""
    seconds = f"{float(event.details.get('state_for_s', 0)):.1f}".replace(".", ",")
    told = event.details.get("signal_id")
    if isinstance(told, str):
        words = _tr(QT_TRANSLATE_NOOP("alarms", "đỏ đã {n} giây khi qua vạch, theo tủ điều khiển đèn {id}"))
        return words.format(n=seconds, id=told)
    return _tr(QT_TRANSLATE_NOOP("alarms", "đỏ đã {n} giây khi qua vạch")).format(n=seconds)


def _way(event: CameraEvent) -> str:
    """How the vehicle of a watched plate moved."""
    way = event.details.get("way")
    return QCoreApplication.translate("plates", WAY_TITLES[Way(way)]) if way in set(Way) else ""


def _resized(event: CameraEvent) -> str:
    """The rule was drawn on another picture: the place may be wrong."""
    sizes = event.details.get(RESIZED)
    if not isinstance(sizes, list) or len(sizes) != 2 or not all(isinstance(size, list) for size in sizes):
        return ""
    drawn, now = ("×".join(map(str, size)) for size in sizes)
    words = _tr(QT_TRANSLATE_NOOP("alarms", "Camera đã đổi độ phân giải từ {drawn} sang {now}; kiểm tra lại vùng vẽ."))
    return words.format(drawn=drawn, now=now)


def _decided(event: CameraEvent, now: datetime) -> str:
    if event.decided_at is None:
        return ""
    return f"{status(event)}, {clock(event.decided_at, today=now)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("alarms", text)
