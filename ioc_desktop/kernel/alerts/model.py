"""An alert to the public: what is told, to whom it applies, and how far its release is. No database here.

Terms are those of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010):
https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.links.model import Ref

PREPARE, RELEASE = "alerts.prepare", "alerts.release"
TABLE = "alert"

CATEGORIES = (
    "Geo",
    "Met",
    "Safety",
    "Security",
    "Rescue",
    "Fire",
    "Health",
    "Env",
    "Transport",
    "Infra",
    "CBRNE",
    "Other",
)
RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
_UNFIT = re.compile(r"[\s,<&]")
_MOST_HEADLINE = 160
_MOST_TEXT = 4_000


class MessageType(StrEnum):
    """What a message does to the ones before it."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


class AlertStatus(StrEnum):
    """How far the release is."""

    PREPARED = "prepared"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


@dataclass(frozen=True, kw_only=True)
class AlertArea:
    """Where it applies.

    Attributes:
        description: in words, such as "Phường Nam Đông Hà".
        polygon: closed ring, the last point as the first; empty for none.
        centre: of a circle.
        radius_km: of the circle.
        geocode: code of an administrative unit; "" for none.
    """

    description: str
    polygon: tuple[Point, ...] = ()
    centre: Point | None = None
    radius_km: float = 0.0
    geocode: str = ""


@dataclass(frozen=True, kw_only=True)
class AlertText:
    """What is told.

    Attributes:
        event: kind of event in words, such as "Ngập lụt".
        parameters: values of the centre's own, such as the grade of disaster risk.
    """

    event: str
    headline: str
    description: str
    area: AlertArea
    expires_at: datetime
    category: str = "Safety"
    response: str = "Monitor"
    urgency: str = "Expected"
    severity: str = "Moderate"
    certainty: str = "Likely"
    instruction: str = ""
    effective_at: datetime | None = None
    onset_at: datetime | None = None
    contact: str = ""
    web: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Alert:
    """A message as stored.

    Attributes:
        refers_to: ``sender,identifier,sent`` of the earlier messages, oldest first, with spaces between them.
        about: the record that gave rise to it.
        xml: the released file; "" before.
    """

    id: UUID
    identifier: str
    sender: str
    msg_type: MessageType
    is_drill: bool
    text: AlertText
    refers_to: str
    replaces: UUID | None
    about: Ref | None
    status: AlertStatus
    prepared_by: UUID
    decided_by: UUID | None
    decided_at: datetime | None
    note: str
    sent_at: datetime | None
    sha256: str
    xml: str


def checked(text: AlertText, now: datetime) -> AlertText:
    """The text, fit to be prepared.

    Raises:
        ExpectedError: ``alert.incomplete``, ``alert.too_long``, ``alert.word_unknown``, ``alert.over``,
            ``alert.area_wrong``.
    """
    if not all(words.strip() for words in (text.event, text.headline, text.description, text.area.description)):
        raise ExpectedError(
            "alert.incomplete",
            QT_TRANSLATE_NOOP("errors", "Cảnh báo cần có sự kiện, tiêu đề, nội dung và khu vực. Điền đủ rồi lưu lại."),
        )
    if len(text.headline) > _MOST_HEADLINE or max(len(text.description), len(text.instruction)) > _MOST_TEXT:
        raise ExpectedError(
            "alert.too_long",
            QT_TRANSLATE_NOOP("errors", "Tiêu đề cảnh báo dài nhất {headline} ký tự, nội dung {text}. Viết ngắn lại."),
            headline=_MOST_HEADLINE,
            text=_MOST_TEXT,
        )
    _check_words(text)
    _check_times(text, now)
    _check_area(text.area)
    return text


def _check_words(text: AlertText) -> None:
    for word, known in (
        (text.category, CATEGORIES),
        (text.response, RESPONSES),
        (text.urgency, URGENCIES),
        (text.severity, SEVERITIES),
        (text.certainty, CERTAINTIES),
    ):
        if word not in known:
            raise ExpectedError(
                "alert.word_unknown",
                QT_TRANSLATE_NOOP("errors", "“{word}” không có trong chuẩn CAP. Chọn một trong: {known}."),
                word=word[:40],
                known=", ".join(known),
            )


def _check_times(text: AlertText, now: datetime) -> None:
    if text.expires_at <= max(now, text.effective_at or now):
        raise ExpectedError(
            "alert.over",
            QT_TRANSLATE_NOOP("errors", "Cảnh báo hết hiệu lực trước khi bắt đầu. Đặt lại lúc hết hiệu lực."),
        )


def _check_area(area: AlertArea) -> None:
    points = [*area.polygon, *([area.centre] if area.centre else [])]
    is_ring = not area.polygon or (len(area.polygon) >= 4 and area.polygon[0] == area.polygon[-1])
    if not is_ring or area.radius_km < 0 or not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points):
        raise ExpectedError(
            "alert.area_wrong",
            QT_TRANSLATE_NOOP(
                "errors", "Đường bao của khu vực cảnh báo chưa khép kín hoặc sai tọa độ. Vẽ lại khu vực."
            ),
        )


def is_fit_name(name: str) -> bool:
    """Whether a sender or identifier has no letter that CAP keeps out of them."""
    return bool(name) and _UNFIT.search(name) is None


def as_json(text: AlertText) -> dict[str, Any]:
    """The text as it is stored."""
    told = asdict(text)
    for name in ("expires_at", "effective_at", "onset_at"):
        told[name] = told[name].isoformat() if told[name] else None
    told["area"]["polygon"] = [list(point) for point in text.area.polygon]
    told["area"]["centre"] = list(text.area.centre) if text.area.centre else None
    return told


def of_json(told: Mapping[str, Any]) -> AlertText:
    """What ``as_json`` made; raises KeyError, TypeError or ValueError on anything else."""
    values = {name: told[name] for name in AlertText.__dataclass_fields__}
    for name in ("expires_at", "effective_at", "onset_at"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    area = dict(values["area"])
    area["polygon"] = tuple((lat, lon) for lat, lon in area["polygon"])
    area["centre"] = tuple(area["centre"]) if area["centre"] else None
    values["area"] = AlertArea(**area)
    return AlertText(**values)
