"""What makes a camera draft storable, field by field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.redact import redact
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.cameras import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ioc_desktop.kernel.cameras.model import CameraDraft

NAME_LENGTH = 120
TEXT_LENGTH = 2000
URL_LENGTH = 1000
LARGEST_NUMBER = 99_999
LONGEST_RETENTION_DAYS = 3650

_TEXT_LIMITS = {
    "name": NAME_LENGTH,
    "place": NAME_LENGTH,
    "org_unit": NAME_LENGTH,
    "notice_text": TEXT_LENGTH,
    "main_url": URL_LENGTH,
    "sub_url": URL_LENGTH,
    "user_name": NAME_LENGTH,
    "password": NAME_LENGTH,
}
_RANGES: dict[str, tuple[float, float]] = {
    "number": (1, LARGEST_NUMBER),
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "azimuth_deg": (0, 360),
    "fov_deg": (1, 360),
    "retention_days": (0, LONGEST_RETENTION_DAYS),
}


def problems(draft: CameraDraft) -> dict[str, ExpectedError]:
    """Field name → the first thing wrong with it. ``draft`` must be cleaned."""
    found: dict[str, ExpectedError] = {}
    for field_name, problem in _all(draft):
        found.setdefault(field_name, problem)
    return found


def _all(draft: CameraDraft) -> Iterator[tuple[str, ExpectedError]]:
    yield from _required(draft)
    yield from _texts(draft)
    yield from _numbers(draft)
    yield from _addresses(draft)
    if draft.password and draft.user_name == "":
        yield "user_name", user_missing()
    if draft.transport not in {"tcp", "udp"}:
        yield (
            "transport",
            ExpectedError(
                "camera.transport",
                QT_TRANSLATE_NOOP("errors", "Giao thức {value} không dùng được. Chọn tcp hoặc udp."),
                value=draft.transport,
            ),
        )


def user_missing() -> ExpectedError:
    """A password alone opens nothing."""
    return ExpectedError(
        "camera.user_missing", QT_TRANSLATE_NOOP("errors", "Có mật khẩu mà thiếu tài khoản. Nhập tài khoản của camera.")
    )


def _required(draft: CameraDraft) -> Iterator[tuple[str, ExpectedError]]:
    if not draft.name:
        yield (
            "name",
            ExpectedError("camera.name_missing", QT_TRANSLATE_NOOP("errors", "Camera chưa có tên. Nhập tên camera.")),
        )
    if not draft.main_url:
        yield (
            "main_url",
            ExpectedError(
                "camera.url_missing",
                QT_TRANSLATE_NOOP(
                    "errors", "Chưa có địa chỉ luồng chính. Nhập địa chỉ dạng rtsp://máy:cổng/đường-dẫn."
                ),
            ),
        )
    if (draft.latitude is None) != (draft.longitude is None):
        yield (
            "latitude" if draft.latitude is None else "longitude",
            ExpectedError(
                "camera.half_position",
                QT_TRANSLATE_NOOP("errors", "Tọa độ thiếu một nửa. Nhập cả vĩ độ và kinh độ, hoặc bỏ trống cả hai."),
            ),
        )


def _texts(draft: CameraDraft) -> Iterator[tuple[str, ExpectedError]]:
    for name, limit in _TEXT_LIMITS.items():
        text = getattr(draft, name) or ""
        if len(text) > limit:
            yield (
                name,
                ExpectedError(
                    "camera.text_too_long",
                    QT_TRANSLATE_NOOP("errors", "Nội dung dài {length} ký tự, nhiều nhất {limit}. Rút ngắn lại."),
                    length=len(text),
                    limit=limit,
                ),
            )
        if _has_control(text, multiline=name == "notice_text"):
            yield (
                name,
                ExpectedError(
                    "camera.control_character",
                    QT_TRANSLATE_NOOP("errors", "Nội dung có ký tự điều khiển không in được. Xóa và gõ lại."),
                ),
            )


def _numbers(draft: CameraDraft) -> Iterator[tuple[str, ExpectedError]]:
    for name, (low, high) in _RANGES.items():
        value: float | None = getattr(draft, name)
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            yield (
                name,
                ExpectedError(
                    "camera.out_of_range",
                    QT_TRANSLATE_NOOP("errors", "Giá trị {value} ngoài khoảng {low} đến {high}. Nhập lại."),
                    value=f"{value:g}",
                    low=f"{low:g}",
                    high=f"{high:g}",
                ),
            )


def _addresses(draft: CameraDraft) -> Iterator[tuple[str, ExpectedError]]:
    for name in ("main_url", "sub_url"):
        url: str = getattr(draft, name)
        if url and not address.is_address(url):
            yield (
                name,
                ExpectedError(
                    "camera.url_wrong",
                    QT_TRANSLATE_NOOP(
                        "errors",
                        "Địa chỉ {url} không dùng được. Nhập rtsp://, rtsps://, http://, https:// hoặc đường dẫn tệp.",
                    ),
                    url=redact(url[:80]),
                ),
            )


def _has_control(text: str, *, multiline: bool) -> bool:
    allowed = "\n\r\t" if multiline else ""
    return any((ord(ch) < 32 or ord(ch) == 127) and ch not in allowed for ch in text)
